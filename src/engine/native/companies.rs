//! The wrong company in the text: another one than the draft says the reader works for. Companies are told apart by
//! the words that are theirs alone; what many are called, a university, a farm, tells none from another.

use super::names::fold;
use crate::draft::{Message, PartKind};
use crate::engine::judge::Found;
use crate::engine::reading::Reading;
use crate::engine::wording::Evidence;
use crate::rules::is_small_word;
use crate::text::{Gap, Shape, Span, distance};
use std::collections::HashMap;

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

/// Words before "of" that name a part of a place where people study.
const PARTS: &[&str] = &["department", "division", "faculty", "school"];
/// What places where people study are called.
const SCHOOLS: &[&str] = &["academy", "college", "institute", "polytechnic", "school", "university"];

/// The text takes another company for the reader's place of work: `evidence` holds the names it takes for that.
pub(super) fn wrong_company(reading: &Reading<'_>, evidence: &[Evidence]) -> Vec<Found> {
    let message = reading.message;
    let Some(own) = &message.context.company else { return Vec::new() };
    let mut known = HashMap::new();
    let is_other = |evidence: &&Evidence| {
        let name = evidence.span;
        is_another(name.of(message.text()), own)
            && !is_thing(message, name)
            && !follows_own(message, evidence, own)
            && !is_writers(message, name, &mut known)
    };
    evidence.iter().filter(is_other).map(|evidence| Found::at(evidence.span).with("name", own)).collect()
}

/// Whether the reader's own company stands shortly before: "You are busy at Fenland Rivers with the Brackwater ladder".
fn follows_own(message: &Message, evidence: &Evidence, own: &str) -> bool {
    const SHORTLY: usize = 3;
    let own_words: Vec<String> = words(own).into_iter().filter(|word| !COMMON.contains(&word.as_str())).collect();
    let is_own = |n: usize| message.words.list()[n].shape != Shape::Lower && own_words.contains(&fold(message.words.key(n)));
    let name = message.words.inside(evidence.span).start;
    (name.saturating_sub(SHORTLY)..name).any(is_own)
}

/// "The Kubernetes migration": a capitalised word between an article and a noun says which of them.
fn is_thing(message: &Message, name: Span) -> bool {
    let (list, words) = (message.words.list(), message.words.inside(name));
    let has_article = words.start.checked_sub(1).is_some_and(|n| message.words.key(n) == "the");
    let has_noun = list.get(words.end).is_some_and(|next| next.shape == Shape::Lower && next.gap == Gap::Space);
    has_article && has_noun && words.len() == 1 && !is_small_word(message.words.key(words.end))
}

/// The sentences in which a name follows the writer; `None` where it stands in the signature.
type Own = Vec<Option<usize>>;

/// Whether it is the writer's own place: it stands in the signature, or behind the writer in another sentence. A name that
/// comes again and again is looked for once.
fn is_writers<'m>(message: &'m Message, name: Span, known: &mut HashMap<Vec<&'m str>, Own>) -> bool {
    let here = message.sentence_at(name.start);
    let name: Vec<&str> = message.words.inside(name).map(|n| message.words.key(n)).collect();
    let places = known.entry(name).or_insert_with_key(|name| follows_writer(message, name));
    places.iter().any(|place| place.is_none() || *place != here)
}

fn follows_writer(message: &Message, name: &[&str]) -> Own {
    const REACH: usize = 10;
    let words = &message.words;
    let starts =
        (0..words.len().saturating_sub(name.len() - 1)).filter(|n| name.iter().enumerate().all(|(k, key)| words.key(n + k) == *key));
    let own = |n: usize| {
        let at = words.list()[n].span.start;
        let sentence = message.sentence_at(at)?;
        if message.part_at(at) == PartKind::Signature {
            return Some(None);
        }
        let first = message.sentences[sentence].words.start;
        let mut before = (first.max(n.saturating_sub(REACH))..n).rev().map(|n| words.key(n));
        let person = before.find(|key| matches!(*key, "i" | "i'm" | "i've" | "my" | "we" | "our" | "you" | "your" | "you're"));
        person.is_some_and(|key| !key.starts_with("you")).then_some(Some(sentence))
    };
    starts.filter_map(own).collect()
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
    let is_rare = |word: &&String| !COMMON.contains(&word.as_str());
    if is_spelt_out(name, own) {
        return false;
    }
    if !words.iter().any(is_shared) {
        // "The Business School" may be a part of any place, "the Department of Physics" of one where people study.
        let is_school = own_words.iter().any(|word| SCHOOLS.contains(&word.as_str()));
        let mut said = name.split_whitespace().map(fold);
        let is_part = said.next().is_some_and(|first| PARTS.contains(&first.as_str())) && said.next().is_some_and(|word| word == "of");
        let tells = |word: &String| is_rare(&word) && !(is_school && FIELDS.contains(&word.as_str()));
        return words.iter().any(tells) || (words.len() > 2 && !(is_school && is_part));
    }
    // "University of Leeds" and "University of Graz" share what many share, and each has a word that is its own.
    let mut rare = words.iter().filter(is_rare).peekable();
    own_words.iter().any(|word| is_rare(&word)) && rare.peek().is_some() && !rare.any(is_shared)
}

/// Whether a name spells out what the other says in initials: "Massachusetts Institute of Technology" and "MIT".
fn is_spelt_out(name: &str, own: &str) -> bool {
    let is_short = own.chars().count() > 1 && own.chars().all(char::is_uppercase);
    let all = name.split_whitespace();
    let telling = name.split_whitespace().filter(|word| !SMALL.contains(&fold(word).as_str()));
    let initials = |words: &mut dyn Iterator<Item = &str>| words.filter_map(|word| word.chars().next()).collect::<String>();
    is_short && [initials(&mut all.into_iter()), initials(&mut telling.into_iter())].iter().any(|known| known.to_uppercase() == own)
}

/// The words of a company's name that say something.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'').map(fold);
    words.filter(|word| word.chars().count() > 1 && !SMALL.contains(&word.as_str())).collect()
}
