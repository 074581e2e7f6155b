//! Sentences of a stretch of prose. Written for mail: hard-wrapped lines go on, short lines and list
//! items stand alone, "Dr.", "e.g.", "3.5" and "..." end nothing. It knows no mail parts and no rule.

use super::Span;

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "fr", "sr", "jr", "st", "sgt", "capt", "cpt", "lt", "col", "gen", "cmdr", "hon", "pres",
    "gov", "supt", "insp", "eng", "ing", "dipl", "mag", "frau", "hr", "mme", "mlle", "ir", "e.g", "eg", "i.e", "cf", "vs", "viz", "approx",
    "ca", "etc", "no", "nos", "vol", "fig", "ed", "eds", "pp", "p", "ch", "sec", "art", "dept", "univ", "inst", "assn", "ave", "blvd", "rd",
    "mt", "ft", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu",
    "thurs", "fri", "sat", "sun", "a.m", "p.m", "am", "pm", "u.s", "u.k", "ph.d", "m.d", "b.a", "m.a", "b.sc", "m.sc", "r.n", "inc", "ltd",
    "co", "corp", "bros", "min", "mins", "hrs", "tel", "ext", "attn", "resp", "incl", "excl", "esp", "al",
];

/// Of those, the ones that are as likely to end a sentence: a capital letter after them decides.
const EITHER: &[&str] = &[
    "etc", "a.m", "p.m", "am", "pm", "u.s", "u.k", "ph.d", "m.d", "b.a", "m.a", "b.sc", "m.sc", "r.n", "inc", "ltd", "co", "corp", "no", "ed",
    "min", "mins", "hrs", "sat", "sun", "mon", "wed", "fri", "art", "al", "jr", "sr", "p", "ext", "mar", "dec", "oct", "jan", "ft", "rd", "ave",
];

/// A line shorter than this, in characters, was not wrapped: what follows it on the next line is another thought.
const WRAP: usize = 50;

/// The sentences of `text[within]`, in order, without the white space between them.
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (base, end) = (within.start as usize, within.end as usize);
    let inside = &text[base..end];
    let mut start = 0;
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = &inside[at + c.len_utf8()..];
        let cut = match c {
            '\n' | '\r' if line_ends_thought(inside, start, at, rest) => Some(at + c.len_utf8()),
            '.' | '!' | '?' | '…' | '。' | '？' | '！' | '؟' => mark_ends(inside, start, at, c),
            _ => None,
        };
        if let Some(cut) = cut {
            push(text, Span::new(base + start, base + cut), &mut found);
            start = cut;
            while chars.peek().is_some_and(|(at, _)| *at < cut) {
                chars.next();
            }
        }
    }
    push(text, Span::new(base + start, end), &mut found);
    found
}

fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let span = skip_marker(text, span.trim(text));
    // Marks alone (a smiley, a rule of dashes) belong to the sentence before them, or to none.
    if span.of(text).contains(char::is_alphanumeric) {
        found.push(span);
    }
}

/// The span without a list marker in front.
fn skip_marker(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let len = marker(inside);
    if len == inside.len() { span } else { Span::new(span.start as usize + len, span.end as usize).trim(text) }
}

/// The length of a list marker (`- `, `* `, `• `, `1. `, `2) `, `a) `) at the start of a line; 0 where there is none.
fn marker(line: &str) -> usize {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return 0 };
    if matches!(first, '-' | '*' | '•' | '–' | '·' | '+') {
        return if chars.next().is_some_and(char::is_whitespace) { first.len_utf8() + 1 } else { 0 };
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let len = if digits > 0 && digits < 3 { digits } else { usize::from(first.is_ascii_alphabetic() && line[1..].starts_with(')')) };
    if len == 0 || !line[len..].starts_with(['.', ')']) {
        return 0;
    }
    if line[len + 1..].starts_with(char::is_whitespace) { len + 2 } else { 0 }
}

/// Whether the line break at `at` ends a thought: a blank line, a list item before or after it, a short line.
fn line_ends_thought(inside: &str, start: usize, at: usize, rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', '\t', '\r']);
    if next.is_empty() || next.starts_with('\n') || marker(next) > 0 {
        return true;
    }
    let line_start = inside[..at].rfind('\n').map_or(0, |n| n + 1).max(start);
    let line = inside[line_start..at].trim();
    let capital = next.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    if line.is_empty() || !capital {
        return false;
    }
    let first_word = next.split_whitespace().next().map_or(0, |w| w.chars().count());
    let open = line.ends_with([',', '-', '–', '—', '&', '(']);
    marker(line) > 0 && line.ends_with([':', ';']) || (!open && line.chars().count() + 1 + first_word < WRAP)
}

/// Where the sentence ends if the mark `c` at `at` ends one: behind the run of marks and what closes with it.
fn mark_ends(inside: &str, start: usize, at: usize, c: char) -> Option<usize> {
    let run = inside[at..].find(|c: char| !matches!(c, '.' | '!' | '?' | '…' | '‽')).map_or(inside.len(), |n| at + n);
    let run = run.max(at + c.len_utf8());
    let close = inside[run..].find(|c: char| !matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '*' | '_')).map_or(inside.len(), |n| run + n);
    let after = &inside[close..];
    if after.is_empty() {
        return Some(close);
    }
    if !after.starts_with(char::is_whitespace) {
        // "e.g.", "3.5", "name.example", "?)", but also "Thanks.See you": only a capital after a small letter parts.
        let small = inside[..at].chars().next_back().is_some_and(char::is_lowercase);
        let capital = after.chars().next().is_some_and(char::is_uppercase);
        let word = inside[..at].rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        let wide = matches!(c, '。' | '？' | '！');
        return ((small && capital && !word.contains(['.', '/', '@']) && !"?!".contains(c)) || wide).then_some(close);
    }
    let next = after.trim_start().chars().next().unwrap_or(' ');
    let marks = &inside[at..run];
    let bracket = inside[run..close].contains([')', ']']);
    let quote = inside[run..close].contains(['"', '”', '’', '»']);
    if bracket && !inside[start..at].trim_start().starts_with(['(', '[']) {
        // The mark belongs to what stands in the bracket: the sentence around it goes on unless a new one begins.
        return None;
    }
    if marks.contains(['?', '!']) {
        return (!(quote && next.is_lowercase())).then_some(close);
    }
    if marks.len() > 1 || c == '…' {
        return (!next.is_lowercase()).then_some(close);
    }
    let word = inside[start..at].rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '/' | '-')).next().unwrap_or("");
    if word.is_empty() || marker(&inside[start..].trim_start()[..]) > 0 && inside[start..at].trim() == word && word.len() < 3 {
        return None;
    }
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    if initial || ABBREVIATIONS.contains(&lower.as_str()) {
        let new_one = next.is_uppercase() && EITHER.contains(&lower.as_str());
        return new_one.then_some(close);
    }
    Some(close)
}
