//! Ten thousand edits as fast as the pipe takes them, and bad clients: the text is never lost, the server never ends.

use crate::DRAFT;
use crate::client::{Client, Folder, frame, pulls, read, rules};
use crate::dice::Dice;
use serde_json::{Value, json};
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const EDITS: usize = 10_000;

/// A text as an editor keeps it, in UTF-16 columns.
fn position(text: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One edit of a draft that grows to a few pages and then stays about as long.
fn edit(text: &mut String, dice: &mut Dice) -> Value {
    const WORDS: &[&str] = &[
        "a",
        " job",
        " your",
        "\n\n",
        ". ",
        "?",
        " Could we talk",
        " é",
        "🙂",
        " thank you",
        " Are you hiring",
        ",",
        " 20 minutes",
        "\u{301}",
        "שלום",
    ];
    let start = boundary(text, dice.below(text.len() + 1));
    let removes = dice.below(if text.len() > 4000 { 2 } else { 4 }) == 0;
    let end = if removes { boundary(text, (start + dice.below(40)).min(text.len())).max(start) } else { start };
    let new = WORDS[dice.below(WORDS.len())];
    let range = json!({"start": position(text, start), "end": position(text, end)});
    text.replace_range(start..end, new);
    json!({"range": range, "text": new})
}

/// The resident memory of a process in kilobytes, where the system tells it.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Sends so many edits from a thread of its own, so that a full pipe holds nobody up, and waits for what is said last.
fn type_on(client: &mut Client, uri: &str, text: &mut String, dice: &mut Dice, version: &mut i64, edits: usize) -> Value {
    let mut bytes = Vec::new();
    for _ in 0..edits {
        *version += 1;
        let change = edit(text, dice);
        let params = json!({"textDocument": {"uri": uri, "version": *version}, "contentChanges": [change]});
        bytes.extend(frame(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})));
    }
    let input = client.input.clone();
    let typist = thread::spawn(move || {
        use std::io::Write;
        let mut input = input.lock().unwrap();
        input.as_mut().unwrap().write_all(&bytes).unwrap();
    });
    typist.join().unwrap();
    let mut last = 0;
    while last < *version {
        let told = client.pushed(uri)["version"].as_i64().unwrap();
        assert!(told >= last, "from version {last} back to {told}");
        last = told;
    }
    client.save(uri);
    client.pushed(uri)
}

#[test]
fn ten_thousand_edits_leave_what_a_fresh_check_finds_and_no_memory_behind() {
    let folder = Folder::new();
    let uri = folder.put("dana.draft.txt", DRAFT);
    let mut client = Client::new(&folder.0, json!({}));
    client.open(&uri, DRAFT);
    client.pushed(&uri);
    let (mut text, mut dice, mut version) = (DRAFT.to_owned(), Dice(0x2545_f491_4f6c_dd1d), 1);
    // Until the text has its length and the server what it keeps.
    type_on(&mut client, &uri, &mut text, &mut dice, &mut version, EDITS / 2);
    let settled = memory(client.child.id());
    let told = type_on(&mut client, &uri, &mut text, &mut dice, &mut version, EDITS / 2);
    assert_eq!(version, 1 + EDITS as i64);
    let ended = memory(client.child.id());
    if let (Some(settled), Some(ended)) = (settled, ended) {
        println!("memory: {settled} kB after {} edits, {ended} kB after {EDITS}", EDITS / 2);
        assert!(ended * 10 <= settled * 11, "memory grew from {settled} kB to {ended} kB");
    }
    folder.put("dana.draft.txt", &text);
    let out = Command::new(env!("CARGO_BIN_EXE_cordial"))
        .args(["check", "--format", "json", "dana.draft.txt"])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    let fresh: Value = serde_json::from_slice(&out.stdout).unwrap();
    let fresh: Vec<(Value, Value, Value)> = fresh["files"][0]["messages"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|message| message["findings"].as_array().unwrap())
        .map(|f| (f["rule"].clone(), position(&text, f["start"]["offset"].as_u64().unwrap() as usize), f["message"].clone()))
        .collect();
    let told: Vec<(Value, Value, Value)> = told["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["code"].is_string())
        .map(|d| (d["code"].clone(), d["range"]["start"].clone(), d["message"].clone()))
        .collect();
    assert!(!told.is_empty());
    assert_eq!(told, fresh);
}

#[test]
fn a_change_and_a_question_in_one_breath_are_taken_in_their_order() {
    let folder = Folder::new();
    let uri = folder.put("dana.draft.txt", DRAFT);
    let mut client = Client::new(&folder.0, pulls());
    client.open(&uri, "Hi Dana,\n\nBest wishes,\nSam\n");
    for version in 2..100 {
        let question = if version % 2 == 0 { "Are you hiring?" } else { "How did you begin?" };
        let change = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": format!("Hi Dana,\n\n{question}\n\nBest wishes,\nSam\n")}]});
        let mut bytes = frame(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": change}));
        bytes.extend(frame(
            &json!({"jsonrpc": "2.0", "id": -version, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": uri}}}),
        ));
        client.write(&bytes);
    }
    for version in 2..100 {
        let answer = client.answer(-version);
        let items = answer["result"]["items"].as_array().unwrap();
        assert_eq!(rules(items).contains(&"ask/job"), version % 2 == 0, "{version}: {answer}");
    }
}

#[test]
fn bad_clients_get_the_protocol_s_error_or_silence() {
    let folder = Folder::new();
    let uri = folder.put("dana.draft.txt", DRAFT);
    let mut client = Client::start();
    let early = client.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}));
    assert_eq!(client.answer(early)["error"]["code"], -32002, "before initialize");
    client.open(&uri, DRAFT);
    let params = json!({"processId": null, "rootUri": null, "capabilities": pulls()});
    client.request("initialize", params.clone());
    let twice = client.ask("initialize", params);
    assert_eq!(client.answer(twice)["error"]["code"], -32600, "twice");
    client.notify("initialized", json!({}));
    client.notify("$/unheardOf", json!({}));
    client.notify("textDocument/unheardOf", json!({}));
    let unknown = client.ask("textDocument/unheardOf", json!({}));
    assert_eq!(client.answer(unknown)["error"]["code"], -32601);
    let wrong = client.ask("textDocument/hover", json!({"where": "here"}));
    assert_eq!(client.answer(wrong)["error"]["code"], -32602);
    let command = client.ask("workspace/executeCommand", json!({"command": "cordial.unheardOf", "arguments": []}));
    assert_eq!(client.answer(command)["error"]["code"], -32602);
    // Answers nobody waits for, cancellations of nothing, a notification's shape for a request.
    client.write(&frame(&json!({"jsonrpc": "2.0", "id": 4711, "result": null})));
    client.write(&frame(&json!({"jsonrpc": "2.0", "id": "none", "error": {"code": -32603, "message": "no"}})));
    client.notify("$/cancelRequest", json!({"id": 4711}));
    client.notify("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}));
    // A text that was never opened, one that is opened twice, versions that go back, places outside the text.
    client.change(&uri, 7, "x");
    client.close(&uri);
    client.open(&uri, "Hi Dana,\n");
    client.open(&uri, DRAFT);
    client.change(&uri, -3, DRAFT);
    let range =
        json!({"start": {"line": 4_000_000_000_u32, "character": 4_000_000_000_u32}, "end": {"line": 0, "character": 4_000_000_000_u32}});
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": 1}, "contentChanges": [{"range": range, "text": ",\n\nAre you hiring?\n\nBest wishes,\nSam\n"}]}),
    );
    assert!(rules(&client.pulled(&uri)).contains(&"ask/job"));
    for method in ["hover", "codeAction", "inlayHint"] {
        let params = json!({"textDocument": {"uri": uri}, "position": range["start"], "range": range, "context": {"diagnostics": []}});
        client.request(&format!("textDocument/{method}"), params);
    }
    client.close(&uri);
    client.close(&uri);
    client.save(&uri);
    let late = client.ask("shutdown", Value::Null);
    assert!(client.answer(late).get("error").is_none());
    let late = client.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}));
    assert_eq!(client.answer(late)["error"]["code"], -32600, "after shutdown");
    client.write(&frame(&json!({"jsonrpc": "2.0", "method": "exit"})));
    assert_eq!(client.child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_is_no_message_is_refused_and_the_next_one_counts() {
    let folder = Folder::new();
    let uri = folder.put("dana.draft.txt", DRAFT);
    let mut client = Client::new(&folder.0, pulls());
    client.open(&uri, DRAFT);
    let refused = |client: &mut Client, bytes: &[u8], code: i64| {
        client.write(bytes);
        let answer = client.wait("a refusal", |message| message["id"].is_null() && message["error"]["code"] == code);
        assert!(answer["error"]["message"].is_string());
    };
    let body = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes();
    refused(&mut client, &body("{\"jsonrpc\": \"2.0\", \"method\": "), -32700);
    refused(&mut client, &body("[1, 2, 3]"), -32600);
    refused(&mut client, &body("{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"shutdown\"}"), -32600);
    refused(&mut client, b"Content-Length: 3\r\n\r\n\xff\xfe\xfd", -32700);
    refused(&mut client, b"Content-Length: many\r\n\r\n", -32700);
    refused(&mut client, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", -32700);
    assert!(rules(&client.pulled(&uri)).contains(&"ask/job"));
    // A hundred megabytes: more than any text that is checked.
    let large = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":\"{}\"}}", "x".repeat(100 << 20));
    refused(&mut client, &body(&large), -32600);
    // A text that is too large is said to be, as on the command line.
    client.change(&uri, 2, &"word ".repeat(1 << 18));
    client.save(&uri);
    let told = client.pulled(&uri);
    assert!(told[0]["message"].as_str().unwrap().contains("is larger than 1 MB"), "{told:?}");
    assert_eq!(client.end(), 0);
}

#[test]
fn the_exit_status_says_whether_the_client_took_its_leave() {
    let folder = Folder::new();
    let status = |mut client: Client| client.child.wait().unwrap().code().unwrap();
    let mut client = Client::new(&folder.0, json!({}));
    client.write(&frame(&json!({"jsonrpc": "2.0", "method": "exit"})));
    assert_eq!(status(client), 1, "exit without shutdown");
    let client = Client::new(&folder.0, json!({}));
    client.input.lock().unwrap().take();
    assert_eq!(status(client), 1, "the input closes");
    let mut client = Client::new(&folder.0, json!({}));
    client.write(b"Content-Length: 200\r\n\r\n{\"jsonrpc\": \"2.0\", \"met");
    client.input.lock().unwrap().take();
    assert_eq!(status(client), 1, "half a message");
    let mut client = Client::new(&folder.0, json!({}));
    client.request("shutdown", Value::Null);
    client.input.lock().unwrap().take();
    assert_eq!(status(client), 0, "shutdown, and the input closes");
    let client = Client::start();
    client.input.lock().unwrap().take();
    assert_eq!(status(client), 1, "nothing was said at all");
    // As editors do it: the input stays open, and `exit` alone ends it.
    let mut client = Client::new(&folder.0, json!({}));
    client.request("shutdown", Value::Null);
    client.write(&frame(&json!({"jsonrpc": "2.0", "method": "exit"})));
    let open = client.input.clone();
    assert_eq!(status(client), 0, "shutdown, then exit");
    assert!(open.lock().unwrap().is_some());
}

#[test]
fn a_client_that_stopped_reading_keeps_no_server() {
    use std::io::{Read, Write};
    let mut child = Command::new(env!("CARGO_BIN_EXE_cordial")).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut say = |message: Value| input.write_all(&frame(&message)).unwrap();
    say(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "capabilities": {}}}));
    let mut output = child.stdout.take().unwrap();
    read(&mut output, |_| false);
    say(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    // Far more is said of these than a pipe holds, and nobody reads it.
    let text = "Hi Dana,\n\n".to_owned() + &"Are you hiring? I would love to pick your brain about synergies.\n\n".repeat(400);
    for number in 0..8 {
        let document = json!({"uri": format!("file:///nowhere/{number}.draft.txt"), "languageId": "plaintext", "version": 1, "text": text});
        say(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
    }
    output.read_exact(&mut [0; 16]).unwrap();
    say(json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}));
    say(json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn half_a_message_waits_for_its_other_half() {
    let folder = Folder::new();
    let uri = folder.put("dana.draft.txt", DRAFT);
    let mut client = Client::new(&folder.0, pulls());
    client.open(&uri, DRAFT);
    let message =
        frame(&json!({"jsonrpc": "2.0", "id": 77, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": uri}}}));
    let (half, other) = message.split_at(message.len() / 2);
    client.write(half);
    // What it was told before is still done; it has no way to answer more, and no reason to leave.
    thread::sleep(Duration::from_millis(300));
    assert!(client.child.try_wait().unwrap().is_none(), "it has ended");
    client.write(other);
    assert!(rules(client.answer(77)["result"]["items"].as_array().unwrap()).contains(&"ask/job"));
    assert_eq!(client.end(), 0);
}
