//! `cordial coach`: each message as a coach would talk it over. What is said is the coach's affair; here it is found,
//! read and laid out, one file for each format.

mod json;
mod markdown;
mod text;

use super::Status;
use super::args::{CoachArgs, CoachFormat};
use super::check::{nothing, sources};
use super::checked::{Origin, Terms};
use super::output;
use super::terminal::Terminal;
use crate::coach::{Coaching, coach, tips};
use crate::draft::{Channel, Kind};
use crate::host::{Sessions, shown};
use crate::rules::Moment;
use crate::text::LineIndex;
use std::io::{self, Write};

/// One file, talked over.
struct Coached {
    /// The path as it is shown.
    path: String,
    text: String,
    lines: LineIndex,
    /// What is wrong with the file itself, a sentence each.
    problems: Vec<String>,
    messages: Vec<Coaching>,
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
            CoachFormat::Markdown => markdown::file(&coached),
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
    let mut problems: Vec<String> = text.problem.into_iter().map(|problem| format!("This file {problem}.")).collect();
    problems.extend(draft.problems.iter().map(|problem| problem.message.clone()));
    if draft.messages.is_empty() {
        problems.push("There is no message in it yet.".into());
    }
    let mut messages = Vec::new();
    for (message, report) in draft.messages.iter().zip(&reports) {
        let mut coaching = coach(&text.text, message, report, terms.rules, &terms.settings);
        if args.tips {
            coaching.tips = tips(message, report, terms.rules).into_iter().cloned().collect();
        }
        messages.push(coaching);
    }
    Some(Coached { path, lines: LineIndex::new(&text.text), text: text.text, problems, messages })
}

/// What a message is, in words: "first message by e-mail".
fn about(coaching: &Coaching) -> String {
    let kind = match coaching.kind {
        Kind::FirstContact => "a first message",
        Kind::FollowUp => "a follow-up",
        Kind::Reply => "a reply",
        Kind::ThankYou => "a thank-you",
        Kind::Congratulations => "congratulations",
        Kind::Questions => "a list of questions",
        Kind::CheckIn => "a check-in",
    };
    let channel = match coaching.channel {
        None => return kind.to_owned(),
        Some(Channel::Email) => "by email",
        Some(Channel::Letter) => "by letter",
        Some(Channel::LinkedinInvite) => "with a LinkedIn invitation",
        Some(Channel::LinkedinMessage) => "on LinkedIn",
        Some(Channel::Inmail) => "by InMail",
        Some(Channel::XPost) => "as a post on X",
        Some(Channel::XDm) => "as a direct message on X",
        Some(Channel::Sms) => "as a text message",
        Some(Channel::Whatsapp) => "on WhatsApp",
        Some(Channel::Phone) => "for a call",
        Some(Channel::Voicemail) => "for voicemail",
    };
    format!("{kind} {channel}")
}

/// When a tip helps, in words.
fn when(moment: Moment) -> &'static str {
    match moment {
        Moment::Before => "before you send",
        Moment::After => "after you send",
        Moment::Talk => "in the talk",
        Moment::Along => "along the way",
    }
}

/// The verdict and the rest of what is said with it.
fn verdict(says: &str) -> (&str, &str) {
    says.split_once(". ").unwrap_or((says, ""))
}
