//! The output formats: one file each. Each turns a checked file into text; nothing here writes to anything.

mod excerpt;
mod json;
mod paint;
mod short;
mod text;

use super::args::Format;
use super::checked::{Checked, Tally};
use super::terminal::Terminal;
use crate::host::Fault;

/// An output format, ready to be asked by several threads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    format: Format,
    is_colored: bool,
    width: usize,
}

impl Output {
    pub(super) fn new(format: Format, terminal: &Terminal) -> Output {
        Output { format, is_colored: terminal.is_colored(), width: terminal.width }
    }

    /// What stands before the first file.
    pub(super) fn begin(&self) -> &'static str {
        if self.format == Format::Json { json::BEGIN } else { "" }
    }

    /// What stands before a file.
    pub(super) fn between(&self, first: bool) -> &'static str {
        if self.format == Format::Json { json::between(first) } else { "" }
    }

    /// A file.
    pub(super) fn file(&self, checked: &Checked) -> String {
        match self.format {
            Format::Text => text::file(checked, self.width, self.is_colored),
            Format::Short => short::file(checked),
            Format::Json => json::file(checked),
            Format::Jsonl => json::line(checked),
        }
    }

    /// What stands behind the last file.
    pub(super) fn end(&self, tally: &Tally, quiet: bool) -> String {
        match self.format {
            Format::Text if !quiet => text::summary(tally, self.is_colored),
            Format::Json => json::end(tally),
            _ => String::new(),
        }
    }
}

/// What is wrong in settings and rules, as a compiler would show it.
pub(super) use json::written;
pub(super) use paint::{BOLD, painted};

pub(super) fn faults(faults: &[Fault], terminal: &Terminal) -> String {
    faults.iter().map(|fault| text::fault(fault, terminal.width, terminal.is_colored_for_notes())).collect()
}
