//! A mail as it travels: its headers, and the words of its body with the way back through transfer
//! encodings, character sets and HTML. Attachments and passed-on mails are not read. What is no mail is
//! read as plain text.

use super::{Channel, Context, Day, Raw, Seen, html};
use crate::text::Span;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode_char;
use mail_parser::{Address, Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// The message of a mail file.
pub(super) fn messages(text: &str) -> Vec<Raw> {
    let plain = || vec![Raw { body: Seen::plain(text, Span::new(0, text.len())), ..Raw::default() }];
    if !is_mail(text) {
        return plain();
    }
    let Some(mail) = MessageParser::default().parse(text.as_bytes()) else { return plain() };
    let context = Context {
        channel: Some(Channel::Email),
        to: mail.to().and_then(name_of),
        from: mail.from().and_then(name_of),
        sent: mail.date().and_then(|d| Day::parse(&format!("{:04}-{:02}-{:02}", d.year, d.month, d.day))),
        ..Context::default()
    };
    vec![Raw { subject: subject(text, &mail), body: body(text, &mail).unwrap_or_default(), context, ..Raw::default() }]
}

/// Headers that make a file a mail.
const HEADERS: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "received",
    "return-path",
    "delivered-to",
    "reply-to",
    "sender",
    "in-reply-to",
    "references",
    "user-agent",
    "dkim-signature",
    "authentication-results",
];

/// More mails passed on inside each other than anybody reads; deeper ones would cost more than they say.
const DEEPEST: usize = 64;

/// Whether the file begins with headers of a mail.
fn is_mail(text: &str) -> bool {
    let Some(first) = text.lines().find(|l| !l.trim().is_empty()) else { return false };
    let known =
        |name: &str| HEADERS.iter().any(|h| h.eq_ignore_ascii_case(name)) || name.get(..2).is_some_and(|x| x.eq_ignore_ascii_case("x-"));
    let envelope = first.starts_with("From ") && text.lines().take(12).any(|l| l.split_once(':').is_some_and(|(name, _)| known(name)));
    let header = first.split_once(':').is_some_and(|(name, _)| known(name.trim_end()));
    (envelope || header) && text.matches("essage/rfc822").take(DEEPEST).count() < DEEPEST
}

/// The display name of the first address.
fn name_of(address: &Address) -> Option<String> {
    let name = address.first()?.name.as_ref()?.trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

/// Bytes that came out of an encoding, and the stretch of the file they stand for.
struct Pending {
    bytes: Vec<u8>,
    span: Span,
}

impl Pending {
    fn new() -> Pending {
        Pending { bytes: Vec::new(), span: Span::at(0) }
    }

    fn add(&mut self, bytes: &[u8], span: Span) {
        self.span = if self.bytes.is_empty() { span } else { self.span.join(span) };
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes what is pending; `all` writes the rest of a cut character too.
    fn write(&mut self, charset: &str, all: bool, out: &mut Seen) {
        if self.bytes.is_empty() {
            return;
        }
        let keep = if all { self.bytes.len() } else { whole_characters(&self.bytes, charset) };
        if keep > 0 {
            out.push_decoded(&decode(&self.bytes[..keep], charset), self.span);
            self.bytes.drain(..keep);
        }
    }
}

fn is_utf8(charset: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii", ""].iter().any(|name| name.eq_ignore_ascii_case(charset))
}

/// How many of the bytes are whole characters: the last one of UTF-8 may be cut off.
fn whole_characters(bytes: &[u8], charset: &str) -> usize {
    match std::str::from_utf8(bytes) {
        Err(error) if is_utf8(charset) && error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    }
}

fn decode(bytes: &[u8], charset: &str) -> String {
    let known = if is_utf8(charset) { None } else { charset_decoder(charset.as_bytes()) };
    // A carriage return is no character a reader sees, and NUL is none at all.
    known.map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |decoder| decoder(bytes)).replace('\0', "\u{fffd}")
}

/// The subject, with its encoded words decoded and its folds drawn together.
fn subject(text: &str, mail: &Message) -> Option<Seen> {
    let header = mail.headers().iter().rev().find(|h| h.name == HeaderName::Subject)?;
    let span = Span::new(header.offset_start as usize, header.offset_end as usize).trim(text);
    let raw = span.of(text);
    let mut out = Seen::default();
    let mut pending = Pending::new();
    let (mut charset, mut at, mut gap) = (String::new(), 0, Span::at(0));
    while at < raw.len() {
        let rest = &raw[at..];
        let here = |from: usize, to: usize| Span::new(span.start as usize + from, span.start as usize + to);
        if let Some((len, word_charset, bytes)) = encoded_word(rest) {
            if pending.bytes.is_empty() && !gap.is_empty() {
                out.push_decoded(" ", gap);
            }
            // Mailers cut long words anywhere, inside a character too: neighbours are decoded together.
            if !charset.eq_ignore_ascii_case(word_charset) {
                pending.write(&charset, true, &mut out);
            }
            charset = word_charset.to_owned();
            pending.write(&charset, false, &mut out);
            pending.add(&bytes, here(at, at + len));
            pending.write(&charset, false, &mut out);
            (at, gap) = (at + len, Span::at(0));
            // White space between two encoded words is no part of either.
            let space = raw[at..].len() - raw[at..].trim_start().len();
            if encoded_word(&raw[at + space..]).is_some() {
                at += space;
            } else {
                pending.write(&charset, true, &mut out);
            }
            continue;
        }
        let c = rest.chars().next().unwrap_or(' ');
        if c.is_ascii_whitespace() {
            let len = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            let len = len.max(c.len_utf8());
            gap = here(at, at + len);
            at += len;
            continue;
        }
        if !gap.is_empty() {
            match gap.of(text) {
                " " => out.push(text, gap),
                _ => out.push_decoded(" ", gap),
            }
            gap = Span::at(0);
        }
        let len =
            c.len_utf8() + rest[c.len_utf8()..].find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len() - c.len_utf8());
        out.push(text, here(at, at + len));
        at += len;
    }
    (!out.text().trim().is_empty()).then_some(out)
}

/// The encoded word (`=?utf-8?Q?...?=`) at the start of `rest`: its length, its character set and its bytes.
fn encoded_word(rest: &str) -> Option<(usize, &str, Vec<u8>)> {
    let inside = rest.strip_prefix("=?")?;
    let (charset, inside) = inside.split_at_checked(inside.bytes().take(50).position(|b| b == b'?')?)?;
    let kind = inside.as_bytes().get(1)?.to_ascii_lowercase();
    let words = inside.get(2..)?.strip_prefix('?')?;
    let end = words.bytes().take(2000).position(|b| matches!(b, b'?' | b'\n'))?;
    if words.get(end..end + 2)? != "?=" || charset.is_empty() {
        return None;
    }
    let words = &words[..end];
    let bytes = match kind {
        b'b' => base64_decode(words.as_bytes())?,
        b'q' => {
            let mut bytes = Vec::with_capacity(words.len());
            let source = words.as_bytes();
            let mut at = 0;
            while at < source.len() {
                let hex = (source[at] == b'=').then(|| quoted_printable_decode_char(*source.get(at + 1)?, *source.get(at + 2)?)).flatten();
                bytes.push(hex.unwrap_or(if source[at] == b'_' { b' ' } else { source[at] }));
                at += if hex.is_some() { 3 } else { 1 };
            }
            bytes
        }
        _ => return None,
    };
    // A language may stand behind the character set.
    let name = charset.split('*').next().unwrap_or(charset);
    Some((charset.len() + end + 7, name, bytes))
}

/// The words of the mail: of its plain text, else of its HTML.
fn body(text: &str, mail: &Message) -> Option<Seen> {
    let part = |n: &u32| mail.parts.get(*n as usize);
    let has = |p: &&MessagePart, page: bool| match &p.body {
        PartType::Text(words) => !page && !words.trim().is_empty(),
        PartType::Html(words) => page && !words.trim().is_empty(),
        _ => false,
    };
    if let Some(part) = mail.text_body.iter().filter_map(part).find(|p| has(p, false)) {
        return Some(transfer(text, part));
    }
    let part = mail.html_body.iter().filter_map(part).find(|p| has(p, true))?;
    Some(html::visible(&transfer(text, part)))
}

/// The words of a part, out of its transfer encoding.
fn transfer(text: &str, part: &MessagePart) -> Seen {
    let span = inside(text, part.offset_body as usize, part.offset_end as usize);
    let charset = part.content_type().and_then(|c| c.attribute("charset")).unwrap_or("");
    match part.encoding {
        Encoding::None => Seen::plain(text, span),
        Encoding::QuotedPrintable => quoted_printable(text, span, charset),
        Encoding::Base64 => base64(text, span, charset),
    }
}

/// The span, moved onto the text and onto the bounds of its characters.
fn inside(text: &str, start: usize, end: usize) -> Span {
    let bound = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Span::new(bound(start), bound(end))
}

/// Quoted-printable, piece by piece: a run of `=E2=80=99` is one piece, a soft line break is none.
fn quoted_printable(text: &str, span: Span, charset: &str) -> Seen {
    let mut out = Seen::default();
    let mut pending = Pending::new();
    let bytes = text.as_bytes();
    let (mut at, end) = (span.start as usize, span.end as usize);
    while at < end {
        if bytes[at] != b'=' {
            pending.write(charset, true, &mut out);
            let len = bytes[at..end].iter().position(|b| *b == b'=').unwrap_or(end - at);
            out.push(text, Span::new(at, at + len));
            at += len;
            continue;
        }
        let rest = &bytes[at + 1..end];
        let spaces = rest.iter().take(80).take_while(|b| matches!(b, b' ' | b'\t')).count();
        let line_end = match &rest[spaces..] {
            [b'\r', b'\n', ..] => Some(2),
            [b'\n', ..] => Some(1),
            _ => None,
        };
        if let Some(len) = line_end {
            // A soft line break may stand between the bytes of one character.
            pending.write(charset, false, &mut out);
            at += 1 + spaces + len;
            continue;
        }
        match rest.first().zip(rest.get(1)).and_then(|(a, b)| quoted_printable_decode_char(*a, *b)) {
            Some(byte) => {
                pending.add(&[byte], Span::new(at, at + 3));
                // One piece a character, so that a finding can begin between two of them.
                if is_utf8(charset)
                    || charset_decoder(charset.as_bytes())
                        .is_some_and(|d| d(&[byte]).chars().count() == 1 && !d(&[byte]).contains('\u{fffd}'))
                {
                    pending.write(charset, false, &mut out);
                }
                at += 3;
            }
            None => {
                // No code: it stands as it is.
                pending.write(charset, true, &mut out);
                out.push(text, Span::new(at, at + 1));
                at += 1;
            }
        }
    }
    pending.write(charset, true, &mut out);
    out
}

/// Base64, a piece a line where each line holds whole groups, else in one piece.
fn base64(text: &str, span: Span, charset: &str) -> Seen {
    let mut out = Seen::default();
    let mut lines = Vec::new();
    let mut at = span.start as usize;
    for line in span.of(text).split_inclusive('\n') {
        lines.push(Span::new(at, at + line.len()).trim(text));
        at += line.len();
    }
    lines.retain(|l| !l.is_empty() && l.of(text).bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')));
    let simple =
        is_utf8(charset) || charset.to_ascii_lowercase().starts_with("iso-8859") || charset.to_ascii_lowercase().starts_with("windows-125");
    let mut pending = Pending::new();
    if simple && lines.iter().rev().skip(1).all(|l| l.len() % 4 == 0) {
        for line in lines {
            if let Some(bytes) = base64_decode(line.of(text).as_bytes()) {
                pending.add(&bytes, line);
                pending.write(charset, false, &mut out);
            }
        }
    } else if let Some(bytes) = base64_decode(span.of(text).as_bytes()) {
        pending.add(&bytes, span.trim(text));
    }
    pending.write(charset, true, &mut out);
    out
}
