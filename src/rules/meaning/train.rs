//! Training: from the sentence bank to a model. For each label a linear separator with a wide margin (squared
//! hinge loss, found by coordinate descent), its certainty fitted on sentences that it was not trained with.
//! Deterministic: fixed order, fixed seeds, no function whose last bit depends on the machine.

use super::bank::{Bank, held_out};
use super::features::{self, Feature, Sight};
use super::model::{Head, IDF_STEP, Label, Model, ROW_BITS, mark, place};
use crate::rules::terms::terms;
use crate::text::{Span, Words};
use std::collections::HashMap;

/// How many features are kept: with forty labels this is under four megabytes.
const MOST_FEATURES: usize = 80_000;
/// A feature must stand in this many sentences.
const FEWEST: u32 = 2;
/// How much an error costs against a wide margin.
const COST: f32 = 0.4;
/// How many times the sentences are gone through.
const ROUNDS: usize = 12;
/// How many parts the sentences are cut into to fit the certainty.
const FOLDS: usize = 3;
/// How much words, pieces and shapes count.
const GROUPS: [f32; 3] = [1.0, 0.6, 0.7];

/// What training saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sentences trained with.
    pub sentences: usize,
    /// Features kept.
    pub features: usize,
}

/// A sentence as numbers: columns and values, sorted.
type Row = Vec<(u32, f32)>;

/// Trains a model on the bank; the fifth that is held out is left out.
pub fn train(bank: &Bank, sight: Sight) -> (Model, Report) {
    let labels = bank.labels();
    let lines: Vec<_> = bank.lines.iter().filter(|l| !held_out(&l.text)).collect();
    if labels.is_empty() || lines.is_empty() {
        return (Model::default(), Report::default());
    }
    let seen: Vec<features::Features> = lines.iter().map(|line| see(&line.text, &sight)).collect();
    let answers: Vec<Vec<Option<bool>>> = lines.iter().map(|line| labels.iter().map(|label| bank.teaches(line, label)).collect()).collect();
    let kept = keep(&seen, &answers, labels.len());
    let column: HashMap<Feature, u32> = kept.iter().enumerate().map(|(n, (feature, _))| (*feature, n as u32)).collect();
    let rows: Vec<Row> = seen.iter().map(|features| row(features, &column, &kept)).collect();
    let folds: Vec<usize> = lines.iter().map(|line| fold(&line.text)).collect();
    let learn = |label: usize| {
        let which: Vec<usize> = (0..rows.len()).filter(|n| answers[*n][label].is_some()).collect();
        let yes = |n: usize| answers[n][label] == Some(true);
        learn_label(&rows, &which, &yes, &folds, kept.len())
    };
    let learned = in_parallel(labels.len(), &learn);
    let report = Report { sentences: lines.len(), features: kept.len() };
    (pack(labels, &kept, learned, sight), report)
}

/// The features of one sentence of the bank, read as the engine reads a sentence of a draft.
pub(super) fn see(text: &str, sight: &Sight) -> features::Features {
    let words = Words::read(text, &[]);
    let range = words.inside(Span::new(0, text.len()));
    let ending = words.list().last().map_or("", |w| &text[w.span.end as usize..]);
    features::read(&terms(&words, range), ending, sight)
}

/// Runs `work` for each number below `count` on all processors; the order of what comes back is fixed.
fn in_parallel<T: Send>(count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get()).min(8);
    let mut made: Vec<(usize, T)> = std::thread::scope(|scope| {
        let handles: Vec<_> =
            (0..threads).map(|t| scope.spawn(move || (t..count).step_by(threads).map(|n| (n, work(n))).collect::<Vec<_>>())).collect();
        handles.into_iter().flat_map(|h| h.join().unwrap_or_default()).collect()
    });
    made.sort_by_key(|(n, _)| *n);
    made.into_iter().map(|(_, made)| made).collect()
}

/// The features worth keeping, with how telling each is by itself: those that stand with some label more often
/// than chance would have it.
fn keep(seen: &[features::Features], answers: &[Vec<Option<bool>>], labels: usize) -> Vec<(Feature, u8)> {
    let mut counts: HashMap<Feature, u32> = HashMap::new();
    for feature in seen.iter().flat_map(|f| f.groups().into_iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    counts.retain(|_, count| *count >= FEWEST);
    let mut with: HashMap<Feature, Vec<u32>> = counts.keys().map(|f| (*f, vec![0; labels])).collect();
    let mut totals = vec![0_u32; labels];
    for (features, answers) in seen.iter().zip(answers) {
        for (label, _) in answers.iter().enumerate().filter(|(_, a)| **a == Some(true)) {
            totals[label] += 1;
            for feature in features.groups().into_iter().flatten() {
                if let Some(row) = with.get_mut(feature) {
                    row[label] += 1;
                }
            }
        }
    }
    let all = seen.len() as f32;
    let mut ranked: Vec<(f32, Feature, u32)> = counts
        .iter()
        .map(|(feature, count)| {
            let worth = (0..labels).map(|label| {
                let expected = *count as f32 * totals[label] as f32 / all;
                let difference = with[feature][label] as f32 - expected;
                difference * difference / (expected + 0.5)
            });
            (worth.fold(0.0, f32::max), *feature, *count)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(MOST_FEATURES);
    let idf = |count: u32| ((ln(all / count as f32) + 1.0) / IDF_STEP).clamp(1.0, 255.0) as u8;
    let mut kept: Vec<(Feature, u8)> = ranked.into_iter().map(|(_, feature, count)| (feature, idf(count))).collect();
    kept.sort_unstable();
    kept
}

fn row(features: &features::Features, column: &HashMap<Feature, u32>, kept: &[(Feature, u8)]) -> Row {
    let mut row = Row::new();
    for (group, weight) in features.groups().into_iter().zip(GROUPS) {
        let start = row.len();
        row.extend(group.iter().filter_map(|f| column.get(f)).map(|c| (*c, f32::from(kept[*c as usize].1) * IDF_STEP)));
        let norm = row[start..].iter().map(|(_, v)| v * v).sum::<f32>().sqrt();
        row[start..].iter_mut().for_each(|(_, v)| *v *= weight / norm);
    }
    row.sort_unstable_by_key(|(c, _)| *c);
    row
}

fn fold(text: &str) -> usize {
    let words = Words::read(&text.chars().take(60).collect::<String>(), &[]);
    (0..words.len().min(2))
        .flat_map(|n| words.key(n).bytes().collect::<Vec<_>>())
        .fold(7_usize, |h, b| h.wrapping_mul(31).wrapping_add(usize::from(b)))
        / 3
        % FOLDS
}

/// What was learned of a label: a weight a column, the bias, and the slope and shift of the certainty.
struct Learned {
    weights: Vec<f32>,
    bias: f32,
    slope: f32,
    shift: f32,
}

fn learn_label(rows: &[Row], which: &[usize], yes: &dyn Fn(usize) -> bool, folds: &[usize], columns: usize) -> Learned {
    let mut margins = Vec::with_capacity(which.len());
    for left_out in 0..FOLDS {
        let (out, inside): (Vec<usize>, Vec<usize>) = which.iter().partition(|n| folds[**n] == left_out);
        let (weights, bias) = separate(rows, &inside, yes, columns);
        margins.extend(out.iter().map(|n| (sum(&rows[*n], &weights) + bias, yes(*n))));
    }
    let (slope, shift) = fit_certainty(&margins);
    let (weights, bias) = separate(rows, which, yes, columns);
    Learned { weights, bias, slope, shift }
}

fn sum(row: &Row, weights: &[f32]) -> f32 {
    row.iter().map(|(column, value)| weights[*column as usize] * value).sum()
}

/// The separator with the widest margin: dual coordinate descent for the squared hinge loss.
fn separate(rows: &[Row], which: &[usize], yes: &dyn Fn(usize) -> bool, columns: usize) -> (Vec<f32>, f32) {
    let mut weights = vec![0.0_f32; columns];
    let mut bias = 0.0_f32;
    let positives = which.iter().filter(|n| yes(**n)).count().max(1) as f32;
    // What is rare weighs more, but not so much that one odd sentence decides.
    let rare = (which.len() as f32 / positives).sqrt().clamp(1.0, 6.0);
    let mut alphas = vec![0.0_f32; which.len()];
    let squares: Vec<f32> = which.iter().map(|n| rows[*n].iter().map(|(_, v)| v * v).sum::<f32>() + 1.0).collect();
    let mut order: Vec<usize> = (0..which.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..ROUNDS {
        for n in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(n, (seed % (n as u64 + 1)) as usize);
        }
        for &n in &order {
            let row = &rows[which[n]];
            let positive = yes(which[n]);
            let sign = if positive { 1.0 } else { -1.0 };
            let slack = 0.5 / (COST * if positive { rare } else { 1.0 });
            let gradient = sign * (sum(row, &weights) + bias) - 1.0 + alphas[n] * slack;
            let alpha = (alphas[n] - gradient / (squares[n] + slack)).max(0.0);
            let change = (alpha - alphas[n]) * sign;
            if change != 0.0 {
                alphas[n] = alpha;
                row.iter().for_each(|(column, value)| weights[*column as usize] += change * value);
                bias += change;
            }
        }
    }
    (weights, bias)
}

/// The slope and shift with which a margin becomes a certainty (Platt's method, by Newton's steps).
fn fit_certainty(margins: &[(f32, bool)]) -> (f32, f32) {
    let positives = margins.iter().filter(|(_, yes)| *yes).count() as f64;
    let negatives = margins.len() as f64 - positives;
    let (high, low) = ((positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0));
    let (mut slope, mut shift) = (2.0_f64, -ln(((negatives + 1.0) / (positives + 1.0)) as f32) as f64 * 0.5);
    for _ in 0..60 {
        let (mut g1, mut g2, mut h11, mut h12, mut h22) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
        for (margin, yes) in margins {
            let margin = f64::from(*margin);
            let certainty = f64::from(super::model::sigmoid((slope * margin + shift) as f32));
            let miss = certainty - if *yes { high } else { low };
            let curve = (certainty * (1.0 - certainty)).max(1e-9);
            g1 += miss * margin;
            g2 += miss;
            h11 += curve * margin * margin;
            h12 += curve * margin;
            h22 += curve;
        }
        let determinant = h11 * h22 - h12 * h12;
        let (step1, step2) = ((h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant);
        slope = (slope - step1.clamp(-1.0, 1.0)).clamp(0.1, 50.0);
        shift = (shift - step2.clamp(-1.0, 1.0)).clamp(-50.0, 50.0);
    }
    (slope as f32, shift as f32)
}

/// Lays the model out as bytes.
fn pack(labels: Vec<String>, kept: &[(Feature, u8)], learned: Vec<Learned>, sight: Sight) -> Model {
    let steps: Vec<f32> = learned.iter().map(|l| l.weights.iter().fold(0.0_f32, |most, w| most.max(w.abs())).max(1e-6) / 127.0).collect();
    let places = (kept.len() * 3 / 2).next_power_of_two();
    let mut lookup = vec![0_u32; places];
    let mut rows = Vec::with_capacity(kept.len() * (labels.len() + 1));
    for (number, (feature, idf)) in kept.iter().enumerate() {
        let mut at = place(*feature, places);
        while lookup[at] != 0 {
            at = (at + 1) % places;
        }
        lookup[at] = mark(*feature) << ROW_BITS | (number as u32 + 1);
        rows.push(*idf);
        rows.extend(learned.iter().zip(&steps).map(|(l, step)| (l.weights[number] / step).round() as i8 as u8));
    }
    let mut table: Vec<u8> = lookup.iter().flat_map(|entry| entry.to_le_bytes()).collect();
    table.extend(rows);
    let labels = labels.into_iter().zip(learned).zip(steps).map(|((name, l), step)| Label {
        name,
        step,
        bias: l.bias,
        slope: l.slope,
        shift: l.shift,
    });
    Model::new(Head { labels: labels.collect(), groups: GROUPS, places: places as u32 }, table.into(), sight)
}

/// The natural logarithm, from additions and multiplications alone.
fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let fraction = f64::from(f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000));
    let z = (fraction - 1.0) / (fraction + 1.0);
    let (mut power, mut sum) = (z, 0.0);
    for n in 0..12 {
        sum += power / f64::from(2 * n + 1);
        power *= z * z;
    }
    (2.0 * sum + f64::from(exponent) * std::f64::consts::LN_2) as f32
}
