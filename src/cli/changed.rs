//! `--changed-since`: only what stands on changed lines. What is missing from a message counts where anything of the
//! message changed, and a change of the front matter changes how the whole file is judged.

use super::checked::{Checked, Origin};
use crate::engine::Finding;
use crate::host::absolute;
use crate::host::git::{Changes, Lines};
use crate::text::{Encoding, Span};
use std::ops::RangeInclusive;
use std::path::Path;

/// Takes out of a file what stands where nothing changed.
pub(super) fn keep_changed(changes: &Changes, origin: &Origin, checked: &mut Checked) {
    let lines = match origin {
        // Git knows nothing of what comes in through a pipe under no name.
        Origin::Stdin(None) => Lines::All,
        _ => changes.of(&absolute(origin.path())),
    };
    let Lines::Some(changed) = lines else { return };
    if checked.front_matter.is_some_and(|front| touches(checked, &changed, front)) {
        return;
    }
    let mut left_out = 0;
    let mut keep = |keeps: bool| {
        left_out += usize::from(!keeps);
        keeps
    };
    if checked.problem.is_some() && !checked.is_unread && !keep(!changed.is_empty()) {
        checked.problem = None;
    }
    let mut problems = std::mem::take(&mut checked.problems);
    problems.retain(|problem| keep(touches(checked, &changed, problem.span)));
    checked.problems = problems;
    for number in 0..checked.reports.len() {
        let mut findings = std::mem::take(&mut checked.reports[number].findings);
        findings.retain(|finding| keep(counts(checked, &changed, number, finding)));
        checked.reports[number].findings = findings;
    }
    checked.unchanged += left_out;
}

fn counts(checked: &Checked, changed: &[RangeInclusive<u32>], message: usize, finding: &Finding) -> bool {
    let whole = checked.messages.get(message).map(|message| message.in_file(Span::new(0, message.text().len())));
    match whole {
        // Such as an `allow` that is of no use any more since the words below it changed.
        Some(whole) if !whole.touches(finding.span) => !changed.is_empty(),
        Some(whole) if finding.about_missing || finding.span.is_empty() => touches(checked, changed, whole.join(finding.span)),
        _ => touches(checked, changed, finding.span),
    }
}

/// Whether a line of a place changed.
fn touches(checked: &Checked, changed: &[RangeInclusive<u32>], span: Span) -> bool {
    let line = |at: u32| checked.lines.place(&checked.text, at as usize, Encoding::Utf8).line + 1;
    // A place that ends with a line does not reach into the next one.
    let (first, last) = (line(span.start), line(span.end.saturating_sub(1).max(span.start)));
    changed.iter().any(|lines| *lines.start() <= last && first <= *lines.end())
}

/// What changed in the repository of the current folder.
pub(super) fn changes(rev: Option<&str>) -> Result<Option<Changes>, String> {
    rev.map(|rev| Changes::since(Path::new("."), rev)).transpose()
}
