//! All phrases of a pack in one automaton over terms. Built once (for the built-in rules when cordial is built,
//! for a user's when they are loaded); walking it costs a table look-up a word. Linear in the text: from each
//! word at most the length of the longest phrase is looked at. It does not know what its phrases mean.

use super::phrase::{Node, Phrase};
use super::plain::{self, Rows};
use super::terms::{Term, is_number_word, is_small_word};
use super::vocabulary::Vocabulary;
use crate::text::{Gap, Shape};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The number of a phrase in its pack.
pub type PhraseId = u32;

/// A phrase that was found: its number and its first and last term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PhraseHit {
    /// Which phrase.
    pub phrase: PhraseId,
    /// The first term, as a number into the terms that were walked.
    pub first: u32,
    /// The last term.
    pub last: u32,
}

/// What one step of a phrase takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Word(u32),
    List(u32),
    Any,
    Name,
    Number,
}

impl plain::Number for Step {
    fn number(self) -> u32 {
        match self {
            Step::Any => 0,
            Step::Name => 1,
            Step::Number => 2,
            Step::Word(word) => 3 + word * 2,
            Step::List(list) => 4 + list.min(u32::MAX >> 2) * 2,
        }
    }

    fn of(number: u32) -> Step {
        match number {
            0 => Step::Any,
            1 => Step::Name,
            2 => Step::Number,
            _ if number % 2 == 1 => Step::Word((number - 3) / 2),
            _ => Step::List((number - 4) / 2),
        }
    }
}

/// The automaton of a pack.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Automaton {
    vocabulary: Vocabulary,
    /// The lists that each word of the vocabulary is in.
    lists_of: Rows,
    #[serde(with = "plain")]
    steps: Vec<Step>,
    /// The steps that may come after each step.
    follow: Rows,
    /// The phrase that is complete after each step, plus one; 0 where none is.
    #[serde(with = "plain")]
    done: Vec<u32>,
    roots_by_word: Rows,
    roots_by_list: Rows,
    #[serde(with = "plain")]
    other_roots: Vec<u32>,
    /// For each phrase, whether it must begin and whether it must end its sentence.
    anchors: Vec<(bool, bool)>,
    /// For each word, then for each list, then for any term, a name and a number, the way on from the phrases that begin with it.
    #[serde(skip)]
    openings: OnceLock<Box<[OnceLock<Opening>]>>,
}

/// The second steps of all phrases that begin with one word or list, by what they take. Hundreds of phrases begin with
/// "I", and nearly all of them end at the next word: they are not gone through one by one. Made when first needed.
#[derive(Clone, Debug, Default)]
struct Opening {
    /// First steps that complete a phrase by themselves.
    done: Vec<u32>,
    /// Second steps that take a word or a list, sorted by its [`Key`].
    keyed: Vec<(Key, u32)>,
    /// Second steps that take something else.
    others: Vec<u32>,
}

/// A word (its number doubled), a list (and one), or one of what else a step takes.
type Key = u32;
const ANY: Key = u32::MAX - 1;
const NAME: Key = u32::MAX - 2;
const NUMBER: Key = u32::MAX - 3;

impl Opening {
    fn with(&self, key: Key) -> impl Iterator<Item = u32> {
        let from = self.keyed.partition_point(|(k, _)| *k < key);
        self.keyed[from..].iter().take_while(move |(k, _)| *k == key).map(|(_, step)| *step)
    }
}

/// Collects phrases and word lists, and builds the automaton of them.
#[derive(Default)]
pub struct Builder {
    words: BTreeMap<String, u32>,
    /// The lists by name.
    lists: BTreeMap<String, List>,
    lists_of: BTreeMap<u32, Vec<u32>>,
    steps: Vec<Step>,
    follow: Vec<Vec<u32>>,
    done: Vec<u32>,
    roots: Vec<u32>,
    anchors: Vec<(bool, bool)>,
}

/// A word list: its number, its plain words, and its entries that are more than that. The words go into the
/// vocabulary when a phrase first uses the list: most lists serve only the learned meanings.
#[derive(Clone, Default)]
struct List {
    number: u32,
    words: Vec<String>,
    longer: Vec<Node>,
    used: bool,
}

/// The first and last steps of a piece of a phrase, and whether it may be left out.
struct Piece {
    first: Vec<u32>,
    last: Vec<u32>,
    empty: bool,
}

impl Builder {
    /// Adds a word list. Lists that other lists use must be added before them.
    pub fn add_list(&mut self, name: &str, entries: &[Phrase]) {
        let mut list = List { number: self.lists.len() as u32, ..List::default() };
        for entry in entries {
            match &entry.node {
                Node::Word(word) => list.words.push(word.clone()),
                node => list.longer.push(node.clone()),
            }
        }
        self.lists.insert(name.to_owned(), list);
    }

    /// Whether there is a list of this name.
    pub fn has_list(&self, name: &str) -> bool {
        self.lists.contains_key(name)
    }

    /// The names of the lists, in order.
    pub fn list_names(&self) -> Vec<String> {
        self.lists.keys().cloned().collect()
    }

    /// Adds a phrase and gives its number. Lists that are not there match nothing.
    pub fn add(&mut self, phrase: &Phrase) -> PhraseId {
        let id = self.anchors.len() as u32;
        self.anchors.push((phrase.from_start, phrase.to_end));
        let piece = self.piece(&phrase.node);
        self.roots.extend(piece.first);
        for last in piece.last {
            self.done[last as usize] = id + 1;
        }
        id
    }

    /// How many phrases were added: the number that the next one gets.
    pub fn phrases(&self) -> PhraseId {
        self.anchors.len() as u32
    }

    /// A list, with its words in the vocabulary.
    fn use_list(&mut self, name: &str) -> List {
        let Some(known) = self.lists.get_mut(name) else { return List { number: u32::MAX, ..List::default() } };
        let first = !std::mem::replace(&mut known.used, true);
        let list = known.clone();
        for word in list.words.iter().filter(|_| first) {
            let word = self.word(word);
            self.lists_of.entry(word).or_default().push(list.number);
        }
        list
    }

    fn word(&mut self, word: &str) -> u32 {
        let next = self.words.len() as u32;
        *self.words.entry(word.to_owned()).or_insert(next)
    }

    fn step(&mut self, step: Step) -> Piece {
        let number = self.steps.len() as u32;
        self.steps.push(step);
        self.follow.push(Vec::new());
        self.done.push(0);
        Piece { first: vec![number], last: vec![number], empty: false }
    }

    fn chain(&mut self, mut front: Piece, back: Piece) -> Piece {
        for last in &front.last {
            self.follow[*last as usize].extend(&back.first);
        }
        if front.empty {
            front.first.extend(&back.first);
        }
        if back.empty {
            front.last.extend(back.last);
        } else {
            front.last = back.last;
        }
        front.empty &= back.empty;
        front
    }

    fn piece(&mut self, node: &Node) -> Piece {
        match node {
            Node::Word(word) => {
                let word = self.word(word);
                self.step(Step::Word(word))
            }
            Node::Any => self.step(Step::Any),
            Node::Name => self.run(Step::Name, 4),
            Node::Number => self.run(Step::Number, 2),
            Node::List(name) => {
                let list = self.use_list(name);
                let one = self.step(Step::List(list.number));
                list.longer.iter().fold(one, |whole, node| {
                    let piece = self.piece(node);
                    either(whole, piece)
                })
            }
            Node::Seq(items) => {
                let mut pieces = items.iter();
                let Some(first) = pieces.next() else { return Piece { first: Vec::new(), last: Vec::new(), empty: true } };
                let first = self.piece(first);
                pieces.fold(first, |whole, node| {
                    let piece = self.piece(node);
                    self.chain(whole, piece)
                })
            }
            Node::OneOf(items) => {
                let none = Piece { first: Vec::new(), last: Vec::new(), empty: false };
                items.iter().fold(none, |whole, node| {
                    let piece = self.piece(node);
                    either(whole, piece)
                })
            }
            Node::Maybe(inner) => Piece { empty: true, ..self.piece(inner) },
        }
    }

    /// One step, and the same up to `most` times.
    fn run(&mut self, step: Step, most: usize) -> Piece {
        let mut whole = self.step(step);
        for _ in 1..most {
            let more = Piece { empty: true, ..self.step(step) };
            whole = self.chain(whole, more);
        }
        whole
    }

    /// Builds the automaton.
    pub fn build(self) -> Automaton {
        let words = self.words.len();
        let mut by_word = vec![Vec::new(); words];
        let mut by_list = vec![Vec::new(); self.lists.len()];
        let mut other_roots = Vec::new();
        for root in &self.roots {
            match self.steps[*root as usize] {
                Step::Word(word) => by_word[word as usize].push(*root),
                Step::List(list) => {
                    if let Some(row) = by_list.get_mut(list as usize) {
                        row.push(*root);
                    }
                }
                _ => other_roots.push(*root),
            }
        }
        let lists_of = (0..words as u32).map(|word| {
            let mut lists = self.lists_of.get(&word).cloned().unwrap_or_default();
            lists.sort_unstable();
            lists.dedup();
            lists
        });
        Automaton {
            vocabulary: Vocabulary::new(&self.words),
            lists_of: Rows::new(lists_of),
            steps: self.steps,
            follow: Rows::new(self.follow.into_iter().map(|mut row| {
                row.sort_unstable();
                row.dedup();
                row
            })),
            done: self.done,
            roots_by_word: Rows::new(by_word),
            roots_by_list: Rows::new(by_list),
            other_roots,
            anchors: self.anchors,
            openings: OnceLock::new(),
        }
    }
}

fn either(mut one: Piece, other: Piece) -> Piece {
    one.first.extend(other.first);
    one.last.extend(other.last);
    one.empty |= other.empty;
    one
}

impl Automaton {
    /// Every phrase in the terms of one sentence: for each phrase and each first term, the longest run.
    /// No phrase reaches over a break (a bracket, colon, dash or full stop).
    pub fn find(&self, terms: &[Term<'_>], scratch: &mut Scratch) -> Vec<PhraseHit> {
        let mut hits = Vec::new();
        scratch.fit(self.steps.len());
        let ids: Vec<Option<u32>> = terms.iter().map(|term| self.vocabulary.find(term.key)).collect();
        for start in 0..terms.len() {
            scratch.now.clear();
            let from = hits.len();
            let mut at = start;
            let openings = || self.beginnings(&terms[start], ids[start]).filter_map(|key| self.opening(key));
            for opening in openings() {
                opening.done.iter().for_each(|step| self.complete(*step, start, at, terms, from, &mut hits));
            }
            at += 1;
            if at >= terms.len() || terms[at].gap == Gap::Break {
                continue;
            }
            scratch.step();
            for opening in openings() {
                self.keys(ids[at]).flat_map(|key| opening.with(key)).for_each(|step| scratch.reach(step));
                let others = opening.others.iter().filter(|step| self.takes(self.steps[**step as usize], &terms[at], ids[at]));
                others.for_each(|step| scratch.reach(*step));
            }
            std::mem::swap(&mut scratch.now, &mut scratch.next);
            while !scratch.now.is_empty() {
                scratch.now.iter().for_each(|step| self.complete(*step, start, at, terms, from, &mut hits));
                at += 1;
                if at >= terms.len() || terms[at].gap == Gap::Break {
                    break;
                }
                scratch.step();
                self.walk(&terms[at], ids[at], scratch);
            }
        }
        hits
    }

    /// From the steps of now to those of next, which become those of now.
    fn walk(&self, term: &Term<'_>, id: Option<u32>, scratch: &mut Scratch) {
        for index in 0..scratch.now.len() {
            for next in self.follow.row(scratch.now[index]) {
                if self.takes(self.steps[*next as usize], term, id) {
                    scratch.reach(*next);
                }
            }
        }
        std::mem::swap(&mut scratch.now, &mut scratch.next);
    }

    /// Notes the phrase that a step completes, if it does.
    fn complete(&self, step: u32, start: usize, at: usize, terms: &[Term<'_>], from: usize, hits: &mut Vec<PhraseHit>) {
        let done = self.done[step as usize];
        if done > 0 && self.anchored(done - 1, start, at, terms) {
            keep_longest(hits, from, PhraseHit { phrase: done - 1, first: start as u32, last: at as u32 });
        }
    }

    /// A word and the lists that it is in.
    fn keys(&self, id: Option<u32>) -> impl Iterator<Item = Key> {
        let lists = id.map_or(&[][..], |id| self.lists_of.row(id));
        id.map(|id| id * 2).into_iter().chain(lists.iter().map(|list| list * 2 + 1))
    }

    /// All that a phrase may begin with where it begins with this term.
    fn beginnings(&self, term: &Term<'_>, id: Option<u32>) -> impl Iterator<Item = Key> {
        let (name, number) = (self.takes(Step::Name, term, id), self.takes(Step::Number, term, id));
        self.keys(id).chain([ANY]).chain(name.then_some(NAME)).chain(number.then_some(NUMBER))
    }

    fn opening(&self, key: Key) -> Option<&Opening> {
        let words = self.roots_by_word.len();
        let all = words + self.roots_by_list.len();
        let openings = self.openings.get_or_init(|| (0..all + 3).map(|_| OnceLock::new()).collect());
        let number = key / 2;
        let of = |step: Step| self.other_roots.iter().copied().filter(|root| self.steps[*root as usize] == step).collect();
        let (place, roots): (usize, &dyn Fn() -> Vec<u32>) = match key {
            ANY => (all, &|| of(Step::Any)),
            NAME => (all + 1, &|| of(Step::Name)),
            NUMBER => (all + 2, &|| of(Step::Number)),
            _ if key % 2 == 1 => (words + number as usize, &|| self.roots_by_list.row(number).to_vec()),
            _ => (number as usize, &|| self.roots_by_word.row(number).to_vec()),
        };
        let make = || {
            let mut made = Opening::default();
            for root in roots() {
                if self.done[root as usize] > 0 {
                    made.done.push(root);
                }
                for next in self.follow.row(root) {
                    match self.steps[*next as usize] {
                        Step::Word(word) => made.keyed.push((word * 2, *next)),
                        Step::List(list) => made.keyed.push((list.saturating_mul(2).saturating_add(1), *next)),
                        _ => made.others.push(*next),
                    }
                }
            }
            made.keyed.sort_unstable();
            made
        };
        Some(openings.get(place)?.get_or_init(make))
    }

    fn anchored(&self, phrase: PhraseId, first: usize, last: usize, terms: &[Term<'_>]) -> bool {
        let (from_start, to_end) = self.anchors[phrase as usize];
        (!from_start || first == 0) && (!to_end || last + 1 == terms.len())
    }

    fn takes(&self, step: Step, term: &Term<'_>, id: Option<u32>) -> bool {
        match step {
            Step::Word(word) => id == Some(word),
            Step::List(list) => id.is_some_and(|id| self.lists_of.row(id).contains(&list)),
            Step::Any => true,
            Step::Name => {
                let capital = matches!(term.shape, Shape::Capital | Shape::Mixed | Shape::Upper);
                term.shape == Shape::Slot || (capital && !term.spelled && !is_small_word(term.key))
            }
            Step::Number => term.shape == Shape::Slot || term.shape == Shape::Number || is_number_word(term.key),
        }
    }
}

fn keep_longest(hits: &mut Vec<PhraseHit>, from: usize, hit: PhraseHit) {
    match hits[from..].iter_mut().find(|h| h.phrase == hit.phrase) {
        Some(known) => known.last = known.last.max(hit.last),
        None => hits.push(hit),
    }
}

/// Room to walk in, kept between sentences.
#[derive(Default)]
pub struct Scratch {
    now: Vec<u32>,
    next: Vec<u32>,
    marks: Vec<u32>,
    mark: u32,
}

impl Scratch {
    fn fit(&mut self, steps: usize) {
        if self.marks.len() < steps {
            self.marks.resize(steps, 0);
        }
    }

    /// Adds a step to the next ones, once.
    fn reach(&mut self, step: u32) {
        if self.marks[step as usize] != self.mark {
            self.marks[step as usize] = self.mark;
            self.next.push(step);
        }
    }

    fn step(&mut self) {
        self.next.clear();
        self.mark = self.mark.wrapping_add(1);
        if self.mark == 0 {
            self.marks.fill(0);
            self.mark = 1;
        }
    }
}
