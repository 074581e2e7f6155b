//! Lists in YAML: a sequence of mappings. Deeper values and lists are written as in JSON.

use super::json::in_order;
use super::{Entry, Row, Source, Take};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::io::Read;
use std::ops::ControlFlow;

/// The largest list in YAML, in bytes: it is read as a whole.
const LARGEST: u64 = 64 << 20;

type Fields = Vec<(String, String)>;

/// All names that any row has.
pub(super) fn columns(source: Source) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    rows(source, &mut |_, row| {
        for (name, _) in row.unwrap_or_default() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(names)
}

pub(super) fn each(source: Source, columns: &[String], take: Take<'_>) -> Result<(), String> {
    rows(source, &mut |number, row| {
        take(match row {
            Some(fields) => Entry::Row(Row { number, cells: in_order(fields, columns), is_guessed: false }),
            None => Entry::Bad(number, "is no mapping with names and values".to_owned()),
        })
    })
}

/// What is open: a mapping with the name that waits for its value, or a list with what it holds so far.
enum Open {
    Mapping(String, Option<String>),
    List(String, Vec<String>),
}

fn rows(source: Source, take: &mut dyn FnMut(u64, Option<Fields>) -> ControlFlow<()>) -> Result<(), String> {
    let mut text = String::new();
    let read = source.take(LARGEST + 1).read_to_string(&mut text).map_err(|error| format!("cannot be read: {error}"))?;
    if read as u64 > LARGEST {
        return Err("is larger than 64 MB; write it as CSV or JSON lines".into());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (mut number, mut is_list, mut open) = (0, false, Vec::new());
    let mut fields = Fields::new();
    for event in Parser::new_from_str(text) {
        let (event, mark) = event.map_err(|error| format!("is not valid YAML: {error}"))?;
        let value = match event {
            Event::SequenceStart(..) if !is_list => {
                is_list = true;
                continue;
            }
            Event::MappingStart(..) | Event::SequenceStart(..) if is_list => {
                let name = name(open.last_mut());
                let is_mapping = matches!(event, Event::MappingStart(..));
                open.push(if is_mapping { Open::Mapping(name, None) } else { Open::List(name, Vec::new()) });
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => match open.pop() {
                Some(Open::List(name, items)) if !open.is_empty() => {
                    fields.push((name, items.join(", ")));
                    continue;
                }
                Some(closed) if open.is_empty() => {
                    number += 1;
                    let row = matches!(closed, Open::Mapping(..)).then(|| std::mem::take(&mut fields));
                    if take(number, row).is_break() {
                        return Ok(());
                    }
                    continue;
                }
                _ => continue,
            },
            Event::Scalar(text, style, ..) => {
                let nothing = style == ScalarStyle::Plain && matches!(text.as_ref(), "~" | "null");
                if nothing { String::new() } else { text.into_owned() }
            }
            Event::Alias(_) => String::new(),
            Event::MappingStart(..) => {
                return Err(format!("should be a list of people, with a dash before each (line {})", mark.start.line()));
            }
            _ => continue,
        };
        match open.last_mut() {
            Some(Open::Mapping(_, key @ None)) => *key = Some(value),
            Some(Open::Mapping(..)) => fields.push((name(open.last_mut()), value)),
            Some(Open::List(_, items)) => items.push(value),
            None if is_list => {
                number += 1;
                if take(number, None).is_break() {
                    return Ok(());
                }
            }
            None => {}
        }
    }
    Ok(())
}

/// The name of the value that comes next.
fn name(open: Option<&mut Open>) -> String {
    match open {
        Some(Open::Mapping(prefix, key)) => {
            let key = key.take().unwrap_or_default();
            if prefix.is_empty() { key } else { format!("{prefix}.{key}") }
        }
        Some(Open::List(prefix, _)) => prefix.clone(),
        None => String::new(),
    }
}
