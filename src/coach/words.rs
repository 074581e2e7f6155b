//! Words of a message as the coach repeats them: on one line, not too long, whole sentences where it can. It says
//! nothing of its own.

use crate::draft::Message;
use crate::text::Span;

/// The longest that is repeated, in characters.
const LONGEST: usize = 160;

/// Words on one line, cut where they are too long.
pub(super) fn on_one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole} …")
}

/// The sentence of a message that holds the beginning of a place in the file.
pub(super) fn sentence(message: &Message, at: Span) -> Option<Span> {
    let holds = |span: Span| span.start <= at.start && (at.start < span.end || (at.is_empty() && at.start == span.end));
    message.sentences.iter().map(|sentence| sentence.span).find(|span| holds(message.in_file(*span)))
}
