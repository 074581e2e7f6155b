//! The language server: what `cordial check` says, while the draft is being written. It keeps open texts, asks the
//! same engine through the same host as the command line, and is the only place that knows the protocol's types.
//! It reads no mail, judges nothing and needs no plugin in the editor.
//!
//! How it stays in order: a notification changes the text before its handler first waits; a request takes its snapshot
//! before it first waits; all judging happens on threads of its own, where a panic ends one answer and not the server.

mod actions;
mod client;
mod commands;
mod complete;
mod convert;
mod desk;
mod diagnostics;
mod document;
mod following;
mod frames;
mod hover;
mod judged;
mod lens;
mod links;
mod options;
mod outline;
mod page;
mod pipe;
mod server;
mod summary;
mod toml_keys;
mod worker;
mod workspace;

use crate::host::pages::Pages;
use desk::Desk;
use server::Server;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::timeout;
use tower_lsp_server::LspService;

pub use judged::Judge;

/// How many requests are answered side by side. With few, slow answers would hold up cancellations and changes.
const SIDE_BY_SIDE: usize = 64;
/// How long a client that has left may take to read the last answers.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Serves one client on standard input and output until it says `exit` or closes the input.
pub fn serve() -> ExitCode {
    // A panic's own words can hold words of the draft, so only its place is kept, for the client's log.
    std::panic::set_hook(Box::new(judged::remember_place));
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        // A machine without threads to give; there is nobody to tell yet.
        Err(_) => return ExitCode::from(2),
    };
    let was_shut_down = runtime.block_on(talk(tokio::io::stdin(), tokio::io::stdout(), judged::usual()));
    // A read of standard input that is still waiting must not keep the process.
    std::process::exit(i32::from(!was_shut_down))
}

/// Serves one client on any pair of streams; whether it asked for `shutdown` before it left.
pub async fn talk(input: impl AsyncRead + Unpin + Send + 'static, output: impl AsyncWrite + Unpin + Send + 'static, judge: Judge) -> bool {
    let (kick, kicks) = unbounded_channel();
    let was_shut_down = Arc::new(AtomicBool::new(false));
    let pages = Arc::new(Pages::default());
    let shown = pages.clone();
    let pipe = pipe::lay(input, output, was_shut_down.clone());
    let (service, socket) = LspService::new(|client| {
        let desk = Arc::new(Desk::new(client, judge, kick, shown));
        tokio::spawn(worker::work(desk.clone(), kicks, pipe.voice.clone()));
        Server::new(desk)
    });
    tower_lsp_server::Server::new(pipe.requests, pipe.answers, socket).concurrency_level(SIDE_BY_SIDE).serve(service).await;
    // It ends by itself where somebody reads; a client that no longer does must not keep the process.
    let _ = timeout(LAST_WORDS, pipe.drained).await;
    pages.clear();
    was_shut_down.load(Ordering::SeqCst)
}
