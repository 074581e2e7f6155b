//! A slow, obvious matcher for phrases, and random phrases and sentences for it. It shares no code with the house: it
//! knows by itself what each written word compares as, and tries every way through a phrase.

use cordial::text::Span;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The word lists of the tests; a list may use those before it.
pub const LISTS: &[(&str, &[&str])] = &[("colour", &["red", "blue"]), ("shade", &["dark (red|blue)", "<colour>", "we do"])];

/// A written word: what it compares as, whether it is like a name, and whether it is a number.
type Known = (&'static str, &'static [&'static str], bool, bool);

/// The words of sentences.
const WRITTEN: &[Known] = &[
    ("red", &["red"], false, false),
    ("Red", &["red"], true, false),
    ("RED", &["red"], true, false),
    ("blue", &["blue"], false, false),
    ("dark", &["dark"], false, false),
    ("we", &["we"], false, false),
    ("We", &["we"], false, false),
    ("do", &["do"], false, false),
    ("not", &["not"], false, false),
    ("am", &["am"], false, false),
    ("don't", &["do", "not"], false, false),
    ("Don’t", &["do", "not"], false, false),
    ("dont", &["do", "not"], false, false),
    ("I'm", &["i", "am"], false, false),
    ("We’ll", &["we", "will"], false, false),
    ("Dana", &["dana"], true, false),
    ("O’Neil", &["o'neil"], true, false),
    ("two", &["two"], false, true),
    ("15", &["15"], false, true),
    ("3.5", &["3.5"], false, true),
    ("{{name}}", &["{{name}}"], true, true),
];

/// The words of phrases, as they are written there.
const IN_PHRASES: &[(&str, &[&str])] = &[
    ("red", &["red"]),
    ("Blue", &["blue"]),
    ("dark", &["dark"]),
    ("we", &["we"]),
    ("do", &["do"]),
    ("not", &["not"]),
    ("don't", &["do", "not"]),
    ("I’m", &["i", "am"]),
    ("dark-red", &["dark", "red"]),
    ("Dana", &["dana"]),
    ("two", &["two"]),
    ("15", &["15"]),
];

/// What stands between two words, and whether a phrase may reach over it.
const BETWEEN: &[(&str, bool)] = &[
    (" ", true),
    (" ", true),
    (" ", true),
    ("\n", true),
    ("\u{a0}", true),
    (", ", true),
    (" , ", true),
    ("-", true),
    ("/", true),
    (": ", false),
    ("; ", false),
    (" (", false),
    (") ", false),
    (" – ", false),
    ("... ", false),
    (". ", false),
    ("! ", false),
    ("\n\n", false),
];

/// A piece of a phrase.
#[derive(Clone, Debug)]
pub enum Piece {
    Word(&'static str, &'static [&'static str]),
    Gap(usize, usize),
    Name,
    Number,
    List(&'static str),
    Seq(Vec<Piece>),
    OneOf(Vec<Piece>),
    Maybe(Box<Piece>),
}

/// A word of a sentence as phrases see it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub key: String,
    pub name: bool,
    pub number: bool,
    /// Whether a phrase may reach from the word before to this one.
    pub joined: bool,
}

/// A sentence, its placeholders and its words.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub text: String,
    pub slots: Vec<Span>,
    pub terms: Vec<Seen>,
}

impl Piece {
    /// The piece in the language of phrases.
    pub fn written(&self) -> String {
        let list = |items: &[Piece], between: &str| items.iter().map(Piece::written).collect::<Vec<_>>().join(between);
        match self {
            Piece::Word(written, _) => (*written).to_owned(),
            Piece::Gap(from, to) if from == to => format!("*{from}"),
            Piece::Gap(from, to) => format!("*{from}-{to}"),
            Piece::Name => "<Name>".to_owned(),
            Piece::Number => "<number>".to_owned(),
            Piece::List(name) => format!("<{name}>"),
            Piece::Seq(items) => format!("({})", list(items, " ")),
            Piece::OneOf(items) => format!("({})", list(items, "|")),
            Piece::Maybe(inner) if matches!(**inner, Piece::Maybe(_)) => format!("({})?", inner.written()),
            Piece::Maybe(inner) => format!("{}?", inner.written()),
        }
    }

    pub fn may_be_empty(&self) -> bool {
        match self {
            Piece::Gap(from, _) => *from == 0,
            Piece::Seq(items) => items.iter().all(Piece::may_be_empty),
            Piece::OneOf(items) => items.iter().any(Piece::may_be_empty),
            Piece::Maybe(_) => true,
            _ => false,
        }
    }

    pub fn only_gaps(&self) -> bool {
        match self {
            Piece::Gap(..) => true,
            Piece::Seq(items) | Piece::OneOf(items) => items.iter().all(Piece::only_gaps),
            Piece::Maybe(inner) => inner.only_gaps(),
            _ => false,
        }
    }

    /// Everywhere this piece may end when it begins at `at`; `start` is where the whole phrase begins.
    fn ends(&self, terms: &[Seen], start: usize, at: usize) -> BTreeSet<usize> {
        let one = |fits: &dyn Fn(&Seen) -> bool, at: usize| -> Option<usize> {
            let term = terms.get(at)?;
            (fits(term) && (at == start || term.joined)).then_some(at + 1)
        };
        let run = |fits: &dyn Fn(&Seen) -> bool, least: usize, most: usize| {
            let (mut ends, mut now) = (BTreeSet::new(), Some(at));
            for count in 0..=most {
                let Some(here) = now else { break };
                if count >= least {
                    ends.insert(here);
                }
                now = one(fits, here);
            }
            ends
        };
        match self {
            Piece::Word(_, keys) => {
                let end = keys.iter().try_fold(at, |at, key| one(&|term| term.key == *key, at));
                end.into_iter().collect()
            }
            Piece::Gap(from, to) => run(&|_| true, *from, *to),
            Piece::Name => run(&|term| term.name, 1, 4),
            Piece::Number => run(&|term| term.number, 1, 2),
            Piece::List("colour") => run(&|term| matches!(term.key.as_str(), "red" | "blue"), 1, 1),
            Piece::List(_) => {
                let word = |key: &'static str| move |term: &Seen| term.key == key;
                let mut ends = Piece::List("colour").ends(terms, start, at);
                ends.extend(one(&word("dark"), at).into_iter().flat_map(|at| Piece::List("colour").ends(terms, start, at)));
                ends.extend(one(&word("we"), at).and_then(|at| one(&word("do"), at)));
                ends
            }
            Piece::Seq(items) => items
                .iter()
                .fold(BTreeSet::from([at]), |places, item| places.into_iter().flat_map(|at| item.ends(terms, start, at)).collect()),
            Piece::OneOf(items) => items.iter().flat_map(|item| item.ends(terms, start, at)).collect(),
            Piece::Maybe(inner) => inner.ends(terms, start, at).into_iter().chain([at]).collect(),
        }
    }
}

/// Every phrase at every start, with the last word of the longest way through it.
pub fn find(phrases: &[(Piece, bool, bool)], terms: &[Seen]) -> BTreeSet<(u32, u32, u32)> {
    let mut found = BTreeSet::new();
    for (number, (piece, first, last)) in phrases.iter().enumerate() {
        for start in (0..terms.len()).filter(|start| !*first || *start == 0) {
            let ends = piece.ends(terms, start, start);
            let longest = ends.into_iter().filter(|end| *end > start && (!*last || *end == terms.len())).max();
            found.extend(longest.map(|end| (number as u32, start as u32, end as u32 - 1)));
        }
    }
    found
}

/// Random phrases.
pub fn pieces() -> impl Strategy<Value = Piece> {
    let leaf = prop_oneof![
        6 => prop::sample::select(IN_PHRASES).prop_map(|(written, keys)| Piece::Word(written, keys)),
        1 => (0..3_usize, 0..3_usize).prop_map(|(from, more)| Piece::Gap(from, (from + more).max(1))),
        1 => Just(Piece::Name),
        1 => Just(Piece::Number),
        2 => prop::sample::select(vec!["colour", "shade"]).prop_map(Piece::List),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Piece::Seq),
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(Piece::OneOf),
            1 => inner.prop_map(|inner| Piece::Maybe(Box::new(inner))),
        ]
    })
}

/// Random sentences; some of their words stand in quotation marks, which a phrase passes over.
pub fn sentences() -> impl Strategy<Value = Sentence> {
    let word = (
        prop::sample::select(WRITTEN),
        prop::sample::select(BETWEEN),
        prop::option::weighted(0.1, prop::sample::select(vec!["“”", "\"\""])),
    );
    (prop::collection::vec(word, 0..12), prop::sample::select(vec!["", ".", "?", " …", "!)"])).prop_map(|(words, end)| {
        let mut sentence = Sentence { text: String::new(), slots: Vec::new(), terms: Vec::new() };
        let mut after_quote = false;
        for ((written, keys, name, number), (between, joined), quotes) in words {
            // A hyphen joins only two bare words: none stands beside a quotation mark or a placeholder.
            let bare = quotes.is_none() && !after_quote && !written.starts_with('{') && !sentence.text.ends_with('}');
            let (between, joined) = if bare || !matches!(between, "-" | "/") { (between, joined) } else { (" ", true) };
            if !sentence.terms.is_empty() {
                sentence.text.push_str(between);
            }
            let marks: Vec<char> = quotes.into_iter().flat_map(str::chars).collect();
            sentence.text.extend(marks.first());
            let start = sentence.text.len();
            sentence.text.push_str(written);
            if written.starts_with('{') {
                sentence.slots.push(Span::new(start, sentence.text.len()));
            }
            sentence.text.extend(marks.get(1));
            after_quote = quotes.is_some();
            for (n, key) in keys.iter().enumerate() {
                sentence.terms.push(Seen { key: (*key).to_owned(), name, number, joined: joined || n > 0 });
            }
        }
        sentence.text.push_str(end);
        sentence
    })
}
