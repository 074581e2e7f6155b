//! Words and their numbers, in a table that is used as the build wrote it. It knows nothing of what they are for.

use super::plain;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words and their numbers: an open table of hashes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    /// The number of a word plus one, at its hash or behind it.
    #[serde(with = "plain")]
    table: Vec<u32>,
    #[serde(with = "plain")]
    ends: Vec<u32>,
    text: String,
}

fn hash(key: &str) -> usize {
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 32)) as usize
}

impl Vocabulary {
    /// From words and their numbers.
    pub(super) fn new(words: &BTreeMap<String, u32>) -> Vocabulary {
        let mut by_number: Vec<&str> = vec![""; words.len()];
        words.iter().for_each(|(word, number)| by_number[*number as usize] = word);
        let mut made = Vocabulary { table: vec![0; (words.len() * 3).next_power_of_two().max(4)], ..Vocabulary::default() };
        for (number, word) in by_number.iter().enumerate() {
            made.text.push_str(word);
            made.ends.push(made.text.len() as u32);
            let mut at = hash(word) & (made.table.len() - 1);
            while made.table[at] != 0 {
                at = (at + 1) & (made.table.len() - 1);
            }
            made.table[at] = number as u32 + 1;
        }
        made
    }

    fn word(&self, number: usize) -> &str {
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.text[start..self.ends[number] as usize]
    }

    /// The number of a word.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        if self.table.is_empty() {
            return None;
        }
        let mut at = hash(key) & (self.table.len() - 1);
        loop {
            match self.table[at] {
                0 => return None,
                n if self.word(n as usize - 1) == key => return Some(n - 1),
                _ => at = (at + 1) & (self.table.len() - 1),
            }
        }
    }
}
