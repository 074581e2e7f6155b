//! Lists in JSON: an array of objects, or an object a line. What stands deeper is reached with a dot (`company.name`),
//! a list is written with commas between its items.

use super::{Entry, LONGEST_ROW, Row, Source, Take};
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

type Fields = Vec<(String, String)>;

/// All names that any row has.
pub(super) fn columns(source: Source, by_line: bool) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    let mut take = |_, row: Result<Value, String>| {
        for (name, _) in row.map(|row| fields(&row).unwrap_or_default()).unwrap_or_default() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        ControlFlow::Continue(())
    };
    if by_line { lines(source, &mut take) } else { array(source, &mut take) }?;
    Ok(names)
}

pub(super) fn each(source: Source, columns: &[String], take: Take<'_>) -> Result<(), String> {
    array(source, &mut |number, row| take(entry(number, row, columns)))
}

pub(super) fn each_line(source: Source, columns: &[String], take: Take<'_>) -> Result<(), String> {
    lines(source, &mut |number, row| take(entry(number, row, columns)))
}

fn entry(number: u64, row: Result<Value, String>, columns: &[String]) -> Entry {
    match row.and_then(|row| fields(&row).ok_or_else(|| "is no object with names and values".to_owned())) {
        Ok(fields) => Entry::Row(Row { number, cells: in_order(fields, columns), is_guessed: false }),
        Err(why) => Entry::Bad(number, why),
    }
}

/// The values in the order of the columns.
pub(super) fn in_order(fields: Fields, columns: &[String]) -> Vec<String> {
    let mut cells = vec![String::new(); columns.len()];
    for (name, value) in fields {
        if let Some(column) = columns.iter().position(|column| *column == name) {
            cells[column] = value;
        }
    }
    cells
}

/// The names and values of a row; none where it is no object.
fn fields(row: &Value) -> Option<Fields> {
    let mut found = Vec::new();
    let object = row.as_object()?;
    object.iter().for_each(|(name, value)| flatten(name.clone(), value, &mut found));
    Some(found)
}

fn flatten(name: String, value: &Value, found: &mut Fields) {
    match value {
        Value::Object(inner) => inner.iter().for_each(|(key, value)| flatten(format!("{name}.{key}"), value, found)),
        other => found.push((name, text(other))),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

type Each<'a> = &'a mut dyn FnMut(u64, Result<Value, String>) -> ControlFlow<()>;

fn lines(mut source: Source, take: Each<'_>) -> Result<(), String> {
    let mut number = 0;
    loop {
        let mut line = Vec::new();
        let trouble = |error| format!("cannot be read: {error}");
        if (&mut source).take(LONGEST_ROW as u64).read_until(b'\n', &mut line).map_err(trouble)? == 0 {
            return Ok(());
        }
        number += 1;
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let row = serde_json::from_slice(line).map_err(|error| format!("is not JSON: {error}"));
        if take(number, row).is_break() {
            return Ok(());
        }
    }
}

fn array(mut source: Source, take: Each<'_>) -> Result<(), String> {
    if source.fill_buf().is_ok_and(|start| start.starts_with(b"\xef\xbb\xbf")) {
        source.consume(3);
    }
    let mut reader = serde_json::Deserializer::from_reader(source);
    let mut enough = false;
    let read = Rows { take, number: 0, enough: &mut enough }.deserialize(&mut reader);
    match read {
        Ok(()) => Ok(()),
        Err(_) if enough => Ok(()),
        Err(error) => Err(format!("is no list of people in JSON, or not to its end: {error}")),
    }
}

/// Takes the items of an array one by one, so that only one of them is in memory.
struct Rows<'a> {
    take: Each<'a>,
    number: u64,
    enough: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of people: [{\"name\": …}, …]")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(row) = items.next_element::<Value>()? {
            self.number += 1;
            if (self.take)(self.number, Ok(row)).is_break() {
                *self.enough = true;
                return Ok(());
            }
        }
        Ok(())
    }
}
