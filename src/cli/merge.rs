//! `cordial merge`: fills a template with the rows of a list, checks every message as a draft to that person, and says
//! at the places of the template what is wrong in which rows. With `--out` it writes the drafts.

mod rows;
mod summary;

use super::Status;
use super::args::{Format, How, MergeArgs, Wanted};
use super::check::{self, Narrowed, Sources, print};
use super::checked::{Checked, Origin, Terms};
use super::targets::wanted;
use super::terminal::Terminal;
use crate::draft::{Message, Problem};
use crate::engine::{Finding, Report, order};
use crate::host::folder::Folder;
use crate::host::rows::List;
use crate::host::{Fault, Sessions, shown};
use crate::merge::{self, Columns, InRows, Program, of_template};
use crate::rules::Severity;
use crate::text::Span;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Runs the command.
pub(super) fn run(args: &MergeArgs, terminal: &Terminal) -> io::Result<Status> {
    match merged(args, terminal) {
        Ok(status) => status,
        Err(why) => {
            terminal.note(why.trim_end());
            Ok(Status::Trouble)
        }
    }
}

/// What keeps the command from running, as it is said.
fn trouble(path: &Path, why: &str) -> String {
    format!("cordial: {} {why}", shown(path))
}

fn merged(args: &MergeArgs, terminal: &Terminal) -> Result<io::Result<Status>, String> {
    let sessions = Sessions::new(args.config.clone());
    let origin = Origin::File(args.template.clone());
    let text = origin.read().map_err(|why| trouble(&args.template, &why))?;
    let list = List::open(&args.data).map_err(|why| trouble(&args.data, &why))?;
    let session = origin.session(&sessions);
    let terms = Terms::new(&origin, &session, &args.about());
    let (draft, _) = terms.check(&text.text);
    let message = chosen(&draft.messages, args)?;
    let columns = Arc::new(Columns::new(list.columns.clone()));
    let fault = |problem: Problem| {
        let file: Arc<str> = text.text.as_str().into();
        super::output::faults(&[Fault::at(&shown(&args.template), &file, problem.span, problem.message)], terminal)
    };
    let program = Program::new(message, &columns).map_err(fault)?;
    let body = Span::new(draft.front_matter.map_or(0, |front| front.end as usize), text.text.len());
    let judging = merge::Terms { file: &text.text, body, rules: &session.rules, settings: &terms.settings };
    let folder =
        args.out.as_deref().map(Folder::begin).transpose().map_err(|why| trouble(args.out.as_deref().unwrap_or(Path::new("")), &why))?;
    // A mail as it travels is no draft; its words are.
    let is_only = draft.messages.len() == 1 && terms.format != crate::draft::Format::Eml;
    let out = folder.as_ref().map(|folder| rows::Out { folder, is_only, ending: ending(&args.template) });
    let of_template = of_template(&program, &columns, judging);
    let run = rows::judge_all(&list, &program, &columns, judging, &of_template, out, args)?;
    if run.tally.rows == 0 {
        let why = run.stopped.clone().or(run.problem()).unwrap_or_else(|| "has names of columns and no rows".to_owned());
        return Err(trouble(&args.data, &why));
    }
    let of_rows = run.tally.said().map(|said| (run.tally.shown(said), said.in_rows()));
    let mut found: Vec<(Finding, Option<InRows>)> = of_template.iter().map(|finding| (finding.clone(), None)).chain(of_rows).collect();
    found.sort_by(|(a, _), (b, _)| order(a, b));
    let (findings, in_rows): (Vec<Finding>, Vec<Option<InRows>>) = found.into_iter().unzip();
    let mut checked = Checked::new(&origin, text.clone(), &terms);
    checked.reports = run.report.clone().into_iter().map(|report| Report { findings: findings.clone(), ..report }).collect();
    checked.messages = vec![message.clone()];
    checked.in_rows = in_rows;
    let mut all = vec![(origin, checked)];
    if let Some(problem) = run.problem() {
        let origin = Origin::File(args.data.clone());
        let mut checked = Checked::unread(&origin, problem);
        checked.is_unread = false;
        all.push((origin, checked));
    }
    let ending = Ending { all, run: &run, of_template: &of_template, columns: &columns, folder };
    Ok(finish(args, terminal, &sessions, ending))
}

/// What a run leaves to be shown.
struct Ending<'a> {
    /// The template, and the list where something is to be said of it.
    all: Vec<(Origin, Checked)>,
    run: &'a rows::Run,
    of_template: &'a [Finding],
    columns: &'a Columns,
    folder: Option<Folder>,
}

/// Prints what was found, puts the drafts in their place, and sums up.
fn finish(args: &MergeArgs, terminal: &Terminal, sessions: &Sessions, ending: Ending<'_>) -> io::Result<Status> {
    let Ending { all, run, of_template, columns, folder } = ending;
    let to_terminal = |wanted: &Wanted| wanted.format == Format::Text && wanted.file.is_none();
    let is_text = wanted(&args.how).is_ok_and(|all| all.iter().any(to_terminal));
    let origins = all.iter().map(|(origin, _)| origin.clone()).collect();
    let ready = Mutex::new(all);
    // Each is asked for once.
    let take = |origin: &Origin, _: &Sessions| {
        let mut ready = ready.lock().unwrap_or_else(PoisonError::into_inner);
        let at = ready.iter().position(|(known, _)| known == origin);
        at.map_or_else(|| Checked::unread(origin, "was read already".to_owned()), |at| ready.swap_remove(at).1)
    };
    let (what, how) = (args.what(), How { quiet: true, ..args.how.clone() });
    let printing = check::Run { what: &what, how: &how, sessions, terminal };
    let mut status = print(&printing, Sources::of(origins), Narrowed::default(), |_| (), &take)?;
    if is_text && !args.how.quiet {
        let mut out = terminal.out();
        out.write_all(summary::summary(run, of_template, args.how.redact, terminal).as_bytes())?;
        out.flush()?;
    }
    // With the words left out everywhere, those of the list are as well.
    let of_cells = if args.how.redact { Vec::new() } else { run.notes() };
    for note in notes(columns).into_iter().chain(of_cells).filter(|_| !args.how.quiet) {
        terminal.say(&format!("{} {note}", shown(&args.data)));
    }
    if let Some(why) = &run.stopped {
        terminal.say(&format!("{} {why}", shown(&args.data)));
        return Ok(Status::Trouble);
    }
    if let (Some(folder), Some(path)) = (folder, &args.out) {
        if of_template.iter().any(|finding| finding.severity == Severity::Error) {
            terminal.say(&format!("{} was not written: mend the template first, its faults are in every draft", shown(path)));
            return Ok(status);
        }
        match folder.finish() {
            Ok(count) => terminal.say(&format!("wrote {} to {}", summary::count(count as u64, "draft"), shown(path))),
            Err(why) => {
                terminal.say(&format!("{} {why}", shown(path)));
                status = Status::Trouble;
            }
        }
    }
    Ok(status)
}

/// What is to be said of the columns themselves.
fn notes(columns: &Columns) -> Vec<String> {
    let mut notes = Vec::new();
    let missing = columns.missing();
    if !missing.is_empty() {
        let names = missing.join(" and no ");
        notes.push(format!(
            "has no {names} column; with {} for everybody, you write to each of them about their own work",
            merge::WANTED.join(", ")
        ));
    }
    notes.extend(columns.twice().into_iter().map(|name| format!("has two columns called “{name}”; only the first is used")));
    notes
}

/// The message of the file that is to be filled.
fn chosen<'a>(messages: &'a [Message], args: &MergeArgs) -> Result<&'a Message, String> {
    let names: Vec<String> =
        messages.iter().enumerate().map(|(n, m)| format!("{} “{}”", n + 1, m.name.as_deref().unwrap_or("without a name"))).collect();
    let by_name = |wanted: &String| {
        let number = wanted.parse::<usize>().ok().and_then(|n| messages.get(n.checked_sub(1)?));
        messages.iter().find(|m| m.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(wanted))).or(number)
    };
    match (messages, &args.message) {
        ([], _) => Err(trouble(&args.template, "has no message in it")),
        (_, Some(wanted)) => {
            by_name(wanted).ok_or_else(|| trouble(&args.template, &format!("has no message “{wanted}”; it has {}", names.join(", "))))
        }
        ([one], None) => Ok(one),
        _ => Err(trouble(&args.template, &format!("holds {} messages; choose one with --message: {}", messages.len(), names.join(", ")))),
    }
}

/// The ending of the drafts' names.
fn ending(template: &Path) -> String {
    let ending = template.extension().map(|ending| ending.to_string_lossy().into_owned());
    ending.filter(|ending| !ending.eq_ignore_ascii_case("eml")).unwrap_or_else(|| "txt".to_owned())
}
