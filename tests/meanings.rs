//! What the learned meanings are worth on the fifth of the sentence bank that never trained them.

use cordial::engine::builtin;
use cordial::rules::meaning::{Bank, held_out, read_bank};
use cordial::rules::terms;
use cordial::text::{Span, Words};

#[test]
fn held_out_sentences() {
    let mut bank = Bank::default();
    let mut problems = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir("rules/meanings").unwrap().flatten().map(|e| e.path()).collect();
    files.sort();
    for file in files {
        read_bank(&mut bank, &file.to_string_lossy(), &std::fs::read_to_string(&file).unwrap(), &mut problems);
    }
    let pack = builtin::pack();
    let labels: Vec<String> = pack.model.labels().map(str::to_owned).collect();
    let at: f32 = std::env::var("AT").ok().and_then(|v| v.parse().ok()).unwrap_or(0.5);
    let mut t = vec![[0usize; 5]; labels.len()];
    let start = std::time::Instant::now();
    let mut n = 0;
    for line in bank.lines.iter().filter(|l| held_out(&l.text)) {
        n += 1;
        let words = Words::read(&line.text, &[]);
        let range = words.inside(Span::new(0, line.text.len()));
        let ending = words.list().last().map_or("", |w| &line.text[w.span.end as usize..]);
        let c = pack.model.certainties(&terms(&words, range), ending);
        for (i, label) in labels.iter().enumerate() {
            let yes = c[i] >= at;
            let is = line.is.contains(label);
            let not = line.not.contains(label);
            if is {
                t[i][if yes { 0 } else { 2 }] += 1;
            } else if not && yes {
                t[i][1] += 1;
            } else if yes && bank.teaches(line, label) == Some(false) {
                t[i][3] += 1;
            }
        }
    }
    let mut all = [0; 5];
    for (label, t) in labels.iter().zip(&t) {
        for i in 0..5 {
            all[i] += t[i];
        }
        let (p, r) = (t[0] as f64 / (t[0] + t[1]).max(1) as f64, t[0] as f64 / (t[0] + t[2]).max(1) as f64);
        println!(
            "{label:34} tp {:4} fp {:4} fn {:4} precision {p:.2} recall {r:.2} f1 {:.2} | others {:4}",
            t[0],
            t[1],
            t[2],
            2.0 * p * r / (p + r).max(1e-9),
            t[3]
        );
    }
    let (p, r) = (all[0] as f64 / (all[0] + all[1]) as f64, all[0] as f64 / (all[0] + all[2]) as f64);
    println!(
        "{n} sentences; precision {p:.3} recall {r:.3} f1 {:.3}; others {}; {:?} each",
        2.0 * p * r / (p + r),
        all[3],
        start.elapsed() / n
    );
}
