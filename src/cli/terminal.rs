//! The terminal: whether it has colours, how wide it is, and what is said to the person in front of it. Nothing else
//! in cordial writes to standard output or standard error.

pub(super) use crate::text::{harmless, visible};
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use unicode_width::UnicodeWidthStr;

/// No narrower, or nothing can be read; no wider, or nobody wants to.
const NARROWEST: usize = 40;
pub(super) const WIDEST: usize = 100;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where the output goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    choice: ColorChoice,
    /// How many columns there are to fill.
    pub(super) width: usize,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Terminal {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let width = terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0));
        Terminal { choice, width: width.clamp(NARROWEST, WIDEST) }
    }

    /// Whether standard output shows colours.
    pub(super) fn is_colored(&self) -> bool {
        match self.choice {
            ColorChoice::Auto => !matches!(AutoStream::choice(&io::stdout()), ColorChoice::Never),
            other => other != ColorChoice::Never,
        }
    }

    /// Whether somebody sits in front of standard output.
    pub(super) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Whether standard error shows colours.
    pub(super) fn is_colored_for_notes(&self) -> bool {
        match self.choice {
            ColorChoice::Auto => !matches!(AutoStream::choice(&io::stderr()), ColorChoice::Never),
            other => other != ColorChoice::Never,
        }
    }

    /// Standard output, locked and buffered.
    pub(super) fn out(&self) -> BufWriter<AutoStream<StdoutLock<'static>>> {
        BufWriter::new(AutoStream::new(io::stdout().lock(), self.choice))
    }

    /// Says something about the run itself, on standard error.
    pub(super) fn say(&self, message: &str) {
        self.note(&format!("cordial: {}", harmless(message)));
    }

    /// Writes lines to standard error. Where nobody can be told, nobody is.
    pub(super) fn note(&self, lines: &str) {
        let mut error = AutoStream::new(io::stderr().lock(), self.choice);
        let _ = writeln!(error, "{lines}");
    }
}

/// Breaks a text into lines of at most `width` columns; the first begins at column `used`. What stands between two
/// backticks stays together where it can.
pub(super) fn wrap(text: &str, width: usize, used: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut column = used;
    for word in pieces(text, width) {
        let wide = word.width();
        if !line.is_empty() && column + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            column = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            column += 1;
        }
        line.push_str(&word);
        column += wide;
    }
    lines.push(line);
    lines
}

/// The words of a text, those of a command in backticks as one.
fn pieces(text: &str, width: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for word in text.split_whitespace() {
        match pieces.last_mut() {
            Some(last) if open && last.width() + word.width() < width / 2 => *last = format!("{last} {word}"),
            _ => pieces.push(word.to_owned()),
        }
        open ^= word.matches('`').count() % 2 == 1;
    }
    pieces
}
