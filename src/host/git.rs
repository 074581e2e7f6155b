//! What git knows of changes: which lines of the working tree differ from a commit. It asks the `git` of the machine and
//! changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lines of a file that changed, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// All: git did not know the file then.
    All,
    /// These; where lines were only taken out, the two around the gap.
    Some(Vec<RangeInclusive<u32>>),
}

/// What changed since a commit.
#[derive(Debug, Default)]
pub struct Changes {
    root: PathBuf,
    /// The files that git keeps, seen from the root.
    kept: BTreeSet<PathBuf>,
    changed: BTreeMap<PathBuf, Vec<RangeInclusive<u32>>>,
}

impl Changes {
    /// What changed in the repository of a folder since `rev`, or since it and this branch went apart. Why it cannot be
    /// told comes back in words.
    pub fn since(folder: &Path, rev: &str) -> Result<Changes, String> {
        let root = git(folder, &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
            Failed::NoGit => "--changed-since needs git, and there is none on this machine".to_owned(),
            Failed::Git(said) if said.contains("not a git repository") => {
                "--changed-since needs a git repository, and this folder is in none".to_owned()
            }
            Failed::Git(said) => format!("git could not be asked what changed: {said}"),
        })?;
        let root = PathBuf::from(root.trim_end_matches(['\r', '\n']));
        let commit = git(&root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{rev}^{{commit}}")]).map_err(|_| {
            format!("git knows no commit `{rev}`; is it spelt right, and fetched? (in CI, check out with the full history)")
        })?;
        let commit = commit.trim().to_owned();
        // What others did on that branch since is no change of this one. Without a common past, the commit itself counts.
        let base = git(&root, &["merge-base", &commit, "HEAD"]).map_or(commit, |base| base.trim().to_owned());
        let fail = |error: Failed| format!("git could not tell what changed since `{rev}`: {}", error.said());
        let kept = git(&root, &["ls-files", "-z"]).map_err(fail)?;
        let diff = git(&root, &[DIFF, &[&base]].concat()).map_err(fail)?;
        Ok(Changes { root, kept: kept.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect(), changed: hunks(&diff) })
    }

    /// The lines of a file that changed; none where it is as it was. `path` is absolute.
    pub fn of(&self, path: &Path) -> Lines {
        // git names the root without links, and so must the path be.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let inside = path.strip_prefix(&self.root).ok().filter(|inside| self.kept.contains(*inside));
        inside.map_or(Lines::All, |inside| Lines::Some(self.changed.get(inside).cloned().unwrap_or_default()))
    }
}

/// Whatever somebody has configured, the answer has one shape.
const DIFF: &[&str] = &[
    "diff",
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--text",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];

enum Failed {
    NoGit,
    Git(String),
}

impl Failed {
    fn said(self) -> String {
        match self {
            Failed::NoGit => "there is no git".into(),
            Failed::Git(said) => said,
        }
    }
}

fn git(folder: &Path, args: &[impl AsRef<OsStr>]) -> Result<String, Failed> {
    let done = Command::new("git").current_dir(folder).env("LC_ALL", "C").args(["-c", "core.quotePath=false"]).args(args).output();
    match done {
        Ok(done) if done.status.success() => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        Ok(done) => Err(Failed::Git(String::from_utf8_lossy(&done.stderr).trim().to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Failed::NoGit),
        Err(error) => Err(Failed::Git(error.to_string())),
    }
}

/// The new lines of every file of a diff without context.
fn hunks(diff: &str) -> BTreeMap<PathBuf, Vec<RangeInclusive<u32>>> {
    let mut changed: BTreeMap<PathBuf, Vec<RangeInclusive<u32>>> = BTreeMap::new();
    let mut file = None;
    // Lines of the files themselves may look like anything, so they are counted and not looked at.
    let mut inside = 0;
    for line in diff.split('\n') {
        if inside > 0 && !line.starts_with('\\') {
            inside -= 1;
        } else if let Some(path) = line.strip_prefix("+++ ") {
            file = unquoted(path.trim_end_matches(['\t', '\r'])).strip_prefix("b/").map(PathBuf::from);
        } else if let Some((old, new)) = line.strip_prefix("@@ -").and_then(|rest| rest.split(" @@").next()?.split_once(" +")) {
            let ((_, gone), (start, added)) = (range(old), range(new));
            inside = gone + added;
            let lines = if added == 0 { start..=start + 1 } else { start..=start + added - 1 };
            if let Some(file) = &file {
                changed.entry(file.clone()).or_default().push(lines);
            }
        }
    }
    changed
}

/// `12,3` or `12`: the first line and how many.
fn range(written: &str) -> (u32, u32) {
    let (start, count) = written.split_once(',').unwrap_or((written, "1"));
    (start.parse().unwrap_or(0), count.parse().unwrap_or(0))
}

/// A path that git put in quotation marks because of what is in it.
fn unquoted(path: &str) -> String {
    let Some(inner) = path.strip_prefix('"').and_then(|path| path.strip_suffix('"')) else { return path.to_owned() };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(first @ b'0'..=b'3') => {
                let digits = [rest.next(), rest.next()].into_iter().flatten();
                bytes.push(digits.fold(first - b'0', |value, digit| value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0'))));
            }
            other => bytes.extend(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
