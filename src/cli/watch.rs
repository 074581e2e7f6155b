//! `cordial check --watch`: checks, waits until a draft, a setting or a rule changes, and checks again what changed. On a
//! terminal it shows all that is left; elsewhere it adds what changed to what stands there, and takes nothing back.

use super::Status;
use super::across;
use super::args::CheckArgs;
use super::check::{Narrowed, Run, check_one, end, sources};
use super::checked::{Checked, Origin, Tally};
use super::output::Digest;
use super::targets::Outputs;
use super::terminal::Terminal;
use super::wake::{Sleeper, Wake};
use crate::host::Sessions;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::SystemTime;

/// What tells that a file is another one than before: when it was written and how long it is.
type Stamp = Option<(SystemTime, u64)>;

/// A draft as it was last looked at.
struct Kept {
    stamp: Stamp,
    /// As it was checked, by itself.
    checked: Checked,
    /// As it was shown, beside the others.
    shown: String,
}

/// Runs until it is stopped.
pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> io::Result<Status> {
    let begun = if args.what.reads_stdin() {
        Err("--watch needs files; standard input does not change".to_owned())
    } else {
        Outputs::for_people(&args.how, terminal).and_then(|outputs| Ok((outputs, Sleeper::new(&args.what.paths)?)))
    };
    let (outputs, mut sleeper) = match begun {
        Ok(begun) => begun,
        Err(why) => {
            terminal.say(&why);
            return Ok(Status::Trouble);
        }
    };
    let sessions = Sessions::new(args.what.config.clone());
    let mut kept = BTreeMap::new();
    loop {
        round(args, &sessions, &outputs, &mut kept, terminal)?;
        let packs: Vec<PathBuf> = sessions.all().iter().flat_map(|session| session.packs.iter().map(|pack| pack.path.clone())).collect();
        match sleeper.sleep(&packs) {
            Wake::Drafts => {}
            Wake::Settings => {
                sessions.forget();
                kept.clear();
            }
            Wake::Stop => return Ok(Status::Fine),
        }
    }
}

/// Checks what changed, and shows it.
fn round(
    args: &CheckArgs,
    sessions: &Sessions,
    outputs: &Outputs,
    kept: &mut BTreeMap<Origin, Kept>,
    terminal: &Terminal,
) -> io::Result<()> {
    let sources = sources(&args.what, sessions);
    let narrowed = match Narrowed::new(&args.only) {
        Ok(narrowed) => narrowed,
        Err(why) => {
            terminal.say(&why);
            return Ok(());
        }
    };
    kept.retain(|origin, _| sources.origins.binary_search(origin).is_ok());
    let other = |origin: &&Origin| kept.get(*origin).is_none_or(|kept| kept.stamp.is_none() || kept.stamp != stamp(origin));
    let changed: Vec<&Origin> = sources.origins.iter().filter(other).collect();
    let checked: Vec<(Stamp, Checked)> =
        changed.par_iter().map(|origin| (stamp(origin), check_one(&args.what, origin, sessions))).collect();
    for (origin, (stamp, checked)) in changed.into_iter().zip(checked) {
        let shown = kept.remove(origin).map(|old| old.shown).unwrap_or_default();
        kept.insert(origin.clone(), Kept { stamp, checked, shown });
    }
    // What shows only across files may have changed in files that did not.
    let twins = across::twins(&sources.origins, &args.what.about, sessions);
    let mut out = terminal.out();
    let is_terminal = terminal.is_terminal();
    if is_terminal {
        out.write_all(b"\x1b[2J\x1b[3J\x1b[H")?;
    }
    let mut tally = Tally::default();
    for (origin, kept) in kept.iter_mut() {
        let mut checked = kept.checked.clone();
        across::add(&twins, origin, &mut checked, sessions);
        narrowed.narrow(origin, &mut checked);
        tally.add(checked.tally());
        let unread = checked.is_unread.then(|| format!("{} {}", checked.path, checked.problem.clone().unwrap_or_default()));
        let shown = outputs.show(&mut checked, &origin.session(sessions).rules).text().to_owned() + &unread.clone().unwrap_or_default();
        if is_terminal || shown != kept.shown {
            match unread {
                Some(why) => terminal.say(&why),
                None => out.write_all(shown.as_bytes())?,
            }
        }
        kept.shown = shown;
    }
    let run = Run { what: &args.what, how: &args.how, sessions, terminal };
    end(&run, &sources, tally, &Digest::default(), |ending| {
        out.write_all(outputs.end(ending).as_bytes())?;
        out.flush()
    })?;
    if is_terminal && !args.how.quiet {
        terminal.say("waiting for changes; press ctrl-c to stop");
    }
    Ok(())
}

/// The stamp of a file; `None` where it has none, and then it is always looked at anew.
fn stamp(origin: &Origin) -> Stamp {
    let about = fs::metadata(origin.path()).ok()?;
    Some((about.modified().ok()?, about.len()))
}
