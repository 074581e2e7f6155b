//! Which files are drafts: those that were named, and in folders those that the settings, their names, their front
//! matter or their first lines say are. Folders are walked as git would, files come in the order of their paths.

use super::evident::{self, Evidence, HEAD};
use super::read::{Text, decode, why_not};
use super::session::Sessions;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The drafts, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// Paths that could not be read, and why not.
    pub unread: Vec<(PathBuf, String)>,
    /// The folders that were walked.
    pub walked: Vec<PathBuf>,
    /// How many other files were seen and left alone.
    pub left_alone: usize,
    /// How many of these are evidently messages, but the settings name other files.
    pub passed_over: usize,
    /// How many of these are pages that may hold messages.
    pub pages: usize,
}

enum Seen {
    File(PathBuf, Evidence),
    PassedOver,
    Unread(PathBuf, String),
}

/// Finds the drafts among files and below folders.
pub fn find(paths: &[PathBuf], sessions: &Sessions) -> Search {
    let mut search = Search::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => search.walked.push(path.clone()),
            Ok(_) => {
                // The globs are asked all the same, so that they know that they match something.
                sessions.of(path).takes(path);
                search.files.push(tidy(path));
            }
            Err(error) => search.unread.push((tidy(path), why_not(path, &error))),
        }
    }
    if let Some((first, rest)) = search.walked.split_first() {
        let mut walk = WalkBuilder::new(first);
        rest.iter().for_each(|folder| _ = walk.add(folder));
        let (sender, seen) = mpsc::channel();
        walk.require_git(false).build_parallel().run(|| {
            let sender = sender.clone();
            Box::new(move |entry| {
                // The receiver outlives the walk.
                let _ = look(entry, sessions).map(|seen| sender.send(seen));
                WalkState::Continue
            })
        });
        drop(sender);
        search.take(seen.into_iter());
    }
    search.files.sort();
    search.files.dedup();
    search.unread.sort();
    search.unread.dedup();
    search
}

impl Search {
    /// Takes what was seen: what could be a message is one where most of its folder are, or where its folder is for them.
    fn take(&mut self, seen: impl Iterator<Item = Seen>) {
        let mut folders: BTreeMap<PathBuf, Vec<(PathBuf, Evidence)>> = BTreeMap::new();
        for seen in seen {
            match seen {
                Seen::File(path, evidence) => {
                    folders.entry(path.parent().unwrap_or(Path::new("")).to_path_buf()).or_default().push((path, evidence))
                }
                Seen::PassedOver => (self.left_alone, self.passed_over) = (self.left_alone + 1, self.passed_over + 1),
                Seen::Unread(path, why) => self.unread.push((tidy(&path), why)),
            }
        }
        for (folder, files) in folders {
            let messages = files.iter().filter(|(_, evidence)| *evidence >= Evidence::Page).count();
            let real = std::path::absolute(&folder).unwrap_or(folder);
            let least = if evident::is_for_messages(&real) || messages * 2 > files.len() { Evidence::Perhaps } else { Evidence::Message };
            for (path, evidence) in files {
                if evidence >= least {
                    self.files.push(tidy(&path));
                    continue;
                }
                self.left_alone += 1;
                self.pages += usize::from(evidence == Evidence::Page);
            }
        }
    }
}

/// What one entry of a folder is.
fn look(entry: Result<DirEntry, ignore::Error>, sessions: &Sessions) -> Option<Seen> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return unread(&error),
    };
    let (path, kind) = (entry.path(), entry.file_type()?);
    let by_name = evident::by_name(path);
    if kind.is_dir() || !(by_name || evident::could_be(path) || sessions.of(path).names_drafts()) {
        return None;
    }
    if kind.is_symlink() {
        // A link to a file is followed; a link to a folder is not, as git does not.
        match fs::metadata(path) {
            Ok(about) if about.is_file() => {}
            Ok(_) => return None,
            Err(error) => return (by_name || evident::could_be(path)).then(|| Seen::Unread(path.to_path_buf(), why_not(path, &error))),
        }
    } else if !kind.is_file() {
        return None;
    }
    let session = sessions.of(path);
    if session.takes(path) || by_name {
        return Some(Seen::File(path.to_path_buf(), Evidence::Declared));
    }
    if !evident::could_be(path) {
        return None;
    }
    let (head, length) = match beginning(path) {
        Ok(beginning) => beginning,
        Err(why) => return Some(Seen::Unread(path.to_path_buf(), why)),
    };
    let evidence = evident::evidence(path, &head.text, length, head.is_utf8);
    // Where the settings say which files are drafts, only what a file says of itself counts beside them.
    let counts = evidence == Evidence::Declared || !session.names_drafts();
    Some(match evidence {
        Evidence::Message if !counts => Seen::PassedOver,
        _ => Seen::File(path.to_path_buf(), if counts { evidence } else { Evidence::Nothing }),
    })
}

/// The beginning of a file as text, and the length of all of it; no text where it is none.
fn beginning(path: &Path) -> Result<(Text, usize), String> {
    let mut file = File::open(path).map_err(|error| why_not(path, &error))?;
    let mut bytes = vec![0; HEAD];
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest).map_err(|error| why_not(path, &error))? {
            0 => break,
            more => filled += more,
        }
    }
    bytes.truncate(filled);
    let length = if filled < HEAD { filled } else { file.metadata().map_or(filled, |about| about.len() as usize) };
    if let Err(error) = std::str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        // Only the last character was cut.
        bytes.truncate(error.valid_up_to());
    }
    Ok((decode(bytes, "").unwrap_or_default(), length))
}

fn unread(error: &ignore::Error) -> Option<Seen> {
    match error {
        ignore::Error::WithPath { path, err } => {
            let why = err.io_error().map_or_else(|| err.to_string(), |error| why_not(path, error));
            Some(Seen::Unread(path.clone(), why))
        }
        ignore::Error::WithDepth { err, .. } => unread(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(unread),
        // A line of a .gitignore that is no glob: git says nothing of it either.
        _ => None,
    }
}

/// A path without a leading `./`.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix(".").map(Path::to_path_buf).unwrap_or_else(|_| path.to_path_buf())
}
