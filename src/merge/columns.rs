//! The columns of a list: found by the name that a slot uses, and told apart by what they say of a person. Names are
//! compared as fields are, so `First Name`, `first_name` and `contact.firstName` are one.

use crate::draft::{NamePart, field_key, gives, name_part};

/// What a column says of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Name(NamePart),
    Company,
    Position,
    Industry,
    Level,
    Relation,
    Kind,
    Channel,
    Met,
    Sent,
    Previous,
    /// Something that tells people apart and says nothing of them: an address, a number, a link.
    Address,
}

#[rustfmt::skip]
const KNOWN: &[(&str, Says)] = &[
    ("company", Says::Company), ("companyname", Says::Company), ("employer", Says::Company), ("organisation", Says::Company),
    ("organization", Says::Company), ("firm", Says::Company),
    ("position", Says::Position), ("role", Says::Position), ("title", Says::Position), ("jobtitle", Says::Position),
    ("industry", Says::Industry), ("sector", Says::Industry), ("field", Says::Industry),
    ("level", Says::Level), ("seniority", Says::Level), ("relation", Says::Relation),
    ("kind", Says::Kind), ("channel", Says::Channel), ("met", Says::Met), ("sent", Says::Sent), ("previous", Says::Previous),
    ("email", Says::Address), ("mail", Says::Address), ("emailaddress", Says::Address), ("phone", Says::Address), ("phonenumber", Says::Address),
    ("linkedin", Says::Address), ("linkedinurl", Says::Address), ("profile", Says::Address), ("url", Says::Address), ("website", Says::Address),
    ("id", Says::Address), ("notes", Says::Address), ("note", Says::Address), ("status", Says::Address), ("date", Says::Address),
];

/// The columns that a list of people to write to needs (seed 001), each with the names that it goes by.
pub const WANTED: &[&str] = &["position", "company", "industry"];

/// The columns of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    names: Vec<String>,
    keys: Vec<String>,
    says: Vec<Option<Says>>,
}

impl Columns {
    /// Columns with these names.
    pub fn new(names: Vec<String>) -> Columns {
        let keys: Vec<String> = names.iter().map(|name| field_key(name)).collect();
        let known = |key: &String| KNOWN.iter().find(|(known, _)| known == key).map(|(_, says)| *says);
        let says = keys.iter().map(|key| name_part(key).map(Says::Name).or_else(|| known(key))).collect();
        Columns { names, keys, says }
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The column that gives what a slot asks for.
    pub fn of(&self, slot: &str) -> Option<usize> {
        let key = field_key(slot);
        self.keys.iter().position(|known| *known == key).or_else(|| self.names.iter().position(|name| gives(name, slot)))
    }

    pub(super) fn saying(&self, what: Says) -> Option<usize> {
        self.says.iter().position(|says| *says == Some(what))
    }

    /// Whether a column says who the reader is, not what is true of nobody else.
    pub fn is_about_person(&self, name: &str) -> bool {
        self.names.iter().position(|known| known == name).is_some_and(|n| self.says[n].is_some())
    }

    /// The wanted columns that are not there.
    pub fn missing(&self) -> Vec<&'static str> {
        let wanted = [Says::Position, Says::Company, Says::Industry];
        WANTED.iter().zip(wanted).filter(|(_, says)| self.saying(*says).is_none()).map(|(name, _)| *name).collect()
    }

    /// Names that two columns share: only the first of them is ever used.
    pub fn twice(&self) -> Vec<&str> {
        let again = |n: usize| !self.keys[n].is_empty() && self.keys[..n].contains(&self.keys[n]);
        (0..self.names.len()).filter(|n| again(*n)).map(|n| self.names[n].as_str()).collect()
    }
}
