//! Names that a list brought into a message, as nobody writes them: with the party hat of a profile, the family name
//! first, in capital letters. Only what was put in from a row is looked at; what somebody typed is theirs to type.

use crate::draft::{PutIn, name_part};
use crate::engine::judge::Found;
use crate::engine::reading::Reading;
use crate::text::Span;

/// What may follow a name behind a comma.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "esq"];
/// Letters from which a name can be said to be in capitals: "DK" and "LIU" may be how they write it.
const FEW: usize = 4;

/// Names that show the list they come from.
pub(super) fn odd_names(reading: &Reading<'_>) -> Vec<Found> {
    let text = reading.message.text();
    let odd = |value: &PutIn| {
        let span = value.span.trim(text);
        odd(span.of(text)).map(|reason| Found::at(span).with("reason", reason))
    };
    names(reading).filter_map(odd).collect()
}

fn names<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = &'a PutIn> {
    reading.message.values.iter().filter(|value| name_part(&value.field).is_some())
}

/// What is odd about a name.
fn odd(name: &str) -> Option<&'static str> {
    let behind_comma = name.split_once(',').map(|(_, rest)| rest.trim().trim_end_matches('.').to_lowercase());
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    // An empty cell, a word for nothing and a formula have findings of their own.
    if name.is_empty() || name.starts_with(['=', '#']) {
        None
    } else if letters().next().is_none() {
        Some("is no name")
    } else if name.chars().any(is_picture) {
        Some("has a picture in it, as profiles do")
    } else if name.contains(is_hidden) {
        Some("has a sign in it that nobody sees")
    } else if name.contains('@') || name.chars().any(|c| c.is_ascii_digit()) {
        Some("is an address or an account, no name")
    } else if name.contains(['(', '[', '|', '/']) {
        Some("says more than a name")
    } else if behind_comma.is_some_and(|rest| !rest.is_empty() && !SUFFIXES.contains(&rest.as_str())) {
        Some("has a comma in it, as lists do: the family name first, or a title behind it")
    } else if letters().count() >= FEW && letters().all(char::is_uppercase) {
        Some("is all in capital letters")
    } else if letters().all(char::is_lowercase) && letters().next().is_some_and(|c| c.is_ascii_lowercase()) {
        Some("begins with a small letter")
    } else {
        None
    }
}

/// Emoji, stars and dingbats. What joins them joins letters of some scripts as well, and tells nothing.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}')
}

/// Signs without a shape that a copied cell brings along. What joins letters of some scripts is none of them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
}

/// Names from right to left in a message that goes from left to right.
pub(super) fn right_to_left(reading: &Reading<'_>) -> Vec<Found> {
    let text = reading.message.text();
    let is_turned = |value: &&PutIn| value.span.of(text).contains(is_right_to_left);
    let turned: Vec<&PutIn> = names(reading).filter(is_turned).collect();
    // The words of the template, which no list brought.
    let is_own = |at: usize| !turned.iter().any(|value| value.span.contains(Span::new(at, at)));
    let mut own = text.char_indices().filter(|(at, _)| is_own(*at));
    if turned.is_empty() || own.any(|(_, c)| is_right_to_left(c)) {
        return Vec::new();
    }
    turned.into_iter().map(|value| Found::at(value.span.trim(text))).collect()
}

/// Letters of the scripts that go from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and those beyond the first
/// plane, with the forms of Hebrew and Arabic.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
