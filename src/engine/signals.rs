//! Signals: where the good signs of a message stand.

use super::{pattern, reading::Reading, wording};
use crate::draft::PartKind;
use crate::rules::{Check, NativeCheck, Signal};
use crate::text::Span;

/// The places of a signal.
pub(super) fn places(reading: &Reading<'_>, number: u16) -> Vec<(usize, Span)> {
    let Some((pack, signal)) = reading.rules.signal(number) else { return Vec::new() };
    let slots = reading.template && signal.slots;
    let personal = super::native::template::personal_slots(reading).filter(|_| slots).map(|p| (sentence(reading, p.span), p.span));
    let mut found = look(reading, pack, signal);
    found.extend(personal);
    found
}

fn look(reading: &Reading<'_>, pack: usize, signal: &Signal) -> Vec<(usize, Span)> {
    match &signal.check {
        Check::Words(words) => wording::find(reading, pack, words).into_iter().map(|e| (e.sentence, e.span)).collect(),
        Check::Pattern(pattern) => pattern::find(reading, pattern).into_iter().map(|span| (sentence(reading, span), span)).collect(),
        Check::Native(native) => {
            let part_kind = match native.check {
                NativeCheck::Greeting => PartKind::Greeting,
                NativeCheck::SignOff => PartKind::Signature,
                _ => return Vec::new(),
            };
            part(reading, part_kind, native.words.as_ref().map(|words| wording::find(reading, pack, words)).unwrap_or_default())
        }
        _ => Vec::new(),
    }
}

/// A signal that is a part of the message: a greeting, a sign-off. Where a single sentence is tried out, the words
/// decide.
fn part(reading: &Reading<'_>, kind: PartKind, words: Vec<wording::Evidence>) -> Vec<(usize, Span)> {
    if reading.anywhere {
        return words.into_iter().map(|e| (e.sentence, e.span)).collect();
    }
    let parts = reading.message.parts.iter().filter(|p| p.kind == kind);
    parts.map(|p| p.span.trim(reading.message.text())).map(|span| (sentence(reading, span), span)).collect()
}

fn sentence(reading: &Reading<'_>, span: Span) -> usize {
    reading.message.sentence_at(span.start).unwrap_or_default()
}
