//! Reports that were made before, for messages that are still the same but stand elsewhere in their file. A file of a
//! thousand templates is then judged as fast as the one that is being edited.

use super::finding::{Finding, Report};
use crate::draft::{Draft, Message};
use crate::text::Span;
use std::collections::HashMap;

/// Messages and their reports, by what the messages say.
pub(super) struct Known<'a> {
    reports: HashMap<&'a str, (&'a Message, &'a Report)>,
}

impl<'a> Known<'a> {
    pub(super) fn new(before: Option<(&'a Draft, &'a [Report])>) -> Known<'a> {
        let pairs = before.into_iter().flat_map(|(draft, reports)| draft.messages.iter().zip(reports));
        // What an exception silences counts for the whole file, so messages with one are judged again.
        let pairs = pairs.filter(|(message, _)| message.allow.is_empty());
        Known { reports: pairs.map(|(message, report)| (message.text(), (message, report))).collect() }
    }

    /// The report on a message, where one was made on the same message.
    pub(super) fn report(&self, message: &Message) -> Option<Report> {
        let (known, report) = self.reports.get(message.text()).filter(|_| message.allow.is_empty())?;
        // Its heading may say how it travels.
        let is_same = known.name == message.name
            && known.context == message.context
            && known.is_mail == message.is_mail
            && known.parts == message.parts;
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
            finding.span = moved(finding.span, by);
            finding.fix.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| edit.span = moved(edit.span, by));
        }
        Some(report)
    }
}

fn moved(span: Span, by: i64) -> Span {
    let at = |place: u32| usize::try_from(i64::from(place) + by).unwrap_or_default();
    Span::new(at(span.start), at(span.end))
}
