//! One open text: its bytes, its version, what the user wants of it. Edits are applied here; what the text comes to is
//! worked out elsewhere, once for each version, and kept beside it.

use super::judged::Judged;
use crate::draft::Format;
use crate::text::{Encoding, LineIndex, Place};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri};

/// An open text. A clone is a snapshot: cheap, and untouched by later edits.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The client's name for it.
    pub(super) uri: Uri,
    /// The path that it is checked as: its own, or for a text without a file a name in the workspace.
    pub(super) path: PathBuf,
    /// Whether it has a file of its own.
    pub(super) is_file: bool,
    /// The client's name for its language.
    pub(super) language: String,
    /// The client's number for this state of it.
    pub(super) version: i32,
    /// Our own number for it: no two states of any text share one.
    pub(super) turn: u64,
    /// The text.
    pub(super) text: Arc<String>,
    /// Its lines.
    pub(super) lines: Arc<LineIndex>,
    /// Whether it is at rest (opened, saved, asked about) and not in the middle of being typed.
    pub(super) is_at_rest: bool,
    /// The rules about missing things that were named when it last was at rest: they stay named.
    pub(super) named: Arc<BTreeSet<String>>,
    /// Whether the user wants it checked, where they said so.
    pub(super) wish: Option<bool>,
    /// Whether it once was evidently a message. While it is rewritten it may not look like one for a moment.
    pub(super) was_message: Arc<AtomicBool>,
    /// What it comes to, as soon as somebody has asked.
    pub(super) judged: Arc<OnceLock<Judged>>,
    /// What it came to when somebody last asked before its last edits.
    pub(super) before: Option<Arc<OnceLock<Judged>>>,
}

impl Document {
    /// How its text is written: as its name says, or its language where it has no file.
    pub(super) fn format(&self) -> Option<Format> {
        (!self.is_file && self.language == "markdown").then_some(Format::Markdown)
    }

    /// Forgets what it comes to, because something has changed.
    pub(super) fn judge_anew(&mut self) {
        let judged = std::mem::take(&mut self.judged);
        if judged.get().is_some() {
            self.before = Some(judged);
        }
    }

    /// Applies edits in their order. A place outside the text counts as the nearest one inside.
    pub(super) fn edit(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change.range {
                None => self.text = Arc::new(change.text),
                Some(range) => {
                    let place = |at: tower_lsp_server::ls_types::Position| {
                        self.lines.offset(&self.text, Place { line: at.line, column: at.character }, encoding)
                    };
                    let (start, end) = (place(range.start), place(range.end));
                    Arc::make_mut(&mut self.text).replace_range(start.min(end)..start.max(end), &change.text);
                }
            }
            self.lines = Arc::new(LineIndex::new(&self.text));
        }
    }
}
