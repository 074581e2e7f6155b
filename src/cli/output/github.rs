//! `--format github`: a workflow command for each finding, which GitHub Actions shows beside the changed lines, and a
//! summary of the job. GitHub shows ten of a severity for each step; the summary has them all.

use super::digest::Digest;
use super::issue::{from_root, issues, place};
use crate::cli::checked::{Checked, Tally};
use crate::cli::terminal::harmless;
use crate::rules::Severity;
use crate::text::Encoding;
use std::fmt::Write;
use std::path::Path;

/// A file; nothing where nothing is wrong with it.
pub(super) fn file(checked: &Checked, root: Option<&Path>) -> String {
    let mut lines = String::new();
    let path = property(&from_root(&checked.path, root));
    for issue in issues(checked) {
        let command = match issue.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (start, end) = (place(checked, issue.span.start, Encoding::Chars), place(checked, issue.span.end, Encoding::Chars));
        // Columns count only within one line; GitHub's last column is one that is still marked.
        let columns = if start.0 == end.0 { format!(",col={},endColumn={}", start.1, end.1.max(start.1 + 1) - 1) } else { String::new() };
        let _ = writeln!(
            lines,
            "::{command} file={path},line={},endLine={}{columns},title={}::{}",
            start.0,
            end.0,
            property(issue.rule),
            data(&issue.told())
        );
    }
    lines
}

/// The summary of the job, in Markdown.
pub(super) fn summary(tally: &Tally, digest: &Digest) -> String {
    let left_out = tally.left_out();
    let left_out = if left_out.is_empty() { left_out } else { format!("; {left_out}") };
    if digest.rows.is_empty() {
        let nothing = if left_out.is_empty() { "Nothing to mend" } else { "Nothing new" };
        return format!("## cordial\n\n{nothing} in {}{left_out}.\n\n", count(tally.messages, "message"));
    }
    let found = [count(tally.errors, "error"), count(tally.warnings, "warning"), count(tally.infos, "hint")].join(", ");
    let mut page = format!("## cordial\n\n{found} in {} of {}{left_out}.\n\n", tally.touched, count(tally.messages, "message"));
    page += "| rule | weight | times |\n| --- | --- | ---: |\n";
    for (rule, (severity, times)) in &digest.rules {
        let _ = writeln!(page, "| {} | {} | {times} |", plain(rule), severity.name());
    }
    page += "\n<details><summary>Every place</summary>\n\n| place | rule | what |\n| --- | --- | --- |\n";
    for row in &digest.rows {
        let _ = writeln!(
            page,
            "| {}:{} | {} {} | {} |",
            plain(&row.path),
            row.line,
            row.severity.name(),
            plain(&row.rule),
            plain(&row.message)
        );
    }
    if digest.more > 0 {
        let _ = writeln!(page, "\nand {} more.", digest.more);
    }
    page + "\n</details>\n\n"
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// What stands behind the second `::`: a line break would end the command.
fn data(text: &str) -> String {
    harmless(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands between the first and the second `::`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Words that stay words in a table of Markdown.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in harmless(text).chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$' | '@' | '!' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
