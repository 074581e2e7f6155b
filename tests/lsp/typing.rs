//! Quiet while typing: what is missing waits, what is there does not.

use crate::client::{Client, Folder, pulls, rules};

#[test]
fn what_is_missing_waits_until_the_draft_looks_finished_or_is_saved() {
    let folder = Folder::new();
    let uri = folder.put("dana.draft.txt", "");
    let mut client = Client::new(&folder.0, pulls());
    client.open(&uri, "");
    assert!(client.pulled(&uri).is_empty());
    let typed = "Hi Dana,\n\nAre you hiring?\n";
    client.change(&uri, 2, typed);
    let found = client.pulled(&uri);
    assert_eq!(rules(&found).iter().filter(|rule| **rule == "ask/job").count(), 1, "{found:?}");
    assert!(!rules(&found).contains(&"courtesy/no-thanks"), "{found:?}");
    client.save(&uri);
    assert!(rules(&client.pulled(&uri)).contains(&"courtesy/no-thanks"));
    // What was named stays named.
    client.change(&uri, 3, &format!("{typed}So"));
    assert!(rules(&client.pulled(&uri)).contains(&"courtesy/no-thanks"));
    // What looks finished is told everything.
    client.close(&uri);
    client.open(&uri, "");
    client.change(&uri, 2, &format!("{typed}\nBest wishes,\nSam\n"));
    assert!(rules(&client.pulled(&uri)).contains(&"courtesy/no-thanks"));
}

#[test]
fn what_is_no_draft_is_left_alone() {
    let folder = Folder::new();
    let mut client = Client::new(&folder.0, pulls());
    for (name, language, text) in [
        ("README.md", "markdown", "# Limpets\n\nAre you hiring?\n"),
        ("main.rs", "rust", "// Hi Dana, are you hiring?\n"),
        ("notes.txt", "plaintext", "limpets: 4\npools: 3\n"),
        ("cordial.toml", "toml", "[message]\nkind = \"reply\"\n"),
    ] {
        let uri = folder.put(name, text);
        client.open_as(&uri, language, text);
        assert!(client.pulled(&uri).is_empty(), "{name}");
    }
    client.open("untitled:Untitled-1", "Hi Dana,\n\nAre you hiring?\n");
    assert!(rules(&client.pulled("untitled:Untitled-1")).contains(&"ask/job"));
}
