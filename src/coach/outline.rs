//! The outline: the parts that a message of this kind has, in their order, and which of them are there. A part is
//! missing only where a rule says so, so that the outline never asks for more than the check does.

use super::words::excerpt;
use crate::draft::{Message, PartKind};
use crate::engine::{Reading, Report, Rules};
use crate::names;
use crate::rules::{OutlinePart, Scope};
use crate::text::Span;

names! {
    /// Whether a part of a message is there.
    State {
        /// It is.
        There = "there",
        /// It is not, and should be.
        Missing = "missing",
        /// It is not, and need not be.
        Open = "open",
    }
}

/// One part of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlined {
    /// What it is.
    pub title: String,
    /// Whether it is there.
    pub state: State,
    /// The words that show it; where it is not there, what belongs there.
    pub words: String,
    /// Where the words stand in the file.
    pub span: Option<Span>,
}

/// The parts of a message.
pub(super) fn outline(reading: &Reading<'_>, message: &Message, report: &Report, rules: &Rules) -> Vec<Outlined> {
    let parts = rules.guide().map_or(&[][..], |guide| guide.outline(report.kind));
    let mut shown: Vec<Span> = Vec::new();
    let mut outline = Vec::new();
    for part in parts.iter().filter(|part| part.fits(report.channel)) {
        let part = outlined(part, reading, message, report, &shown);
        shown.extend(part.span);
        outline.push(part);
    }
    outline
}

fn outlined(part: &OutlinePart, reading: &Reading<'_>, message: &Message, report: &Report, shown: &[Span]) -> Outlined {
    let missed = report.findings.iter().any(|finding| part.rules.contains(&finding.rule));
    let place = if missed { None } else { place(part, reading, message, shown) };
    let state = match place {
        Some(_) => State::There,
        None if missed => State::Missing,
        None => State::Open,
    };
    Outlined {
        title: part.title.clone(),
        state,
        words: place.map_or_else(|| part.hint.clone(), |span| excerpt(message, span)),
        span: place.map(|span| message.in_file(span)),
    }
}

/// Where a part stands in the message: the first of its signs, better one whose sentence shows no other part.
fn place(part: &OutlinePart, reading: &Reading<'_>, message: &Message, shown: &[Span]) -> Option<Span> {
    let stands = part.part.and_then(|scope| match scope {
        Scope::Subject => message.subject(),
        Scope::Greeting => message.part(PartKind::Greeting),
        Scope::Body => message.part(PartKind::Body),
        Scope::Closing => message.part(PartKind::Closing),
        Scope::Signature => message.part(PartKind::Signature),
    });
    let stands = stands.map(|span| span.trim(message.text())).filter(|span| !span.is_empty());
    let signs = || part.signals.iter().flat_map(|signal| reading.signal(*signal)).map(|(_, span)| *span);
    // What stands in the text shows more than what stands in the subject or the greeting.
    let in_text = |span: &Span| !matches!(message.part_at(span.start), PartKind::Subject | PartKind::Greeting);
    let sentence = |span: Span| message.sentence_at(span.start).map(|number| message.in_file(message.sentences[number].span));
    let is_new = |span: &Span| !sentence(*span).is_some_and(|whole| shown.iter().any(|other| whole.contains(*other)));
    let alone = || signs().find(|span| in_text(span) && is_new(span));
    stands.or_else(alone).or_else(|| signs().find(in_text)).or_else(|| signs().next())
}
