//! A long list, read in a stream, with faults planted far apart: each is found and named with its row, and what only
//! looks odd is left alone. `.ci/merge` does the same with more rows and measures the memory.

use super::{HEAD, Place};

/// How many rows there are: several times what is judged side by side.
const ROWS: usize = 2_000;

/// Short, so that the test is.
const TEMPLATE: &str = "---
kind: first-contact
channel: email
template: true
subject: Your talk on {{topic}}
---
Hi {{first_name}},

I keep bees and liked your talk on {{topic}}: {{detail}}. How did you come to {{company}}?

Thank you,
Luzia Ode
";

/// A row of the list as a spreadsheet counts it, and what stands there.
fn planted(number: usize) -> Option<String> {
    let row = |names: &str, company: &str, topic: &str, detail: &str| Some(format!("{names},{company},Grower,Farming,{topic},{detail}"));
    match number {
        // An empty name.
        300 => row(",Okafor", "Beta Farms", "swarms", "I saw two in June"),
        // A formula.
        600 => row("Ada,Formula", "Beta Farms", "wax", "\"=HYPERLINK(\"\"http://x.example\"\",\"\"me\"\")\""),
        // A comma in a name, where it stands in no quotation marks and where it does.
        700 => row("Okafor, Ada,Comma", "Beta Farms", "honey", "I sold some"),
        800 => row("Ada,\"Okafor, Jr.\"", "\"Beta Farms, Inc.\"", "", "I made four"),
        // Another company, and one that shares a word with theirs.
        1_000 => row("Ada,Other", "Beta Farms", "queens", "I admire your work at Northwind"),
        1_100 => row("Ada,Leeds", "University of Leeds", "drones", "I admire your work at the University of Graz"),
        // A name from right to left, and one with a sign beside it, first as they should be, then with a hole.
        1_200 => row("عمر,الفاروق", "Beta Farms", "combs", "I built nine"),
        1_201 => row("عمر,الفاروق", "Beta Farms", "", "I built ten"),
        1_300 => row("Zoë 🎉,Stone", "Beta Farms", "smoke", "I use little"),
        1_301 => row("Zoë 🎉,Stone", "Beta Farms", "", "I use less"),
        // A cell of a megabyte.
        1_500 => row("Ada,Mega", "Beta Farms", "mites", &"hive ".repeat(210_000)),
        // A row that cannot be read.
        1_800 => Some("only this".to_owned()),
        _ => None,
    }
}

#[test]
fn each_fault_in_a_long_list_is_named_with_its_row() {
    let place = Place::new();
    let good = |n: usize| format!("Dana,Cole{n},Harrow Lake {n},Grower,Farming,winter hives {n},I counted {n} of them");
    let rows: Vec<String> = (2..ROWS + 2).map(|number| planted(number).unwrap_or_else(|| good(number))).collect();
    place.put("note.md", TEMPLATE).put("people.csv", format!("{HEAD}{}\n", rows.join("\n")));
    let ran = place.run(&["merge", "note.md", "--data", "people.csv", "--format", "short"]).exits(1);
    for (rule, says) in [
        ("template/empty-value", "“Hi ,” has a hole where a word should be. In row 300 (Okafor)."),
        ("template/formula", "In row 600 (Ada Formula)."),
        ("template/empty-value", "In rows 800 (Ada Okafor, Jr.), 1201 (عمر الفاروق) and 1301 (Zoë 🎉 Stone)."),
        (
            "personal/wrong-company",
            "“Northwind” is not where they work: that is Beta Farms. In row 1000 (Ada Other); the like in row 1100 (Ada Leeds).",
        ),
        ("length/message", "In row 1500 (Ada Mega)."),
        ("template/odd-name", "“Zoë 🎉” has a picture in it, as profiles do. In rows 1300 (Zoë 🎉 Stone) and 1301 (Zoë 🎉 Stone)."),
        ("template/right-to-left", "In rows 1200 (عمر الفاروق) and 1201 (عمر الفاروق)."),
        ("problem", "row 700 has 8 cells where there are 7 columns; row 1800 has 1 cell where there are 7 columns"),
    ] {
        assert!(ran.out.lines().any(|line| line.contains(rule) && line.contains(says)), "{rule} {says:?} is not in\n{}", ran.out);
    }
    // Nobody else is named: each line is of a planted row.
    let mut named: Vec<&str> = ran.out.split(['(', ')']).filter(|name| name.contains("Cole")).collect();
    named.dedup();
    assert!(named.is_empty(), "{named:?}\n{}", ran.out);
}
