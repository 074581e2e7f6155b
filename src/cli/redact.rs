//! `--redact`: what is left of a checked file when every word of the draft is taken out of it. It happens before any
//! format sees the file, so no format can forget it: rule, weight and place stay, and the text becomes one of the same
//! shape that says nothing.

use super::checked::Checked;
use crate::engine::Rules;
use crate::merge::InRows;

/// Said of a rule of cordial's own, which has no title.
const ABOUT_SETTINGS: &str = "An `allow` here needs a look";
/// Said in place of a problem that would quote the file.
const PROBLEM: &str = "what the file says about itself here could not be used";

/// Takes the words out.
pub(super) fn redact(checked: &mut Checked, rules: &Rules) {
    let mut in_rows = checked.in_rows.iter();
    for report in &mut checked.reports {
        report.name = None;
        for finding in &mut report.findings {
            let title: &str = rules.rule(&finding.rule).map_or(ABOUT_SETTINGS, |rule| &rule.told.title);
            finding.message = match in_rows.next().copied().flatten() {
                None => title.to_owned(),
                Some(InRows { first, count: 1 }) => format!("{title} (row {first})"),
                Some(InRows { first, count }) => format!("{title} ({count} rows, row {first} first)"),
            };
            finding.why.clear();
            finding.instead.clear();
            finding.fix = None;
        }
    }
    for problem in &mut checked.problems {
        problem.message = PROBLEM.to_owned();
    }
    checked.text = checked.text.chars().map(blank).collect();
    checked.messages.clear();
    checked.is_redacted = true;
}

/// A character that takes as much room and says nothing, so that every place stays where it is.
fn blank(c: char) -> char {
    match (c, c.len_utf8()) {
        ('\n' | '\r', _) => c,
        (_, 1) => '*',
        (_, 2) => '·',
        (_, 3) => '•',
        _ => '🞄',
    }
}
