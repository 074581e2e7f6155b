//! Checks that data cannot say, each with a name that rule files use. A rule of this kind still has its file, with
//! its reasons and its examples.

mod dates;
mod names;
pub(super) mod template;
mod tone;

use super::judge::Found;
use super::reading::Reading;
use super::wording;
use crate::rules::Native;

/// The names of all native checks.
pub const NAMES: &[&str] = &[
    "part",
    "wrong-name",
    "wrong-company",
    "late",
    "too-soon",
    "shouting",
    "self-focus",
    "level",
    "overlong",
    "default-invite",
    "subject-style",
    "one-thing",
    "unfilled",
    "unbalanced",
    "no-slot",
    "mixed",
    "undeclared",
    "unused",
    "same-text",
];

/// What a native check finds.
pub(super) fn find(reading: &Reading<'_>, pack: usize, native: &Native) -> Vec<Found> {
    let words = || native.words.as_ref().map(|words| wording::find(reading, pack, words)).unwrap_or_default();
    match native.name.as_str() {
        "wrong-name" => names::wrong_name(reading),
        "wrong-company" => names::wrong_company(reading, &words()),
        "late" => dates::late(reading, native),
        "too-soon" => dates::too_soon(reading, native),
        "shouting" => tone::shouting(reading, native),
        "self-focus" => tone::self_focus(reading, native),
        "overlong" => tone::overlong(reading, native),
        "level" => tone::level(reading),
        "subject-style" => tone::subject_style(reading, native),
        "default-invite" => tone::only_these_words(reading, &words()),
        "one-thing" => tone::one_thing(reading, &words()),
        "unfilled" => template::unfilled(reading),
        "unbalanced" => template::broken(reading),
        "no-slot" => template::no_slot(reading),
        "mixed" => template::mixed(reading),
        "undeclared" => template::undeclared(reading),
        "unused" => template::unused(reading),
        _ => Vec::new(),
    }
}
