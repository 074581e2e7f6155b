//! What stands above a message and between its lines. Above it the sums: the verdict and what the message spends. Between
//! its words the places: where a question is too long, where what is usual or what the channel takes is used up.

use super::convert::Page;
use super::desk::Desk;
use super::document::Document;
use super::{commands, summary};
use crate::text::Span;
use serde_json::json;
use tower_lsp_server::ls_types::{CodeLens, Command, InlayHint, InlayHintLabel, InlayHintTooltip, Range};

/// The line above each message.
pub(super) fn lenses(desk: &Desk, document: &Document) -> Vec<CodeLens> {
    let Some(checked) = desk.judged(document).draft().filter(|_| desk.options().code_lens) else { return Vec::new() };
    let page = Page::of(document, desk.encoding());
    let lens = |summary: &summary::Summary<'_>| {
        // The first message's lens stands above the front matter, where the eye begins.
        let at = if summary.number == 0 && checked.reports.len() == 1 { 0 } else { summary.budget.sent.start };
        let range = page.range(Span::at(at as usize));
        // A click checks anew, with all that waits until a draft is finished.
        let command = Command { title: summary.long(), command: commands::CHECK.into(), arguments: Some(vec![json!(document.uri)]) };
        CodeLens { range, command: Some(command), data: None }
    };
    summary::all(document, checked).iter().map(lens).collect()
}

/// The hints between the words of a stretch. A client that shows no lens gets the sums behind the message.
pub(super) fn hints(desk: &Desk, document: &Document, range: Range) -> Vec<InlayHint> {
    let Some(checked) = desk.judged(document).draft().filter(|_| desk.options().inlay_hints) else { return Vec::new() };
    let page = Page::of(document, desk.encoding());
    let shown = page.span(range);
    let has_lenses = desk.abilities().lenses && desk.options().code_lens;
    let mut hints = Vec::new();
    for summary in summary::all(document, checked) {
        let budget = &summary.budget;
        for (question, words) in budget.questions.iter().filter(|(_, words)| *words > budget.question_words) {
            let tip = format!("People follow a question of up to about {} words.", budget.question_words);
            hints.push((question.end, format!("{words} words"), tip));
        }
        if let Some((band, at, to)) = budget.band.and_then(|band| Some((band, band.reached?, band.to?))) {
            let tip = format!("Such a message usually ends here; this one has {} {}.", band.amount, band.unit);
            hints.push((at, format!("{to} {}: as long as usual", band.unit), tip));
        }
        if let Some((room, at)) = budget.room.and_then(|room| Some((room, room.reached?))) {
            let tip = format!("{} takes no more: {} {} have to go.", room.channel.name(), room.amount - room.most, room.unit);
            hints.push((at, format!("{} {}: {} is full", room.most, room.unit, room.channel.name()), tip));
        }
        if !has_lenses {
            hints.push((budget.sent.end, summary::spent(budget).join(" · "), "What this message spends.".to_owned()));
        }
    }
    hints
        .into_iter()
        .filter(|(at, ..)| shown.start <= *at && *at <= shown.end)
        .map(|(at, label, tip)| InlayHint {
            position: page.position(at),
            label: InlayHintLabel::String(label),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(tip)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
        .collect()
}
