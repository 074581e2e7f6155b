//! Colours for what codespan-reporting draws, and two words that it has no names for: `info`, and line numbers of rows
//! that go on with the line above.

use super::excerpt::Excerpt;
use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;
use std::io::{self, Write};

const RESET: &str = "\x1b[0m";
/// Bold.
pub(in crate::cli) const BOLD: &str = "\x1b[1m";
const FRAME: &str = "\x1b[34m";

/// The colour of a severity.
pub(super) fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "\x1b[1;31m",
        Severity::Warning => "\x1b[1;33m",
        Severity::Note | Severity::Help => "\x1b[1;36m",
    }
}

/// Words in a colour, where there are colours.
pub(in crate::cli) fn painted(words: &str, style: &str, is_colored: bool) -> String {
    if is_colored { format!("{style}{words}{RESET}") } else { words.to_owned() }
}

/// Takes what codespan-reporting draws.
pub(super) struct Paint<'a> {
    drawn: Vec<u8>,
    excerpt: &'a Excerpt,
    is_colored: bool,
    /// What is drawn until the style changes, where it is not to be drawn as it is.
    held: Option<(Held, Vec<u8>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Severity,
    LineNumber,
}

impl Paint<'_> {
    pub(super) fn new(excerpt: &Excerpt, is_colored: bool) -> Paint<'_> {
        Paint { drawn: Vec::new(), excerpt, is_colored, held: None }
    }

    /// All that was drawn.
    pub(super) fn finish(mut self) -> String {
        self.release();
        String::from_utf8_lossy(&self.drawn).into_owned()
    }

    fn style(&mut self, style: &str) {
        self.release();
        if self.is_colored {
            self.drawn.extend(style.bytes());
        }
    }

    fn release(&mut self) {
        let Some((held, bytes)) = self.held.take() else { return };
        let words = String::from_utf8_lossy(&bytes);
        match held {
            Held::Severity => self.drawn.extend(words.replacen("note", "info", 1).bytes()),
            Held::LineNumber => {
                let line = words.trim().parse().ok().and_then(|number| self.excerpt.line_of(number));
                let line = line.map_or(String::new(), |line| line.to_string());
                self.drawn.extend(format!("{line:>width$}", width = words.len()).bytes());
            }
        }
    }
}

impl Write for Paint<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.held {
            Some((_, held)) => held.extend(bytes),
            None => self.drawn.extend(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Paint<'_> {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.style(color(severity));
        self.held = Some((Held::Severity, Vec::new()));
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.style(RESET);
        self.style(BOLD);
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.style(FRAME);
        self.held = Some((Held::LineNumber, Vec::new()));
        Ok(())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.style(FRAME);
        Ok(())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.style(FRAME);
        Ok(())
    }

    fn set_label(&mut self, severity: Severity, _: LabelStyle) -> io::Result<()> {
        self.style(color(severity));
        Ok(())
    }

    fn reset(&mut self) -> io::Result<()> {
        self.style(RESET);
        Ok(())
    }
}
