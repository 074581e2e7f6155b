//! Text as XML takes it. JUnit and Checkstyle need no more of XML than this.

use crate::cli::terminal::harmless;

/// A text for an attribute: line breaks stay what they are.
pub(super) fn attribute(text: &str) -> String {
    element(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// A text for an element. What XML cannot hold at all, such as control characters, is shown as the terminal would.
pub(super) fn element(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
