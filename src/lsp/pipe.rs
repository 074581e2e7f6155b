//! Between the client and the protocol's library: only whole, well-formed messages go through. The library stops at the
//! first broken one, and a server that stops takes with it all that the user sees; here it is answered as JSON-RPC says,
//! and the next one counts. What goes through is not changed.

use super::frames::{self, Frame, framed};
use serde::Deserialize;
use serde_json::json;
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
    /// Ends when everything has reached the client, or cannot.
    pub(super) drained: JoinHandle<()>,
}

/// Lays the pipe.
pub(super) fn lay(input: impl AsyncRead + Unpin + Send + 'static, output: impl AsyncWrite + Unpin + Send + 'static) -> Pipe {
    let (requests, sifted) = tokio::io::duplex(WAITING);
    let (answers, said) = tokio::io::duplex(WAITING);
    let (say, sayings) = channel(MESSAGES);
    tokio::spawn(sift(BufReader::new(input), sifted, say.clone()));
    tokio::spawn(pass_on(BufReader::new(said), say));
    Pipe { requests, answers, drained: tokio::spawn(write(sayings, output)) }
}

/// What is written to the client.
enum Saying {
    Message(Vec<u8>),
    /// The library has said all.
    End,
}

/// Passes on what is well-formed, and has the rest refused.
async fn sift(mut input: BufReader<impl AsyncRead + Unpin>, mut sifted: DuplexStream, say: Sender<Saying>) {
    while let Some(frame) = frames::next(&mut input).await {
        let fault = match &frame {
            Frame::Body(body) => fault(body),
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
#[allow(dead_code)]
enum Message {
    Response(Response),
    Request(Request),
}

/// What is wrong with a message; `None` where the library will take it.
fn fault(body: &[u8]) -> Option<(i32, &'static str)> {
    let error = match std::str::from_utf8(body).map(serde_json::from_str::<Message>) {
        Ok(Ok(_)) => return None,
        Ok(Err(error)) => Some(error),
        Err(_) => None,
    };
    Some(match error {
        Some(error) if error.is_data() => (-32600, "this is no request, notification or response"),
        _ => (-32700, "this is not JSON"),
    })
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
