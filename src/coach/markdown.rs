//! What the coach says as a page of Markdown: for an editor to show beside the draft, or for a note to oneself. The
//! draft's own words are shown as they are and never read as Markdown.

use super::naming::{about, verdict, when};
use super::{Coaching, State, Step, Talk};
use crate::text::harmless;

/// The page about a file; `path` is how the file is called in it.
pub fn markdown(path: &str, talk: &Talk) -> String {
    let mut text = String::new();
    if talk.messages.is_empty() {
        text += &format!("# {}\n\n", words(path));
    }
    for problem in &talk.problems {
        text += &format!("{}\n\n", words(problem));
    }
    for (n, coaching) in talk.messages.iter().enumerate() {
        if n > 0 {
            text.push('\n');
        }
        text += &message(path, coaching);
    }
    text
}

fn message(path: &str, coaching: &Coaching) -> String {
    let name = coaching.name.as_deref().map_or(words(path), words);
    let (says, rest) = verdict(coaching.says);
    let mut text = format!("# {name}: {}\n\n**{says}.** {rest}\n", about(coaching));
    let outline = coaching.outline.iter().map(|part| match part.state {
        State::There => format!("- ✓ **{}**: “{}”", part.title, words(&part.words)),
        State::Missing => format!("- ✗ **{}**: not there yet: {}", part.title, words(&part.words)),
        State::Open => format!("- · {}: *may come: {}*", part.title, words(&part.words)),
    });
    section(&mut text, "What is there", outline);
    section(&mut text, "What is good", coaching.good.iter().map(|praise| format!("- {} “{}”", words(&praise.says), words(&praise.words))));
    let more = coaching.more.then(|| "\nThere is a little more after these: `cordial check` shows it all.".to_owned());
    section(&mut text, "What to do next", coaching.steps.iter().zip(1..).map(|(step, number)| next(number, step)).chain(more));
    let tips = coaching.tips.iter().map(|tip| format!("- **{}** ({}): {}", words(&tip.title), when(tip.moment), words(&tip.says)));
    section(&mut text, "Tips", tips);
    text
}

/// A heading and what stands below it; nothing where nothing does.
fn section(text: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        *text += &format!("\n## {heading}\n\n{}\n", lines.join("\n"));
    }
}

fn next(number: usize, step: &Step) -> String {
    let before = step.before.as_ref().map_or("nothing yet".to_owned(), |before| format!("“{}”", words(before)));
    let after = match &step.after {
        Some(after) if after.is_example => format!("for example: “{}”", words(&after.words)),
        Some(after) => format!("“{}”", words(&after.words)),
        None => words(&step.instead),
    };
    // Three columns in, so that it belongs to its number.
    format!("{number}. **{}**\n   {}\n   - Before: {before}\n   - After: {after}", words(&step.says), words(&step.why))
}

/// Words as Markdown shows them: every mark of its own is taken for itself.
fn words(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for c in harmless(words).chars() {
        match c {
            '\n' => shown.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => shown.extend(['\\', c]),
            c => shown.push(c),
        }
    }
    shown
}
