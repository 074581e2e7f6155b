//! `--format json` and `jsonl`: the shape that programs rely on. It is fixed; a change of it is a new version.

use crate::cli::checked::{Checked, Tally};
use crate::engine::{Finding, Report};
use crate::merge::InRows;
use crate::text::{Encoding, LineIndex};
use serde::Serialize;

/// What stands before the first file.
pub(super) const BEGIN: &str = "{\"version\":1,\"files\":[";

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    messages: Vec<Message<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

#[derive(Serialize)]
struct Message<'a> {
    name: Option<&'a str>,
    kind: &'static str,
    channel: Option<&'static str>,
    verdict: &'static str,
    words: usize,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    why: &'a str,
    instead: &'a str,
    start: Place,
    end: Place,
    text: &'a str,
    fix: Option<Fix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
}

/// A place as programs read it: the offset in bytes of the file, line and column from 1, columns in characters.
#[derive(Serialize)]
pub(in crate::cli) struct Place {
    offset: u32,
    line: u32,
    column: u32,
}

impl Place {
    /// The place of a byte.
    pub(in crate::cli) fn of(lines: &LineIndex, text: &str, offset: u32) -> Place {
        let place = lines.place(text, offset as usize, Encoding::Chars);
        Place { offset, line: place.line + 1, column: place.column + 1 }
    }
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    start: u32,
    end: u32,
    insert: &'a str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    messages: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// What stands before a file.
pub(super) fn between(first: bool) -> &'static str {
    if first { "\n" } else { ",\n" }
}

/// What stands behind the last file.
pub(super) fn end(tally: &Tally) -> String {
    let Tally { files, messages, errors, warnings, infos, .. } = *tally;
    format!("\n],\"summary\":{}}}\n", written(&Summary { files, messages, errors, warnings, infos }))
}

/// A file, on one line.
pub(super) fn file(checked: &Checked) -> String {
    let mut in_rows = checked.in_rows.iter().copied();
    let messages = checked.reports.iter().map(|report| message(checked, report, &mut in_rows)).collect();
    written(&File { path: &checked.path, messages, problem: problem(checked) })
}

/// A file, as a line of its own.
pub(super) fn line(checked: &Checked) -> String {
    file(checked) + "\n"
}

/// All that is wrong with the file itself, with the places of what has one.
fn problem(checked: &Checked) -> Option<String> {
    let placed = checked.problems.iter().map(|problem| {
        let at = checked.lines.place(&checked.text, problem.span.start as usize, Encoding::Chars);
        format!("{}:{}: {}", at.line + 1, at.column + 1, problem.message)
    });
    let all: Vec<String> = checked.problem.iter().cloned().chain(placed).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn message<'a>(checked: &'a Checked, report: &'a Report, in_rows: &mut impl Iterator<Item = Option<InRows>>) -> Message<'a> {
    Message {
        name: report.name.as_deref(),
        kind: report.kind.name(),
        channel: report.channel.map(|channel| channel.name()),
        verdict: report.verdict().name(),
        words: report.words,
        findings: report.findings.iter().map(|finding| found(checked, finding, in_rows.next().flatten())).collect(),
    }
}

fn found<'a>(checked: &'a Checked, finding: &'a Finding, in_rows: Option<InRows>) -> Found<'a> {
    let place = |offset: u32| Place::of(&checked.lines, &checked.text, offset);
    Found {
        rule: &finding.rule,
        severity: finding.severity.name(),
        message: &finding.message,
        why: &finding.why,
        instead: &finding.instead,
        start: place(finding.span.start),
        end: place(finding.span.end),
        text: if checked.is_redacted { "" } else { finding.span.of(&checked.text) },
        fix: finding.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            safe: fix.safe,
            edits: fix.edits.iter().map(|edit| Edit { start: edit.span.start, end: edit.span.end, insert: &edit.insert }).collect(),
        }),
        row: in_rows.map(|rows| rows.first),
        rows: in_rows.map(|rows| rows.count),
    }
}

/// JSON of one of the shapes above: strings and numbers only, which cannot fail.
pub(in crate::cli) fn written(shape: &impl Serialize) -> String {
    serde_json::to_string(shape).unwrap_or_default()
}
