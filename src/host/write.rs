//! Writing a draft back: whole or not at all. The new text is written beside the old one and then takes its place, so
//! that a full disk or a power cut never leaves half a message. Pages that an editor shows go to a folder of their own.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, process};

/// Puts `text` in the place of what a file holds. Its permissions stay; a link stays a link.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let real = fs::canonicalize(path)?;
    let about = fs::metadata(&real)?;
    if about.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let beside = real.with_file_name(format!(".{name}.{}.tmp", process::id()));
    let done =
        put(&beside, text).and_then(|()| fs::set_permissions(&beside, about.permissions())).and_then(|()| fs::rename(&beside, &real));
    if done.is_err() {
        // What is left of the attempt is of no use; that it cannot be removed matters less than why it failed.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Pages for reading only, in a folder of their own among the machine's temporary files.
#[derive(Debug, Default)]
pub struct Pages {
    folder: Mutex<Option<PathBuf>>,
}

impl Pages {
    /// Writes a page and gives its path.
    pub fn write(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let place = match folder.as_ref() {
            Some(place) => place.clone(),
            None => folder.insert(own_folder()?).clone(),
        };
        let path = place.join(name);
        fs::write(&path, text)?;
        Ok(path)
    }

    /// Takes all pages away.
    pub fn clear(&self) {
        if let Some(folder) = self.folder.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // What cannot be taken away is left to the system.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A new folder that nobody else can have prepared.
fn own_folder() -> io::Result<PathBuf> {
    let mut number = 0;
    loop {
        let folder = env::temp_dir().join(format!("cordial-{}-{number}", process::id()));
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            done => return done.map(|()| folder),
        }
    }
}

/// Makes a file that must not be there yet.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    put(path, text)
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
