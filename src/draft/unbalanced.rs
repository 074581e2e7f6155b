//! Placeholders with a bracket missing. Only what is evidently meant as a placeholder counts: smileys,
//! citations, maths and list marks such as `a)` are left alone.

use super::placeholder::{REACH, before, closed, find, is_word, run};
use super::slot_words::{asks, is_capital, is_identifier, is_noun};
use crate::text::Span;

/// Where a placeholder evidently lacks a bracket: `{{name}`, `{name}}`, `[Name`, `Name]`, `<<Name>`.
pub fn unbalanced(text: &str) -> Vec<Span> {
    let whole = find(text);
    let has_others = !whole.is_empty();
    let mut whole = whole.iter().map(|p| p.span).peekable();
    let bytes = text.as_bytes();
    let mut found: Vec<Span> = Vec::new();
    // Where the last square and curly brackets that are still open stand.
    let (mut square, mut curly) = (None::<usize>, None::<usize>);
    let mut at = 0;
    while at < text.len() {
        while whole.next_if(|s| s.end as usize <= at).is_some() {}
        if let Some(span) = whole.next_if(|s| s.start as usize <= at) {
            at = span.end as usize;
            continue;
        }
        let end = match bytes[at] {
            b'{' => {
                curly = Some(at);
                broken_brace(text, at)
            }
            b'}' if bytes.get(at + 1) == Some(&b'}') && curly.take().is_none() => {
                let name = tail_name(text, at);
                if !name.is_empty() && (is_noun(name) || is_identifier(name)) {
                    found.push(Span::new(at - name.len(), at + 2));
                }
                Some(at + 2)
            }
            b'}' => {
                curly = None;
                None
            }
            b'[' => {
                square = Some(at);
                broken_square(text, at, has_others)
            }
            b']' if square.take().is_none() => {
                let name = tail_name(text, at);
                if is_noun(name) && is_capital(name) {
                    found.push(Span::new(at - name.len(), at + 1));
                }
                None
            }
            b'<' => broken_angle(text, at),
            b'\n' if text[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => {
                (square, curly) = (None, None);
                None
            }
            _ => None,
        };
        match end {
            Some(end) if bytes[at] != b'}' => {
                found.push(Span::new(at, end));
                (square, curly, at) = (None, None, end);
            }
            Some(end) => at = end,
            // A run of a mark is looked at once, however long it is.
            None if matches!(bytes[at], b'{' | b'[' | b'<') => at += run(bytes, at, bytes[at]),
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// The word that ends at `at`.
fn tail_name(text: &str, at: usize) -> &str {
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let len = text.as_bytes()[..at].iter().rev().take(40).take_while(|b| word(b)).count();
    &text[at - len..at]
}

/// The word that starts at `at`, with the words of the same name that follow it ("First Name").
fn head_name(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end =
        rest.char_indices().take(60).find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).map_or(rest.len().min(60), |(n, _)| n);
    text.get(at..at + end).unwrap_or("").trim_end_matches('.')
}

fn broken_brace(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let open = run(bytes, at, b'{');
    let start = at + open + bytes[at + open..].iter().take_while(|b| **b == b' ').count();
    let name = head_name(text, start);
    if open > 3 || !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let inside = closed(text, at + open, "}", &['{', '\n']);
    match (open, inside) {
        (1, Some((end, inner))) => {
            let close = run(bytes, end - 1, b'}');
            (close > 1 && inner.split_whitespace().count() <= 4).then_some(end - 1 + close)
        }
        (1, None) => None,
        (_, Some((end, inner))) if inner.split_whitespace().count() <= 4 => Some(end - 1 + run(bytes, end - 1, b'}')),
        _ => Some(start + name.len()),
    }
}

/// How many words behind an open bracket are looked at for what they ask.
const FIRST_WORDS: usize = 4;

fn broken_square(text: &str, at: usize, has_others: bool) -> Option<usize> {
    let start = at + run(text.as_bytes(), at, b'[');
    let mut reach = text.len().min(start + 3 * REACH);
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let near = text[start..reach].split("\n\n").next().unwrap_or("");
    // Closed, with every bracket inside it closed as well.
    let mut depth = 1_i32;
    let closes = near.bytes().any(|byte| {
        depth += i32::from(byte == b'[') - i32::from(byte == b']');
        depth == 0
    });
    let name = head_name(text, start);
    // "[the thing they told me" where the brackets of other placeholders are there.
    let line = near.split(['\n', '\r', '.', ',']).next().unwrap_or("");
    let first: Vec<&str> = line.split(' ').take(FIRST_WORDS).collect();
    let first = first.join(" ");
    if !closes && has_others && name.starts_with(char::is_lowercase) && first.contains(' ') && asks(&first) {
        return Some(start + first.len());
    }
    if closes || !(is_noun(name) || (matches!(name, "Your" | "your" | "Insert" | "insert"))) {
        return None;
    }
    let second = text[start + name.len()..].strip_prefix(' ').map_or("", |_| head_name(text, start + name.len() + 1));
    let two = !second.is_empty() && is_noun(second);
    Some(start + name.len() + if two { 1 + second.len() } else { 0 })
}

fn broken_angle(text: &str, at: usize) -> Option<usize> {
    let open = run(text.as_bytes(), at, b'<');
    let (end, inner) = closed(text, at + open, ">", &['<', '>', '\n'])?;
    let close = run(text.as_bytes(), end - 1, b'>');
    let name = inner.starts_with(char::is_alphabetic)
        && inner.split(' ').count() <= 4
        && inner.chars().all(|c| c.is_alphanumeric() || " _'’-".contains(c));
    let code = is_word(before(text, at));
    (open.max(close) == 2 && open.min(close) == 1 && name && !code && (is_capital(inner) || asks(inner))).then_some(end - 1 + close)
}
