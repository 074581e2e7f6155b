//! Which row a finding is in, as programs read it: in every format that has a place for it, and nowhere else.

use super::{GOOD, HEAD, Place, with};
use serde_json::Value;

/// Two rows without a name, one without a topic, and a column that the template leaves out.
fn list() -> Place {
    let rows = [
        ",Okafor,Beta Farms,Grower,Farming,swarms,I saw two in June",
        "Ida,Berg,Beta Farms,Grower,Farming,,I saw three",
        ",Stone,Beta Farms,Grower,Farming,queens,I saw four",
    ];
    let with_color = |row: &str| format!("{},blue\n", row.trim_end());
    with(&format!("{},color\n{}{}", HEAD.trim_end(), with_color(GOOD), rows.map(with_color).concat()))
}

fn run(format: &str) -> Value {
    let ran = list().run(&["merge", "note.md", "--data", "people.csv", "--format", format]);
    serde_json::from_str(ran.out.lines().collect::<Vec<_>>().join("\n").as_str()).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

/// What `key` says of each rule, with the first row and how many there are.
fn told(findings: &[Value], key: &str, place: impl Fn(&Value) -> Value) -> Vec<(String, Value, Value)> {
    findings
        .iter()
        .map(|found| (found[key].as_str().unwrap().to_owned(), place(found)["row"].clone(), place(found)["rows"].clone()))
        .collect()
}

/// By place: what is missing in the template as a whole, the greeting, the topic.
fn expected() -> Vec<(String, Value, Value)> {
    let row = |rule: &str, row: Value, rows: Value| (rule.to_owned(), row, rows);
    vec![
        row("template/unused", Value::Null, Value::Null),
        row("template/empty-value", 3.into(), 2.into()),
        row("template/empty-value", 4.into(), 1.into()),
    ]
}

#[test]
fn every_finding_names_its_row_in_json() {
    for format in ["json", "jsonl"] {
        let json = run(format);
        let file = if format == "json" { &json["files"][0] } else { &json };
        let findings = file["messages"][0]["findings"].as_array().unwrap();
        let mut told = told(findings, "rule", Value::clone);
        told.retain(|(rule, ..)| rule.starts_with("template/"));
        expected().iter().for_each(|row| assert!(told.contains(row), "{format}: {row:?} is not in {told:#?}"));
        let unused = findings.iter().find(|found| found["rule"] == "template/unused").unwrap();
        assert!(unused.get("row").is_none(), "what is in no row names none: {unused}");
    }
    // A draft that no list fills has no rows.
    let place = Place::new();
    place.put("a.txt", "Hi Dana,\n\nAre you hiring?\n");
    assert!(!place.run(&["check", "a.txt", "--format", "json"]).out.contains("\"row"));
}

#[test]
fn every_result_names_its_row_in_sarif() {
    let sarif = run("sarif");
    let told = told(sarif["runs"][0]["results"].as_array().unwrap(), "ruleId", |result| result["properties"].clone());
    expected().iter().for_each(|row| assert!(told.contains(row), "{row:?} is not in {told:#?}"));
}

#[test]
fn redacted_the_row_is_a_number_and_nothing_else() {
    let ran = list().run(&["merge", "note.md", "--data", "people.csv", "--format", "json", "--redact"]);
    assert!(ran.out.contains("\"row\":3,\"rows\":2"), "{}", ran.out);
    assert!(!ran.out.contains("Okafor") && !ran.out.contains("Berg"), "{}", ran.out);
}
