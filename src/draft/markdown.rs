//! Markdown, as a reader sees it.

use super::{Raw, Seen};
use crate::text::Span;

/// The messages of a Markdown file.
pub(super) fn messages(text: &str, body: Span) -> Vec<Raw> {
    vec![Raw { body: Seen::plain(text, body), ..Raw::default() }]
}
