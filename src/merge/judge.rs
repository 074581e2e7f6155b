//! A row judged: the template filled with it and checked as a draft to that person, the template itself checked
//! against the columns, and the letters that say the same to several people.

use super::columns::Columns;
use super::person::{Person, person};
use super::program::{Filled, Program};
use crate::draft::{Context, Draft, Message, Problem};
use crate::engine::same_text::{finding, sketch};
use crate::engine::{Finding, Report, Rules, Settings, check};
use crate::rules::NativeCheck;
use crate::text::Span;

/// What is asked of every row: the template's file, the rules, the settings.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The text of the template's file.
    pub file: &'a str,
    /// The stretch of it that becomes a draft of its own.
    pub body: Span,
    /// The rules.
    pub rules: &'a Rules,
    /// The settings for the template's file.
    pub settings: &'a Settings,
}

/// A row, filled and checked.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The message.
    pub filled: Filled,
    /// What is said of it, at places of the template's file.
    pub report: Report,
}

/// Fills the template with a row and checks the message as a draft to that person.
pub fn judge(program: &Program, columns: &Columns, cells: &[String], terms: Terms<'_>) -> Result<Judged, Problem> {
    let mut filled = program.fill(terms.file, terms.body, cells, context(program, person(columns, cells)))?;
    // Lent to the draft and taken back: a message with a megabyte in it is not copied.
    let mut draft = Draft::of(vec![filled.message]);
    let report = check(terms.file, &draft, terms.rules, terms.settings).pop();
    filled.message = draft.messages.remove(0);
    let mut report = report.unwrap_or_else(|| no_report(&filled.message));
    // What no column gives is said once, of the template.
    let open = |finding: &Finding| program.open().iter().any(|slot| slot.contains(finding.span));
    let unfilled = terms.rules.native(NativeCheck::Unfilled).map(|(_, rule)| rule.id.as_str());
    report.findings.retain(|finding| !(Some(finding.rule.as_str()) == unfilled && open(finding)));
    Ok(Judged { filled, report })
}

/// What is known of the message to a person: what the row says, then what the template says of every message.
fn context(program: &Program, person: Person) -> Context {
    let template = Context { to: None, fields: None, template: None, ..program.message().context.clone() };
    let said = |text: Option<String>| text.filter(|text| crate::draft::placeholders(text).is_empty());
    let (company, role) = (said(template.company.clone()), said(template.role.clone()));
    person.or(&Context { company, role, ..template })
}

fn no_report(message: &Message) -> Report {
    Report {
        name: message.name.clone(),
        kind: message.context.kind.unwrap_or(crate::draft::Kind::FirstContact),
        channel: message.context.channel,
        template: false,
        words: 0,
        findings: Vec::new(),
    }
}

/// What is wrong with the template itself, whatever the rows: slots that no column gives, columns that it leaves out.
pub fn of_template(program: &Program, columns: &Columns, terms: Terms<'_>) -> Vec<Finding> {
    let mut message = program.message().clone();
    // A list that serves a folder of templates has columns that one of them leaves out.
    message.context.shares_fields &= message.context.fields.is_some();
    message.context.fields = Some(columns.names().iter().filter(|name| !name.is_empty()).cloned().collect());
    (message.context.template, message.context.to) = (Some(true), None);
    let draft = Draft::of(vec![message]);
    let reports = check(terms.file, &draft, terms.rules, terms.settings);
    let of_templates = |finding: &Finding| terms.rules.rule(&finding.rule).is_some_and(|rule| rule.when.template == Some(true));
    // Who and where somebody is, the list may say for the checks alone.
    let unused = terms.rules.native(NativeCheck::Unused).map(|(_, rule)| rule.id.as_str());
    let about_person = |finding: &Finding| {
        Some(finding.rule.as_str()) == unused
            && columns.names().iter().any(|name| columns.is_about_person(name) && finding.message.contains(&format!("“{name}”")))
    };
    reports.into_iter().flat_map(|report| report.findings).filter(|finding| of_templates(finding) && !about_person(finding)).collect()
}

/// Whether it was said of the template itself that it is one letter for everybody: then it is not said of every row.
pub fn is_form_letter(of_template: &[Finding], terms: Terms<'_>) -> bool {
    let no_slot = terms.rules.native(NativeCheck::NoSlot).map(|(_, rule)| rule.id.as_str());
    of_template.iter().any(|finding| Some(finding.rule.as_str()) == no_slot)
}

/// What is said of a message that says the same as an earlier row's, but for the names.
pub fn same_as(judged: &Judged, terms: Terms<'_>, row: u64) -> Option<Finding> {
    let sketch = sketch(&judged.filled.message, terms.rules, terms.settings)?;
    if sketch.allowed { None } else { finding(&sketch, terms.rules, terms.settings, &format!("the one for row {row}")) }
}
