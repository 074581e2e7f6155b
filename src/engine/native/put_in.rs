//! What a list brought into a message as nobody writes it: letters that were broken on the way, marks of a web page, a
//! name with the party hat of a profile, the family name first, in capital letters. Only what was put in from a row is
//! looked at; what somebody typed is theirs to type.

use super::holes::{is_unseen, leaves_hole};
use crate::draft::{PutIn, name_part, placeholders};
use crate::engine::judge::Found;
use crate::engine::reading::Reading;
use crate::text::Span;

/// What may follow a name behind a comma.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "esq"];
/// What greetings begin with.
const GREETINGS: &[&str] = &["Hi", "Hello", "Hey", "Dear"];
/// Letters from which a name can be said to be in capitals: "DK" and "LIU" may be how they write it.
const FEW: usize = 4;

/// Values that show the list they come from. Holes, slots and formulas in their place have findings of their own.
pub(super) fn odd_values(reading: &Reading<'_>) -> Vec<Found> {
    let text = reading.message.text();
    let subject = reading.message.subject().unwrap_or_default();
    let odd = |value: &PutIn| {
        let span = value.span.trim(text);
        let written = span.of(text);
        let is_formula = written.starts_with(['=', '+', '@', '#']);
        if written.is_empty() || is_formula || leaves_hole(text, value) || !placeholders(written).is_empty() {
            return None;
        }
        let in_subject = (written.contains('\n') && subject.touches(span)).then_some("breaks the subject into two lines");
        let name = || name_part(&value.field).and_then(|_| odd_name(written).or_else(|| odd_letters(written).filter(|_| value.as_listed)));
        broken(written).or(in_subject).or_else(name).map(|reason| Found::at(span).with("reason", reason))
    };
    reading.message.values.iter().filter_map(odd).collect()
}

/// What went wrong with a value on its way into the list.
fn broken(value: &str) -> Option<&'static str> {
    // UTF-8 that was read as Windows-1252: "Ã©" for "é", "â€™" for "’".
    let pairs = || value.chars().zip(value.chars().skip(1));
    let is_misread = pairs().any(|(a, b)| matches!(a, 'Ã' | 'Â') && matches!(b, '\u{80}'..='\u{bf}')) || value.contains("â€");
    let tags = ["&amp;", "&nbsp;", "&quot;", "&#39;", "<br", "<b>", "<i>", "<p>", "</", "_x000D_"];
    if is_misread || value.contains('\u{fffd}') {
        Some("has letters that were broken on the way into the list")
    } else if tags.iter().any(|tag| value.contains(tag)) {
        Some("has marks of a web page or a spreadsheet in it")
    } else {
        None
    }
}

fn names<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = &'a PutIn> {
    reading.message.values.iter().filter(|value| name_part(&value.field).is_some())
}

/// What stands in a name that is no part of it.
fn odd_name(name: &str) -> Option<&'static str> {
    let behind_comma = name.split_once(',').map(|(_, rest)| rest.trim().trim_end_matches('.').to_lowercase());
    let is_account = name.contains(['@', '_']) || (name.contains(|c: char| c.is_ascii_digit()) && !name.contains(' '));
    if !name.contains(char::is_alphabetic) {
        Some("is no name")
    } else if name.chars().any(is_picture) {
        Some("has a picture in it, as profiles do")
    } else if name.contains(|c: char| c.is_control() || is_unseen(c)) {
        Some("has a sign in it that nobody sees")
    } else if is_account {
        Some("is an address or an account, no name")
    } else if name.ends_with([',', '!', ':', ';', '?']) {
        Some("ends with a mark that the greeting sets itself")
    } else if GREETINGS.iter().any(|word| name.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))) {
        Some("begins with the greeting itself")
    } else if name.contains(['(', '[', '|', '/', ';']) {
        Some("says more than a name")
    } else if behind_comma.is_some_and(|rest| !rest.is_empty() && !SUFFIXES.contains(&rest.as_str())) {
        Some("has a comma in it, as lists do: the family name first, or a title behind it")
    } else {
        None
    }
}

/// Capital and small letters as nobody signs.
fn odd_letters(name: &str) -> Option<&'static str> {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().any(|c| matches!(c, '\u{1d400}'..='\u{1d7ff}')) {
        Some("is written in ornamental letters, which not every screen shows")
    } else if letters().count() >= FEW && letters().all(char::is_uppercase) {
        Some("is all in capital letters")
    } else if letters().all(char::is_lowercase) {
        Some("begins with a small letter")
    } else {
        None
    }
}

/// Emoji, stars and dingbats. What joins them joins letters of some scripts as well, and tells nothing.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}')
}

/// Names from right to left in a line whose own words go from left to right.
pub(super) fn right_to_left(reading: &Reading<'_>) -> Vec<Found> {
    let (text, values) = (reading.message.text(), &reading.message.values);
    let is_brought = |at: usize| values.iter().any(|value| (value.span.start as usize..value.span.end as usize).contains(&at));
    let goes_so_too = |span: Span| {
        let start = text[..span.start as usize].rfind('\n').map_or(0, |n| n + 1);
        let line = text[start..].lines().next().unwrap_or("");
        line.char_indices().any(|(at, c)| is_right_to_left(c) && !is_brought(start + at))
    };
    let spans = names(reading).map(|value| value.span.trim(text)).filter(|span| span.of(text).contains(is_right_to_left));
    spans.filter(|span| !goes_so_too(*span)).map(Found::at).collect()
}

/// Letters of the scripts that go from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and those beyond the first
/// plane, with the forms of Hebrew and Arabic.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
