//! Speed as a user meets it: start-up, many drafts, one sentence, one long text. It prints figures and judges none;
//! those that the project promises stand beside what was measured. `cargo bench --bench speed`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use cordial::draft::{Context, Format, read};
use cordial::engine::{Rules, Settings, check};
use cordial::rules::terms;
use cordial::text::Words;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How often a program is started.
const STARTS: usize = 50;
/// How many small drafts are checked at once.
const DRAFTS: usize = 10_000;

/// A draft of 150 words, as people write them.
const DRAFT: &str = "Subject: Your talk on tidal pools

Hi Dana,

I heard your talk on tidal pools at the harbour school last week, and the way you counted limpets by sound stayed with me.
I am a second-year biology student at Harrow College and I spend my weekends mapping the rock pools near the old pier.

I am trying to understand how people move from field work into the planning of reserves, and your path from the survey boats to the county office is the only one I know of that did it without a second degree.

Could we talk for 20 minutes by phone in the next two weeks? Tuesday or Thursday after three would suit me, and I will gladly work around your days. If this is a busy season, I understand completely.

Thank you for reading, and for the slides you put online afterwards. They made my own counts a good deal better.

Best wishes,
Sam Okafor
";

fn main() {
    let folder = std::env::temp_dir().join(format!("cordial-speed-{}", std::process::id()));
    fs::create_dir_all(folder.join("drafts")).unwrap();
    println!("a draft of {} words\n", DRAFT.split_whitespace().count());
    start_up(&folder);
    many_drafts(&folder);
    let start = Instant::now();
    let rules = Rules::builtin();
    println!("the built-in rules, made ready in the library: {}", shown(start.elapsed()));
    one_sentence(&rules);
    long_text(&rules);
    let _ = fs::remove_dir_all(&folder);
}

fn cordial(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cordial"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// One draft against `--version`, in turns, so that whatever else the machine does falls on both.
fn start_up(folder: &Path) {
    fs::write(folder.join("one.draft.txt"), DRAFT).unwrap();
    let time = |args: &[&str]| {
        let start = Instant::now();
        assert!(cordial(folder, args).status().unwrap().code().is_some());
        start.elapsed()
    };
    let (check, version) = (["check", "one.draft.txt"], ["--version"]);
    let mut times: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..STARTS {
        times[0].push(time(&check));
        times[1].push(time(&version));
    }
    let [check, version] = times.map(median);
    let ratio = check.as_secs_f64() / version.as_secs_f64();
    println!("start-up, median of {STARTS}: one draft {}, --version {}", shown(check), shown(version));
    println!("    ratio {ratio:.2}    (promised: under 2)\n");
}

fn many_drafts(folder: &Path) {
    for number in 0..DRAFTS {
        let text = format!(
            "Hi Dana,\n\nI read your note number {number} on tidal pools. Could we talk for 20 minutes next week?\n\nThank you,\nSam\n"
        );
        fs::write(folder.join(format!("drafts/{number}.draft.txt")), text).unwrap();
    }
    let start = Instant::now();
    let mut child = cordial(folder, &["check", "drafts", "--format", "short"]).spawn().unwrap();
    let mut peak = None;
    while child.try_wait().unwrap().is_none() {
        peak = peak_memory(child.id()).max(peak);
        sleep(Duration::from_millis(2));
    }
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{DRAFTS} small drafts on {cores} cores: {}    (promised: under 2 s on two)", shown(start.elapsed()));
    match peak {
        Some(kilobytes) => println!("    peak memory {:.1} MB    (promised: under 64 MB)\n", kilobytes as f64 / 1024.0),
        None => println!("    peak memory is not told on this system    (promised: under 64 MB)\n"),
    }
}

/// The peak memory of a running program in kilobytes, where the system tells it.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn one_sentence(rules: &Rules) {
    const TIMES: u32 = 5000;
    let text = "Could we talk for twenty minutes about how you moved from field work into planning?";
    let words = Words::read(text, &[]);
    let terms = terms(&words, 0..words.len());
    for model in rules.packs().iter().map(|pack| &pack.model) {
        let start = Instant::now();
        for _ in 0..TIMES {
            black_box(model.certainties(black_box(&terms), "?"));
        }
        println!("one sentence of {} words, {} meanings: {}", words.len(), model.labels().count(), shown(start.elapsed() / TIMES));
    }
}

fn long_text(rules: &Rules) {
    let body = DRAFT.split_once("\n\n").map_or(DRAFT, |(_, body)| body);
    let text: String = body.repeat((1 << 20) / body.len());
    let time = |format: Format| {
        let start = Instant::now();
        let draft = read(&text, format, &Context::default());
        let findings: usize = check(&text, &draft, rules, &Settings::default()).iter().map(|report| report.findings.len()).sum();
        (start.elapsed(), findings)
    };
    for (format, name) in [(Format::Plain, "plain text"), (Format::Markdown, "Markdown"), (Format::Eml, "mail")] {
        let (taken, findings) = time(format);
        println!("a text of {} bytes as {name}: {}, {findings} findings", text.len(), shown(taken));
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn shown(time: Duration) -> String {
    match time.as_secs_f64() {
        s if s >= 1.0 => format!("{s:.2} s"),
        s if s >= 1e-3 => format!("{:.2} ms", s * 1e3),
        s => format!("{:.2} µs", s * 1e6),
    }
}
