//! What a reader sees, and where each piece of it stands in the file. Markup, markers and encodings are
//! left out or decoded on the way in; every place in what is seen leads back to the bytes on disk.

use crate::text::Span;

/// One piece: bytes of the seen text and the bytes of the file they came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    seen: Span,
    file: Span,
    /// Whether it is a value that was put into a slot: it stands for the slot as a whole, whatever its length.
    value: bool,
}

impl Piece {
    /// Whether each byte of it stands for one byte of the file.
    fn exact(self) -> bool {
        !self.value && self.seen.len() == self.file.len()
    }
}

/// A text as a reader sees it, with its way back to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    text: String,
    pieces: Vec<Piece>,
}

impl Seen {
    /// A stretch of a file, as it stands.
    pub fn plain(file: &str, span: Span) -> Seen {
        let mut seen = Seen::default();
        seen.push(file, span);
        seen
    }

    /// Adds a stretch of the file as it stands.
    pub fn push(&mut self, file: &str, span: Span) {
        self.push_decoded(span.of(file), span);
    }

    /// Adds `text`, which stands for the stretch `span` of the file (an entity, an encoded word, a joint).
    pub fn push_decoded(&mut self, text: &str, span: Span) {
        self.add(text, span, false);
    }

    /// Adds a value that was put into the slot at the stretch `span` of the file.
    pub fn push_value(&mut self, value: &str, span: Span) {
        self.add(value, span, true);
    }

    fn add(&mut self, text: &str, span: Span, value: bool) {
        let seen = Span::new(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        let piece = Piece { seen, file: span, value };
        match self.pieces.last_mut() {
            Some(last) if last.exact() && piece.exact() && last.file.end == span.start => {
                *last = Piece { seen: last.seen.join(seen), file: last.file.join(span), value };
            }
            _ if seen.is_empty() => {}
            _ => self.pieces.push(piece),
        }
    }

    /// Adds all of another one.
    pub fn append(&mut self, other: &Seen) {
        for piece in &other.pieces {
            self.add(piece.seen.of(&other.text), piece.file, piece.value);
        }
    }

    /// Adds a stretch of the seen text of another one.
    pub fn append_part(&mut self, other: &Seen, span: Span) {
        let first = other.pieces.partition_point(|p| p.seen.end <= span.start);
        for piece in other.pieces[first..].iter().take_while(|p| p.seen.start < span.end) {
            let seen = Span { start: piece.seen.start.max(span.start), end: piece.seen.end.min(span.end) };
            let file = if piece.exact() {
                Span { start: piece.file.start + (seen.start - piece.seen.start), end: piece.file.end - (piece.seen.end - seen.end) }
            } else {
                piece.file
            };
            self.add(seen.of(&other.text), file, piece.value);
        }
    }

    /// How far a text stands behind another one that reads the same and was put together in the same way: what is true
    /// of places in the one is true of the other, so many bytes on. `None` where that is not so.
    pub fn behind(&self, other: &Seen) -> Option<i64> {
        let shift = |mine: &Piece, theirs: &Piece| i64::from(mine.file.start) - i64::from(theirs.file.start);
        let by = self.pieces.first().zip(other.pieces.first()).map_or(0, |(mine, theirs)| shift(mine, theirs));
        let same = |(mine, theirs): (&Piece, &Piece)| {
            mine.seen == theirs.seen && mine.file.len() == theirs.file.len() && shift(mine, theirs) == by
        };
        let all = self.pieces.len() == other.pieces.len() && self.pieces.iter().zip(&other.pieces).all(same);
        (all && self.text == other.text).then_some(by)
    }

    /// The stretch of the file that it came from.
    pub fn extent(&self) -> Span {
        self.pieces.iter().map(|piece| piece.file).reduce(Span::join).unwrap_or_default()
    }

    /// What the reader sees.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the file behind a span of the seen text.
    pub fn in_file(&self, span: Span) -> Span {
        if span.is_empty() {
            return Span::at(self.place_in_file(span.start, span.start as usize == self.text.len()));
        }
        Span::new(self.place_in_file(span.start, false), self.place_in_file(span.end, true))
    }

    /// Whether the span stands in the file byte for byte, so that an edit of it there is an edit of it here.
    pub fn is_exact(&self, span: Span) -> bool {
        self.in_file(span).len() == span.len() && self.pieces.iter().filter(|p| p.seen.touches(span)).all(|p| p.exact())
    }

    /// `end`: the place closes a span, so it belongs to the piece before a joint, not to the one behind it.
    fn place_in_file(&self, at: u32, end: bool) -> usize {
        let piece = match self.pieces.partition_point(|p| if end { p.seen.start < at } else { p.seen.start <= at }) {
            0 => return self.pieces.first().map_or(0, |p| p.file.start as usize),
            n => self.pieces[n - 1],
        };
        let within = at.min(piece.seen.end) - piece.seen.start;
        match (piece.exact(), end) {
            (true, _) => (piece.file.start + within) as usize,
            (false, true) => piece.file.end as usize,
            (false, false) => piece.file.start as usize,
        }
    }
}
