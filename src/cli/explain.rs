//! `cordial explain`: the file of a rule or a signal as its manual page.

use super::Status;
use super::args::ExplainArgs;
use super::terminal::{Terminal, wrap};
use crate::engine::ABOUT_ITSELF;
use crate::host::{Session, Sessions};
use crate::rules::{Example, Source, examples};
use crate::text::nearest;
use std::io::{self, Write};
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &ExplainArgs, terminal: &Terminal) -> io::Result<Status> {
    let sessions = Sessions::new(args.config.clone());
    let session = sessions.of_folder(Path::new("."));
    let asked = args.rule.trim().trim_end_matches(".toml");
    let signal = asked.strip_prefix("signal/").or(asked.strip_prefix("signals/"));
    let tip = asked.strip_prefix("tip/").or(asked.strip_prefix("tips/"));
    let page = match (signal, tip) {
        (Some(name), _) => signal_page(name, &session, terminal),
        (_, Some(name)) => tip_page(name, &session, terminal),
        (None, None) => rule_page(asked, &session, terminal),
    };
    let mut out = terminal.out();
    let mut status = Status::Fine;
    if let Some(page) = page {
        out.write_all(page.as_bytes())?;
    } else {
        let signals: Vec<String> = session.rules.signals().map(|signal| format!("signal/{}", signal.name)).collect();
        let tips: Vec<String> = session.rules.tips().map(|tip| format!("tip/{}", tip.name)).collect();
        let family: Vec<&str> = session.rules.ids().filter(|id| id.split('/').next() == Some(asked.trim_end_matches("/*"))).collect();
        let hint = match nearest(asked, session.rules.ids().chain(signals.iter().chain(&tips).map(String::as_str))) {
            Some(near) => format!("did you mean `{near}`?"),
            None if !family.is_empty() => format!("its family has {}", family.join(", ")),
            None => "`cordial rules list` names them all".into(),
        };
        terminal.say(&format!("there is no rule `{asked}`; {hint}"));
        status = Status::Trouble;
    }
    out.flush()?;
    if super::output::say_faults(&sessions.faults(), terminal) {
        status = Status::Trouble;
    }
    Ok(status)
}

fn rule_page(id: &str, session: &Session, terminal: &Terminal) -> Option<String> {
    let mut page = Page::new(terminal);
    let Some(rule) = session.rules.rule(id) else {
        let (id, message, why, instead) = ABOUT_ITSELF.iter().find(|(known, ..)| *known == id)?;
        page.title(id, &message.replace("{match}", "…").replace("{hint}", ""));
        page.part("Why", why);
        page.part("Instead", instead);
        return Some(page.text);
    };
    page.title(&rule.id, &rule.told.title);
    page.part("Severity", rule.severity.name());
    let when = when(&rule.when);
    page.part("When", if when.is_empty() { "in every message" } else { &when });
    page.part("Why", &rule.told.why);
    page.part("Instead", &rule.told.instead);
    if let Some(fix) = &rule.fix {
        page.part("Fix", if fix.safe { "`cordial fix` mends it" } else { "`cordial fix --unsafe-fixes` mends it; read the result" });
    }
    page.sources(&rule.told.sources);
    let file = format!("{id}.toml");
    let found = session.source(&file).and_then(|text| examples(&file, text, false).ok()).unwrap_or_default();
    page.examples("Not like this", &found.bad);
    page.examples("Fine", &found.good);
    Some(page.text)
}

fn signal_page(name: &str, session: &Session, terminal: &Terminal) -> Option<String> {
    let signal = session.rules.signals().find(|signal| signal.name == name)?;
    let mut page = Page::new(terminal);
    page.title(&format!("signal/{name}"), &signal.title);
    page.part("The coach says", &signal.praise);
    let file = format!("signals/{name}.toml");
    let found = session.source(&file).and_then(|text| examples(&file, text, true).ok()).unwrap_or_default();
    page.examples("Like this", &found.bad);
    page.examples("Not this", &found.good);
    Some(page.text)
}

fn tip_page(name: &str, session: &Session, terminal: &Terminal) -> Option<String> {
    let tip = session.rules.tips().find(|tip| tip.name == name)?;
    let mut page = Page::new(terminal);
    page.title(&format!("tip/{name}"), &tip.title);
    page.part("The coach says", &tip.says);
    let names = |what: &str, names: Vec<&str>| if names.is_empty() { None } else { Some(format!("{what}: {}", names.join(", "))) };
    let when = [
        names("kind", tip.kinds.iter().map(|kind| kind.name()).collect()),
        names("channel", tip.channels.iter().map(|channel| channel.name()).collect()),
        names("relation", tip.relations.iter().map(|relation| relation.name()).collect()),
    ];
    let when: Vec<String> = when.into_iter().flatten().collect();
    page.part("When", if when.is_empty() { "with every message".to_owned() } else { when.join("; ") }.as_str());
    page.sources(&tip.sources);
    Some(page.text)
}

/// Which messages a rule is for, in words.
fn when(when: &crate::rules::When) -> String {
    let mut parts = Vec::new();
    let mut list = |what: &str, names: Vec<&str>| {
        if !names.is_empty() {
            parts.push(format!("{what} {}", names.join(", ")));
        }
    };
    list("kind:", when.kinds.iter().map(|kind| kind.name()).chain(when.kind_channels.iter().map(|channel| channel.name())).collect());
    list("channel:", when.channels.iter().map(|channel| channel.map_or("unknown", |c| c.name())).collect());
    list("not on", when.not_channels.iter().map(|channel| channel.map_or("an unknown channel", |c| c.name())).collect());
    list("reader's level:", when.levels.iter().map(|level| level.name()).collect());
    list("relation:", when.relations.iter().map(|relation| relation.name()).collect());
    list("known:", when.needs.iter().map(|need| need.name()).collect());
    match when.template {
        Some(true) => parts.push("templates only".into()),
        Some(false) => parts.push("not in templates".into()),
        None => {}
    }
    for (least, what) in [(when.min_words, "words"), (when.min_sentences, "sentences"), (when.min_characters, "characters")] {
        if least > 0 {
            parts.push(format!("from {least} {what}"));
        }
    }
    parts.join("; ")
}

struct Page {
    text: String,
    width: usize,
    is_colored: bool,
}

impl Page {
    fn new(terminal: &Terminal) -> Page {
        Page { text: String::new(), width: terminal.width, is_colored: terminal.is_colored() }
    }

    fn bold(&self, words: &str) -> String {
        if self.is_colored { format!("\x1b[1m{words}\x1b[0m") } else { words.to_owned() }
    }

    fn title(&mut self, id: &str, title: &str) {
        self.text += &format!("{}\n{}\n", self.bold(id), title);
    }

    fn part(&mut self, name: &str, words: &str) {
        if !words.trim().is_empty() {
            self.text += &format!("\n{}\n", self.bold(name));
            self.lines(words);
        }
    }

    fn lines(&mut self, words: &str) {
        for line in wrap(words, self.width - 2, 0) {
            self.text += &format!("  {line}\n");
        }
    }

    fn sources(&mut self, sources: &[Source]) {
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

    fn examples(&mut self, name: &str, examples: &[Example]) {
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
