//! What somebody else wrote, or a machine: earlier mails, forwarded headers, "Sent from my phone".

use super::{Line, PartKind};

const HEADERS: &[&str] = &["from:", "sent:", "to:", "date:", "cc:", "subject:", "von:", "gesendet:", "an:", "de :", "envoyé :"];
const DEVICES: &[&str] = &[
    "sent from my ",
    "sent from mail for ",
    "sent from outlook",
    "sent from yahoo",
    "sent via ",
    "get outlook for ",
    "gesendet von mein",
    "envoyé de mon ",
    "enviado desde mi ",
];

/// Marks `>` runs with what introduces them, all below the headers of a mail that is passed on, and device lines.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    let mut said_something = false;
    for at in 0..lines.len() {
        let line = lines[at].text(text);
        if line.is_empty() {
            continue;
        }
        if line.starts_with('>') || is_device(line) {
            lines[at].kind = Some(PartKind::Quoted);
            continue;
        }
        if let Some(last) = introduction(text, lines, at) {
            lines[at..=last].iter_mut().for_each(|line| line.kind = Some(PartKind::Quoted));
            if last + 1 == lines.len() {
                return;
            }
        }
        if passes_on(line)
            || (said_something
                && is_header(line)
                && lower(line).contains("from:")
                && lines.get(at + 1).is_some_and(|next| is_header(next.text(text))))
        {
            lines[at..].iter_mut().for_each(|line| line.kind = Some(PartKind::Quoted));
            return;
        }
        said_something |= lines[at].open(text);
    }
}

/// The beginning of a line in small letters, without marks of emphasis.
fn lower(line: &str) -> String {
    line.trim_start_matches(['*', '_']).chars().take(200).flat_map(char::to_lowercase).collect()
}

fn is_device(line: &str) -> bool {
    // Cheap things first: this is asked of every line.
    if line.len() > 80 || !line.starts_with(['S', 's', 'G', 'g', 'E', 'e']) {
        return false;
    }
    let line = lower(line);
    DEVICES.iter().any(|device| line.starts_with(device))
}

fn is_header(line: &str) -> bool {
    if !line.contains(':') {
        return false;
    }
    let line = lower(line);
    HEADERS.iter().any(|header| line.starts_with(header))
}

fn passes_on(line: &str) -> bool {
    if !["--", "Begin", "begin"].iter().any(|start| line.starts_with(start)) {
        return false;
    }
    let line = lower(line);
    line.starts_with("--") && (line.contains("original message") || line.contains("forwarded message"))
        || line == "begin forwarded message:"
}

/// "On Monday, 3 February, Dana wrote:", on one line or two: the last line of it, where an earlier mail follows.
fn introduction(text: &str, lines: &[Line], at: usize) -> Option<usize> {
    let line = lines[at].text(text);
    if line.len() > 200 || !["On ", "Le ", "Am ", "El ", "Op "].iter().any(|start| line.starts_with(start)) {
        return None;
    }
    let wrote = |line: &str| {
        line.len() <= 200
            && [" wrote:", "wrote:", " écrit :", " écrit:", "schrieb:", "escribió:", "schreef:"].iter().any(|end| line.ends_with(end))
    };
    let last = if wrote(line) || line.contains("schrieb") && line.ends_with(':') {
        at
    } else if lines.get(at + 1).is_some_and(|next| wrote(next.text(text))) {
        at + 1
    } else {
        return None;
    };
    let below = (last + 1..lines.len()).find(|n| !lines[*n].blank(text));
    if below.is_some_and(|n| lines[n].text(text).starts_with('>')) {
        return below.map(|n| n - 1);
    }
    // Without marks the earlier mail reaches to the end; a date tells it from "On the bus my brother wrote:".
    let dated = lines[at..=last].iter().any(|line| line.span.of(text).contains(|c: char| c.is_ascii_digit() || c == '@'));
    dated.then_some(lines.len() - 1)
}
