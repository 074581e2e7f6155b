//! Rules as data: the TOML shape, the phrase language and its automaton, meanings learned from sentences, and
//! packs that put them together. It judges no message and reads no disk.

mod accuracy;
mod automaton;
mod builder;
mod compile;
mod example;
mod fields;
mod file;
mod guide;
pub mod in_words;
mod late;
mod limits;
mod marks;
pub mod meaning;
mod native;
mod needs;
mod pack;
pub mod phrase;
mod phrases;
mod problem;
mod questions;
mod rule;
mod shape;
mod start;
mod tables;
mod terms;
mod tip;
mod vocabulary;

pub use accuracy::Accuracy;
pub use automaton::{Automaton, PhraseHit, PhraseId};
pub use builder::Builder;
pub use compile::{USUAL_ALONE, build_regex};
pub use example::{Example, Examples, examples};
pub use guide::{Advice, Guide, Outline, OutlinePart};
pub use late::Late;
pub use limits::{Band, BandFile, Counting, Evidence, Limit, Limits, Means, band};
pub use native::{Native, NativeCheck};
pub use pack::{Base, Loaded, Pack, PackFile, load, rule_id};
pub use phrases::Phrases;
pub use problem::Problem;
pub use questions::{GoodQuestion, questions};
pub use rule::*;
pub use shape::{Takes, one_of, read};
pub use start::{Start, bracket, start_name};
pub use terms::{Term, terms};
pub use tip::{Moment, Tip, tip_name};
