//! `cordial check`: finds the drafts, checks them side by side, prints them in the order of their paths.

use super::Status;
use super::across;
use super::args::{CheckArgs, How, Only, What};
use super::baseline::Baseline;
use super::changed::{changes, keep_changed};
use super::checked::{Checked, Origin, Tally, Terms};
use super::fix;
use super::output::{self, Digest, Ending};
use super::targets::Targets;
use super::terminal::Terminal;
use super::watch;
use crate::host::git::Changes;
use crate::host::{Sessions, find};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};

/// How many files are checked before their results are printed: results wait in memory no longer than that.
const AT_ONCE: usize = 256;

/// Runs the command.
pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> io::Result<Status> {
    if args.fix {
        return fix::mend(&args.what, &args.how, args.fixing, terminal);
    }
    if args.fixing.diff || args.fixing.unsafe_fixes {
        let option = if args.fixing.diff { "--diff" } else { "--unsafe-fixes" };
        terminal.say(&format!("{option} goes with --fix"));
        return Ok(Status::Trouble);
    }
    if args.watch {
        return watch::run(args, terminal);
    }
    let sessions = Sessions::new(args.what.config.clone());
    let sources = sources(&args.what, &sessions);
    let narrowed = match Narrowed::new(&args.only) {
        Ok(narrowed) => narrowed,
        Err(why) => {
            terminal.say(&why);
            return Ok(Status::Trouble);
        }
    };
    let run = Run { what: &args.what, how: &args.how, sessions: &sessions, terminal };
    let status = print(&run, sources, narrowed, |_| (), &|origin, sessions| check_one(&args.what, origin, sessions));
    // The program ends here, and gives its memory back faster than the rules can, piece by piece.
    std::mem::forget(sessions);
    status
}

/// What was asked for, and what holds while it is done.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) what: &'a What,
    pub(super) how: &'a How,
    pub(super) sessions: &'a Sessions,
    pub(super) terminal: &'a Terminal,
}

/// Which findings count; all, unless something else was asked for.
#[derive(Default)]
pub(super) struct Narrowed {
    baseline: Option<Baseline>,
    changes: Option<Changes>,
}

impl Narrowed {
    pub(super) fn new(only: &Only) -> Result<Narrowed, String> {
        let baseline = Baseline::open(only.baseline.as_deref(), only.write_baseline.as_deref())?;
        Ok(Narrowed { baseline, changes: changes(only.changed_since.as_deref())? })
    }

    /// Takes out of a file what does not count.
    pub(super) fn narrow(&self, origin: &Origin, checked: &mut Checked) {
        if let Some(baseline) = &self.baseline {
            baseline.take(origin, checked);
        }
        if let Some(changes) = &self.changes {
            keep_changed(changes, origin, checked);
        }
    }
}

/// What is to be checked.
pub(super) struct Sources {
    /// In the order of their paths.
    pub(super) origins: Vec<Origin>,
    /// The folders that were walked.
    pub(super) walked: Vec<PathBuf>,
    /// How many files were seen and left alone.
    pub(super) left_alone: usize,
    /// How many of these are evidently messages, but the settings name other files.
    pub(super) passed_over: usize,
    /// How many of these are pages that may hold messages.
    pub(super) pages: usize,
}

impl Sources {
    /// These and no others, in this order.
    pub(super) fn of(origins: Vec<Origin>) -> Sources {
        Sources { origins, walked: Vec::new(), left_alone: 0, passed_over: 0, pages: 0 }
    }
}

/// Finds what was asked for.
pub(super) fn sources(what: &What, sessions: &Sessions) -> Sources {
    let here = [PathBuf::from(".")];
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    let paths: Vec<PathBuf> = what.paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    let found = find::find(if what.paths.is_empty() && !what.reads_stdin() { &here } else { &paths }, sessions);
    let mut origins: Vec<Origin> = found.files.into_iter().map(Origin::File).collect();
    origins.extend(found.unread.into_iter().map(|(path, why)| Origin::Unread(path, why)));
    if what.reads_stdin() {
        origins.push(Origin::Stdin(what.stdin_path.clone()));
    }
    origins.sort_by(|a, b| a.path().cmp(b.path()));
    Sources { origins, walked: found.walked, left_alone: found.left_alone, passed_over: found.passed_over, pages: found.pages }
}

/// Reads and checks one file.
pub(super) fn check_one(what: &What, origin: &Origin, sessions: &Sessions) -> Checked {
    match origin.read() {
        Ok(text) => {
            let session = origin.session(sessions);
            Checked::new(origin, text, &Terms::new(origin, &session, &what.about))
        }
        Err(why) => Checked::unread(origin, why),
    }
}

/// Checks all, prints all, and says how it went. `first` is done to the files before that, once it is known that the
/// results can be written where they should go.
pub(super) fn print(
    run: &Run<'_>,
    sources: Sources,
    narrowed: Narrowed,
    first: impl FnOnce(&[Origin]),
    check: &(dyn Fn(&Origin, &Sessions) -> Checked + Sync),
) -> io::Result<Status> {
    let Run { what, how, sessions, terminal } = *run;
    let mut targets = match Targets::open(how, terminal) {
        Ok(targets) => targets,
        Err(why) => {
            terminal.say(&why);
            return Ok(Status::Trouble);
        }
    };
    let outputs = targets.outputs();
    let (mut tally, mut digest) = (Tally::default(), Digest::default());
    targets.begin()?;
    first(&sources.origins);
    let twins = across::twins(&sources.origins, &what.about, sessions);
    let one = |origin: &Origin| {
        let mut checked = check(origin, sessions);
        across::add(&twins, origin, &mut checked, sessions);
        narrowed.narrow(origin, &mut checked);
        let trouble = checked.is_unread.then(|| format!("{} {}", checked.path, checked.problem.as_deref().unwrap_or_default()));
        let tally = checked.tally();
        (outputs.show(&mut checked, &origin.session(sessions).rules), tally, trouble)
    };
    for chunk in sources.origins.chunks(AT_ONCE) {
        // One file needs no second thread, and starting one takes longer than checking it.
        let done: Vec<_> = if chunk.len() > 1 { chunk.par_iter().map(one).collect() } else { chunk.iter().map(one).collect() };
        for (mut shown, more, trouble) in done {
            targets.file(&shown)?;
            if let Some(trouble) = trouble {
                terminal.say(&trouble);
            }
            tally.add(more);
            digest.add(shown.digest());
        }
    }
    let is_settled = end(run, &sources, tally, &digest, |ending| targets.end(ending))?;
    let mut failed = false;
    if let Some(baseline) = narrowed.baseline.filter(|_| tally.files > 0) {
        match baseline.finish() {
            Ok(said) => said.iter().filter(|_| !how.quiet).for_each(|said| terminal.say(said)),
            Err(why) => {
                failed = true;
                terminal.say(&why);
            }
        }
    }
    Ok(match () {
        () if failed || tally.files == 0 || tally.unread > 0 || !is_settled => Status::Trouble,
        () if tally.reaches(how.fail_on.least()) => Status::Found,
        () => Status::Fine,
    })
}

/// Writes what stands behind the last file, and says what is wrong with the settings; tells whether nothing is.
pub(super) fn end(
    run: &Run<'_>,
    sources: &Sources,
    tally: Tally,
    digest: &Digest,
    write: impl FnOnce(&Ending<'_>) -> io::Result<()>,
) -> io::Result<bool> {
    let Run { what, how, sessions, terminal } = *run;
    if sources.origins.is_empty() {
        terminal.say(&nothing(what, sources, "check"));
    }
    let tally = Tally { passed_over: sources.passed_over, pages: sources.pages, ..tally };
    write(&Ending { tally: &tally, digest, sessions, quiet: how.quiet || tally.files == 0 })?;
    let faults = [sessions.faults(), sessions.unused_globs(&sources.walked)].concat();
    Ok(!output::say_faults(&faults, terminal))
}

/// What is said where nothing was checked.
pub(super) fn nothing(what: &What, sources: &Sources, command: &str) -> String {
    let place = match what.paths.as_slice() {
        [] => "this folder".to_owned(),
        [path] => path.display().to_string(),
        _ => "these folders".to_owned(),
    };
    let left_alone = match (sources.left_alone, sources.passed_over) {
        (0, _) => String::new(),
        (1, _) if sources.pages > 0 => " (1 text file left alone: it may hold messages between other words)".to_owned(),
        (more, _) if sources.pages > 0 => {
            format!(" ({more} text files left alone: {} of them may hold messages between other words)", sources.pages)
        }
        (1, 1) => " (1 text file left alone: cordial.toml names others)".to_owned(),
        (1, _) => " (1 text file left alone: it does not look like a message)".to_owned(),
        (more, passed) if more == passed => format!(" ({more} text files left alone: cordial.toml names others)"),
        (more, 0) => format!(" ({more} text files left alone: they do not look like messages)"),
        (more, _) => format!(" ({more} text files left alone: cordial.toml names others, or they do not look like messages)"),
    };
    let is_file = |path: &Path| path.is_file();
    let example = what.paths.iter().find(|path| is_file(path)).map_or("letter.txt".to_owned(), |path| path.display().to_string());
    format!(
        "nothing to {command}: no drafts in {place}{left_alone}; name a file (`cordial {command} {example}`), or say in cordial.toml which files are drafts (`cordial init`)"
    )
}
