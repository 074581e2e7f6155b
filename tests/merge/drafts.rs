//! The drafts that `--out` writes: checked again they are what they were, nothing of anybody else's is touched, and
//! they come all or not at all.

use super::{GOOD, HEAD, TEMPLATE, with};
use std::fs;

const SECOND: &str = "Ada,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June\n";

#[test]
fn the_drafts_are_ready_to_be_checked_and_sent() {
    let place = with(&format!("{HEAD}{GOOD}{SECOND}"));
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "out"]).exits(0).says("wrote 2 drafts to out");
    let first = place.text("out/0002-dana-cole.md");
    assert!(first.starts_with("---\nkind: \"first-contact\"\nchannel: \"email\"\nto: \"Dana Cole\"\n"), "{first}");
    assert!(first.contains("subject: \"Your talk on winter hives\"\n"), "{first}");
    assert!(first.ends_with("By phone or mail, whichever is easier, and a no is fine.\n\nThank you,\nLuzia Ode\n"), "{first}");
    assert!(!first.contains("{{"), "{first}");
    place.run(&["check", "out"]).exits(0).prints("Nothing to mend in 2 messages.");
}

#[test]
fn a_second_run_takes_the_place_of_the_first() {
    let place = with(&format!("{HEAD}{GOOD}{SECOND}"));
    let run = |data: &str| place.run(&["merge", "note.md", "--data", data, "--out", "out"]);
    run("people.csv").exits(0);
    place.put("fewer.csv", format!("{HEAD}{GOOD}"));
    run("fewer.csv").exits(0).says("wrote 1 draft to out");
    assert!(!place.0.join("out/0003-ada-okafor.md").exists());
    // What somebody wrote or changed there stays.
    place.put("out/0002-dana-cole.md", "mine");
    run("people.csv").exits(2).says("out holds 0002-dana-cole.md, which was changed since cordial wrote it");
    assert_eq!(place.text("out/0002-dana-cole.md"), "mine");
    place.put("other/mine.md", "mine");
    place
        .run(&["merge", "note.md", "--data", "people.csv", "--out", "other"])
        .exits(2)
        .says("other holds mine.md, which cordial did not write");
    assert_eq!(fs::read_dir(place.0.join("other")).unwrap().count(), 1);
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "people.csv"]).exits(2).says("is a file");
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "no/such"]).exits(2).says("there is no folder no");
    let left: Vec<String> =
        fs::read_dir(&place.0).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).filter(|n| n.starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_name_never_leads_out_of_the_folder() {
    let rows = ["../../etc/passwd", "/root", "..", "CON", "a\nb", "", "🎉"]
        .map(|name| format!("\"{name}\",,X{},Grower,Farming,swarms,I saw two in June\n", name.len()));
    let place = with(&format!("{HEAD}{}", rows.concat()));
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "out"]).says("wrote 7 drafts to out");
    let mut names: Vec<String> =
        fs::read_dir(place.0.join("out")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let expected =
        [".cordial-merge", "0002-etc-passwd.md", "0003-root.md", "0004-x2.md", "0005-con.md", "0006-a-b.md", "0007-x0.md", "0008-x4.md"];
    assert_eq!(names, expected);
    // What a cell holds does not become a line of the front matter.
    let place = with(&format!("{HEAD}\"Ada\"\"\nallow: x\",,B\\,Grower,Farming,swarms,I saw two in June\n"));
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "out"]).says("wrote 1 draft");
    let file = fs::read_dir(place.0.join("out")).unwrap().map(|e| e.unwrap().path()).find(|path| path.extension().is_some()).unwrap();
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("to: \"Ada\\\"\\nallow: x\"\n") && text.contains("company: \"B\\\\\"\n"), "{text}");
}

#[test]
fn a_list_that_breaks_off_leaves_no_drafts() {
    let place = with("");
    place.put("people.jsonl", "{\"first_name\": \"Dana\"}\n");
    place.put("note.md", "Hi {{ first_name | no_such_filter }},\n\nHow did you begin?\n");
    place.run(&["merge", "note.md", "--data", "people.jsonl", "--out", "out"]).exits(2);
    assert!(!place.0.join("out").exists());
}

#[test]
fn a_template_at_fault_writes_no_drafts() {
    let place = with(&format!("{HEAD}{GOOD}"));
    place.put("note.md", "Hi {{first_name}},\n\nYour talk on {{subject_of_it}} was new to me. How did you begin?\n\nThank you,\nLuzia\n");
    let says = "out was not written: mend the template first, its faults are in every draft";
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "out"]).exits(1).says(says);
    assert!(!place.0.join("out").exists());
    place.run(&["merge", "note.md", "--data", "people.csv", "--limit", "0"]).exits(2).says("0 is not in 1..");
}

#[test]
fn a_letter_that_says_the_same_twice_is_not_ready() {
    let place = with(&format!("{HEAD}{GOOD}{}", GOOD.replace("Dana", "Ida").replace("Cole", "Berg")));
    place.put("note.md", TEMPLATE.replace("{{detail}}", "I saw two in June").replace("{{topic}}", "swarms"));
    place.run(&["merge", "note.md", "--data", "people.csv"]).prints("1 almost ready");
}

#[test]
fn what_a_cell_says_in_vain_is_told() {
    let place = with(&format!("{},kind,channel,met\n{},replay,fax,last May\n", HEAD.trim_end(), GOOD.trim_end()));
    let ran = place.run(&["merge", "note.md", "--data", "people.csv"]);
    ran.says("people.csv has cells that say nothing to cordial: row 2 has “replay” as kind; did you mean `reply`?");
    let ran = place.run(&["merge", "note.md", "--data", "people.csv"]);
    ran.says("row 2 has “fax” as channel; it can be email").says("row 2 has “last May” as met; a day is written 2026-05-31");
}
