//! What to do next: the few findings that a coach would speak of first, each with the words as they are and words as
//! they could be. What comes first is data (`rules/coach/order.toml`).

use super::start::fill;
use super::words::{on_one_line, sentence};
use crate::draft::Message;
use crate::engine::{Finding, Report, Rules, apply};
use crate::rules::Severity;
use crate::text::Span;
use std::collections::BTreeSet;

/// The most steps: nobody mends more in one go.
const MOST: usize = 3;

/// One thing to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule that found it.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What was found.
    pub says: String,
    /// Why it matters.
    pub why: String,
    /// What to write instead.
    pub instead: String,
    /// The words as they are; none where something is not there yet.
    pub before: Option<String>,
    /// The words as they could be.
    pub after: Option<After>,
    /// Where it is, in bytes of the file.
    pub span: Span,
}

/// The words as they could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The words.
    pub words: String,
    /// Whether they show the way and are not the writer's own sentence, mended.
    pub is_example: bool,
}

/// The first steps, and whether there are more.
pub(super) fn steps(file: &str, message: &Message, report: &Report, rules: &Rules) -> (Vec<Step>, bool) {
    let turn = |finding: &Finding| rules.guide().map_or(0, |guide| guide.turn(&finding.rule));
    let mut ranked: Vec<&Finding> = report.findings.iter().collect();
    ranked.sort_by(|a, b| (b.severity, turn(a), a.span).cmp(&(a.severity, turn(b), b.span)));
    let mut said = BTreeSet::new();
    ranked.retain(|finding| said.insert(&finding.rule));
    let more = ranked.len() > MOST;
    (ranked.into_iter().take(MOST).map(|finding| step(file, message, report, finding, rules)).collect(), more)
}

fn step(file: &str, message: &Message, report: &Report, finding: &Finding, rules: &Rules) -> Step {
    let sentence = sentence(message, finding.span);
    Step {
        rule: finding.rule.clone(),
        severity: finding.severity,
        says: finding.message.clone(),
        why: finding.why.clone(),
        instead: finding.instead.clone(),
        before: before(file, message, finding, sentence),
        after: after(file, message, report, finding, sentence, rules),
        span: finding.span,
    }
}

/// The sentence that it is about; where it is about more than one, how they begin.
fn before(file: &str, message: &Message, finding: &Finding, sentence: Option<Span>) -> Option<String> {
    if finding.about_missing || finding.span.is_empty() {
        return None;
    }
    let whole = sentence.filter(|span| finding.span.end <= message.in_file(*span).end);
    Some(on_one_line(whole.map_or_else(|| finding.span.of(file), |span| span.of(message.text()))))
}

/// Words that the guide has for it, or the sentence with every fix of the rule made.
fn after(file: &str, message: &Message, report: &Report, finding: &Finding, sentence: Option<Span>, rules: &Rules) -> Option<After> {
    if let Some(words) = rules.guide().and_then(|guide| guide.after(&finding.rule, report.kind, report.channel)) {
        return Some(After { words: fill(words, message.context.to.as_deref(), message.context.company.as_deref()), is_example: true });
    }
    let sentence = sentence.filter(|span| message.seen().is_exact(*span))?;
    let place = message.in_file(sentence);
    let inside = |finding: &&Finding| place.start <= finding.span.start && finding.span.end <= place.end;
    let same: Vec<Finding> = report.findings.iter().filter(|f| f.rule == finding.rule && f.fix.is_some()).filter(inside).cloned().collect();
    if same.is_empty() {
        return None;
    }
    let (mended, _) = apply(file, &same);
    let tail = file.len() - place.end as usize;
    let words = mended.get(place.start as usize..mended.len().saturating_sub(tail)).unwrap_or_default();
    (!words.trim().is_empty()).then(|| After { words: on_one_line(words), is_example: false })
}
