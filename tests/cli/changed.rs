//! `--changed-since`: in a real repository, with the machine's git.

use crate::place::*;
use std::fs;
use std::process::Command;

const OLD: &str = "Hi Dana,\n\nAre you hiring?\n\nThe harbour walk was good.\n";

fn git(place: &Place, args: &[&str]) {
    let names = ["-c", "user.name=Kim", "-c", "user.email=kim@example.org", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").current_dir(&place.0).args(names).args(args).output().unwrap();
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A repository with one draft that asks for a job.
fn repository() -> Place {
    let place = Place::with_rules();
    place.put("a.txt", OLD);
    git(&place, &["init", "--quiet", "--initial-branch", "main"]);
    git(&place, &["add", "--all"]);
    git(&place, &["commit", "--quiet", "--message", "old"]);
    place
}

fn found(place: &Place, rev: &str) -> Vec<String> {
    let ran = place.run(&["check", "--changed-since", rev, "--format", "short", "--fail-on", "never"]).exits(0);
    ran.out.lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn only_changed_lines_count() {
    let place = repository();
    assert!(found(&place, "HEAD").is_empty());
    place.run(&["check", "--changed-since", "HEAD"]).exits(0).prints("Nothing new in 1 message; left out: 1 on unchanged lines.");
    place.put("a.txt", format!("{OLD}\nSo are you hiring?\n"));
    assert_eq!(found(&place, "HEAD"), ["a.txt:7:4:"]);
    place.put("a.txt", format!("\n\n{OLD}"));
    assert!(found(&place, "HEAD").is_empty(), "moved is not changed");
    place.put("a.txt", OLD.replace("hiring?", "hiring now?"));
    assert_eq!(found(&place, "HEAD"), ["a.txt:3:1:"]);
}

#[test]
fn what_is_new_to_git_counts_whole_and_what_is_renamed_does_not() {
    let place = repository();
    place.put("b, ü \"c\".txt", OLD);
    assert_eq!(found(&place, "HEAD").len(), 1, "untracked");
    git(&place, &["add", "--all"]);
    assert_eq!(found(&place, "HEAD").len(), 1, "added");
    git(&place, &["commit", "--quiet", "--message", "b"]);
    assert!(found(&place, "HEAD").is_empty());
    assert_eq!(found(&place, "HEAD~1").len(), 1, "committed since");
    fs::remove_file(place.0.join("b, ü \"c\".txt")).unwrap();
    git(&place, &["mv", "a.txt", "moved.txt"]);
    assert!(found(&place, "HEAD").is_empty(), "renamed");
    place.put("moved.txt", format!("{OLD}\nSo are you hiring?\n"));
    assert_eq!(found(&place, "HEAD"), ["moved.txt:7:4:"]);
    place.put(".gitignore", "left.txt\n").put("left.txt", OLD);
    let ran = place.run(&["check", "left.txt", "--changed-since", "HEAD", "--format", "short"]).exits(1);
    assert!(ran.out.starts_with("left.txt:3:1:"), "git ignores it, and somebody names it");
}

#[test]
fn lines_that_look_like_a_diff_mislead_nobody() {
    let place = repository();
    place.put("a.txt", format!("{OLD}\n++ b/x.txt\n@@ -1 +1 @@\n-- a/x\n\nSo are you hiring?\n"));
    assert_eq!(found(&place, "HEAD"), ["a.txt:11:4:"]);
}

#[test]
fn what_others_did_on_that_branch_is_no_change_of_this_one() {
    let place = repository();
    git(&place, &["checkout", "--quiet", "-b", "mine"]);
    place.put("b.txt", "Hi Lee,\n\nSo are you hiring?\n");
    git(&place, &["add", "--all"]);
    git(&place, &["commit", "--quiet", "--message", "mine"]);
    git(&place, &["checkout", "--quiet", "main"]);
    place.put("a.txt", "Hi Dana,\n\nThe harbour walk was good.\n");
    git(&place, &["commit", "--quiet", "--all", "--message", "theirs"]);
    git(&place, &["checkout", "--quiet", "mine"]);
    assert_eq!(found(&place, "main"), ["b.txt:3:4:"]);
}

#[test]
fn what_is_missing_counts_where_its_message_changed_and_front_matter_counts_for_all() {
    let place = Place::new();
    place.put("cordial.toml", "[rules]\n\"*\" = \"off\"\n\"courtesy/no-thanks\" = \"error\"\n");
    let draft = |kind: &str, body: &str| {
        format!(
            "---\nkind: {kind}\nchannel: email\n---\nHi Dana,\n\nI walk the harbour on Sundays. {body}\n\nCould I ask you one question about the tides there?\n\nKim\n"
        )
    };
    place.put("a.md", draft("first-contact", "It is cold."));
    git(&place, &["init", "--quiet"]);
    git(&place, &["add", "--all"]);
    git(&place, &["commit", "--quiet", "--message", "old"]);
    assert!(found(&place, "HEAD").is_empty());
    place.put("a.md", draft("first-contact", "It is warm."));
    assert_eq!(found(&place, "HEAD").len(), 1);
    place.put("a.md", draft("first-contact", "It is cold.").replace("email", "letter"));
    assert_eq!(found(&place, "HEAD").len(), 1);
}

#[test]
fn it_works_from_a_folder_below_and_whatever_git_is_set_to() {
    let place = repository();
    place.put("deep/b.txt", "Hi Lee,\n\nAre you hiring?\n");
    git(&place, &["add", "--all"]);
    git(&place, &["commit", "--quiet", "--message", "deep"]);
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.relative", "true"),
        ("color.ui", "always"),
        ("diff.interHunkContext", "9"),
        ("diff.external", "false"),
    ] {
        git(&place, &["config", key, value]);
    }
    place.put("deep/b.txt", "Hi Lee,\n\nGood day.\n\nAre you hiring now?\n");
    let mut command = command(&place.0.join("deep"), &["check", "../a.txt", "b.txt", "--changed-since", "HEAD", "--format", "short"]);
    let ran = Ran::new(command.output().unwrap()).exits(1);
    assert!(ran.out.starts_with("b.txt:5:1:") && ran.out.lines().count() == 1, "{}", ran.out);
}

#[test]
fn what_git_cannot_answer_is_said() {
    let place = Place::with_rules();
    place.run(&["check", "--changed-since", "HEAD"]).exits(2).says("this folder is in none");
    let place = repository();
    place.run(&["check", "--changed-since", "mian"]).exits(2).says("git knows no commit `mian`");
    place.run(&["check", "--changed-since=--output=x"]).exits(2).says("git knows no commit");
    assert!(!place.0.join("x").exists());
    let mut without = command(&place.0, &["check", "--changed-since", "HEAD"]);
    without.env("PATH", place.0.join("nothing"));
    Ran::new(without.output().unwrap()).exits(2).says("needs git, and there is none");
}

#[test]
fn it_goes_together_with_a_baseline() {
    let place = repository();
    place.run(&["check", "--write-baseline", "known.json"]).exits(0);
    place.put("a.txt", format!("{OLD}\nSo are you hiring?\n"));
    let ran = place.run(&["check", "--baseline", "known.json", "--changed-since", "HEAD", "--format", "short"]).exits(1);
    assert_eq!(ran.out.lines().count(), 1);
    assert!(!ran.err.contains("gone"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_repository_is_the_repository() {
    let place = Place::new();
    place.put("real/a.txt", OLD);
    let real = place.0.join("real");
    for args in [
        &["init", "--quiet"][..],
        &["add", "--all"],
        &["-c", "user.name=Kim", "-c", "user.email=kim@example.org", "commit", "--quiet", "-m", "old"],
    ] {
        assert!(Command::new("git").current_dir(&real).args(args).status().unwrap().success());
    }
    std::os::unix::fs::symlink(&real, place.0.join("link")).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_cordial"))
        .current_dir(place.0.join("link"))
        .env("PWD", place.0.join("link"))
        .args(["check", "../link/a.txt", "--changed-since", "HEAD", "--format", "short", "--fail-on", "never"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout), "", "{}", String::from_utf8_lossy(&out.stderr));
}
