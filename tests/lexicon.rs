//! The collected wordings of each thing that coaches warn of, and of what only looks like it: every phrasing is found
//! by its rule, every look-alike is silent for it. Where the rules see a row otherwise, `OTHERWISE` says why, and a
//! row that stands there without need fails as well.
#![allow(clippy::unwrap_used)]

use cordial::draft::{Context, Format, read};
use cordial::engine::{Rules, Settings, check, try_out};
use serde_json::Value;

/// The rows keep the names of the collection they come from; these are the rules that say the same now.
const NOW: &[(&str, &str)] = &[
    ("ask/time", "ask/too-long"),
    ("close/presume-thanks", "courtesy/thanks-in-advance"),
    ("congrats/generic", "congratulations/generic"),
    ("follow/empty", "follow-up/empty"),
    ("follow/guilt", "tone/guilt"),
    ("greet/generic", "personal/generic-greeting"),
    ("open/filler", "wording/filler-opener"),
    ("open/my-name", "wording/my-name"),
    ("praise/generic", "personal/generic-praise"),
    ("question/googleable", "question/searchable"),
    ("term/informational", "wording/informational-interview"),
    ("thanks/generic", "thank-you/generic"),
];

/// Rows that the rules see otherwise: the rule, the row, and why.
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("personal/generic-greeting", "Hi ,", "the name is missing: template/empty-value says it"),
    ("tone/apology", "I know you're very busy.", "one acknowledgement is courtesy; only a heap of them belittles the writer"),
    ("tone/apology", "I realize you must be swamped.", "one acknowledgement is courtesy"),
    ("tone/presume", "When works for you?", "it leaves the choice to the reader"),
    ("tone/presume", "What time works best for you?", "it leaves the choice to the reader"),
    ("wording/filler-opener", "I am writing to you because I saw your page.", "the reason follows at once"),
    ("wording/filler-opener", "You don't know me, but I read your blog.", "the reason follows at once"),
    ("ask/too-long", "Are you free tomorrow?", "short notice, not a long talk"),
    ("ask/too-long", "Could I get some of your time?", "no length is named: ask/no-length says it"),
    ("tone/apology", "If it's not too much trouble, could we talk?", "a formula of courtesy; once, it belittles nobody"),
    ("tone/apology", "I won't take much of your time.", "a promise about the length, not an apology"),
    ("tone/apology", "Thank you for your valuable time.", "it thanks"),
    (
        "wording/filler-opener",
        "I'd like to add you to my professional network on LinkedIn.",
        "LinkedIn's own text: personal/default-invite says it",
    ),
    ("ask/vague", "I'd like to learn more about what you do.", "it says what for and asks nothing yet; a missing ask is ask/missing's"),
    ("ask/too-long", "Call me when you have a moment.", "a moment is not long"),
    ("ask/too-long", "Can I have a moment of your time?", "a moment is not long"),
];

/// Whether a rule finds a row. A greeting is one only where it opens a draft, a formula only where nothing else is
/// said; all else is tried out by its words.
fn found(rule: &str, row: &str, rules: &Rules) -> bool {
    let whole = |kind: &str| format!("---\nkind: {kind}\n---\nHi Dana,\n\n{row}\n\nBest wishes,\nSam\n");
    let text = match rule {
        "personal/generic-greeting" => {
            format!("{row}\n\nI read your piece on tidal pools and wondered how you began.\n\nBest wishes,\nSam\n")
        }
        // These judge the whole message: it is nothing but the formula.
        "thank-you/generic" => whole("thank-you"),
        "congratulations/generic" => whole("congratulations"),
        _ => return try_out(row, rules).rules.iter().any(|id| id == rule),
    };
    let draft = read(&text, Format::Plain, &Context::default());
    check(&text, &draft, rules, &Settings::default()).iter().flat_map(|report| &report.findings).any(|finding| finding.rule == rule)
}

#[test]
fn phrasings_are_found_and_look_alikes_are_silent() {
    let rules = Rules::builtin();
    let lexicon: Vec<Value> = serde_json::from_str(include_str!("lexicon.json")).unwrap();
    let mut wrong = Vec::new();
    let (mut rows, mut otherwise) = (0, 0);
    for entry in &lexicon {
        let id = entry["id"].as_str().unwrap();
        let rule = NOW.iter().find(|(then, _)| *then == id).map_or(id, |(_, now)| now);
        assert!(rules.rule(rule).is_some(), "there is no rule {rule} (for {id})");
        for (key, wanted) in [("phrasings", true), ("hard_negatives", false)] {
            for row in entry[key].as_array().unwrap().iter().map(|row| row.as_str().unwrap()) {
                rows += 1;
                let reason = OTHERWISE.iter().find(|(of, text, _)| *of == rule && *text == row);
                otherwise += usize::from(reason.is_some());
                if found(rule, row, &rules) != (wanted != reason.is_some()) {
                    let what = match (reason, wanted) {
                        (Some(_), _) => "no longer needs its reason",
                        (None, true) => "misses",
                        (None, false) => "should not find",
                    };
                    wrong.push(format!("{rule} {what}: {row}"));
                }
            }
        }
    }
    assert_eq!(otherwise, OTHERWISE.len(), "a row of OTHERWISE is not in the lexicon");
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
}
