//! The phrase language: what it matches, what it refuses and where, and that the automaton of many phrases finds
//! what a slow and obvious matcher, which lives here, finds in the same sentence.
#![allow(clippy::unwrap_used)]

#[path = "phrases/slow.rs"]
mod slow;

use cordial::rules::{Base, Builder, load, phrase, terms};
use cordial::text::Words;
use proptest::prelude::*;
use slow::{LISTS, Piece, Sentence};
use std::collections::BTreeSet;

/// An automaton's builder that knows the lists of the tests.
fn with_lists() -> Builder {
    let mut builder = Builder::default();
    for (name, entries) in LISTS {
        let entries: Vec<_> = entries.iter().map(|entry| phrase::parse(entry).unwrap()).collect();
        builder.add_list(name, &entries);
    }
    builder
}

/// What one phrase marks in a text that is one sentence.
fn marked(written: &str, text: &str) -> Vec<String> {
    let mut builder = with_lists();
    builder.add(&phrase::parse(written).unwrap_or_else(|error| panic!("{written}: {error:?}")));
    let words = Words::read(text, &[]);
    let terms = terms(&words, 0..words.len());
    let hits = builder.build().find(&terms);
    let span = |hit: cordial::rules::PhraseHit| {
        words.span(terms[hit.first as usize].word as usize..terms[hit.last as usize].word as usize + 1).of(text).to_owned()
    };
    hits.into_iter().map(span).collect()
}

#[test]
fn the_language_means_what_the_manual_says() {
    let table: &[(&str, &str, &[&str])] = &[
        // words: case, curly quotes, line breaks, contractions and hyphens do not matter
        ("pick your brain", "Could I PICK\nyour  Brain?", &["PICK\nyour  Brain"]),
        ("don't know", "I don’t know, do not know and dont know", &["don’t know", "do not know", "dont know"]),
        ("I am here", "I'm here", &["I'm here"]),
        ("I'm here", "I am here", &["I am here"]),
        ("follow-up", "a follow up, a follow-up", &["follow up", "follow-up"]),
        ("follow up", "a follow-up", &["follow-up"]),
        ("résumé", "my resume and my résumé", &["resume", "résumé"]),
        ("brain", "brains, brainy", &[]),
        // one of, and this or nothing
        ("(pick|rack my) brain", "pick brain, rack my brain, rack brain", &["pick brain", "rack my brain"]),
        ("red|blue", "red, green, blue", &["red", "blue"]),
        ("very? good", "very good, good", &["very good", "good", "good"]),
        ("red (or blue)? car", "red or blue car, red car, red or car", &["red or blue car", "red car"]),
        // gaps
        ("red *0-2 car", "red car", &["red car"]),
        ("red *0-2 car", "red and blue car", &["red and blue car"]),
        ("red *0-2 car", "red and blue old car", &[]),
        ("red *2 car", "red blue car", &[]),
        ("red *2 car", "red and blue car", &["red and blue car"]),
        // lists, also of more than one word and of lists
        ("a <colour> car", "a red car, a green car", &["a red car"]),
        ("a <shade> car", "a red car, a dark blue car", &["a red car", "a dark blue car"]),
        // names and numbers
        ("hi <Name>", "Hi Dana", &["Hi Dana"]),
        ("hi <Name>", "Hi there", &[]),
        ("hi <Name>", "Hi I", &[]),
        ("hi <Name>", "Hi I'm late", &[]),
        ("hi <Name>", "Hi Dana Maria O’Neil", &["Hi Dana Maria O’Neil"]),
        (
            "<number> minutes",
            "15 minutes, twenty five minutes, 1,000 minutes, some minutes",
            &["15 minutes", "twenty five minutes", "five minutes", "1,000 minutes"],
        ),
        // the ends of the sentence
        ("^ thanks", "Thanks and thanks", &["Thanks"]),
        ("thanks $", "Thanks and thanks", &["thanks"]),
        ("^thanks$", "Thanks!", &["Thanks"]),
        ("^thanks$", "Thanks a lot", &[]),
        // the longest from each word
        ("red *0-1 (car)?", "red car", &["red car"]),
        ("red red?", "red red red", &["red red", "red red", "red"]),
        // commas and quotation marks are passed over, other marks are not
        ("red car", "red, car", &["red, car"]),
        ("red car", "“red” car", &["red” car"]),
        ("red car", "red (car", &[]),
        ("red car", "red: car", &[]),
        ("red car", "red – car", &[]),
        ("red car", "red. car", &[]),
        ("red car", "red\n\ncar", &[]),
        ("red *0-3 car", "red or (very) old car", &[]),
    ];
    for (written, text, wanted) in table {
        assert_eq!(marked(written, text), *wanted, "`{written}` in `{text}`");
    }
}

#[test]
fn what_cannot_be_read_is_said_at_its_place() {
    // The phrase, the byte where it goes wrong, and what is said of it.
    let deep = format!("{}a{}", "(".repeat(17), ")".repeat(17));
    let table: &[(&str, usize, &str)] = &[
        ("", 0, "a word is missing"),
        ("red (", 5, "a word is missing"),
        ("red (blue", 4, "never closed"),
        ("red) blue", 3, "never opened"),
        ("red | ", 6, "a word is missing"),
        ("(|red)", 1, "a word is missing"),
        ("red ? blue", 4, "stands right behind"),
        ("red ^blue", 4, "only at the start"),
        ("red $ blue", 6, "behind `$`"),
        ("(red $) blue", 0, "never closed"),
        ("red * blue", 4, "`*0-3`"),
        ("red *3-1 blue", 4, "`*0-3`"),
        ("red *0 blue", 4, "`*0-3`"),
        ("red *0-13 blue", 4, "at most 12"),
        ("red *0- blue", 4, "`*0-3`"),
        ("red <colour", 4, "needs its `>`"),
        ("red <Colour>", 4, "is no list"),
        ("red <> blue", 4, "is no list"),
        ("red, blue", 0, "`,` can never match"),
        ("red. blue", 0, "`.` can never match"),
        ("red blue!", 4, "`!` can never match"),
        ("red — blue", 4, "can never match"),
        ("red?", 0, "every word of this phrase is optional"),
        ("(red|blue?) green?", 0, "every word of this phrase is optional"),
        ("*0-3", 0, "every word of this phrase is optional"),
        ("*2", 0, "at least one word"),
        ("*1 (*2|*3)", 0, "at least one word"),
        (&deep, 17, "too deep"),
    ];
    for (written, at, said) in table {
        let error = phrase::parse(written).expect_err(written);
        assert!(error.at == *at && error.message.contains(said), "`{written}` at {at}: {error:?}");
    }
}

#[test]
fn the_place_is_that_of_the_rule_file() {
    let rule = |phrase: &str| {
        format!(
            "title = \"T\"\nseverity = \"info\"\nmessage = \"m\"\nwhy = \"w\"\ninstead = \"i\"\n[[source]]\nname = \"s\"\n\n\
             [match.phrase]\nany = [\"déjà vu\", {phrase}]\n\n[[bad]]\ntext = \"b\"\n[[bad]]\ntext = \"b\"\n[[good]]\ntext = \"g\"\n[[good]]\ntext = \"g\"\n"
        )
    };
    let told = |phrase: &str| -> Vec<(u32, u32, String)> {
        let files = vec![("words/colour.txt".to_owned(), "red\n".to_owned()), ("own/rule.toml".to_owned(), rule(phrase))];
        load(&files, &Base::default()).problems.into_iter().map(|p| (p.line, p.column, p.message)).collect()
    };
    assert_eq!(told("\"a <colour> car\""), []);
    // The phrase begins behind the quotation mark in column 19; its bracket is the sixth letter, behind an accented one.
    let [(line, column, said)] = &told("\"né d (red\"")[..] else { panic!("one problem") };
    assert_eq!((*line, *column), (10, 25), "{said}");
    assert!(said.contains("never closed"), "{said}");
    let [(line, column, said)] = &told("\"a <color> car\"")[..] else { panic!("one problem") };
    assert_eq!((*line, *column), (10, 22), "{said}");
    assert!(said.contains("did you mean `<colour>`?"), "{said}");
    let lists = vec![("words/colour.txt".to_owned(), "# colours\nred\ndark (blue\n".to_owned())];
    let [problem] = &load(&lists, &Base::default()).problems[..] else { panic!("one problem") };
    assert_eq!((problem.line, problem.column), (3, 6), "{problem}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_automaton_finds_what_the_slow_matcher_finds(
        phrases in prop::collection::vec((slow::pieces(), any::<[bool; 2]>()), 1..5),
        sentence in slow::sentences(),
    ) {
        let mut builder = with_lists();
        let mut kept: Vec<(Piece, bool, bool)> = Vec::new();
        for (piece, [first, last]) in phrases {
            let written = format!("{}{}{}", if first { "^" } else { "" }, piece.written(), if last { " $" } else { "" });
            match phrase::parse(&written) {
                Ok(read) => {
                    prop_assert!(!piece.may_be_empty() && !piece.only_gaps(), "`{}` should be refused", written);
                    prop_assert_eq!(builder.add(&read) as usize, kept.len());
                    kept.push((piece, first, last));
                }
                Err(error) => prop_assert!(piece.may_be_empty() || piece.only_gaps(), "`{}` is refused: {:?}", written, error),
            }
        }
        let Sentence { text, slots, terms: model } = &sentence;
        let words = Words::read(text, slots);
        let seen = terms(&words, 0..words.len());
        prop_assert_eq!(seen.iter().map(|t| t.key).collect::<Vec<_>>(), model.iter().map(|t| t.key.as_str()).collect::<Vec<_>>());
        let hits: Vec<_> = builder.build().find(&seen).iter().map(|h| (h.phrase, h.first, h.last)).collect();
        let found: BTreeSet<_> = hits.iter().copied().collect();
        prop_assert_eq!(found.len(), hits.len(), "no hit is told twice");
        prop_assert_eq!(found, slow::find(&kept, model), "in `{}`: {:?}", text, kept.iter().map(|(p, ..)| p.written()).collect::<Vec<_>>());
    }
}
