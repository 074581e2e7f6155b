//! `cordial fix`: mends what has a safe fix, round after round until nothing changes, then checks what is left.

use super::Status;
use super::args::{FixArgs, Fixing, How, What};
use super::check::{Narrowed, Run, Sources, check_one, print, sources};
use super::checked::{Checked, Origin, Terms};
use super::output::say_faults;
use super::terminal::Terminal;
use crate::host::{Sessions, shown, write};
use similar::TextDiff;
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Runs the command.
pub(super) fn run(args: &FixArgs, terminal: &Terminal) -> io::Result<Status> {
    mend(&args.what, &args.how, args.fixing, terminal)
}

/// Mends what can be mended, and shows what is left, or with `--diff` only what would change.
pub(super) fn mend(what: &What, how: &How, fixing: Fixing, terminal: &Terminal) -> io::Result<Status> {
    let sessions = Sessions::new(what.config.clone());
    let sources = sources(what, &sessions);
    if how.redact && (fixing.diff || sources.origins.iter().any(|origin| matches!(origin, Origin::Stdin(_)))) {
        terminal.say("what would be printed here is the draft itself; leave out --redact");
        return Ok(Status::Trouble);
    }
    if fixing.diff {
        return diff(what, how, fixing, &sources, &sessions, terminal);
    }
    let (mended, files) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let failed = Mutex::new(Vec::new());
    let to_stdout = sources.origins.iter().any(|origin| matches!(origin, Origin::Stdin(_)));
    if to_stdout && sources.origins.len() > 1 {
        terminal.say("mend standard input alone: what is mended goes to standard output");
        return Ok(Status::Trouble);
    }
    let one = |origin: &Origin, sessions: &Sessions| {
        let (checked, new, count) = mended_file(what, fixing, origin, sessions);
        if let (Origin::File(path), Some(new)) = (origin, &new) {
            match write::write(path, new) {
                Ok(()) => {
                    mended.fetch_add(count, Ordering::Relaxed);
                    files.fetch_add(1, Ordering::Relaxed);
                }
                Err(error) => {
                    let mut failed = failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    failed.push(format!("{} could not be written: {error}", shown(path)));
                    // What is said is true of the file as it is.
                    return check_one(what, origin, sessions);
                }
            }
        }
        checked
    };
    if let ([origin], true) = (sources.origins.as_slice(), to_stdout) {
        let checked = one(origin, &sessions);
        if checked.is_unread {
            terminal.say(&format!("{} {}", checked.path, checked.problem.unwrap_or_default()));
            return Ok(Status::Trouble);
        }
        let mut out = terminal.out();
        out.write_all(checked.text.as_bytes())?;
        out.flush()?;
        let fails = checked.tally().reaches(how.fail_on.least());
        return Ok(match say_faults(&sessions.faults(), terminal) {
            true => Status::Trouble,
            false if fails => Status::Found,
            false => Status::Fine,
        });
    }
    let status = print(&Run { what, how, sessions: &sessions, terminal }, sources, Narrowed::default(), &one)?;
    let (mended, files) = (mended.into_inner(), files.into_inner());
    if mended > 0 && !how.quiet {
        let places = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
        terminal.say(&format!("mended {} in {}", places(mended, "place"), places(files, "file")));
    }
    let failed = failed.into_inner().unwrap_or_default();
    failed.iter().for_each(|message| terminal.say(message));
    Ok(if failed.is_empty() { status } else { Status::Trouble })
}

/// Shows what would change. The exit status is that of the drafts as they are, for nothing is written.
fn diff(what: &What, how: &How, fixing: Fixing, sources: &Sources, sessions: &Sessions, terminal: &Terminal) -> io::Result<Status> {
    let mut out = terminal.out();
    let origins = &sources.origins;
    let mut status = if origins.is_empty() { Status::Trouble } else { Status::Fine };
    if origins.is_empty() {
        terminal.say("nothing to mend: no drafts were found");
    }
    for origin in origins {
        let text = match origin.read() {
            Ok(text) => text,
            Err(why) => {
                terminal.say(&format!("{} {why}", shown(origin.path())));
                status = Status::Trouble;
                continue;
            }
        };
        let session = origin.session(sessions);
        let terms = Terms::new(origin, &session, &what.about);
        let before = Checked::new(origin, text.clone(), &terms);
        let (after, count) = terms.mend(&text.text, fixing.unsafe_fixes);
        if count > 0 && text.is_utf8 {
            let lines = TextDiff::from_lines(text.text.as_str(), after.as_str());
            write!(out, "{}", lines.unified_diff().header(&before.path, &before.path))?;
        }
        if before.tally().reaches(how.fail_on.least()) {
            status = status.max(Status::Found);
        }
    }
    out.flush()?;
    if say_faults(&[sessions.faults(), sessions.unused_globs(&sources.walked)].concat(), terminal) {
        status = Status::Trouble;
    }
    Ok(status)
}

/// A file after its fixes: what is left in it, its new text where it changed, and how many places were mended.
fn mended_file(what: &What, fixing: Fixing, origin: &Origin, sessions: &Sessions) -> (Checked, Option<String>, usize) {
    let mut text = match origin.read() {
        Ok(text) => text,
        Err(why) => return (Checked::unread(origin, why), None, 0),
    };
    let session = origin.session(sessions);
    let terms = Terms::new(origin, &session, &what.about);
    let (mut new, mut count) = (None, 0);
    if text.is_utf8 {
        let (after, mended) = terms.mend(&text.text, fixing.unsafe_fixes);
        if mended > 0 {
            text.text.clone_from(&after);
            (new, count) = (Some(after), mended);
        }
    }
    (Checked::new(origin, text, &terms), new, count)
}
