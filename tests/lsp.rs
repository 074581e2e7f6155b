//! The language server from outside: a real process, messages as editors send them, and what the user then sees. What
//! the rules find is not tested here.
#![cfg(all(feature = "cli", feature = "lsp"))]
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "lsp/agreement.rs"]
mod agreement;
#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/dice.rs"]
mod dice;
#[path = "lsp/edits.rs"]
mod edits;
#[path = "lsp/failing.rs"]
mod failing;
#[path = "lsp/own_files.rs"]
mod own_files;
#[path = "lsp/settings.rs"]
mod settings;
#[path = "lsp/showing.rs"]
mod showing;
#[path = "lsp/typing.rs"]
mod typing;

use client::{Client, Folder, edited, pulls, rules};
use serde_json::{Value, json};

pub const DRAFT: &str =
    "Hi Dana,\n\nI saw your talk on limpets.\n\nAre you hiring? I would love to pick your brain.\n\nBest wishes,\nSam\n";

#[test]
fn a_draft_is_told_about_or_asked_about_and_closed_quietly() {
    let folder = Folder::new();
    let uri = folder.put("dana.draft.txt", DRAFT);
    let mut client = Client::new(&folder.0, json!({}));
    client.open(&uri, DRAFT);
    let told = client.pushed(&uri);
    assert_eq!(told["version"], 1);
    let told = told["diagnostics"].as_array().unwrap().clone();
    assert!(rules(&told).contains(&"ask/job"), "{told:?}");
    assert_eq!(told[0]["source"], "cordial");
    client.close(&uri);
    assert_eq!(client.pushed(&uri)["diagnostics"], json!([]));
    assert_eq!(client.end(), 0);
    let mut client = Client::new(&folder.0, pulls());
    client.open(&uri, DRAFT);
    assert_eq!(client.pulled(&uri), told);
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    let known = json!({"textDocument": {"uri": uri}, "previousResultId": report["resultId"]});
    assert_eq!(client.request("textDocument/diagnostic", known.clone())["kind"], "unchanged");
    client.change(&uri, 2, "Hi Dana,\n");
    assert_eq!(client.request("textDocument/diagnostic", known)["kind"], "full");
    client.close(&uri);
    assert_eq!(client.pulled(&uri), Vec::<Value>::new());
    assert_eq!(client.end(), 0);
}

#[test]
fn hover_says_why_and_an_exception_silences() {
    let folder = Folder::new();
    let text = "Hi Dana,\n\nI saw your talk. I want to hear how you leverage synergies.\n\nBest wishes,\nSam\n";
    let uri = folder.put("dana.draft.txt", text);
    let mut client = Client::new(&folder.0, pulls());
    client.open(&uri, text);
    let found = client.pulled(&uri);
    let finding = found.iter().find(|d| d["code"] == "wording/jargon").unwrap();
    let hover = client.request("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": finding["range"]["start"]}));
    let said = hover["contents"]["value"].as_str().unwrap();
    for part in ["wording/jargon", "Instead", "Who says so"] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(hover["range"], finding["range"]);
    let actions = client.request(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": uri}, "range": finding["range"], "context": {"diagnostics": [finding]}}),
    );
    let allow = actions.as_array().unwrap().iter().find(|a| a["title"].as_str().unwrap().contains("Allow wording/jargon")).unwrap();
    let after = edited(text, allow);
    assert!(after.starts_with("---\nallow:\n  - wording/jargon: "), "{after}");
    client.change(&uri, 2, &after);
    client.save(&uri);
    let left = client.pulled(&uri);
    assert_eq!(rules(&left), rules(&found).into_iter().filter(|rule| *rule != "wording/jargon").collect::<Vec<_>>());
}
