//! A folder of its own for a test, with rules of its own, and the program run in it.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

pub const RULE: &str = r#"
title    = "Asks for a job"
severity = "error"
message  = "“{match}” asks for a job."
why      = "They can only say no."
instead  = "Ask how they got there."
[[source]]
name = "a test"
[match]
in = ["body"]
[match.phrase]
any = ["are you hiring"]
[fix]
replace = "how did you begin"
safe = false
[[bad]]
text = "Hi Dana,\n\n<<Are you hiring>>?"
[[bad]]
text = "Hi Dana,\n\nSo <<are you hiring>> now?"
[[good]]
text = "Hi Dana,\n\nHow did you begin?"
[[good]]
text = "Hi Dana,\n\nYour talk on hiring was good."
"#;

pub const SAFE: &str = r#"
title    = "Filler"
severity = "warning"
message  = "“{match}” says nothing."
why      = "Nobody misses it."
instead  = "Leave it out."
[[source]]
name = "a test"
[match]
in = ["body"]
[match.phrase]
any = ["frobnicatingly"]
[fix]
delete = "match"
safe = true
[[bad]]
text = "Hi Dana,\n\nIt was <<frobnicatingly>> good."
fixed = "Hi Dana,\n\nIt was good."
[[bad]]
text = "Hi Dana,\n\nIt is <<frobnicatingly>> late."
[[good]]
text = "Hi Dana,\n\nIt was good."
[[good]]
text = "Hi Dana,\n\nIt was a frobnicating day."
"#;

/// A folder of its own for one test, gone when the test is over.
pub struct Place(pub PathBuf);

impl Place {
    pub fn new() -> Place {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("cordial-cli-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Place(folder.canonicalize().unwrap())
    }

    /// A folder with two rules of its own and a draft that both find.
    pub fn with_rules() -> Place {
        let place = Place::new();
        place.put("my/own/job.toml", RULE).put("my/own/filler.toml", SAFE);
        // Only these two rules, so that what a test sees does not change with the built-in ones.
        place.put("cordial.toml", "packs = [\"my\"]\n[rules]\n\"*\" = \"off\"\n\"own/job\" = \"error\"\n\"own/filler\" = \"warning\"\n");
        place.put("a.txt", "Hi Dana,\n\nAre you hiring? It was frobnicatingly good.\n");
        place
    }

    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) -> &Place {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        Ran::new(spawn(&self.0, args, input.as_ref()))
    }

    pub fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[&["check", "--format", "json"], args].concat());
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", ran.out, ran.err))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cordial"));
    command.current_dir(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"] {
        command.env_remove(name);
    }
    command
}

pub fn spawn(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = command(folder, args).spawn().unwrap();
    // A command that reads no input closes it; that is its right.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn new(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    #[track_caller]
    pub fn exits(self, status: i32) -> Ran {
        assert_eq!(self.status, status, "\n{}\n{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Ran {
        assert!(self.err.contains(words), "{words:?} is not in\n{}", self.err);
        self
    }

    #[track_caller]
    pub fn prints(self, words: &str) -> Ran {
        assert!(self.out.contains(words), "{words:?} is not in\n{}\n{}", self.out, self.err);
        self
    }
}
