//! Patterns: regular expressions, for what is not words. Each is compiled when its trigger first occurs, and kept.

use super::reading::Reading;
use crate::rules::{Pattern, build_regex};
use crate::text::Span;
use regex::Regex;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

type Compiled = HashMap<String, Option<Arc<Regex>>>;

static COMPILED: OnceLock<RwLock<Compiled>> = OnceLock::new();

/// The expression itself is shared, not a copy of it: each copy would make its own room to search in.
fn compiled(pattern: &str) -> Option<Arc<Regex>> {
    let known = COMPILED.get_or_init(RwLock::default);
    if let Some(regex) = known.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return regex.clone();
    }
    let made = build_regex(pattern).ok().map(Arc::new);
    known.write().unwrap_or_else(PoisonError::into_inner).entry(pattern.to_owned()).or_insert(made).clone()
}

/// The places of a pattern, if there are enough of them.
pub(super) fn find(reading: &Reading<'_>, pattern: &Pattern) -> Vec<Span> {
    let text = reading.message.text();
    if !pattern.trigger.is_empty() && !pattern.trigger.iter().any(|trigger| text.contains(trigger.as_str())) {
        return Vec::new();
    }
    let words = &reading.message.words;
    // By the first letter before by the word: nearly every word is none of them.
    let letter = |word: &str| word.bytes().next().map_or(0, |first| 1_u64 << (first % 64));
    let letters = pattern.words.iter().fold(0, |letters, word| letters | letter(word));
    let is_one = |word: &str| letters & letter(word) > 0 && pattern.words.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    if !pattern.words.is_empty() && !(0..words.len()).any(|n| is_one(words.key(n))) {
        return Vec::new();
    }
    let Some(regex) = compiled(&pattern.regex) else { return Vec::new() };
    let mut found = Vec::new();
    for (_, sentence) in reading.sentences(&pattern.scopes) {
        for captures in regex.captures_iter(sentence.span.of(text)) {
            let Some(place) = captures.get(1).or_else(|| captures.get(0)) else { continue };
            let start = sentence.span.start as usize;
            found.push(Span::new(start + place.start(), start + place.end()));
        }
    }
    if found.len() < pattern.at_least as usize { Vec::new() } else { found }
}
