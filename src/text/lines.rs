//! Lines and columns of a text, in bytes, UTF-16 units or characters, both ways.
//! A line ends at `\n`, `\r\n` or a lone `\r`. Places outside the text are moved to the nearest one inside.

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, as editors count unless they say otherwise.
    Utf16,
    /// Characters (Unicode scalar values), as people count.
    Chars,
}

/// A line and a column, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 0.
    pub line: u32,
    /// The column, from 0, in the unit of the [`Encoding`] asked for.
    pub column: u32,
}

/// Where each line of one text starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at as u32 + 1);
            }
        }
        LineIndex { starts }
    }

    /// How many lines there are: at least one, the last may be empty.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line without its line ending.
    pub fn line_span(&self, text: &str, line: usize) -> super::Span {
        let full = self.full_span(text, line);
        let start = full.start as usize;
        super::Span::new(start, start + full.of(text).trim_end_matches(['\r', '\n']).len())
    }

    /// The bytes of a line with its line ending.
    pub fn full_span(&self, text: &str, line: usize) -> super::Span {
        let Some(&start) = self.starts.get(line) else { return super::Span::at(text.len()) };
        super::Span::new(start as usize, self.starts.get(line + 1).map_or(text.len(), |next| *next as usize))
    }

    /// The line and column of a byte offset; an offset inside a character counts as its start, one inside a
    /// `\r\n` as the end of its line.
    pub fn place(&self, text: &str, offset: usize, encoding: Encoding) -> Place {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start as usize <= offset) - 1;
        let inside = self.line_span(text, line);
        let before = &text[inside.start as usize..offset.min(inside.end as usize)];
        let column = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
            Encoding::Chars => before.chars().count(),
        };
        Place { line: line as u32, column: column as u32 }
    }

    /// The byte offset of a place; a column past the end of its line means the end of the line,
    /// a column inside a character means its start.
    pub fn offset(&self, text: &str, place: Place, encoding: Encoding) -> usize {
        if place.line as usize >= self.starts.len() {
            return text.len();
        }
        let line = self.line_span(text, place.line as usize);
        let (mut left, mut at) = (place.column as usize, line.start as usize);
        for c in line.of(text).chars() {
            let unit = match encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Chars => 1,
            };
            if left < unit {
                break;
            }
            left -= unit;
            at += c.len_utf8();
        }
        at
    }
}
