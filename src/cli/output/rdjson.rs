//! `--format rdjson`: what reviewdog reads. Its columns count bytes.

use super::issue::{issues, place};
use super::json::written;
use crate::cli::checked::Checked;
use crate::rules::Severity;
use crate::text::{Encoding, Span};
use serde_json::{Value, json};

/// What stands before the first file.
pub(super) const BEGIN: &str = "{\"source\":{\"name\":\"cordial\"},\"diagnostics\":[";
/// What stands behind the last file.
pub(super) const END: &str = "\n]}\n";

/// A file; nothing where nothing is wrong with it.
pub(super) fn file(checked: &Checked) -> String {
    let position = |at: u32| {
        let (line, column) = place(checked, at, Encoding::Utf8);
        json!({"line": line, "column": column})
    };
    let range = |span: Span| json!({"start": position(span.start), "end": position(span.end)});
    let rows = issues(checked).into_iter().map(|issue| {
        let severity = match issue.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        };
        let edits = issue.fix.iter().flat_map(|fix| &fix.edits);
        let suggestions: Vec<Value> = edits.map(|edit| json!({"range": range(edit.span), "text": edit.insert})).collect();
        written(&json!({
            "message": issue.told(),
            "location": {"path": checked.path, "range": range(issue.span)},
            "severity": severity,
            "code": {"value": issue.rule},
            "suggestions": suggestions,
        }))
    });
    rows.collect::<Vec<_>>().join(",\n")
}
