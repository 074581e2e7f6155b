//! Applying fixes: edits that are apart, from the first to the last.

use super::finding::{Edit, Finding};

/// The text after the fixes of these findings, and how many were applied. A fix that overlaps one before it waits
/// for the next round.
pub fn apply<'a>(file: &str, findings: impl IntoIterator<Item = &'a Finding>) -> (String, usize) {
    let mut chosen: Vec<&Edit> = Vec::new();
    let mut applied = 0;
    for fix in findings.into_iter().filter_map(|f| f.fix.as_ref()) {
        let apart = fix.edits.iter().all(|e| chosen.iter().all(|c| e.span.end <= c.span.start || c.span.end <= e.span.start));
        if apart {
            chosen.extend(&fix.edits);
            applied += 1;
        }
    }
    chosen.sort_by_key(|e| e.span);
    let mut text = String::with_capacity(file.len());
    let mut at = 0;
    for edit in chosen {
        text.push_str(&file[at..edit.span.start as usize]);
        text.push_str(&edit.insert);
        at = edit.span.end as usize;
    }
    text.push_str(&file[at..]);
    (text, applied)
}
