//! A mail as it travels.

use super::Raw;

/// The message of a mail file.
pub(super) fn messages(_text: &str) -> Vec<Raw> {
    Vec::new()
}
