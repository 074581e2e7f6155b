//! The bank of good questions: it can be read, and what it offers is what the rules like.

use cordial::draft::{Context, Format, Kind, read};
use cordial::engine::{Rules, Settings, builtin, check};
use cordial::rules::{Severity, questions};

const BANK: &str = "questions.toml";

#[test]
fn every_question_that_is_offered_is_one_that_the_rules_like() {
    let text = builtin::files().iter().find(|(path, _)| *path == BANK).map_or("", |(_, text)| *text);
    let (bank, problems) = questions(BANK, text);
    assert!(problems.is_empty() && bank.len() > 10, "{problems:?}");
    let (rules, settings) = (Rules::builtin(), Settings::default());
    for question in bank {
        let given = Context { kind: Some(Kind::Questions), level: question.levels.first().copied(), ..Context::default() };
        let draft = format!("- {}\n- What would you tell somebody who begins now?\n", question.text);
        let reports = check(&draft, &read(&draft, Format::Plain, &given), &rules, &settings);
        let findings = reports.iter().flat_map(|report| &report.findings);
        let about_it = |offset: u32| (offset as usize) < question.text.len() + 2;
        let said: Vec<&str> =
            findings.filter(|f| f.severity >= Severity::Warning && about_it(f.span.start)).map(|f| f.message.as_str()).collect();
        assert!(said.is_empty(), "{}: {said:?}", question.text);
    }
}

#[test]
fn a_mistake_in_the_bank_is_said_at_its_place() {
    let text = "[[question]]\ntext = \"How?\"\nabout = \"x\"\nsource = \"y\"\nlevels = [\"boss\"]\n";
    let (_, problems) = questions(BANK, text);
    assert_eq!(problems.iter().map(|problem| (problem.line, problem.column)).collect::<Vec<_>>(), [(5, 11)]);
    assert!(problems[0].message.contains("no level"), "{}", problems[0].message);
    assert_eq!(questions(BANK, &text.replace("about", "abut")).1.len(), 1);
}
