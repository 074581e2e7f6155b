//! What a row says of its reader: the context that the filled message is checked with, and how the row is named to
//! whoever has to mend it.

use super::columns::{Columns, Says};
use crate::draft::{Channel, Context, Day, Kind, Level, Relation};

/// The longest name of a row that is shown, in characters.
const LONGEST_LABEL: usize = 40;

/// The reader of a row.
pub type Person = Context;

/// The context of the message to a row's reader.
pub fn person(columns: &Columns, cells: &[String]) -> Person {
    let said = |what: Says| columns.saying(what).and_then(|n| cells.get(n)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let word = |what: Says| said(what).map(|cell| cell.to_lowercase().replace([' ', '_'], "-"));
    let day = |what: Says| said(what).and_then(Day::parse);
    Context {
        to: name(columns, cells),
        role: said(Says::Position).map(str::to_owned),
        company: said(Says::Company).map(str::to_owned),
        level: word(Says::Level).and_then(|name| Level::parse(&name)),
        relation: word(Says::Relation).and_then(|name| Relation::parse(&name)),
        kind: word(Says::Kind).and_then(|name| Kind::parse(&name)),
        channel: word(Says::Channel).and_then(|name| Channel::parse(&name)),
        met: day(Says::Met),
        sent: day(Says::Sent),
        previous: said(Says::Previous).map(|days| days.split([' ', ',', ';']).filter_map(Day::parse).collect()).unwrap_or_default(),
        template: Some(false),
        ..Context::default()
    }
}

/// The whole name of a row's reader.
fn name(columns: &Columns, cells: &[String]) -> Option<String> {
    let cell = |what: Says| columns.saying(what).and_then(|n| cells.get(n)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let parts: Vec<&str> = [cell(Says::First), cell(Says::Last)].into_iter().flatten().collect();
    let name = cell(Says::Name).map(str::to_owned).or_else(|| (!parts.is_empty()).then(|| parts.join(" ")))?;
    // What a program or a formula left there names nobody.
    let nobody = name.starts_with(['=', '#']) || ["null", "none", "nan", "undefined", "n/a", "nil"].contains(&name.to_lowercase().as_str());
    (!nobody).then_some(name)
}

/// How a row is named beside its number: the reader, or where they work.
pub fn label(columns: &Columns, cells: &[String]) -> Option<String> {
    let company = || columns.saying(Says::Company).and_then(|n| cells.get(n)).map(|cell| cell.trim().to_owned()).filter(|c| !c.is_empty());
    let label = name(columns, cells).or_else(company)?;
    let line = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(LONGEST_LABEL).collect();
    Some(if short.len() < line.len() { short + "…" } else { short })
}
