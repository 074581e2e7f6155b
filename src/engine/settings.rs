//! What a user sets: how much each rule matters, bands of their own. Values only; where they are written is the
//! host's affair.

use crate::rules::{Band, Severity};

/// How a rule is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Not at all.
    Off,
    /// With this weight.
    As(Severity),
}

/// The settings for one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Rules or families (`tone/*`) and how they are set; the last that fits holds.
    pub levels: Vec<(String, Setting)>,
    /// Bands that go before the built-in ones.
    pub bands: Vec<Band>,
    /// Whether the path says that the file is a template.
    pub template: bool,
}

impl Settings {
    /// How a rule is set, where the user set it.
    pub fn level(&self, rule: &str) -> Option<Setting> {
        let fits = |name: &str| {
            name == rule || name.strip_suffix("/*").is_some_and(|family| rule.split('/').next() == Some(family)) || name == "*"
        };
        self.levels.iter().rev().find(|(name, _)| fits(name)).map(|(_, setting)| *setting)
    }

    /// Whether a name in the settings is a rule or a family of rules.
    pub fn names_something(name: &str, mut rules: impl Iterator<Item = impl AsRef<str>>) -> bool {
        match name.strip_suffix("/*") {
            Some(family) => rules.any(|rule| rule.as_ref().split('/').next() == Some(family)),
            None => name == "*" || rules.any(|rule| rule.as_ref() == name),
        }
    }
}
