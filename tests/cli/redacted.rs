//! `--redact`: the rule and the place, and not a word of the draft, in any format. The drafts of all three corpora are
//! run over; a word of one shows here only as a number.

use crate::place::*;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

pub const FORMATS: &[&str] = &["text", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];
/// So many words in a row are taken for a quotation.
const RUN: usize = 5;

/// Every run of so many words, whatever stands between them.
fn runs(text: &str) -> Vec<String> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

/// A draft without what it declares of its kind and channel: those are names out of a closed list, and JSON says them.
fn written(draft: &str) -> String {
    let declares = |line: &&str| ["kind:", "channel:", "<!-- cordial:"].iter().any(|key| line.starts_with(key));
    draft.lines().filter(|line| !declares(line)).collect::<Vec<_>>().join("\n")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn no_format_says_a_word_of_any_draft() {
    let place = Place::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut said: HashSet<String> = HashSet::new();
    let mut number = 0;
    for set in ["dev", "open", "blind"] {
        for file in files(&corpus.join(set).join("drafts")) {
            let bytes = fs::read(&file).unwrap();
            said.extend(runs(&written(&String::from_utf8_lossy(&bytes))));
            // A name that says nothing, so that only what cordial prints is looked at.
            let ending = file.extension().unwrap().to_str().unwrap().to_owned();
            place.put(&format!("drafts/{number}.{ending}"), bytes);
            number += 1;
        }
    }
    assert!(number > 200 && said.len() > 10_000, "the corpus is not there");
    let formats: Vec<String> = FORMATS.iter().map(|format| format!("--format={format}=out/{format}")).collect();
    let args: Vec<&str> = ["check", "drafts", "--redact"].into_iter().chain(formats.iter().map(String::as_str)).collect();
    let summary = place.0.join("summary.md");
    let mut command = command(&place.0, &args);
    command.env("GITHUB_STEP_SUMMARY", &summary);
    let ran = Ran::new(command.output().unwrap()).exits(1);
    let mut shown = vec![("stdout", ran.out), ("stderr", ran.err), ("summary", fs::read_to_string(summary).unwrap())];
    shown.extend(FORMATS.iter().map(|format| (*format, place.text(&format!("out/{format}")))));
    for (format, text) in shown {
        assert!(text.len() > 1000 || format.starts_with("std"), "{format} says nothing at all");
        let told: Vec<String> = runs(&text).into_iter().filter(|run| said.contains(run)).collect();
        assert!(told.is_empty(), "{format} says {} runs of words that a draft says", told.len());
    }
}

#[test]
fn rule_and_place_are_left_and_quotes_names_and_fixes_are_not() {
    let place = Place::with_rules();
    place.put(
        "a.md",
        "---\nallow: [own/fillr]\nkind: folow-up\n---\n# Template 3: Dana's harbour\n\n> Hi Dana,\n>\n> Are you hiring? It was frobnicatingly good.\n",
    );
    for format in FORMATS {
        let ran = place.run(&["check", "a.md", "--redact", "--format", format]).exits(1).prints("own/job");
        for word in ["hiring", "frobnicat", "harbour", "Dana", "folow", "fillr", "did you"] {
            assert!(!ran.out.contains(word) && !ran.err.contains(word), "{format} says {word}: {}", ran.out);
        }
    }
    place.run(&["check", "a.md", "--redact", "--format", "short"]).prints("a.md:9:3: error[own/job] Asks for a job\n");
    place.run(&["check", "a.md", "--redact"]).prints("error[own/job]: Asks for a job\n  --> a.md:9:3\n");
}

#[test]
fn what_would_print_a_draft_is_refused() {
    let place = Place::with_rules();
    for args in [&["fix", "--diff", "--redact"][..], &["check", "--fix", "--diff", "--redact"], &["fix", "-", "--redact"]] {
        let ran = place.run_with(args, "Hi Dana,\n\nIt was frobnicatingly good.\n").exits(2).says("leave out --redact");
        assert_eq!(ran.out, "");
    }
    place.run(&["fix", "--redact"]).exits(1).prints("own/job");
}
