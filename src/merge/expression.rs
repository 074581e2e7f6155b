//! What stands between the marks of a slot, in the dialects of the sending tools, said in the one language that the
//! template engine reads. A dialect is a few ways of writing a fallback, a filter or a condition; what is none of
//! them is left as it is.

use super::columns::Columns;
use crate::draft::{Placeholder, Syntax};
use std::collections::BTreeSet;

/// The name of the list of cells in the engine's language.
pub(super) const CELLS: &str = "cell_of_this_row";

/// The expression for a slot; `None` where nothing gives it a value. `own` are values of the template's own.
pub(super) fn expression(placeholder: &Placeholder, inner: &str, columns: &Columns, own: &BTreeSet<String>) -> Option<String> {
    let column = columns.of(&placeholder.name);
    match placeholder.syntax {
        Syntax::DoubleBrace | Syntax::AnglePercent => braces(placeholder, inner, columns, own),
        // `[First_Name|there]`, `{contactfield=firstname|there}`
        _ => {
            let fallback = inner.split_once('|').map(|(_, fallback)| fallback.trim().trim_end_matches('\\'));
            let filter = fallback.map_or(String::new(), |words| format!("|default({})", quoted(words)));
            column.map(|n| format!("{CELLS}[{n}]{filter}"))
        }
    }
}

fn braces(placeholder: &Placeholder, inner: &str, columns: &Columns, own: &BTreeSet<String>) -> Option<String> {
    let inner = inner.trim().trim_start_matches(['=', '-', '&']).trim_end_matches('-').trim();
    let mut parts = split(inner, '|').into_iter();
    let first = parts.next()?.trim();
    // `{{x || "there"}}` splits into x, nothing, "there".
    let mut filters = Vec::new();
    let mut or_else = false;
    for part in parts {
        match part.trim() {
            "" => or_else = true,
            fallback if or_else => {
                filters.push(format!("default({})", value(fallback, columns)));
                or_else = false;
            }
            part => filters.push(filter(part)),
        }
    }
    let (mut head, fallback) = match (first.split_once("?:"), first.split_once(":default=")) {
        (Some((head, fallback)), _) => (head.trim(), Some(value(fallback.trim(), columns))),
        (_, Some((head, words))) => (head.trim(), Some(quoted(words.trim()))),
        _ => (first, None),
    };
    filters.splice(0..0, fallback.map(|fallback| format!("default({fallback})")));
    head = head.trim_start_matches("${").trim_end_matches('}').trim();
    let is_expression =
        head.contains(['"', '\'', '(', '+', '~', '[']) || [" or ", " and ", " if ", " not "].iter().any(|w| head.contains(w));
    let head = match columns.of(&placeholder.name) {
        _ if is_expression => head.to_owned(),
        Some(n) => format!("{CELLS}[{n}]"),
        None if head.split('.').next().is_some_and(|first| own.contains(first)) => head.to_owned(),
        None if filters.is_empty() => return None,
        None => "none".to_owned(),
    };
    Some(std::iter::once(head).chain(filters).collect::<Vec<_>>().join("|"))
}

/// A fallback that is a word in quotation marks, or another field.
fn value(written: &str, columns: &Columns) -> String {
    match columns.of(written) {
        _ if written.starts_with(['"', '\'']) => written.to_owned(),
        Some(n) => format!("{CELLS}[{n}]"),
        None => quoted(written),
    }
}

/// `default: "there"` as `default("there")`.
fn filter(written: &str) -> String {
    match written.split_once(':') {
        Some((name, arguments)) if name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ')) => {
            format!("{}({})", name.trim(), arguments.trim())
        }
        _ => written.to_owned(),
    }
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.trim_matches(['"', '\'']).replace('\\', "\\\\").replace('"', "\\\""))
}

/// Splits at a mark that stands outside quotation marks.
fn split(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut from, mut quote) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == mark => {
                parts.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

/// A condition as the engine reads it: Jinja's and Liquid's as they are, those of Handlebars and Mailchimp turned into
/// them. Nothing where it is a remark; an error where the dialect says what cannot be said here.
pub(super) fn condition(written: &str, inner: &str, columns: &Columns) -> Result<Option<String>, String> {
    if written.starts_with("{%") {
        return liquid(inner.trim().trim_matches('-').trim(), columns).map(Some);
    }
    if written.starts_with("*|") {
        let (tag, rest) = inner.split_once(':').unwrap_or((inner, ""));
        return Ok(Some(match tag {
            "IF" => format!("if {}", test(rest, columns)),
            "IFNOT" => format!("if not {}", test(rest, columns)),
            "ELSEIF" => format!("elif {}", test(rest, columns)),
            "ELSE" => "else".to_owned(),
            _ => "endif".to_owned(),
        }));
    }
    if !written.starts_with("{{") {
        return Err("this is a piece of a program, and cordial runs none; write it as {% if name %} … {% endif %}".into());
    }
    let inner = inner.trim().trim_matches('~').trim();
    let name = |rest: &str| test(rest.trim(), columns);
    let words = |rest: &str| rest.split_whitespace().next().unwrap_or("").to_owned();
    Ok(match inner.chars().next() {
        Some('!') => None,
        Some('#') => Some(match (words(&inner[1..]).as_str(), inner[1..].split_once(' ')) {
            ("if", Some((_, rest))) => format!("if {}", name(rest)),
            ("unless", Some((_, rest))) => format!("if not {}", name(rest)),
            ("each" | "with", _) => {
                return Err("cordial fills in one person at a time and knows no lists; write one slot for each thing".into());
            }
            _ => format!("if {}", name(&inner[1..])),
        }),
        Some('^') if inner.len() > 1 => Some(format!("if not {}", name(&inner[1..]))),
        Some('/') => Some("endif".to_owned()),
        Some('>') => return Err("another file is to be put in here, which cordial does not do; put its words here".into()),
        _ => Some("else".to_owned()),
    })
}

/// Whether a field has a value.
fn test(name: &str, columns: &Columns) -> String {
    columns.of(name.trim()).map_or_else(|| "false".to_owned(), |n| format!("{CELLS}[{n}]"))
}

fn liquid(tag: &str, columns: &Columns) -> Result<String, String> {
    let (word, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    Ok(match word {
        // A remark to whoever edits the template.
        "comment" => "if false".to_owned(),
        "elsif" => format!("elif {rest}"),
        "unless" => format!("if not ({rest})"),
        "endunless" | "endcomment" => "endif".to_owned(),
        "assign" => format!("set {rest}"),
        // A name with spaces is a field as well: `{% if First Name %}`.
        "if" if columns.of(rest).is_some() => format!("if {}", test(rest, columns)),
        "if" | "elif" | "else" | "endif" | "for" | "endfor" => tag.to_owned(),
        "set" if rest.contains('=') => tag.to_owned(),
        other => return Err(format!("cordial does not know `{other}`; it knows if, unless, for, set and comment")),
    })
}
