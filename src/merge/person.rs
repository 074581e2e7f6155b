//! What a row says of its reader: the context that the filled message is checked with, and how the row is named to
//! whoever has to mend it.

use super::columns::{Columns, Says};
use crate::draft::{Channel, Context, Day, Kind, Level, NamePart, Relation};
use crate::engine::native::holes::is_nothing;
use crate::text::{named, what_it_can_be};

/// The longest name of a row, or cell of it, that is shown, in characters.
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

/// What a row says of its reader that cannot be used: each with the name of its column, and what it could be.
pub fn unused_cells(columns: &Columns, cells: &[String]) -> Vec<String> {
    let said = |what: Says| {
        let column = columns.saying(what)?;
        let cell = cells.get(column)?.trim();
        (!cell.is_empty() && !is_nothing(cell, false)).then(|| (columns.names()[column].as_str(), cell))
    };
    let word = |what: Says, known: fn() -> Vec<&'static str>| {
        let ((column, cell), known) = (said(what)?, known());
        let is_known = named(cell, &known, |name| name).is_some();
        (!is_known).then(|| format!("“{}” as {column}{}", short(cell), what_it_can_be(cell, &known)))
    };
    let day = |what: Says| {
        let is_day = |cell: &str| cell.split([',', ';']).all(|day| Day::parse(day).is_some());
        let (column, cell) = said(what).filter(|(_, cell)| !is_day(cell))?;
        Some(format!("“{}” as {column}; a day is written 2026-05-31", short(cell)))
    };
    let words = [
        word(Says::Kind, || Kind::ALL.iter().map(|kind| kind.name()).collect()),
        word(Says::Channel, || Channel::ALL.iter().map(|channel| channel.name()).collect()),
        word(Says::Level, || Level::ALL.iter().map(|level| level.name()).collect()),
        word(Says::Relation, || Relation::ALL.iter().map(|relation| relation.name()).collect()),
    ];
    words.into_iter().flatten().chain([Says::Met, Says::Sent, Says::Previous].into_iter().filter_map(day)).collect()
}

/// The whole name of a row's reader.
fn name(columns: &Columns, cells: &[String]) -> Option<String> {
    let cell = |what: Says| columns.saying(what).and_then(|n| cells.get(n)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let parts: Vec<&str> = [cell(Says::Name(NamePart::First)), cell(Says::Name(NamePart::Last))].into_iter().flatten().collect();
    let name = cell(Says::Name(NamePart::Whole)).map(str::to_owned).or_else(|| (!parts.is_empty()).then(|| parts.join(" ")))?;
    // What a program or a formula left there names nobody.
    let nobody = name.starts_with(['=', '#']) || !name.contains(char::is_alphabetic) || is_nothing(&name, true);
    (!nobody).then_some(name)
}

/// How a row is named beside its number: the reader, or where they work.
pub fn label(columns: &Columns, cells: &[String]) -> Option<String> {
    let company = || columns.saying(Says::Company).and_then(|n| cells.get(n)).map(|cell| cell.trim().to_owned()).filter(|c| !c.is_empty());
    let label = name(columns, cells).or_else(company)?;
    Some(short(&label))
}

/// A cell as it is shown: on one line, and not too long.
fn short(cell: &str) -> String {
    let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(LONGEST_LABEL).collect();
    if short.len() < line.len() { short + "…" } else { short }
}
