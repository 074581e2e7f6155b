//! `--format short`: one line a finding, `path:line:column: severity[rule] message`, for tools that read lines.

use crate::cli::checked::Checked;
use crate::cli::terminal::harmless;
use crate::text::Encoding;
use std::fmt::Write;

/// The lines of a file.
pub(super) fn file(checked: &Checked) -> String {
    let mut lines = String::new();
    let path = one_line(&checked.path);
    let place = |at: u32| checked.lines.place(&checked.text, at as usize, Encoding::Chars);
    if let Some(problem) = checked.problem.as_ref().filter(|_| !checked.is_unread) {
        let _ = writeln!(lines, "{path}:1:1: problem: {}", one_line(problem));
    }
    for problem in &checked.problems {
        let at = place(problem.span.start);
        let _ = writeln!(lines, "{}:{}:{}: problem: {}", path, at.line + 1, at.column + 1, one_line(&problem.message));
    }
    for finding in checked.reports.iter().flat_map(|report| &report.findings) {
        let at = place(finding.span.start);
        let (severity, rule) = (finding.severity.name(), &finding.rule);
        let _ = writeln!(lines, "{}:{}:{}: {severity}[{rule}] {}", path, at.line + 1, at.column + 1, one_line(&finding.message));
    }
    lines
}

/// On one line, whatever a draft or a file's name holds: a line of its own could be an order to the program that reads.
fn one_line(text: &str) -> String {
    harmless(&text.replace(['\n', '\r'], " ")).into_owned()
}
