//! Adopting cordial in an old repository: what was there is known, what is new is found, what is mended cannot come back.

use crate::place::*;
use std::fs;

const TWO: &str =
    "Hi Dana,\n\nSo tell me, are you hiring these days? It was frobnicatingly good to hear of the harbour walk that you led.\n";

fn known(text: &str) -> Place {
    let place = Place::with_rules();
    place.put("a.txt", text);
    place.run(&["check", "--write-baseline", "known.json"]).exits(0);
    place
}

#[test]
fn what_is_known_is_left_out_and_what_is_new_is_found() {
    let place = Place::with_rules();
    place.put("a.txt", TWO);
    place.run(&["check", "--write-baseline", "known.json"]).exits(0).says("wrote known.json: 2 findings in 1 file are known now");
    place.run(&["check", "--baseline", "known.json", "--fail-on", "info"]).exits(0).prints("Nothing new in 1 message; left out: 2 known.");
    place.put("b.txt", "Hi Lee,\n\nAre you hiring?\n");
    let ran = place.run(&["check", "--baseline", "known.json", "--format", "short"]).exits(1);
    assert_eq!(ran.out, "b.txt:3:1: error[own/job] “Are you hiring” asks for a job.\n");
}

#[test]
fn it_survives_moved_and_wrapped_lines_and_other_marks() {
    let place = known(TWO);
    let moved = [
        "Hi Dana,\n\nThe rain was kind to us all day.\n\n\nSo tell me,\nare you\nhiring these days?\n\nIt was frobnicatingly good to hear of\nthe harbour walk that you led.\n",
        "Hi Dana,\r\n\r\nIt was frobnicatingly good, to hear of the “harbour walk” that you led!\r\n\r\nSo, tell me: are you hiring these days?\r\n",
    ];
    for text in moved {
        place.put("a.txt", text);
        let ran = place.run(&["check", "--baseline", "known.json", "--fail-on", "info"]).exits(0);
        assert_eq!(ran.err, "", "nothing is stale");
    }
}

#[test]
fn one_more_of_the_same_is_found() {
    let place = known(TWO);
    place.put("a.txt", format!("{TWO}\nSo tell me, are you hiring these days?\n"));
    let ran = place.run(&["check", "--baseline", "known.json", "--format", "short"]).exits(1);
    assert_eq!(ran.out, "a.txt:5:13: error[own/job] “are you hiring” asks for a job.\n");
    place.put("a.txt", format!("{TWO}\nAnd is it true, are you hiring in May?\n"));
    place.run(&["check", "--baseline", "known.json"]).exits(1).prints("a.txt:5:17");
}

#[test]
fn what_is_missing_is_known_by_its_message_and_counts() {
    let place = Place::new();
    place.put("cordial.toml", "[rules]\n\"*\" = \"off\"\n\"courtesy/no-thanks\" = \"error\"\n");
    let draft = |body: &str| {
        format!(
            "---\nkind: first-contact\nchannel: email\n---\nHi Dana,\n\nI walk the harbour on Sundays. {body} Could I ask you one question about the tides there?\n\nKim\n"
        )
    };
    place.put("a.md", draft("It is cold."));
    place.run(&["check", "a.md"]).exits(1);
    place.run(&["check", "a.md", "--write-baseline", "known.json"]).exits(0);
    place.put("a.md", draft("It is warm, and other words stand all around."));
    place.run(&["check", "a.md", "--baseline", "known.json"]).exits(0);
}

#[test]
fn what_is_mended_is_said_and_counts_only_go_down() {
    let place = known(&format!("{TWO}\nSo tell me, are you hiring these days?\n"));
    place.put("a.txt", TWO);
    place
        .run(&["check", "--baseline", "known.json"])
        .exits(0)
        .says("a finding that known.json knows is gone:\n  a.txt: own/job\n")
        .says("add --write-baseline known.json");
    // A new finding is not let in, and what is gone is taken out.
    place.put("b.txt", "Hi Lee,\n\nAre you hiring?\n");
    place
        .run(&["check", "--baseline", "known.json", "--write-baseline", "known.json"])
        .exits(1)
        .says("2 findings in 1 file are known now")
        .prints("b.txt:3:1");
    place.put("a.txt", format!("{TWO}\nSo tell me, are you hiring these days?\n"));
    place.run(&["check", "a.txt", "--baseline", "known.json"]).exits(1);
    // A file that is gone takes what was known of it along.
    fs::remove_file(place.0.join("a.txt")).unwrap();
    place
        .run(&["check", "--baseline", "known.json"])
        .exits(1)
        .says("2 findings that known.json knows are gone:\n  a.txt: own/filler\n  a.txt: own/job\n");
    place.run(&["check", "--baseline", "known.json", "--write-baseline", "known.json"]).exits(1);
    assert!(place.text("known.json").contains("\"files\": {}"));
}

#[test]
fn drafts_that_a_run_does_not_look_at_stay_known() {
    let place = known(TWO);
    place.put("b.txt", "Hi Lee,\n\nAre you hiring?\n");
    let ran = place.run(&["check", "b.txt", "--baseline", "known.json"]).exits(1);
    assert!(!ran.err.contains("gone"), "{}", ran.err);
    place.run(&["check", "b.txt", "--write-baseline", "known.json"]).exits(0).says("3 findings in 2 files");
    place.run(&["check", "--baseline", "known.json"]).exits(0);
}

#[test]
fn it_holds_from_wherever_cordial_is_run_and_no_words_of_a_draft() {
    let place = known(TWO);
    place.put("deep/er/x.txt", "Hi Lee,\n\nGood.\n");
    let mut command = command(&place.0.join("deep/er"), &["check", "../../a.txt", "--baseline", "../../known.json"]);
    Ran::new(command.output().unwrap()).exits(0);
    let file = place.text("known.json");
    for word in ["hiring", "harbour", "frobnicat", "Dana"] {
        assert!(!file.contains(word), "{file}");
    }
    assert!(file.contains("\"a.txt\": {\n      \"own/filler\": {\n"), "one row a line, for git: {file}");
}

#[test]
fn problems_of_a_file_are_known_too() {
    let place = Place::with_rules();
    place.put("a.txt", b"Hi Zo\xeb,\n\nIt was good.\n").put("b.txt", "---\nkind: folow-up\n---\nHi Dana,\n\nIt was good.\n");
    place.run(&["check", "a.txt", "b.txt", "--fail-on", "warning"]).exits(1);
    place.run(&["check", "a.txt", "b.txt", "--write-baseline", "known.json"]).exits(0);
    place.run(&["check", "a.txt", "b.txt", "--baseline", "known.json", "--fail-on", "warning"]).exits(0);
    place.put("b.txt", "---\nkind: folow-up\nchannel: e-mial\n---\nHi Dana,\n\nIt was good.\n");
    let ran = place.run(&["check", "b.txt", "--baseline", "known.json", "--fail-on", "warning", "--format", "short"]).exits(1);
    assert!(ran.out.starts_with("b.txt:3:") && ran.out.lines().count() == 1, "{}", ran.out);
}

#[test]
fn a_baseline_that_cannot_be_used_is_said_and_not_passed_over() {
    let place = Place::with_rules();
    place
        .run(&["check", "--baseline", "none.json"])
        .exits(2)
        .says("none.json is not there; write it first: cordial check --write-baseline none.json");
    place.put("bad.json", "{\"files\": {}}").run(&["check", "--baseline", "bad.json"]).exits(2).says("bad.json is no baseline of cordial");
    place.put("new.json", "{\"about\": \"\", \"version\": 9, \"files\": {}}");
    place.run(&["check", "--baseline", "new.json"]).exits(2).says("version 9");
    place.run(&["check", "--write-baseline", "bad.json"]).exits(2).says("no baseline");
    assert_eq!(place.text("bad.json"), "{\"files\": {}}");
    place.run(&["check", "--fix", "--baseline", "none.json"]).exits(2).says("--fix");
}

#[test]
fn a_sarif_file_holds_only_what_is_new() {
    let place = known(TWO);
    place.put("a.txt", format!("{TWO}\nAre you hiring?\n"));
    place.run(&["check", "--baseline", "known.json", "--format", "sarif=o.sarif"]).exits(1);
    assert_eq!(place.text("o.sarif").matches("\"ruleId\"").count(), 1);
}

#[test]
fn it_holds_wherever_the_repository_lies() {
    let place = Place::with_rules();
    place.put("one/drafts/a.txt", TWO);
    place.run(&["check", "one/drafts", "--write-baseline", "one/ci/known.json"]);
    fs::rename(place.0.join("one"), place.0.join("two")).unwrap();
    place.run(&["check", "two/drafts", "--baseline", "two/ci/known.json", "--fail-on", "info"]).exits(0).prints("Nothing new");
    assert!(place.text("two/ci/known.json").contains("\"../drafts/a.txt\""));
}
