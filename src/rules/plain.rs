//! Numbers as the build writes them: four bytes each, so that a hundred thousand of them are read in one go whenever
//! cordial starts, and not one after the other.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// What is written as one number.
pub(super) trait Number: Copy {
    /// The number.
    fn number(self) -> u32;
    /// What the number stands for.
    fn of(number: u32) -> Self;
}

impl Number for u32 {
    fn number(self) -> u32 {
        self
    }

    fn of(number: u32) -> u32 {
        number
    }
}

/// Writes numbers.
pub(super) fn serialize<N: Number, S: Serializer>(numbers: &[N], serializer: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.number().to_le_bytes()).collect();
    serializer.serialize_bytes(&bytes)
}

/// Reads what [`serialize`] wrote.
pub(super) fn deserialize<'de, N: Number, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<N>, D::Error> {
    deserializer.deserialize_bytes(Numbers(PhantomData))
}

struct Numbers<N>(PhantomData<N>);

impl<N: Number> Visitor<'_> for Numbers<N> {
    type Value = Vec<N>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("numbers of four bytes each")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<N>, E> {
        Ok(bytes.as_chunks::<4>().0.iter().map(|bytes| N::of(u32::from_le_bytes(*bytes))).collect())
    }
}

/// Rows of numbers, one after the other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Rows {
    #[serde(with = "super::plain")]
    starts: Vec<u32>,
    #[serde(with = "super::plain")]
    items: Vec<u32>,
}

impl Rows {
    /// From the rows.
    pub(super) fn new(rows: impl IntoIterator<Item = Vec<u32>>) -> Rows {
        let mut made = Rows { starts: vec![0], items: Vec::new() };
        for row in rows {
            made.items.extend(row);
            made.starts.push(made.items.len() as u32);
        }
        made
    }

    /// A row; empty where there is none of this number.
    pub(super) fn row(&self, number: u32) -> &[u32] {
        let at = number as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => &self.items[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}
