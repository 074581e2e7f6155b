//! Placeholders: the slots that a template leaves open.

use crate::text::Span;

/// How a placeholder is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Syntax {
    /// `{{name}}`
    DoubleBrace,
}

impl Syntax {
    /// Whether it stands for words, and does not steer the template.
    pub fn is_slot(self) -> bool {
        true
    }
}

/// One placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// Where it stands, with its marks.
    pub span: Span,
    /// What it asks for, as written inside the marks.
    pub name: String,
    /// How it is written.
    pub syntax: Syntax,
}

/// The placeholders of a text, in order and apart.
pub fn find(_text: &str) -> Vec<Placeholder> {
    Vec::new()
}
