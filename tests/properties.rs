//! What holds for any text at all.
#![allow(clippy::unwrap_used)]

use cordial::draft::{Context, Format, PartKind, read};
use cordial::text::{Encoding, LineIndex, Span, Words};
use proptest::prelude::*;

/// Texts made of what drafts are made of, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Hi",
        " Dana",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\u{a0}",
        "\t",
        ".",
        "?",
        "!",
        "…",
        "\"",
        "“",
        "”",
        "'",
        "‘",
        "’",
        "(",
        ")",
        "[",
        "]",
        "{{name}}",
        "--",
        "> ",
        "- ",
        "1. ",
        "• ",
        "Best wishes,",
        "Thanks",
        "Sam",
        "sam",
        "P.S. ",
        "Sent from my iPhone",
        "On 3 May, A wrote:",
        "From: a",
        "Subject: x",
        "---\n",
        "to: Dana\n",
        "allow: [a/b]\n",
        "Dr.",
        "e.g.",
        "3.5",
        "a.m.",
        "www.x.example",
        "a@b.example",
        "🙂",
        "👩‍👩‍👧",
        "é",
        "e\u{301}",
        "ß",
        "İ",
        "田中様、",
        "你好。",
        "שלום",
        "\u{feff}",
        "\0",
        "I read your piece",
        "could you",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn messages_are_whole(text in texts(), format in prop::sample::select(vec![Format::Plain, Format::Markdown]), to in prop::option::of(texts())) {
        let given = Context { to, ..Context::default() };
        let draft = read(&text, format, &given);
        for message in &draft.messages {
            let seen = message.text();
            let mut at = 0;
            for part in message.parts.iter() {
                prop_assert_eq!(part.span.start, at);
                prop_assert!(part.span.end > part.span.start);
                prop_assert!(seen.get(part.span.range()).is_some());
                at = part.span.end;
            }
            prop_assert_eq!(at as usize, seen.len());
            let mut last = 0;
            for sentence in message.sentences.iter() {
                prop_assert!(sentence.span.start >= last && !sentence.span.is_empty());
                prop_assert!(seen.get(sentence.span.range()).is_some());
                prop_assert!(sentence.part != PartKind::Quoted);
                prop_assert!(message.parts.iter().any(|part| part.kind == sentence.part && part.span.contains(sentence.span)));
                prop_assert!(sentence.questions.iter().all(|question| sentence.span.contains(question.span) && seen.get(question.span.range()).is_some()));
                last = sentence.span.end;
            }
            prop_assert!(text.get(message.in_file(message.sent()).range()).is_some());
        }
        for problem in &draft.problems {
            prop_assert!(text.get(problem.span.range()).is_some());
        }
        prop_assert_eq!(format!("{draft:?}"), format!("{:?}", read(&text, format, &given)));
    }

    #[test]
    fn words_are_in_order_and_apart(text in texts()) {
        let words = Words::read(&text, &[]);
        let mut last = 0;
        for (number, word) in words.list().iter().enumerate() {
            prop_assert!(word.span.start >= last && !word.span.is_empty());
            prop_assert!(text.get(word.span.range()).is_some());
            prop_assert_eq!(words.inside(word.span), number..number + 1);
            last = word.span.end;
        }
        prop_assert_eq!(words.inside(Span::new(0, text.len())), 0..words.len());
    }

    #[test]
    fn places_lead_back(text in texts()) {
        let index = LineIndex::new(&text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Chars] {
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                // Between the two bytes of a line ending no editor can stand.
                if !(offset > 0 && text[..offset].ends_with('\r') && text[offset..].starts_with('\n')) {
                    prop_assert_eq!(index.offset(&text, index.place(&text, offset, encoding), encoding), offset);
                }
            }
        }
    }
}
