//! A filled message as a file of its own: front matter that says who it is for, and the text. And the name of that
//! file: the row's number and the reader's name, whatever somebody wrote into the list.

use super::person::Person;
use crate::draft::{Allow, Context, Day};

/// The longest part of a file's name that comes from a row, in characters.
const LONGEST_NAME: usize = 40;

/// The file's name for a row: `0007-dana-cole.md`.
pub fn file_name(number: u64, label: Option<&str>, ending: &str) -> String {
    let mut name = String::new();
    for c in label.unwrap_or_default().chars().flat_map(char::to_lowercase).take(LONGEST_NAME) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let joint = if name.is_empty() { "" } else { "-" };
    format!("{number:04}{joint}{name}.{ending}")
}

/// The draft as a file.
pub fn draft_file(person: &Person, subject: Option<&str>, allow: &[Allow], text: &str) -> String {
    let mut front = String::from("---\n");
    let mut say = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            front += &format!("{key}: {}\n", quoted(value));
        }
    };
    let Context { kind, channel, level, relation, .. } = person;
    say("kind", kind.map(|kind| kind.name()));
    say("channel", channel.map(|channel| channel.name()));
    say("to", person.to.as_deref());
    say("role", person.role.as_deref());
    say("company", person.company.as_deref());
    say("level", level.map(|level| level.name()));
    say("relation", relation.map(|relation| relation.name()));
    say("met", person.met.map(written).as_deref());
    say("sent", person.sent.map(written).as_deref());
    say("subject", subject);
    let switches = [("template", Some(false)), ("knows-term", person.knows_term), ("premium", person.premium)];
    for (key, value) in switches.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        front += &format!("{key}: {value}\n");
    }
    if !allow.is_empty() {
        front += "allow:\n";
    }
    for allow in allow {
        front += &match &allow.reason {
            Some(reason) => format!("  - {}: {}\n", allow.rule, quoted(reason)),
            None => format!("  - {}\n", allow.rule),
        };
    }
    format!("{front}---\n{text}")
}

/// A value as YAML reads it back, whatever is in it.
fn quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            c if c.is_control() => quoted += &format!("\\u{:04x}", c as u32),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A day as front matter has it.
fn written(day: Day) -> String {
    // The civil calendar of Howard Hinnant's days_from_civil, backwards, counted in eras of 400 years from 1 March.
    let days = day.0 + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
