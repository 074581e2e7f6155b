//! What a run of many rows comes to, in few lines: how many messages are ready, which rules found something in how
//! many rows, and the rows that need most.

use super::rows::Run;
use crate::cli::output::painted_as;
use crate::cli::terminal::{Terminal, harmless, wrap};
use crate::engine::Finding;
use crate::merge::RowName;
use crate::rules::Severity;
use std::fmt::Write;

/// The summary for people.
pub(super) fn summary(run: &Run, of_template: &[Finding], is_redacted: bool, terminal: &Terminal) -> String {
    let tally = &run.tally;
    let is_colored = terminal.is_colored();
    let mut lines = String::new();
    let in_rows = tally.rules.iter().filter(|(rule, _)| tally.said().any(|said| said.finding.rule == **rule));
    let mut rules: Vec<(&str, Severity, String)> =
        in_rows.map(|(rule, (severity, rows))| (rule.as_str(), *severity, count(*rows, "row"))).collect();
    rules.extend(of_template.iter().map(|finding| (finding.rule.as_str(), finding.severity, "the template itself".to_owned())));
    rules.sort_by_key(|(rule, severity, _)| (std::cmp::Reverse(*severity), *rule));
    rules.dedup();
    // What is wrong in the template itself is wrong in every message.
    let is_faulty = of_template.iter().any(|finding| finding.severity == Severity::Error);
    let [ready, almost, not_yet] = if is_faulty { [0, 0, tally.rows] } else { tally.verdicts };
    let verdicts = [(ready, "ready"), (almost, "almost ready"), (not_yet, "not ready yet")];
    let verdicts: Vec<String> = verdicts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", thousands(*n))).collect();
    let left_out = if run.bad > 0 { format!(" {} left out.", count(run.bad, "row")) } else { String::new() };
    let _ = writeln!(lines, "{}: {}.{left_out}", count(tally.rows, "message"), verdicts.join(", "));
    let wide = rules.iter().map(|(rule, ..)| rule.len()).max().unwrap_or(0);
    for (rule, severity, rows) in rules {
        let name = format!("{:<7}", severity.name());
        let _ = writeln!(lines, "  {} {rule:<wide$}  {}", painted_as(severity, &name, is_colored), rows);
    }
    if tally.rows > 1 && !tally.worst.is_empty() {
        let row = |(name, errors, warnings): &(RowName, usize, usize)| {
            let name = if is_redacted { name.number.to_string() } else { name.to_string() };
            format!("{name}: {}", weights(*errors, *warnings))
        };
        let worst: Vec<String> = tally.worst.iter().map(row).collect();
        let words = format!("Look first at row {}.", worst.join("; row "));
        let _ = writeln!(lines, "{}", wrap(&harmless(&words), terminal.width, 0).join("\n"));
    }
    lines
}

fn weights(errors: usize, warnings: usize) -> String {
    let parts = [(errors, "error"), (warnings, "warning")];
    parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n as u64, word)).collect::<Vec<_>>().join(", ")
}

/// "1 row", "40,000 rows".
pub(super) fn count(number: u64, word: &str) -> String {
    format!("{} {word}{}", thousands(number), if number == 1 { "" } else { "s" })
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
