//! First drafts: every kind has one for every channel that it travels by, nothing in it is wrong but what is still to be
//! filled in, and nothing at all once it is filled in.

use cordial::coach::{prove_starts, start};
use cordial::draft::{Channel, Context, Format, Kind, read};
use cordial::engine::{Rules, Settings, Verdict, builtin, check};

/// What nobody does: an invitation is always the first note, a call that congratulates needs no draft.
fn is_odd(kind: Kind, channel: Channel) -> bool {
    match channel {
        Channel::Phone => matches!(kind, Kind::ThankYou | Kind::Congratulations | Kind::CheckIn),
        Channel::LinkedinInvite => matches!(kind, Kind::FollowUp | Kind::Questions),
        Channel::Sms | Channel::XPost => kind == Kind::Questions,
        _ => false,
    }
}

#[test]
fn every_first_draft_holds() {
    let problems = prove_starts(builtin::files().iter().copied(), &Rules::builtin());
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}

#[test]
fn there_is_a_first_draft_for_every_kind_and_every_channel_it_travels_by() {
    let rules = Rules::builtin();
    for kind in Kind::ALL {
        for channel in Channel::ALL {
            let there = start(&rules, *kind, *channel, "Dana Cole", None).is_some();
            assert_eq!(there, !is_odd(*kind, *channel), "{} by {}", kind.name(), channel.name());
        }
    }
}

#[test]
fn a_started_draft_is_not_ready_and_its_own_brackets_say_so() {
    let rules = Rules::builtin();
    for kind in [Kind::FirstContact, Kind::FollowUp, Kind::ThankYou] {
        let text = start(&rules, kind, Channel::Email, "Dana Cole", Some("Harrow Lake Farms")).unwrap();
        assert!(
            text.contains("\nHi Dana,\n") && text.contains("to: Dana Cole\n") && text.contains("company: Harrow Lake Farms\n"),
            "{text}"
        );
        let draft = read(&text, Format::Plain, &Context::default());
        assert!(draft.problems.is_empty(), "{:?}", draft.problems);
        let reports = check(&text, &draft, &rules, &Settings::default());
        assert_eq!(reports[0].kind, kind);
        assert_eq!(reports[0].verdict(), Verdict::NotYet);
        let open = reports[0].findings.iter().filter(|finding| finding.rule == "template/unfilled").count();
        assert_eq!(open, draft.messages[0].placeholders.len());
    }
}

#[test]
fn a_reader_is_called_by_the_name_that_is_theirs() {
    let rules = Rules::builtin();
    let greeting = |to: &str| {
        let text = start(&rules, Kind::FirstContact, Channel::Email, to, None).unwrap();
        let draft = read(&text, Format::Plain, &Context::default());
        assert!(draft.problems.is_empty(), "{to}: {:?}", draft.problems);
        let kept = draft.messages[0].context.to.clone().unwrap();
        let reports = check(&text, &draft, &rules, &Settings::default());
        assert!(reports[0].findings.iter().all(|finding| finding.rule != "personal/wrong-name"), "{to}: {text}");
        (text.lines().find(|line| line.starts_with("Hi ")).unwrap().to_owned(), kept)
    };
    assert_eq!(greeting("Dana Cole"), ("Hi Dana,".into(), "Dana Cole".into()));
    assert_eq!(greeting("Dr. Amara Osei").0, "Hi Dr. Osei,");
    assert_eq!(greeting("Zoë O’Neill-Šimić").0, "Hi Zoë,");
    assert_eq!(greeting("  Dana \n  Cole ").1, "Dana Cole");
    assert_eq!(greeting("No").1, "No");
    assert_eq!(greeting("Dana: \"the\" # Cole").1, "Dana: \"the\" # Cole");
}
