//! Days between the talk, earlier messages and this one.

use crate::engine::judge::{Found, place};
use crate::engine::reading::Reading;
use crate::rules::{Native, Place, Severity};

/// A thank-you sent long after the talk.
pub(super) fn late(reading: &Reading<'_>, native: &Native) -> Vec<Found> {
    let context = &reading.message.context;
    let (Some(met), Some(sent)) = (context.met, context.sent) else { return Vec::new() };
    let days = sent.0 - met.0;
    if days as f32 <= native.number("days", 2.0) {
        return Vec::new();
    }
    let severity = (days as f32 > native.number("very-late", 5.0)).then_some(Severity::Warning);
    vec![Found { severity, amount: Some(days as u32), ..Found::at(place(reading, Place::Start)) }.with("count", days)]
}

/// A follow-up sent too soon after the message before it, or one too many.
pub(super) fn too_soon(reading: &Reading<'_>, native: &Native) -> Vec<Found> {
    let context = &reading.message.context;
    let Some(last) = context.previous.iter().max() else { return Vec::new() };
    let at = place(reading, Place::Start);
    // The first message and the follow-ups already sent stand in `previous`.
    let number = context.previous.len();
    if number as f32 >= native.number("most", 2.0) {
        return vec![
            Found { amount: Some(number as u32), ..Found::at(at) }
                .with("reason", format!("this would be message number {} without an answer", number + 1)),
        ];
    }
    let Some(sent) = context.sent else { return Vec::new() };
    let days = sent.0 - last.0;
    if (0.0..native.number("days", 5.0)).contains(&(days as f32)) {
        let reason = match days {
            0 => "you wrote the same day".to_owned(),
            1 => "you wrote only a day ago".to_owned(),
            _ => format!("you wrote only {days} days ago"),
        };
        return vec![Found { amount: Some(days as u32), ..Found::at(at) }.with("reason", reason)];
    }
    Vec::new()
}
