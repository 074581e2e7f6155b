//! Patterns: regular expressions, for what is not words. Each is compiled when its trigger first occurs, and kept.

use super::reading::Reading;
use crate::rules::{Pattern, build_regex};
use crate::text::Span;
use regex::Regex;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

static COMPILED: OnceLock<Mutex<HashMap<String, Option<Regex>>>> = OnceLock::new();

fn compiled(pattern: &str) -> Option<Regex> {
    let mut known = match COMPILED.get_or_init(Mutex::default).lock() {
        Ok(known) => known,
        Err(poisoned) => poisoned.into_inner(),
    };
    known.entry(pattern.to_owned()).or_insert_with(|| build_regex(pattern).ok()).clone()
}

/// The places of a pattern, if there are enough of them.
pub(super) fn find(reading: &Reading<'_>, pattern: &Pattern) -> Vec<Span> {
    let text = reading.message.text();
    if pattern.trigger.as_ref().is_some_and(|trigger| !text.contains(trigger.as_str())) {
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
