//! What shows only across files: drafts to different people that say the same. Whoever has the files gives a sketch of
//! each; the same findings for every face.

use super::{Session, Terms, shown};
use crate::draft::{Draft, read};
use crate::engine::same_text::{Sketch, finding, sketch, twins};
use crate::engine::{Report, sort};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A message of a file: its number there, and its sketch.
pub type Sketched = (usize, Sketch);

/// The drafts that have a twin: the file, the message in it, its sketch, and the twin's file.
#[derive(Debug, Default)]
pub struct Twins {
    by_file: HashMap<PathBuf, Vec<(usize, Sketch, String)>>,
}

/// The sketches of a text that is not read yet.
pub fn sketches(text: &str, terms: &Terms<'_>) -> Vec<Sketched> {
    sketches_of(&read(text, terms.format, &terms.given), terms)
}

/// The sketches of a draft.
pub fn sketches_of(draft: &Draft, terms: &Terms<'_>) -> Vec<Sketched> {
    let sketch = |(number, message)| Some((number, sketch(message, terms.rules, &terms.settings)?));
    draft.messages.iter().enumerate().filter_map(sketch).collect()
}

impl Twins {
    /// Looks for twins among these files.
    pub fn among<'a>(files: impl IntoIterator<Item = (&'a Path, Vec<Sketched>)>) -> Twins {
        let sketched: Vec<(&Path, usize, Sketch)> = files
            .into_iter()
            .flat_map(|(path, sketched)| sketched.into_iter().map(move |(number, sketch)| (path, number, sketch)))
            .collect();
        let only: Vec<Sketch> = sketched.iter().map(|(_, _, sketch)| sketch.clone()).collect();
        let mut found = Twins::default();
        for ((path, message, sketch), twin) in sketched.iter().zip(twins(&only)) {
            if let Some(twin) = twin {
                let other = shown(sketched[twin].0);
                found.by_file.entry(path.to_path_buf()).or_default().push((*message, sketch.clone(), other));
            }
        }
        found
    }

    /// Adds what is to be said of a file to its reports.
    pub fn add(&self, path: &Path, reports: &mut [Report], session: &Session) {
        let Some(rows) = self.by_file.get(path) else { return };
        let settings = session.settings(path);
        for (message, sketch, other) in rows {
            let Some(report) = reports.get_mut(*message) else { continue };
            let Some(finding) = finding(sketch, &session.rules, &settings, other) else { continue };
            if sketch.allowed {
                // The `allow` is of use after all.
                report.findings.retain(|f| !(f.rule == "cordial/unused-allow" && f.message.contains(&finding.rule)));
            } else {
                report.findings.push(finding);
                sort(&mut report.findings);
            }
        }
    }
}
