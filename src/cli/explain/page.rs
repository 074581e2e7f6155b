//! A manual page on the terminal: a title, parts with headings, sources, examples. What stands on it is decided by
//! whoever fills it.

use crate::cli::terminal::{Terminal, wrap};
use crate::rules::{Example, Source};

/// A page that is being laid out.
pub(super) struct Page {
    pub(super) text: String,
    width: usize,
    is_colored: bool,
}

impl Page {
    pub(super) fn new(terminal: &Terminal) -> Page {
        Page { text: String::new(), width: terminal.width, is_colored: terminal.is_colored() }
    }

    fn bold(&self, words: &str) -> String {
        if self.is_colored { format!("\x1b[1m{words}\x1b[0m") } else { words.to_owned() }
    }

    pub(super) fn title(&mut self, id: &str, title: &str) {
        self.text += &format!("{}\n{}\n", self.bold(id), title);
    }

    /// A heading and what stands below it; nothing where there is nothing to say.
    pub(super) fn part(&mut self, name: &str, words: &str) {
        if !words.trim().is_empty() {
            self.rows(name, &[words.to_owned()]);
        }
    }

    /// A heading and lines of their own below it.
    pub(super) fn rows(&mut self, name: &str, rows: &[String]) {
        self.text += &format!("\n{}\n", self.bold(name));
        rows.iter().for_each(|row| self.lines(row));
    }

    pub(super) fn lines(&mut self, words: &str) {
        for line in wrap(words, self.width - 2, 0) {
            self.text += &format!("  {line}\n");
        }
    }

    pub(super) fn sources(&mut self, sources: &[Source]) {
        if sources.is_empty() {
            return;
        }
        self.text += &format!("\n{}\n", self.bold("Sources"));
        for source in sources {
            let name = [Some(&source.name), source.date.as_ref(), source.url.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            let says = source.says.as_ref().map_or(String::new(), |says| format!(": “{says}”"));
            self.lines(&format!("{name}{says}"));
        }
    }

    pub(super) fn examples(&mut self, name: &str, examples: &[Example]) {
        if examples.is_empty() {
            return;
        }
        self.text += &format!("\n{}\n", self.bold(name));
        for (n, example) in examples.iter().enumerate() {
            if n > 0 {
                self.text.push('\n');
            }
            if let Some(note) = &example.note {
                self.lines(&format!("({note})"));
            }
            let marked = self.marked(example);
            for line in marked.trim_end().lines() {
                self.text += format!("  | {line}").trim_end();
                self.text.push('\n');
            }
            for (slot, value) in &example.row {
                self.text += &format!("  with {slot} = {value:?} from a list\n");
            }
            if let Some(fixed) = &example.fixed {
                self.text += "  mended:\n";
                for line in fixed.trim_end().lines() {
                    self.text += format!("  | {line}").trim_end();
                    self.text.push('\n');
                }
            }
        }
    }

    /// The example with what is found in it marked: in colour, or between « and ».
    fn marked(&self, example: &Example) -> String {
        let mut text = String::new();
        let mut at = 0;
        let (open, close) = if self.is_colored { ("\x1b[1;31m", "\x1b[0m") } else { ("«", "»") };
        for mark in example.marks.iter().filter(|mark| !mark.is_empty()) {
            text += example.text.get(at..mark.start as usize).unwrap_or("");
            text += open;
            // Colours end at the line's end and begin again on the next.
            text += &mark.of(&example.text).replace('\n', &if self.is_colored { format!("{close}\n{open}") } else { "\n".to_owned() });
            text += close;
            at = mark.end as usize;
        }
        text + example.text.get(at..).unwrap_or("")
    }
}
