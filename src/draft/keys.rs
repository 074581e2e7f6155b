//! The keys of the front matter: what each is for and what it can be. For those who help writing it.

use super::{Channel, Kind, Level, Relation};

/// A key of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
}

/// The keys, in the order in which a writer would think of them.
pub const KEYS: &[Key] = &[
    Key { name: "kind", about: "What the message is for. Without it, cordial goes by what the text makes plain." },
    Key { name: "channel", about: "How the message travels. It decides what fits and how it is counted." },
    Key { name: "to", about: "The reader's name. The greeting is held against it." },
    Key { name: "company", about: "Where the reader works. Another company's name in the text is then found." },
    Key { name: "role", about: "What the reader does." },
    Key { name: "level", about: "Where the reader stands, seen from you. A question for a director is not one for a peer." },
    Key { name: "relation", about: "How you know each other; a stranger where nothing is said." },
    Key { name: "from", about: "Your name." },
    Key { name: "subject", about: "The subject, where it does not stand in the text." },
    Key { name: "sent", about: "The day this one goes out, such as 2026-03-12." },
    Key { name: "previous", about: "The day of your last message, or a list of days." },
    Key { name: "met", about: "The day of the talk." },
    Key { name: "template", about: "Whether this is a template, in which slots are meant to be open." },
    Key { name: "fields", about: "The fields that a template may use. A slot with another name is then found." },
    Key { name: "knows-term", about: "Whether the reader uses the term “informational interview” themselves." },
    Key { name: "premium", about: "Whether you have a paid LinkedIn account, with its longer invitations." },
    Key { name: "lang", about: "The language of the message, as a two-letter code. The rules know English." },
    Key { name: "allow", about: "Findings that you want to keep, each with the reason: `- rule/name: why it is fine here`." },
];

/// What a key is for.
pub fn about_key(name: &str) -> Option<&'static str> {
    KEYS.iter().find(|key| key.name == name).map(|key| key.about)
}

/// What a key can be, where that is a closed set.
pub fn values(key: &str) -> Vec<&'static str> {
    match key {
        "kind" => Kind::ALL.iter().map(|kind| kind.name()).collect(),
        "channel" => Channel::ALL.iter().map(|channel| channel.name()).collect(),
        "level" => Level::ALL.iter().map(|level| level.name()).collect(),
        "relation" => Relation::ALL.iter().map(|relation| relation.name()).collect(),
        "template" | "knows-term" | "premium" => vec!["true", "false"],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::FRONT_MATTER_KEYS;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_that_is_read_is_explained_and_no_other() {
        let explained: BTreeSet<&str> = KEYS.iter().map(|key| key.name).collect();
        assert_eq!(explained, FRONT_MATTER_KEYS.iter().copied().collect());
    }
}
