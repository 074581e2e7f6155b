//! Words: where they stand, how they compare (case, curly quotes), what shape they have and what stands
//! between them. A hyphen parts two words; an apostrophe inside does not. Numbers, addresses and
//! placeholders are one word each. It knows no grammar.

use super::Span;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No capital letter.
    Lower,
    /// One capital letter in front, or a capital letter alone.
    Capital,
    /// Two capital letters or more and no small one.
    Upper,
    /// Capital letters elsewhere, or letters and digits.
    Mixed,
    /// Digits, with their points, commas and colons.
    Number,
    /// A web or mail address, or a handle.
    Address,
    /// A placeholder: what will stand here is not known yet.
    Slot,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// White space, or nothing.
    Space,
    /// A hyphen, a slash or an ampersand: the words belong together.
    Joined,
    /// A comma or quotation marks: a pause.
    Pause,
    /// A bracket, colon, semicolon, dash, full stop, blank line: another thought begins.
    Break,
}

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it stands inside quotation marks: somebody else's words.
    pub quoted: bool,
    key: Span,
}

/// The words of a text in order, with their folded keys.
#[derive(Clone, Debug, Default)]
pub struct Words {
    list: Vec<Word>,
    keys: String,
}

impl Words {
    /// Cuts `text` into words; every span of `slots` (sorted, apart) becomes one word of shape [`Shape::Slot`].
    pub fn read(text: &str, slots: &[Span]) -> Words {
        let mut words = Words { list: Vec::with_capacity(text.len() / 5), keys: String::with_capacity(text.len()) };
        let mut slots = slots.iter().copied().peekable();
        let (mut at, mut gap) = (0, Gap::Break);
        let mut quotes = Quotes::default();
        while at < text.len() {
            while slots.peek().is_some_and(|slot| (slot.end as usize) <= at) {
                slots.next();
            }
            if let Some(slot) = slots.peek().filter(|slot| slot.start as usize <= at).copied() {
                words.push(text, slot, Shape::Slot, gap, quotes.open());
                (at, gap) = (slot.end as usize, Gap::Space);
                continue;
            }
            let rest = &text[at..];
            let limit = slots.peek().map_or(rest.len(), |slot| slot.start as usize - at);
            let c = rest.chars().next().unwrap_or(' ');
            if let Some((len, shape)) = word_at(&rest[..limit]) {
                words.push(text, Span::new(at, at + len), shape, gap, quotes.open());
                (at, gap) = (at + len, Gap::Space);
                continue;
            }
            let mut seen = quotes.see(c, text[..at].chars().next_back(), &rest[c.len_utf8()..]);
            if c == '\n' && rest[1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                (seen, quotes) = (Gap::Break, Quotes::default());
            }
            gap = gap.max(seen);
            at += c.len_utf8();
        }
        words
    }

    fn push(&mut self, text: &str, span: Span, shape: Shape, gap: Gap, quoted: bool) {
        let start = self.keys.len();
        for c in span.of(text).chars() {
            match c {
                '’' | '‘' | 'ʼ' => self.keys.push('\''),
                c if c.is_ascii() => self.keys.push(c.to_ascii_lowercase()),
                c => self.keys.extend(c.to_lowercase()),
            }
        }
        let key = Span::new(start, self.keys.len());
        self.list.push(Word { span, shape, gap, quoted, key });
    }

    /// The words.
    pub fn list(&self) -> &[Word] {
        &self.list
    }

    /// The folded key of a word: lower case, straight apostrophes, accents kept.
    pub fn key(&self, word: usize) -> &str {
        self.list.get(word).map_or("", |w| w.key.of(&self.keys))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The numbers of the words that start inside a span.
    pub fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.list.partition_point(|w| w.span.start < span.start);
        let to = self.list.partition_point(|w| w.span.start < span.end);
        from..to.max(from)
    }

    /// The span from the first to the last word of a range of words.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        match (self.list.get(range.start), self.list.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if range.start < range.end => first.span.join(last.span),
            (Some(first), _) => Span::at(first.span.start as usize),
            _ => Span::default(),
        }
    }
}

/// The word at the start of `rest`: its length in bytes and its shape. `None` where none starts.
fn word_at(rest: &str) -> Option<(usize, Shape)> {
    let first = rest.chars().next()?;
    if (first == '@' || first == '#') && rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        let len = rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(rest.len(), |n| n + 1);
        return Some((len, Shape::Address));
    }
    if !first.is_alphanumeric() {
        return None;
    }
    if let Some(len) = address_at(rest) {
        return Some((len, Shape::Address));
    }
    let (mut len, mut letters, mut capitals, mut digits) = (0, 0, 0, 0);
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let inner = match c {
            '\'' | '’' | 'ʼ' => letters > 0 && next.is_some_and(char::is_alphabetic),
            '.' | ',' | ':' => digits > 0 && letters == 0 && next.is_some_and(|n| n.is_ascii_digit()),
            '_' => next.is_some_and(char::is_alphanumeric),
            // A mark that belongs to the letter before it, as in decomposed accents and many scripts.
            c if !c.is_alphanumeric() => is_mark(c),
            c => {
                letters += usize::from(c.is_alphabetic());
                capitals += usize::from(c.is_uppercase());
                digits += usize::from(c.is_numeric());
                true
            }
        };
        if !inner {
            break;
        }
        len = at + c.len_utf8();
    }
    let shape = match (letters, capitals, digits) {
        (0, _, _) => Shape::Number,
        (_, 0, 0) => Shape::Lower,
        (_, c, 0) if c >= 2 && c == letters => Shape::Upper,
        (_, 1, 0) if first.is_uppercase() => Shape::Capital,
        _ => Shape::Mixed,
    };
    Some((len, shape))
}

/// Combining marks and joiners: they never start a word and never end one.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{200d}' | '\u{ad}')
}

/// The length of a web or mail address at the start of `rest`.
fn address_at(rest: &str) -> Option<usize> {
    let run = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | ')' | ']' | '|')).unwrap_or(rest.len());
    let run = rest[..run].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
    let lower = run.as_bytes();
    let web = run.contains("://") || (lower.len() > 4 && lower[..4].eq_ignore_ascii_case(b"www."));
    let mail = run.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && run.chars().all(|c| c.is_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+'))
    });
    let bare = || {
        let host = run.split('/').next().unwrap_or("");
        let end = host.rsplit('.').next().unwrap_or("");
        host.contains('.')
            && matches!(end, "com" | "org" | "net" | "edu" | "io" | "co" | "uk" | "ca" | "de" | "dev" | "example")
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
            && host.len() > end.len() + 2
    };
    (web || mail || bare()).then_some(run.len())
}

/// The longest stretch, in bytes, that a pair of quotation marks may hold.
const QUOTE_REACH: usize = 600;

/// Follows quotation marks through a paragraph. An apostrophe is none, and a mark that is never closed in its
/// paragraph opens nothing, so that one stray mark cannot hide the rest of a message.
#[derive(Default)]
struct Quotes {
    double: bool,
    single: bool,
}

impl Quotes {
    fn open(&self) -> bool {
        self.double || self.single
    }

    fn see(&mut self, c: char, before: Option<char>, rest: &str) -> Gap {
        let after = rest.chars().next();
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let closes = |marks: &[char]| {
            let mut reach = rest.len().min(QUOTE_REACH);
            while !rest.is_char_boundary(reach) {
                reach -= 1;
            }
            let near = &rest[..reach];
            near[..near.find("\n\n").unwrap_or(reach)].contains(marks)
        };
        match c {
            '“' if self.double => self.double = false,
            '“' | '„' | '«' => self.double = closes(&['”', '“', '»']),
            '”' | '»' => self.double = false,
            '"' => self.double = !self.double && !edge(after) && closes(&['"']),
            '‘' if edge(before) && !edge(after) => self.single = closes(&['’']),
            '’' if self.single && edge(after) => self.single = false,
            '-' | '/' | '&' | '\u{2010}' | '\u{2011}' if !edge(before) && !edge(after) => return Gap::Joined,
            ',' | '\'' | '‘' | '’' | '‚' | '*' | '_' | '`' | '~' => {}
            c if c.is_whitespace() => return Gap::Space,
            _ => return Gap::Break,
        }
        Gap::Pause
    }
}
