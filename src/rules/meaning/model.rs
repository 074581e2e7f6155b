//! A trained model: a table of features, each with its weight for every label in one byte. Reading it costs
//! nothing; asking it costs a look-up a feature.

use super::features::{self, Feature, Features, Sight};
use crate::rules::terms::Term;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What belongs to one label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// The rule or `signal/name`.
    pub name: String,
    /// What one step of a weight is worth.
    pub step: f32,
    /// Added to the sum.
    pub bias: f32,
    /// The slope of the certainty.
    pub slope: f32,
    /// The shift of the certainty.
    pub shift: f32,
}

/// Everything of a model but its table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Head {
    /// The labels, in the order of their columns.
    pub labels: Vec<Label>,
    /// How much each group of features counts.
    pub groups: [f32; 3],
    /// How many places the look-up has: a power of two.
    pub places: u32,
}

/// A model.
#[derive(Clone, Debug, Default)]
pub struct Model {
    head: Head,
    /// The look-up (four bytes a place: a mark of the hash and the number of the row, plus one), then the rows:
    /// a byte for how telling the feature is, then a byte a label.
    table: Cow<'static, [u8]>,
    sight: Sight,
}

/// How many bits of a place are the number of a row.
pub(super) const ROW_BITS: u32 = 18;
/// How much one step of a row's first byte is worth.
pub(super) const IDF_STEP: f32 = 1.0 / 20.0;

/// A feature that weighed, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The words.
    pub words: String,
    /// How much it weighed.
    pub weight: f32,
}

impl Model {
    /// A model from its head, its table and what words are about.
    pub fn new(head: Head, table: Cow<'static, [u8]>, sight: Sight) -> Model {
        Model { head, table, sight }
    }

    /// The head, the table and what words are about.
    pub fn parts(&self) -> (&Head, &[u8], &Sight) {
        (&self.head, &self.table, &self.sight)
    }

    /// The labels.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.head.labels.iter().map(|l| l.name.as_str())
    }

    /// The column of a label.
    pub fn label(&self, name: &str) -> Option<usize> {
        self.head.labels.iter().position(|l| l.name == name)
    }

    /// How sure the model is of each label for one sentence, from 0 to 1.
    pub fn certainties(&self, terms: &[Term<'_>], ending: &str) -> Vec<f32> {
        if self.head.labels.is_empty() || terms.is_empty() {
            return vec![0.0; self.head.labels.len()];
        }
        let features = features::read(terms, ending, &self.sight);
        let sums = self.sums(&features);
        self.head.labels.iter().zip(sums).map(|(label, sum)| sigmoid(label.slope * (sum * label.step + label.bias) + label.shift)).collect()
    }

    fn sums(&self, features: &Features) -> Vec<f32> {
        let width = self.head.labels.len();
        let mut sums = vec![0.0; width];
        let mut parts = vec![0_i32; width];
        for (group, weight) in features.groups().into_iter().zip(self.head.groups) {
            let mut norm = 0_u32;
            parts.fill(0);
            for feature in group {
                let Some(row) = self.row(*feature) else { continue };
                let idf = i32::from(row[0]);
                norm += u32::from(row[0]) * u32::from(row[0]);
                for (sum, byte) in parts.iter_mut().zip(&row[1..]) {
                    *sum += idf * i32::from(*byte as i8);
                }
            }
            if norm > 0 {
                // Both the sum and the norm are in steps of the first byte, so the steps cancel out.
                let scale = weight / (norm as f32).sqrt();
                sums.iter_mut().zip(&parts).for_each(|(sum, part)| *sum += scale * *part as f32);
            }
        }
        sums
    }

    fn row(&self, feature: Feature) -> Option<&[u8]> {
        let places = self.head.places as usize;
        if places == 0 {
            return None;
        }
        let mark = mark(feature);
        let mut at = place(feature, places);
        loop {
            let bytes = self.table.get(at * 4..at * 4 + 4)?;
            let entry = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            if entry == 0 {
                return None;
            }
            if entry >> ROW_BITS == mark {
                let width = self.head.labels.len() + 1;
                let start = places * 4 + ((entry & ((1 << ROW_BITS) - 1)) as usize - 1) * width;
                return self.table.get(start..start + width);
            }
            at = (at + 1) % places;
        }
    }

    /// The words that weighed most for a label, for and against: each term's weight is what the certainty's sum
    /// loses without it.
    pub fn reasons(&self, terms: &[Term<'_>], ending: &str, label: usize, most: usize) -> Vec<Reason> {
        let Some(head) = self.head.labels.get(label) else { return Vec::new() };
        let sum =
            |terms: &[Term<'_>]| self.sums(&features::read(terms, ending, &self.sight)).get(label).copied().unwrap_or(0.0) * head.step;
        let whole = sum(terms);
        let mut reasons: Vec<Reason> = (0..terms.len())
            .map(|n| {
                let mut fewer = terms.to_vec();
                fewer.remove(n);
                Reason { words: terms[n].key.to_owned(), weight: (whole - sum(&fewer)) * head.slope }
            })
            .collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        reasons.truncate(most);
        reasons
    }
}

pub(super) fn mark(feature: Feature) -> u32 {
    ((feature >> 40) as u32) & ((1 << (32 - ROW_BITS)) - 1)
}

pub(super) fn place(feature: Feature, places: usize) -> usize {
    feature as usize & (places - 1)
}

/// The logistic function, from additions and multiplications alone, so that every machine gives the same bits.
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x.clamp(-30.0, 30.0)))
}

/// e to the power of x, to within a millionth: halved until small, then the series, then squared back.
pub(super) fn exp(x: f32) -> f32 {
    let mut halvings = 0;
    let mut small = f64::from(x);
    while small.abs() > 0.5 {
        small *= 0.5;
        halvings += 1;
    }
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..10 {
        term *= small / f64::from(n);
        sum += term;
    }
    for _ in 0..halvings {
        sum *= sum;
    }
    sum as f32
}
