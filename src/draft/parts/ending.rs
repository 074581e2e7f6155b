//! The end of a message: the closing words and the signature, below each other, on one line, or the name alone.
//! It knows closing words and the shape of names; what is missing it leaves missing.

use super::Page;
use crate::text::{Gap, Shape, Span, list_marker};

const CLOSINGS: &[&str] = &[
    "best",
    "regards",
    "kind regards",
    "kindest",
    "warm",
    "warmest",
    "warmly",
    "sincerely",
    "yours",
    "your",
    "respectfully",
    "cheers",
    "thanks",
    "thank you",
    "thank u",
    "thankfully",
    "many thanks",
    "with thanks",
    "with many thanks",
    "with gratitude",
    "gratefully",
    "in gratitude",
    "with best",
    "with kind",
    "with warm",
    "with respect",
    "all the best",
    "all best",
    "all my best",
    "take care",
    "cordially",
    "faithfully",
    "love",
    "lots of love",
    "much love",
    "xoxo",
    "ta",
    "talk soon",
    "speak soon",
    "bye",
    "be well",
    "until then",
    "with appreciation",
    "appreciatively",
    "merci",
    "gracias",
    "danke",
    "grazie",
    "obrigado",
    "obrigada",
    "tack",
    "takk",
    "kiitos",
    "dank",
    "bedankt",
    "diolch",
    "viele grüße",
    "liebe grüße",
    "grüße",
    "mit freundlichen",
    "herzliche",
    "beste grüße",
    "cordialement",
    "bien à vous",
    "bisous",
    "amicalement",
    "saludos",
    "un saludo",
    "un abrazo",
    "abrazos",
    "abraços",
    "cordiali",
    "un saluto",
    "med vänlig",
    "mvh",
    "vennlig",
    "venlig",
    "pozdrawiam",
    "groet",
    "groeten",
    "met vriendelijke",
    "terveisin",
    "ystävällisin",
    "slán",
    "kind",
    "very best",
    "hugs",
    "peace",
    "looking forward",
    "blessings",
    "god bless",
    "with hope",
    "with admiration",
    "with love",
    "with warmth",
    "in friendship",
    "in solidarity",
    "onwards",
    "signed",
    "thx",
    "thanx",
    "tks",
    "ty",
    "greetings",
    "affectionately",
    "fondly",
    "liefs",
    "hartelijk",
    "obrigado",
    "arigato",
    "thanking you",
    "very many thanks",
    "respectful",
    "yr",
    "bien cordialement",
    "bonne journée",
    "с уважением",
    "с наилучшими",
    "此致",
    "敬具",
    "よろしく",
    "شكرا",
    "תודה",
    "σας ευχαριστώ",
    "με εκτίμηση",
];

/// How long a line may be, in characters, to be a line of a signature.
const SHORT_LINE: usize = 60;
/// How many words a closing line may have ("With thanks from the whole of class 5B,").
const CLOSING_WORDS: usize = 12;
/// How many lines, from the last one up, are looked through for a closing.
const ENDING_LINES: usize = 24;
/// How many lines a signature without a closing may have.
const SIGNATURE_LINES: usize = 8;
/// What opens a short wish with which some close: "Have a great weekend, Kyle".
const WISHES: &[&str] = &[
    "have a",
    "have an",
    "enjoy",
    "see you",
    "talk to",
    "until",
    "happy",
    "hope to",
    "stay",
    "all good",
    "be in touch",
    "your",
    "a big",
    "with",
];

/// The closing and the signature, as far as they are there.
#[derive(Default, Clone, Copy)]
pub(super) struct Ending {
    pub(super) closing: Option<Span>,
    pub(super) signature: Option<Span>,
}

/// Finds the ending below the greeting. `to` is the reader's name, where it is known.
pub(super) fn find(page: &Page, greeting: Option<Span>, to: Option<&str>) -> Ending {
    let from = greeting.map_or(0, |greeting| greeting.end);
    let mut open: Vec<Span> = page.lines.iter().filter(|line| line.open(page.text) && line.span.end > from).map(|line| line.span).collect();
    if let Some(first) = open.first_mut().filter(|first| first.start < from) {
        *first = Span::new(from as usize, first.end as usize);
    }
    open.retain(|line| !line.trim(page.text).is_empty());
    let readers = greeting.map_or_else(Vec::new, |greeting| page.words.inside(greeting).map(|n| page.words.key(n).to_owned()).collect());
    let readers = readers.into_iter().chain(to.map(str::to_lowercase).unwrap_or_default().split_whitespace().map(str::to_owned)).collect();
    let ending = End { page, open, readers, greeted: greeting.is_some() };
    let upto = ending.without_afterthoughts();
    ending.find(upto)
}

struct End<'a> {
    page: &'a Page<'a>,
    /// The lines below the greeting that are neither headers nor quoted.
    open: Vec<Span>,
    /// The words by which the reader is named.
    readers: Vec<String>,
    greeted: bool,
}

impl End<'_> {
    fn said(&self, line: usize) -> &str {
        self.open.get(line).map_or("", |line| line.of(self.page.text).trim())
    }

    /// Whether a blank line stands above a line.
    fn apart(&self, line: usize) -> bool {
        let Some(above) = line.checked_sub(1).and_then(|above| self.open.get(above)) else { return true };
        let between = above.end as usize..self.open[line].start as usize;
        self.page.text.get(between).is_some_and(|between| !between.is_empty())
    }

    /// How many lines there are without what was added below the signature: a P.S., a paragraph of prose.
    fn without_afterthoughts(&self) -> usize {
        let first = self.open.len().saturating_sub(ENDING_LINES);
        let postscript = (first.max(1)..self.open.len()).find(|n| self.apart(*n) && is_postscript(self.said(*n)));
        if let Some(postscript) = postscript {
            return postscript;
        }
        let mut upto = self.open.len();
        while upto > 1 {
            let Some(start) = (first..upto).rev().find(|n| self.apart(*n)).filter(|start| *start > 0) else { break };
            let prose = (start..upto).any(|n| is_prose(self.said(n)));
            let signed_above = prose && self.find_closing(start).is_some();
            if !signed_above || (start..upto).any(|n| is_small_print(self.said(n))) {
                break;
            }
            upto = start;
        }
        upto
    }

    /// What closes a message above the mark of a signature belongs to its ending; so does what stands above the mark
    /// before that. A text may be nothing but marks: they are walked up in a loop, not one inside the other.
    fn find(&self, upto: usize) -> Ending {
        let is_mark = |n: &usize| matches!(self.said(*n), "--" | "—" | "__" | "---");
        let above = |upto: usize| (0..upto).rev().take(ENDING_LINES).find(is_mark);
        let marks: Vec<usize> = std::iter::successors(above(upto), |mark| above(*mark)).collect();
        let mut ending = self.find_unmarked(marks.last().copied().unwrap_or(upto));
        for (n, mark) in marks.iter().enumerate().rev() {
            let last = n.checked_sub(1).map_or(upto, |below| marks[below]) - 1;
            let start = ending.signature.map_or(self.open[*mark].start, |signature| signature.start);
            let signs = *mark < last || ending.signature.is_some();
            ending.signature = signs.then(|| Span { start, end: self.open[last].end });
        }
        ending
    }

    /// The ending of the first so many lines, whose last ones hold no mark.
    fn find_unmarked(&self, upto: usize) -> Ending {
        let Some(last) = upto.checked_sub(1) else { return Ending::default() };
        let end = self.open[last].end as usize;
        if let Some(closing) = self.find_closing(upto) {
            let signature = Span::new(self.open[closing].end as usize, end);
            let top = self.top_of_closing(closing);
            return Ending { closing: Some(self.open[top].join(self.open[closing])), signature: Some(signature) };
        }
        // "Thanks, Lyle" or "... and why? Thanks, Lyle" with nothing or little below it.
        let inline = self.inline(self.open[last], last == 0 && !self.greeted);
        if inline.signature.is_some() {
            return inline;
        }
        for above in (0..last).rev().take(3).take_while(|above| (above + 1..upto).all(|n| self.signature_line(n))) {
            let Ending { closing: Some(closing), signature: Some(name) } = self.inline(self.open[above], false) else { continue };
            return Ending { closing: Some(closing), signature: Some(Span::new(name.start as usize, end)) };
        }
        if let Some(start) = self.name_block(upto) {
            return Ending { closing: None, signature: Some(Span::new(self.open[start].start as usize, end)) };
        }
        let said = self.said(last);
        let bare = closes(said) && said.split_whitespace().count() <= 4 && !said.ends_with('?');
        Ending { closing: bare.then(|| self.open[last]), signature: None }
    }

    /// The lowest line that closes the message and has a name below it.
    fn find_closing(&self, upto: usize) -> Option<usize> {
        (0..upto.saturating_sub(1)).rev().take(ENDING_LINES).find(|n| {
            let (line, count) = (self.said(*n), self.said(*n).split_whitespace().take(CLOSING_WORDS + 1).count());
            let comma = line.ends_with([',', '，', '、', '،']);
            let sentence = line.ends_with(['.', '?', '…']) && count > 3;
            // Only a line that is plainly a closing may stand high above the end; prose below it must not be swallowed.
            let far = upto - n > SIGNATURE_LINES && !(comma && closes(line));
            let known = closes(line) && !sentence && (comma || count <= 6 || line.ends_with('!') || self.apart(*n));
            let other = comma && count <= 8 && n + 3 > upto && !line.starts_with(['(', '"']) && self.follows_end(*n);
            // A wrapped line of prose that happens to begin with a closing word has a full line above it.
            let starts = self.follows_end(*n);
            count <= CLOSING_WORDS
                && !far
                && starts
                && (known || other)
                && list_marker(line) == 0
                && self.signs(n + 1, closes(line))
                && self.no_prose(n + 1, upto)
        })
    }

    /// Whether the lines of a signature hold no prose but small print.
    fn no_prose(&self, from: usize, upto: usize) -> bool {
        (from..upto).all(|n| !is_prose(self.said(n)) || (from..upto).any(|n| is_small_print(self.said(n))))
    }

    /// "Looking forward to it,\nBest wishes,": the first of the closing lines.
    fn top_of_closing(&self, closing: usize) -> usize {
        let above = closing.checked_sub(1).filter(|above| {
            let line = self.said(*above);
            line.ends_with(',') && closes(line) && line.split_whitespace().count() <= 8 && (self.apart(*above) || self.follows_end(*above))
        });
        above.unwrap_or(closing)
    }

    /// Whether a line begins a new thought: above it is a blank line, nothing, or the end of a sentence.
    fn follows_end(&self, line: usize) -> bool {
        let Some(above) = line.checked_sub(1) else { return true };
        let above = self.said(above);
        self.apart(line)
            || above.ends_with(['.', '!', '?', '…', ')', ':', '"', '”', ',', '。', '！', '？'])
            || above.ends_with(|c: char| !c.is_alphanumeric() && !c.is_ascii())
    }

    /// Whether a line is the name that stands below a closing; below words that surely close it may be in small letters.
    fn signs(&self, line: usize, sure: bool) -> bool {
        let Some(span) = self.open.get(line) else { return false };
        let said = self.said(line);
        let range = self.page.words.inside(*span);
        let small = range.len() <= 3 && !said.ends_with(['.', '?', '!', ':', ',']) && said.chars().count() < 30;
        range.is_empty() && sure && said.chars().count() < 10 || self.signed_name(*span) || (sure && small && !range.is_empty())
    }

    /// Whether a line begins with a name and goes on with nothing but what stands beside a name.
    fn signed_name(&self, line: Span) -> bool {
        let page = self.page;
        let said = line.of(page.text).trim();
        let said = said.trim_start_matches(['-', '–', '—', '~', '*', '_', ' ', '/']);
        let range = page.words.inside(line);
        if range.is_empty()
            || said.chars().take(SHORT_LINE + 1).count() > SHORT_LINE
            || said.ends_with(['?', ':', ';', ','])
            || list_marker(line.of(page.text).trim()) > 1 && range.len() > 1
        {
            return false;
        }
        let end = range
            .clone()
            .skip(1)
            .find(|n| page.words.list()[*n].gap > Gap::Joined && !page.behind(n - 1, line.end).starts_with(['.', '\'']))
            .unwrap_or(range.end);
        let mut name = range.start..end;
        // "Jordan from accounts payable"
        let place = name.clone().skip(1).find(|n| matches!(page.words.key(*n), "from" | "at" | "in" | "x" | "xx" | "xxx" | "and"));
        if let Some(place) = place.filter(|_| range.len() <= 7) {
            name.end = place;
        }
        let last = said.trim_end_matches(['.', '!']).rsplit([' ', '.']).next().unwrap_or("");
        let stop =
            said.ends_with('.') && last.chars().count() > 1 && !matches!(last, "Jr" | "Sr" | "Esq" | "D" | "N") && !said.contains(". ")
                || said.ends_with('!') && name.len() > 2;
        !stop && page.is_name(name.clone()) && !(closes(said) && name.len() == 1) && page.words.key(name.start) != "i"
    }

    /// Whether a line could stand in a signature below the name.
    fn signature_line(&self, line: usize) -> bool {
        let said = self.said(line);
        said.chars().take(SHORT_LINE + 20).count() < SHORT_LINE + 20
            && !said.ends_with(['?', '!', ':', ','])
            && !is_prose(said)
            && list_marker(said) == 0
    }

    /// The first line of a last paragraph that is a name and what stands below it.
    fn name_block(&self, upto: usize) -> Option<usize> {
        let lowest = upto.saturating_sub(SIGNATURE_LINES);
        let paragraph = (lowest..upto).rev().find(|n| self.apart(*n))?;
        // A name with contact lines under it, set apart from the body or below the end of its last sentence.
        let starts = (paragraph..upto).filter(|n| self.signed_name(self.open[*n]) && (n + 1..upto).all(|below| self.signature_line(below)));
        let found = starts.into_iter().find(|n| {
            let first = *n == 0;
            !first && self.follows_end(*n) && (*n == paragraph || self.page.words.inside(self.open[*n]).len() <= 6)
                || first && self.greeted && self.page.words.inside(self.open[*n]).len() <= 3
        });
        found.or_else(|| self.small_name(upto))
    }

    /// A name in small letters as the last paragraph: one word, no mark. In front of it somebody signs with a dash or not.
    fn small_name(&self, upto: usize) -> Option<usize> {
        let last = upto.checked_sub(1).filter(|last| *last > 0)?;
        let range = self.page.words.inside(self.open[last]);
        let said = self.said(last);
        let dash = said.starts_with(['-', '–', '—', '~']) && !(list_marker(said) > 0 && list_marker(self.said(last - 1)) > 0);
        let word = said.trim_start_matches(['-', '–', '—', '~', ' ']);
        let letters = word.chars().all(char::is_alphabetic) && (2..16).contains(&word.chars().count());
        (range.len() == 1
            && letters
            && self.follows_end(last)
            && (self.apart(last) || dash)
            && !self.page.no_name(range.start)
            && !closes(word))
        .then_some(last)
    }

    /// The ending on the last line: "... and why? Thanks, Lyle", "... a question? Ned". `whole`: this line is all there is.
    fn inline(&self, line: Span, whole: bool) -> Ending {
        let page = self.page;
        let line = line.trim(page.text);
        let range = page.words.inside(line);
        let list = page.words.list();
        // The last thoughts of the line: each place where a name could begin, from the end.
        for start in range.clone().rev().take(9) {
            if start == range.start && (whole || range.len() > 3) {
                break;
            }
            let pause = list[start].gap >= Gap::Pause || start == range.start;
            let tail = Span::new(list[start].span.start as usize, line.end as usize);
            let said = tail.of(page.text);
            let before = page.text[line.start as usize..tail.start as usize].trim_end().trim_end_matches(['(', '“', '"']).trim_end();
            // "Thank you, Nils!" calls the reader; "Basel)" is the end of "Rolf (cook, Basel)".
            if said.ends_with('!') || said.matches(')').count() > said.matches('(').count() {
                continue;
            }
            let after_closing =
                (pause || list[start - 1].shape == Shape::Lower).then(|| closing_before(page.text, line, tail.start as usize)).flatten();
            let sentence_ended = before.ends_with(['.', '!', '?', '…', '–', '—', '-', '~', '。', ')'])
                || before.ends_with(|c: char| !c.is_alphanumeric() && !c.is_ascii() && c != '’' && c != '”');
            if let Some(closing) = after_closing {
                let reader = self.readers.iter().any(|reader| reader == page.words.key(start)) && !said.contains(' ');
                let glued = !pause
                    && (self.readers.is_empty()
                        || range.end - start > 2
                        || before.split_whitespace().next_back().is_none_or(|word| !is_thanks(word)));
                let small = pause
                    && range.end - start <= 2
                    && !page.no_name(start)
                    && said.chars().all(|c| c.is_alphabetic() || c == ' ')
                    && page.text[closing.start as usize..].starts_with(char::is_lowercase);
                if !reader && !glued && (self.signed_name(tail) || small) {
                    return Ending { closing: Some(closing), signature: Some(tail) };
                }
            }
            if !pause {
                continue;
            }
            let free = sentence_ended && range.end - start <= 6 && !said.ends_with(['.', '!', '?']) && start > range.start;
            if free && self.signed_name(tail) && !closes(said) {
                return Ending { closing: None, signature: Some(tail) };
            }
            if sentence_ended && !matches!(list[start].shape, Shape::Upper) && !before.ends_with([')', '.']) {
                break;
            }
        }
        Ending::default()
    }
}

fn is_thanks(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "thanks" | "thx" | "cheers" | "best" | "love" | "regards" | "you")
}

/// The closing words that end right before `at`: "... same to me. Thanks, ", up to the name.
fn closing_before(text: &str, line: Span, at: usize) -> Option<Span> {
    let inside = text[line.start as usize..at].trim_end();
    let bare = inside.trim_end_matches([',', '!', '.', '-', '–', '—', '~', ' ', '，', '、']);
    // A closing is short: look no further back than that.
    let mut reach = bare.len().saturating_sub(120);
    while !bare.is_char_boundary(reach) {
        reach += 1;
    }
    let mark = bare[reach..].char_indices().rfind(|(_, c)| matches!(c, '.' | '?' | '!' | ')' | '…' | '\n' | '\r' | '。' | '！' | '？'));
    let from = mark.map_or(reach, |(at, c)| reach + at + c.len_utf8());
    let from = bare.len() - bare[from..].trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let tail = &bare[from..];
    let short = |limit| (1..=limit).contains(&tail.split_whitespace().count());
    let lower = tail.to_lowercase();
    let wish = inside.ends_with([',', '!']) && short(6) && WISHES.iter().any(|wish| lower.starts_with(wish));
    let sentence = inside.ends_with('.') && (!short(6) || tail.contains(','));
    (closes(tail) && !sentence && short(CLOSING_WORDS) && (from > 0 || reach == 0) && !tail.contains(['?', ';']) || wish)
        .then(|| Span::new(line.start as usize + from, at))
}

/// Whether words begin as closings do; "[Your name]" does not.
pub(in crate::draft) fn closes(line: &str) -> bool {
    let said = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '{' | '<'));
    let start: String = said.chars().take(60).flat_map(char::to_lowercase).collect();
    CLOSINGS.iter().any(|closing| {
        start.strip_prefix(closing).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’'))
    })
}

fn is_postscript(line: &str) -> bool {
    let start: String = line.chars().take(8).filter(|c| !matches!(c, '.' | '*' | '_' | ' ')).flat_map(char::to_lowercase).collect();
    start.strip_prefix("pps").or_else(|| start.strip_prefix("ps")).is_some_and(|rest| {
        !rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) || line.starts_with("P.S") || line.starts_with("PS ")
    })
}

/// Whether a line says something at length.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().take(11).count();
    words > 10 || (words > 5 && line.ends_with(['.', '?', '!'])) || (words > 3 && line.ends_with('?'))
}

/// Whether a line is of the kind that a firm puts below every mail.
fn is_small_print(line: &str) -> bool {
    let start: String = line.chars().take(300).flat_map(char::to_lowercase).collect();
    ["confidential", "intended recipient", "unsubscribe", "intended only", "privileged", "please consider the environment"]
        .iter()
        .any(|word| start.contains(word))
}
