//! Keys and values of rule files and settings, as their schemas have them: what can be written at a place, and what
//! stands there. The schemas are made from the code that reads the files, so they cannot say anything else.

use super::complete::{Choice, line_before};
use crate::engine::builtin;
use crate::host::Session;
use crate::host::editing::Own;
use crate::rules::{in_words, phrase};
use crate::text::Span;
use serde_json::Value;
use std::sync::OnceLock;
use tower_lsp_server::ls_types::CompletionItemKind;

/// How many wordings of a phrase are shown.
const SAMPLES: usize = 4;

/// The schema of a file, where it has one.
fn schema(own: &Own) -> Option<&'static Value> {
    static SCHEMAS: [OnceLock<Value>; 3] = [const { OnceLock::new() }; 3];
    let (number, text) = match own {
        Own::Settings => (0, include_str!("../../editors/schemas/cordial.schema.json")),
        Own::Pack(_, inside) if inside.starts_with("signals/") => (1, include_str!("../../editors/schemas/signal.schema.json")),
        Own::Pack(_, inside) if crate::rules::rule_id(inside).is_some() => (2, include_str!("../../editors/schemas/rule.schema.json")),
        Own::Pack(..) => return None,
    };
    // Our own files: that they can be read is proved by a test.
    Some(SCHEMAS[number].get_or_init(|| serde_json::from_str(text).unwrap_or_default()))
}

/// What a schema says of a path of keys; lists are looked into.
fn look<'a>(root: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let mut here = resolve(root, root);
    for key in path {
        let next = here
            .get("properties")
            .and_then(|keys| keys.get(key))
            .or_else(|| here.get("additionalProperties").filter(|rest| rest.is_object()))?;
        here = resolve(root, next);
        if let Some(items) = here.get("items") {
            here = resolve(root, items);
        }
    }
    Some(here)
}

fn resolve<'a>(root: &'a Value, here: &'a Value) -> &'a Value {
    let target = here.get("$ref").and_then(Value::as_str).and_then(|target| root.pointer(target.trim_start_matches('#')));
    target.unwrap_or(here)
}

fn about(root: &Value, parent: &[&str], key: &str) -> String {
    let said = |value: &Value| value.get("description").and_then(Value::as_str).map(str::to_owned);
    let own = look(root, parent).and_then(|table| said(table.get("properties")?.get(key)?));
    own.or_else(|| said(look(root, &[parent, &[key]].concat())?)).unwrap_or_default()
}

/// The table that a line stands in.
fn table(text: &str, start: usize) -> Vec<&str> {
    let header = text
        .get(..start)
        .unwrap_or("")
        .lines()
        .rev()
        .map(str::trim)
        .find(|line| line.starts_with('[') && line.ends_with(']') && !line.contains(['"', ',', '=']));
    header.map_or(Vec::new(), |line| line.trim_matches(['[', ']']).split('.').map(str::trim).filter(|key| !key.is_empty()).collect())
}

/// What can be written at a place.
pub(super) fn choices(own: &Own, text: &str, at: usize, session: &Session) -> (Span, Vec<Choice>) {
    let nothing = (Span::at(at), Vec::new());
    let Some(root) = schema(own) else { return nothing };
    let (line, start) = line_before(text, at);
    let table = table(text, start);
    let choice = |text: String, insert: Option<String>, about: String, kind| Choice { text, insert, about, kind };
    if let Some(header) = line.strip_prefix('[') {
        let name = header.trim_start_matches('[');
        let kind = CompletionItemKind::MODULE;
        return (
            Span::new(start, start + line.len()),
            tables(root)
                .into_iter()
                .filter(|(path, _)| path.starts_with(name))
                .map(|(path, is_list)| {
                    let keys: Vec<&str> = path.split('.').collect();
                    let about = keys.split_last().map_or(String::new(), |(last, parent)| about(root, parent, last));
                    choice(if is_list { format!("[[{path}]]") } else { format!("[{path}]") }, None, about, kind)
                })
                .collect(),
        );
    }
    let names_rules = *own == Own::Settings && table.last() == Some(&"rules");
    let Some((key, value)) = line.split_once('=') else {
        let written = line.trim_start();
        let span = Span::new(at - written.len(), at);
        if names_rules {
            let rules = session.rules.rules().map(|(_, rule)| {
                choice(
                    format!("\"{}\"", rule.id),
                    Some(format!("\"{}\" = ", rule.id)),
                    rule.told.title.clone(),
                    CompletionItemKind::REFERENCE,
                )
            });
            return (span, rules.collect());
        }
        let Some(keys) = look(root, &table).and_then(|table| table.get("properties")).and_then(Value::as_object) else { return nothing };
        let used: Vec<&str> = text[start..]
            .lines()
            .skip(1)
            .take_while(|line| !line.starts_with('['))
            .chain(above(text, start))
            .filter_map(|line| Some(line.split_once('=')?.0.trim()))
            .collect();
        let keys = keys.keys().filter(|key| !used.contains(&key.as_str()));
        return (
            span,
            keys.map(|key| choice(key.clone(), Some(format!("{key} = ")), about(root, &table, key), CompletionItemKind::PROPERTY))
                .collect(),
        );
    };
    let key = key.trim().trim_matches('"');
    let written = value.rsplit([',', '[', '{']).next().unwrap_or("").trim_start();
    let opens = written.starts_with('"');
    let path: Vec<&str> = table.iter().copied().chain([key]).collect();
    let known = look(root, &path).map(values).unwrap_or_default();
    let quoted = |value: String| match (value.as_str(), opens) {
        ("true" | "false", _) => value,
        _ => format!("\"{value}\""),
    };
    let closes = usize::from(opens && text[at..].starts_with('"'));
    let span = Span::new(at - written.len(), at + closes);
    (span, known.into_iter().map(|value| choice(quoted(value), None, String::new(), CompletionItemKind::ENUM_MEMBER)).collect())
}

/// The lines of a table that stand above a place.
fn above(text: &str, start: usize) -> impl Iterator<Item = &str> {
    text[..start].lines().rev().take_while(|line| !line.starts_with('['))
}

/// The values of a closed set.
fn values(schema: &Value) -> Vec<String> {
    if schema.get("type").and_then(Value::as_str) == Some("boolean") {
        return vec!["true".into(), "false".into()];
    }
    let own = schema.get("enum").and_then(Value::as_array);
    own.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The tables of a file by their paths, and whether each is a list of tables.
fn tables(root: &Value) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    collect(root, resolve(root, root), "", &mut found);
    found
}

fn collect(root: &Value, table: &Value, above: &str, found: &mut Vec<(String, bool)>) {
    let keys = table.get("properties").and_then(Value::as_object);
    for (key, value) in keys.into_iter().flatten() {
        let value = resolve(root, value);
        let items = value.get("items").map(|items| resolve(root, items));
        let inner = items.unwrap_or(value);
        let is_table = inner.get("properties").is_some() || inner.get("additionalProperties").is_some_and(Value::is_object);
        if is_table && above.matches('.').count() < 3 {
            let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            found.push((path.clone(), items.is_some()));
            collect(root, inner, &path, found);
        }
    }
}

/// What stands at a place, in words: a phrase, or a key.
pub(super) fn hover(own: &Own, text: &str, at: usize, session: &Session) -> Option<(String, Span)> {
    let root = schema(own)?;
    let start = line_before(text, at).1;
    let line = text[start..].lines().next().unwrap_or("");
    let table = table(text, start);
    let key_end = line.find('=').unwrap_or(0);
    if at - start <= key_end && !line.trim_start().starts_with(['"', '#', '[']) {
        let key = line[..key_end].trim();
        let about = about(root, &table, key);
        return (!about.is_empty()).then(|| (about, Span::new(start, start + key_end).trim(text)));
    }
    let is_words = matches!(own, Own::Pack(..)) && table.first() == Some(&"match");
    let (span, words) = string_at(text, start, line, at).filter(|_| is_words)?;
    let phrase = phrase::parse(&words).ok()?;
    let list = |name: &str| entries(name, session);
    let samples: Vec<String> = in_words::samples(&phrase, SAMPLES, &list).iter().map(|sample| format!("“{sample}”")).collect();
    let signs: Vec<String> = in_words::signs(&phrase, &list).iter().map(|sign| format!("- {sign}\n")).collect();
    let mut said = format!("Matches words such as {}.\n\nCapitals, line breaks and curly quotes do not matter.", samples.join(", "));
    if !signs.is_empty() {
        said += &format!("\n\n{}", signs.concat());
    }
    Some((said, span))
}

/// The string of a line that a place stands in: its span without the quotation marks, and what it says.
fn string_at(text: &str, start: usize, line: &str, at: usize) -> Option<(Span, String)> {
    let mut open: Option<usize> = None;
    for (n, c) in line.char_indices().filter(|(_, c)| *c == '"') {
        match open.take() {
            None => open = Some(n + c.len_utf8()),
            Some(from) if start + from <= at && at <= start + n => {
                let span = Span::new(start + from, start + n);
                return Some((span, span.of(text).to_owned()));
            }
            Some(_) => {}
        }
    }
    None
}

/// The entries of a word list, of a pack or built in.
fn entries(name: &str, session: &Session) -> Vec<String> {
    let file = format!("words/{name}.txt");
    let own = session.packs.iter().flat_map(|pack| &pack.files).find(|(path, _)| *path == file).map(|(_, text)| text.as_str());
    let text = own.or_else(|| builtin::files().iter().find(|(path, _)| *path == file).map(|(_, text)| *text)).unwrap_or("");
    text.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}
