//! Every built-in rule and signal is proved by its own examples.

use cordial::engine::{Rules, builtin, prove};

#[test]
fn every_rule_holds_by_its_own_examples() {
    let proof = prove(builtin::files().iter().copied(), &Rules::builtin());
    let list: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} of the examples do not hold:\n{}", list.len(), list.join("\n"));
    assert!(proof.rules > 0 && proof.examples > 0, "nothing was proved");
}
