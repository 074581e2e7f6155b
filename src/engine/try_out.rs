//! Trying a sentence out: which rules and signals its words set off, whatever the kind of message, and what in it
//! weighed. For authors of rules.

use super::judge::find;
use super::reading::Reading;
use super::rules::Rules;
use super::wording;
use crate::draft::{Context, Message};
use crate::rules::meaning::Reason;
use crate::rules::{AskedOf, Check, Counted, Measured, USUAL_ALONE, Wording};

/// What a sentence sets off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tried {
    /// The rules, by id.
    pub rules: Vec<String>,
    /// The signals, by name.
    pub signals: Vec<String>,
    /// For each of them: its name, the words that set it off, and what weighed where a meaning was asked.
    pub reasons: Vec<(String, Vec<String>, Vec<Reason>)>,
}

/// Tries a text out, as if every part of it stood wherever a rule looks.
pub fn try_out(text: &str, rules: &Rules) -> Tried {
    let message = Message::sentence(text, &Context::default());
    let reading = Reading::new(&message, rules, true);
    let mut tried = Tried::default();
    for (pack, rule) in rules.rules() {
        let by_words = match &rule.check {
            Check::Words(_) | Check::Pattern(_) => true,
            // A rule about what a message lacks is set off by a sentence that was taught to be the empty formula.
            Check::Count(count) if count.under.is_some() => {
                rules.label(&rule.id).is_some_and(|label| reading.means(label, 0, true, USUAL_ALONE))
            }
            Check::Count(count) => count.of == Counted::Phrases,
            Check::Length(length) => length.of == Measured::Question,
            Check::Native(native) => native.check.is_about_a_sentence(),
            Check::Missing(_) | Check::Order(_) => false,
        };
        if !by_words {
            continue;
        }
        let found = find(&reading, pack, rule);
        if !found.is_empty() {
            let words = found.iter().map(|f| f.span.of(message.text()).to_owned()).collect();
            let reasons = match &rule.check {
                Check::Words(words) => reasons(&reading, words),
                _ => Vec::new(),
            };
            tried.rules.push(rule.id.clone());
            tried.reasons.push((rule.id.clone(), words, reasons));
        }
    }
    for (number, signal) in rules.signals().enumerate() {
        let places = reading.signal(number as u16);
        if !places.is_empty() {
            let words = places.iter().map(|(_, span)| span.of(message.text()).to_owned()).collect();
            let reasons = match &signal.check {
                Check::Words(words) => reasons(&reading, words),
                _ => Vec::new(),
            };
            tried.signals.push(signal.name.clone());
            tried.reasons.push((format!("signal/{}", signal.name), words, reasons));
        }
    }
    tried
}

/// What weighed in the sentence where a meaning was the one to find it.
fn reasons(reading: &Reading<'_>, words: &Wording) -> Vec<Reason> {
    const MOST: usize = 5;
    let Some(meaning) = &words.meaning else { return Vec::new() };
    for (number, pack) in reading.rules.packs().iter().enumerate() {
        let Some(column) = pack.model.label(&meaning.of) else { continue };
        let Some(evidence) = wording::find(reading, number, words).into_iter().find(|e| e.learned) else { continue };
        let terms = match meaning.asked {
            AskedOf::Names { .. } => reading.hiding(evidence.sentence, evidence.span),
            AskedOf::Sentences { .. } => reading.terms(evidence.sentence).to_vec(),
        };
        return pack.model.reasons(&terms, reading.ending(evidence.sentence), column, MOST);
    }
    Vec::new()
}
