//! `--watch`: what it shows when something changes, and how it ends. Nothing here waits for a clock: each step waits for
//! what is printed, and the limit is only there so that a fault ends the test.
#![cfg(unix)]

use crate::place::*;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(120);

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn new(place: &Place, args: &[&str]) -> Watch {
        let all = [&["check", "--watch", "--format", "text"], args].concat();
        let mut child = command(&place.0, &all).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Watch { child, lines }
    }

    /// All lines up to the summary of a round.
    fn round(&self) -> String {
        let mut round = String::new();
        loop {
            let line = self.lines.recv_timeout(LIMIT).expect("nothing more was printed");
            round += &format!("{line}\n");
            let mut words = line.split(' ');
            let counts = words.next().is_some_and(|word| word.parse::<usize>().is_ok())
                && words.next().is_some_and(|word| ["error", "warning", "hint"].iter().any(|kind| word.starts_with(kind)));
            if counts || line.starts_with("Nothing") {
                return round;
            }
        }
    }

    /// Ends it as ctrl-c would: the exit status and what it said to the person.
    fn end(mut self) -> (Option<i32>, String) {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), said)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn what_changes_is_checked_again_and_nothing_else_is_shown() {
    let place = Place::with_rules();
    place.put("drafts/b.txt", "Hi Lee,\n\nAre you hiring?\n");
    let watch = Watch::new(&place, &[]);
    let first = watch.round();
    assert!(first.contains("a.txt:3:1") && first.contains("b.txt:3:1"), "{first}");
    place.put("a.txt", "Hi Dana,\n\nThe harbour walk was good. Are you hiring?\n");
    let second = watch.round();
    assert!(second.contains("a.txt:3:28") && !second.contains("b.txt"), "{second}");
    assert!(second.ends_with("2 errors in 2 of 2 messages.\n"), "{second}");
    // A draft that comes, and one that goes.
    place.put("drafts/new/c.txt", "Hi Kim,\n\nSo are you hiring?\n");
    let third = watch.round();
    assert!(third.contains("c.txt:3:4") && third.contains("3 errors in 3 of 3 messages"), "{third}");
    std::fs::remove_file(place.0.join("drafts/b.txt")).unwrap();
    assert_eq!(watch.round(), "2 errors in 2 of 2 messages.\n");
    let (status, said) = watch.end();
    assert_eq!((status, said.as_str()), (Some(0), ""));
}

#[test]
fn settings_and_rules_hold_as_soon_as_they_change() {
    let place = Place::with_rules();
    let watch = Watch::new(&place, &[]);
    assert!(watch.round().contains("own/job"));
    place.put("cordial.toml", place.text("cordial.toml").replace("\"own/job\" = \"error\"\n", ""));
    let round = watch.round();
    assert!(!round.contains("own/job") && round.contains("1 warning"), "{round}");
    place.put("my/own/filler.toml", SAFE.replace("says nothing.", "is a word too many."));
    assert!(watch.round().contains("is a word too many."));
    assert_eq!(watch.end().0, Some(0));
}

#[test]
fn twins_are_found_where_only_the_other_one_changed() {
    let place = Place::new();
    place.put("cordial.toml", "[rules]\n\"*\" = \"off\"\n\"personal/same-text\" = \"error\"\n");
    let letter = |name: &str| {
        format!(
            "Hi {name},\n\nYour talk on the tides of the harbour made me change the subject of my thesis last spring. Could I ask you two questions about the gauges that you use out there?\n\nBest,\nKim\n"
        )
    };
    place.put("a.txt", letter("Dana")).put("b.txt", "Hi Lee,\n\nAll of this is something else.\n");
    let watch = Watch::new(&place, &["a.txt", "b.txt"]);
    assert!(watch.round().starts_with("Nothing to mend"));
    place.put("b.txt", letter("Lee"));
    let round = watch.round();
    assert!(round.contains("a.txt:") && round.contains("b.txt:"), "{round}");
    assert_eq!(watch.end().0, Some(0));
}

#[test]
fn what_cannot_be_watched_is_said() {
    let place = Place::with_rules();
    place.run(&["check", "--watch", "-"]).exits(2).says("standard input does not change");
    place.run(&["check", "--watch", "--format", "json"]).exits(2).says("--watch shows text or short");
    place.run(&["check", "--watch", "--format", "text", "--output-file", "x"]).exits(2).says("--watch shows text or short");
    place.run(&["check", "--watch", "nowhere/a.txt"]).exits(2).says("cannot be watched");
    place.run(&["check", "--watch", "--fix"]).exits(2).says("--fix");
}
