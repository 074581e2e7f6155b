//! Reports that were made before, for messages that are still the same but stand elsewhere in their file. A file of a
//! thousand templates is then judged as fast as the one that is being edited.

use super::finding::{Finding, Report};
use super::sentence::{Before, Insights};
use crate::draft::Message;
use crate::text::{Again, Span};

/// Messages and their reports as they were.
pub(super) struct Known<'a> {
    before: Option<Before<'a>>,
    again: Again,
}

impl<'a> Known<'a> {
    pub(super) fn new(before: Option<Before<'a>>) -> Known<'a> {
        Known { before, again: Again::default() }
    }

    /// The report on the next message and what was kept of it, where one was made on the same message. What an exception
    /// silences counts for the whole file, so messages with one are judged again.
    pub(super) fn report(&mut self, message: &Message) -> Option<(Report, Insights)> {
        let Before { draft, reports, kept } = self.before?;
        let count = draft.messages.len().min(reports.len()).min(kept.0.len());
        let says_so = |place: usize| draft.messages[place].name == message.name && draft.messages[place].text() == message.text();
        let place = self.again.find(count, says_so)?;
        let (known, report, kept) = (&draft.messages[place], &reports[place], &kept.0[place]);
        if !message.allow.is_empty() || !known.allow.is_empty() {
            return None;
        }
        let is_same = known.context == message.context && known.is_mail == message.is_mail && known.parts == message.parts;
        let by = message.seen().behind(known.seen()).filter(|_| is_same)?;
        let extent = known.seen().extent();
        // A finding about the front matter does not move with its message.
        let inside = |span: Span| by == 0 || extent.contains(span);
        let all = |finding: &Finding| inside(finding.span) && finding.fix.iter().flat_map(|fix| &fix.edits).all(|edit| inside(edit.span));
        if !report.findings.iter().all(all) {
            return None;
        }
        let mut report = report.clone();
        for finding in &mut report.findings {
            finding.span = finding.span.moved(by);
            finding.fix.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| edit.span = edit.span.moved(by));
        }
        Some((report, kept.clone()))
    }
}
