//! The names in a sentence, and the sentence with one of them hidden: what it says of the reader's firm is the same
//! whatever the firm is called, and is learned from sentences in which one word stands for every name.

use crate::rules::{Term, is_name};
use crate::text::{Gap, Shape};
use std::ops::Range;

/// What stands for the name, and for "the name's".
const STAND_IN: [&str; 2] = ["placename", "placename's"];

/// How many names of a sentence are looked at. A letter names a few; a list that was pasted is no sentence.
const MOST_NAMES: usize = 16;

/// The names: runs of capitalised words and what joins them, as ranges of terms. None where everything is in capitals.
pub(super) fn names(terms: &[Term<'_>]) -> Vec<Range<usize>> {
    let is_name = |n: usize| terms.get(n).is_some_and(|term| term.shape != Shape::Slot && is_name(term));
    let mut found = Vec::new();
    if terms.iter().all(|term| term.shape != Shape::Lower) {
        return found;
    }
    let mut at = 0;
    while at < terms.len() && found.len() < MOST_NAMES {
        if !is_name(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(next) = terms.get(end).filter(|next| next.gap < Gap::Pause) {
            // "Ernst and Young", "Teach for America", "University of the West", but not "Fenwick's of Hull".
            let joins = matches!(next.key, "of" | "de" | "the" | "and" | "for") && !ends_a_name(terms[end - 1].key);
            let goes_on = is_name(end) || joins && (is_name(end + 1) || next.key == "of" && is_name(end + 2));
            if !goes_on {
                break;
            }
            end += 1;
        }
        // A sentence begins with a capital letter whatever it begins with.
        if at > 0 || end > 1 {
            found.push(at..end);
        }
        at = end;
    }
    found
}

/// The sentence with this name hidden; of one with a colon, a dash or the like, the piece that the name stands in, where
/// that says something by itself.
pub(super) fn hidden<'a>(terms: &[Term<'a>], name: &Range<usize>) -> Vec<Term<'a>> {
    const SAYS_SOMETHING: usize = 4;
    let begins = |n: &usize| terms[*n].gap == Gap::Break;
    let start = (1..=name.start).rev().find(begins).unwrap_or(0);
    let end = (name.end..terms.len()).find(begins).unwrap_or(terms.len());
    let whole = if end - start - name.len() < SAYS_SOMETHING { 0..terms.len() } else { start..end };
    let key = STAND_IN[usize::from(ends_a_name(terms[name.end - 1].key))];
    let stand_in = Term { key, shape: Shape::Capital, spelled: false, ..terms[name.start] };
    [&terms[whole.start..name.start], &[stand_in], &terms[name.end..whole.end]].concat()
}

/// "Fenwick's bindery": what comes behind it is another thing.
fn ends_a_name(key: &str) -> bool {
    key.ends_with("'s") || key.ends_with("s'")
}
