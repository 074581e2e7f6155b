//! What a run comes to, rule by rule: kept for what is written behind the last file. It grows with the number of rules
//! and no further.

use super::issue::{Issue, issues, place};
use crate::cli::checked::Checked;
use crate::rules::Severity;
use crate::text::Encoding;
use std::collections::BTreeMap;

/// How many places are kept; the rest is counted.
const MOST_ROWS: usize = 200;

/// What was found so far.
#[derive(Debug, Default)]
pub(in crate::cli) struct Digest {
    /// Each rule that found something: its weight, and how often.
    pub(super) rules: BTreeMap<String, (Severity, usize)>,
    /// The first places.
    pub(super) rows: Vec<Row>,
    /// How many more places there are.
    pub(super) more: usize,
}

/// One place.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) path: String,
    pub(super) line: u32,
    pub(super) severity: Severity,
    pub(super) rule: String,
    pub(super) message: String,
}

impl Digest {
    /// What one file comes to.
    pub(in crate::cli) fn of(checked: &Checked) -> Digest {
        let mut digest = Digest::default();
        for issue in issues(checked) {
            let Issue { severity, message, .. } = issue;
            let counted = digest.rules.entry(issue.rule.to_owned()).or_insert((severity, 0));
            *counted = (counted.0.max(severity), counted.1 + 1);
            let line = place(checked, issue.span.start, Encoding::Chars).0;
            digest.keep(Row { path: checked.path.clone(), line, severity, rule: issue.rule.to_owned(), message });
        }
        digest
    }

    /// Adds what other files come to.
    pub(in crate::cli) fn add(&mut self, other: Digest) {
        for (rule, (severity, times)) in other.rules {
            let counted = self.rules.entry(rule).or_insert((severity, 0));
            *counted = (counted.0.max(severity), counted.1 + times);
        }
        other.rows.into_iter().for_each(|row| self.keep(row));
        self.more += other.more;
    }

    fn keep(&mut self, row: Row) {
        if self.rows.len() < MOST_ROWS { self.rows.push(row) } else { self.more += 1 }
    }
}
