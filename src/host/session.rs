//! Which rules and settings hold for a path: the nearest `cordial.toml` above it and the packs that it names, read
//! once for each folder however many drafts it holds. The same for every face.

use super::config::{Config, FILE_NAME};
use super::fault::Fault;
use super::pack::Folder;
use crate::draft::Context;
use crate::engine::{Rules, Settings};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The rules and settings for the files of a folder.
#[derive(Debug, Default)]
pub struct Session {
    /// The rules: the built-in ones and those of the packs.
    pub rules: Arc<Rules>,
    /// The settings, where there is a `cordial.toml`.
    pub config: Option<Config>,
    /// The packs that the settings name.
    pub packs: Vec<Folder>,
    /// What is wrong in the settings and the packs.
    pub faults: Vec<Fault>,
}

impl Session {
    /// The settings for a file.
    pub fn settings(&self, path: &Path) -> Settings {
        self.config.as_ref().map_or_else(Settings::default, |config| config.settings(&absolute(path)))
    }

    /// What the settings say of every message.
    pub fn context(&self) -> Context {
        self.config.as_ref().map_or_else(Context::default, |config| config.message.clone())
    }

    /// Whether the settings say which files are drafts.
    pub fn names_drafts(&self) -> bool {
        self.config.as_ref().is_some_and(Config::names_drafts)
    }

    /// Whether the settings say that a file is a draft.
    pub fn takes(&self, path: &Path) -> bool {
        self.config.as_ref().is_some_and(|config| config.takes(&absolute(path)))
    }

    /// The text of the file that a rule or a signal comes from, for its manual page.
    pub fn source(&self, file: &str) -> Option<&str> {
        let own = self.packs.iter().flat_map(|pack| &pack.files).find(|(path, _)| path == file).map(|(_, text)| text.as_str());
        own.or_else(|| crate::engine::builtin::files().iter().find(|(path, _)| *path == file).map(|(_, text)| *text))
    }
}

/// The sessions of a run.
#[derive(Debug, Default)]
pub struct Sessions {
    given: Option<PathBuf>,
    builtin: OnceLock<Arc<Rules>>,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    folders: HashMap<PathBuf, Arc<Session>>,
    configs: HashMap<Option<PathBuf>, Arc<Session>>,
}

impl Sessions {
    /// Sessions by the nearest settings, or by one settings file for everything.
    pub fn new(given: Option<PathBuf>) -> Sessions {
        Sessions { given: given.map(|file| absolute(&file)), ..Sessions::default() }
    }

    /// The session for a file.
    pub fn of(&self, file: &Path) -> Arc<Session> {
        let file = absolute(file);
        self.of_folder(file.parent().unwrap_or(&file))
    }

    /// The session for the files of a folder.
    pub fn of_folder(&self, folder: &Path) -> Arc<Session> {
        let folder = absolute(folder);
        let mut known = self.known();
        if let Some(session) = known.folders.get(&folder) {
            return session.clone();
        }
        let config = self.given.clone().or_else(|| nearest_config(&folder));
        let session = known.configs.entry(config.clone()).or_insert_with(|| Arc::new(self.load(config.as_deref()))).clone();
        known.folders.insert(folder, session.clone());
        session
    }

    /// The sessions that were asked for so far.
    pub fn all(&self) -> Vec<Arc<Session>> {
        self.known().configs.values().cloned().collect()
    }

    /// Forgets what was read, because settings or rules have changed on disk.
    pub fn forget(&self) {
        *self.known() = Known::default();
    }

    /// Whether a file is one of the settings or packs that were read.
    pub fn use_file(&self, path: &Path) -> bool {
        let path = absolute(path);
        let known = self.known();
        known.configs.iter().any(|(config, session)| {
            config.as_ref() == Some(&path) || session.packs.iter().any(|pack| path.starts_with(absolute(&pack.path)))
        })
    }

    /// The settings file that holds for everything, where one was given.
    pub fn given(&self) -> Option<&Path> {
        self.given.as_deref()
    }

    /// What is wrong in all settings and packs that were read.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.known().configs.values().flat_map(|session| session.faults.clone()).collect();
        sort(&mut faults);
        faults
    }

    /// Globs of settings that matched nothing, where all that lies below those settings was looked at.
    pub fn unused_globs(&self, walked: &[PathBuf]) -> Vec<Fault> {
        let walked: Vec<PathBuf> = walked.iter().map(|folder| absolute(folder)).collect();
        let known = self.known();
        let configs = known.configs.values().filter_map(|session| session.config.as_ref());
        let seen = configs.filter(|config| walked.iter().any(|folder| config.folder.starts_with(folder)));
        let mut faults: Vec<Fault> = seen.flat_map(Config::unused_globs).collect();
        sort(&mut faults);
        faults
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // What is kept is only ever whole sessions, so it is good even if somebody panicked while holding it.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn load(&self, config: Option<&Path>) -> Session {
        let rules = self.builtin.get_or_init(|| Arc::new(Rules::builtin())).clone();
        let Some(file) = config else { return Session { rules, ..Session::default() } };
        let (config, faults) = Config::read(file);
        let mut session = Session { rules, faults, ..Session::default() };
        for (path, place) in &config.packs {
            if !path.is_dir() {
                session.faults.push(config.fault(*place, "there is no such folder of rules (it is looked for beside this file)"));
                continue;
            }
            let folder = Folder::read(path);
            let (pack, faults) = folder.load(&session.rules.base());
            session.faults.extend([folder.faults.clone(), folder.idle(), faults].concat());
            session.rules = Arc::new(Rules::clone(&session.rules).with(pack));
            session.packs.push(folder);
        }
        let ids: Vec<&str> = session.rules.ids().collect();
        session.faults.extend(config.unknown_rules(ids.iter().copied()));
        session.config = Some(config);
        session
    }
}

fn sort(faults: &mut [Fault]) {
    faults.sort_by(|a, b| (&a.problem.file, a.problem.span).cmp(&(&b.problem.file, b.problem.span)));
}

/// The settings file in a folder or the nearest one above it.
fn nearest_config(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// A path from the root, without `.` and `..` where they can be told without the disk.
pub fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => _ = clean.pop(),
            other => clean.push(other),
        }
    }
    clean
}
