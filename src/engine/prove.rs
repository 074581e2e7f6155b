//! Proving a rule by its own examples: every bad one is found at its marks, its fix gives what the file says, every
//! good one is left alone, by this rule and by every other error and warning.

use super::check::check;
use super::finding::{Finding, Report};
use super::fix::apply;
use super::rules::{ABOUT_ITSELF, Rules};
use super::same_text::{self, sketch, twins};
use super::settings::Settings;
use super::try_out::try_out;
use crate::draft::{Context, Draft, Format, Message, Piece, read};
use crate::rules::{Check, Example, Problem, Severity, examples, rule_id};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What proving a pack showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many rules and signals were proved.
    pub rules: usize,
    /// How many examples.
    pub examples: usize,
    /// What does not hold.
    pub problems: Vec<Problem>,
}

/// Proves every rule and signal of these files, which are loaded in `rules`.
pub fn prove<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, rules: &Rules) -> Proof {
    let mut proof = Proof::default();
    for (path, text) in files {
        let signal = path.strip_prefix("signals/").and_then(|p| p.strip_suffix(".toml"));
        let Some(id) = signal.or(rule_id(path)) else { continue };
        let examples = match examples(path, text, signal.is_some()) {
            Ok(examples) => examples,
            Err(problems) => {
                proof.problems.extend(problems);
                continue;
            }
        };
        proof.rules += 1;
        proof.examples += examples.bad.len() + examples.good.len();
        let mut say = |example: &Example, message: String| proof.problems.push(Problem::new(path, text, example.span, message));
        for example in examples.bad.iter().chain(&examples.good) {
            unused_keys(example, signal.is_some(), rules).into_iter().for_each(|message| say(example, message));
        }
        if signal.is_some() {
            let has =
                |example: &Example| try_out(&example.text, rules).signals.iter().any(|s| s == id) || present(&example.text, rules, id);
            examples.bad.iter().filter(|e| !has(e)).for_each(|e| say(e, format!("the signal `{id}` is not found here")));
            examples.good.iter().filter(|e| has(e)).for_each(|e| say(e, format!("the signal `{id}` is found here and should not be")));
            continue;
        }
        let (across, alone): (Vec<&Example>, Vec<&Example>) = examples.bad.iter().partition(|example| example.across);
        for example in alone {
            prove_bad(id, example, rules).into_iter().for_each(|message| say(example, message));
        }
        for example in &examples.good {
            prove_good(id, example, rules).into_iter().for_each(|message| say(example, message));
        }
        let beside: Vec<&Example> = examples.good.iter().filter(|example| example.across).collect();
        let found = found_across(id, &across.iter().chain(&beside).copied().collect::<Vec<_>>(), rules);
        let (bad, good) = found.split_at(across.len());
        let not_found = across.iter().zip(bad).filter(|(_, found)| !**found);
        not_found.for_each(|(example, _)| say(example, "this bad example is not found beside the others".to_owned()));
        let wrongly = beside.iter().zip(good).filter(|(_, found)| **found);
        wrongly.for_each(|(example, _)| say(example, "this good example is found beside the others".to_owned()));
    }
    proof
}

/// Which of these drafts the rule finds when they lie side by side.
fn found_across(id: &str, examples: &[&Example], rules: &Rules) -> Vec<bool> {
    let settings = Settings::default();
    let mut found = vec![false; examples.len()];
    let mut sketches = Vec::new();
    for (number, example) in examples.iter().enumerate() {
        let draft = read(&example.text, Format::Plain, &Context::default());
        sketches.extend(draft.messages.iter().filter_map(|m| Some((number, sketch(m, rules, &settings)?))));
    }
    let (numbers, sketches): (Vec<usize>, Vec<_>) = sketches.into_iter().unzip();
    for (at, twin) in twins(&sketches).into_iter().enumerate() {
        let finding = twin.and_then(|_| same_text::finding(&sketches[at], rules, &settings, ""));
        found[numbers[at]] |= finding.is_some_and(|finding| finding.rule == id);
    }
    found
}

fn reports(text: &str, row: &BTreeMap<String, String>, rules: &Rules) -> Vec<Report> {
    let mut draft = read(text, Format::Plain, &Context::default());
    if !row.is_empty() {
        draft = Draft::of(draft.messages.iter().map(|template| filled(template, row)).collect());
    }
    check(text, &draft, rules, &Settings::default())
}

/// A template with the values of a row in its slots.
fn filled(template: &Message, row: &BTreeMap<String, String>) -> Message {
    let mut pieces = Vec::new();
    let mut at = 0;
    for slot in template.placeholders.iter() {
        let Some(value) = row.get(&slot.name) else { continue };
        pieces.push(Piece::Kept(Span::new(at, slot.span.start as usize)));
        pieces.push(Piece::Value { slot: slot.span, field: &slot.name, value, as_listed: true });
        at = slot.span.end as usize;
    }
    pieces.push(Piece::Kept(Span::new(at, template.text().len())));
    template.filled(pieces, Context { template: Some(false), ..template.context.clone() })
}

fn present(text: &str, rules: &Rules, signal: &str) -> bool {
    let draft = read(text, Format::Plain, &Context::default());
    let settings = Settings::default();
    draft.messages.iter().any(|m| super::check::read(m, rules, &settings).has(signal))
}

fn findings(id: &str, text: &str, row: &BTreeMap<String, String>, rules: &Rules) -> Vec<Finding> {
    reports(text, row, rules).into_iter().flat_map(|r| r.findings).filter(|f| f.rule == id).collect()
}

/// What an example says in vain.
fn unused_keys(example: &Example, is_of_signal: bool, rules: &Rules) -> Vec<String> {
    let unknown = |id: &&String| rules.rule(id).is_none() && !ABOUT_ITSELF.iter().any(|(known, ..)| known == id);
    let mut wrong: Vec<String> =
        example.also.iter().filter(unknown).map(|id| format!("`also` names `{id}`, and there is no such rule")).collect();
    if is_of_signal && !example.row.is_empty() {
        wrong.push("a signal's example is one sentence, and has no `row`".to_owned());
    } else if !example.row.is_empty() {
        let draft = read(&example.text, Format::Plain, &Context::default());
        let is_asked = |name: &String| draft.messages.iter().flat_map(|message| message.placeholders.iter()).any(|slot| slot.name == *name);
        wrong
            .extend(example.row.keys().filter(|name| !is_asked(name)).map(|name| format!("`row` gives `{name}`, and no slot asks for it")));
    }
    wrong
}

fn prove_bad(id: &str, example: &Example, rules: &Rules) -> Vec<String> {
    let found = findings(id, &example.text, &example.row, rules);
    let mut wrong = Vec::new();
    let quote = |span: &Span| format!("“{}”", span.of(&example.text));
    if found.is_empty() {
        wrong.push("this bad example is not found".to_owned());
    } else if !example.marks.is_empty() {
        let places: BTreeSet<Span> = found.iter().map(|f| f.span).collect();
        let marks: BTreeSet<Span> = example.marks.iter().copied().collect();
        let list = |spans: Vec<&Span>| spans.into_iter().map(quote).collect::<Vec<_>>().join(", ");
        if places != marks {
            wrong.push(format!("marked is {}, found is {}", list(marks.iter().collect()), list(places.iter().collect())));
        }
    }
    if let Some(fixed) = &example.fixed {
        let (text, _) = apply(&example.text, &found);
        let body = text.get(example.front..).unwrap_or(&text);
        if body != fixed {
            wrong.push(format!("the fix gives {body:?}, and `fixed` says {fixed:?}"));
        } else if !findings(id, &text, &example.row, rules).is_empty() {
            wrong.push("the rule still fires after its fix".to_owned());
        }
    }
    wrong
}

fn prove_good(id: &str, example: &Example, rules: &Rules) -> Vec<String> {
    let mut wrong = Vec::new();
    for finding in reports(&example.text, &example.row, rules).into_iter().flat_map(|r| r.findings) {
        let words = finding.span.of(&example.text);
        if finding.rule == id {
            wrong.push(format!("this good example is found, at “{words}”"));
        } else if finding.severity >= Severity::Warning && !example.also.contains(&finding.rule) && judges_words(rules, &finding) {
            wrong.push(format!("`{}` fires on this good example, at “{words}”; mend it, or name it in `also`", finding.rule));
        }
    }
    wrong
}

/// Examples are short: what they lack and how long they are says nothing.
fn judges_words(rules: &Rules, finding: &Finding) -> bool {
    !finding.about_missing
        && rules
            .rule(&finding.rule)
            .is_some_and(|rule| !matches!(rule.check, Check::Missing(_) | Check::Length(_) | Check::Order(_) | Check::Count(_)))
}
