//! A message as the rules see it: the terms of each sentence, the phrases found in them, what each sentence
//! means, where clauses begin and what is denied. Everything is worked out once and asked many times.

use super::kind::placeholders;
use super::rules::Rules;
use crate::draft::{Channel, Kind, Message, PartKind, Placeholder, Sentence};
use crate::rules::meaning::reaches;
use crate::rules::{Check, PhraseId, Phrases, Scope, Term, terms};
use crate::text::{Gap, Span};
use std::cell::OnceCell;

/// A phrase that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub(super) phrase: PhraseId,
    pub(super) sentence: u32,
    pub(super) span: Span,
    pub(super) clause: u32,
    pub(super) denied: bool,
    pub(super) quoted: bool,
}

/// A message as the rules see it.
pub struct Reading<'a> {
    pub(super) message: &'a Message,
    pub(super) rules: &'a Rules,
    /// What the message is for.
    pub kind: Kind,
    /// How it travels, where that is known.
    pub channel: Option<Channel>,
    /// Whether it is a template.
    pub template: bool,
    /// Whether every part counts as every other: for single sentences that are tried out.
    pub(super) anywhere: bool,
    /// Bands of the user's own.
    pub(super) bands: &'a [crate::rules::Band],
    /// For each pack, the hits sorted by phrase, then by place.
    hits: Vec<Vec<Hit>>,
    /// How many words the writer wrote.
    pub(super) words: usize,
    terms: Vec<Vec<Term<'a>>>,
    /// For each pack and sentence, how far each label of its model lies from as likely as not.
    margins: Vec<Vec<OnceCell<Vec<f32>>>>,
    /// The same without the words inside quotation marks.
    unquoted: Vec<Vec<OnceCell<Vec<f32>>>>,
    signals: Vec<OnceCell<Vec<(usize, Span)>>>,
}

impl<'a> Reading<'a> {
    /// Reads a message with these rules. Kind, channel and template are what the message declares; what gives
    /// them away otherwise is looked for afterwards.
    pub fn new(message: &'a Message, rules: &'a Rules, anywhere: bool) -> Reading<'a> {
        let terms: Vec<Vec<Term<'a>>> = message.sentences.iter().map(|s| terms(&message.words, s.words.clone())).collect();
        let mut hits = vec![Vec::new(); rules.packs().len()];
        for (number, terms) in terms.iter().enumerate() {
            let clauses = clauses(terms);
            for (pack, hits) in rules.packs().iter().zip(&mut hits) {
                for hit in pack.automaton.find(terms) {
                    let (first, last) = (hit.first as usize, hit.last as usize);
                    let (from, to) = (terms[first].word as usize, terms[last].word as usize + 1);
                    hits.push(Hit {
                        phrase: hit.phrase,
                        sentence: number as u32,
                        span: message.words.span(from..to),
                        clause: clauses[first],
                        denied: is_denied(terms, &clauses, first),
                        quoted: terms[first..=last].iter().all(|t| t.quoted),
                    });
                }
            }
        }
        hits.iter_mut().for_each(|hits| hits.sort_by_key(|h| (h.phrase, h.span)));
        let cells = || rules.packs().iter().map(|_| terms.iter().map(|_| OnceCell::new()).collect()).collect();
        let (margins, unquoted) = (cells(), cells());
        let signals = rules.signals().map(|_| OnceCell::new()).collect();
        let context = &message.context;
        let (kind, channel) = (context.kind.unwrap_or(Kind::FirstContact), context.channel);
        Reading {
            message,
            rules,
            kind,
            channel,
            template: context.template == Some(true),
            anywhere,
            bands: &[],
            hits,
            words: message.written_words(),
            terms,
            margins,
            unquoted,
            signals,
        }
    }

    /// What is still to be filled in.
    pub fn open_slots(&self) -> impl Iterator<Item = &Placeholder> {
        placeholders(self.message, self.channel).filter(|slot| slot.syntax.is_slot())
    }

    /// The places of these phrases, by phrase, then by place.
    pub(super) fn hits(&self, pack: usize, phrases: Phrases) -> &[Hit] {
        let hits = &self.hits[pack];
        let start = hits.partition_point(|h| h.phrase < phrases.from);
        let count = hits[start..].iter().take_while(|h| h.phrase < phrases.to).count();
        &hits[start..start + count]
    }

    /// Whether a sentence means a label, as [`Rules::label`] gives it, with at least this certainty.
    pub(super) fn means(&self, (pack, column): (usize, usize), sentence: usize, quoted: bool, certainty: f32) -> bool {
        let model = &self.rules.packs()[pack].model;
        let Some(terms) = self.terms.get(sentence) else { return false };
        let margins = if quoted || !terms.iter().any(|t| t.quoted) {
            self.margins[pack][sentence].get_or_init(|| model.margins(terms, self.ending(sentence)))
        } else {
            self.unquoted[pack][sentence].get_or_init(|| {
                let own: Vec<Term<'_>> = terms.iter().filter(|t| !t.quoted).copied().collect();
                model.margins(&own, self.ending(sentence))
            })
        };
        margins.get(column).is_some_and(|margin| reaches(*margin, certainty))
    }

    /// The marks behind the last word of a sentence.
    pub(super) fn ending(&self, sentence: usize) -> &str {
        let sentence = &self.message.sentences[sentence];
        let last = self.message.words.list().get(sentence.words.end.wrapping_sub(1));
        let from = last.map_or(sentence.span.start, |w| w.span.end);
        self.message.text().get(from as usize..sentence.span.end as usize).unwrap_or("")
    }

    /// The terms of a sentence.
    pub fn terms(&self, sentence: usize) -> &[Term<'a>] {
        &self.terms[sentence]
    }

    /// The sentences in these parts.
    pub(super) fn sentences<'b>(&'b self, scopes: &'b [Scope]) -> impl Iterator<Item = (usize, &'a Sentence)> + 'b {
        let fits = move |part: PartKind| {
            let scope = match part {
                PartKind::Subject => Scope::Subject,
                PartKind::Greeting => Scope::Greeting,
                PartKind::Body => Scope::Body,
                PartKind::Closing => Scope::Closing,
                PartKind::Signature => Scope::Signature,
                PartKind::Header | PartKind::Quoted => return false,
            };
            self.anywhere || scopes.contains(&scope)
        };
        self.message.sentences.iter().enumerate().filter(move |(_, s)| fits(s.part))
    }

    /// The sentences of the body.
    pub(super) fn body(&self) -> impl Iterator<Item = (usize, &'a Sentence)> + '_ {
        self.sentences(&[Scope::Body])
    }

    /// The places of a signal: the sentence and the span.
    pub fn signal(&self, number: u16) -> &[(usize, Span)] {
        let Some(cell) = self.signals.get(number as usize) else { return &[] };
        cell.get_or_init(|| super::signals::places(self, number))
    }

    /// Whether a signal may be there: it is, or a sentence where it would stand comes near enough that nobody
    /// should say it is missing.
    pub fn may_have(&self, number: u16) -> bool {
        if !self.signal(number).is_empty() {
            return true;
        }
        let Some((_, signal)) = self.rules.signal(number) else { return false };
        let Check::Words(words) = &signal.check else { return false };
        let Some(meaning) = &words.meaning else { return false };
        let Some(label) = self.rules.label(&meaning.of) else { return false };
        self.sentences(&words.scopes).any(|(n, _)| self.means(label, n, words.quoted, meaning.perhaps))
    }

    /// The places of a signal by name.
    pub fn signal_named(&self, name: &str) -> &[(usize, Span)] {
        self.rules.signal_number(name).map_or(&[], |number| self.signal(number))
    }

    /// Whether a signal is there.
    pub fn has(&self, name: &str) -> bool {
        !self.signal_named(name).is_empty()
    }
}

/// The number of each term's clause: a new one begins at a break, behind a pause before a joining word, and at
/// some joining words by themselves.
fn clauses(terms: &[Term<'_>]) -> Vec<u32> {
    let mut clause = 0;
    let mut made = Vec::with_capacity(terms.len());
    for (n, term) in terms.iter().enumerate() {
        let joins = matches!(
            term.key,
            "and"
                | "but"
                | "so"
                | "or"
                | "because"
                | "though"
                | "although"
                | "since"
                | "while"
                | "if"
                | "whether"
                | "which"
                | "who"
                | "as"
                | "then"
                | "when"
                | "rather"
                | "not"
                | "i"
                | "we"
                | "you"
                | "would"
                | "could"
                | "can"
        );
        let alone = matches!(term.key, "but" | "because" | "although" | "though");
        if n > 0 && (term.gap == Gap::Break || (term.gap == Gap::Pause && joins) || alone) {
            clause += 1;
        }
        made.push(clause);
    }
    made
}

/// How many words before a phrase a denial may stand.
const DENIAL_REACH: usize = 8;

/// Whether what begins at `first` is denied: "not", "never", "rather than" and the like before it in its clause.
fn is_denied(terms: &[Term<'_>], clauses: &[u32], first: usize) -> bool {
    let key = |n: usize| terms.get(n).map_or("", |t| t.key);
    (first.saturating_sub(DENIAL_REACH)..first).any(|n| {
        if clauses[n] != clauses[first] {
            return false;
        }
        match key(n) {
            "not" => {
                let asks =
                    matches!(key(n + 1), "you" | "it" | "there" | "we" | "i" | "they") && n > 0 && !matches!(key(n - 1), "if" | "why");
                let doubts = matches!(key(n + 1), "only" | "just" | "sure" | "certain" | "know" | "knowing" | "help" | "wait" | "least")
                    || key(n + 1) == "least";
                let why = n > 0 && key(n - 1) == "why" || n > 1 && key(n - 2) == "why" && key(n + 1) == "you";
                !asks && !doubts && !why
            }
            "never" | "nor" | "neither" | "nothing" | "nobody" | "none" | "without" => true,
            "no" => n + 3 >= first,
            "rather" | "instead" => matches!(key(n + 1), "than" | "of"),
            "far" => key(n + 1) == "from",
            _ => false,
        }
    })
}
