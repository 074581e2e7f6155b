//! The command line from outside: what is typed, what is printed, the exit status, and every kind of bad input.
//! What the rules find is not tested here; most tests bring a rule of their own.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

#[path = "cli/allow.rs"]
mod allow;
#[path = "cli/baseline.rs"]
mod baseline;
#[path = "cli/broken_rules.rs"]
mod broken_rules;
#[path = "cli/changed.rs"]
mod changed;
#[path = "cli/ci.rs"]
mod ci;
#[path = "cli/coach.rs"]
mod coach;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/inferred.rs"]
mod inferred;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/place.rs"]
mod place;
#[path = "cli/redacted.rs"]
mod redacted;
#[path = "cli/settings.rs"]
mod settings;
#[path = "cli/watch.rs"]
mod watch;

use place::{Place, Ran, command};
use std::fs;

#[test]
fn safe_fixes_are_made_and_others_on_request() {
    let place = Place::with_rules();
    let before = place.text("a.txt");
    let ran = place
        .run(&["fix", "--diff"])
        .exits(1)
        .prints("-Are you hiring? It was frobnicatingly good.")
        .prints("+Are you hiring? It was good.");
    assert!(ran.out.starts_with("--- a.txt"), "{}", ran.out);
    assert!(ran.out.contains("\n \n"), "an empty line that stays begins with a space: {}", ran.out);
    assert_eq!(place.text("a.txt"), before);
    place.run(&["check", "--fix"]).exits(1).says("mended 1 place in 1 file").prints("own/job");
    assert_eq!(place.text("a.txt"), "Hi Dana,\n\nAre you hiring? It was good.\n");
    place.run(&["fix", "--unsafe-fixes"]).exits(0);
    assert_eq!(place.text("a.txt"), "Hi Dana,\n\nHow did you begin? It was good.\n");
    let leftovers = fs::read_dir(&place.0).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(leftovers.count(), 0);
    let ran = place.run_with(&["fix", "-"], "Hi Dana,\n\nIt was frobnicatingly good.\n").exits(0);
    assert_eq!(ran.out, "Hi Dana,\n\nIt was good.\n");
}

/// What shows only across files stands at the places of the files as they are after mending.
#[test]
fn twins_of_mended_files_are_shown_where_they_stand() {
    let place = Place::with_rules();
    place.put(
        "cordial.toml",
        "packs = [\"my\"]\n[rules]\n\"*\" = \"off\"\n\"own/filler\" = \"warning\"\n\"personal/same-text\" = \"warning\"\n",
    );
    let letter = |name: &str, filler: &str| {
        format!(
            "Hi {name},\n\n{filler}Your talk on the tides of the harbour made me change the subject of my thesis last spring. Could I ask you two questions about the gauges that you use out there?\n\nBest,\nKim\n"
        )
    };
    let filler = "It was frobnicatingly frobnicatingly frobnicatingly good. ";
    place.put("a.txt", letter("Dana", filler)).put("b.txt", letter("Lee", filler));
    let mended = place.run(&["fix", "--format", "json"]).exits(0).out;
    let checked = place.run(&["check", "--format", "json"]).exits(0).out;
    assert!(mended.contains("personal/same-text") && place.text("a.txt").contains("It was good."), "{mended}");
    assert_eq!(mended, checked);
}

#[cfg(unix)]
#[test]
fn a_read_only_draft_is_not_mended() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_rules();
    fs::set_permissions(place.0.join("a.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    place.run(&["fix"]).exits(2).says("a.txt could not be written");
    assert!(place.text("a.txt").contains("frobnicatingly"));
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let place = Place::with_rules();
    let colored = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = command(&place.0, args);
        command.envs(env.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains('\u{1b}')
    };
    assert!(!colored(&["check"], &[]));
    assert!(colored(&["check", "--color", "always"], &[]));
    assert!(colored(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["check", "--color", "always", "--format", "json"], &[]));
}

#[test]
fn whoever_stops_reading_is_not_shouted_at() {
    let place = Place::with_rules();
    for n in 0..300 {
        place.put(&format!("drafts/{n}.txt"), "Hi Dana,\n\nAre you hiring?\n");
    }
    for args in [&["check"][..], &["check", "--format", "json"], &["rules", "list"], &["completions", "bash"]] {
        let mut child = command(&place.0, args).spawn().unwrap();
        drop(child.stdout.take());
        let ran = Ran::new(child.wait_with_output().unwrap());
        assert_eq!(ran.err, "", "{args:?}");
        assert_eq!(ran.status, 0, "{args:?}");
    }
}

#[test]
fn first_settings_are_written_once_and_are_valid_with_every_line_switched_on() {
    let place = Place::new();
    place.put("a.txt", "Hi Dana,\n\nI saw your talk.\n");
    place.run(&["init"]).exits(0);
    let first = place.text("cordial.toml");
    place.run(&["check", "--fail-on", "never"]).exits(0);
    place.run(&["init"]).exits(2).says("already");
    assert_eq!(place.text("cordial.toml"), first);
    let on: String = first
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with('[')).unwrap_or("").to_owned() + "\n")
        .collect();
    place.put("cordial.toml", on);
    let ran = place.run(&["check", "a.txt"]);
    assert!(!ran.err.contains("no known key") && !ran.err.contains("expected"), "{}", ran.err);
}

#[test]
fn help_and_completions_are_there() {
    let place = Place::new();
    place.run(&["--help"]).exits(0).prints("Exit status").prints("check").prints("explain");
    place.run(&["check", "--help"]).exits(0).prints("--stdin-path").prints("Examples").prints("front matter");
    place.run(&["--version"]).exits(0).prints("cordial ");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        place.run(&["completions", shell]).exits(0).prints("cordial");
    }
}

#[test]
fn output_is_in_the_order_of_the_paths_and_the_same_every_time() {
    let place = Place::with_rules();
    for n in (0..600).rev() {
        place.put(&format!("drafts/{n:03}.txt"), "Hi Dana,\n\nAre you hiring?\n");
    }
    let first = place.run(&["check", "--format", "short"]).exits(1).out;
    let mut sorted: Vec<&str> = first.lines().collect();
    sorted.sort_by_key(|line| line.split(':').next().unwrap().to_owned());
    assert_eq!(first.lines().collect::<Vec<_>>(), sorted);
    assert_eq!(place.run(&["check", "--format", "short"]).out, first);
}
