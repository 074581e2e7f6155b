//! Many messages in one Markdown file: blocks, quotes and paragraphs under headings that read like messages.
//! What stands between them is not judged. A file without such a structure is one message; prose guides,
//! code and quoted advice are none of the business here.

use super::front_matter::{FrontMatter, Shape as Value, Value as Placed};
use super::markdown::{Block, Page, Shape};
use super::{Problem, Raw, Seen, parts, placeholder};
use crate::text::{Again, Span, list_marker};
use std::sync::Arc;

/// What the blocks of a page say and read like, in order: kept so that a page that has changed a little is soon read.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks(Vec<(Arc<str>, Reading)>);

impl Blocks {
    /// Reads the blocks of a page, but for those that were read before.
    fn read(text: &str, page: &Page, before: Option<&Blocks>) -> Blocks {
        let (before, mut again) = (before.map_or(&[][..], |before| &before.0), Again::default());
        let read = |block: &Block| {
            let says_so = |place: usize| {
                let mut rest = Some(&*before[place].0);
                show(text, page, block.span, block.shape == Shape::Quote, |piece, _| {
                    rest = rest.and_then(|rest| rest.strip_prefix(piece));
                });
                rest.is_some_and(str::is_empty)
            };
            if let Some(place) = again.find(before.len(), says_so) {
                return before[place].clone();
            }
            let seen = visible(text, page, block);
            (seen.text().into(), reading(seen.text()))
        };
        Blocks(page.blocks.iter().map(read).collect())
    }
}

/// The messages of a page: as many as it evidently holds, or all of it as one. `before` are the blocks of the page as it
/// was.
pub(super) fn messages(text: &str, body: Span, page: &Page, before: Option<&Blocks>) -> (Vec<Raw>, Blocks) {
    let comments = comments(text, body);
    let blocks = Blocks::read(text, page, before);
    let readings: Vec<Reading> = blocks.0.iter().map(|(_, reading)| *reading).collect();
    let mut raws = split(text, page, &comments, &readings);
    if raws.is_empty() {
        let mut one = Raw { body: page.seen(text, body), ..Raw::default() };
        let seen = one.body.text();
        let begins = one.body.in_file(Span::at(seen.len() - seen.trim_start().len())).start;
        comments.iter().filter(|comment| comment.span.end <= begins).for_each(|comment| comment.give(text, &mut one));
        raws.push(one);
        say_unused(&comments, "this comment stands inside the message, so it says nothing; put it above the first line", &mut raws);
    } else {
        say_unused(&comments, "no message stands below this comment, so it says nothing", &mut raws);
    }
    (raws, blocks)
}

fn say_unused(comments: &[Comment], why: &str, raws: &mut [Raw]) {
    let Some(first) = raws.first_mut() else { return };
    let unused = comments.iter().filter(|comment| !comment.used.get());
    first.problems.extend(unused.map(|comment| Problem { span: comment.span, message: why.to_owned() }));
}

/// A comment line that says what the message below it is.
struct Comment {
    /// All of it.
    span: Span,
    /// What stands behind `cordial:`.
    inside: Span,
    used: std::cell::Cell<bool>,
}

fn comments(text: &str, body: Span) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut at = body.start as usize;
    while let Some(start) = text[at..].find("<!--").map(|n| at + n) {
        let Some(len) = text[start..].find("-->") else { break };
        at = start + len + 3;
        let inside = Span::new(start + 4, start + len).trim(text);
        if let Some(rest) = inside.of(text).strip_prefix("cordial:") {
            let inside = Span::new(inside.end as usize - rest.len(), inside.end as usize);
            found.push(Comment { span: Span::new(start, at), inside, used: false.into() });
        }
    }
    found
}

impl Comment {
    /// Reads `kind=follow-up allow=ask/referral`; values with spaces stand in quotation marks.
    fn give(&self, text: &str, raw: &mut Raw) {
        self.used.set(true);
        let mut front = FrontMatter::default();
        let inside = self.inside.of(text);
        let mut at = 0;
        while at < inside.len() {
            let rest = &inside[at..];
            let Some(skip) = rest.find(|c: char| !(c.is_whitespace() || c == ',')) else { break };
            at += skip;
            let rest = &inside[at..];
            let place = |from: usize, to: usize| Span::new(self.inside.start as usize + from, self.inside.start as usize + to);
            let key_len = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let Some(value) = rest[key_len..].strip_prefix('=').filter(|_| key_len > 0) else {
                let end = at + key_len.max(1);
                let message = "a cordial comment is written `key=value`, with a space between two of them".into();
                front.problems.push(Problem { span: place(at, end), message });
                at = end;
                while !inside.is_char_boundary(at) {
                    at += 1;
                }
                continue;
            };
            let value_at = at + key_len + 1;
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (from, to, next) = match quote.and_then(|q| value[1..].find(q)) {
                Some(len) => (value_at + 1, value_at + 1 + len, value_at + len + 2),
                None => {
                    let len = value.find(char::is_whitespace).unwrap_or(value.len());
                    (value_at, value_at + len, value_at + len)
                }
            };
            let scalar = |from: usize, to: usize| Placed {
                span: place(from, to),
                shape: Value::Text { text: inside[from..to].to_owned(), quoted: quote.is_some() },
            };
            let key = scalar(at, at + key_len);
            let list = matches!(&inside[at..at + key_len], "allow" | "fields" | "previous");
            let value = if list {
                let mut start = from;
                let items = inside[from..to].split(',').map(|item| {
                    let item_at = start;
                    start += item.len() + 1;
                    scalar(item_at, item_at + item.len())
                });
                Placed { span: place(from, to), shape: Value::List(items.collect()) }
            } else {
                scalar(from, to)
            };
            front.take(text, key, value);
            at = next;
        }
        raw.context = std::mem::take(&mut raw.context).or(&front.context);
        raw.allow.append(&mut front.allow);
        raw.problems.append(&mut front.problems);
    }
}

/// What the text of a block reads like.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    greets: bool,
    subject: bool,
    signs_off: bool,
    words: usize,
    /// It speaks to somebody: "you" and "I".
    addresses: bool,
    code: bool,
    /// Nothing but a closing and a name.
    signature: bool,
}

/// Whether a line greets somebody and goes on at most with what is said to them.
fn greets(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let short =
        || line.split_whitespace().count() < 8 || line.find([',', '!', '—', ':']).is_some_and(|n| line[..n].split_whitespace().count() < 7);
    parts::greets(line) && short()
}

fn signs_off(line: &str) -> bool {
    let line = line.trim();
    let words = || line.split_whitespace().map(|word| word.trim_end_matches(',').to_lowercase());
    let count = line.split_whitespace().take(6).count();
    let short = count <= 5 && !line.ends_with(['?', ':']) && (count <= 3 || !line.ends_with('.'));
    // "Thanks for the talk" goes on; "Your friend," closes, "Your turn" does not.
    let goes_on =
        || words().take(3).skip(1).any(|word| word == "for") || (words().next().is_some_and(|w| w == "your") && !line.ends_with(','));
    line == "--" || (short && list_marker(line) == 0 && parts::closes(line) && !goes_on())
}

fn reading(text: &str) -> Reading {
    let mut is = Reading { words: text.split_whitespace().count(), ..Reading::default() };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let head = lines.iter().take(4).take_while(|l| parts::subject_label(l) > 0 || header(l)).count();
    is.subject = lines.iter().take(head).any(|l| parts::subject_label(l) > 0);
    is.greets = lines.get(head).is_some_and(|l| greets(l));
    is.signs_off = lines.iter().skip(head + usize::from(is.greets)).rev().take(6).any(|l| signs_off(l));
    // What begins with its end is a signature.
    is.signature = lines.first().is_some_and(|l| signs_off(l));
    let lower = around_slots(text).to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let any = |words: &[&str], known: &[&str]| words.iter().any(|w| known.contains(w));
    is.addresses = any(&words, &["you", "your"]) && any(&words, &["i", "my", "me", "we", "our"]);
    let code = |l: &&&str| {
        // A line that ends in a slot is none of a program.
        let slot = l.ends_with('}') && l.rfind('{').is_some_and(|n| n > 0 || !l.contains(':'));
        l.ends_with([';', '{', '}']) && !slot && l.len() > 1 && !l.contains(". ")
            || ["$ ", "import ", "from typing", "def ", "#include", "function ", "const ", "let ", "npm ", "git ", "return "]
                .iter()
                .any(|c| l.starts_with(c))
    };
    is.code = lines.iter().filter(code).count() * 4 > lines.len();
    is
}

/// The words of the writer: what a slot asks for ("what you did") is said to the writer, not to the reader.
fn around_slots(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut at = 0;
    for slot in placeholder::find(text) {
        words += &text[at..slot.span.start as usize];
        words.push(' ');
        at = slot.span.end as usize;
    }
    words + &text[at..]
}

fn header(line: &str) -> bool {
    let line = line.trim_start_matches('*').to_lowercase();
    ["to:", "from:", "cc:", "date:"].iter().any(|h| line.starts_with(h))
}

/// One message that was found, before it is read.
struct Found {
    /// Its stretches of the file, in order.
    spans: Vec<Span>,
    /// The block it begins with.
    block: usize,
    quote: bool,
}

fn split(text: &str, page: &Page, comments: &[Comment], readings: &[Reading]) -> Vec<Raw> {
    let blocks = &page.blocks;
    // A draft that greets before anything else is one message; what is quoted in it is an earlier mail.
    let opening = blocks
        .iter()
        .zip(readings)
        .find(|(b, r)| !(b.shape == Shape::Html || b.shape == Shape::Rule || (b.shape == Shape::Paragraph && r.subject && !r.greets)));
    if opening.is_some_and(|(b, r)| b.shape == Shape::Paragraph && r.greets) {
        return Vec::new();
    }
    let headings = headings(blocks);
    let mut found: Vec<Found> = Vec::new();
    let mut n = 0;
    while n < blocks.len() {
        let (next, message) = match blocks[n].shape {
            Shape::Fence(_) => (n + 1, fence(text, blocks, readings, comments, n)),
            Shape::Quote => quote(text, blocks, readings, comments, n),
            Shape::Paragraph if headings[n].is_some() => paragraphs(text, blocks, readings, n),
            _ => (n + 1, None),
        };
        found.extend(message);
        n = next;
    }
    found.iter().enumerate().map(|(n, f)| take(text, page, comments, &headings, f, n.checked_sub(1).map(|n| &found[n]))).collect()
}

/// For each block the heading it stands under; for a heading, the one above that is of a higher level.
fn headings(blocks: &[Block]) -> Vec<Option<usize>> {
    // The headings that hold here, each of a lower level than the one before it.
    let mut open: Vec<(u8, usize)> = Vec::new();
    let above = blocks.iter().enumerate().map(|(n, block)| {
        let Shape::Heading(level) = block.shape else { return open.last().map(|(_, at)| *at) };
        open.retain(|(other, _)| *other < level);
        let above = open.last().map(|(_, at)| *at);
        open.push((level, n));
        above
    });
    above.collect()
}

/// What a reader sees of a block.
fn visible(text: &str, page: &Page, block: &Block) -> Seen {
    let mut seen = Seen::default();
    show(text, page, block.span, block.shape == Shape::Quote, |piece, span| seen.push_decoded(piece, span));
    seen
}

/// Shows a stretch of the file without the marks of a quote.
fn show<'a>(text: &'a str, page: &'a Page, span: Span, quote: bool, mut show: impl FnMut(&'a str, Span)) {
    if !quote {
        return page.show(text, span, show);
    }
    let mut at = span.start as usize;
    for line in span.of(text).split_inclusive('\n') {
        let inside = line.trim_start_matches([' ', '\t']);
        let inside = inside.strip_prefix('>').map_or(inside, |rest| rest.strip_prefix(' ').unwrap_or(rest));
        page.show(text, Span::new(at + line.len() - inside.len(), at + line.len()), &mut show);
        at += line.len();
    }
}

/// The nearest comment above a block, with nothing but a subject between them.
fn comment_above<'c>(text: &str, blocks: &[Block], comments: &'c [Comment], n: usize) -> Option<&'c Comment> {
    let comment = &comments[..comments.partition_point(|c| c.span.end <= blocks[n].span.start)].last()?;
    let between = blocks[..n].iter().rev().take_while(|b| b.span.start >= comment.span.end);
    let clear = |b: &Block| b.shape == Shape::Html || matches!(b.shape, Shape::Heading(_)) || label(text, b);
    between.into_iter().all(clear).then_some(comment)
}

/// Whether a paragraph is a subject line or a label ("**Message:**").
fn label(text: &str, block: &Block) -> bool {
    let line = block.span.of(text).trim();
    block.shape == Shape::Paragraph
        && (parts::subject_label(line) > 0 || (line.len() < 60 && line.trim_end_matches('*').ends_with(':') && !line.contains('\n')))
}

fn fence(text: &str, blocks: &[Block], readings: &[Reading], comments: &[Comment], n: usize) -> Option<Found> {
    let Shape::Fence(language) = &blocks[n].shape else { return None };
    let is = readings[n];
    let written = matches!(
        language.trim().to_ascii_lowercase().as_str(),
        "" | "text" | "txt" | "md" | "markdown" | "email" | "mail" | "eml" | "plaintext" | "plain" | "message"
    );
    let told = comment_above(text, blocks, comments, n).is_some();
    let reads = is.greets || (is.subject && is.words > 8) || (is.addresses && is.words >= 10) || (is.signs_off && is.words >= 10);
    (is.words > 0 && written && (told || (reads && !is.code && !is.signature))).then(|| Found {
        spans: vec![blocks[n].span],
        block: n,
        quote: false,
    })
}

/// A run of quotes that belong together: only white space between them, and no new message begins.
fn quote(text: &str, blocks: &[Block], readings: &[Reading], comments: &[Comment], n: usize) -> (usize, Option<Found>) {
    let is = readings[n];
    let told = comment_above(text, blocks, comments, n).is_some();
    let above = n.checked_sub(1).map(|above| blocks[above].span.of(text).trim().to_lowercase()).unwrap_or_default();
    // An earlier mail, quoted below an answer.
    let earlier = above.ends_with("wrote:") || above.ends_with("schrieb:") || above.ends_with("écrit :");
    let labelled = n > 0 && label(text, &blocks[n - 1]);
    let begins = told || (!earlier && (is.greets || is.subject || (labelled && is.addresses && is.words >= 10)));
    if !begins {
        return (n + 1, None);
    }
    let (mut end, mut signed, mut greeted) = (n + 1, is.signs_off, is.greets);
    while let Some(next) = blocks.get(end).filter(|b| b.shape == Shape::Quote) {
        let between = Span { start: blocks[end - 1].span.end, end: next.span.start };
        let is = readings[end];
        let postscript = visible_start(text, next).to_lowercase().starts_with("p.s");
        let new = (is.greets && greeted) || is.subject || (signed && !postscript && !name_like(next.span.of(text)));
        if !between.of(text).trim().is_empty() || new {
            break;
        }
        (signed, greeted, end) = (signed || is.signs_off, greeted || is.greets, end + 1);
    }
    let span = blocks[n].span.join(blocks[end - 1].span);
    let enough = told || greeted || readings[n..end].iter().map(|r| r.words).sum::<usize>() > 8;
    (end, enough.then(|| Found { spans: vec![span], block: n, quote: true }))
}

fn visible_start<'t>(text: &'t str, block: &Block) -> &'t str {
    block.span.of(text).trim_start_matches(['>', ' ', '\t', '*', '_'])
}

/// Whether a paragraph could be the writer's name and what stands below it.
fn name_like(paragraph: &str) -> bool {
    let lines = paragraph.trim().lines();
    // "[your signature, with links]"
    let lone = paragraph.trim_matches(['>', ' ', '\n', '\r']);
    if let [slot] = placeholder::find(lone).as_slice()
        && slot.span.len() == lone.len()
    {
        return true;
    }
    paragraph.trim().lines().count() <= 5
        && lines.clone().all(|l| l.split_whitespace().count() <= 6 && !l.trim().ends_with(['.', ':', '?', '!', ';']))
        && paragraph.trim_start_matches(['>', ' ', '*', '_', '<', '{', '[', '\\']).starts_with(|c: char| c.is_uppercase() || c == '_')
}

/// Paragraphs under a heading, from a greeting to a sign-off.
fn paragraphs(text: &str, blocks: &[Block], readings: &[Reading], n: usize) -> (usize, Option<Found>) {
    if !readings[n].greets {
        return (n + 1, None);
    }
    let mut end = n;
    while let Some(block) = blocks.get(end).filter(|b| matches!(b.shape, Shape::Paragraph | Shape::Other)) {
        let is = readings[end];
        if end > n && is.greets {
            return (end, None);
        }
        end += 1;
        if !(is.signs_off && block.shape == Shape::Paragraph) || (end == n + 1 && is.words < 8) {
            continue;
        }
        // The name below the closing, and a postscript.
        let follows = |b: &&Block, own: bool| {
            let start = visible_start(text, b).to_lowercase();
            b.shape == Shape::Paragraph && (start.starts_with("p.s") || start.starts_with("ps:") || (own && name_like(b.span.of(text))))
        };
        let bare = block.span.of(text).trim().lines().last().is_some_and(signs_off);
        if blocks.get(end).filter(|b| follows(b, bare)).is_some() {
            end += 1;
        }
        if blocks.get(end).filter(|b| follows(b, false)).is_some() {
            end += 1;
        }
        let span = blocks[n].span.join(blocks[end - 1].span);
        return (end, Some(Found { spans: vec![span], block: n, quote: false }));
    }
    (end.max(n + 1), None)
}

/// Headings that say what every message has, not which one it is.
const GENERIC: &[&str] = &["message", "body", "email", "the message", "text", "template", "example", "subject", "subject line", "sample"];

fn take(text: &str, page: &Page, comments: &[Comment], headings: &[Option<usize>], found: &Found, before: Option<&Found>) -> Raw {
    let blocks = &page.blocks;
    let mut raw = Raw::default();
    for span in &found.spans {
        show(text, page, *span, found.quote, |piece, span| raw.body.push_decoded(piece, span));
    }
    if let Some(comment) = comment_above(text, blocks, comments, found.block) {
        comment.give(text, &mut raw);
    }
    let said = |b: &Block| page.seen(text, b.span).text().trim().to_owned();
    let plain = |name: &String| {
        !name.is_empty() && !GENERIC.contains(&name.trim_end_matches(':').to_lowercase().as_str()) && parts::subject_label(name) == 0
    };
    let above = std::iter::successors(headings[found.block], |heading| headings[*heading]);
    raw.name = above.map(|heading| said(&blocks[heading])).find(plain);
    // A subject line between the message before, or the heading, and this one.
    let from = before.and_then(|f| f.spans.last()).map_or(0, |s| s.end);
    for block in blocks[..found.block].iter().rev().take_while(|b| b.span.start >= from) {
        let line = block.span.of(text).split_inclusive('\n').scan(block.span.start as usize, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let heading = matches!(block.shape, Shape::Heading(_));
        let marks = |line: &str| if heading { line.len() - line.trim_start_matches(['#', ' ']).len() } else { 0 };
        let subject = line.map(|(start, line)| (start + marks(line), &line[marks(line)..])).find_map(|(start, line)| {
            Some(parts::subject_label(line)).filter(|l| *l > 0).map(|l| Span::new(start + l, start + line.len()).trim(text))
        });
        if let Some(span) = subject.filter(|s| !s.is_empty() && (block.shape == Shape::Paragraph || heading)) {
            raw.subject = Some(page.seen(text, span));
            break;
        }
        if heading && plain(&said(block)) {
            break;
        }
    }
    raw
}
