//! What is said where the pointer rests: why a finding matters, what to write instead and who says so; what gives a
//! placeholder; what a key of the front matter is for.

use super::convert::Page;
use super::desk::Desk;
use super::document::Document;
use super::judged::{Checked, Judged};
use super::{page, toml_keys};
use crate::draft::{about_key, values};
use crate::engine::Finding;
use crate::rules::Source;
use crate::text::Span;
use tower_lsp_server::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// What stands between two things that are said.
const RULE: &str = "\n\n---\n\n";

/// What is said at a place.
pub(super) fn at(desk: &Desk, document: &Document, position: Position) -> Option<Hover> {
    let page = Page::of(document, desk.encoding());
    let at = page.byte(position);
    let (text, span) = match desk.judged(document) {
        Judged::Draft(checked) => {
            let slot = placeholder(checked, at);
            match (findings(checked, document, at), slot) {
                (Some((said, span)), Some((more, _))) => (format!("{said}{RULE}{more}"), span),
                (said, more) => said.or(more).or_else(|| key(checked, document, at))?,
            }
        }
        Judged::Own(own, _) => toml_keys::hover(own, &document.text, at as usize, &page::session(desk, document))?,
        Judged::Other => return None,
    };
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: Some(page.range(span)) })
}

/// The findings at a place, the shortest span first.
fn findings(checked: &Checked, document: &Document, at: u32) -> Option<(String, Span)> {
    let mut here: Vec<&Finding> = checked.findings(document).filter(|f| f.span.start <= at && at <= f.span.end).collect();
    here.sort_by_key(|finding| finding.span.len());
    let span = here.first()?.span;
    let texts: Vec<String> = here.iter().map(|finding| text(checked, finding)).collect();
    Some((texts.join(RULE), span))
}

fn text(checked: &Checked, finding: &Finding) -> String {
    let rule = checked.session.rules.rule(&finding.rule);
    let mut text = format!(
        "**{}** (`{}`)\n\n{}\n\n**Instead:** {}",
        plain(&finding.message),
        finding.rule,
        plain(&finding.why),
        plain(&finding.instead)
    );
    let sources: Vec<String> = rule.into_iter().flat_map(|rule| &rule.told.sources).map(source).collect();
    if !sources.is_empty() {
        text += &format!("\n\n**Who says so:** {}", sources.join("; "));
    }
    text
}

/// What gives a placeholder.
fn placeholder(checked: &Checked, at: u32) -> Option<(String, Span)> {
    let (message, slot, span) = checked.draft.messages.iter().find_map(|message| {
        let spans = message.placeholders.iter().map(|slot| (message, slot, message.in_file(slot.span)));
        spans.into_iter().find(|(_, _, span)| span.start <= at && at <= span.end)
    })?;
    let name = plain(&slot.name);
    if !slot.syntax.is_slot() {
        return Some((format!("**{name}** steers what is filled in. It is no slot itself."), span));
    }
    let given = match &message.context.fields {
        Some(fields) if fields.contains(&slot.name) => "It is among the `fields` of this template, so your list fills it.".to_owned(),
        Some(fields) if fields.is_empty() => "This template has no `fields`, so nothing fills it.".to_owned(),
        Some(fields) => format!("Nothing fills it: the `fields` of this template are {}.", plain(&fields.join(", "))),
        None => "The column of this name in your list fills it. Name the columns under `fields` in the front matter, and a misspelt slot is found.".to_owned(),
    };
    Some((format!("**{name}** is a slot. {given}"), span))
}

/// What a key of the front matter is for.
fn key(checked: &Checked, document: &Document, at: u32) -> Option<(String, Span)> {
    let front = checked.draft.front_matter.filter(|front| front.start <= at && at < front.end)?;
    let start = document.text[front.start as usize..at as usize].rfind('\n').map_or(0, |n| n + 1) + front.start as usize;
    let (name, _) = document.text[start..].lines().next()?.split_once(':')?;
    let about = about_key(name)?;
    let values = values(name);
    let choice = if values.is_empty() { String::new() } else { format!("\n\nIt can be {}.", values.join(", ")) };
    Some((format!("{about}{choice}"), Span::new(start, start + name.len())))
}

/// A source as Markdown.
pub(super) fn source(source: &Source) -> String {
    let name = plain(&source.name);
    let name = source.url.as_ref().map_or(name.clone(), |url| format!("[{name}]({url})"));
    let date = source.date.as_ref().map_or(String::new(), |date| format!(" ({date})"));
    let says = source.says.as_ref().map_or(String::new(), |says| format!(": “{}”", plain(says)));
    format!("{name}{date}{says}")
}

/// Words as Markdown that shows just these words: what a draft says must not become a heading or a link here.
pub(super) fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
