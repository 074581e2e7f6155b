//! A small client for the tests: the real server as a process, a folder of its own to work in, messages as an editor
//! sends them. It answers what the server asks and keeps what the server says.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Far longer than anything takes: what is not there by then will not come.
const PATIENCE: Duration = Duration::from_secs(120);

/// A folder of its own for a test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("cordial-lsp-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path.canonicalize().unwrap())
    }

    pub fn put(&self, path: &str, text: &str) -> String {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        uri(&file)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The address of a file whose name needs no escapes.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A client and its server.
pub struct Client {
    pub child: Child,
    pub input: Arc<Mutex<Option<ChildStdin>>>,
    said: Receiver<Value>,
    kept: VecDeque<Value>,
    last: i64,
    /// What the server asked for, in order.
    pub asked: Vec<Value>,
    /// What `workspace/configuration` is answered with.
    pub settings: Value,
}

pub fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Reads messages until the reader has enough.
pub fn read(mut from: impl Read, to: impl Fn(Value) -> bool) {
    let mut from = BufReader::new(&mut from);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if from.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            match line.trim_end() {
                "" => break,
                line => length = line.strip_prefix("Content-Length: ").map_or(length, |bytes| bytes.parse().unwrap()),
            }
        }
        let mut body = vec![0; length];
        if from.read_exact(&mut body).is_err() || !to(serde_json::from_slice(&body).unwrap()) {
            return;
        }
    }
}

impl Client {
    /// Starts a server and says nothing yet.
    pub fn start() -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cordial"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.stdout.take().unwrap();
        let input = Arc::new(Mutex::new(child.stdin.take()));
        let (sender, said) = channel();
        thread::spawn(move || read(output, |message| sender.send(message).is_ok()));
        Client { child, input, said, kept: VecDeque::new(), last: 0, asked: Vec::new(), settings: Value::Null }
    }

    /// Starts a server for a folder, with these capabilities.
    pub fn new(folder: &Path, capabilities: Value) -> Client {
        Client::with(folder, capabilities, Value::Null)
    }

    /// The same with options.
    pub fn with(folder: &Path, capabilities: Value, options: Value) -> Client {
        let mut client = Client::start();
        let folders = json!([{"uri": uri(folder), "name": "here"}]);
        let params = json!({"processId": null, "rootUri": uri(folder), "capabilities": capabilities, "workspaceFolders": folders, "initializationOptions": options});
        let answer = client.request("initialize", params);
        assert!(answer["capabilities"].is_object(), "{answer}");
        client.notify("initialized", json!({}));
        client
    }

    pub fn write(&mut self, bytes: &[u8]) {
        let mut input = self.input.lock().unwrap();
        let input = input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.write(&frame(&json!({"jsonrpc": "2.0", "method": method, "params": params})));
    }

    /// Sends a request and gives its number.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last += 1;
        let id = self.last;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.write(&frame(&message));
        id
    }

    /// The whole answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait(&format!("an answer to {id}"), |message| message.get("method").is_none() && message["id"] == id)
    }

    /// Sends a request and gives the result; an error fails the test.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// The next message of a kind; others are kept.
    pub fn wait(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&fits) {
            return self.kept.remove(at).unwrap();
        }
        loop {
            let message = match self.said.recv_timeout(PATIENCE) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => panic!("{what} never came; kept: {:?}", self.kept),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended before {what} came; kept: {:?}", self.kept),
            };
            self.take_request(&message);
            if fits(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    fn take_request(&mut self, message: &Value) {
        if message.get("method").is_none() || message.get("id").is_none() {
            return;
        }
        let result = match message["method"].as_str().unwrap() {
            "workspace/configuration" => json!([self.settings]),
            "window/showDocument" => json!({"success": true}),
            _ => Value::Null,
        };
        self.asked.push(message.clone());
        let answer = frame(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
        self.write(&answer);
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        self.open_as(uri, "plaintext", text);
    }

    pub fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        self.notify("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}));
    }

    /// Replaces all of a text.
    pub fn change(&mut self, uri: &str, version: i64, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}),
        );
    }

    pub fn save(&mut self, uri: &str) {
        self.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// The diagnostics that the server pushes next for a text.
    pub fn pushed(&mut self, uri: &str) -> Value {
        let fits = |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
        self.wait("pushed diagnostics", fits)["params"].take()
    }

    /// The diagnostics that the server gives when asked.
    pub fn pulled(&mut self, uri: &str) -> Vec<Value> {
        let report = self.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        assert_eq!(report["kind"], "full", "{report}");
        report["items"].as_array().unwrap().clone()
    }

    pub fn command(&mut self, name: &str, arguments: Value) -> Value {
        self.request("workspace/executeCommand", json!({"command": name, "arguments": arguments}))
    }

    /// Ends as a good client does, and gives the exit status.
    pub fn end(mut self) -> i32 {
        self.request("shutdown", Value::Null);
        self.write(&frame(&json!({"jsonrpc": "2.0", "method": "exit"})));
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that asks for diagnostics.
pub fn pulls() -> Value {
    json!({"textDocument": {"diagnostic": {}}})
}

/// The rules of some diagnostics.
pub fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|d| d["code"].as_str()).collect()
}

/// A text after the edits of a code action for it.
pub fn edited(text: &str, action: &Value) -> String {
    let edit = &action["edit"];
    let edits: Vec<Value> = match edit["documentChanges"].as_array() {
        Some(changes) => changes.iter().flat_map(|change| change["edits"].as_array().unwrap().clone()).collect(),
        None => edit["changes"].as_object().unwrap().values().flat_map(|edits| edits.as_array().unwrap().clone()).collect(),
    };
    let mut edits: Vec<(usize, usize, String)> = edits
        .iter()
        .map(|e| (byte(text, &e["range"]["start"]), byte(text, &e["range"]["end"]), e["newText"].as_str().unwrap().to_owned()))
        .collect();
    edits.sort();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, &new);
    }
    text
}

/// The byte of a position in a text of ASCII letters only.
pub fn byte(text: &str, position: &Value) -> usize {
    let (line, column) = (position["line"].as_u64().unwrap() as usize, position["character"].as_u64().unwrap() as usize);
    text.split_inclusive('\n').take(line).map(str::len).sum::<usize>() + column
}
