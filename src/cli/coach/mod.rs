//! `cordial coach`: each message as a coach would talk it over. What is said is the coach's affair; here it is found,
//! read and laid out, one file for each format.

mod json;
mod text;

use super::Status;
use super::args::{CoachArgs, CoachFormat};
use super::check::{nothing, sources};
use super::checked::{Origin, Terms};
use super::output;
use super::terminal::Terminal;
use crate::coach::{self, Talk, talk, tips};
use crate::host::{Sessions, shown};
use crate::text::LineIndex;
use std::io::{self, Write};

/// One file, talked over.
struct Coached {
    /// The path as it is shown.
    path: String,
    text: String,
    lines: LineIndex,
    talk: Talk,
}

/// Runs the command.
pub(super) fn run(args: &CoachArgs, terminal: &Terminal) -> io::Result<Status> {
    let sessions = Sessions::new(args.what.config.clone());
    let sources = sources(&args.what, &sessions);
    let mut out = terminal.out();
    let mut status = Status::Fine;
    let mut written = 0;
    for origin in &sources.origins {
        let Some(coached) = coach_one(origin, args, &sessions, terminal) else {
            status = Status::Trouble;
            continue;
        };
        let shown = match args.format {
            CoachFormat::Text => text::file(&coached, terminal.width, terminal.is_colored()),
            CoachFormat::Markdown => coach::markdown(&coached.path, &coached.talk),
            CoachFormat::Json => json::file(&coached),
        };
        out.write_all(between(args.format, written).as_bytes())?;
        out.write_all(shown.as_bytes())?;
        written += 1;
    }
    if args.format == CoachFormat::Json {
        out.write_all(if written == 0 { "{\"version\":1,\"files\":[]}\n" } else { "\n]}\n" }.as_bytes())?;
    }
    out.flush()?;
    if sources.origins.is_empty() {
        terminal.say(&nothing(&args.what, &sources, "coach"));
        status = Status::Trouble;
    }
    if output::say_faults(&[sessions.faults(), sessions.unused_globs(&sources.walked)].concat(), terminal) {
        status = Status::Trouble;
    }
    Ok(status)
}

/// What stands before a file, after so many others.
fn between(format: CoachFormat, written: usize) -> &'static str {
    match (format, written) {
        (CoachFormat::Json, 0) => "{\"version\":1,\"files\":[\n",
        (CoachFormat::Json, _) => ",\n",
        (_, 0) => "",
        (_, _) => "\n",
    }
}

fn coach_one(origin: &Origin, args: &CoachArgs, sessions: &Sessions, terminal: &Terminal) -> Option<Coached> {
    let path = shown(origin.path());
    let text = match origin.read() {
        Ok(text) => text,
        Err(why) => {
            terminal.say(&format!("{path} {why}"));
            return None;
        }
    };
    let session = origin.session(sessions);
    let terms = Terms::new(origin, &session, &args.what.about);
    let (draft, reports) = terms.check(&text.text);
    let mut talk = talk(&text.text, &draft, &reports, terms.rules, &terms.settings);
    talk.problems.splice(0..0, text.problem.map(|problem| format!("This file {problem}.")));
    if args.tips {
        for ((message, report), coaching) in draft.messages.iter().zip(&reports).zip(&mut talk.messages) {
            coaching.tips = tips(message, report, terms.rules).into_iter().cloned().collect();
        }
    }
    Some(Coached { path, lines: LineIndex::new(&text.text), text: text.text, talk })
}
