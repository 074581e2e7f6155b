//! Proving the starts: a first draft has nothing in it to mend but what is still to be filled in, and nothing at all
//! that is an error or a warning once every bracket is filled in as its file proposes.

use super::start::begin;
use crate::draft::{Channel, Context, Draft, Format, read};
use crate::engine::{Report, Rules, Settings, check};
use crate::rules::{Problem, Severity, Start, bracket, start_name};
use crate::text::Span;

/// A reader and a firm to prove with.
const READER: (&str, &str) = ("Dana Cole", "Harrow Lake Farms");

/// Proves every start of these files, which are loaded in `rules`.
pub fn prove_starts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, rules: &Rules) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in files {
        let Some(start) = start_name(path).and_then(|name| rules.starts().find(|start| start.name == name)) else { continue };
        let channels = if start.channels.is_empty() { Channel::ALL } else { &start.channels };
        for channel in channels {
            let wrong = prove(start, *channel, rules);
            problems.extend(wrong.into_iter().map(|what| {
                let at = text.find("text").unwrap_or_default();
                Problem::new(path, text, Span::at(at), format!("{what} (channel {})", channel.name()))
            }));
        }
    }
    problems
}

fn prove(start: &Start, channel: Channel, rules: &Rules) -> Vec<String> {
    let mut wrong = Vec::new();
    let open = begin(start, channel, READER.0, Some(READER.1));
    let (draft, reports) = judge(&open, rules);
    if draft.messages.len() != 1 {
        wrong.push(format!("it should be one message, and {} are read", draft.messages.len()));
    }
    let slots: Vec<Span> = draft.messages.iter().flat_map(|m| m.placeholders.iter().map(|p| m.in_file(p.span))).collect();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        if !finding.about_missing && !slots.iter().any(|slot| slot.touches(finding.span)) {
            wrong.push(format!("before it is filled in, `{}` is found at “{}”", finding.rule, finding.span.of(&open)));
        }
    }
    let filled = start.fill.iter().fold(open, |text, (what, with)| text.replace(&bracket(what), with));
    let (draft, reports) = judge(&filled, rules);
    for slot in draft.messages.iter().flat_map(|message| message.placeholders.iter().map(|p| p.span.of(message.text()))) {
        wrong.push(format!("`fill` has nothing for {slot}"));
    }
    for finding in reports.iter().flat_map(|report| &report.findings).filter(|finding| finding.severity >= Severity::Warning) {
        wrong.push(format!("once it is filled in, `{}` is found at “{}”", finding.rule, finding.span.of(&filled)));
    }
    wrong
}

fn judge(text: &str, rules: &Rules) -> (Draft, Vec<Report>) {
    let draft = read(text, Format::Plain, &Context::default());
    let reports = check(text, &draft, rules, &Settings::default());
    (draft, reports)
}
