//! `cordial coach` for people at a terminal: the verdict, the outline, what is good, what to do next, tips.

use super::Coached;
use crate::cli::output::{BOLD, painted};
use crate::cli::terminal::{harmless, wrap};
use crate::coach::{Coaching, Outlined, State, Step, about, verdict, when};
use crate::engine::Verdict;
use crate::rules::Tip;
use unicode_width::UnicodeWidthStr;

const GREEN: &str = "\x1b[1;32m";
const YELLOW: &str = "\x1b[1;33m";
const RED: &str = "\x1b[1;31m";
const DIM: &str = "\x1b[2m";

/// How the text is laid.
#[derive(Clone, Copy)]
struct Page {
    width: usize,
    is_colored: bool,
}

/// A file.
pub(super) fn file(coached: &Coached, width: usize, is_colored: bool) -> String {
    let page = Page { width, is_colored };
    let mut text = String::new();
    let path = harmless(&coached.path).into_owned();
    if coached.talk.messages.is_empty() {
        text += &page.bold(&path);
        text.push('\n');
    }
    for problem in &coached.talk.problems {
        text += &page.hanging("", &harmless(problem));
    }
    for (n, coaching) in coached.talk.messages.iter().enumerate() {
        if n > 0 || !coached.talk.problems.is_empty() {
            text.push('\n');
        }
        text += &page.message(&path, coaching);
    }
    text
}

impl Page {
    fn bold(self, words: &str) -> String {
        painted(words, BOLD, self.is_colored)
    }

    fn paint(self, words: &str, style: &str) -> String {
        painted(words, style, self.is_colored)
    }

    /// A mark or a heading, and words that go on below themselves.
    fn hanging(self, head: &str, words: &str) -> String {
        self.painted_hanging(head, head, words, "")
    }

    /// The same, with the head in its colours and the words in a style.
    fn painted_hanging(self, head: &str, shown: &str, words: &str, style: &str) -> String {
        let indent = head.width();
        let lines = wrap(words, self.width.saturating_sub(indent).max(20), 0);
        let lines = lines.iter().map(|line| if style.is_empty() { line.clone() } else { self.paint(line, style) });
        format!("{shown}{}\n", lines.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent))))
    }

    fn message(self, path: &str, coaching: &Coaching) -> String {
        let name = coaching.name.as_ref().map_or(String::new(), |name| format!(", “{}”", harmless(name)));
        let title = format!("{path}{name}: {}", about(coaching));
        let mut text: String = wrap(&title, self.width, 0).iter().map(|line| self.bold(line) + "\n").collect();
        let style = match coaching.verdict {
            Verdict::Ready => GREEN,
            Verdict::Almost => YELLOW,
            Verdict::NotYet => RED,
        };
        let (word, rest) = verdict(coaching.says);
        let head = format!("{word}. ");
        text += &self.painted_hanging(&head, &self.paint(&head, style), rest, "");
        text += &self.outline(&coaching.outline);
        if !coaching.good.is_empty() {
            text += &self.heading("What is good");
            for praise in &coaching.good {
                let words = format!("{} “{}”", praise.says, harmless(&praise.words));
                text += &self.painted_hanging("  + ", &format!("  {} ", self.paint("+", GREEN)), &words, "");
            }
        }
        if !coaching.steps.is_empty() {
            text += &self.heading("What to do next");
            for (n, step) in coaching.steps.iter().enumerate() {
                text += &self.step(n + 1, step);
            }
            if coaching.more {
                text += &self.painted_hanging("  ", "  ", "There is a little more after these: `cordial check` shows it all.", DIM);
            }
        }
        if !coaching.tips.is_empty() {
            text += &self.heading("Tips");
            for tip in &coaching.tips {
                text += &self.tip(tip);
            }
        }
        text
    }

    fn heading(self, words: &str) -> String {
        format!("\n{}\n", self.bold(words))
    }

    fn outline(self, outline: &[Outlined]) -> String {
        if outline.is_empty() {
            return String::new();
        }
        let mut text = self.heading("What is there");
        let column = outline.iter().map(|part| part.title.width()).max().unwrap_or(0);
        for part in outline {
            let (mark, style) = match part.state {
                State::There => ("✓", GREEN),
                State::Missing => ("✗", YELLOW),
                State::Open => ("·", DIM),
            };
            let title = format!("{}{}", part.title, " ".repeat(column - part.title.width()));
            let words = harmless(&part.words);
            let (words, dim) = match part.state {
                State::There => (format!("“{words}”"), ""),
                State::Missing => (format!("not there yet: {words}"), ""),
                State::Open => (format!("may come: {words}"), DIM),
            };
            let shown = format!("  {} {}  ", self.paint(mark, style), if dim.is_empty() { title.clone() } else { self.paint(&title, dim) });
            text += &self.painted_hanging(&format!("  {mark} {title}  "), &shown, &words, dim);
        }
        text
    }

    fn step(self, number: usize, step: &Step) -> String {
        let head = format!("  {number}. ");
        let mut text = if number > 1 { String::from("\n") } else { String::new() };
        text += &self.painted_hanging(&head, &self.bold(&head), &harmless(&step.says), BOLD);
        let mut row = |name: &str, words: &str, style: &str| {
            let head = format!("     {name:<8}");
            text += &self.painted_hanging(&head, &self.paint(&head, DIM), words, style);
        };
        row("Why", &step.why, "");
        let before = step.before.as_ref().map_or("nothing yet".to_owned(), |words| format!("“{}”", harmless(words)));
        row("Before", &before, "");
        match &step.after {
            Some(after) if after.is_example => row("After", &format!("for example: “{}”", harmless(&after.words)), ""),
            Some(after) => row("After", &format!("“{}”", harmless(&after.words)), ""),
            None => row("After", &step.instead, ""),
        }
        text
    }

    fn tip(self, tip: &Tip) -> String {
        let head = format!("  {:<16} ", when(tip.moment));
        let says = format!("{}. {}", tip.title.trim_end_matches('.'), tip.says);
        self.painted_hanging(&head, &self.paint(&head, DIM), &harmless(&says), "")
    }
}
