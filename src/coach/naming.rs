//! What the coach calls things in a line of words: a message by what it is for and how it travels, the time when a tip
//! helps. The same words on every face.

use super::Coaching;
use crate::draft::{Channel, Kind};
use crate::rules::Moment;

/// What a message is, in words: "first message by e-mail".
pub fn about(coaching: &Coaching) -> String {
    let kind = match coaching.kind {
        Kind::FirstContact => "a first message",
        Kind::FollowUp => "a follow-up",
        Kind::Reply => "a reply",
        Kind::ThankYou => "a thank-you",
        Kind::Congratulations => "congratulations",
        Kind::Questions => "a list of questions",
        Kind::CheckIn => "a check-in",
    };
    let channel = match coaching.channel {
        None => return kind.to_owned(),
        Some(Channel::Email) => "by email",
        Some(Channel::Letter) => "by letter",
        Some(Channel::LinkedinInvite) => "with a LinkedIn invitation",
        Some(Channel::LinkedinMessage) => "on LinkedIn",
        Some(Channel::Inmail) => "by InMail",
        Some(Channel::XPost) => "as a post on X",
        Some(Channel::XDm) => "as a direct message on X",
        Some(Channel::Sms) => "as a text message",
        Some(Channel::Whatsapp) => "on WhatsApp",
        Some(Channel::Phone) => "for a call",
        Some(Channel::Voicemail) => "for voicemail",
    };
    format!("{kind} {channel}")
}

/// When a tip helps, in words.
pub fn when(moment: Moment) -> &'static str {
    match moment {
        Moment::Before => "before you send",
        Moment::After => "after you send",
        Moment::Talk => "in the talk",
        Moment::Along => "along the way",
    }
}

/// The verdict and the rest of what is said with it.
pub fn verdict(says: &str) -> (&str, &str) {
    says.split_once(". ").unwrap_or((says, ""))
}
