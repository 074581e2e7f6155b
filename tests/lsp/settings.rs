//! What changes around the texts: the nearest `cordial.toml`, rules of one's own, the editor's settings, folders. It
//! takes effect at once.

use crate::DRAFT;
use crate::client::{Client, Folder, pulls, rules, uri};
use serde_json::{Value, json};
use std::fs;

const RULE: &str = include_str!("rule.toml");

fn changed(client: &mut Client, uris: &[&str]) {
    let changes: Vec<Value> = uris.iter().map(|uri| json!({"uri": uri, "type": 2})).collect();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
}

#[test]
fn each_folder_has_its_own_settings_and_changes_take_effect_at_once() {
    let folder = Folder::new();
    let (one, two) = (folder.put("one/a.draft.txt", DRAFT), folder.put("two/a.draft.txt", DRAFT));
    let settings = folder.put("one/cordial.toml", "[rules]\n\"ask/job\" = \"off\"\n");
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}, "diagnostics": {"refreshSupport": true}, "codeLens": {"refreshSupport": true}}, "textDocument": {"diagnostic": {}}});
    let mut client = Client::new(&folder.0.join("one"), watching);
    client.open(&one, DRAFT);
    client.open(&two, DRAFT);
    assert!(!rules(&client.pulled(&one)).contains(&"ask/job"));
    assert!(rules(&client.pulled(&two)).contains(&"ask/job"));
    fs::write(folder.0.join("one/cordial.toml"), "[rules]\n\"ask/job\" = \"info\"\n").unwrap();
    changed(&mut client, &[&settings]);
    client.wait("a refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    let found = client.pulled(&one);
    assert_eq!(found.iter().find(|d| d["code"] == "ask/job").unwrap()["severity"], 3);
    // A rule of one's own, in a pack that the settings name.
    let rule = folder.put("one/own/own/limpets.toml", RULE);
    folder.put("one/cordial.toml", "packs = [\"own\"]\n");
    changed(&mut client, &[&settings, &rule]);
    let found = client.pulled(&one);
    let own = found.iter().find(|d| d["code"] == "own/limpets").unwrap();
    assert_eq!(own["codeDescription"]["href"], rule);
    folder.put("one/own/own/limpets.toml", &RULE.replace("\"limpets\"", "\"starfish\""));
    changed(&mut client, &[&rule]);
    assert!(!rules(&client.pulled(&one)).contains(&"own/limpets"));
    let asked: Vec<&str> = client.asked.iter().map(|message| message["method"].as_str().unwrap()).collect();
    assert!(asked.contains(&"client/registerCapability"), "{asked:?}");
}

#[test]
fn settings_that_are_saved_in_the_editor_need_no_watching() {
    let folder = Folder::new();
    let draft = folder.put("a.draft.txt", DRAFT);
    let settings = folder.put("cordial.toml", "");
    let mut client = Client::new(&folder.0, json!({}));
    client.open(&draft, DRAFT);
    let told = client.pushed(&draft);
    assert!(rules(told["diagnostics"].as_array().unwrap()).contains(&"ask/job"));
    client.open_as(&settings, "toml", "");
    let text = "[rules]\n\"ask/job\" = \"off\"\n";
    client.change(&settings, 2, text);
    folder.put("cordial.toml", text);
    client.save(&settings);
    let told = client.pushed(&draft);
    assert!(!rules(told["diagnostics"].as_array().unwrap()).contains(&"ask/job"), "{told}");
}

#[test]
fn the_editor_s_settings_are_asked_for_and_followed() {
    let folder = Folder::new();
    let draft = folder.put("a.draft.txt", DRAFT);
    folder.put("other.toml", "[rules]\n\"ask/job\" = \"off\"\n");
    let mut client = Client::new(&folder.0, json!({"textDocument": {"diagnostic": {}}}));
    client.open(&draft, DRAFT);
    let lens = json!({"textDocument": {"uri": draft}});
    assert_eq!(client.request("textDocument/codeLens", lens.clone()).as_array().unwrap().len(), 1);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"cordial": {"codeLens": false, "config": "other.toml"}}}));
    assert_eq!(client.request("textDocument/codeLens", lens.clone()).as_array().unwrap().len(), 0);
    assert!(!rules(&client.pulled(&draft)).contains(&"ask/job"));
    // A client that wants to be asked.
    let asks = json!({"workspace": {"configuration": true, "codeLens": {"refreshSupport": true}}, "textDocument": {"diagnostic": {}}});
    let mut client = Client::start();
    client.settings = json!({"codeLens": false});
    client.request("initialize", json!({"processId": null, "rootUri": uri(&folder.0), "capabilities": asks}));
    client.notify("initialized", json!({}));
    client.wait("a refresh", |message| message["method"] == "workspace/codeLens/refresh");
    client.open(&draft, DRAFT);
    assert_eq!(client.request("textDocument/codeLens", lens).as_array().unwrap().len(), 0);
}

#[test]
fn the_workspace_is_checked_as_the_command_line_checks_it() {
    let folder = Folder::new();
    let note = "Hi Dana,\n\nI read your piece on limpets and it made me look twice at the pier where I grew up. Could we talk for twenty minutes about how you began? If it does not suit, I understand.\n\nThank you,\nSam\n";
    folder.put("drafts/a.txt", note);
    folder.put("drafts/b.txt", &note.replace("Dana", "Priya"));
    folder.put("README.md", "# Are you hiring?\n");
    let open = folder.put("open.draft.txt", DRAFT);
    folder.put("cordial.toml", "drafts = [\"nowhere/**\"]\n");
    let mut client = Client::new(&folder.0, pulls());
    client.open(&open, DRAFT);
    client.change(&open, 4, DRAFT);
    let params = json!({"previousResultIds": [], "workDoneToken": "here"});
    let report = client.request("workspace/diagnostic", params);
    let items = report["items"].as_array().unwrap();
    let of = |name: &str| items.iter().find(|item| item["uri"].as_str().unwrap().ends_with(name));
    assert!(of("README.md").is_none(), "{report}");
    assert!(of("drafts/a.txt").is_none(), "where the settings name drafts, others are none: {report}");
    assert_eq!(of("open.draft.txt").unwrap()["version"], 4);
    assert!(of("cordial.toml").unwrap()["items"][0]["message"].as_str().unwrap().contains("no file matches"), "{report}");
    let progress = client.wait("the end of the progress", |m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end");
    assert_eq!(progress["params"]["token"], "here");
    let settings = folder.put("cordial.toml", "");
    changed(&mut client, &[&settings]);
    client.close(&open);
    let report = client.request("workspace/diagnostic", json!({"previousResultIds": [{"uri": settings, "value": "old"}]}));
    let items = report["items"].as_array().unwrap().clone();
    let of = |name: &str| items.iter().find(|item| item["uri"].as_str().unwrap().ends_with(name)).unwrap().clone();
    let twins = of("drafts/a.txt");
    assert!(rules(twins["items"].as_array().unwrap()).contains(&"personal/same-text"), "{twins}");
    assert_eq!(of("cordial.toml")["items"], json!([]), "what is mended is taken back");
    // Asked again, only what is new is said.
    let known: Vec<Value> =
        items.iter().filter(|i| i["resultId"].is_string()).map(|i| json!({"uri": i["uri"], "value": i["resultId"]})).collect();
    let again = client.request("workspace/diagnostic", json!({"previousResultIds": known}));
    assert!(again["items"].as_array().unwrap().iter().all(|item| item["kind"] == "unchanged"), "{again}");
    folder.put("drafts/a.txt", "Hi Dana,\n\nAre you hiring?\n");
    let again = client.request("workspace/diagnostic", json!({"previousResultIds": known}));
    let full: Vec<&str> =
        again["items"].as_array().unwrap().iter().filter(|i| i["kind"] == "full").map(|i| i["uri"].as_str().unwrap()).collect();
    assert!(full.iter().any(|uri| uri.ends_with("drafts/a.txt")), "{again}");
}

#[test]
fn a_long_check_of_the_workspace_can_be_cancelled() {
    let folder = Folder::new();
    for number in 0..3000 {
        folder.put(&format!("drafts/{number}.draft.txt"), &DRAFT.replace("limpets", &format!("limpet {number}")));
    }
    let mut client = Client::new(&folder.0, pulls());
    let id = client.ask("workspace/diagnostic", json!({"previousResultIds": [], "workDoneToken": 7}));
    client.wait("some progress", |message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "report");
    client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(client.answer(id)["error"]["code"], -32800);
    assert_eq!(client.end(), 0);
}
