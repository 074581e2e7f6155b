//! The server says what `cordial check` says: of every draft of the corpus and the examples, in every way of counting
//! columns, and with carriage returns, emoji, combining marks and right-to-left words mixed in.

use crate::client::{Client, Folder, uri};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// A rule that compares the files of one run, which one open text is not.
const ACROSS: &str = "personal/same-text";

fn drafts(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            drafts(&path, found);
        } else if path.extension().is_some_and(|ending| ["txt", "md", "eml"].iter().any(|known| ending == *known)) {
            found.push(path);
        }
    }
}

/// A text with all that makes columns hard to count.
fn mixed(text: &str) -> String {
    let strange = ["🧜🏽‍♀️", "é̂", "שלום", "𝔎", "مرحبا", "ﬁn", "\u{200f}", "漢字"];
    let mut lines = Vec::new();
    let mut is_front = text.starts_with("---");
    for (number, line) in text.lines().enumerate() {
        is_front = is_front && !(number > 0 && line.trim_end() == "---");
        let word = strange[number % strange.len()];
        match number % 3 {
            _ if is_front || line.trim().is_empty() || line.trim_start().starts_with(['#', '`', '<', '-', '>']) => {
                lines.push(line.to_owned())
            }
            0 => lines.push(format!("{word} {line}")),
            1 => lines.push(line.replacen(' ', &format!(" {word} "), 1)),
            _ => lines.push(line.replacen('e', "e\u{301}", 1)),
        }
    }
    lines.join("\r\n") + "\r\n"
}

/// The byte of a position, counted as this encoding counts; our own count, not the server's.
fn byte(text: &str, position: &Value, encoding: &str) -> u64 {
    let (line, mut left) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
    let mut start = 0;
    for _ in 0..line {
        let rest = &text[start..];
        let end = rest.find(['\n', '\r']).unwrap();
        start += end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let mut at = start;
    for c in text[start..].chars() {
        if left == 0 {
            break;
        }
        left -= match encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        } as u64;
        at += c.len_utf8();
    }
    assert_eq!(left, 0);
    at as u64
}

type Found = (String, String, String, u64, u64);

/// What the command line says of each file: the findings and the problems.
fn by_the_command_line(folder: &Path, paths: &[PathBuf]) -> HashMap<String, (Vec<Found>, Vec<String>)> {
    let out = Command::new(env!("CARGO_BIN_EXE_cordial"))
        .args(["check", "--format", "jsonl", "--fail-on", "never"])
        .args(paths)
        .current_dir(folder)
        .output()
        .unwrap();
    let lines = String::from_utf8(out.stdout).unwrap();
    let mut all = HashMap::new();
    for line in lines.lines() {
        let file: Value = serde_json::from_str(line).unwrap();
        let mut findings = Vec::new();
        for finding in file["messages"].as_array().unwrap().iter().flat_map(|message| message["findings"].as_array().unwrap()) {
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            let at = |key: &str| finding[key]["offset"].as_u64().unwrap();
            findings.push((text("rule"), text("severity"), text("message"), at("start"), at("end")));
        }
        findings.retain(|finding| finding.0 != ACROSS);
        let problems = file["problem"].as_str().map_or(Vec::new(), |problem| problem.split("; ").map(str::to_owned).collect());
        all.insert(folder.join(file["path"].as_str().unwrap()).display().to_string(), (findings, problems));
    }
    all
}

#[test]
fn the_server_and_the_command_line_agree_on_every_draft_in_every_encoding() {
    let folder = Folder::new();
    let mut sources = Vec::new();
    drafts(Path::new("tests/corpus"), &mut sources);
    drafts(Path::new("examples"), &mut sources);
    sources.sort();
    assert!(sources.len() > 500, "the corpus is somewhere else: {}", sources.len());
    let mut texts = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let Ok(text) = fs::read_to_string(source) else { continue };
        let name = source.file_name().unwrap().to_str().unwrap();
        // A letter in an encoding of its own is not ours to mix.
        let strange = (!name.ends_with(".eml")).then(|| mixed(&text));
        for (kind, text) in [("plain", Some(text)), ("mixed", strange)] {
            let Some(text) = text else { continue };
            let path = format!("drafts/{number}-{kind}-{name}");
            folder.put(&path, &text);
            texts.push((number, kind, folder.0.join(path), text));
        }
    }
    let paths: Vec<PathBuf> = texts.iter().map(|(_, _, path, _)| path.clone()).collect();
    let said = by_the_command_line(&folder.0, &paths);
    assert!(said.values().map(|(findings, _)| findings.len()).sum::<usize>() > 1000);
    let (texts, said, root) = (&texts, &said, folder.0.as_path());
    thread::scope(|scope| {
        for (turn, encoding) in ["utf-8", "utf-16", "utf-32"].into_iter().enumerate() {
            scope.spawn(move || {
                let capabilities = json!({"general": {"positionEncodings": [encoding]}, "textDocument": {"diagnostic": {}}});
                let mut client = Client::new(root, capabilities);
                // The mixed texts in turns: each is counted in one way, each way counts a third of them.
                for (_, _, path, text) in texts.iter().filter(|(number, kind, ..)| *kind == "plain" || number % 3 == turn) {
                    agree(&mut client, path, text, encoding, &said[&path.display().to_string()]);
                }
                assert_eq!(client.end(), 0);
            });
        }
    });
}

fn agree(client: &mut Client, path: &Path, text: &str, encoding: &str, (findings, problems): &(Vec<Found>, Vec<String>)) {
    let uri = uri(path);
    client.open(&uri, text);
    client.command("cordial.check", json!([uri]));
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    for diagnostic in client.pulled(&uri) {
        let message = diagnostic["message"].as_str().unwrap().to_owned();
        let at = |end: &str| byte(text, &diagnostic["range"][end], encoding);
        match diagnostic["code"].as_str() {
            Some(rule) => {
                let severity = ["error", "warning", "info"][diagnostic["severity"].as_u64().unwrap() as usize - 1];
                found.push((rule.to_owned(), severity.to_owned(), message, at("start"), at("end")));
            }
            None => wrong.push(message),
        }
    }
    assert_eq!(&found, findings, "{} in {encoding}", path.display());
    assert_eq!(wrong.len(), problems.len(), "{} in {encoding}: {wrong:?}, {problems:?}", path.display());
    for (wrong, problem) in wrong.iter().zip(problems) {
        let said = wrong.strip_prefix("This file ").map_or(wrong.as_str(), |said| said.trim_end_matches('.'));
        assert!(problem.ends_with(said), "{}: {wrong:?}, {problem:?}", path.display());
    }
    client.close(&uri);
}
