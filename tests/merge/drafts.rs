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
    let says = "out was not written: mend the template's slots first";
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "out", "--fail-on", "never"]).exits(2).says(says);
    assert!(!place.0.join("out").exists());
    place.run(&["merge", "note.md", "--data", "people.csv", "--limit", "0"]).exits(2).says("a number from 1 on");
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
    ran.says("people.csv has cells that say nothing to cordial: “").says("“replay” as kind; did you mean `reply`? (row 2)");
    let ran = place.run(&["merge", "note.md", "--data", "people.csv"]);
    ran.says("“fax” as channel; it can be email").says("“last May” as met; a day is written 2026-05-31 (row 2)");
}

#[test]
fn results_are_never_written_over_what_they_are_about() {
    let place = with(&format!("{HEAD}{GOOD}"));
    let (note, people) = (place.text("note.md"), place.text("people.csv"));
    for file in ["note.md", "people.csv"] {
        let says = format!("{file} is what is to be read; name another file for the results");
        place.run(&["merge", "note.md", "--data", "people.csv", "--format", &format!("json={file}")]).exits(2).says(&says);
    }
    place.run(&["check", "note.md", "--format", "json", "--output-file", "./note.md"]).exits(2).says("note.md is what is to be read");
    assert_eq!((place.text("note.md"), place.text("people.csv")), (note, people));
}

#[test]
fn the_rows_that_a_spreadsheet_keeps_empty_are_none() {
    let place = with(&format!("{HEAD}{GOOD},,,,,,\n,, ,,,,\n"));
    place.run(&["merge", "note.md", "--data", "people.csv"]).exits(0).prints("1 message: 1 ready.");
}

#[test]
fn drafts_that_are_not_ready_are_counted_where_they_are_written() {
    let place = with(&format!("{HEAD}{GOOD},Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June\n"));
    let says = "wrote 2 drafts to out; 1 of them not ready yet";
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "out"]).exits(1).says(says);
    let ran = place.run(&["merge", "note.md", "--data", "people.csv", "--redact", "--format", "short"]);
    assert!(ran.out.contains("A hole where a word should be (row 3)") && !ran.out.contains("Okafor"), "{}", ran.out);
    // Nor does what keeps a template from being filled show its words.
    place.put("note.md", "Hi {{ first_name | no_such_filter }},\n\nHow did you begin?\n");
    let ran = place.run(&["merge", "note.md", "--data", "people.csv", "--redact"]).exits(2).says("has a slot that cannot be filled in");
    assert!(!ran.err.contains("filter"), "{}", ran.err);
}

#[test]
fn letters_that_say_something_else_to_each_are_not_the_same() {
    let place =
        with(&format!("{HEAD}{GOOD}Ada,Okafor,Beta Farms,Grower,Farming,swarms,mine left in June and came back to the same tree\n"));
    place.run(&["merge", "note.md", "--data", "people.csv", "--out", "out"]).says("wrote 2 drafts");
    assert!(!place.run(&["check", "out"]).out.contains("same-text"));
}
