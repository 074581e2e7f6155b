//! Writing files: whole or not at all. The new text is written beside the old one and then takes its place, so that a
//! full disk, a power cut or an interrupt never leaves half a message or half a report.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

/// Puts `text` in the place of what a file holds. Its permissions stay; a link stays a link.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let mut whole = Whole::create(path)?;
    whole.write_all(text.as_bytes())?;
    whole.finish()
}

/// A file that is written piece by piece and appears, whole, when it is finished. Given up, it leaves what was there.
#[derive(Debug)]
pub struct Whole {
    out: Option<BufWriter<File>>,
    /// What is written now, and the file that it becomes; `None` where the path is no file, such as a pipe, and is
    /// written as it comes.
    becomes: Option<(PathBuf, PathBuf)>,
}

impl Whole {
    /// Begins a file, with the folders above it.
    pub fn create(path: &Path) -> io::Result<Whole> {
        let about = fs::metadata(path).ok();
        if about.as_ref().is_some_and(|about| !about.is_file() && !about.is_dir()) {
            let out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            return Ok(Whole { out: Some(out), becomes: None });
        }
        if about.is_some_and(|about| about.is_dir()) {
            return Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder"));
        }
        // A link stays a link: what it leads to is written.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if let Some(folder) = real.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let name = real.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = real.with_file_name(format!(".{name}.{}.tmp", process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        Ok(Whole { out: Some(BufWriter::new(file)), becomes: Some((beside, real)) })
    }

    /// Lets the file appear.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(out) = self.out.take() else { return Ok(()) };
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let Some((beside, real)) = self.becomes.as_ref() else { return Ok(()) };
        file.sync_all()?;
        if let Ok(about) = fs::metadata(real) {
            fs::set_permissions(beside, about.permissions())?;
        }
        fs::rename(beside, real)?;
        self.becomes = None;
        Ok(())
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(bytes.len()), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if let Some((beside, _)) = self.becomes.take() {
            // What is left of the attempt is of no use; that it cannot be removed matters less than why it failed.
            let _ = fs::remove_file(&beside);
        }
    }
}

/// Adds to the end of a file that others add to as well.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes())
}

/// Makes a file that must not be there yet.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
