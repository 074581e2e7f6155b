//! The rows of a run: read one after the other, judged side by side, added up in their order. No more than a few
//! megabytes of them are in memory at a time, however long the list is.

use crate::cli::args::MergeArgs;
use crate::draft::Problem;
use crate::engine::{Finding, Report};
use crate::host::folder::Folder;
use crate::host::rows::{Entry, List, Row};
use crate::merge::{Columns, Judged, Program, RowName, Tally, Terms, draft_file, file_name, judge, label, same_as, unused_cells};
use crate::rules::NativeCheck;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::io;
use std::ops::ControlFlow;

/// How many rows, and how many bytes of them, are judged side by side: a message that is read takes some twenty times the
/// room of its text.
const AT_ONCE: usize = 256;
const BYTES_AT_ONCE: usize = 256 << 10;
/// How many rows that cannot be read are named.
const NAMED: usize = 5;

/// Where drafts are written, and how.
#[derive(Clone)]
pub(super) struct Out<'a> {
    pub(super) folder: &'a Folder,
    /// Whether the file holds this message only, so that its text may be kept as it is written.
    pub(super) is_only: bool,
    pub(super) ending: String,
}

/// What a run came to.
#[derive(Default)]
pub(super) struct Run {
    pub(super) tally: Tally,
    /// A report of one of the rows, for what they all share.
    pub(super) report: Option<Report>,
    /// Whether it was said of the template itself that it is the same letter for everybody.
    is_form: bool,
    /// How many rows could not be used.
    pub(super) bad: u64,
    /// The first of them, with what is wrong.
    reasons: Vec<String>,
    /// How many cells say something of the reader that cannot be used, and the first of them.
    unused: (u64, Vec<String>),
    /// How many rows are not written in UTF-8, and the first of them.
    guessed: (u64, u64),
    /// Why the list could not be read to its end.
    pub(super) stopped: Option<String>,
}

impl Run {
    /// What is said of the list: the rows that could not be used.
    pub(super) fn problem(&self) -> Option<String> {
        let more = self.bad - self.reasons.len() as u64;
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        let rows = if self.bad == 1 { "a row" } else { "rows" };
        (self.bad > 0).then(|| format!("has {rows} that could not be used: {}{more}", self.reasons.join("; ")))
    }

    /// What is to be known of cells that were left out or guessed.
    pub(super) fn notes(&self) -> Vec<String> {
        let (count, first) = &self.unused;
        let more = if *count > first.len() as u64 { format!("; and {} more", count - first.len() as u64) } else { String::new() };
        let unused = (*count > 0).then(|| format!("has cells that say nothing to cordial: {}{more}", first.join("; ")));
        let guessed = match self.guessed {
            (0, _) => None,
            (1, row) => Some(format!("row {row} is not written in UTF-8; it was read as Windows-1252: see that its letters are right")),
            (count, row) => Some(format!(
                "{count} rows are not written in UTF-8, row {row} first; they were read as Windows-1252: see that their letters are right"
            )),
        };
        unused.into_iter().chain(guessed).collect()
    }

    /// Looks at what a row says beside its message.
    fn note(&mut self, row: &Row, columns: &Columns) {
        for why in unused_cells(columns, &row.cells) {
            self.unused.0 += 1;
            if self.unused.1.len() < NAMED {
                self.unused.1.push(format!("row {} {why}", row.number));
            }
        }
        if row.is_guessed {
            self.guessed = (self.guessed.0 + 1, if self.guessed.0 == 0 { row.number } else { self.guessed.1 });
        }
    }

    fn bad(&mut self, row: &str, why: &str) {
        self.bad += 1;
        if self.reasons.len() < NAMED {
            self.reasons.push(format!("row {row} {why}"));
        }
    }
}

/// What was made of one row.
struct Done {
    name: RowName,
    judged: Result<Judged, Problem>,
    written: io::Result<()>,
}

/// Judges every row of a list.
pub(super) fn judge_all(
    list: &List,
    program: &Program,
    columns: &Columns,
    terms: Terms<'_>,
    of_template: &[Finding],
    out: Option<Out<'_>>,
    args: &MergeArgs,
) -> Result<Run, String> {
    let no_slot = terms.rules.native(NativeCheck::NoSlot).map(|(_, rule)| rule.id.as_str());
    let is_form = of_template.iter().any(|finding| Some(finding.rule.as_str()) == no_slot);
    let mut run = Run { is_form, ..Run::default() };
    let bar = progress(list, args.how.quiet);
    let mut waiting: Vec<Row> = Vec::new();
    let (mut bytes, mut taken, mut failed) = (0, 0, None);
    let one = |row: &Row| one(row, program, columns, terms, out.as_ref());
    let flush = |waiting: &mut Vec<Row>, run: &mut Run| -> io::Result<()> {
        let done: Vec<Done> = if waiting.len() > 1 { waiting.par_iter().map(one).collect() } else { waiting.iter().map(one).collect() };
        waiting.clear();
        bar.set_position(list.progress());
        done.into_iter().try_for_each(|done| add(run, done, terms))
    };
    let limit = args.limit.unwrap_or(u64::MAX);
    let read = list.each(&mut |entry| {
        match entry {
            Entry::Bad(number, why) => run.bad(&number.to_string(), &why),
            Entry::Row(row) => {
                run.note(&row, columns);
                bytes += row.cells.iter().map(String::len).sum::<usize>();
                waiting.push(row);
            }
        }
        taken += 1;
        if waiting.len() >= AT_ONCE || bytes > BYTES_AT_ONCE {
            bytes = 0;
            failed = flush(&mut waiting, &mut run).err();
        }
        if taken >= limit || failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    failed = failed.or(flush(&mut waiting, &mut run).err());
    bar.finish_and_clear();
    run.stopped = read.err();
    match failed {
        Some(error) => Err(format!("cordial: a draft could not be written: {error}")),
        None => Ok(run),
    }
}

fn one(row: &Row, program: &Program, columns: &Columns, terms: Terms<'_>, out: Option<&Out<'_>>) -> Done {
    let name = RowName { number: row.number, label: label(columns, &row.cells) };
    let judged = judge(program, columns, &row.cells, terms);
    let written = match (&judged, out) {
        (Ok(judged), Some(out)) => write(judged, &name, out),
        _ => Ok(()),
    };
    Done { name, judged, written }
}

/// Writes the draft of a row.
fn write(judged: &Judged, name: &RowName, out: &Out<'_>) -> io::Result<()> {
    let message = &judged.filled.message;
    let subject = message.has_outside_subject().then(|| message.subject().map(|subject| subject.of(message.text()))).flatten();
    let body = if out.is_only { judged.filled.source.as_str() } else { message.body_text() };
    let file = draft_file(&message.context, subject, &message.allow, body);
    out.folder.put(&file_name(name.number, name.label.as_deref(), &out.ending), &file)
}

/// Adds a row to the run.
fn add(run: &mut Run, done: Done, terms: Terms<'_>) -> io::Result<()> {
    done.written?;
    let judged = match done.judged {
        Ok(judged) => judged,
        Err(problem) => {
            run.bad(&done.name.number.to_string(), &problem.message);
            return Ok(());
        }
    };
    let alike = if run.is_form { None } else { run.tally.like(judged.filled.alike, done.name.number) };
    let same = alike.and_then(|row| same_as(&judged, terms, row));
    run.report.get_or_insert_with(|| judged.report.clone());
    let mut report = judged.report;
    report.findings.extend(same);
    run.tally.add(&done.name, report.verdict(), report.findings);
    Ok(())
}

/// A bar on a terminal; nothing anywhere else.
fn progress(list: &List, quiet: bool) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(5) };
    let bar = ProgressBar::with_draw_target(Some(list.length), target);
    let style = ProgressStyle::with_template("{wide_bar} {percent}% {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
