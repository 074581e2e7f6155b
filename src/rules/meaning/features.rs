//! What a model sees of a sentence: words, runs of two and three, pairs with a gap, pieces of words, the same runs
//! with words replaced by what they are about, what is denied, who speaks of whom, how the sentence ends.
//! Everything is a hash, so that looking costs little.

use crate::rules::automaton::is_number_word;
use crate::rules::terms::Term;
use crate::text::{Gap, Shape};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The hash of one feature.
pub type Feature = u64;

/// What words are about: for each word, the list that it is in. Six bytes a word, sorted by the word's hash, so that
/// what the build wrote is used as it lies there.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    bytes: Cow<'static, [u8]>,
}

impl Sight {
    /// From words and the numbers of their lists.
    pub fn of(words: &BTreeMap<String, u16>) -> Sight {
        let mut rows: Vec<(u32, u16)> = words.iter().map(|(word, list)| (hash(word) as u32, *list)).collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        let bytes = rows.into_iter().flat_map(|(hash, list)| [hash.to_le_bytes().to_vec(), list.to_le_bytes().to_vec()].concat());
        Sight { bytes: bytes.collect::<Vec<u8>>().into() }
    }

    /// As the build wrote it.
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Sight {
        Sight { bytes }
    }

    /// As it is written.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of the list that a word is in.
    fn about(&self, token: u64) -> Option<u16> {
        let wanted = token as u32;
        let at = |n: usize| &self.bytes[n * 6..n * 6 + 6];
        let (mut low, mut high) = (0, self.bytes.len() / 6);
        while low < high {
            let middle = (low + high) / 2;
            let row = at(middle);
            let found = u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            match found.cmp(&wanted) {
                Ordering::Equal => return Some(u16::from_le_bytes([row[4], row[5]])),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// The features of one sentence, in three groups that are weighed apart.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Words and runs of them.
    pub words: Vec<Feature>,
    /// Pieces of words.
    pub pieces: Vec<Feature>,
    /// Runs of what words are about, pairs, and the shape of the sentence.
    pub shape: Vec<Feature>,
}

impl Features {
    /// The groups.
    pub fn groups(&self) -> [&Vec<Feature>; 3] {
        [&self.words, &self.pieces, &self.shape]
    }
}

const PRIME: u64 = 0x0100_0000_01b3;
/// How far apart two words may stand to make a pair.
const PAIR_REACH: usize = 10;

const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut hash, mut n) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while n < bytes.len() {
        hash = (hash ^ bytes[n] as u64).wrapping_mul(PRIME);
        n += 1;
    }
    hash
}

/// One feature of several parts; `kind` keeps the same words in another role apart.
fn join(kind: u64, parts: &[u64]) -> Feature {
    let mut x = kind.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        x = (x ^ part).wrapping_mul(0xff51_afd7_ed55_8ccd);
        x ^= x >> 32;
    }
    x
}

const BEGIN: u64 = hash("^");
const COMMA: u64 = hash(",");
const BREAK: u64 = hash(";");
const NAME: u64 = hash("<Name>");
const NUMBER: u64 = hash("<number>");

/// Reads the features of a sentence. `ending` is the text behind its last word.
pub fn read(terms: &[Term<'_>], ending: &str, sight: &Sight) -> Features {
    let mut made = Features::default();
    let (mut tokens, mut abouts) = (Vec::with_capacity(terms.len() + 8), Vec::with_capacity(terms.len() + 8));
    tokens.push(BEGIN);
    abouts.push(BEGIN);
    let mut denied = false;
    for (n, term) in terms.iter().enumerate() {
        if n > 0 && term.gap >= Gap::Pause {
            let mark = if term.gap == Gap::Break { BREAK } else { COMMA };
            tokens.push(mark);
            abouts.push(mark);
        }
        denied &= term.gap != Gap::Break;
        let token = match term.shape {
            Shape::Number => hash("0"),
            Shape::Slot => hash("[]"),
            Shape::Address => hash("@"),
            _ => hash(term.key),
        };
        tokens.push(token);
        abouts.push(about(term, n, token, sight));
        if denied {
            made.shape.push(join(7, &[token]));
        }
        match term.key {
            "not" | "never" | "no" | "nor" | "without" | "nothing" | "nobody" | "neither" | "none" | "hardly" | "rather" | "instead" => {
                denied = true
            }
            "but" | "only" | "just" => denied = false,
            _ => {}
        }
        if matches!(term.shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed) {
            pieces(term.key, &mut made.pieces);
        }
    }
    let end = if ending.contains('?') {
        hash("?")
    } else if ending.contains('!') {
        hash("!")
    } else {
        hash(".")
    };
    tokens.push(end);
    abouts.push(end);
    runs(&tokens, 1, &mut made.words);
    runs(&abouts, 4, &mut made.shape);
    made.shape.extend(abouts.windows(3).map(|run| join(8, &[run[0], run[2]])));
    let words: Vec<u64> = tokens.into_iter().filter(|t| *t != COMMA).collect();
    for (n, first) in words.iter().enumerate() {
        let far = words.iter().skip(n + 2).take(PAIR_REACH - 1);
        made.shape.extend(far.map(|second| join(12, &[*first, *second])));
    }
    shape(terms, end, &mut made.shape);
    for group in [&mut made.words, &mut made.pieces, &mut made.shape] {
        group.sort_unstable();
        group.dedup();
    }
    made
}

/// What a term is about: the list it is in, its shape, or itself.
fn about(term: &Term<'_>, place: usize, token: u64, sight: &Sight) -> u64 {
    if term.shape == Shape::Number || is_number_word(term.key) && term.key != "one" {
        return NUMBER;
    }
    if let Some(list) = sight.about(hash(term.key)) {
        return join(13, &[u64::from(list)]);
    }
    if place > 0 && matches!(term.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Slot) && term.key != "i" {
        return NAME;
    }
    token
}

fn runs(tokens: &[u64], kind: u64, into: &mut Vec<Feature>) {
    for (length, kind) in (1..=3).zip(kind..) {
        into.extend(tokens.windows(length).map(|run| join(kind, run)));
    }
}

/// Pieces of three to five letters, with the word's ends.
fn pieces(key: &str, into: &mut Vec<Feature>) {
    let mut letters: [u64; 24] = [u64::from(b' '); 24];
    let mut count = 1;
    for c in key.chars().take(22) {
        letters[count] = u64::from(u32::from(c));
        count += 1;
    }
    count += 1;
    for start in 0..count.saturating_sub(2) {
        let mut x = 3_u64;
        for (n, letter) in letters[start..count.min(start + 5)].iter().enumerate() {
            x = (x ^ letter).wrapping_mul(0xff51_afd7_ed55_8ccd);
            x ^= x >> 32;
            if n >= 2 {
                into.push(x);
            }
        }
    }
}

/// Who speaks of whom, and how long and of what shape the sentence is.
fn shape(terms: &[Term<'_>], end: u64, into: &mut Vec<Feature>) {
    let has = |keys: &[&str]| terms.iter().any(|t| keys.contains(&t.key));
    let mut say = |name: &str| into.push(join(9, &[hash(name), end]));
    let me = has(&["i", "me", "my", "we", "us", "our", "mine"]);
    let you = has(&["you", "your", "yours", "yourself"]);
    say(match (me, you) {
        (true, true) => "both",
        (true, false) => "me",
        (false, true) => "you",
        (false, false) => "neither",
    });
    say(match terms.len() {
        0..=3 => "tiny",
        4..=7 => "short",
        8..=14 => "middle",
        15..=25 => "long",
        _ => "huge",
    });
    if terms.iter().skip(1).any(|t| matches!(t.shape, Shape::Capital | Shape::Upper) && t.key != "i") {
        say("name");
    }
    if terms.iter().any(|t| t.quoted) {
        say("quote");
    }
    if terms.iter().any(|t| t.shape == Shape::Number) {
        say("number");
    }
    let first = terms.first().map_or(0, |t| hash(t.key));
    let subject = terms.iter().find(|t| matches!(t.key, "i" | "you" | "we" | "they" | "he" | "she" | "it" | "there" | "my" | "your"));
    let subject = subject.map_or(0, |t| hash(t.key));
    into.push(join(10, &[first, subject]));
    into.push(join(11, &[subject, end]));
}
