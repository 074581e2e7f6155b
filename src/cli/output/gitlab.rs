//! `--format gitlab`: GitLab's code quality report, which a merge request shows beside its changes. Fingerprints tell
//! GitLab which findings are new, so they name a sentence and not a line.

use super::issue::{from_root, issues, place};
use super::json::written;
use crate::cli::checked::Checked;
use crate::rules::Severity;
use crate::text::Encoding;
use serde_json::json;
use std::path::Path;

/// What stands before the first file.
pub(super) const BEGIN: &str = "[";
/// What stands behind the last file.
pub(super) const END: &str = "\n]\n";

/// A file; nothing where nothing is wrong with it.
pub(super) fn file(checked: &Checked, root: Option<&Path>) -> String {
    let path = from_root(&checked.path, root);
    let rows = issues(checked).into_iter().map(|issue| {
        let line = |at: u32| place(checked, at, Encoding::Chars).0;
        let severity = match issue.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        };
        written(&json!({
            "description": issue.told(),
            "check_name": issue.rule,
            "fingerprint": issue.fingerprint,
            "severity": severity,
            "location": {"path": path, "lines": {"begin": line(issue.span.start), "end": line(issue.span.end)}},
        }))
    });
    rows.collect::<Vec<_>>().join(",\n")
}
