//! `cordial coach --format json`: the shape that programs rely on. Offsets are bytes in the file, lines and columns
//! start at 1, as in `cordial check --format json`.

use super::Coached;
use crate::cli::output::{Place, written};
use crate::coach::Coaching;
use crate::text::Span;
use serde::Serialize;

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    messages: Vec<Message<'a>>,
    problems: &'a [String],
}

#[derive(Serialize)]
struct Message<'a> {
    name: Option<&'a str>,
    kind: &'static str,
    channel: Option<&'static str>,
    verdict: &'static str,
    says: &'a str,
    outline: Vec<Part<'a>>,
    good: Vec<Good<'a>>,
    steps: Vec<Step<'a>>,
    more: bool,
    tips: Vec<Tip<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    title: &'a str,
    state: &'static str,
    words: &'a str,
    start: Option<Place>,
    end: Option<Place>,
}

#[derive(Serialize)]
struct Good<'a> {
    signal: &'a str,
    says: &'a str,
    words: &'a str,
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Step<'a> {
    rule: &'a str,
    severity: &'static str,
    says: &'a str,
    why: &'a str,
    instead: &'a str,
    before: Option<&'a str>,
    after: Option<After<'a>>,
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct After<'a> {
    words: &'a str,
    example: bool,
}

#[derive(Serialize)]
struct Tip<'a> {
    tip: String,
    title: &'a str,
    says: &'a str,
    moment: &'static str,
}

/// A file, on one line.
pub(super) fn file(coached: &Coached) -> String {
    let messages = coached.talk.messages.iter().map(|coaching| message(coached, coaching)).collect();
    written(&File { path: &coached.path, messages, problems: &coached.talk.problems })
}

fn message<'a>(coached: &'a Coached, coaching: &'a Coaching) -> Message<'a> {
    let ends = |span: Span| [span.start, span.end].map(|offset| Place::of(&coached.lines, &coached.text, offset));
    let outline = coaching.outline.iter().map(|part| {
        let [start, end] = part.span.map_or([None, None], |span| ends(span).map(Some));
        Part { title: &part.title, state: part.state.name(), words: &part.words, start, end }
    });
    let good = coaching.good.iter().map(|praise| {
        let [start, end] = ends(praise.span);
        Good { signal: &praise.signal, says: &praise.says, words: &praise.words, start, end }
    });
    let steps = coaching.steps.iter().map(|step| {
        let [start, end] = ends(step.span);
        let after = step.after.as_ref().map(|after| After { words: &after.words, example: after.is_example });
        let (says, why, instead) = (&step.says, &step.why, &step.instead);
        Step { rule: &step.rule, severity: step.severity.name(), says, why, instead, before: step.before.as_deref(), after, start, end }
    });
    let tips = coaching.tips.iter();
    Message {
        name: coaching.name.as_deref(),
        kind: coaching.kind.name(),
        channel: coaching.channel.map(|channel| channel.name()),
        verdict: coaching.verdict.name(),
        says: coaching.says,
        outline: outline.collect(),
        good: good.collect(),
        steps: steps.collect(),
        more: coaching.more,
        tips: tips
            .map(|tip| Tip { tip: format!("tip/{}", tip.name), title: &tip.title, says: &tip.says, moment: tip.moment.name() })
            .collect(),
    }
}
