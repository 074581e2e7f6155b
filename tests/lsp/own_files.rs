//! Rule files and `cordial.toml` while they are edited: the laws of `cordial rules test`, keys, what a phrase matches.

use crate::client::{Client, Folder, pulls};
use serde_json::{Value, json};
use std::process::Command;

const RULE: &str = include_str!("rule.toml");

fn messages(diagnostics: &[Value]) -> Vec<String> {
    diagnostics.iter().map(|d| d["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_rule_file_is_held_to_the_laws_of_rules_test() {
    let folder = Folder::new();
    let uri = folder.put("own/own/limpets.toml", RULE);
    folder.put("cordial.toml", "packs = [\"own\"]\n");
    let mut client = Client::new(&folder.0, pulls());
    client.open_as(&uri, "toml", RULE);
    assert_eq!(client.pulled(&uri), Vec::<Value>::new());
    for (version, (good, bad)) in [
        ("any = [\"limpets\"]", "any = [\"starfish\"]"),
        ("any = [\"limpets\"]", "any = [\"limpets!\"]"),
        ("severity = \"warning\"", "severty = \"warning\""),
        ("I like a limpet.", "I like limpets."),
        ("any = [\"limpets\"]", "any = [\"<no-such-list>\"]"),
    ]
    .into_iter()
    .enumerate()
    {
        assert!(RULE.contains(good), "{good}");
        let text = RULE.replacen(good, bad, 1);
        client.change(&uri, version as i64 + 2, &text);
        let typed = client.pulled(&uri);
        folder.put("own/own/limpets.toml", &text);
        client.save(&uri);
        let saved = client.pulled(&uri);
        let out = Command::new(env!("CARGO_BIN_EXE_cordial")).args(["rules", "test", "own"]).current_dir(&folder.0).output().unwrap();
        let tested = String::from_utf8(out.stderr).unwrap();
        assert!(!saved.is_empty(), "{bad}");
        let flat = |words: &str| words.split_whitespace().collect::<String>();
        for message in messages(&saved) {
            assert!(flat(&tested).contains(&flat(&message)), "{message}\n\n{tested}");
        }
        assert_eq!(messages(&typed), messages(&saved), "what is typed is told at once");
    }
    client.change(&uri, 99, RULE);
    assert_eq!(client.pulled(&uri), Vec::<Value>::new());
}

#[test]
fn settings_are_read_as_they_are_typed() {
    let folder = Folder::new();
    let uri = folder.put("cordial.toml", "");
    let mut client = Client::new(&folder.0, pulls());
    client.open_as(&uri, "toml", "");
    for (version, (text, said)) in [
        ("draft = []\n", "did you mean `drafts`"),
        ("[rules]\n\"ask/jib\" = \"off\"\n", "did you mean `ask/job`"),
        ("[rules]\nask/job = \"off\"\n", "quotation marks"),
        ("packs = [\"nowhere\"]\n", "there is no folder nowhere"),
    ]
    .into_iter()
    .enumerate()
    {
        client.change(&uri, version as i64 + 2, text);
        let told = messages(&client.pulled(&uri));
        assert!(told.iter().any(|message| message.contains(said)), "{text}: {told:?}");
    }
    let globs = "drafts = [\"nowhere/**\"]\n";
    client.change(&uri, 50, globs);
    assert_eq!(client.pulled(&uri), Vec::<Value>::new(), "files are looked for when it is saved");
    folder.put("cordial.toml", globs);
    client.save(&uri);
    assert!(messages(&client.pulled(&uri))[0].contains("no file matches"));
}

#[test]
fn keys_are_offered_and_phrases_explained() {
    let folder = Folder::new();
    let mut client = Client::new(&folder.0, pulls());
    let mut ask = |method: &str, path: &str, text: &str| {
        let byte = text.find('¦').unwrap();
        let text = text.replacen('¦', "", 1);
        let uri = folder.put(path, &text);
        client.open_as(&uri, "toml", &text);
        let start = text[..byte].rfind('\n').map_or(0, |n| n + 1);
        let position = json!({"line": text[..byte].matches('\n').count(), "character": byte - start});
        let answer = client.request(method, json!({"textDocument": {"uri": uri}, "position": position}));
        client.close(&uri);
        answer
    };
    let labels =
        |items: &Value| items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let complete = "textDocument/completion";
    let keys = labels(&ask(complete, "cordial.toml", "dra¦\npacks = []\n"));
    assert!(keys.contains(&"drafts".into()) && !keys.contains(&"packs".into()), "{keys:?}");
    assert!(labels(&ask(complete, "cordial.toml", "[message]\nkind = \"¦\"\n")).contains(&"\"follow-up\"".into()));
    assert!(labels(&ask(complete, "cordial.toml", "[rules]\n¦")).contains(&"\"ask/job\"".into()));
    assert!(labels(&ask(complete, "cordial.toml", "[rules]\n\"ask/job\" = ¦")).contains(&"\"off\"".into()));
    assert!(labels(&ask(complete, "cordial.toml", "[¦")).contains(&"[[overrides]]".into()));
    let rule = |text: &str| RULE.replacen("in = [\"body\"]", text, 1);
    assert!(labels(&ask(complete, "rules/own/limpets.toml", &rule("in = [\"¦\"]"))).contains(&"\"subject\"".into()));
    assert!(labels(&ask(complete, "rules/own/limpets.toml", &rule("¦"))).contains(&"questions".into()));
    let hover = "textDocument/hover";
    let phrase = RULE.replacen("limpets\"]", "I (still)? (haven't|have not) he¦ard\"]", 1);
    let said = ask(hover, "rules/own/limpets.toml", &phrase)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(said.contains("“i still have not heard”") && said.contains("may be missing"), "{said}");
    let said = ask(hover, "rules/own/limpets.toml", &RULE.replacen("severity", "seve¦rity", 1));
    assert!(said["contents"]["value"].as_str().unwrap().len() > 10, "{said}");
}
