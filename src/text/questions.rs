//! Questions: sentences, or parts of one, that ask. It sees marks and word order, not what is asked.

use super::{Gap, Span, Words};

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// From its first word to its mark.
    pub span: Span,
    /// Whether a question mark ends it; without one, its word order gave it away.
    pub marked: bool,
}

const OPEN: &[&str] = &["what", "what's", "how", "how's", "why", "when", "where", "where's", "who", "who's", "which", "whom", "whose"];
const CLOSED: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "would", "will", "should", "may", "might", "shall",
    "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "can't", "couldn't", "wouldn't", "won't", "shouldn't", "haven't", "hasn't",
];
const SUBJECTS: &[&str] = &["you", "your", "i", "we", "it", "there", "they", "the", "that", "this", "he", "she", "a", "an", "my", "one", "people"];

/// The questions of one sentence: more than one where a bracket or a mark inside it holds another.
pub fn questions(text: &str, sentence: Span, words: &Words) -> Vec<Question> {
    let mut found = Vec::new();
    let inside = sentence.of(text);
    let mut start = 0;
    for (at, c) in inside.char_indices() {
        if !matches!(c, '?' | '？' | '؟') || inside[at + c.len_utf8()..].starts_with(['?', '!']) {
            continue;
        }
        let from = inside[start..at].rfind(['(', '[']).map_or(start, |n| start + n + 1);
        let span = Span::new(sentence.start as usize + from, sentence.start as usize + at + c.len_utf8()).trim(text);
        if span.of(text).contains(char::is_alphanumeric) {
            found.push(Question { span, marked: true });
        }
        start = at + c.len_utf8();
    }
    if found.is_empty() && asks_without_mark(sentence, words) {
        found.push(Question { span: sentence, marked: false });
    }
    found
}

/// Whether a sentence without a mark begins as a question does: a question word and a verb, or a verb and its subject.
fn asks_without_mark(sentence: Span, words: &Words) -> bool {
    let range = words.inside(sentence);
    if range.len() < 3 || words.list()[range.clone()].iter().any(|w| w.quoted) {
        return false;
    }
    let (first, second, third) = (words.key(range.start), words.key(range.start + 1), words.key(range.start + 2));
    let turned = |verb: &str, subject: &str| CLOSED.contains(&verb) && SUBJECTS.contains(&subject);
    let pause = words.list()[range.start + 1].gap >= Gap::Pause;
    !pause && (turned(first, second) || (OPEN.contains(&first) && (turned(second, third) || (second == "made" && third == "you"))))
}
