//! Drafts that nobody writes: up to 200,000 lines of one shape. They are read, whatever the shape. What takes a time that
//! grows with the square of the length would not end within an hour here; nothing is timed.

use cordial::draft::{Context, Draft, Format, read};

const LINES: usize = 200_000;

/// Reads a long text both as plain text and as Markdown; gives the plain one.
fn long(text: &str) -> Draft {
    for format in [Format::Markdown, Format::Plain] {
        let draft = read(text, format, &Context::default());
        assert!(!draft.messages.is_empty(), "{:?} as {format:?}", text.get(..40));
        if format == Format::Plain {
            return draft;
        }
    }
    Draft::default()
}

#[test]
fn marks_of_a_signature() {
    long(&format!("Hi Dana,\n\nHello.\n\n{}", "--\n".repeat(LINES)));
    for mark in ["a\n--\n", "__\n\n"] {
        long(&format!("Hi Dana,\n\nHello.\n\n{}", mark.repeat(LINES / 2)));
    }
}

#[test]
fn introductions_of_earlier_mails() {
    for line in ["On 3 May, Dana wrote:\n", "On the bus my brother wrote:\n", "On 3 May\nDana wrote:\n", "> a\n", "From: a\n", "a:\n> b\n"]
    {
        long(&format!("Hi Dana,\n\nHello.\n\n{}", line.repeat(LINES / 2)));
    }
}

#[test]
fn short_paragraphs() {
    for paragraph in ["a\n\n", "Hi Dana,\n\n", "Best,\n\n", "Subject: a\n\n", "Hi Dana, I like your work. Best,\n\n"] {
        long(&paragraph.repeat(LINES / 4));
    }
}

#[test]
fn many_messages() {
    for message in
        ["```\nHi Dana,\n```\n", "> Hi Dana,\n> I like your work and that of all the others.\n\na\n\n", "<!-- cordial: to=a -->\n\n"]
    {
        long(&format!("Some are here.\n\n{}", message.repeat(LINES / 16)));
        long(&format!("# Some\n\n{}Hi\n", message.repeat(LINES / 16)));
    }
    for message in ["# A\n\nHi Dana,\n\nBest,\n\n", "Hi Dana,\n\nI like your work.\n\nBest,\n\n"] {
        long(&format!("# Some\n\n{}", message.repeat(LINES / 16)));
    }
}

#[test]
fn one_sentence() {
    for piece in ["and ", "and, ", "and (a) ", "“and” ", "and? ", "Dana ", "I'm ", "{{a}} ", "a.", "a-", "a"] {
        long(&format!("Hi Dana,\n\n{}", piece.repeat(LINES)));
    }
}

#[test]
fn brackets() {
    for piece in [
        "[", "]", "(", ")", "{", "{{", "}}", "<", ">", "<<", "[[", "\\[", "<a", "{%", "*|", "__", "“", "\"", "`", "*", "_", "<!--", "&",
        "%",
    ] {
        long(&format!("Hi Dana,\n\n{}a", piece.repeat(LINES / 4)));
        long(&format!("Hi Dana,\n\n{}", format!("{piece} a\n").repeat(LINES / 4)));
    }
}
