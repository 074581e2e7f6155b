//! Markdown, as a reader sees it: marks are hidden and entities decoded, while every line keeps its place, so
//! that lists, quoted text and signatures still look like what they are. `many` finds messages in it.

use super::html::{entity_at, tag_at};
use super::many::Blocks;
use super::{Raw, Seen, many, placeholder};
use crate::text::Span;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// The messages of a Markdown file. `before` are its blocks as they were.
pub(super) fn messages(text: &str, body: Span, before: Option<&Blocks>) -> (Vec<Raw>, Blocks) {
    let page = Page::read(text, body);
    many::messages(text, body, &page, before)
}

/// A change between the file and what a reader sees: `instead` stands for `span`; empty hides it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    span: Span,
    instead: String,
}

/// What a stretch of a page is, as far as looking for messages needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Heading(u8),
    /// A fenced block and the language it names.
    Fence(String),
    Quote,
    Paragraph,
    Html,
    Rule,
    Other,
}

/// A stretch of a page, in bytes of the file; of a fence, only what stands between the fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) shape: Shape,
    pub(super) span: Span,
}

/// A file of Markdown: its blocks, and what is hidden or decoded in it.
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    edits: Vec<Edit>,
}

impl Page {
    pub(super) fn read(text: &str, body: Span) -> Page {
        let base = body.start as usize;
        let source = body.of(text);
        let slots = placeholder::find(source);
        let shadow = shadow(source, &slots);
        let mut reader = Reader { source, base, edits: Vec::new(), blocks: Vec::new(), code: Vec::new(), texts: 0 };
        let parser = Parser::new_ext(&shadow, Options::ENABLE_STRIKETHROUGH);
        let definitions: Vec<_> = parser.reference_definitions().iter().map(|(_, def)| def.span.clone()).collect();
        reader.walk(parser.into_offset_iter());
        for span in definitions {
            reader.hide(span.start, span.end);
        }
        // The backslashes of `\[Name\]`, which the shadow kept from the parser.
        for slot in slots.iter().filter(|s| s.span.of(source).starts_with("\\[")) {
            let (start, end) = (slot.span.start as usize, slot.span.end as usize);
            if reader.code.iter().any(|code| code.touches(slot.span)) {
                continue;
            }
            reader.put(start, start + 2, "[");
            if slot.span.of(source).ends_with("\\]") {
                reader.put(end - 2, end, "]");
            }
        }
        let Reader { mut edits, blocks, .. } = reader;
        edits.retain(|e| !e.span.is_empty());
        edits.sort_by_key(|e| (e.span.start, std::cmp::Reverse(e.span.end)));
        // Of two that overlap, the one that begins first holds.
        let mut reach = 0;
        edits.retain(|e| {
            let apart = e.span.start >= reach;
            reach = reach.max(e.span.end);
            apart
        });
        Page { blocks, edits }
    }

    /// Shows what a reader sees of a stretch of the file, piece by piece, each with the bytes of the file behind it.
    pub(super) fn show<'a>(&'a self, text: &'a str, span: Span, mut show: impl FnMut(&'a str, Span)) {
        let mut at = span.start;
        let first = self.edits.partition_point(|e| e.span.end <= span.start);
        for edit in self.edits[first..].iter().take_while(|e| e.span.start < span.end) {
            if edit.span.start > at {
                let span = Span { start: at, end: edit.span.start };
                show(span.of(text), span);
            }
            if !edit.instead.is_empty() && span.contains(edit.span) {
                show(&edit.instead, edit.span);
            }
            at = edit.span.end.min(span.end).max(at);
        }
        if at < span.end {
            let span = Span { start: at, end: span.end };
            show(span.of(text), span);
        }
    }

    /// What a reader sees of a stretch of the file.
    pub(super) fn seen(&self, text: &str, span: Span) -> Seen {
        let mut seen = Seen::default();
        self.show(text, span, |piece, span| seen.push_decoded(piece, span));
        seen
    }
}

/// The source with letters in the place of every placeholder, so that no mark of theirs is one of Markdown's.
fn shadow<'s>(source: &'s str, slots: &[placeholder::Placeholder]) -> Cow<'s, str> {
    if slots.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut shadow = String::with_capacity(source.len());
    let mut at = 0;
    for slot in slots {
        shadow.push_str(&source[at..slot.span.start as usize]);
        shadow.extend(slot.span.of(source).bytes().map(|b| if matches!(b, b'\n' | b'\r' | b' ') { b as char } else { 'x' }));
        at = slot.span.end as usize;
    }
    shadow.push_str(&source[at..]);
    Cow::Owned(shadow)
}

struct Reader<'a> {
    source: &'a str,
    /// Where the source begins in the file.
    base: usize,
    edits: Vec<Edit>,
    blocks: Vec<Block>,
    code: Vec<Span>,
    /// Where the last text ended: a backslash behind it that no text holds is an escape.
    texts: usize,
}

impl Reader<'_> {
    fn put(&mut self, start: usize, end: usize, instead: &str) {
        if start < end && self.source.get(start..end).is_some() {
            self.edits.push(Edit { span: Span::new(self.base + start, self.base + end), instead: instead.to_owned() });
        }
    }

    fn hide(&mut self, start: usize, end: usize) {
        self.put(start, end, "");
    }

    fn block(&mut self, shape: Shape, start: usize, end: usize) {
        self.blocks.push(Block { shape, span: Span::new(self.base + start, self.base + end) });
    }

    fn walk<'e>(&mut self, events: impl Iterator<Item = (Event<'e>, std::ops::Range<usize>)>) {
        // Open links: where they start, where their words start and end.
        let mut links: Vec<(usize, usize, usize, bool)> = Vec::new();
        let mut in_code = false;
        let (mut depth, mut quotes, mut images) = (0_usize, 0_usize, 0_usize);
        for (event, range) in events {
            let (start, end) = (range.start, range.end);
            if let (Some(link), false) = (links.last_mut(), matches!(event, Event::End(TagEnd::Link))) {
                (link.1, link.2) = (link.1.min(start), link.2.max(end));
            }
            let top = depth == 0;
            match event {
                Event::Start(tag) => {
                    match &tag {
                        Tag::Heading { level, .. } => {
                            if quotes == 0 {
                                self.block(Shape::Heading(*level as u8), start, end);
                            }
                            self.heading(start, end);
                        }
                        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                            let (from, to) = self.fence(start, end);
                            if quotes == 0 {
                                self.block(Shape::Fence(language.to_string()), from, to);
                            }
                        }
                        Tag::CodeBlock(_) => self.code.push(Span::new(start, end)),
                        Tag::BlockQuote(_) if quotes == 0 => self.block(Shape::Quote, start, end),
                        Tag::Paragraph if top => self.block(Shape::Paragraph, start, end),
                        Tag::HtmlBlock => {
                            if top {
                                self.block(Shape::Html, start, end);
                            }
                            // Its lines come one by one, but a comment may run over several.
                            self.html(start, end);
                        }
                        Tag::List(_) if top => self.block(Shape::Other, start, end),
                        Tag::Emphasis => self.marks(start, end, 1),
                        Tag::Strong => self.marks(start, end, 2),
                        Tag::Strikethrough => {
                            self.marks(start, end, self.source[start..].bytes().take(2).take_while(|b| *b == b'~').count())
                        }
                        Tag::Link { link_type, .. } => links.push((start, end, start, matches!(link_type, LinkType::Email))),
                        Tag::Image { .. } => {
                            images += 1;
                            self.hide(start, end);
                        }
                        _ => {}
                    }
                    in_code |= matches!(tag, Tag::CodeBlock(_));
                    quotes += usize::from(matches!(tag, Tag::BlockQuote(_)));
                    depth += 1;
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    quotes -= usize::from(matches!(tag, TagEnd::BlockQuote(_)) && quotes > 0);
                    images -= usize::from(tag == TagEnd::Image && images > 0);
                    in_code &= tag != TagEnd::CodeBlock;
                    if tag == TagEnd::Link
                        && let Some((from, words, words_end, _)) = links.pop()
                        && words < words_end
                    {
                        self.hide(from, words);
                        self.hide(words_end, end);
                    }
                }
                Event::Text(seen) if !in_code && images == 0 => self.text(start, end, &seen),
                Event::Code(_) => self.ticks(start, end),
                Event::InlineHtml(_) => self.html(start, end),
                Event::HardBreak if self.source[start..].starts_with('\\') => self.hide(start, start + 1),
                Event::Rule if top => self.block(Shape::Rule, start, end),
                _ => {}
            }
        }
    }

    /// Hides a mark of `len` bytes at both ends.
    fn marks(&mut self, start: usize, end: usize, len: usize) {
        if end - start >= 2 * len {
            self.hide(start, start + len);
            self.hide(end - len, end);
        }
    }

    fn heading(&mut self, start: usize, end: usize) {
        let line = &self.source[start..end];
        let words = line.trim_start_matches('#');
        if words.len() == line.len() {
            // A line of `=` under the words; a line of `-` is as often the mark above a signature.
            let under = line.trim_end().rsplit('\n').next().unwrap_or("");
            if under.len() > 2 && under.trim_start().bytes().all(|b| b == b'=') {
                let from = start + line.trim_end().len() - under.len();
                self.hide(from, start + line.trim_end().len());
            }
            return;
        }
        let words_start = start + line.len() - words.trim_start_matches([' ', '\t']).len();
        self.hide(start, words_start.min(end));
        let kept = line.trim_end();
        let closed = kept.trim_end_matches('#');
        if closed.len() < kept.len() && closed.ends_with([' ', '\t']) && start + closed.len() > words_start {
            self.hide(start + closed.trim_end().len(), start + kept.len());
        }
    }

    /// Hides the two fences; gives what stands between them.
    fn fence(&mut self, start: usize, end: usize) -> (usize, usize) {
        let block = &self.source[start..end];
        let from = start + block.find('\n').map_or(block.len(), |n| n + 1);
        let mark = block.chars().next().unwrap_or('`');
        let inside = self.source[from..end].trim_end();
        let last = inside.rfind('\n').map_or(0, |n| n + 1);
        let closing = inside[last..].trim_start_matches([' ', '\t', '>']);
        let closes = closing.len() > 2 && closing.chars().all(|c| c == mark);
        let to = if closes { from + last } else { end };
        self.hide(start, from);
        self.hide(to, if closes { to + inside[last..].len() } else { to });
        self.code.push(Span::new(from, to));
        (from, to.max(from))
    }

    fn ticks(&mut self, start: usize, end: usize) {
        let code = &self.source[start..end];
        let len = code.bytes().take_while(|b| *b == b'`').count();
        if 2 * len > code.len() {
            return;
        }
        let inside = &code[len..code.len() - len];
        let padded = inside.len() > 2 && inside.starts_with(' ') && inside.ends_with(' ') && !inside.trim().is_empty();
        let pad = usize::from(padded);
        self.hide(start, start + len + pad);
        self.hide(end - len - pad, end);
        self.code.push(Span::new(start, end));
    }

    /// Hides comments and tags; a `<br>` ends a line.
    fn html(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let rest = &self.source[at..end];
            if let Some((len, name)) = tag_at(rest) {
                let breaks =
                    name.eq_ignore_ascii_case("br") && !self.source[at + len..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
                self.put(at, at + len, if breaks { "\n" } else { "" });
                at += len;
                continue;
            }
            if let Some((len, c)) = entity_at(rest) {
                self.put(at, at + len, c.encode_utf8(&mut [0; 4]));
                at += len;
                continue;
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }

    fn text(&mut self, start: usize, end: usize, seen: &str) {
        let source = self.source;
        if start > 0 && source.as_bytes()[start - 1] == b'\\' && self.texts < start {
            let escaped = &source[start..source.len().min(start + 1)];
            if escaped.bytes().all(|b| b.is_ascii_punctuation()) {
                self.put(start - 1, start + 1, escaped);
            }
        }
        if source[start..end].starts_with('&') && seen != &source[start..end] {
            self.put(start, end, seen);
        }
        if source[start..end].ends_with('\\') {
            self.texts = end;
        }
    }
}
