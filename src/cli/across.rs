//! What shows only across the files of a run: it is looked for side by side before anything is printed.

use super::args::About;
use super::checked::{Checked, Origin, Terms};
use crate::engine::glance::{Glance, glance, may_have_twins};
use crate::host::Sessions;
use crate::host::across::{Sketched, Twins, sketches};
use rayon::prelude::*;
use std::path::Path;

/// Looks for twins among these files; one file alone has none.
pub(super) fn twins(origins: &[Origin], about: &About, sessions: &Sessions) -> Twins {
    if origins.len() < 2 {
        return Twins::default();
    }
    let glances: Vec<Glance> = origins.par_iter().map(look).collect();
    let worth_reading: Vec<&Origin> =
        origins.iter().zip(may_have_twins(&glances)).filter(|(_, may)| *may).map(|(origin, _)| origin).collect();
    let sketched: Vec<(&Path, Vec<Sketched>)> =
        worth_reading.par_iter().map(|origin| (origin.path(), sketched(origin, about, sessions))).collect();
    Twins::among(sketched)
}

/// A first look at a file. Standard input can be read only once, and has no twin on disk.
fn look(origin: &Origin) -> Glance {
    let text = if let Origin::File(_) = origin { origin.read().ok() } else { None };
    glance(text.as_ref().map_or("", |text| &text.text))
}

fn sketched(origin: &Origin, about: &About, sessions: &Sessions) -> Vec<Sketched> {
    let Origin::File(_) = origin else { return Vec::new() };
    let Ok(text) = origin.read() else { return Vec::new() };
    let session = origin.session(sessions);
    sketches(&text.text, &Terms::new(origin, &session, about))
}

/// Adds what is to be said of a file.
pub(super) fn add(twins: &Twins, origin: &Origin, checked: &mut Checked, sessions: &Sessions) {
    twins.add(origin.path(), &mut checked.reports, &origin.session(sessions));
}
