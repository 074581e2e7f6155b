//! The outline of a draft: each message with its greeting, its paragraphs, its ask, its end.

use super::convert::Page;
use super::desk::Desk;
use super::document::Document;
use super::judged::{Checked, terms};
use crate::draft::{Message, PartKind};
use crate::engine::{Reading, read};
use crate::text::Span;
use tower_lsp_server::ls_types::{DocumentSymbol, SymbolKind};

/// How much of a paragraph is its name, in characters.
const NAME: usize = 48;

/// The outline of a text.
pub(super) fn of(desk: &Desk, document: &Document) -> Vec<DocumentSymbol> {
    let Some(checked) = desk.judged(document).draft() else { return Vec::new() };
    let page = Page::of(document, desk.encoding());
    let mut symbols: Vec<DocumentSymbol> = Vec::new();
    if let Some(front) = checked.draft.front_matter {
        symbols.push(symbol(&page, "Front matter".into(), SymbolKind::NAMESPACE, front, Vec::new()));
    }
    symbols.extend(checked.draft.messages.iter().enumerate().map(|(number, message)| whole(document, checked, &page, number, message)));
    symbols
}

fn whole(document: &Document, checked: &Checked, page: &Page<'_>, number: usize, message: &Message) -> DocumentSymbol {
    let terms = terms(document, &checked.session);
    let reading = read(message, terms.rules, &terms.settings);
    let text = message.text();
    let mut pieces: Vec<(Span, String, SymbolKind)> = Vec::new();
    for part in message.parts.iter() {
        let span = part.span.trim(text);
        let name = match part.kind {
            PartKind::Body => {
                pieces.extend(paragraphs(message, part.span, &reading));
                continue;
            }
            PartKind::Header => "Heading",
            PartKind::Subject => "Subject",
            PartKind::Greeting => "Greeting",
            PartKind::Closing => "Closing",
            PartKind::Signature => "Sign-off",
            PartKind::Quoted => "Quoted",
        };
        // The subject's label is its name already.
        let said = if part.kind == PartKind::Subject { message.subject().unwrap_or(span) } else { span };
        if !span.is_empty() {
            pieces.push((span, format!("{name}: {}", shorten(said.of(text))), SymbolKind::STRING));
        }
    }
    pieces.sort_by_key(|(span, ..)| *span);
    let children = pieces.into_iter().map(|(span, name, kind)| symbol(page, name, kind, message.in_file(span), Vec::new())).collect();
    let report = checked.reports.get(number);
    let all = message
        .in_file(message.parts.iter().map(|part| part.span.trim(text)).filter(|span| !span.is_empty()).fold(message.sent(), Span::join));
    let kind = report.map_or("message", |report| report.kind.name());
    let name = report.and_then(|report| report.name.clone()).filter(|name| !name.trim().is_empty());
    let detail = name.is_some().then(|| kind.to_owned());
    let mut symbol = symbol(page, name.unwrap_or_else(|| kind.to_owned()), SymbolKind::MODULE, all, children);
    symbol.detail = detail;
    symbol
}

/// The paragraphs of a body, the one with the ask by its name.
fn paragraphs(message: &Message, within: Span, reading: &Reading<'_>) -> Vec<(Span, String, SymbolKind)> {
    let text = message.text();
    let mut found: Vec<(u32, Span)> = Vec::new();
    for sentence in message.sentences.iter().filter(|sentence| within.contains(sentence.span)) {
        match found.last_mut() {
            Some((number, span)) if *number == sentence.paragraph => *span = span.join(sentence.span),
            _ => found.push((sentence.paragraph, sentence.span)),
        }
    }
    let asks: Vec<Span> = ["talk", "ask"].iter().flat_map(|signal| reading.signal_named(signal)).map(|(_, span)| *span).collect();
    let named = |(_, span): (u32, Span)| {
        let asks = asks.iter().any(|ask| span.touches(*ask));
        let (name, kind) = if asks { ("The ask: ", SymbolKind::EVENT) } else { ("", SymbolKind::STRING) };
        (span, format!("{name}{}", shorten(span.of(text))), kind)
    };
    found.into_iter().map(named).collect()
}

fn shorten(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= NAME {
        return line;
    }
    let cut: String = line.chars().take(NAME - 1).collect();
    format!("{}…", cut.trim_end())
}

#[allow(deprecated)] // The protocol's type has a field that it deprecates itself.
fn symbol(page: &Page<'_>, name: String, kind: SymbolKind, span: Span, children: Vec<DocumentSymbol>) -> DocumentSymbol {
    let range = page.range(span);
    DocumentSymbol { name, detail: None, kind, tags: None, deprecated: None, range, selection_range: range, children: Some(children) }
}
