//! `--format text`: for people. Each finding shows its sentence, the place, the reason and what to write instead; a rule
//! that was explained once in a file is not explained again. Where a file holds several messages, each is named above
//! what is said of it. One line at the end says what it comes to.

use super::excerpt::{Around, Excerpt, MOST_ROWS};
use super::issue::place;
use super::paint::{BOLD, Paint, color, painted};
use crate::cli::checked::{Checked, Tally};
use crate::cli::terminal::{harmless, wrap};
use crate::engine::{Finding, Report};
use crate::host::Fault;
use crate::rules;
use crate::text::{Encoding, LineIndex, Span};
use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::term::{Config, emit_to_write_style};
use std::collections::BTreeSet;

/// Something to show, whatever it is about.
struct Shown<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    span: Span,
    /// What stands beside the mark.
    label: &'a str,
    notes: Vec<(&'a str, String)>,
    /// What is shown of the file.
    around: Around,
}

/// A file.
pub(super) fn file(checked: &Checked, width: usize, is_colored: bool) -> String {
    let mut drawn = String::new();
    if let Some(problem) = checked.problem.as_ref().filter(|_| !checked.is_unread) {
        drawn += &heading(Severity::Warning, "", &format!("{} {problem}", checked.path), width, is_colored);
        drawn.push('\n');
    }
    let draw = |shown: &Shown<'_>| match checked.is_redacted {
        true => place_only(checked, shown, width, is_colored),
        false => draw(&checked.path, &checked.text, &checked.lines, shown, width, is_colored),
    };
    for problem in &checked.problems {
        drawn += &draw(&Shown {
            severity: Severity::Warning,
            code: "",
            message: &problem.message,
            span: problem.span,
            label: "",
            notes: Vec::new(),
            around: Around::Line,
        });
    }
    let mut explained = BTreeSet::new();
    let body = checked.front_matter.map_or(0, |front| front.end);
    for (number, report) in checked.reports.iter().enumerate().filter(|(_, report)| !report.findings.is_empty()) {
        if checked.reports.len() > 1 {
            drawn += &which_message(checked, number, report, width, is_colored);
        }
        for finding in &report.findings {
            let first = explained.insert((&finding.rule, &finding.why, &finding.instead));
            let in_front = checked.front_matter.is_some_and(|front| front.contains(finding.span) && !finding.about_missing);
            drawn += &draw(&Shown {
                severity: severity(finding.severity),
                code: &finding.rule,
                message: &finding.message,
                span: finding.span,
                label: if finding.about_missing && finding.span.is_empty() { "here" } else { "" },
                notes: notes(finding, first),
                around: if in_front { Around::Line } else { Around::Sentence(body) },
            });
        }
    }
    drawn
}

/// Which message of a file with several the findings below it are in: `Message 2 of 14, “Asking for advice”:`
fn which_message(checked: &Checked, number: usize, report: &Report, width: usize, is_colored: bool) -> String {
    let name = report.name.as_ref().map_or(String::new(), |name| format!(", “{name}”"));
    let words = format!("Message {} of {}{name}:", number + 1, checked.reports.len());
    painted(&wrap(&harmless(&words), width, 0).join("\n"), BOLD, is_colored) + "\n\n"
}

/// A problem in settings or rules.
pub(super) fn fault(fault: &Fault, width: usize, is_colored: bool) -> String {
    let problem = &fault.problem;
    if !fault.has_place() {
        return heading(Severity::Error, "", &format!("{}: {}", problem.file, problem.message), width, is_colored) + "\n";
    }
    let lines = LineIndex::new(&fault.text);
    let shown = Shown {
        severity: Severity::Error,
        code: "",
        message: &problem.message,
        span: problem.span,
        label: "",
        notes: Vec::new(),
        around: Around::Line,
    };
    draw(&problem.file, &fault.text, &lines, &shown, width, is_colored)
}

/// The last line.
pub(super) fn summary(tally: &Tally, is_colored: bool) -> String {
    let left_alone = tally.left_alone();
    match comes_to(tally, is_colored) {
        all if left_alone.is_empty() => all,
        some => format!("{} {left_alone}.\n", some.trim_end()),
    }
}

fn comes_to(tally: &Tally, is_colored: bool) -> String {
    let count = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let kinds = [
        (tally.errors, "error", "errors", Severity::Error),
        (tally.warnings, "warning", "warnings", Severity::Warning),
        (tally.infos, "hint", "hints", Severity::Note),
    ];
    let problems = (tally.problems > 0).then(|| count(tally.problems, "problem with a file", "problems with files"));
    let found: Vec<String> = kinds
        .iter()
        .filter(|kind| kind.0 > 0)
        .map(|(n, one, many, severity)| painted(&count(*n, one, many), color(*severity), is_colored))
        .chain(problems.iter().map(|problems| painted(problems, color(Severity::Warning), is_colored)))
        .collect();
    let messages = count(tally.messages, "message", "messages");
    if tally.messages == 0 {
        return "No message to check.\n".into();
    }
    let left_out = tally.left_out();
    if found.is_empty() && !left_out.is_empty() {
        return format!("{} in {messages}; {left_out}.\n", painted("Nothing new", "\x1b[1;32m", is_colored));
    }
    if found.is_empty() {
        let read = if tally.messages == 1 { "Nothing to mend".to_owned() } else { format!("Nothing to mend in {messages}") };
        // Nobody should send what still has to be filled in because it was called ready.
        let then = match (tally.messages, tally.templates) {
            (1, 0) => "It is ready to send.".to_owned(),
            (_, 0) => "They are ready to send.".into(),
            (1, _) => "It is a template: once its slots are filled in, it is ready to send.".into(),
            (all, templates) if all == templates => "They are templates: fill in their slots before you send them.".into(),
            (_, 1) => "One is a template: fill in its slots before you send it.".into(),
            (_, templates) => format!("{templates} are templates: fill in their slots before you send them."),
        };
        return format!("{}. {then}\n", painted(&read, "\x1b[1;32m", is_colored));
    }
    let place = if tally.messages == 1 || tally.touched == 0 { String::new() } else { format!(" in {} of {messages}", tally.touched) };
    let fixable = match tally.fixable {
        0 => String::new(),
        1 => "; `cordial fix` mends one of them".into(),
        more => format!("; `cordial fix` mends {more} of them"),
    };
    let left_out = if left_out.is_empty() { left_out } else { format!("; {left_out}") };
    format!("{}{place}{fixable}{left_out}.\n", found.join(", "))
}

/// A word in the colour of a severity.
pub(in crate::cli) fn painted_as(weight: rules::Severity, word: &str, is_colored: bool) -> String {
    painted(word, color(severity(weight)), is_colored)
}

fn severity(severity: rules::Severity) -> Severity {
    match severity {
        rules::Severity::Error => Severity::Error,
        rules::Severity::Warning => Severity::Warning,
        // Drawn as `info`.
        rules::Severity::Info => Severity::Note,
    }
}

fn notes(finding: &Finding, first: bool) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if first {
        notes.push(("Why: ", finding.why.clone()));
        notes.push(("Instead: ", finding.instead.clone()));
    }
    if let Some(fix) = &finding.fix {
        let how = if fix.safe { "`cordial fix` does it" } else { "`cordial fix --unsafe-fixes` does it; read the result" };
        notes.push(("Fix: ", format!("{} ({how})", fix.title)));
    }
    notes.retain(|(_, words)| !words.trim().is_empty());
    notes
}

/// A line that stands alone: `warning: letter.txt is empty`.
fn heading(severity: Severity, code: &str, words: &str, width: usize, is_colored: bool) -> String {
    let name = match severity {
        Severity::Error | Severity::Bug => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Help => "info",
    };
    let name = format!("{name}{code}");
    let lines = wrap(&harmless(words), width, name.len() + 2);
    format!("{}: {}\n", painted(&name, color(severity), is_colored), painted(&lines.join("\n  "), BOLD, is_colored))
}

/// What is said where nothing may be shown of the file: the headline and the place.
fn place_only(checked: &Checked, shown: &Shown<'_>, width: usize, is_colored: bool) -> String {
    let (line, column) = place(checked, shown.span.start, Encoding::Chars);
    let code = if shown.code.is_empty() { String::new() } else { format!("[{}]", shown.code) };
    let headline = heading(shown.severity, &code, shown.message, width, is_colored);
    format!("{headline}  --> {}:{line}:{column}\n\n", harmless(&checked.path))
}

fn draw(path: &str, text: &str, lines: &LineIndex, shown: &Shown<'_>, width: usize, is_colored: bool) -> String {
    let path = &harmless(path);
    let excerpt = Excerpt::new(path, text, lines, shown.span, shown.around, width);
    let marks: Vec<_> = excerpt.marks().collect();
    let last = marks.len().saturating_sub(1);
    let labels =
        marks.into_iter().enumerate().map(|(n, mark)| Label::primary((), mark).with_message(if n == last { shown.label } else { "" }));
    let gutter = 8;
    let notes = shown.notes.iter().map(|(name, words)| {
        // A name is painted after the words are laid out, so that colours take no room.
        let laid = wrap(&harmless(&format!("{name}{words}")), width.saturating_sub(gutter).max(20), 0).join("\n");
        match laid.strip_prefix(name.trim_end()) {
            Some(rest) => painted(name.trim_end(), BOLD, is_colored) + rest,
            None => laid,
        }
    });
    let used = shown.code.len() + "warning[]: ".len();
    let diagnostic = Diagnostic::new(shown.severity)
        .with_code(shown.code)
        .with_message(wrap(&harmless(shown.message), width, used).join("\n  "))
        .with_labels(labels.collect())
        .with_notes(notes.collect());
    let config = Config { before_label_lines: MOST_ROWS, after_label_lines: MOST_ROWS, ..Config::default() };
    let mut paint = Paint::new(&excerpt, is_colored);
    if let Err(error) = emit_to_write_style(&mut paint, &config, &excerpt, &diagnostic) {
        // The words are worth more than the drawing.
        return format!("{path}: {} ({error})\n\n", shown.message);
    }
    paint.finish()
}
