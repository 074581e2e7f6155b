//! The coach as a reader meets it: drafts and what is said of them, first drafts and what is left to fill in, tips and
//! the advice they carry.
#![allow(clippy::unwrap_used)]

#[path = "coach/advice.rs"]
mod advice;
#[path = "coach/starts.rs"]
mod starts;

use cordial::coach::{Coaching, State, coach};
use cordial::draft::{Context, Format, read};
use cordial::engine::{Rules, Settings, Verdict, builtin, check};
use cordial::rules::{Severity, rule_id};

const GOOD: &str = include_str!("../examples/01-good-first-email.txt");
const BAD: &str = include_str!("../examples/02-asks-for-a-job.txt");

/// What the coach says of the only message of a text.
pub fn said(text: &str, format: Format) -> Coaching {
    let (rules, settings) = (Rules::builtin(), Settings::default());
    let draft = read(text, format, &Context::default());
    let reports = check(text, &draft, &rules, &settings);
    assert_eq!(draft.messages.len(), 1, "{text}");
    coach(text, &draft.messages[0], &reports[0], &rules, &settings)
}

fn state(coaching: &Coaching, title: &str) -> State {
    let titles: Vec<&str> = coaching.outline.iter().map(|part| part.title.as_str()).collect();
    coaching.outline.iter().find(|part| part.title == title).unwrap_or_else(|| panic!("{title} is none of {titles:?}")).state
}

#[test]
fn a_good_message_is_told_what_is_good_and_has_nothing_to_do() {
    let said = said(GOOD, Format::Plain);
    assert_eq!(said.verdict, Verdict::Ready);
    assert_eq!(said.says, "Ready. Nothing stands in its way.");
    assert!(said.steps.is_empty() && !said.more, "{:?}", said.steps);
    assert!(said.outline.iter().all(|part| part.state == State::There), "{:?}", said.outline);
    let praised: Vec<&str> = said.good.iter().map(|praise| praise.signal.as_str()).collect();
    assert_eq!(praised.first(), Some(&"specific"));
    assert!(praised.len() > 1 && praised.len() <= 4, "{praised:?}");
    for praise in &said.good {
        assert!(!praise.words.is_empty() && !praise.span.is_empty(), "{praise:?}");
    }
}

#[test]
fn a_message_that_asks_for_a_job_hears_of_that_first() {
    let said = said(BAD, Format::Plain);
    assert_eq!(said.verdict, Verdict::NotYet);
    assert_eq!(said.steps.len(), 3);
    assert!(said.more);
    assert_eq!(said.steps[0].rule, "ask/job");
    assert_eq!(said.steps[0].severity, Severity::Error);
    assert_eq!(said.steps[0].before.as_deref(), Some("My name is Tom and I am looking for a job in marketing."));
    assert!(said.steps.iter().all(|step| step.after.is_some()), "{:?}", said.steps);
    assert_eq!(state(&said, "Why this person"), State::Missing);
    assert_eq!(state(&said, "Thanks"), State::Missing);
    assert_eq!(state(&said, "Your name"), State::There);
}

#[test]
fn the_steps_go_by_weight_then_by_turn_and_each_rule_speaks_once() {
    let text = "Hi Dana,\n\nI want to leverage synergies and utilize my bandwidth. I would utilize it well. Are you hiring?\n";
    let said = said(text, Format::Plain);
    let rules: Vec<&str> = said.steps.iter().map(|step| step.rule.as_str()).collect();
    assert_eq!(rules[0], "ask/job");
    let weights: Vec<Severity> = said.steps.iter().map(|step| step.severity).collect();
    assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]), "{weights:?}");
    let mut once = rules.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), rules.len(), "{rules:?}");
}

#[test]
fn a_word_with_a_plainer_one_is_mended_in_the_sentence_it_stands_in() {
    let text = GOOD.replace("I keep a copy", "I utilize a copy");
    assert_ne!(text, GOOD);
    let said = said(&text, Format::Plain);
    let step = said.steps.iter().find(|step| step.rule == "wording/jargon").unwrap_or_else(|| panic!("{:?}", said.steps));
    let (before, after) = (step.before.as_deref().unwrap(), step.after.as_ref().unwrap());
    assert!(!after.is_example);
    assert!(before.contains("I utilize a copy"), "{before}");
    assert_eq!(after.words, before.replace("utilize", "use"));
}

#[test]
fn what_is_found_fault_with_is_not_praised_in_the_same_breath() {
    let text = "---\nto: Dana Cole\n---\n\nHi Fatima,\n\nYour study of night buses sent me back to my own street.\n\nThank you for reading this.\n\nAda Brandt\n";
    let said = said(text, Format::Plain);
    assert_eq!(said.steps[0].rule, "personal/wrong-name");
    assert_eq!(said.steps[0].after.as_ref().unwrap().words, "Hi Dana,");
    assert!(said.good.iter().all(|praise| praise.signal != "greeting"), "{:?}", said.good);
    assert!(said.good.iter().any(|praise| praise.signal == "specific"), "{:?}", said.good);
}

#[test]
fn places_lead_back_to_the_file_through_markdown() {
    let text = "---\nchannel: email\n---\n\n> Subject: A question\n>\n> Hi Dana,\n>\n> Your **study of night buses** sent me back to my own street. Are you hiring?\n";
    let said = said(text, Format::Markdown);
    let step = said.steps.iter().find(|step| step.rule == "ask/job").unwrap();
    assert_eq!(step.span.of(text), "Are you hiring");
    let greeting = said.outline.iter().find(|part| part.title == "Greeting").unwrap();
    assert_eq!(greeting.span.unwrap().of(text).trim(), "Hi Dana,");
    assert!(said.good.iter().all(|praise| text.get(praise.span.range()).is_some()));
}

#[test]
fn each_part_is_shown_by_a_sentence_of_its_own_where_it_has_one() {
    let said = said(include_str!("../examples/07-thank-you.md"), Format::Markdown);
    let words = |title: &str| &said.outline.iter().find(|part| part.title == title).unwrap().words;
    assert!(words("A thing they said").starts_with("Your point that an examiner"), "{:?}", said.outline);
    assert!(words("What you did with it").starts_with("I have signed up"), "{:?}", said.outline);
}

#[test]
fn an_invitation_is_not_asked_for_what_it_has_no_room_for() {
    let said = said(include_str!("../examples/05-linkedin-invite.md"), Format::Markdown);
    let titles: Vec<&str> = said.outline.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(titles, ["Greeting", "Why this person", "Who you are", "The request"]);
}

#[test]
fn nothing_is_missing_that_no_rule_misses() {
    let rules = Rules::builtin();
    for (path, text) in builtin::files().iter().filter(|(path, _)| rule_id(path).is_some()) {
        for example in cordial::rules::examples(path, text, false).unwrap().good {
            let (settings, draft) = (Settings::default(), read(&example.text, Format::Plain, &Context::default()));
            let reports = check(&example.text, &draft, &rules, &settings);
            for (message, report) in draft.messages.iter().zip(&reports) {
                let said = coach(&example.text, message, report, &rules, &settings);
                let missed = said.outline.iter().any(|part| part.state == State::Missing);
                assert!(!missed || !report.findings.is_empty(), "{path}: {:?}", said.outline);
                assert_eq!(said.verdict, report.verdict());
                assert!(said.steps.len() <= 3 && said.good.len() <= 4 && said.tips.len() <= 3);
                assert_eq!(said.steps.is_empty(), report.findings.is_empty());
            }
        }
    }
}

#[test]
fn every_rule_of_the_house_has_a_better_sentence_or_says_what_to_do() {
    let rules = Rules::builtin();
    let guide = rules.guide().unwrap();
    for (_, rule) in rules.rules() {
        let shows = guide.after(&rule.id).is_some() || rule.fix.is_some();
        assert!(shows || !rule.told.instead.is_empty(), "{}", rule.id);
        assert!(guide.turn(&rule.id) < guide.steps.len(), "{} has no turn", rule.id);
    }
}

#[test]
fn examples_of_better_words_pass_the_check_themselves() {
    let rules = Rules::builtin();
    for step in &rules.guide().unwrap().steps {
        let Some(words) = step.after.as_ref().filter(|words| !words.contains('[') && !words.starts_with("Subject:")) else { continue };
        let text = format!("Hi Dana,\n\n{words}\n");
        let draft = read(&text, Format::Plain, &Context::default());
        for report in check(&text, &draft, &rules, &Settings::default()) {
            let wrong = report.findings.iter().filter(|f| !f.about_missing && !f.span.is_empty() && f.severity >= Severity::Warning);
            let wrong: Vec<&str> = wrong.filter(|f| !f.rule.starts_with("length/")).map(|f| f.rule.as_str()).collect();
            assert!(wrong.is_empty(), "{}: “{words}” is found by {wrong:?}", step.rule);
        }
    }
}
