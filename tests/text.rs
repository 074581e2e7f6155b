//! Text as a writer sees it: sentences, questions, words, lines and columns.
#![allow(clippy::unwrap_used)]

use cordial::text::{Encoding, Gap, LineIndex, Place, Shape, Span, Words, did_you_mean, nearest, questions, sentences, what_it_can_be};

fn cut(text: &str) -> Vec<&str> {
    sentences(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
}

/// In each line of the table `|` stands where a sentence ends.
#[test]
fn sentence_ends() {
    let table = [
        "I met Dr. Lee.| She said hi.",
        "Bring tools, e.g. a saw.| Or a file.",
        "It is 3.5 km.| Walk.",
        "Well... maybe.| Or not...| We will see.",
        "I wrote to J. Amundsen and Mary K. Lee.| They answered.",
        "That was plan B.| It worked.",
        "She said \"stop.\"| I stopped.",
        "\"Stop!\" she said.| I stopped.",
        "He wrote \"the whole boat\".| Well, that is it.",
        "I loved it (truly!) and said so.| Twice.",
        "(I loved it.)| So did he.",
        "You complained (fairly!).| Fifteen years now.",
        "I start at 4 a.m. every day.| You?",
        "I start at 4 a.m.| You start later.",
        "We met in the U.S. and again in Oslo.| Twice.",
        "Bring saws, files, etc.| We have the rest.",
        "Really?!| Yes.",
        "See www.bells.example/a?b=c.| It is good.",
        "Write to dana@x.example.| Thanks.",
        "i saw it.| it was good",
        "Thank you!! 🙂| See you",
        "So proud 🎉| Call me",
        "The wet way :)| Thanks",
        "Two things: 1. Which rod?| 2. Why?",
        "St. John's is far.| Go.",
        "Thanks.|See you soon.",
        "你好。|我是学生。|谢谢!",
        "I was walking to the\nriver with a friend who told me about you and about\nthe bells.| She was glad.",
        "How did you start|\nWhat is hard|\nWho else should I ask",
        "1. How did you start?|\n2. What is hard?",
        "- Saws|\n- Files",
        "One thing.|\r\n\r\nAnother thing",
        "No mark at all",
    ];
    for line in table {
        let text = line.replace('|', "");
        let strip = |piece: &str| piece.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ')).to_owned();
        let expected: Vec<String> = line.split('|').map(strip).collect();
        let found: Vec<String> = cut(&text).into_iter().map(strip).collect();
        assert_eq!(found, expected, "{line:?}");
    }
}

/// In each line `<` and `>` stand around the questions.
#[test]
fn questions_are_found() {
    let table: &[(&str, &[&str])] = &[
        ("Could we talk?", &["Could we talk?"]),
        ("Why? And how?", &["Why?", "And how?"]),
        ("Could we talk (would Tuesday suit?) next week?", &["Could we talk (would Tuesday suit?) next week?", "would Tuesday suit?"]),
        ("(If no) When may I call?", &["(If no) When may I call?"]),
        ("You saw it (?) there.", &[]),
        ("Do you strop??", &["Do you strop??"]),
        ("Really?! Yes.", &["Really?!"]),
        ("See https://x.example/a?b=c for it.", &[]),
        ("could you tell me how you started", &["could you tell me how you started"]),
        ("How did you start", &["How did you start"]),
        ("What made you stay", &["What made you stay"]),
        ("And how do you cut it", &["And how do you cut it"]),
        ("Have a great weekend, Kyle", &[]),
        ("Should you have time, call me.", &[]),
        ("What I like is the bells.", &[]),
        ("When I was a boy, it rang.", &[]),
        ("Can you believe it!", &[]),
    ];
    for (text, expected) in table {
        let words = Words::read(text, &[]);
        let found: Vec<&str> = sentences(text, Span::new(0, text.len()))
            .into_iter()
            .flat_map(|span| questions(text, span, &words))
            .map(|q| q.span.of(text))
            .collect();
        assert_eq!(found, *expected, "{text:?}");
    }
}

#[test]
fn lines_and_columns() {
    let text = "añ😀b\r\nx\ry\n";
    let index = LineIndex::new(text);
    assert_eq!(index.lines(), 4);
    let b = text.find('b').unwrap();
    for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4), (Encoding::Chars, 3)] {
        assert_eq!(index.place(text, b, encoding), Place { line: 0, column });
        assert_eq!(index.offset(text, Place { line: 0, column }, encoding), b);
        // Places outside are moved inside.
        assert_eq!(index.offset(text, Place { line: 0, column: 99 }, encoding), b + 1);
        assert_eq!(index.offset(text, Place { line: 99, column: 0 }, encoding), text.len());
        assert_eq!(index.place(text, 999, encoding), Place { line: 3, column: 0 });
        // Inside a line ending is the end of its line.
        assert_eq!(index.place(text, b + 2, encoding), index.place(text, b + 1, encoding));
    }
    assert_eq!(index.offset(text, Place { line: 0, column: 3 }, Encoding::Utf16), text.find('😀').unwrap());
    assert_eq!(index.place(text, 4, Encoding::Utf8).column, 3);
}

#[test]
fn shapes() {
    let table = [
        ("hello", Shape::Lower),
        ("Dana", Shape::Capital),
        ("I", Shape::Capital),
        ("USA", Shape::Upper),
        ("MacRae", Shape::Mixed),
        ("5B", Shape::Mixed),
        ("3.5", Shape::Number),
        ("10:30", Shape::Number),
        ("1,000", Shape::Number),
        ("dana@x.example", Shape::Address),
        ("https://x.example/a?b", Shape::Address),
        ("bells.com", Shape::Address),
        ("@dana_r", Shape::Address),
        ("#bells", Shape::Address),
        ("don’t", Shape::Lower),
        ("cafe\u{301}", Shape::Lower),
        ("Ärger", Shape::Capital),
        ("नमस्ते", Shape::Lower),
        ("田中", Shape::Lower),
    ];
    for (text, shape) in table {
        let words = Words::read(text, &[]);
        assert_eq!(words.len(), 1, "{text}");
        assert_eq!((words.list()[0].shape, words.list()[0].span.of(text)), (shape, text));
    }
    assert_eq!(Words::read("Don’t", &[]).key(0), "don't");
}

#[test]
fn gaps() {
    let gap = |text: &str| Words::read(text, &[]).list()[1].gap;
    for (text, expected) in [
        ("a b", Gap::Space),
        ("20-minute", Gap::Joined),
        ("and/or", Gap::Joined),
        ("e.g", Gap::Joined),
        ("a, b", Gap::Pause),
        ("a: b", Gap::Break),
        ("a. b", Gap::Break),
        ("a – b", Gap::Break),
        ("a\nb", Gap::Space),
        ("a\n\nb", Gap::Break),
        ("a\r\n\r\nb", Gap::Break),
        ("students' work", Gap::Space),
        ("a \"b\"", Gap::Pause),
        ("really *very*", Gap::Space),
    ] {
        assert_eq!(gap(text), expected, "{text:?}");
    }
}

#[test]
fn quotations() {
    let quoted = |text: &str| {
        let words = Words::read(text, &[]);
        words.list().iter().filter(|w| w.quoted).map(|w| w.span.of(text)).collect::<Vec<_>>().join(" ")
    };
    for (text, expected) in [
        ("He said \"no way\" twice", "no way"),
        ("He said “no way” twice", "no way"),
        ("He said ‘no way’ twice", "no way"),
        ("He said 'no way' twice", "no way"),
        ("Er sagte „nie wieder“ dazu", "nie wieder"),
        ("Il a dit « jamais plus » hier", "jamais plus"),
        ("She said “he told me ‘no’ twice” then", "she"),
        ("a 6'2\" man of 5\" and 3\"", ""),
        ("the students' work and the boys' bikes", ""),
        ("an \"open mark\n\nand a new paragraph\" here", ""),
        ("the '64 build and the '70s", ""),
        ("get 'em, it's the boys' turn", ""),
        ("it's Dana's", ""),
    ] {
        let expected = if expected == "she" { "he told me no twice" } else { expected };
        assert_eq!(quoted(text), expected, "{text:?}");
    }
}

#[test]
fn the_nearest_name() {
    let known = ["follow-up", "reply", "questions"];
    assert_eq!(nearest("folow-up", known), Some("follow-up"));
    assert_eq!(nearest("relpy", known), Some("reply"));
    assert_eq!(nearest("RELPY", known), Some("reply"));
    assert_eq!(did_you_mean("relpy", known), "; did you mean `reply`?");
    assert_eq!(did_you_mean("poem", known), "");
    assert_eq!(what_it_can_be("poem", &["reply", "follow-up"]), "; it can be reply, follow-up");
    assert_eq!(nearest("poem", known), None);
    assert_eq!(nearest(&"x".repeat(1_000_000), known), None);
}
