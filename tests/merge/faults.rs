//! Faults planted in a list: each is found, at its place of the template, and named with its row.

use super::{GOOD, HEAD, findings, found, with};

/// The row, the rule, what is said of it, and the words of the template where it is said.
const PLANTED: &[(&str, &str, &str, &str)] = &[
    // An empty name.
    (
        ",Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "template/empty-value",
        "“Hi ,” has a hole where a word should be. In row 3 (Okafor).",
        "Hi {{first_name}},",
    ),
    ("  ,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June", "template/empty-value", "“Hi ,”", "Hi {{first_name}},"),
    // A value that is none.
    ("null,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June", "template/empty-value", "In row 3", "Hi {{first_name}},"),
    ("Ada,Okafor,Beta Farms,Grower,Farming,#N/A,I saw two in June", "template/empty-value", "In row 3 (Ada Okafor).", "on {{topic}} made"),
    (
        "First Name,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "template/empty-value",
        "“Hi First Name,”",
        "Hi {{first_name}},",
    ),
    // A formula.
    (
        "Ada,Okafor,Beta Farms,Grower,Farming,swarms,\"=HYPERLINK(\"\"http://x.example\"\",\"\"me\"\")\"",
        "template/formula",
        "“=HYPERLINK(",
        "{{detail}}",
    ),
    // Another company.
    (
        "Ada,Okafor,Beta Farms,Grower,Farming,swarms,I admire your work at Northwind",
        "personal/wrong-company",
        "“Northwind” is not where they work: that is Beta Farms. In row 3 (Ada Okafor).",
        "{{detail}}",
    ),
    // One that shares a word with theirs.
    (
        "Ada,Okafor,University of Leeds,Grower,Farming,swarms,I admire your work at the University of Graz",
        "personal/wrong-company",
        "“University of Graz” is not where they work: that is University of Leeds. In row 3 (Ada Okafor).",
        "{{detail}}",
    ),
    // Names as profiles and lists have them.
    ("Zoë 🎉,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June", "template/odd-name", "“Zoë 🎉” has a picture", "{{first_name}}"),
    (
        "\"Okafor, Ada\",,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "template/odd-name",
        "“Okafor, Ada” has a comma",
        "{{first_name}}",
    ),
    (
        "ADAEZE,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "template/odd-name",
        "In row 3 (ADAEZE Okafor).",
        "{{first_name}}",
    ),
    ("ada.okafor@x.example,,Beta Farms,Grower,Farming,swarms,I saw two in June", "template/odd-name", "is an address", "{{first_name}}"),
    (
        "🎉,,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "template/odd-name",
        "“🎉” is no name. In row 3 (Beta Farms).",
        "{{first_name}}",
    ),
    (
        "عمر,الفاروق,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "template/right-to-left",
        "In row 3 (عمر الفاروق).",
        "{{first_name}}",
    ),
    // A slot within a value.
    ("Ada,Okafor,Beta Farms,Grower,Farming,swarms,I liked {{that thing}}", "template/unfilled", "In row 3", "{{detail}}"),
];

#[test]
fn each_planted_fault_is_found_with_its_row() {
    for (row, rule, says, place) in PLANTED {
        let found = found(&format!("{GOOD}{row}\n"));
        let hit = found.iter().find(|(found, message, text)| found == rule && message.contains(says) && text == place);
        assert!(hit.is_some(), "{rule} {says:?} at {place:?}: {found:#?}");
    }
}

#[test]
fn what_only_looks_like_a_fault_is_left_alone() {
    for row in [
        // A comma, a mark of quotation and a line break in a cell.
        "\"Ada\",\"Okafor, Jr.\",\"Beta Farms, Inc.\",Grower,Farming,\"\"\"swarms\"\"\",\"I saw two in June,\nand one in May\"",
        // Names of all kinds.
        "美咲,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "Ngọc-Ánh,van der Berg,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "D'Arcy,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "AJ,Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June",
        // The same company by other names.
        "Ada,Okafor,University of Leeds,Grower,Farming,swarms,I admire your work at Leeds University",
        "Ada,Okafor,University of Leeds,Grower,Farming,swarms,I admire your work at the University",
        "Ada,Okafor,\"University of California, Berkeley\",Grower,Farming,swarms,I admire your work at UC Berkeley",
        "Ada,Okafor,Massachusetts Institute of Technology,Grower,Farming,swarms,I admire your work at MIT",
        "Ada,Okafor,\"Beta Farms, Inc.\",Grower,Farming,swarms,I admire your work at Beta",
        "Ada,Okafor,MIT,Grower,Farming,swarms,I admire your work at the Massachusetts Institute of Technology",
        // A part of it.
        "Ada,Okafor,University of Leeds,Grower,Farming,swarms,I admire your work at the Department of Physics",
        "Ada,Okafor,University of Leeds,Grower,Farming,swarms,I admire your work at the Business School",
        // Mr. Null is called so.
        "Ada,Null,Beta Farms,Grower,Farming,swarms,none of mine swarmed",
    ] {
        let found = found(&format!("{GOOD}{row}\n"));
        assert!(found.is_empty(), "{row}: {found:#?}");
    }
}

#[test]
fn the_writers_own_place_hides_no_other_company() {
    let own = "I am in my second year of horticulture at Northfield College, and your talk";
    let template = super::TEMPLATE.replace("I study horticulture in Graz, and your talk", own);
    for (template, says) in [
        (template.clone(), "“Northwind” is not where they work: that is Beta Farms. In row 3 (Ada Okafor)."),
        (template.replace("how you came to {{company}}", "why you joined Globex"), "“Globex” is not where they work"),
    ] {
        let place = with(&format!("{HEAD}{GOOD}Ada,Okafor,Beta Farms,Grower,Farming,swarms,I admire your work at Northwind\n"));
        place.put("note.md", &template);
        let found = findings(&place, &["--data", "people.csv"]);
        let hit = found.iter().any(|(rule, message, _)| rule == "personal/wrong-company" && message.contains(says));
        assert!(hit, "{says} {found:#?}");
        assert!(found.iter().all(|(_, message, _)| !message.contains("“Northfield")), "{found:#?}");
    }
}

#[test]
fn an_empty_value_that_leaves_no_hole_is_none() {
    let template = super::TEMPLATE
        .replace("{{detail}}", "{{ detail | default('I wrote down every number') }}")
        .replace("Luzia Ode", "Luzia Ode\n{{ps}}");
    let place = with(&format!("{HEAD}{GOOD}").replace("detail\n", "detail,ps\n").replace("wall\n", "wall,\n"));
    place.put("note.md", template);
    assert_eq!(findings(&place, &["--data", "people.csv"]), []);
}

#[test]
fn letters_that_say_the_same_are_found_in_any_list() {
    let same = GOOD.replace("Dana,Cole,Harrow Farms", "Ada,Okafor,Beta Farms");
    let found = found(&format!("{GOOD}{same}"));
    assert_eq!(found.len(), 1, "{found:#?}");
    let says = "This says the same as the one for row 2, but for the names. In row 3 (Ada Okafor).";
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("personal/same-text", says));
}

#[test]
fn the_columns_are_held_against_the_slots() {
    let place = with(&format!("{HEAD}{GOOD}").replace("topic,detail", "topic,detial"));
    let found = findings(&place, &["--data", "people.csv"]);
    let says = |rule: &str| found.iter().filter(|(found, ..)| found == rule).map(|(_, message, _)| message.as_str()).collect::<Vec<_>>();
    assert_eq!(says("template/undeclared"), ["There is no “detail” in your list; did you mean `detial`?"]);
    assert_eq!(says("template/unused"), ["The field “detial” is in your list, but the text does not use it."]);
    assert_eq!(found.len(), 2, "a slot that no column gives is said once, not in every row: {found:#?}");
    let told = place.run(&["merge", "note.md", "--data", "people.csv"]);
    let summary = format!("{}{}", told.out, told.err);
    assert!(summary.contains("1 message: 1 not ready yet."), "what is wrong in the template is wrong in every message: {summary}");
    // The three columns that a list of people needs.
    let place = with("first_name,topic,detail\nDana,winter hives,the chart is on my wall\n");
    place.run(&["merge", "note.md", "--data", "people.csv"]).says("people.csv has no position and no company and no industry column");
}

#[test]
fn a_cell_of_a_megabyte_is_survived() {
    let long = "hive ".repeat(210_000);
    let found = found(&format!("{GOOD}Ada,Okafor,Beta Farms,Grower,Farming,swarms,{long}\nIda,,Beta Farms,Grower,Farming,,I saw two\n"));
    let of = |rule: &str| found.iter().any(|(found, message, _)| found == rule && message.contains("In row 3 (Ada Okafor)."));
    assert!(of("length/message"), "{found:#?}");
    assert!(found.iter().any(|(rule, message, _)| rule == "template/empty-value" && message.contains("In row 4 (Ida).")), "{found:#?}");
}
