//! `--format junit`: a file is a suite, a message is a test, and it fails where the run would fail by it. What weighs
//! less is told beside the test.

use super::issue::{Issue, issues, place};
use super::xml::{attribute, element};
use crate::cli::checked::Checked;
use crate::rules::Severity;
use crate::text::Encoding;
use std::fmt::Write;

/// What stands before the first file.
pub(super) const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cordial\">\n";
/// What stands behind the last file.
pub(super) const END: &str = "</testsuites>\n";

/// A file. `least` is the severity from which on a test fails.
pub(super) fn file(checked: &Checked, least: Option<Severity>) -> String {
    let all = issues(checked);
    let (about_file, mut rest) = all.split_at(all.len().saturating_sub(checked.findings().count()));
    let mut cases = Vec::new();
    if !about_file.is_empty() {
        cases.push(("the file itself".to_owned(), about_file));
    }
    for (number, report) in checked.reports.iter().enumerate() {
        let (own, others) = rest.split_at(report.findings.len());
        rest = others;
        let name = report.name.clone().unwrap_or_else(|| match checked.reports.len() {
            1 => report.kind.name().to_owned(),
            _ => format!("message {} ({})", number + 1, report.kind.name()),
        });
        cases.push((name, own));
    }
    let fails = |issue: &&Issue<'_>| least.is_some_and(|least| issue.severity >= least);
    let failing = cases.iter().filter(|(_, issues)| issues.iter().any(|issue| fails(&issue))).count();
    let (failures, errors) = if checked.is_unread { (0, cases.len()) } else { (failing, 0) };
    let path = attribute(&checked.path);
    let tests = cases.len();
    let mut xml = format!("  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n");
    for (name, issues) in cases {
        let _ = write!(xml, "    <testcase name=\"{}\" classname=\"{path}\"", attribute(&name));
        let (failing, others): (Vec<&Issue<'_>>, Vec<_>) = issues.iter().partition(|issue| checked.is_unread || fails(issue));
        if issues.is_empty() {
            xml += "/>\n";
            continue;
        }
        xml += ">\n";
        if let Some(first) = failing.first() {
            let what = if checked.is_unread { "error" } else { "failure" };
            let (message, rule) = (attribute(&first.message), attribute(first.rule));
            let told = lines(checked, &failing);
            let _ = writeln!(xml, "      <{what} message=\"{message}\" type=\"{rule}\">{told}</{what}>");
        }
        if !others.is_empty() {
            let _ = writeln!(xml, "      <system-out>{}</system-out>", lines(checked, &others));
        }
        xml += "    </testcase>\n";
    }
    xml + "  </testsuite>\n"
}

/// Each with its place, as `--format short` would, and what more there is to say.
fn lines(checked: &Checked, issues: &[&Issue<'_>]) -> String {
    let told = issues.iter().map(|issue| {
        let (line, column) = place(checked, issue.span.start, Encoding::Chars);
        format!("{}:{line}:{column}: {}[{}] {}\n", checked.path, issue.severity.name(), issue.rule, issue.told())
    });
    element(&told.collect::<String>())
}
