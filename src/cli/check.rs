//! `cordial check`: finds the drafts, checks them side by side, prints them in the order of their paths.

use super::Status;
use super::across;
use super::args::{CheckArgs, How, What};
use super::checked::{Checked, Origin, Tally, Terms};
use super::fix;
use super::output::{self, Output};
use super::terminal::Terminal;
use crate::host::{Sessions, find};
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many files are checked before their results are printed: results wait in memory no longer than that.
const AT_ONCE: usize = 256;

/// Runs the command.
pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> io::Result<Status> {
    if args.fix {
        return fix::mend(&args.what, args.how, args.fixing, terminal);
    }
    if args.fixing.diff || args.fixing.unsafe_fixes {
        let option = if args.fixing.diff { "--diff" } else { "--unsafe-fixes" };
        terminal.say(&format!("{option} goes with --fix"));
        return Ok(Status::Trouble);
    }
    let sessions = Sessions::new(args.what.config.clone());
    let sources = sources(&args.what, &sessions);
    print(&args.what, args.how, sources, &sessions, terminal, &|origin, sessions| check_one(&args.what, origin, sessions))
}

/// What is to be checked.
pub(super) struct Sources {
    /// In the order of their paths.
    pub(super) origins: Vec<Origin>,
    /// The folders that were walked.
    walked: Vec<PathBuf>,
    /// How many files were seen and left alone.
    pub(super) left_alone: usize,
}

/// Finds what was asked for.
pub(super) fn sources(what: &What, sessions: &Sessions) -> Sources {
    let here = [PathBuf::from(".")];
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    let paths: Vec<PathBuf> = what.paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    let found = find::find(if what.paths.is_empty() { &here } else { &paths }, sessions);
    let mut origins: Vec<Origin> = found.files.into_iter().map(Origin::File).collect();
    origins.extend(found.unread.into_iter().map(|(path, why)| Origin::Unread(path, why)));
    if what.paths.iter().any(|path| is_stdin(&path)) {
        origins.push(Origin::Stdin(what.stdin_path.clone()));
    }
    origins.sort_by(|a, b| a.path().cmp(b.path()));
    Sources { origins, walked: found.walked, left_alone: found.left_alone }
}

fn check_one(what: &What, origin: &Origin, sessions: &Sessions) -> Checked {
    match origin.read() {
        Ok(text) => {
            let session = origin.session(sessions);
            Checked::new(origin, text, &Terms::new(origin, &session, &what.about))
        }
        Err(why) => Checked::unread(origin, why),
    }
}

/// Checks all, prints all, and says how it went.
pub(super) fn print(
    what: &What,
    how: How,
    sources: Sources,
    sessions: &Sessions,
    terminal: &Terminal,
    check: &(dyn Fn(&Origin, &Sessions) -> Checked + Sync),
) -> io::Result<Status> {
    let output = Output::new(how.format, terminal);
    let mut out = terminal.out();
    let mut tally = Tally::default();
    let mut first = true;
    out.write_all(output.begin().as_bytes())?;
    let twins = across::twins(&sources.origins, &what.about, sessions);
    let one = |origin: &Origin| {
        let mut checked = check(origin, sessions);
        across::add(&twins, origin, &mut checked, sessions);
        let trouble = checked.is_unread.then(|| format!("{} {}", checked.path, checked.problem.as_deref().unwrap_or_default()));
        (output.file(&checked), checked.tally(), trouble)
    };
    for chunk in sources.origins.chunks(AT_ONCE) {
        // One file needs no second thread, and starting one takes longer than checking it.
        let done: Vec<_> = if chunk.len() > 1 { chunk.par_iter().map(one).collect() } else { chunk.iter().map(one).collect() };
        for (text, more, trouble) in done {
            if !text.is_empty() {
                out.write_all(output.between(first).as_bytes())?;
                out.write_all(text.as_bytes())?;
                first = false;
            }
            if let Some(trouble) = trouble {
                terminal.say(&trouble);
            }
            tally.add(more);
        }
    }
    if sources.origins.is_empty() {
        terminal.say(&nothing(what, sources.left_alone, "check"));
    }
    let faults = [sessions.faults(), sessions.unused_globs(&sources.walked)].concat();
    out.write_all(output.end(&tally, how.quiet || sources.origins.is_empty() || tally.files == 0).as_bytes())?;
    out.flush()?;
    if !faults.is_empty() {
        terminal.note(output::faults(&faults, terminal).trim_end());
    }
    Ok(match () {
        () if tally.files == 0 || tally.unread > 0 || !faults.is_empty() => Status::Trouble,
        () if tally.reaches(how.fail_on.least()) => Status::Found,
        () => Status::Fine,
    })
}

/// What is said where nothing was checked.
pub(super) fn nothing(what: &What, left_alone: usize, command: &str) -> String {
    let place = match what.paths.as_slice() {
        [] => "this folder".to_owned(),
        [path] => path.display().to_string(),
        _ => "these folders".to_owned(),
    };
    let others = match left_alone {
        0 => String::new(),
        1 => " (one text file does not look like a message)".to_owned(),
        more => format!(" ({more} text files do not look like messages)"),
    };
    let is_file = |path: &Path| path.is_file();
    let example = what.paths.iter().find(|path| is_file(path)).map_or("letter.txt".to_owned(), |path| path.display().to_string());
    format!(
        "nothing to {command}: no drafts in {place}{others}; name a file (`cordial {command} {example}`), or say in cordial.toml which files are drafts (`cordial init`)"
    )
}
