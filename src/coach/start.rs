//! New drafts: a start with its front matter, for one reader, with the brackets that are known filled in. What the
//! starts say is data (`rules/starts/`); writing them anywhere is the face's affair.

use crate::draft::{Channel, Kind, is_title};
use crate::engine::Rules;
use crate::rules::{Start, bracket};

/// The bracket for the reader's first name.
const FIRST_NAME: &str = "first name";
/// The bracket for the firm.
const COMPANY: &str = "company";

/// A first draft of this kind for a reader, ready to be filled in; none where nobody wrote one.
pub fn start(rules: &Rules, kind: Kind, channel: Channel, to: &str, company: Option<&str>) -> Option<String> {
    rules.starts().find(|start| start.fits(kind, channel)).map(|start| begin(start, channel, to, company))
}

/// The draft that a start becomes.
pub fn begin(start: &Start, channel: Channel, to: &str, company: Option<&str>) -> String {
    let (to, company) = (plain(to), company.map(plain).filter(|name| !name.is_empty()));
    let mut draft = format!("---\nkind: {}\nchannel: {}\nto: {}\n", start.kind.name(), channel.name(), quoted(&to));
    if let Some(company) = &company {
        draft += &format!("company: {}\n", quoted(company));
    }
    draft += "---\n\n";
    draft += fill(start.text.trim(), Some(&to), company.as_deref()).as_str();
    draft.push('\n');
    draft
}

/// Words with the brackets filled in of which something is known.
pub(super) fn fill(words: &str, to: Option<&str>, company: Option<&str>) -> String {
    let known = [(FIRST_NAME, to.map(called)), (COMPANY, company.map(str::to_owned))];
    known.into_iter().fold(words.to_owned(), |words, (what, value)| match value {
        Some(value) if !value.is_empty() => words.replace(&bracket(what), &value),
        _ => words,
    })
}

/// How somebody is called in a greeting: by the first name, or by title and last name.
fn called(name: &str) -> String {
    let mut names = name.split_whitespace();
    match (names.next(), names.next_back()) {
        (Some(title), Some(last)) if is_title(title) => format!("{title} {last}"),
        (Some(first), _) => first.to_owned(),
        (None, _) => String::new(),
    }
}

/// A name on one line, without what could steer a terminal.
fn plain(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as YAML takes it.
fn quoted(name: &str) -> String {
    let tame = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’');
    let is_word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"].contains(&name.to_lowercase().as_str());
    if name.starts_with(char::is_alphabetic) && name.chars().all(tame) && !is_word {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
