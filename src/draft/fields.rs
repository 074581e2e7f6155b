//! The fields that slots ask for: whether a slot and a field's name mean the same, and which fields a slot or a
//! condition names. It knows nothing of values.

use super::{Placeholder, Syntax};

/// Words of conditions, loops and tests that name no field.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "if", "ifnot", "elif", "elsif", "elseif", "else", "endif", "unless", "endunless", "end", "for", "in", "endfor", "each", "with", "set", "endset",
    "assign", "capture", "endcapture", "raw", "endraw", "comment", "endcomment", "case", "when", "endcase", "is", "not", "and", "or", "defined",
    "undefined", "blank", "empty", "nil", "none", "null", "true", "false", "contains", "loop", "this", "then", "do", "filter", "endfilter", "break",
];

/// A field's name as it is compared: capitals, spaces and marks do not matter.
pub fn field_key(name: &str) -> String {
    let key: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if key.is_empty() { name.trim().to_owned() } else { key }
}

/// Whether a field gives what a slot asks for: `contact.first_name` is given by `First Name`.
pub fn gives(field: &str, slot: &str) -> bool {
    let key = field_key(field);
    let last = slot.rsplit('.').next().unwrap_or(slot);
    key == field_key(slot) || (last.len() < slot.len() && !last.is_empty() && key == field_key(last))
}

/// Which part of a person's name a field gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// All of it.
    Whole,
    /// The name that people are called by.
    First,
    /// The family's.
    Last,
}

/// The names of fields for the reader's name.
#[rustfmt::skip]
const NAMES: &[(&str, NamePart)] = &[
    ("to", NamePart::Whole), ("name", NamePart::Whole), ("fullname", NamePart::Whole), ("recipient", NamePart::Whole),
    ("recipientname", NamePart::Whole), ("contact", NamePart::Whole), ("contactname", NamePart::Whole), ("person", NamePart::Whole),
    ("firstname", NamePart::First), ("first", NamePart::First), ("fname", NamePart::First), ("givenname", NamePart::First),
    ("forename", NamePart::First),
    ("lastname", NamePart::Last), ("last", NamePart::Last), ("lname", NamePart::Last), ("surname", NamePart::Last), ("familyname", NamePart::Last),
];

/// Which part of the reader's name a field gives; `None` where it gives something else.
pub fn name_part(field: &str) -> Option<NamePart> {
    let of = |field: &str| NAMES.iter().find(|(known, _)| *known == field_key(field)).map(|(_, part)| *part);
    of(field).or_else(|| of(field.rsplit('.').next()?))
}

/// The fields that a placeholder asks for: the slot's own, or those that a condition names.
pub fn fields_of(placeholder: &Placeholder) -> Vec<&str> {
    if placeholder.syntax.is_slot() {
        let is_name = !placeholder.name.is_empty() && !placeholder.name.starts_with(['"', '\'', '(']);
        return if is_name { vec![&placeholder.name] } else { Vec::new() };
    }
    named(&placeholder.name)
}

/// The names that a template gives to values of its own: `{% for talk in talks %}`, `{% set x = ... %}`.
pub(crate) fn own_names(placeholders: &[Placeholder]) -> impl Iterator<Item = &str> {
    placeholders.iter().filter(|p| p.syntax == Syntax::Control).filter_map(|p| {
        let mut words = p.name.trim_matches(['-', ' ']).split(|c: char| c.is_whitespace() || c == '=');
        matches!(words.next()?, "for" | "set" | "assign" | "capture").then(|| words.find(|w| !w.is_empty())).flatten()
    })
}

/// The names in a condition: words that are no keyword, no filter and not in quotation marks.
fn named(condition: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut at, mut is_filter) = (0, false);
    while let Some(c) = condition[at..].chars().next() {
        if matches!(c, '"' | '\'') {
            at = condition[at + 1..].find(c).map_or(condition.len(), |n| at + n + 2);
            continue;
        }
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        if !word(c) {
            is_filter = c == '|' || (is_filter && c == ' ');
            at += c.len_utf8();
            continue;
        }
        let end = condition[at..].find(|c| !word(c)).map_or(condition.len(), |n| at + n);
        let name = &condition[at..end];
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_') && !KEYWORDS.contains(&name.to_lowercase().as_str());
        if is_name && !is_filter {
            names.push(name);
        }
        (at, is_filter) = (end, false);
    }
    names
}
