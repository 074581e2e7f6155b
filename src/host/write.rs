//! Writing a draft back: whole or not at all. The new text is written beside the old one and then takes its place, so
//! that a full disk or a power cut never leaves half a message.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process;

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

/// Makes a file that must not be there yet.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    put(path, text)
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
