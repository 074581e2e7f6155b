//! Between the client and the protocol's library: only whole, well-formed messages go through. The library stops at the
//! first broken one, and a server that stops takes with it all that the user sees; here it is answered as JSON-RPC says,
//! and the next one counts. What goes through is not changed.

use super::frames::{self, Frame, framed};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;
use tower_lsp_server::jsonrpc::{Request, Response};

/// How much may wait in each direction, in bytes: a reader that is slow slows the writer.
const WAITING: usize = 64 << 10;
/// How many messages to the client may wait.
const MESSAGES: usize = 16;

/// The library's ends of the pipe.
pub(super) struct Pipe {
    /// What the client sends, sifted.
    pub(super) requests: DuplexStream,
    /// What the client gets.
    pub(super) answers: DuplexStream,
    /// The way past the library, for what is long and is said often.
    pub(super) voice: Voice,
    /// Ends when everything has reached the client, or cannot.
    pub(super) drained: JoinHandle<()>,
}

/// Says whole messages to the client, between those of the library.
#[derive(Clone)]
pub(super) struct Voice(Sender<Saying>);

impl Voice {
    /// Says a message; nobody is left to hear it where the client is gone.
    pub(super) async fn say(&self, body: Vec<u8>) {
        let _ = self.0.send(Saying::Message(body)).await;
    }
}

/// Lays the pipe. `was_shut_down` becomes true when the client asks for it: it may be gone before the answer is made.
pub(super) fn lay(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite + Unpin + Send + 'static,
    was_shut_down: Arc<AtomicBool>,
) -> Pipe {
    let (requests, sifted) = tokio::io::duplex(WAITING);
    let (answers, said) = tokio::io::duplex(WAITING);
    let (say, sayings) = channel(MESSAGES);
    tokio::spawn(sift(BufReader::new(input), sifted, say.clone(), was_shut_down));
    tokio::spawn(pass_on(BufReader::new(said), say.clone()));
    Pipe { requests, answers, voice: Voice(say), drained: tokio::spawn(write(sayings, output)) }
}

/// What is written to the client.
enum Saying {
    Message(Vec<u8>),
    /// The library has said all.
    End,
}

/// Passes on what is well-formed, and has the rest refused.
async fn sift(mut input: BufReader<impl AsyncRead + Unpin>, mut sifted: DuplexStream, say: Sender<Saying>, was_shut_down: Arc<AtomicBool>) {
    while let Some(frame) = frames::next(&mut input).await {
        let fault = match &frame {
            Frame::Body(body) => match understood(body) {
                Ok(message) => {
                    was_shut_down.fetch_or(message.asks("shutdown"), Ordering::SeqCst);
                    None
                }
                Err(fault) => Some(fault),
            },
            Frame::TooLarge => Some((-32600, "the message is too large")),
            Frame::Garbage => Some((-32700, "this is no message")),
        };
        let done = match (frame, fault) {
            (_, Some((code, message))) => say.send(Saying::Message(refusal(code, message))).await.is_ok(),
            (Frame::Body(body), None) => sifted.write_all(&framed(&body)).await.is_ok(),
            _ => true,
        };
        if !done {
            return;
        }
    }
}

/// What the library takes.
#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Response(#[allow(dead_code)] Response),
    Request(Request),
}

impl Message {
    /// Whether it is a request for this.
    fn asks(&self, method: &str) -> bool {
        matches!(self, Message::Request(request) if request.id().is_some() && request.method() == method)
    }
}

/// A message that the library will take, or what is wrong with it.
fn understood(body: &[u8]) -> Result<Message, (i32, &'static str)> {
    const NOT_JSON: (i32, &str) = (-32700, "this is not JSON");
    let text = std::str::from_utf8(body).map_err(|_| NOT_JSON)?;
    serde_json::from_str(text).map_err(
        |error| {
            if error.is_data() { (-32600, "this is no request, notification or response") } else { NOT_JSON }
        },
    )
}

fn refusal(code: i32, message: &str) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "id": null, "error": {"code": code, "message": message}}).to_string().into_bytes()
}

/// Takes what the library says, message by message.
async fn pass_on(mut said: BufReader<DuplexStream>, say: Sender<Saying>) {
    while let Some(frame) = frames::next(&mut said).await {
        if let Frame::Body(body) = frame
            && say.send(Saying::Message(body)).await.is_err()
        {
            return;
        }
    }
    // Nobody is left to hear it where this fails.
    let _ = say.send(Saying::End).await;
}

/// Writes one whole message after the other.
async fn write(mut sayings: Receiver<Saying>, mut output: impl AsyncWrite + Unpin) {
    while let Some(Saying::Message(body)) = sayings.recv().await {
        if output.write_all(&framed(&body)).await.is_err() || output.flush().await.is_err() {
            return;
        }
    }
}
