//! Reports that were made before, for messages that are still the same but stand elsewhere in their file. A file of a
//! thousand templates is then judged as fast as the one that is being edited.

use super::finding::{Finding, Report};
use super::sentence::{Before, Insights};
use crate::draft::Message;
use crate::text::Span;
use std::collections::HashMap;

/// Messages and their reports, by what the messages say and are called: templates of a page often say the same.
pub(super) struct Known<'a> {
    reports: HashMap<Key<'a>, (&'a Message, &'a Report, &'a Insights)>,
}

type Key<'a> = (&'a str, Option<&'a str>);

fn key(message: &Message) -> Key<'_> {
    (message.text(), message.name.as_deref())
}

impl<'a> Known<'a> {
    pub(super) fn new(before: Option<Before<'a>>) -> Known<'a> {
        let pairs = before.into_iter().flat_map(|before| before.draft.messages.iter().zip(before.reports).zip(&before.kept.0));
        // What an exception silences counts for the whole file, so messages with one are judged again.
        let pairs = pairs.filter(|((message, _), _)| message.allow.is_empty());
        Known { reports: pairs.map(|((message, report), kept)| (key(message), (message, report, kept))).collect() }
    }

    /// The report on a message and what was kept of it, where one was made on the same message.
    pub(super) fn report(&self, message: &Message) -> Option<(Report, Insights)> {
        let (known, report, kept) = self.reports.get(&key(message)).filter(|_| message.allow.is_empty())?;
        // Its heading may say how it travels.
        let is_same = known.context == message.context && known.is_mail == message.is_mail && known.parts == message.parts;
        let by = message.seen().behind(known.seen()).filter(|_| is_same)?;
        let extent = known.seen().extent();
        // A finding about the front matter does not move with its message.
        let inside = |span: Span| by == 0 || extent.contains(span);
        let all = |finding: &Finding| inside(finding.span) && finding.fix.iter().flat_map(|fix| &fix.edits).all(|edit| inside(edit.span));
        if !report.findings.iter().all(all) {
            return None;
        }
        let mut report = (*report).clone();
        for finding in &mut report.findings {
            finding.span = finding.span.moved(by);
            finding.fix.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| edit.span = edit.span.moved(by));
        }
        Some((report, (*kept).clone()))
    }
}
