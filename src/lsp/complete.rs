//! What can be written here: keys and values of the front matter, the fields of a template, questions worth asking.
//! Keys of rule files and settings are `toml_keys`' affair.

use super::convert::Page;
use super::desk::Desk;
use super::document::Document;
use super::judged::{Checked, Judged, terms};
use super::{page, toml_keys};
use crate::draft::{KEYS, Kind, values};
use crate::engine::read;
use crate::host::Session;
use crate::rules::questions;
use crate::text::{Span, list_marker};
use std::collections::BTreeSet;
use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionOptions, CompletionTextEdit, Documentation, Position, TextEdit,
};

/// The bank of questions, in the built-in rules and in packs.
const BANK: &str = "questions.toml";

/// What a client is told about completion.
pub(super) fn options() -> CompletionOptions {
    let triggers = ["{", ":", " ", "-", "\"", "["].map(str::to_owned).to_vec();
    CompletionOptions { trigger_characters: Some(triggers), resolve_provider: Some(false), ..Default::default() }
}

/// Something that can be written.
pub(super) struct Choice {
    /// What is shown and written.
    pub(super) text: String,
    /// What is written, where that is more than what is shown.
    pub(super) insert: Option<String>,
    /// What it is for.
    pub(super) about: String,
    /// What kind of thing it is.
    pub(super) kind: CompletionItemKind,
}

/// What can be written at a place.
pub(super) fn at(desk: &Desk, document: &Document, position: Position) -> Vec<CompletionItem> {
    let page = Page::of(document, desk.encoding());
    let at = page.byte(position) as usize;
    let judged = desk.judged(document);
    let text = document.text.as_str();
    let (span, choices) = match judged {
        Judged::Own(own, _) => toml_keys::choices(own, text, at, &page::session(desk, document)),
        _ if is_in_front_matter(text, at) => {
            front_matter(text, at, &page::session(desk, document), judged.draft().map(|checked| (checked, document)))
        }
        Judged::Draft(checked) => in_message(document, checked, at),
        Judged::Other => (Span::at(at), Vec::new()),
    };
    let range = page.range(span);
    let item = |(number, choice): (usize, Choice)| CompletionItem {
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: choice.insert.unwrap_or_else(|| choice.text.clone()) })),
        // The order is that of the writer's thoughts, not of the alphabet.
        sort_text: Some(format!("{number:04}")),
        label: choice.text,
        kind: Some(choice.kind),
        documentation: (!choice.about.is_empty()).then_some(Documentation::String(choice.about)),
        ..CompletionItem::default()
    };
    choices.into_iter().enumerate().map(item).collect()
}

/// Whether a place is between the fences at the top of a text, the second of which may not be written yet.
fn is_in_front_matter(text: &str, at: usize) -> bool {
    let Some(before) = text.get(..at) else { return false };
    let mut lines = before.trim_start_matches('\u{feff}').split('\n');
    lines.next().is_some_and(|first| first.trim_end() == "---")
        && before.contains('\n')
        && !lines.any(|line| matches!(line.trim_end(), "---" | "..."))
}

/// The line up to a place, and where it starts.
pub(super) fn line_before(text: &str, at: usize) -> (&str, usize) {
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    (&before[start..], start)
}

fn front_matter(text: &str, at: usize, session: &Session, draft: Option<(&Checked, &Document)>) -> (Span, Vec<Choice>) {
    let (line, start) = line_before(text, at);
    if let Some(item) = line.trim_start().strip_prefix("- ").or(line.strip_prefix("allow:")) {
        let is_allow = line.starts_with("allow:") || key_above(text, start) == Some("allow");
        return if is_allow && !item.contains(": ") { allow(item, at, session, draft) } else { (Span::at(at), Vec::new()) };
    }
    let choice = |text: &str, insert: Option<String>, about: &str, kind| Choice { text: text.into(), insert, about: about.into(), kind };
    match line.split_once(':') {
        Some((key, value)) => {
            let written = value.trim_start();
            let space = if value.is_empty() { " " } else { "" };
            let known = values(key.trim()).into_iter();
            let choices = known.map(|value| choice(value, Some(format!("{space}{value}")), "", CompletionItemKind::ENUM_MEMBER));
            (Span::new(at - written.len(), at), choices.collect())
        }
        None if line.starts_with([' ', '-']) => (Span::at(at), Vec::new()),
        None => {
            let used: BTreeSet<&str> = text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
            let keys = KEYS.iter().filter(|key| !used.contains(key.name));
            let choices =
                keys.map(|key| choice(key.name, Some(format!("{}: ", key.name)), key.about, CompletionItemKind::PROPERTY)).collect();
            (Span::new(start, at), choices)
        }
    }
}

/// The key that the lines of a list belong to.
fn key_above(text: &str, start: usize) -> Option<&str> {
    let line = text.get(..start)?.lines().rev().find(|line| !line.trim_start().starts_with('-'))?;
    Some(line.split_once(':')?.0.trim())
}

/// Rules to allow: first those that were found here.
fn allow(written: &str, at: usize, session: &Session, draft: Option<(&Checked, &Document)>) -> (Span, Vec<Choice>) {
    let written = written.trim_start_matches([' ', '[']);
    let found: BTreeSet<&str> =
        draft.into_iter().flat_map(|(checked, document)| checked.findings(document)).map(|finding| finding.rule.as_str()).collect();
    let rules = session.rules.rules().map(|(_, rule)| rule);
    let (here, others): (Vec<_>, Vec<_>) = rules.partition(|rule| found.contains(rule.id.as_str()));
    let choice = |rule: &crate::rules::Rule| Choice {
        text: rule.id.clone(),
        insert: Some(format!("{}: ", rule.id)),
        about: format!("{}. Say behind it why this is fine here.", rule.told.title),
        kind: CompletionItemKind::REFERENCE,
    };
    (Span::new(at - written.len(), at), here.into_iter().chain(others).map(choice).collect())
}

fn in_message(document: &Document, checked: &Checked, at: usize) -> (Span, Vec<Choice>) {
    let (line, start) = line_before(&document.text, at);
    let place = at as u32;
    let message =
        checked.draft.messages.iter().rfind(|message| message.in_file(Span::at(0)).start <= place).or(checked.draft.messages.first());
    let Some(message) = message else { return (Span::at(at), Vec::new()) };
    if let Some(open) = line.rfind("{{").filter(|open| !line[*open..].contains("}}")) {
        let declared = message.context.fields.iter().flatten().map(|field| (field.clone(), "A field of this template."));
        let used = message.placeholders.iter().filter(|slot| slot.syntax.is_slot() && slot.syntax.name() == "double-brace");
        let used = used.map(|slot| (slot.name.clone(), "A slot that stands elsewhere in this message."));
        let mut seen = BTreeSet::new();
        let fields: Vec<(String, &str)> = declared.chain(used).filter(|(name, _)| seen.insert(name.clone())).collect();
        let closes = document.text[at..].starts_with("}}");
        let choice = |(name, about): (String, &str)| Choice {
            insert: (!closes).then(|| format!("{name}}}}}")),
            text: name,
            about: about.to_owned(),
            kind: CompletionItemKind::FIELD,
        };
        let inside = line[open + 2..].trim_start_matches(['{', ' ']);
        return (Span::new(at - inside.len(), at), fields.into_iter().map(choice).collect());
    }
    let terms = terms(document, &checked.session);
    if read(message, terms.rules, &terms.settings).kind != Kind::Questions {
        return (Span::at(at), Vec::new());
    }
    let marker = list_marker(line);
    (Span::new(start + marker, at), bank(document, checked, message.context.level))
}

/// Questions worth asking, those for the reader's level first; what is asked already is left out.
fn bank(document: &Document, checked: &Checked, level: Option<crate::draft::Level>) -> Vec<Choice> {
    let own = checked.session.packs.iter().flat_map(|pack| &pack.files).filter(|(path, _)| path == BANK).map(|(_, text)| text.as_str());
    let builtin = crate::engine::builtin::files().iter().filter(|(path, _)| *path == BANK).map(|(_, text)| *text);
    let all = own.chain(builtin).flat_map(|text| questions(BANK, text).0);
    let fits =
        |question: &crate::rules::GoodQuestion| question.levels.is_empty() || level.is_none_or(|level| question.levels.contains(&level));
    let mut fitting: Vec<_> = all.filter(fits).filter(|question| !document.text.contains(&question.text)).collect();
    fitting.sort_by_key(|question| question.levels.is_empty());
    let choice = |question: crate::rules::GoodQuestion| Choice {
        text: question.text,
        insert: None,
        about: question.about,
        kind: CompletionItemKind::TEXT,
    };
    fitting.into_iter().map(choice).collect()
}
