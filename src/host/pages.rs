//! Pages that an editor shows: files among the machine's temporary ones, gone when the program is.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::{env, fs, process};

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
