//! What the findings of many rows come to: each finding once for each place of the template, with how many rows it
//! is in and the first of them by name. However long the list, this stays as small as the template.

use crate::engine::{ABOUT_ITSELF, Finding, Verdict};
use crate::rules::Severity;
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// How many rows are named for a finding.
const NAMED: usize = 3;
/// How many rows with the most findings are kept.
const WORST: usize = 3;

/// A row as it is named: its number in the list, and its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowName {
    /// The number that a spreadsheet shows.
    pub number: u64,
    /// The reader, where the row says so.
    pub label: Option<String>,
}

impl std::fmt::Display for RowName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.label {
            Some(label) => write!(out, "{} ({label})", self.number),
            None => write!(out, "{}", self.number),
        }
    }
}

/// A finding and the rows it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The finding as the first of the rows has it.
    pub finding: Finding,
    /// How many rows have it.
    pub rows: u64,
    /// The first of them.
    pub first: Vec<RowName>,
    /// Whether other rows have other words in it: another name, another number.
    varies: bool,
}

/// Which rows a finding is in, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InRows {
    /// The number of the first of them.
    pub first: u64,
    /// How many they are.
    pub count: u64,
}

impl Said {
    /// Which rows it is in; none where it is in no row.
    pub fn in_rows(&self) -> Option<InRows> {
        self.first.first().map(|name| InRows { first: name.number, count: self.rows })
    }
}

/// Findings of rows, added up.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many rows were filled.
    pub rows: u64,
    /// How many messages are ready, almost ready, not ready.
    pub verdicts: [u64; 3],
    /// The rows with the most errors, then warnings.
    pub worst: Vec<(RowName, usize, usize)>,
    /// For each rule its weight and how many rows it found something in.
    pub rules: BTreeMap<String, (Severity, u64)>,
    said: BTreeMap<(String, Option<Span>), Said>,
    alike: HashMap<u64, (u64, u32)>,
}

impl Tally {
    /// Adds what was found in a row's message.
    pub fn add(&mut self, row: &RowName, verdict: Verdict, findings: Vec<Finding>) {
        self.rows += 1;
        self.verdicts[verdict as usize] += 1;
        let count = |severity: Severity| findings.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let place = self.worst.partition_point(|(_, e, w)| (*e, *w) >= (errors, warnings));
        if errors + warnings > 0 && place < WORST {
            self.worst.insert(place, (row.clone(), errors, warnings));
            self.worst.truncate(WORST);
        }
        let mut rules: BTreeMap<&str, Severity> = BTreeMap::new();
        for finding in &findings {
            let severity = rules.entry(&finding.rule).or_insert(finding.severity);
            *severity = (*severity).max(finding.severity);
        }
        for (rule, severity) in rules {
            let (most, count) = self.rules.entry(rule.to_owned()).or_insert((severity, 0));
            (*most, *count) = ((*most).max(severity), *count + 1);
        }
        for finding in findings {
            self.say(row, finding);
        }
    }

    fn say(&mut self, row: &RowName, finding: Finding) {
        // Where something would go that is missing, differs from row to row with the lengths of the sentences.
        let key = (finding.rule.clone(), (!finding.about_missing).then_some(finding.span));
        let said = self.said.entry(key).or_insert_with(|| Said { finding: finding.clone(), rows: 0, first: Vec::new(), varies: false });
        if said.first.last().is_some_and(|last| last == row) {
            return;
        }
        said.rows += 1;
        said.varies |= said.finding.message != finding.message;
        said.finding.severity = said.finding.severity.max(finding.severity);
        if said.first.len() < NAMED {
            said.first.push(row.clone());
        }
    }

    /// The first row whose message is like this one, if there is one already.
    pub fn like(&mut self, alike: u64, row: u64) -> Option<u64> {
        let (first, count) = self.alike.entry(alike).or_insert((row, 0));
        *count += 1;
        (*count > 1).then_some(*first)
    }

    /// The findings and their rows. What is said of an `allow` holds only where no row needs it.
    pub fn said(&self) -> impl Iterator<Item = &Said> {
        let about_itself = |said: &&Said| ABOUT_ITSELF.iter().any(|(id, ..)| *id == said.finding.rule);
        self.said.values().filter(move |said| said.rows == self.rows || !about_itself(said))
    }

    /// The finding as it is shown: with the rows it is in.
    pub fn shown(&self, said: &Said) -> Finding {
        Finding { message: format!("{} {}", said.finding.message, self.rows_of(said)), ..said.finding.clone() }
    }

    /// "In all 40 rows." or "In row 7 (Dana Cole)." or "In rows 3, 7, 9 and 40 more."; where rows have other words in it,
    /// "In row 3; the like in row 7.".
    fn rows_of(&self, said: &Said) -> String {
        let names: Vec<String> = said.first.iter().map(RowName::to_string).collect();
        let all = format!("n all {} rows", self.rows);
        let (is_all, more) = (said.rows == self.rows && self.rows > 1, said.rows - said.first.len() as u64);
        match names.as_slice() {
            [first, ..] if said.varies && is_all => format!("In row {first}; the like i{all}."),
            [first, others @ ..] if said.varies => format!("In row {first}; the like in {}.", rows(others, more)),
            _ if is_all => format!("I{all}."),
            names => format!("In {}.", rows(names, more)),
        }
    }
}

/// "row 7" or "rows 3, 7, 9 and 40 more".
fn rows(names: &[String], more: u64) -> String {
    match names {
        [one] if more == 0 => format!("row {one}"),
        [others @ .., last] if more == 0 => format!("rows {} and {last}", others.join(", ")),
        names => format!("rows {} and {more} more", names.join(", ")),
    }
}
