//! `--format checkstyle`: the XML of Checkstyle, which many CI servers and review tools read.

use super::issue::{issues, place};
use super::xml::attribute;
use crate::cli::checked::Checked;
use crate::text::Encoding;
use std::fmt::Write;

/// What stands before the first file.
pub(super) const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
/// What stands behind the last file.
pub(super) const END: &str = "</checkstyle>\n";

/// A file; nothing where nothing is wrong with it.
pub(super) fn file(checked: &Checked) -> String {
    let issues = issues(checked);
    if issues.is_empty() {
        return String::new();
    }
    let mut xml = format!("  <file name=\"{}\">\n", attribute(&checked.path));
    for issue in issues {
        let (line, column) = place(checked, issue.span.start, Encoding::Chars);
        let (severity, message) = (issue.severity.name(), attribute(&issue.told()));
        let _ = writeln!(
            xml,
            "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{message}\" source=\"cordial.{}\"/>",
            attribute(issue.rule)
        );
    }
    xml + "  </file>\n"
}
