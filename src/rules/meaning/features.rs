//! What a model sees of a sentence: words, runs of two and three, pieces of words, the same runs with words
//! replaced by what they are about, what is denied, who speaks of whom, how the sentence ends.

use crate::rules::automaton::is_number_word;
use crate::rules::terms::Term;
use crate::text::{Gap, Shape};
use std::collections::BTreeMap;

/// The hash of one feature.
pub type Feature = u64;

/// What words are about: for each word, the lists that it is in.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Sight {
    /// Words and the number of the list that stands for them.
    pub about: BTreeMap<String, u16>,
    /// How many lists there are.
    pub lists: u16,
}

/// The features of one sentence, in three groups that are weighed apart.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Words and runs of them.
    pub words: Vec<Feature>,
    /// Pieces of words.
    pub pieces: Vec<Feature>,
    /// Runs of what words are about, and the shape of the sentence.
    pub shape: Vec<Feature>,
}

impl Features {
    /// The groups.
    pub fn groups(&self) -> [&Vec<Feature>; 3] {
        [&self.words, &self.pieces, &self.shape]
    }
}

struct Hash(u64);

impl Hash {
    fn new(kind: u8) -> Hash {
        Hash(0xcbf2_9ce4_8422_2325 ^ u64::from(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
    fn add(mut self, text: &str) -> Hash {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.0 = (self.0 ^ 0x1f).wrapping_mul(0x0100_0000_01b3);
        self
    }
    fn done(self) -> Feature {
        let mut x = self.0;
        x ^= x >> 33;
        x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
        x ^ (x >> 29)
    }
}

const NEGATORS: &[&str] = &["not", "never", "no", "nor", "without", "nothing", "nobody", "neither", "none", "hardly", "rather", "instead"];

/// Reads the features of a sentence. `ending` is the text behind its last word.
pub fn read(terms: &[Term<'_>], ending: &str, sight: &Sight) -> Features {
    let mut made = Features::default();
    // The tokens: terms, with marks that carry meaning between them.
    let mut tokens: Vec<&str> = vec!["^"];
    let mut abouts: Vec<String> = vec!["^".to_owned()];
    let mut denied = false;
    for (n, term) in terms.iter().enumerate() {
        if n > 0 && term.gap >= Gap::Pause {
            let mark = if term.gap == Gap::Break { ";" } else { "," };
            tokens.push(mark);
            abouts.push(mark.to_owned());
        }
        if term.gap == Gap::Break {
            denied = false;
        }
        let token = match term.shape {
            Shape::Number => "0",
            Shape::Slot => "[]",
            Shape::Address => "@",
            _ => term.key,
        };
        tokens.push(token);
        abouts.push(about(term, n, token, sight));
        if denied {
            made.shape.push(Hash::new(7).add(token).done());
        }
        if NEGATORS.contains(&term.key) {
            denied = true;
        } else if matches!(term.key, "but" | "only" | "just") {
            denied = false;
        }
        pieces(token, &mut made.pieces);
    }
    let end = if ending.contains('?') { "?" } else if ending.contains('!') { "!" } else { "." };
    tokens.push(end);
    abouts.push(end.to_owned());
    runs(&tokens, 1, &mut made.words);
    let abouts: Vec<&str> = abouts.iter().map(String::as_str).collect();
    runs(&abouts, 4, &mut made.shape);
    for pair in abouts.windows(3) {
        made.shape.push(Hash::new(8).add(pair[0]).add(pair[2]).done());
    }
    shape(terms, end, &mut made.shape);
    for group in [&mut made.words, &mut made.pieces, &mut made.shape] {
        group.sort_unstable();
        group.dedup();
    }
    made
}

/// What a term is about: the list it is in, its shape, or itself.
fn about(term: &Term<'_>, place: usize, token: &str, sight: &Sight) -> String {
    if term.shape == Shape::Number || is_number_word(term.key) && term.key != "one" {
        return "<number>".into();
    }
    if let Some(list) = sight.about.get(term.key) {
        return format!("<{list}>");
    }
    if place > 0 && matches!(term.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Slot) && term.key != "i" {
        return "<Name>".into();
    }
    token.to_owned()
}

fn runs(tokens: &[&str], kind: u8, into: &mut Vec<Feature>) {
    for (length, kind) in (1..=3).zip(kind..) {
        for run in tokens.windows(length) {
            into.push(run.iter().fold(Hash::new(kind), |hash, token| hash.add(token)).done());
        }
    }
}

/// Pieces of three to five letters, with the word's ends.
fn pieces(token: &str, into: &mut Vec<Feature>) {
    let letters: Vec<char> = [' '].into_iter().chain(token.chars()).chain([' ']).collect();
    for length in 3..=5 {
        for piece in letters.windows(length) {
            let mut hash = Hash::new(3);
            for c in piece {
                hash.0 = (hash.0 ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3);
            }
            into.push(hash.done());
        }
    }
}

/// Who speaks of whom, and how long and of what shape the sentence is.
fn shape(terms: &[Term<'_>], end: &str, into: &mut Vec<Feature>) {
    let has = |keys: &[&str]| terms.iter().any(|t| keys.contains(&t.key));
    let mut say = |name: &str| into.push(Hash::new(9).add(name).add(end).done());
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
    let first = terms.first().map_or("", |t| t.key);
    let subject = terms.iter().find(|t| matches!(t.key, "i" | "you" | "we" | "they" | "he" | "she" | "it" | "there" | "my" | "your")).map_or("", |t| t.key);
    into.push(Hash::new(10).add(first).add(subject).done());
    into.push(Hash::new(11).add(subject).add(end).done());
}
