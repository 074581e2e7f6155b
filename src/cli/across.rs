//! What shows only across files: drafts to different people that say the same.

use super::args::About;
use super::checked::{Checked, Origin, terms};
use crate::draft::read;
use crate::engine::glance::{Glance, glance, may_have_twins};
use crate::engine::same_text::{Sketch, finding, sketch, twins as pairs};
use crate::engine::sort;
use crate::host::{Sessions, shown};
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The drafts that have a twin: the file, the message in it, its sketch, and the twin's file.
#[derive(Default)]
pub(super) struct Twins {
    by_file: HashMap<PathBuf, Vec<(usize, Sketch, String)>>,
}

/// Looks for twins among these files; one file alone has none.
pub(super) fn twins(origins: &[Origin], about: &About, sessions: &Sessions) -> Twins {
    if origins.len() < 2 {
        return Twins::default();
    }
    let glances: Vec<Glance> = origins.par_iter().map(look).collect();
    let worth_reading: Vec<&Origin> =
        origins.iter().zip(may_have_twins(&glances)).filter(|(_, may)| *may).map(|(origin, _)| origin).collect();
    let sketched: Vec<(&Path, usize, Sketch)> =
        worth_reading.par_iter().flat_map_iter(|origin| sketches(origin, about, sessions)).collect();
    let only: Vec<Sketch> = sketched.iter().map(|(_, _, sketch)| sketch.clone()).collect();
    let mut found = Twins::default();
    for ((path, message, sketch), twin) in sketched.iter().zip(pairs(&only)) {
        if let Some(twin) = twin {
            let other = shown(sketched[twin].0);
            found.by_file.entry(path.to_path_buf()).or_default().push((*message, sketch.clone(), other));
        }
    }
    found
}

/// A first look at a file. Standard input can be read only once, and has no twin on disk.
fn look(origin: &Origin) -> Glance {
    let text = if let Origin::File(_) = origin { origin.read().ok() } else { None };
    glance(text.as_ref().map_or("", |text| &text.text))
}

fn sketches<'a>(origin: &'a Origin, about: &About, sessions: &Sessions) -> Vec<(&'a Path, usize, Sketch)> {
    let Origin::File(path) = origin else { return Vec::new() };
    let Ok(text) = origin.read() else { return Vec::new() };
    let session = origin.session(sessions);
    let terms = terms(origin, &session, about);
    let draft = read(&text.text, terms.format, &terms.given);
    let sketch = |(number, message)| Some((path.as_path(), number, sketch(message, terms.rules, &terms.settings)?));
    draft.messages.iter().enumerate().filter_map(sketch).collect()
}

impl Twins {
    /// Adds what is to be said of a file.
    pub(super) fn add(&self, origin: &Origin, checked: &mut Checked, sessions: &Sessions) {
        let Some(rows) = self.by_file.get(origin.path()) else { return };
        let session = origin.session(sessions);
        let settings = session.settings(origin.path());
        for (message, sketch, other) in rows {
            let Some(report) = checked.reports.get_mut(*message) else { continue };
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
