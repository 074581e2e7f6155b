//! Some thousands of drafts and phrases that nobody would write, the same in every run: bytes of all kinds, pieces of
//! drafts put together at random, and real drafts that were damaged. The fuzz targets in `fuzz/` go on from here.
#![cfg(feature = "host")]
#![allow(clippy::unwrap_used)]

#[path = "any_bytes/bodies.rs"]
mod bodies;

use cordial::engine::{Rules, builtin};
use std::fs;

/// How many inputs of each kind.
const DRAFTS: usize = 250;
const PHRASES: usize = 2000;

/// Pieces that drafts, mails and phrases are made of, and some that break them.
const PIECES: &[&str] = &[
    "Hi Dana,\n\n",
    "Dear Sir or Madam,",
    "---\n",
    "to: Dana\n",
    "allow: [ask/job]\n",
    "allow:\n  - a/b: c\n",
    "Subject: hello\n",
    "Subject: =?utf-8?Q?caf=C3=A9?=\n",
    "Are you hiring?",
    "Could we talk for 20 minutes?",
    "I read your piece on reefs.",
    "Thanks so much in advance!",
    "Just checking in.",
    "{{name}}",
    "[Name]",
    "<Name>",
    "{{",
    "}}",
    "[[",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "> ",
    "- ",
    "1. ",
    "# ",
    "```\n",
    "<!-- cordial: kind=follow-up -->\n",
    "<p>",
    "</p>",
    "<br>",
    "&amp;",
    "&#x1F600;",
    "=3D",
    "=\n",
    "**",
    "_",
    "`",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    "Content-Type: text/html\n",
    "Content-Transfer-Encoding: base64\n\n",
    "--b--\n",
    "MIME-Version: 1.0\n",
    "Best wishes,\nSam",
    "On 3 May, A wrote:\n",
    "-- \n",
    "Sent from my iPhone",
    "P.S. ",
    "🙂",
    "👩‍👩‍👧",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "田中様、",
    "שלום",
    "\0",
    "(",
    ")",
    "|",
    "?",
    "*0-3",
    "*2",
    "*",
    "<number>",
    "^",
    "$",
    "don't",
    "red",
    "title = \"",
    "[match.phrase]\nany = [\"",
    "\"]\n",
    "[[bad]]\n",
    "text = '''",
    "x@y.example",
    "https://a.example/?b=c#d",
    "www.",
    "@",
    "3.5",
    "1,000",
    "a.m.",
    "e.g.",
    "…",
    "...",
    "AAAAAAA",
    "!!!!",
    "\u{202e}",
];

/// A small generator of numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn pieces(&mut self) -> Vec<u8> {
        (0..self.throw(24)).flat_map(|_| PIECES[self.throw(PIECES.len())].bytes()).collect()
    }

    fn bytes(&mut self) -> Vec<u8> {
        (0..self.throw(120)).map(|_| self.throw(256) as u8).collect()
    }

    /// A stretch of a real text with some of it taken out, doubled or replaced.
    fn damaged(&mut self, texts: &[Vec<u8>]) -> Vec<u8> {
        let text = &texts[self.throw(texts.len())];
        let start = if self.throw(2) == 0 { 0 } else { self.throw(text.len() + 1) };
        let mut bytes: Vec<u8> = text[start..].iter().copied().take(60 + self.throw(400)).collect();
        for _ in 0..=self.throw(5) {
            let (from, len) = (self.throw(bytes.len() + 1), self.throw(12));
            let range = from..(from + len).min(bytes.len());
            let put: Vec<u8> = match self.throw(4) {
                0 => Vec::new(),
                1 => bytes[range.clone()].repeat(2),
                2 => PIECES[self.throw(PIECES.len())].into(),
                _ => vec![self.throw(256) as u8],
            };
            bytes.splice(range, put);
        }
        bytes
    }

    fn input(&mut self, texts: &[Vec<u8>]) -> Vec<u8> {
        match self.throw(5) {
            0 => self.bytes(),
            1 | 2 => self.pieces(),
            _ => self.damaged(texts),
        }
    }
}

/// Runs a body and names the input that it fails for.
fn try_all(count: usize, seed: u64, texts: &[Vec<u8>], body: impl Fn(&[u8]) + std::panic::RefUnwindSafe) {
    let mut dice = Dice(seed);
    for number in 0..count {
        let input = dice.input(texts);
        if std::panic::catch_unwind(|| body(&input)).is_err() {
            panic!("input {number} of seed {seed:#x}: {:?}\n{input:?}", String::from_utf8_lossy(&input));
        }
    }
}

#[test]
fn any_bytes_are_read_and_checked() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut paths: Vec<_> =
        fs::read_dir(format!("{root}/examples")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let texts: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let rules = std::panic::AssertUnwindSafe(Rules::builtin());
    std::thread::scope(|scope| {
        for seed in [0x5eed_0001, 0x5eed_0002] {
            let (rules, texts) = (&rules, &texts);
            scope.spawn(move || try_all(DRAFTS, seed, texts, move |bytes| bodies::any_draft(bytes, rules)));
        }
    });
}

#[test]
fn any_phrase_and_any_rule_file_is_read_or_refused_at_its_place() {
    let texts: Vec<Vec<u8>> = builtin::files().iter().map(|(_, text)| text.as_bytes().to_vec()).collect();
    try_all(PHRASES, 0x5eed_0003, &texts, bodies::any_phrase);
}
