//! `cordial coach --format markdown`: for an editor to show beside the draft, or for a note to oneself. The draft's own
//! words are shown as they are and never read as Markdown.

use super::{Coached, about, verdict, when};
use crate::cli::terminal::harmless;
use crate::coach::{Coaching, State, Step};
use std::fmt::Write;

/// A file.
pub(super) fn file(coached: &Coached) -> String {
    let mut text = String::new();
    if coached.messages.is_empty() {
        text += &format!("# {}\n\n", words(&coached.path));
    }
    for problem in &coached.problems {
        text += &format!("{}\n\n", words(problem));
    }
    for (n, coaching) in coached.messages.iter().enumerate() {
        if n > 0 {
            text.push('\n');
        }
        text += &message(&coached.path, coaching);
    }
    text
}

fn message(path: &str, coaching: &Coaching) -> String {
    let name = coaching.name.as_deref().map_or(words(path), words);
    let (says, rest) = verdict(coaching.says);
    let mut text = format!("# {name}: {}\n\n**{says}.** {rest}\n", about(coaching));
    // Writing to a string cannot fail.
    let mut line = |line: String| _ = writeln!(text, "{line}");
    if !coaching.outline.is_empty() {
        line("\n## What is there\n".into());
    }
    for part in &coaching.outline {
        line(match part.state {
            State::There => format!("- ✓ **{}**: “{}”", part.title, words(&part.words)),
            State::Missing => format!("- ✗ **{}**: not there yet: {}", part.title, words(&part.words)),
            State::Open => format!("- · {}: *may come: {}*", part.title, words(&part.words)),
        });
    }
    if !coaching.good.is_empty() {
        line("\n## What is good\n".into());
    }
    for praise in &coaching.good {
        line(format!("- {} “{}”", words(&praise.says), words(&praise.words)));
    }
    if !coaching.steps.is_empty() {
        line("\n## What to do next\n".into());
    }
    for (n, step) in coaching.steps.iter().enumerate() {
        line(next(n + 1, step));
    }
    if coaching.more {
        line("There is a little more after these: `cordial check` shows it all.".into());
    }
    if !coaching.tips.is_empty() {
        line("\n## Tips\n".into());
    }
    for tip in &coaching.tips {
        line(format!("- **{}** ({}): {}", words(&tip.title), when(tip.moment), words(&tip.says)));
    }
    text
}

fn next(number: usize, step: &Step) -> String {
    let before = step.before.as_ref().map_or("nothing yet".to_owned(), |before| format!("“{}”", words(before)));
    let after = match &step.after {
        Some(after) if after.is_example => format!("for example: “{}”", words(&after.words)),
        Some(after) => format!("“{}”", words(&after.words)),
        None => words(&step.instead),
    };
    // Three columns in, so that it belongs to its number.
    format!("{number}. **{}**\n   {}\n   - Before: {before}\n   - After: {after}\n", words(&step.says), words(&step.why))
}

/// Words as Markdown shows them: every mark of its own is taken for itself.
fn words(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for c in harmless(words).chars() {
        match c {
            '\n' => shown.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '!' => shown.extend(['\\', c]),
            c => shown.push(c),
        }
    }
    shown
}
