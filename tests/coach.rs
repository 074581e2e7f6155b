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
fn brackets_that_are_open_are_neither_there_nor_good() {
    let text = "Subject: [topic]\n\nHi [first name],\n\nYour [talk or article of theirs] sent me back to my own notes. I am a nurse in Leeds. Would you have fifteen minutes for a call? No is fine.\n\nThank you for reading this.\n\nAda Brandt\n";
    // Without a reader it is a template by its looks; with one it is a letter.
    for front in ["", "---\nto: Dana Cole\n---\n"] {
        let said = said(&format!("{front}{text}"), Format::Plain);
        // What a slot of a letter would say of its reader is not known.
        let whole = if front.is_empty() { 3 } else { 2 };
        let open = [
            ("Subject", "fill in [topic]"),
            ("Greeting", "fill in [first name]"),
            ("Why this person", "fill in [talk or article of theirs]"),
        ];
        for (title, words) in &open[..whole] {
            assert_eq!(state(&said, title), State::Missing, "{front}{title}");
            assert_eq!(said.outline.iter().find(|part| part.title == *title).unwrap().words, *words);
        }
        assert_eq!(state(&said, "Who you are"), State::There);
        assert!(said.good.iter().all(|praise| !praise.words.contains('[')), "{:?}", said.good);
        let says = if front.is_empty() { "Ready as a template. Fill in" } else { "Not yet. " };
        assert!(said.says.starts_with(says), "{}", said.says);
    }
    // What is meant as a template has its slots.
    let said = said(&format!("---\ntemplate: true\n---\n{text}"), Format::Plain);
    assert_eq!(state(&said, "Subject"), State::There);
    assert!(said.says.starts_with("Ready. "), "{}", said.says);
    assert!(said.good.iter().all(|praise| !praise.words.starts_with('[')), "{:?}", said.good);
}

#[test]
fn what_only_sounds_like_a_choice_is_not_praised() {
    let text = "Hi Dana,\n\nYour map of night buses sent me back to my own street. I am a teacher in York and move to your field either way. How did you choose the school? Could we talk for fifteen minutes?\n\nThank you,\nTom Bell\n";
    let coaching = said(text, Format::Plain);
    assert!(!coaching.good.iter().any(|praise| ["choice", "easy-out"].contains(&praise.signal.as_str())), "{:?}", coaching.good);
    assert_ne!(state(&coaching, "An easy no"), State::There);
    let coaching =
        said(&text.replace("either way", "in May").replace("How did you choose the school?", "You choose the day."), Format::Plain);
    assert_eq!(state(&coaching, "An easy no"), State::There);
}

#[test]
fn a_reproach_is_nothing_new() {
    let text = "---\nkind: follow-up\n---\nSubject: Night buses in Leeds\n\nHi Dana,\n\nI still haven't heard back from you. Could you spare 15 minutes?\n\nThank you,\nAda\n";
    assert_ne!(state(&said(text, Format::Plain), "Something new"), State::There);
}

#[test]
fn examples_fit_the_kind_and_the_channel() {
    let after = |text: &str, rule: &str| {
        let steps = said(text, Format::Plain).steps;
        let step = steps.iter().find(|step| step.rule == rule).unwrap_or_else(|| panic!("{rule} is not in {steps:?}"));
        step.after.as_ref().map(|after| after.words.clone())
    };
    let thanks = "---\nkind: thank-you\nchannel: email\n---\nHi Dana,\n\nWhat you said about the ward stayed with me, and I have ordered the book you named.\n\nThank you,\nAda\n";
    assert_eq!(after(thanks, "subject/missing").as_deref(), Some("Subject: Thank you for the half hour on Tuesday"));
    let call = "---\nchannel: phone\n---\nHi Dana, this is Ada from the ferry. I saw your talk on ice. Is now a good moment? How did you learn to hear it? What surprised you? What would you read first?\n";
    assert_eq!(after(call, "courtesy/no-thanks").as_deref(), Some("Thank you for listening."));
    // A bracket is filled in, not replaced by somebody else's sentence.
    let open = "---\nto: Dana Cole\n---\nHi Dana,\n\nYour talk on ice stayed with me. I am [what you do]. How did you learn to hear it?\n\nThank you,\nAda\n";
    assert_eq!(after(open, "template/unfilled"), None);
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
        let shows = guide.steps.iter().any(|step| step.rule == rule.id && step.after.is_some()) || rule.fix.is_some();
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
        let draft = read(
            &text,
            Format::Plain,
            &Context { kind: step.kinds.first().copied(), channel: step.channels.first().copied(), ..Context::default() },
        );
        for report in check(&text, &draft, &rules, &Settings::default()) {
            let wrong = report.findings.iter().filter(|f| !f.about_missing && !f.span.is_empty() && f.severity >= Severity::Warning);
            let wrong: Vec<&str> = wrong.filter(|f| !f.rule.starts_with("length/")).map(|f| f.rule.as_str()).collect();
            assert!(wrong.is_empty(), "{}: “{words}” is found by {wrong:?}", step.rule);
        }
    }
}
