//! The wrong company in the text: another one than the draft says the reader works for. Companies are told apart by
//! the words that are theirs alone; what many are called, a university, a farm, tells none from another.

use super::names::fold;
use crate::engine::judge::Found;
use crate::engine::reading::Reading;
use crate::engine::wording::Evidence;
use crate::text::{Shape, Span, distance};

/// Words that join or close a name.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "the", "of", "and", "for", "de", "in", "at", "a", "an", "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag",
    "co", "company", "corp", "corporation", "group", "holding", "holdings",
];

/// What many places of work are called.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "academy", "agency", "association", "associates", "authority", "bank", "board", "bureau", "cathedral", "center", "centre", "charity",
    "church", "city", "clinic", "club", "college", "commission", "consulting", "council", "county", "department", "district", "faculty",
    "farm", "farms", "first", "foundation", "fund", "gallery", "hall", "health", "high", "hospital", "hotel", "institute", "institution",
    "international", "journal", "lab", "laboratories", "laboratory", "labs", "library", "media", "medical", "ministry", "museum",
    "national", "network", "new", "office", "old", "orchards", "orchestra", "partners", "polytechnic", "press", "primary", "public",
    "publishing", "restaurant", "royal", "school", "secondary", "service", "services", "society", "software", "solutions",
    "state", "station", "store", "studio", "studios", "systems", "technical", "technologies", "technology", "theater", "theatre", "trust",
    "union", "university", "ventures", "works",
];

/// Fields that parts of many places are called after: "the Business School".
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "arts", "biology", "business", "chemistry", "computing", "divinity", "economics", "education", "engineering", "geography", "graduate",
    "history", "humanities", "law", "mathematics", "medicine", "music", "nursing", "philosophy", "physics", "psychology", "science", "sciences",
];

/// Words before "of" that name a part of a place.
const PARTS: &[&str] = &["department", "division", "faculty", "office", "school", "section"];

/// The text speaks of the reader's work at a company that is not theirs.
pub(super) fn wrong_company(reading: &Reading<'_>, evidence: &[Evidence]) -> Vec<Found> {
    let message = reading.message;
    let Some(own) = &message.context.company else { return Vec::new() };
    let is_other = |name: &Span| is_another(name.of(message.text()), own);
    let named = evidence.iter().filter_map(|evidence| company_in(reading, evidence));
    named.filter(is_other).map(|name| Found::at(name).with("name", own)).collect()
}

/// Whether a name is surely another company's than this one.
fn is_another(name: &str, own: &str) -> bool {
    let (words, own_words) = (words(name), words(own));
    let initials = |words: &mut dyn Iterator<Item = &str>| words.filter_map(|word| word.chars().next()).collect::<String>();
    let all = initials(&mut own.split_whitespace()).to_lowercase();
    let telling = initials(&mut own_words.iter().map(String::as_str));
    let fits =
        |word: &str, own: &str| word == own || (own.len() > 4 && distance(own, word) == 1) || (word.len() > 3 && own.starts_with(word));
    let is_shared = |word: &String| own_words.iter().any(|own| fits(word, own)) || *word == all || *word == telling;
    let is_rare = |word: &&String| !COMMON.contains(&word.as_str()) && !FIELDS.contains(&word.as_str());
    // "MIT" for whoever works at the Massachusetts Institute of Technology, and the other way round.
    let spelt_out = initials(&mut name.split_whitespace()).to_lowercase();
    let spelt = [spelt_out, initials(&mut words.iter().map(String::as_str))];
    if own_words.iter().any(|own| own.len() > 1 && spelt.contains(own)) {
        return false;
    }
    let mut said = name.split_whitespace();
    if said.next().is_some_and(|first| PARTS.contains(&fold(first).as_str())) && said.next() == Some("of") && !words.iter().any(is_shared) {
        return false;
    }
    if !words.iter().any(is_shared) {
        // "The Business School" may be a part of any place.
        return words.iter().any(|word| is_rare(&word)) || words.len() > 2;
    }
    // "University of Leeds" and "University of Graz" share what many share, and each has a word that is its own.
    let mut rare = words.iter().filter(is_rare).peekable();
    own_words.iter().any(|word| is_rare(&word)) && rare.peek().is_some() && !rare.any(is_shared)
}

/// The words of a company's name that say something.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'').map(fold);
    words.filter(|word| word.chars().count() > 1 && !SMALL.contains(&word.as_str())).collect()
}

/// The company that a phrase ends with: capitalised words and what joins them.
fn company_in(reading: &Reading<'_>, evidence: &Evidence) -> Option<Span> {
    let message = reading.message;
    let list = message.words.list();
    let range = message.words.inside(evidence.span);
    let is_name = |n: usize| list.get(n).is_some_and(|w| matches!(w.shape, Shape::Capital | Shape::Upper | Shape::Mixed));
    // What was found may go on behind the name: "your work at Forth Trust is".
    let last = (range.start + 1..range.end).rev().find(|n| is_name(*n))?;
    let start = (range.start + 1..=last).rev().take_while(|n| is_name(*n)).last()?;
    let end_of_sentence = message.sentences.get(evidence.sentence)?.words.end;
    let mut end = last + 1;
    while end < end_of_sentence && list[end].gap < crate::text::Gap::Pause {
        let joins = matches!(message.words.key(end), "of" | "and" | "for" | "de" | "the")
            && (is_name(end + 1) || is_name(end + 2))
            && end + 1 < end_of_sentence;
        if !is_name(end) && !joins {
            break;
        }
        end += 1;
    }
    let span = message.words.span(start..end);
    (!matches!(message.words.key(start), "i" | "i'm" | "i'd")).then_some(span)
}
