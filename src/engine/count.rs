//! Counting: questions to the reader, phrases, kinds of request.

use super::judge::{Found, applies, find as find_rule};
use super::reading::Reading;
use super::wording;
use crate::draft::PartKind;
use crate::rules::{Check, Count, Counted};
use crate::text::{Question, Span};

/// A question with fewer words than this and no question word in front is a tag ("right?"), not a question.
const TAG_WORDS: usize = 3;

/// What there is too much of, or too little.
pub(super) fn find(reading: &Reading<'_>, pack: usize, count: &Count) -> Vec<Found> {
    let over = reading.named(&count.over_for).unwrap_or(count.over) as usize;
    let spans: Vec<Span> = match count.of {
        Counted::Questions => questions(reading).into_iter().map(|q| q.span).collect(),
        Counted::Phrases => count.words.iter().flat_map(|words| wording::find(reading, pack, words)).map(|e| e.span).collect(),
        Counted::Requests => requests(reading, &count.kinds),
    };
    let amount = spans.len() as u32;
    if count.under.is_some_and(|fewest| amount < fewest) {
        let at = spans.first().copied().unwrap_or(super::judge::place(reading, crate::rules::Place::End));
        return vec![
            Found { amount: Some(amount), missing: true, ..Found::at(at) }.with("count", amount).with("limit", count.under.unwrap_or(0)),
        ];
    }
    if count.under.is_some() || spans.len() <= over {
        return Vec::new();
    }
    vec![Found { amount: Some(amount), ..Found::at(spans[over]) }.with("count", amount).with("limit", over)]
}

/// The questions to the reader about them or the field: not the ask itself, not tags.
pub fn questions(reading: &Reading<'_>) -> Vec<Question> {
    let asks = reading.signal_named("ask-itself");
    let message = reading.message;
    let counted = |part: PartKind| reading.anywhere || matches!(part, PartKind::Body | PartKind::Closing);
    let mut found = Vec::new();
    for sentence in message.sentences.iter().filter(|s| counted(s.part)) {
        for question in &sentence.questions {
            let words = message.words.inside(question.span);
            let first = message.words.key(words.start);
            let open = matches!(first, "why" | "how" | "what" | "when" | "where" | "who" | "which");
            let quoted = message.words.list()[words.clone()].iter().all(|w| w.quoted);
            // "What would you tell yourself?" holds the words of an ask, but asks for a story; "when would suit you?" does not.
            let story = matches!(first, "why" | "how" | "what" | "where" | "who" | "which")
                && !matches!(message.words.key(words.start + 1), "time" | "day" | "days" | "times" | "about");
            let tag = words.len() < TAG_WORDS && !open;
            if !tag && (!quoted || reading.is_script()) && (story || !asks.iter().any(|(_, span)| span.touches(question.span))) {
                found.push(*question);
            }
        }
    }
    found
}

/// One place for each kind of request that is there, in the order they stand.
fn requests(reading: &Reading<'_>, kinds: &[Vec<String>]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for names in kinds {
        let spans = names.iter().filter_map(|name| match name.strip_prefix("signal/") {
            Some(signal) => reading.signal_named(signal).first().map(|(_, span)| *span),
            None => {
                let (pack, rule) = reading.rules.rules().find(|(_, r)| r.id == *name)?;
                let words = matches!(rule.check, Check::Words(_)) && applies(reading, &rule.when);
                words.then(|| find_rule(reading, pack, rule).first().map(|f| f.span)).flatten()
            }
        });
        // The same words are not two requests.
        if let Some(span) = spans.min().filter(|span| !found.iter().any(|other| other.touches(*span))) {
            found.push(span);
        }
    }
    found.sort_unstable();
    found
}
