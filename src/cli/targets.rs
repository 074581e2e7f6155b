//! Where the output goes: each format that was asked for, to standard output or to its file. A file appears when the
//! run is over, whole; a run that breaks off leaves what was there before.

use super::args::{Format, How, Wanted};
use super::checked::Checked;
use super::fingerprint::fingerprints;
use super::output::{Digest, Ending, Output};
use super::redact::redact;
use super::terminal::Terminal;
use crate::engine::Rules;
use crate::host::shown;
use crate::host::write::{Whole, append};
use anstream::AutoStream;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::path::{Path, PathBuf};

/// Where GitHub Actions wants the summary of a job.
const JOB_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// All formats that were asked for, open for writing.
pub(super) struct Targets {
    targets: Vec<Target>,
    is_redacted: bool,
}

struct Target {
    output: Output,
    sink: Sink,
    is_first: bool,
}

enum Sink {
    Terminal(BufWriter<AutoStream<StdoutLock<'static>>>),
    File(PathBuf, Whole),
    /// Whoever read standard output has read enough.
    Closed,
}

/// A file as each format shows it, and what it adds to the end.
pub(super) struct Shown {
    texts: Vec<String>,
    digest: Option<Digest>,
}

impl Targets {
    /// Opens what was asked for; what is wrong with it comes back in words.
    pub(super) fn open(how: &How, terminal: &Terminal) -> Result<Targets, String> {
        let mut targets = Vec::new();
        for Wanted { format, file } in wanted(how)? {
            let output = Output::new(format, terminal, file.is_some(), how);
            let sink = match file {
                None => Sink::Terminal(terminal.out()),
                Some(path) => {
                    let whole = Whole::create(&path).map_err(|error| unwritten(&path, &error))?;
                    Sink::File(path, whole)
                }
            };
            targets.push(Target { output, sink, is_first: true });
        }
        Ok(Targets { targets, is_redacted: how.redact })
    }

    /// The formats, for the threads that check.
    pub(super) fn outputs(&self) -> Outputs {
        Outputs { outputs: self.targets.iter().map(|target| target.output.clone()).collect(), is_redacted: self.is_redacted }
    }

    /// Writes what stands before the first file.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        self.each(|target| target.sink.write(target.output.begin()))
    }

    /// Does something with every target. Where nobody reads standard output any more, the files are still written.
    fn each(&mut self, mut write: impl FnMut(&mut Target) -> io::Result<()>) -> io::Result<()> {
        let has_files = self.targets.iter().any(|target| matches!(target.sink, Sink::File(..)));
        for target in &mut self.targets {
            match write(target) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe && has_files => target.sink = Sink::Closed,
                done => done?,
            }
        }
        Ok(())
    }

    /// Writes a file.
    pub(super) fn file(&mut self, shown: &Shown) -> io::Result<()> {
        let mut texts = shown.texts.iter();
        self.each(|target| {
            let Some(text) = texts.next().filter(|text| !text.is_empty()) else { return Ok(()) };
            target.sink.write(target.output.between(target.is_first))?;
            target.is_first = false;
            target.sink.write(text)
        })
    }

    /// Writes what stands behind the last file, and lets the files appear.
    pub(super) fn end(mut self, ending: &Ending<'_>) -> io::Result<()> {
        self.each(|target| {
            target.sink.write(&target.output.end(ending))?;
            target.sink.flush()
        })?;
        for target in self.targets {
            target.sink.finish()?;
            let summary = std::env::var_os(JOB_SUMMARY).filter(|path| !path.is_empty()).zip(target.output.job_summary(ending));
            if let Some((path, page)) = summary {
                append(Path::new(&path), &page)?;
            }
        }
        Ok(())
    }
}

/// The formats that were asked for.
pub(super) struct Outputs {
    outputs: Vec<Output>,
    is_redacted: bool,
}

impl Outputs {
    /// The one format that people watch.
    pub(super) fn for_people(how: &How, terminal: &Terminal) -> Result<Outputs, String> {
        match wanted(how)?.as_slice() {
            [Wanted { format: format @ (Format::Text | Format::Short), file: None }] => {
                Ok(Outputs { outputs: vec![Output::new(*format, terminal, false, how)], is_redacted: how.redact })
            }
            _ => Err("--watch shows text or short, on the terminal; leave out the other formats and files".into()),
        }
    }

    /// What stands behind the last file in the first format.
    pub(super) fn end(&self, ending: &Ending<'_>) -> String {
        self.outputs.first().map(|output| output.end(ending)).unwrap_or_default()
    }

    /// A file in every format. Where words are to be left out, they are gone before any format sees it.
    pub(super) fn show(&self, checked: &mut Checked, rules: &Rules) -> Shown {
        if self.outputs.iter().any(Output::wants_fingerprints) {
            checked.fingerprints = fingerprints(checked);
        }
        if self.is_redacted {
            redact(checked, rules);
        }
        let texts = self.outputs.iter().map(|output| output.file(checked)).collect();
        let digest = self.outputs.iter().any(Output::wants_digest).then(|| Digest::of(checked));
        Shown { texts, digest }
    }
}

impl Shown {
    /// The file in the first format.
    pub(super) fn text(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }

    /// What the file adds to the end, once.
    pub(super) fn digest(&mut self) -> Digest {
        self.digest.take().unwrap_or_default()
    }
}

impl Sink {
    fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Sink::Terminal(out) => out.write_all(text.as_bytes()),
            Sink::File(path, whole) => whole.write_all(text.as_bytes()).map_err(|error| io::Error::other(unwritten(path, &error))),
            Sink::Closed => Ok(()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Sink::Terminal(out) = self { out.flush() } else { Ok(()) }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Sink::File(path, whole) => whole.finish().map_err(|error| io::Error::other(unwritten(&path, &error))),
            Sink::Terminal(_) | Sink::Closed => Ok(()),
        }
    }
}

/// The formats and their files, where they fit together.
pub(super) fn wanted(how: &How) -> Result<Vec<Wanted>, String> {
    let mut wanted = how.formats.clone();
    let unplaced = wanted.iter().filter(|wanted| wanted.file.is_none()).count();
    if unplaced > 1 {
        let which: Vec<String> = wanted.iter().filter(|wanted| wanted.file.is_none()).map(|wanted| name(wanted.format)).collect();
        let last = which.last().cloned().unwrap_or_default();
        return Err(format!("{} cannot share one output; give all but one a file: --format {last}=FILE", which.join(" and ")));
    }
    if wanted.is_empty() {
        wanted.push(Wanted { format: Format::Text, file: None });
    } else if unplaced == 0 && how.output_file.is_some() {
        return Err("every format has a file of its own; leave out --output-file".into());
    }
    if let Some(open) = wanted.iter_mut().find(|wanted| wanted.file.is_none()) {
        open.file.clone_from(&how.output_file);
    }
    let files: Vec<&PathBuf> = wanted.iter().filter_map(|wanted| wanted.file.as_ref()).collect();
    match files.iter().enumerate().find(|(n, file)| files[..*n].contains(file)) {
        Some((_, twice)) => Err(format!("two formats cannot share {}; name two files", shown(twice))),
        None => Ok(wanted),
    }
}

/// Whether no result would be written over what it is about; what is said where one would.
pub(super) fn spare<'a>(how: &How, inputs: impl Iterator<Item = &'a Path>) -> Result<(), String> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let outputs: Vec<PathBuf> = wanted(how)?.into_iter().filter_map(|wanted| real(&wanted.file?)).collect();
    if outputs.is_empty() {
        return Ok(());
    }
    match inputs.filter(|input| real(input).is_some_and(|input| outputs.contains(&input))).min() {
        Some(input) => Err(format!("{} is what is to be read; name another file for the results", shown(input))),
        None => Ok(()),
    }
}

fn name(format: Format) -> String {
    use clap::ValueEnum;
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    format!("{} could not be written: {error}", shown(path))
}
