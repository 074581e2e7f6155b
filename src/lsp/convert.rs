//! Our values as the protocol writes them, and back: places, findings, edits, addresses of files. The only file that
//! makes a protocol's position.

use super::document::Document;
use crate::engine::{Edit, Finding};
use crate::rules::Severity;
use crate::text::{Encoding, LineIndex, Place, Span};
use std::collections::HashMap;
use std::path::Path;
use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic, DiagnosticSeverity, DocumentChanges, NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier,
    Position, Range, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// What the protocol calls whoever found it.
pub(super) const SOURCE: &str = "cordial";

/// A text with its lines, and in what columns are counted.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    encoding: Encoding,
}

impl<'a> Page<'a> {
    /// The page of an open text.
    pub(super) fn of(document: &'a Document, encoding: Encoding) -> Page<'a> {
        Page { text: &document.text, lines: &document.lines, encoding }
    }

    /// The page of any text.
    pub(super) fn new(text: &'a str, lines: &'a LineIndex, encoding: Encoding) -> Page<'a> {
        Page { text, lines, encoding }
    }

    /// A byte as a position.
    pub(super) fn position(&self, at: u32) -> Position {
        let place = self.lines.place(self.text, at as usize, self.encoding);
        Position::new(place.line, place.column)
    }

    /// A span as a range.
    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// A position as a byte; one outside the text is the nearest inside.
    pub(super) fn byte(&self, at: Position) -> u32 {
        let place = Place { line: at.line, column: at.character };
        self.lines.offset(self.text, place, self.encoding) as u32
    }

    /// A range as a span; the wrong way round it is turned.
    pub(super) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.byte(range.start), self.byte(range.end));
        Span::new(start.min(end) as usize, start.max(end) as usize)
    }

    /// A finding as a diagnostic.
    pub(super) fn finding(&self, finding: &Finding, page: Option<Uri>) -> Diagnostic {
        Diagnostic {
            range: self.range(finding.span),
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.clone())),
            code_description: page.map(|href| CodeDescription { href }),
            source: Some(SOURCE.into()),
            message: finding.message.clone(),
            ..Diagnostic::default()
        }
    }

    /// Something wrong with a file itself as a diagnostic.
    pub(super) fn problem(&self, span: Span, message: &str, severity: DiagnosticSeverity) -> Diagnostic {
        Diagnostic {
            range: self.range(span),
            severity: Some(severity),
            source: Some(SOURCE.into()),
            message: message.to_owned(),
            ..Diagnostic::default()
        }
    }

    /// An edit.
    pub(super) fn edit(&self, edit: &Edit) -> TextEdit {
        TextEdit { range: self.range(edit.span), new_text: edit.insert.clone() }
    }
}

/// Edits of one open text, for the version that they were made for where the client can tell.
pub(super) fn workspace_edit(document: &Document, edits: Vec<TextEdit>, versioned: bool) -> WorkspaceEdit {
    if !versioned {
        return WorkspaceEdit { changes: Some(HashMap::from([(document.uri.clone(), edits)])), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: document.uri.clone(), version: Some(document.version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// How much something matters, in the protocol's words.
pub(super) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}
