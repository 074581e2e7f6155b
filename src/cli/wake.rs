//! What wakes `--watch` up: a change below the paths that are watched, once things are quiet again, or ctrl-c. It knows
//! drafts from settings by their names and reads none of them.

use crate::host::absolute;
use crate::host::config::FILE_NAME;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// Editors write a file in several steps; so long must nothing happen before it is looked at.
const QUIET: Duration = Duration::from_millis(60);
/// So many steps are waited for at most, so that a busy folder is looked at all the same.
const MOST_STEPS: usize = 200;

/// Why it woke up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wake {
    /// A draft changed, came or went.
    Drafts,
    /// Settings, rules or what git ignores changed: everything is to be read again.
    Settings,
    /// Ctrl-c.
    Stop,
}

enum Heard {
    Changed(Event),
    Stop,
}

/// Waits for changes.
pub(super) struct Sleeper {
    heard: Receiver<Heard>,
    watcher: RecommendedWatcher,
}

impl Sleeper {
    /// Watches files and folders, or the current folder. Why that cannot be done comes back in words.
    pub(super) fn new(paths: &[PathBuf]) -> Result<Sleeper, String> {
        let (sender, heard) = mpsc::channel();
        let stop = sender.clone();
        // Whoever does not listen any more has ended already.
        ctrlc::set_handler(move || _ = stop.send(Heard::Stop)).map_err(|error| format!("--watch could not begin: {error}"))?;
        let changed = move |event: notify::Result<Event>| {
            if let Ok(event) = event {
                let _ = sender.send(Heard::Changed(event));
            }
        };
        let unwatched = |path: &Path, error: notify::Error| format!("{} cannot be watched: {error}", path.display());
        let mut watcher = notify::recommended_watcher(changed).map_err(|error| format!("--watch could not begin: {error}"))?;
        let here = [PathBuf::from(".")];
        for path in if paths.is_empty() { &here } else { paths } {
            let path = absolute(path);
            // A file that an editor replaces is another file, so its folder is watched.
            let (folder, mode) = match path.parent() {
                Some(parent) if !path.is_dir() => (parent, RecursiveMode::NonRecursive),
                _ => (path.as_path(), RecursiveMode::Recursive),
            };
            watcher.watch(folder, mode).map_err(|error| unwatched(folder, error))?;
            for above in folder.ancestors().filter(|above| above.join(FILE_NAME).is_file()).take(1) {
                watcher
                    .watch(above, if above == folder { mode } else { RecursiveMode::NonRecursive })
                    .map_err(|error| unwatched(above, error))?;
            }
        }
        Ok(Sleeper { heard, watcher })
    }

    /// Sleeps until something changed. `packs` are the folders of rules.
    pub(super) fn sleep(&mut self, packs: &[PathBuf]) -> Wake {
        for pack in packs {
            // One that cannot be watched cannot be read either, and that was said.
            let _ = self.watcher.watch(&absolute(pack), RecursiveMode::Recursive);
        }
        let mut wake = None;
        let mut steps = 0;
        loop {
            let heard = match wake {
                Some(_) if steps >= MOST_STEPS => Err(RecvTimeoutError::Timeout),
                Some(_) => self.heard.recv_timeout(QUIET),
                None => self.heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match (heard, wake) {
                (Ok(Heard::Stop), _) | (Err(RecvTimeoutError::Disconnected), _) => return Wake::Stop,
                (Ok(Heard::Changed(event)), _) => wake = wake.max(meaning(&event, packs)),
                (Err(RecvTimeoutError::Timeout), Some(wake)) => return wake,
                (Err(RecvTimeoutError::Timeout), None) => {}
            }
            steps += 1;
        }
    }
}

/// What a change means; nothing where a file was only read.
fn meaning(event: &Event, packs: &[PathBuf]) -> Option<Wake> {
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let is_setting = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        matches!(&*name, FILE_NAME | ".gitignore" | ".ignore") || packs.iter().any(|pack| path.starts_with(absolute(pack)))
    };
    Some(if event.paths.iter().any(is_setting) { Wake::Settings } else { Wake::Drafts })
}
