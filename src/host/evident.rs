//! Whether a file that nobody named is evidently a message: linting somebody's README would be the first false alarm.
//! It looks at the name and at the first lines, never at the disk, so that an editor can ask about a buffer too.

use crate::draft::{Context, Format, Part, PartKind, opening, read};
use std::path::Path;

/// How much of a file is looked at, in bytes.
pub const HEAD: usize = 8 << 10;
/// A message evident by its greeting or its subject has no more bytes than this.
const LONGEST: usize = 6 << 10;
/// A line with a greeting stands within this many bytes of the first word.
const FIRST_LINES: usize = 400;

/// Files of these names are about a project, whatever they say.
const ABOUT_PROJECTS: &[&str] = &[
    "readme",
    "changelog",
    "changes",
    "change",
    "history",
    "news",
    "release",
    "releases",
    "releasenotes",
    "licence",
    "license",
    "unlicense",
    "copying",
    "copyright",
    "notice",
    "notices",
    "patents",
    "authors",
    "contributors",
    "maintainers",
    "governance",
    "contributing",
    "codeofconduct",
    "code_of_conduct",
    "code-of-conduct",
    "security",
    "support",
    "install",
    "upgrading",
    "migration",
    "todo",
    "roadmap",
    "faq",
    "architecture",
    "design",
    "requirements",
    "constraints",
    "cmakelists",
    "robots",
    "humans",
    "manifest",
    "version",
    "index",
    "claude",
    "agents",
    "gemini",
    "issue_template",
    "pull_request_template",
];

/// What a file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Nothing says that it is a message.
    Nothing,
    /// Prose that could be one: a script for a call, a list of questions.
    Perhaps,
    /// A page with messages in it, between headings and other words.
    Page,
    /// A subject line or a greeting, and a short body.
    Message,
    /// It says itself that it is one, in its name or its front matter.
    Declared,
}

/// Whether the name of a file says that it is a draft.
pub fn by_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    [".eml", ".draft.md", ".draft.txt"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a file's first lines are worth a look.
pub fn could_be(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["txt", "md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether a folder is named like one for messages.
pub fn is_for_messages(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    matches!(name.as_str(), "drafts" | "templates" | "messages" | "examples")
}

/// What the name and the beginning of a file say; `length` is the length of all of it, `is_utf8` whether its letters
/// are certain: in a text of an unknown encoding nothing is evident.
pub fn evidence(path: &Path, head: &str, length: usize, is_utf8: bool) -> Evidence {
    if by_name(path) || is_declared(head) {
        return Evidence::Declared;
    }
    if is_about_a_project(path) {
        return Evidence::Nothing;
    }
    let reach = |text: &str| text.len() - text.trim_start().len() + FIRST_LINES;
    let greets = |parts: &[Part], text: &str| {
        let tells = |part: &&Part| matches!(part.kind, PartKind::Subject | PartKind::Greeting);
        parts.iter().filter(tells).any(|part| !part.span.is_empty() && part.span.start as usize <= reach(text))
    };
    let (is_prose, greets) = if head.trim_start_matches('\u{feff}').starts_with("---") {
        let draft = read(head, Format::Plain, &Context::default());
        let Some(message) = draft.messages.first() else { return Evidence::Nothing };
        (is_prose(message.text()), greets(&message.parts, message.text()))
    } else {
        // Most files: nothing stands above the message, and only its beginning counts.
        (is_prose(head), greets(&opening(head, reach(head)), head))
    };
    if !is_prose {
        return if holds_messages(path, head) { Evidence::Page } else { Evidence::Nothing };
    }
    if greets && is_utf8 && length <= LONGEST { Evidence::Message } else { Evidence::Perhaps }
}

/// Whether a page of Markdown has a message in a block or a quotation: one that greets.
fn holds_messages(path: &Path, head: &str) -> bool {
    let is_page = path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("txt"));
    if !is_page || !["```", "~~~", "\n>"].iter().any(|mark| head.contains(mark)) {
        return false;
    }
    let draft = read(head, Format::Markdown, &Context::default());
    draft.messages.iter().any(|message| [PartKind::Greeting, PartKind::Subject].iter().any(|kind| message.part(*kind).is_some()))
}

/// Whether the front matter has a key that only a draft has.
fn is_declared(head: &str) -> bool {
    let mut lines = head.trim_start_matches('\u{feff}').lines();
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return false;
    }
    let front = lines.take_while(|line| !matches!(line.trim_end(), "---" | "..."));
    front.filter_map(|line| line.split_once(':')).any(|(key, _)| matches!(key, "kind" | "channel" | "to"))
}

fn is_about_a_project(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = name.split('.').next().unwrap_or("");
    let mut parts = stem.split(['-', '_', ' ']);
    let always = stem.split(['-', '_', ' ']).any(|part| matches!(part, "readme" | "changelog" | "license" | "licence"));
    always || ABOUT_PROJECTS.contains(&stem) || parts.next().is_some_and(|first| ABOUT_PROJECTS.contains(&first))
}

/// Whether a text reads like something that is sent: no headings, no code, no tables, mostly words.
fn is_prose(text: &str) -> bool {
    let (mut lines, mut marked) = (0, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_marked = ["#", "```", "~~~", "<", "|", "//", "/*", "![", "[!", "$ ", "===", "+--", "@", "{", "}", ";", "[["]
            .iter()
            .any(|mark| line.starts_with(mark));
        let is_marked = is_marked && !line.starts_with("{{") && !line.starts_with("<!-- cordial");
        if lines == 0 && is_marked {
            return false;
        }
        lines += 1;
        marked += usize::from(is_marked);
    }
    let (mut letters, mut others) = (0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_alphabetic() { letters += 1 } else { others += 1 }
    }
    let words = text.split_whitespace().count();
    lines > 0 && marked * 4 <= lines && words >= 4 && letters > others * 3
}
