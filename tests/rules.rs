//! Every built-in rule and signal is proved by its own examples.
#![allow(clippy::unwrap_used)]

use cordial::engine::{Rules, builtin, prove};
use cordial::rules::{examples, rule_id};

#[test]
fn every_rule_holds_by_its_own_examples() {
    let proof = prove(builtin::files().iter().copied(), &Rules::builtin());
    let list: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} of the examples do not hold:\n{}", list.len(), list.join("\n"));
    assert!(proof.rules > 0 && proof.examples > 0, "nothing was proved");
}

/// A pack of one's own may have fewer; ours show what each rule is for, and what it must leave alone.
#[test]
fn every_rule_of_ours_has_three_bad_and_three_good_examples() {
    let mut rules = 0;
    for (path, text) in builtin::files().iter().filter(|(path, _)| rule_id(path).is_some()) {
        let examples = examples(path, text, false).expect("a built-in rule can be read");
        let (bad, good) = (examples.bad.len(), examples.good.len());
        assert!(bad >= 3 && good >= 3, "{path} has {bad} bad and {good} good examples: three of each, and of the good two near misses");
        rules += 1;
    }
    assert_eq!(rules, Rules::builtin().rules().count(), "every rule was looked at");
}

/// `cordial rules test rules/` reads the same files, and no longer ones.
#[test]
fn no_file_of_ours_is_too_long_to_read() {
    let mut folders = vec![std::path::PathBuf::from("rules")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
            let about = entry.metadata().unwrap();
            if about.is_dir() {
                folders.push(entry.path());
            } else {
                assert!(about.len() <= cordial::host::read::LARGEST as u64, "{} has {} bytes", entry.path().display(), about.len());
            }
        }
    }
}
