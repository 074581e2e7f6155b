//! Links: each rule that the front matter allows leads to its page. A page that is no file yet is written when it is
//! asked for.

use super::convert::Page;
use super::desk::Desk;
use super::document::Document;
use super::{diagnostics, page};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tower_lsp_server::ls_types::{DocumentLink, Uri};

/// The links of a text.
pub(super) fn of(desk: &Desk, document: &Document) -> Vec<DocumentLink> {
    let Some(checked) = desk.judged(document).draft() else { return Vec::new() };
    let page = Page::of(document, desk.encoding());
    let allows: BTreeSet<_> =
        checked.draft.messages.iter().flat_map(|message| &message.allow).map(|allow| (allow.span, allow.rule.as_str())).collect();
    let known = allows.into_iter().filter(|(_, rule)| checked.session.rules.ids().any(|id| id == *rule));
    known
        .map(|(span, rule)| DocumentLink {
            range: page.range(span),
            target: diagnostics::link(rule, &checked.session),
            tooltip: Some(format!("The page of the rule {rule}")),
            data: Some(json!([document.uri, rule])),
        })
        .collect()
}

/// The text and the rule that a link is about.
pub(super) fn about(data: Option<&Value>) -> Option<(Uri, String)> {
    let data = data?.as_array()?;
    Some((data.first()?.as_str()?.parse().ok()?, data.get(1)?.as_str()?.to_owned()))
}

/// A link with its target, for a client that follows it.
pub(super) fn follow(desk: &Desk, document: &Document, rule: &str, link: DocumentLink) -> DocumentLink {
    let target = link.target.clone().or_else(|| page::of(desk, document, rule)?.1);
    DocumentLink { target, ..link }
}
