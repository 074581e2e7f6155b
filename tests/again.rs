//! Checking a file again after an edit gives what checking it afresh gives, wherever the edit was.
#![allow(clippy::unwrap_used)]

#[path = "lsp/dice.rs"]
mod dice;

use cordial::draft::{Context, Draft, Format, read, read_after};
use cordial::engine::{Before, Kept, Report, Rules, Settings, check, check_after};
use dice::Dice;

const EDITS: usize = 120;

const PAGE: &str = "---
fields: [name, talk, unused]
---
# Asking

## One

```
Subject: Your talk

Hi {{name}},

I saw your talk on limpets. Could we talk for 20 minutes? Are you hiring?

Thank you,
Sam
```

Some words between.

## Two: the same again

> Hi Dana,
>
> I never heard back from you. I would love to pick your brain ASAP.
>
> Best wishes,
> Sam

<!-- cordial: kind=follow-up allow=ask/job -->
```
Hi Priya,

Are you hiring? I know you are very busy.

Thanks,
Sam
```

## Two: the same again

> Hi Dana,
>
> I never heard back from you. I would love to pick your brain ASAP.
>
> Best wishes,
> Sam
";

/// One message, in which every sentence stands beside others.
const LETTER: &str = "Subject: Your talk

Hi Dana,

I saw your talk on limpets, \"counted by sound\". My friend asked \"are you hiring\" there. I can't say how much it meant: I've
read it all, e.g. the part on tides. Don't you think that's \u{201c}the future\u{201d}? I never heard back from you.

Could we talk for 20 minutes? I would love to pick your brain ASAP. - Are you hiring? - I know you are very busy!

P.S. See [link] and www.tidal.example. I hope this finds you well.

Best wishes,
Sam
";

const WORDS: &[&str] = &[
    "a",
    "\n",
    " job",
    "```\n",
    "é",
    " {{talk}}",
    "> ",
    "\n## Three\n\n",
    " please",
    ".",
    "\"",
    "?",
    "\u{201c}",
    "'",
    " not",
    "\n\n",
    "- ",
];

#[test]
fn checking_again_after_an_edit_is_checking_afresh() {
    edit_and_compare(PAGE, Format::Markdown);
    edit_and_compare(LETTER, Format::Plain);
}

#[test]
fn a_sentence_that_says_the_same_is_read_anew_where_it_is_quoted_now() {
    let (rules, settings, given) = (Rules::builtin(), Settings::default(), Context::default());
    let open = "Hi Dana,\n\nThey wrote this: look. Are you hiring? Sure\u{201d} they said.\n\nBest wishes,\nSam\n";
    let quoted = open.replace("look", "\u{201c}look");
    let mut before: Option<(Draft, Vec<Report>, Kept)> = None;
    for (text, asks) in [(open, true), (quoted.as_str(), false), (open, true)] {
        let draft = read_after(before.as_ref().map(|(draft, ..)| draft), text, Format::Plain, &given);
        let known = before.as_ref().map(|(draft, reports, kept)| Before { draft, reports, kept });
        let (reports, kept) = check_after(known, text, &draft, &rules, &settings);
        assert_eq!(reports[0].findings.iter().any(|finding| finding.rule == "ask/job"), asks, "{text}");
        assert_eq!(reports, check(text, &draft, &rules, &settings));
        before = Some((draft, reports, kept));
    }
}

fn edit_and_compare(first: &str, format: Format) {
    let (rules, settings, given) = (Rules::builtin(), Settings::default(), Context::default());
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut text = first.to_owned();
    let mut before: Option<(Draft, Vec<Report>, Kept)> = None;
    let mut found = 0;
    for number in 0..EDITS {
        let draft = read_after(before.as_ref().map(|(draft, ..)| draft), &text, format, &given);
        let known = before.as_ref().map(|(draft, reports, kept)| Before { draft, reports, kept });
        let (reports, kept) = check_after(known, &text, &draft, &rules, &settings);
        let fresh = read(&text, format, &given);
        assert_eq!(format!("{draft:?}"), format!("{fresh:?}"), "after {number} edits:\n{text}");
        let afresh = check(&text, &fresh, &rules, &settings);
        assert_eq!(reports, afresh, "after {number} edits:\n{text}");
        found += reports.iter().map(|report| report.findings.len()).sum::<usize>();
        before = Some((draft, reports, kept));
        if number % 20 == 19 {
            text = first.to_owned();
        }
        let mut at = dice.below(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8) * (dice.below(3) / 2);
        text.replace_range(at..end, WORDS[dice.below(WORDS.len())]);
    }
    assert!(found > EDITS, "nothing was found: {found}");
}

#[test]
fn a_heading_that_names_another_channel_is_heard() {
    let (rules, settings, given) = (Rules::builtin(), Settings::default(), Context::default());
    let page = |heading: &str| format!("# Notes\n\n## {heading}\n\n```\nHi Dana,\n\nCould I ask you two things?\n\nThank you,\nSam\n```\n");
    let text = page("Asking");
    let draft = read(&text, Format::Markdown, &given);
    let (reports, kept) = check_after(None, &text, &draft, &rules, &settings);
    let text = page("LinkedIn invite");
    let changed = read_after(Some(&draft), &text, Format::Markdown, &given);
    let (again, _) = check_after(Some(Before { draft: &draft, reports: &reports, kept: &kept }), &text, &changed, &rules, &settings);
    assert_eq!(again, check(&text, &changed, &rules, &settings));
    assert_ne!(again[0].channel, reports[0].channel);
}
