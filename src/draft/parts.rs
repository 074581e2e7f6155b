//! The parts of a message, found by their shape: headers, subject, greeting, body, closing, signature and
//! quoted text. They tile the text. It knows how mail looks, not what it should say.

use crate::names;
use crate::text::{Gap, Shape, Span, Words};

names! {
    /// A kind of part.
    PartKind {
        /// Lines above the message that are not sent with it: a date, an address, a title.
        Header = "header",
        /// The subject line.
        Subject = "subject",
        /// "Hi Dana,"
        Greeting = "greeting",
        /// What is said.
        Body = "body",
        /// "Best wishes,"
        Closing = "closing",
        /// The writer's name and what stands below it.
        Signature = "signature",
        /// An earlier mail, or headers of one that was passed on. Never judged.
        Quoted = "quoted",
    }
}

/// One part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it stands, white space around it included.
    pub span: Span,
}

const GREETINGS: &[&str] = &[
    "hi", "hello", "hey", "heya", "hiya", "heyy", "heyyy", "dear", "dearest", "greetings", "salutations", "howdy", "yo", "sup", "hallo", "hej",
    "hei", "moi", "moin", "servus", "grüezi", "gruezi", "salut", "bonjour", "bonsoir", "coucou", "hola", "olá", "oi", "ciao", "buongiorno",
    "salve", "salve", "namaste", "namaskar", "salaam", "salam", "assalamu", "as-salamu", "shalom", "merhaba", "selam", "aloha", "kia", "konnichiwa",
    "ahoj", "cześć", "szia", "dzień", "guten", "buenos", "buenas", "bom", "boa", "god", "goedemorgen", "goedemiddag", "goedendag", "dag", "beste",
    "cher", "chère", "liebe", "lieber", "caro", "cara", "querida", "querido", "estimado", "estimada", "sehr", "esteemed", "respected", "sir", "madam",
    "g'day", "gidday", "ello", "morning", "afternoon", "evening", "ladies", "attention", "attn",
];

const CLOSINGS: &[&str] = &[
    "best", "regards", "kind regards", "kindest", "warm", "warmest", "warmly", "sincerely", "yours", "your", "respectfully", "cheers", "thanks",
    "thank you", "thankfully", "many thanks", "with thanks", "with many thanks", "with gratitude", "gratefully", "in gratitude", "with best", "with kind", "with warm",
    "with respect", "all the best", "all best", "all my best", "take care", "cordially", "faithfully", "love", "lots of love", "much love", "xoxo", "ta",
    "talk soon", "speak soon", "bye", "be well", "until then", "with appreciation", "appreciatively", "merci", "gracias", "danke", "grazie", "obrigado",
    "obrigada", "tack", "takk", "kiitos", "dank", "bedankt", "diolch", "viele grüße", "liebe grüße", "mit freundlichen", "herzliche", "beste grüße",
    "cordialement", "bien à vous", "bisous", "amicalement", "saludos", "un saludo", "un abrazo", "abrazos", "abraços", "cordiali", "un saluto", "med vänlig", "mvh",
    "vennlig", "venlig", "pozdrawiam", "groet", "groeten", "met vriendelijke", "terveisin", "ystävällisin", "slán", "kind", "very best", "hugs", "peace",
    "looking forward", "blessings", "god bless", "with hope", "with admiration", "with warmth", "in friendship", "in solidarity", "onwards", "signed",
];

/// Words that often open a sentence with a comma behind them and are nobody's name.
const OPENERS: &[&str] = &[
    "yesterday", "today", "tomorrow", "however", "recently", "lately", "first", "firstly", "second", "last", "please", "thanks", "sorry", "well", "so",
    "also", "finally", "congratulations", "congrats", "yes", "no", "ok", "okay", "hope", "again", "then", "now", "still", "meanwhile", "instead",
    "after", "before", "since", "when", "if", "as", "in", "on", "at", "for", "with", "because", "although", "though", "while", "wow", "oh", "ah",
    "actually", "honestly", "basically", "anyway", "besides", "lastly", "next", "later", "earlier", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "apologies", "either", "and", "but", "or", "plus", "question", "fyi", "ps", "cheers", "welcome",
    "notes", "update", "subject", "what", "why", "how", "to", "from", "i", "i'm", "my", "we", "you", "your", "this", "that", "it", "the", "a",
];

/// How long a line may be, in characters, to be a line of a letterhead or a signature.
const SHORT_LINE: usize = 60;
/// How many words a closing line may have ("With thanks from the whole of class 5B,").
const CLOSING_WORDS: usize = 9;
/// How many lines below the closing a signature may have.
const SIGNATURE_LINES: usize = 9;

/// The length of a subject line's label ("Subject: "), 0 where the line has none.
pub(super) fn subject_label(line: &str) -> usize {
    let start = line.trim_start_matches(['*', '_', ' ', '\t', '\n', '\r']);
    let skipped = line.len() - start.len();
    for label in ["subject line", "subject", "subj", "betreff", "objet", "asunto", "oggetto", "onderwerp"] {
        let Some(head) = start.get(..label.len()) else { continue };
        if !head.eq_ignore_ascii_case(label) {
            continue;
        }
        let rest = start[label.len()..].trim_start_matches(['*', '_', ' ']);
        if let Some(rest) = rest.strip_prefix(':') {
            let rest = rest.trim_start_matches(['*', '_', ' ', '\t']);
            return skipped + (start.len() - rest.len());
        }
    }
    0
}

/// Reads the parts. `subject` is the span of a subject that stood outside the body; `to` is the reader's name.
pub(super) fn read(text: &str, subject: Option<Span>, words: &Words, to: Option<&str>) -> Vec<Part> {
    let mut lines = lines(text);
    let mut start = 0;
    if let Some(subject) = subject {
        while lines.get(start).is_some_and(|l| l.span.start < subject.end.max(1)) {
            lines[start].kind = Some(PartKind::Subject);
            start += 1;
        }
    }
    mark_quoted(text, &mut lines[start..]);
    mark_headers(text, &mut lines[start..], subject.is_none());
    let greeting = find_greeting(text, &mut lines, words, to);
    let ending = find_ending(text, &mut lines, words, greeting.map_or(0, |g| g.end));
    tile(text, &lines, greeting, ending)
}

struct Line {
    /// With its line ending.
    span: Span,
    /// What it is, once known.
    kind: Option<PartKind>,
}

impl Line {
    fn text<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text).trim()
    }
    fn open(&self, text: &str) -> bool {
        self.kind.is_none() && !self.text(text).is_empty()
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            at += line.len();
            Line { span: Span::new(at - line.len(), at), kind: None }
        })
        .collect()
}

/// Marks the lines of earlier mails: `>` runs, what introduces them, and all below a forwarded header.
fn mark_quoted(text: &str, lines: &mut [Line]) {
    for at in 0..lines.len() {
        let line = lines[at].text(text);
        if line.starts_with('>') {
            lines[at].kind = Some(PartKind::Quoted);
            continue;
        }
        let lower = line.to_lowercase();
        let wrote = |l: &str| l.ends_with("wrote:") || l.ends_with("écrit :") || l.ends_with("écrit:") || (l.contains("schrieb") && l.ends_with(':'));
        let next = lines.get(at + 1).map_or("", |l| l.text(text)).to_lowercase();
        let introduces = lower.starts_with("on ") || lower.starts_with("le ") || lower.starts_with("am ");
        if introduces && line.len() < 200 && (wrote(&lower) || (wrote(&next) && next.len() < 120)) {
            let two = !wrote(&lower);
            let below = lines[at + 1 + usize::from(two)..].iter().map(|l| l.text(text)).find(|l| !l.is_empty());
            let last = if below.is_some_and(|l| l.starts_with('>')) { at + usize::from(two) } else { lines.len() - 1 };
            lines[at..=last].iter_mut().for_each(|l| l.kind = Some(PartKind::Quoted));
        }
        let header = |l: Option<&Line>| {
            let l = l.map_or("", |l| l.text(text)).trim_start_matches('*').to_lowercase();
            ["from:", "sent:", "to:", "date:", "cc:", "von:", "gesendet:"].iter().any(|h| l.starts_with(h))
        };
        let forwarded = lower.contains("original message---") || lower.contains("forwarded message---") || lower == "begin forwarded message:";
        let body_before = lines[..at].iter().any(|l| l.open(text));
        if forwarded || (body_before && lower.trim_start_matches('*').starts_with("from:") && header(lines.get(at + 1))) {
            lines[at..].iter_mut().for_each(|l| l.kind = Some(PartKind::Quoted));
            return;
        }
    }
}

/// Marks the lines above a message: mail headers, the subject, a title, a date, an address.
fn mark_headers(text: &str, lines: &mut [Line], look_for_subject: bool) {
    let mut subject = !look_for_subject;
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].text(text);
        if line.is_empty() {
            at += 1;
            continue;
        }
        if !subject && subject_label(line) > 0 {
            lines[at].kind = Some(PartKind::Subject);
            subject = true;
        } else if ["to:", "from:", "cc:", "bcc:", "date:", "reply-to:"].iter().any(|h| line.get(..h.len()).is_some_and(|l| l.eq_ignore_ascii_case(h))) {
            lines[at].kind = Some(PartKind::Header);
        } else {
            break;
        }
        at += 1;
    }
    // A letterhead, a date, a title: short lines without a full stop, and then a greeting or a list.
    let greeting = (at..lines.len().min(at + 16)).find(|n| lines[*n].kind.is_none() && greets(lines[*n].text(text)));
    let list = || (at..lines.len().min(at + 3)).find(|n| lines[*n].kind.is_none() && is_item(lines[*n].text(text)));
    let Some(below) = greeting.or_else(list).filter(|below| *below > at) else { return };
    let blank_between = lines[at..below].iter().any(|l| l.text(text).is_empty());
    let letterhead = |l: &Line| {
        let t = l.text(text);
        t.chars().count() < SHORT_LINE && !t.ends_with(['.', '?', '!', ',']) && !greets(t) && l.kind.is_none_or(|k| k == PartKind::Subject)
    };
    if blank_between && lines[at..below].iter().all(letterhead) {
        let mut subject_here = false;
        for line in lines[at..below].iter_mut().filter(|l| l.kind.is_none()) {
            let is_subject = !subject && subject_label(line.span.of(text)) > 0 && !subject_here;
            subject_here |= is_subject;
            line.kind = Some(if is_subject { PartKind::Subject } else { PartKind::Header });
        }
    }
}

fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && digits < 3 && line[digits..].starts_with(['.', ')'])) || line.starts_with(['-', '*', '•']) && line[1..].starts_with(' ')
}

/// Whether a line starts with a word of greeting.
fn greets(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '!' | ':' | '.' | '/' | '-' | '—'));
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match first {
        "good" => matches!(second, "morning" | "afternoon" | "evening" | "day"),
        "to" => matches!(second, "whom" | "whoever") || lower.starts_with("to the attention"),
        "sir" | "madam" | "morning" | "afternoon" | "evening" => line.split_whitespace().count() < 5 || line.contains(','),
        "oi" | "god" | "dag" | "boa" | "bom" | "kia" | "best" | "cara" => line.chars().next().is_some_and(char::is_uppercase) && line.split_whitespace().count() < 6,
        _ => GREETINGS.contains(&first),
    }
}

/// Finds the greeting: a line of its own, or the first words of the first line.
fn find_greeting(text: &str, lines: &mut [Line], words: &Words, to: Option<&str>) -> Option<Span> {
    let first = lines.iter().position(|l| l.open(text))?;
    let line = lines[first].span.trim(text);
    let range = words.inside(line);
    let list = words.list();
    let known = |n: usize| to.is_some_and(|to| to.to_lowercase().split_whitespace().any(|part| part.trim_matches('.') == words.key(n)));
    let title = |n: usize| matches!(words.key(n), "mr" | "mrs" | "ms" | "mx" | "dr" | "prof" | "st" | "rev" | "sgt" | "capt" | "lt" | "col" | "gen" | "sr" | "jr");
    // Where the pause behind the first words is: the byte after its mark.
    let pause = |limit: usize| -> Option<usize> {
        (range.start + 1..=range.end).take(limit).find_map(|n| {
            let from = list[n - 1].span.end as usize;
            let upto = if n < range.end { list[n].span.start as usize } else { line.end as usize };
            // A placeholder may run over the end of the line.
            let between = text.get(from..upto).unwrap_or("");
            let initial = words.key(n - 1).chars().count() == 1;
            let mark = between.find(|c: char| matches!(c, ',' | '!' | ':' | '—' | '–' | '.' | ';' | '?' | '\n') || (c == '-' && between.len() > 1))?;
            let stop = between[mark..].starts_with('.') && (title(n - 1) || initial);
            let run = between[mark..].find(|c: char| c.is_whitespace()).unwrap_or(between.len() - mark);
            (!stop).then_some(from + mark + run)
        })
    };
    let whole = |kind: Span| (kind.end >= line.end).then_some(lines_end(lines, first));
    let end = if greets(line.of(text)) {
        match pause(10) {
            Some(end) => end,
            None if range.len() <= 6 => line.end as usize,
            None => {
                let mut n = range.start + 1;
                while n < range.end && words.key(n) != "i" && matches!(list[n].shape, Shape::Capital | Shape::Slot | Shape::Upper) || n < range.end && title(n) {
                    n += 1;
                }
                list[n - 1].span.end as usize
            }
        }
    } else {
        let end = pause(5)?;
        let named = words.inside(Span::new(line.start as usize, end));
        let name_like = |n: usize| matches!(list[n].shape, Shape::Capital | Shape::Slot | Shape::Mixed | Shape::Upper) || title(n) || matches!(words.key(n), "de" | "van" | "von" | "and" | "der" | "la" | "el" | "al");
        let stands_alone = end >= line.end as usize && !text[..end].ends_with(['.', '?']);
        let is_name = named.clone().all(name_like) && !OPENERS.contains(&words.key(named.start)) && !words.key(named.start).ends_with("ly");
        let marked = text[..end].ends_with([',', '!', ':']) || text[..end].ends_with('—') || text[..end].ends_with('–');
        let short = range.len() > named.len() && named.len() <= 3 && list.get(named.end).is_some_and(|w| w.gap >= Gap::Pause);
        if !marked || !(named.clone().any(known) || (is_name && (stands_alone || short))) {
            return None;
        }
        end
    };
    let span = Span::new(line.start as usize, end);
    Some(whole(span).map_or(span, |end| Span::new(line.start as usize, end)))
}

fn lines_end(lines: &[Line], at: usize) -> usize {
    lines[at].span.end as usize
}

/// The closing and the signature, as far as they are there.
#[derive(Default, Clone, Copy)]
struct Ending {
    closing: Option<Span>,
    signature: Option<Span>,
}

fn find_ending(text: &str, lines: &mut [Line], words: &Words, body_start: u32) -> Ending {
    let open: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].open(text) && lines[*n].span.end > body_start).collect();
    let Some(&last) = open.last() else { return Ending::default() };
    let end = lines[last].span.end as usize;
    if let Some(&mark) = open.iter().rev().take(SIGNATURE_LINES).find(|n| matches!(lines[**n].text(text), "--" | "—" | "__" | "---")) {
        let before = find_closing(text, lines, &open, mark);
        let start = before.map_or(lines[mark].span.start as usize, |c| lines[c].span.end as usize);
        return Ending { closing: before.map(|c| lines[c].span), signature: Some(Span::new(start, end)) };
    }
    if let Some(closing) = find_closing(text, lines, &open, last + 1) {
        let span = lines[closing].span;
        let start = span.start.max(body_start);
        let span = Span::new(start as usize, span.end as usize);
        if closing < last {
            return Ending { closing: Some(span), signature: Some(Span::new(span.end as usize, end)) };
        }
        let name = inline_name(text, span, words);
        return Ending { closing: Some(Span::new(start as usize, name.map_or(end, |n| n.start as usize))), signature: name };
    }
    // A last paragraph of short lines that look like a name.
    let paragraph = open.iter().rev().take_while(|n| **n + 1 > last || (**n..last).all(|m| !lines[m].text(text).is_empty())).count();
    let block = &open[open.len() - paragraph..];
    let alone = block.len() < open.len() || lines[..block[0]].iter().any(|l| l.span.end <= body_start);
    if alone && block.len() <= SIGNATURE_LINES && block.iter().all(|n| name_line(text, lines[*n].span, words, *n == block[0])) {
        let start = (lines[block[0]].span.start).max(body_start) as usize;
        return Ending { closing: None, signature: Some(Span::new(start, end)) };
    }
    // The last line of the last paragraph, or the last words of it.
    let span = Span::new(lines[last].span.start.max(body_start) as usize, end);
    if block.len() > 1 && name_line(text, span, words, true) && words.inside(span).len() <= 3 {
        return Ending { closing: None, signature: Some(span) };
    }
    let signature = inline_name(text, span, words);
    let closing = signature.and_then(|name| inline_closing(text, Span::new(span.start as usize, name.start as usize)));
    Ending { closing, signature }
}

/// The last line above `below` that closes the message.
fn find_closing(text: &str, lines: &[Line], open: &[usize], below: usize) -> Option<usize> {
    let last = open.iter().rev().filter(|n| **n < below).take(SIGNATURE_LINES + 1);
    let mut passed = Vec::new();
    for n in last {
        let line = lines[*n].text(text);
        let words = line.split_whitespace().count();
        let sentence = line.ends_with(['.', '?']) && words > 3;
        if closes(line) && words <= CLOSING_WORDS && !sentence && (passed.is_empty() || line.ends_with([',', '!', '.', ';', '-', '–', '—', '~', ')']) || words <= 4) {
            return (!passed.is_empty() || words <= 4 || line.contains(',')).then_some(*n);
        }
        let long = line.chars().count() > SHORT_LINE || words > 10 || (line.ends_with(['.', '?']) && words > 6);
        if long {
            return None;
        }
        passed.push(*n);
    }
    None
}

fn closes(line: &str) -> bool {
    let lower = line.to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    CLOSINGS.iter().any(|c| lower.strip_prefix(c).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'')))
}

/// Whether a line could stand in a signature; the first one must begin with a name.
fn name_line(text: &str, line: Span, words: &Words, first: bool) -> bool {
    let inside = line.of(text).trim();
    let range = words.inside(line);
    if range.is_empty() || inside.chars().count() > SHORT_LINE || inside.ends_with(['.', '?', '!', ':', ',']) && !inside.ends_with("Jr.") {
        return false;
    }
    let shape = words.list()[range.start].shape;
    let named = matches!(shape, Shape::Capital | Shape::Slot | Shape::Mixed) || (shape == Shape::Upper && range.len() <= 3);
    !first || (named && words.key(range.start) != "i" && range.len() <= 6 && !words.key(range.start).contains('\''))
}

/// The writer's name as the last words of a line: "... a question? Ned", "Thanks, Lyle".
fn inline_name(text: &str, line: Span, words: &Words) -> Option<Span> {
    let range = words.inside(line);
    let list = words.list();
    let start = range.clone().rev().find(|n| list[*n].gap >= Gap::Pause || *n == range.start)?;
    let count = range.end - start;
    let tail = Span::new(list[start].span.start as usize, line.end as usize);
    let marks_end = tail.of(text).trim_end().ends_with(['.', '?', '!', ':']);
    let named = (start..range.end).all(|n| matches!(list[n].shape, Shape::Capital | Shape::Slot | Shape::Mixed) || list[n].span.of(text).len() == 1);
    let before = text[line.start as usize..tail.start as usize].trim_end();
    let stands_apart = before.ends_with(['.', '?', '!', ')', '…', '–', '—', '-', ',']) || before.ends_with(|c: char| !c.is_ascii() && !c.is_alphanumeric());
    let comma_closing = !before.ends_with(',') || inline_closing(text, Span::new(line.start as usize, tail.start as usize)).is_some();
    (start > range.start && named && count <= 3 && !marks_end && stands_apart && comma_closing && words.key(start) != "i").then_some(tail)
}

/// The closing words at the end of a stretch: "... same to me. Thanks, ".
fn inline_closing(text: &str, stretch: Span) -> Option<Span> {
    let inside = stretch.of(text).trim_end().trim_end_matches([',', '!', '.', '-', '–', '—']);
    let from = inside.rfind(['.', '?', '!', '\n', ')']).map_or(0, |n| n + 1);
    let tail = inside[from..].trim_start();
    let start = stretch.start as usize + inside.len() - tail.len();
    (closes(tail) && tail.split_whitespace().count() <= CLOSING_WORDS).then_some(Span::new(start, stretch.end as usize))
}

/// Lays the parts out so that they tile the text.
fn tile(text: &str, lines: &[Line], greeting: Option<Span>, ending: Ending) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut put = |kind: PartKind, span: Span| {
        if span.is_empty() {
            return;
        }
        match parts.last_mut() {
            Some(last) if last.kind == kind => last.span.end = span.end,
            _ => parts.push(Part { kind, span }),
        }
    };
    let mut current = PartKind::Header;
    let mut seen_body = false;
    for line in lines {
        let blank = line.span.of(text).trim().is_empty();
        if let Some(kind) = line.kind {
            current = kind;
            put(kind, line.span);
            continue;
        }
        if blank && (seen_body || greeting.is_none()) && current != PartKind::Quoted {
            put(current, line.span);
            continue;
        }
        let mut marks = vec![(line.span.start, if seen_body { current } else { PartKind::Body })];
        if current == PartKind::Quoted || current == PartKind::Header || current == PartKind::Subject {
            marks[0].1 = PartKind::Body;
        }
        for (span, kind) in [(greeting, PartKind::Greeting), (ending.closing, PartKind::Closing), (ending.signature, PartKind::Signature)] {
            let Some(span) = span else { continue };
            if span.start >= line.span.start && span.start < line.span.end {
                marks.push((span.start, kind));
                let after = if kind == PartKind::Closing && ending.signature.is_some_and(|s| s.start == span.end) { None } else { Some(PartKind::Body) };
                if let Some(after) = after.filter(|_| span.end < line.span.end) {
                    marks.push((span.end, after));
                }
            } else if span.start < line.span.start && line.span.start < span.end {
                marks[0].1 = kind;
            } else if kind == PartKind::Greeting && span.end <= line.span.start && marks[0].1 == kind {
                marks[0].1 = PartKind::Body;
            }
        }
        marks.sort_by_key(|m| m.0);
        for (n, (start, kind)) in marks.iter().enumerate() {
            let end = marks.get(n + 1).map_or(line.span.end, |m| m.0);
            put(*kind, Span::new(*start as usize, end as usize));
            current = *kind;
        }
        seen_body |= !blank;
    }
    parts
}
