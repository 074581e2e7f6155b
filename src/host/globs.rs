//! Globs of the settings: which paths they mean, and whether they ever meant one.

use super::fault::Fault;
use crate::text::Span;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use toml::Spanned;

/// One list of globs, each with its place in the settings.
#[derive(Debug, Default)]
pub(super) struct Globs {
    globs: Vec<Glob>,
}

#[derive(Debug)]
struct Glob {
    written: String,
    span: Span,
    /// `!drafts/old/**`: what it matches is left out again.
    leaves_out: bool,
    set: GlobSet,
    used: AtomicBool,
}

impl Globs {
    /// Reads a list of globs; what is wrong goes to `faults`.
    pub(super) fn read(list: &[Spanned<String>], file: &str, text: &Arc<str>, faults: &mut Vec<Fault>) -> Globs {
        let mut globs = Vec::new();
        for item in list {
            let span = Span::new(item.span().start, item.span().end);
            match compile(item.get_ref()) {
                Ok((set, leaves_out)) => {
                    globs.push(Glob { written: item.get_ref().clone(), span, leaves_out, set, used: AtomicBool::new(false) })
                }
                Err(why) => faults.push(Fault::at(file, text, span, why)),
            }
        }
        Globs { globs }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.globs.is_empty()
    }

    /// Whether a path, seen from the folder of the settings, is meant: the last glob that matches decides.
    pub(super) fn mean(&self, path: &Path) -> bool {
        let mut meant = false;
        for glob in self.globs.iter().filter(|glob| glob.set.is_match(path)) {
            glob.used.store(true, Ordering::Relaxed);
            meant = !glob.leaves_out;
        }
        meant
    }

    /// The globs that have matched nothing so far, with their places.
    pub(super) fn unused(&self) -> impl Iterator<Item = (&str, Span)> {
        self.globs.iter().filter(|glob| !glob.used.load(Ordering::Relaxed)).map(|glob| (glob.written.as_str(), glob.span))
    }
}

fn compile(written: &str) -> Result<(GlobSet, bool), String> {
    let (leaves_out, pattern) = match written.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, written),
    };
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    if pattern.is_empty() {
        return Err("this glob is empty; `**` means every file".into());
    }
    if pattern.starts_with('/') || pattern.split('/').any(|part| part == "..") {
        return Err(format!("`{written}` leads out of the folder of this file; globs are seen from there"));
    }
    let mut set = GlobSetBuilder::new();
    // A folder means all that is in it.
    for pattern in [pattern.to_owned(), format!("{pattern}/**")] {
        let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
        set.add(glob.map_err(|error| format!("`{written}` is no glob: {}", error.kind()))?);
    }
    let set = set.build().map_err(|error| format!("`{written}` is no glob: {}", error.kind()))?;
    Ok((set, leaves_out))
}
