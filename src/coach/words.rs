//! Words of a message as the coach repeats them: on one line, not too long, whole sentences where it can. It says
//! nothing of its own.

use crate::draft::Message;
use crate::text::Span;

/// The longest that is repeated, in characters.
const LONGEST: usize = 160;

/// The longest that is shown of words that are praised or stand in the outline, in characters.
const SHOWN: usize = 72;

/// Words on one line, cut where they are too long.
pub(super) fn on_one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    shortened(&line, LONGEST)
}

/// At most so many characters, and whole words.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", whole.trim_end_matches([',', ';', ':', '–', '—', '-', ' ']))
}

/// Words that show something, from where they begin to the end of their sentence, as far as there is room.
pub(super) fn excerpt(message: &Message, span: Span) -> String {
    let text = message.text();
    let sentence = message.sentence_at(span.start).map(|number| message.sentences[number].span);
    let end = sentence.map_or(span.end, |sentence| sentence.end.max(span.end));
    let words = Span::new(span.start as usize, end as usize).of(text);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_cut = sentence.is_some_and(|sentence| sentence.start < span.start);
    format!("{}{}", if is_cut { "… " } else { "" }, shortened(&words, SHOWN))
}

/// What is still to be filled in of the words that show something: the first slot in their sentence.
pub(super) fn open_slot(open: &[Span], message: &Message, span: Span) -> Option<Span> {
    let sentence = message.sentence_at(span.start).map_or(span, |number| message.sentences[number].span.join(span));
    open.iter().copied().find(|slot| sentence.contains(*slot))
}

/// The sentence of a message that holds the beginning of a place in the file.
pub(super) fn sentence(message: &Message, at: Span) -> Option<Span> {
    let holds = |span: Span| span.start <= at.start && (at.start < span.end || (at.is_empty() && at.start == span.end));
    message.sentences.iter().map(|sentence| sentence.span).find(|span| holds(message.in_file(*span)))
}
