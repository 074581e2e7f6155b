//! `--format short`: one line a finding, `path:line:column: severity[rule] message`, for tools that read lines.

use crate::cli::checked::Checked;
use crate::cli::terminal::harmless;
use crate::text::Encoding;
use std::fmt::Write;

/// The lines of a file.
pub(super) fn file(checked: &Checked) -> String {
    let mut lines = String::new();
    let path = harmless(&checked.path);
    let place = |at: u32| checked.lines.place(&checked.text, at as usize, Encoding::Chars);
    if let Some(problem) = checked.problem.as_ref().filter(|_| !checked.is_unread) {
        let _ = writeln!(lines, "{path}:1:1: problem: {problem}");
    }
    for problem in &checked.problems {
        let at = place(problem.span.start);
        let _ = writeln!(lines, "{}:{}:{}: problem: {}", path, at.line + 1, at.column + 1, problem.message);
    }
    for finding in checked.reports.iter().flat_map(|report| &report.findings) {
        let at = place(finding.span.start);
        let (severity, rule) = (finding.severity.name(), &finding.rule);
        let message = finding.message.replace(['\n', '\r'], " ");
        let message = harmless(&message);
        let _ = writeln!(lines, "{}:{}:{}: {severity}[{rule}] {message}", path, at.line + 1, at.column + 1);
    }
    lines
}
