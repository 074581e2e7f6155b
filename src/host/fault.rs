//! What is wrong in a file of settings or rules, with the file's text, so that a face can show the place.

use crate::rules::Problem;
use crate::text::Span;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A problem and the text that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong and where.
    pub problem: Problem,
    /// The text of the file; empty where the file could not be read.
    pub text: Arc<str>,
}

impl Fault {
    /// A problem at a place of a file.
    pub fn at(file: &str, text: &Arc<str>, span: Span, message: impl Into<String>) -> Fault {
        Fault { problem: Problem::new(file, text, span, message), text: text.clone() }
    }

    /// A problem with a file or folder as a whole.
    pub fn of(path: &Path, message: impl Into<String>) -> Fault {
        Fault { problem: Problem::new(&shown(path), "", Span::at(0), message), text: "".into() }
    }

    /// Whether it stands at a place that can be shown.
    pub fn has_place(&self) -> bool {
        !self.text.is_empty()
    }
}

/// A path as a reader knows it: seen from the current folder where it lies inside.
pub fn shown(path: &Path) -> String {
    let inside = env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    let path = inside.unwrap_or_else(|| path.to_path_buf());
    let path: PathBuf = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
    if path.as_os_str().is_empty() { ".".into() } else { path.to_string_lossy().into_owned() }
}
