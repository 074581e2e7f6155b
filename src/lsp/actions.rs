//! What can be done at a place: fixes, in a stable order; all safe fixes at once; an exception in the front matter. All
//! are plain edits or the server's own commands, so that no editor needs a plugin.

use super::commands;
use super::convert::{Page, workspace_edit};
use super::desk::Desk;
use super::document::Document;
use super::judged::{Checked, Judged, terms};
use crate::draft::allowing;
use crate::engine::{Edit, Finding};
use crate::text::Span;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionProviderCapability, Command, Range, TextEdit,
};

/// All safe fixes at once: what `cordial fix` does.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.cordial");
/// Whether a text is checked at all. Among the actions for a whole file, so that no lamp burns on every line.
const CHECKING: CodeActionKind = CodeActionKind::new("source.check.cordial");

/// What a client is told about actions.
pub(super) fn options() -> CodeActionProviderCapability {
    let kinds = vec![CodeActionKind::QUICKFIX, FIX_ALL, CHECKING];
    CodeActionProviderCapability::Options(CodeActionOptions { code_action_kinds: Some(kinds), ..Default::default() })
}

/// What can be done with a stretch of a text.
pub(super) fn at(desk: &Desk, document: &Document, range: Range, only: Option<&[CodeActionKind]>) -> Vec<CodeActionOrCommand> {
    let page = Page::of(document, desk.encoding());
    let around = page.span(range);
    let offer = Offer { desk, document, page };
    let mut actions = Vec::new();
    if let Some(checked) = desk.judged(document).draft() {
        let here: Vec<&Finding> = checked.findings(document).filter(|finding| finding.span.touches(around)).collect();
        actions.extend(here.iter().filter_map(|finding| offer.fix(finding)));
        actions.extend(here.iter().filter_map(|finding| offer.allow(finding, checked)));
        let rules: BTreeSet<&str> = here.iter().map(|finding| finding.rule.as_str()).collect();
        actions.extend(
            rules
                .into_iter()
                .map(|rule| offer.command(format!("Open the rule {rule}"), CodeActionKind::QUICKFIX, commands::OPEN_RULE, Some(rule))),
        );
        if wants(only, &FIX_ALL) {
            actions.extend(offer.fix_all(checked));
        }
    }
    match desk.judged(document) {
        Judged::Draft(_) => actions.push(offer.command("Stop checking this".into(), CHECKING, commands::UNCHECK, None)),
        Judged::Other => actions.push(offer.command("Check this as a message".into(), CHECKING, commands::CHECK, None)),
        Judged::Own(..) => {}
    }
    actions.retain(|action| action.kind.as_ref().is_some_and(|kind| wants(only, kind)));
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Whether a client wants a kind of action: without a list it wants all, with one those kinds and what is below them.
fn wants(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let below = |wanted: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty())
    };
    only.is_none_or(|only| only.iter().any(below))
}

struct Offer<'a> {
    desk: &'a Desk,
    document: &'a Document,
    page: Page<'a>,
}

impl Offer<'_> {
    fn edits(&self, title: String, kind: CodeActionKind, edits: Vec<TextEdit>) -> CodeAction {
        let edit = workspace_edit(self.document, edits, self.desk.abilities().versioned_edits);
        CodeAction { title, kind: Some(kind), edit: Some(edit), ..CodeAction::default() }
    }

    fn command(&self, title: String, kind: CodeActionKind, command: &str, rule: Option<&str>) -> CodeAction {
        let arguments = [json!(self.document.uri)].into_iter().chain(rule.map(Value::from)).collect();
        let command = Command { title: title.clone(), command: command.into(), arguments: Some(arguments) };
        CodeAction { title, kind: Some(kind), command: Some(command), ..CodeAction::default() }
    }

    fn fix(&self, finding: &Finding) -> Option<CodeAction> {
        let fix = finding.fix.as_ref()?;
        let edits = fix.edits.iter().map(|edit| self.page.edit(edit)).collect();
        let action = self.edits(fix.title.clone(), CodeActionKind::QUICKFIX, edits);
        // What may change the meaning is never the one that a keystroke applies.
        Some(CodeAction { is_preferred: fix.safe.then_some(true), diagnostics: Some(vec![self.page.finding(finding, None)]), ..action })
    }

    fn allow(&self, finding: &Finding, checked: &Checked) -> Option<CodeAction> {
        if !checked.can_have_front_matter(self.document) || checked.session.rules.rule(&finding.rule).is_none() {
            return None;
        }
        let (span, insert) = allowing(&self.document.text, &finding.rule)?;
        let title = format!("Allow {} here, because ...", finding.rule);
        let action = self.edits(title, CodeActionKind::QUICKFIX, vec![self.page.edit(&Edit { span, insert })]);
        Some(CodeAction { diagnostics: Some(vec![self.page.finding(finding, None)]), ..action })
    }

    fn fix_all(&self, checked: &Checked) -> Option<CodeAction> {
        let before = self.document.text.as_str();
        let (after, mended) = terms(self.document, &checked.session).mend(before, false);
        let edit = difference(before, &after)?;
        let title = format!("Mend {mended} {} that can safely be mended", if mended == 1 { "place" } else { "places" });
        Some(self.edits(title, FIX_ALL, vec![self.page.edit(&edit)]))
    }
}

/// The one edit that makes `after` of `before`: all that stands between their common beginning and their common end.
fn difference(before: &str, after: &str) -> Option<Edit> {
    if before == after {
        return None;
    }
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let front = same(&mut before.chars(), &mut after.chars());
    let back = same(&mut before[front..].chars().rev(), &mut after[front..].chars().rev());
    let insert = after[front..after.len() - back].to_owned();
    Some(Edit { span: Span::new(front, before.len() - back), insert })
}
