//! A message made from a template: the words around the slots as they stand, and values in the place of the slots.
//! Every place of it leads back to the template's file; a place inside a value leads to its slot. Which value goes
//! where is decided elsewhere.

use super::{Context, Message, PutIn, Seen};
use crate::text::Span;

/// One stretch of a filled message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A stretch of the template's text, as it stands.
    Kept(Span),
    /// A value in the place of a slot of the template's text.
    Value {
        /// The slot.
        slot: Span,
        /// The field that it asks for.
        field: &'a str,
        /// What is put in.
        value: &'a str,
        /// Whether that is the cell as the list has it, and not what the template made of it.
        as_listed: bool,
    },
}

impl Message {
    /// This template with its slots filled.
    pub fn filled<'a>(&self, pieces: impl IntoIterator<Item = Piece<'a>>, context: Context) -> Message {
        let mut seen = Seen::default();
        let mut values = Vec::new();
        let mut subject_end = 0;
        let subject = self.outside_subject.map_or(0, |subject| subject.end);
        for piece in pieces {
            let at = seen.text().len();
            match piece {
                Piece::Kept(span) => {
                    seen.append_part(&self.seen, span);
                    if span.start < subject {
                        subject_end = at + (subject.min(span.end) - span.start) as usize;
                    }
                }
                Piece::Value { slot, field, value, as_listed } => {
                    seen.push_value(value, self.in_file(slot));
                    values.push(PutIn { span: Span::new(at, at + value.len()), field: field.to_owned(), as_listed });
                    if slot.start < subject {
                        subject_end = seen.text().len();
                    }
                }
            }
        }
        let outside = self.outside_subject.map(|_| Span::new(0, subject_end));
        let mut message = Message::of(self.name.clone(), context, self.is_mail, seen, outside, self.allow.clone());
        message.values = values;
        message
    }
}
