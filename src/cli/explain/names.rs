//! `cordial explain kinds` and `cordial explain channels`: what a message can be and how it can travel, when each name
//! is the right one, and how long such a message may be. All of it is data of `kinds.toml` and `channels.toml`.

use super::page::Page;
use crate::cli::terminal::Terminal;
use crate::draft::{Channel, Kind};
use crate::engine::unit;
use crate::host::Session;
use crate::rules::{Band, Limit, Limits, Means};

/// The page of all kinds or all channels, or of one of them.
pub(super) fn page(asked: &str, session: &Session, terminal: &Terminal) -> Option<String> {
    let limits = session.rules.limits()?;
    let mut page = Page::new(terminal);
    match (asked, Kind::parse(asked), Channel::parse(asked)) {
        ("kinds" | "kind", ..) => {
            page.title("kinds", "What a message is for. Front matter (`kind: reply`) or `--kind reply` says it; otherwise its text does.");
            limits.kinds.iter().for_each(|(kind, when)| page.rows(kind.name(), &kind_says(*kind, when, limits)));
            page.part("Where the channel has a length of its own", "it goes before that of the kind: `cordial explain channels`.");
        }
        ("channels" | "channel", ..) => {
            page.title(
                "channels",
                "How a message travels. Front matter (`channel: sms`) or `--channel sms` says it; otherwise a heading or the text may.",
            );
            limits.channels.iter().for_each(|means| page.rows(means.channel.name(), &channel_says(means, limits)));
            page.part("Where a channel has no length of its own", "that of the kind holds: `cordial explain kinds`.");
        }
        (_, Some(kind), _) => {
            let (_, when) = limits.kinds.iter().find(|(known, _)| *known == kind)?;
            page.title(kind.name(), "A kind of message; `cordial explain kinds` has them all.");
            page.rows("When", &kind_says(kind, when, limits));
        }
        (.., Some(channel)) => {
            let means = limits.channels.iter().find(|means| means.channel == channel)?;
            page.title(channel.name(), "A channel; `cordial explain channels` has them all.");
            page.rows("When", &channel_says(means, limits));
        }
        _ => return None,
    }
    Some(page.text)
}

fn kind_says(kind: Kind, when: &str, limits: &Limits) -> Vec<String> {
    let own = limits.bands.iter().find(|band| band.kind == Some(kind) && band.channel.is_none());
    [Some(when.to_owned()), own.map(band_says)].into_iter().flatten().collect()
}

fn channel_says(means: &Means, limits: &Limits) -> Vec<String> {
    let own = limits.bands.iter().find(|band| band.channel == Some(means.channel) && band.kind.is_none());
    let limit = limits.limit(means.channel);
    // Where the hard limit is all there is to say, it is said once.
    let own = own.filter(|band| limit.is_none() || band.under.or(band.long).or(band.over).is_some());
    [Some(means.when.to_string()), own.map(band_says), limit.map(limit_says)].into_iter().flatten().collect()
}

/// "Length: under 20 words is short, over 200 is too long."
fn band_says(band: &Band) -> String {
    let unit = unit(band.count);
    let marks = [("under", band.under, "short"), ("over", band.long, "a little long"), ("over", band.over, "too long")];
    let marks = marks.iter().filter_map(|(side, mark, is)| Some(format!("{side} {} {unit} is {is}", (*mark)?)));
    let marks: Vec<String> = marks.collect();
    let says = if marks.is_empty() { "nothing is too short or too long".to_owned() } else { marks.join(", ") };
    format!("Length: {says}.{}", source(band.source.as_deref()))
}

fn limit_says(limit: &Limit) -> String {
    let unit = unit(limit.count);
    let free = limit.free.map_or(String::new(), |free| format!(" ({free} on a free account)"));
    let subject = limit.subject.map_or(String::new(), |most| format!(", and {most} in the subject"));
    format!("Limit: {} {unit}{free}{subject}.{}", limit.most, source(Some(&limit.source)))
}

fn source(source: Option<&str>) -> String {
    source.map_or(String::new(), |source| format!(" Source: {source}."))
}
