//! What is good: the good signs that are there, the one first that is worth most. What a rule has found fault with is
//! not praised in the same breath.

use super::words::{excerpt, open_slot, sentence};
use crate::draft::Message;
use crate::engine::{Reading, Report, Rules};
use crate::rules::{OutlinePart, Severity};
use crate::text::Span;

/// The most that is praised: more sounds like flattery.
const MOST: usize = 4;

/// Something good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Praise {
    /// The good sign.
    pub signal: String,
    /// What the coach says.
    pub says: String,
    /// The words that earned it.
    pub words: String,
    /// Where they stand in the file.
    pub span: Span,
}

/// Whether a good sign is one in this kind of message: those of the outlines are so where the outline has them.
fn belongs(number: u16, report: &Report, rules: &Rules) -> bool {
    let Some(guide) = rules.guide() else { return true };
    let has = |parts: &[OutlinePart]| parts.iter().any(|part| part.signals.contains(&number));
    has(guide.outline(report.kind)) || !guide.outlines.iter().any(|outline| has(&outline.parts))
}

/// What is good in a message.
pub(super) fn praise(reading: &Reading<'_>, message: &Message, report: &Report, rules: &Rules, open: &[Span]) -> Vec<Praise> {
    let known = rules.guide().map_or(&[][..], |guide| &guide.praise);
    let others = (0..).zip(rules.signals()).map(|(number, _)| number).filter(|number| !known.contains(number));
    let numbers = known.iter().copied().chain(others).filter(|number| belongs(*number, report, rules));
    // A fault of a sentence spoils its words; one of the whole message, such as its length, does not.
    let in_sentence = |fault: &Span| sentence(message, *fault).is_some_and(|whole| fault.end <= message.in_file(whole).end);
    let weighty = report.findings.iter().filter(|finding| finding.severity >= Severity::Warning && !finding.span.is_empty());
    let faults: Vec<Span> = weighty.map(|finding| finding.span).filter(in_sentence).collect();
    let mut seen: Vec<Span> = Vec::new();
    let mut good = Vec::new();
    for number in numbers {
        let Some((_, signal)) = rules.signal(number).filter(|(_, signal)| !signal.praise.is_empty()) else { continue };
        let places = reading.signal(number).iter().map(|(_, span)| (*span, message.in_file(*span)));
        // One stretch of words earns one word of praise.
        let is_filled_in = |place: &(Span, Span)| {
            open_slot(open, message, place.0).is_none() && !reading.open_slots().any(|slot| slot.span.contains(place.0))
        };
        let apart = |place: &(Span, Span)| !faults.iter().chain(&seen).any(|other| other.start < place.1.end && place.1.start < other.end);
        let Some((span, in_file)) = places.into_iter().find(|place| apart(place) && is_filled_in(place)) else { continue };
        seen.push(in_file);
        good.push(Praise { signal: signal.name.clone(), says: signal.praise.clone(), words: excerpt(message, span), span: in_file });
        if good.len() == MOST {
            break;
        }
    }
    good
}
