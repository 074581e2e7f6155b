//! What is said where the pointer rests: why a finding matters, what to write instead and who says so; what gives a
//! placeholder; what a key of the front matter is for.

use super::convert::Page;
use super::desk::Desk;
use super::document::Document;
use super::judged::Checked;
use crate::engine::Finding;
use crate::rules::Source;
use crate::text::Span;
use tower_lsp_server::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// What is said at a place.
pub(super) fn at(desk: &Desk, document: &Document, position: Position) -> Option<Hover> {
    let page = Page::of(document, desk.encoding());
    let at = page.byte(position);
    let checked = desk.judged(document).draft()?;
    let (text, span) = findings(checked, document, at)?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: Some(page.range(span)) })
}

/// The findings at a place, the shortest span first.
fn findings(checked: &Checked, document: &Document, at: u32) -> Option<(String, Span)> {
    let mut here: Vec<&Finding> = checked.findings(document).filter(|f| f.span.start <= at && at <= f.span.end).collect();
    here.sort_by_key(|finding| finding.span.len());
    let span = here.first()?.span;
    let texts: Vec<String> = here.iter().map(|finding| text(checked, finding)).collect();
    Some((texts.join("\n\n---\n\n"), span))
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
    let sources: Vec<String> = rule.into_iter().flat_map(|rule| &rule.sources).map(source).collect();
    if !sources.is_empty() {
        text += &format!("\n\n**Who says so:** {}", sources.join("; "));
    }
    text
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
