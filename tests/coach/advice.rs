//! The advice of the seed articles: every row of `docs/seed-advice.md` is carried by something that exists, and every tip
//! carries a row and is said of some message.

use cordial::draft::{Channel, Kind, Relation};
use cordial::engine::Rules;
use std::collections::BTreeSet;

const ADVICE: &str = include_str!("../../docs/seed-advice.md");

/// The rows: number and what carries it.
fn rows() -> Vec<(&'static str, &'static str)> {
    let cells = |line: &'static str| line.trim_matches('|').split(" | ").map(str::trim).collect::<Vec<_>>();
    let rows = ADVICE.lines().filter(|line| line.starts_with("| 00")).map(cells);
    rows.map(|cells| (cells[0], *cells.last().unwrap())).collect()
}

/// The ids that a cell names between backticks.
fn named(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2).filter(|words| words.contains('/'))
}

#[test]
fn every_row_is_carried_by_something_that_exists() {
    let rules = Rules::builtin();
    let rows = rows();
    assert_eq!(rows.len(), 128);
    assert_eq!(rows.iter().map(|(number, _)| number).collect::<BTreeSet<_>>().len(), 128, "a number stands twice");
    for (number, cell) in rows {
        assert!(!cell.contains("not built"), "{number}: {cell}");
        assert!(
            named(cell).next().is_some() || cell.contains("`kind") || cell.contains("`channel") || cell.contains("`knows-term"),
            "{number}: {cell}"
        );
        for id in named(cell) {
            let exists = match id.split_once('/') {
                Some(("tip", name)) => rules.tips().any(|tip| tip.name == name),
                Some(("signal", name)) => rules.signals().any(|signal| signal.name == name),
                _ => rules.rule(id).is_some(),
            };
            assert!(exists, "{number} names {id}, which does not exist");
        }
    }
}

#[test]
fn a_tip_names_the_rows_that_it_carries_and_they_name_it() {
    let rules = Rules::builtin();
    for tip in rules.tips() {
        let id = format!("tip/{}", tip.name);
        let rows: BTreeSet<&str> =
            rows().into_iter().filter(|(_, cell)| named(cell).any(|name| name == id)).map(|(number, _)| number).collect();
        let sources: BTreeSet<&str> = tip.sources.iter().filter_map(|source| source.name.strip_prefix("seed ")).collect();
        assert_eq!(rows, sources, "{id}");
        assert!(!rows.is_empty(), "{id}");
    }
}

#[test]
fn every_tip_fits_some_message_and_every_kind_of_message_has_tips() {
    let rules = Rules::builtin();
    let messages = || Kind::ALL.iter().flat_map(|kind| Channel::ALL.iter().map(move |channel| (*kind, *channel)));
    for tip in rules.tips() {
        let relations = [None].into_iter().chain(Relation::ALL.iter().copied().map(Some));
        assert!(relations.into_iter().any(|r| messages().any(|(kind, channel)| tip.fits(kind, Some(channel), r))), "{}", tip.name);
    }
    for (kind, channel) in messages() {
        assert!(rules.tips().any(|tip| tip.fits(kind, Some(channel), None)), "{} by {} has no tip", kind.name(), channel.name());
    }
}

#[test]
fn tips_promise_nothing_and_scold_nobody() {
    for tip in Rules::builtin().tips() {
        let words = format!("{} {}", tip.title, tip.says).to_lowercase();
        for sour in ["%", "guarantee", "reply rate", "you must", "you failed", "lazy", "never forget"] {
            assert!(!words.contains(sour), "{}: {sour}", tip.name);
        }
        assert!(tip.says.split_whitespace().count() <= 45, "{} is long for a tip", tip.name);
    }
}
