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

/// How somebody is called in a greeting: by the first name, or by title and last name; by the whole name where it says
/// neither, and not at all where it is no name.
fn called(name: &str) -> String {
    let name = in_order(name);
    let names: Vec<&str> = name.split_whitespace().filter(|word| !is_earned(word)).collect();
    let is_initial = |name: &str| name.trim_end_matches('.').chars().count() == 1;
    let (first, last) = match names[..] {
        [] => return name,
        [only] => return only.to_owned(),
        [first, .., last] => (first, last),
    };
    if matches!(first.to_lowercase().as_str(), "the" | "a" | "an" | "my" | "whoever" | "whom") {
        return String::new();
    }
    if is_initial(first) || names.iter().any(|name| matches!(*name, "and" | "&")) {
        return name;
    }
    if is_title(first) { format!("{first} {last}") } else { first.to_owned() }
}

/// A name without what is earned, and with the first name first: `Lopez, Maria`, `Maria Lopez, PhD`.
fn in_order(name: &str) -> String {
    let mut parts = name.split(',').map(str::trim).filter(|part| !part.is_empty() && !is_earned(part));
    match (parts.next(), parts.next()) {
        (Some(last), Some(first)) => format!("{first} {last}"),
        (Some(name), None) => name.to_owned(),
        (None, _) => String::new(),
    }
}

/// Whether words behind a name are a degree, an order or a generation.
fn is_earned(words: &str) -> bool {
    const EARNED: &[&str] = &[
        "phd", "dphil", "md", "mba", "mph", "msc", "bsc", "jd", "llm", "llb", "dds", "rn", "np", "cpa", "cfa", "pe", "pmp", "esq", "jr",
        "sr", "ii", "iii", "iv", "obe", "mbe", "cbe",
    ];
    EARNED.contains(&words.replace(['.', ','], "").trim().to_lowercase().as_str())
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
