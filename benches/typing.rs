//! How long an editor waits: from the last keystroke to the diagnostics for it, through the real server, for a draft of
//! 300 words and for a file of a megabyte, as many templates and as one message; what memory the server takes before and
//! after. Where `harper-ls` is installed it gets the same edits, and the ratio is printed. It prints figures and judges
//! none; those that the project promises stand beside them, and what else the machine was doing stands below.
//! `cargo bench --bench typing`, or with a number of keystrokes behind `--`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How many keystrokes are waited for.
const KEYS: usize = 400;
/// The same for the large file.
const KEYS_IN_LARGE: usize = 60;

/// About 150 words, as people write them.
const BODY: &str = "I heard your talk on tidal pools at the harbour school last week, and the way you counted limpets by sound stayed with me.
I am a second-year biology student at Harrow College and I spend my weekends mapping the rock pools near the old pier.

I am trying to understand how people move from field work into the planning of reserves, and your path from the survey boats to the county office is the only one I know of that did it without a second degree.

Could we talk for 20 minutes by phone in the next two weeks? Tuesday or Thursday after three would suit me, and I will gladly work around your days. If this is a busy season, I understand completely.

Thank you for reading, and for the slides you put online afterwards. They made my own counts a good deal better.
";

fn main() {
    let draft = format!("Hi Dana,\n\n{BODY}\n{BODY}\nBest wishes,\nSam Okafor\n");
    let message = |number: usize| format!("## Template {number}: asking\n\n```\nHi Dana,\n\n{BODY}\nBest wishes,\nSam Okafor\n```\n\n");
    let one = message(1).len();
    let large: String = "# Templates\n\n".to_owned() + &(0..((1 << 20) - 64) / (one + 4)).map(message).collect::<String>();
    let letter = "Hi Dana,\n\n".to_owned() + &format!("{BODY}\n").repeat(large.len() / (BODY.len() + 1)) + "Best wishes,\nSam Okafor\n";
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse::<usize>().ok());
    let (few, many) = (asked.unwrap_or(KEYS_IN_LARGE).max(1), asked.unwrap_or(KEYS).max(1));
    println!("from the last keystroke to the published diagnostics, through a pipe\n");
    let own = env!("CARGO_BIN_EXE_cordial");
    let small = typed(own, &["lsp"], "dana.draft.md", &draft, many);
    shown(&format!("a draft of {} words", draft.split_whitespace().count()), &small, "p99 under 5 ms");
    let big = typed(own, &["lsp"], "templates.draft.md", &large, few);
    shown(&format!("templates, {} bytes", large.len()), &big, "p99 under 50 ms");
    let long = typed(own, &["lsp"], "long.draft.txt", &letter, few);
    shown(&format!("one message, {} bytes", letter.len()), &long, "no promise");
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        println!("the machine beside this: a load of {} over the last minute\n", load.split(' ').next().unwrap_or("?"));
    }
    if Command::new("harper-ls").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        println!("harper-ls is not installed, so it is not measured.");
        return;
    }
    for (text, name, keys, ours) in [(&draft, "dana.draft.md", many, &small), (&large, "templates.draft.md", few, &big)] {
        let theirs = typed("harper-ls", &["--stdio"], name, text, keys);
        shown(&format!("harper-ls, {} bytes", text.len()), &theirs, "no promise");
        println!("    ratio of the medians: {:.1}\n", theirs.median() / ours.median());
    }
}

struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn start(program: &str, args: &[&str]) -> Server {
        let mut child =
            Command::new(program).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Server { child, input, output }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn next(&mut self) -> Vec<u8> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server has ended");
            match line.trim_end() {
                "" => break,
                line => length = line.strip_prefix("Content-Length: ").map_or(length, |bytes| bytes.parse().unwrap()),
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        body
    }

    /// Waits for the diagnostics of a version; the whole message must have arrived, but reading it is the editor's time.
    fn wait(&mut self, version: usize) -> Instant {
        loop {
            let body = self.next();
            let arrived = Instant::now();
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message["method"] == "textDocument/publishDiagnostics" {
                let told = &message["params"]["version"];
                if told.is_null() || *told == version {
                    return arrived;
                }
            } else if message.get("id").is_some() && message.get("method").is_some() {
                let result = if message["method"] == "workspace/configuration" { json!([{}]) } else { Value::Null };
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
            }
        }
    }
}

/// What typing in the middle of a text came to.
struct Typed {
    /// The time from each keystroke to its diagnostics, sorted.
    times: Vec<Duration>,
    /// The memory after the first tenth of the keystrokes and after the last, in kilobytes, where the system tells it.
    memory: Option<(u64, u64)>,
}

impl Typed {
    fn median(&self) -> f64 {
        self.times[self.times.len() / 2].as_secs_f64()
    }
}

/// The resident memory of a process in kilobytes.
fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn typed(program: &str, args: &[&str], name: &str, text: &str, keys: usize) -> Typed {
    let uri = format!("file://{}", Path::new("/nowhere").join(name).display());
    let mut server = Server::start(program, args);
    server.send(
        &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}}),
    );
    server.next();
    server.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
    server.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
    server.wait(1);
    let middle = text.lines().count() / 2;
    let line = (middle..).find(|line| text.lines().nth(*line).is_some_and(|line| line.len() > 60)).unwrap();
    let mut times = Vec::with_capacity(keys);
    let mut settled = None;
    for (number, key) in "is it that we said so ".chars().cycle().take(keys).enumerate() {
        let version = number + 2;
        let at = json!({"line": line, "character": 20 + number % 30});
        let change = json!({"range": {"start": at, "end": at}, "text": key.to_string()});
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]});
        let start = Instant::now();
        server.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}));
        times.push(server.wait(version) - start);
        if number == keys / 10 {
            settled = memory(server.child.id());
        }
    }
    let memory = settled.zip(memory(server.child.id()));
    let _ = server.child.kill();
    let _ = server.child.wait();
    times.sort();
    Typed { times, memory }
}

fn shown(what: &str, typed: &Typed, promised: &str) {
    let times = &typed.times;
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!("{what}: p50 {:.2} ms, p99 {:.2} ms, longest {:.2} ms    (promised: {promised})", at(50), at(99), at(100));
    if let Some((settled, ended)) = typed.memory {
        println!("    memory: {settled} kB after a tenth of {} keystrokes, {ended} kB after all", times.len());
    }
}
