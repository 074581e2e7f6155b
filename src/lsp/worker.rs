//! The one worker that tells clients who do not ask. One after the other, so that what is told never goes back to an
//! older text; at once when idle, and only the newest state of each text when busy.

use super::desk::Desk;
use super::diagnostics;
use super::document::Document;
use super::pipe::Voice;
use serde::Serialize;
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp_server::ls_types::notification::{Notification as _, PublishDiagnostics};
use tower_lsp_server::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

/// Works until the server ends.
pub(super) async fn work(desk: Arc<Desk>, mut kicks: UnboundedReceiver<Uri>, voice: Voice) {
    while let Some(first) = kicks.recv().await {
        let mut changed = vec![first];
        while let Ok(more) = kicks.try_recv() {
            if !changed.contains(&more) {
                changed.push(more);
            }
        }
        if desk.abilities().pulls {
            continue;
        }
        for uri in changed {
            tell(&desk, uri, &voice).await;
        }
    }
}

/// What is published, as the protocol has it. A page of a thousand templates has half a megabyte of it, and the library
/// would make a tree of every word of that first.
#[derive(Serialize)]
struct Notification {
    jsonrpc: &'static str,
    method: &'static str,
    params: PublishDiagnosticsParams,
}

fn published(uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) -> Vec<u8> {
    let params = PublishDiagnosticsParams { uri, diagnostics, version };
    // What has only texts and numbers can always be written.
    serde_json::to_vec(&Notification { jsonrpc: "2.0", method: PublishDiagnostics::METHOD, params }).unwrap_or_default()
}

async fn tell(desk: &Arc<Desk>, uri: Uri, voice: &Voice) {
    let Some(document) = desk.snapshot(&uri) else {
        return voice.say(published(uri, Vec::new(), None)).await;
    };
    let turn = document.turn;
    let said = |desk: &Desk, document: &Document| published(document.uri.clone(), diagnostics::of(desk, document), Some(document.version));
    // What went wrong has been said; the next state of the text is a new attempt.
    let Ok(body) = desk.ask(document, said).await else { return };
    let is_current = desk.snapshot(&uri).is_some_and(|now| now.turn == turn);
    if is_current {
        voice.say(body).await;
    }
    desk.forget(&uri, turn);
}
