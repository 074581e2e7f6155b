//! A check that fails in the middle: it is reported, nothing of the draft is in the report, and the server lives on.
//! The failure is planted in a server inside the test, for the real one has none to offer.

use cordial::lsp::{Judge, talk};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

use crate::client::frame;

async fn next(from: &mut DuplexStream) -> Value {
    let mut header = Vec::new();
    while !header.ends_with(b"\r\n\r\n") {
        header.push(from.read_u8().await.unwrap());
    }
    let header = String::from_utf8(header).unwrap();
    let length = header.trim().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
    let mut body = vec![0; length];
    from.read_exact(&mut body).await.unwrap();
    serde_json::from_slice(&body).unwrap()
}

#[test]
fn a_panic_in_a_check_is_reported_and_the_server_lives_on() {
    let judge: Judge = Arc::new(|terms, before, text| {
        assert!(!text.contains("secret limpets"), "planted: {text}");
        terms.check_after(before, text)
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (mut mine, theirs) = tokio::io::duplex(1 << 16);
        let (read, write) = tokio::io::split(theirs);
        let server = tokio::spawn(talk(read, write, judge));
        let uri = "file:///nowhere/dana.draft.txt";
        let change = |version: i32, text: &str| {
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}})
        };
        let open = json!({"textDocument": {"uri": uri, "languageId": "plaintext", "version": 1, "text": "Hi Dana,\n\nThe secret limpets.\n"}});
        for message in [
            json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "capabilities": {}}}),
            json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
            json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": open}),
        ] {
            mine.write_all(&frame(&message)).await.unwrap();
            if message["id"] == 1 {
                next(&mut mine).await;
            }
        }
        let report = next(&mut mine).await;
        assert_eq!(report["method"], "window/logMessage");
        let said = report["params"]["message"].as_str().unwrap();
        assert!(said.contains("cordial stumbled") && !said.contains("limpets"), "{said}");
        let hover = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        mine.write_all(&frame(&json!({"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": hover}))).await.unwrap();
        let mut answer = next(&mut mine).await;
        while answer["id"] != 2 {
            answer = next(&mut mine).await;
        }
        assert_eq!(answer["error"]["code"], -32603, "{answer}");
        mine.write_all(&frame(&change(2, "Hi Dana,\n\nAre you hiring?\n"))).await.unwrap();
        let mut told = next(&mut mine).await;
        while told["method"] != "textDocument/publishDiagnostics" {
            told = next(&mut mine).await;
        }
        assert!(told["params"]["diagnostics"].as_array().unwrap().iter().any(|d| d["code"] == "ask/job"), "{told}");
        mine.write_all(&frame(&json!({"jsonrpc": "2.0", "id": 3, "method": "shutdown"}))).await.unwrap();
        assert_eq!(next(&mut mine).await["id"], 3);
        mine.write_all(&frame(&json!({"jsonrpc": "2.0", "method": "exit"}))).await.unwrap();
        assert!(server.await.unwrap(), "it ends as after a good leave");
    });
}
