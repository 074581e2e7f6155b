//! The one worker that tells clients who do not ask. One after the other, so that what is told never goes back to an
//! older text; at once when idle, and only the newest state of each text when busy.

use super::desk::Desk;
use super::diagnostics;
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp_server::ls_types::Uri;

/// Works until the server ends.
pub(super) async fn work(desk: Arc<Desk>, mut kicks: UnboundedReceiver<Uri>) {
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
            tell(&desk, uri).await;
        }
    }
}

async fn tell(desk: &Arc<Desk>, uri: Uri) {
    let Some(document) = desk.snapshot(&uri) else {
        return desk.client.publish_diagnostics(uri, Vec::new(), None).await;
    };
    let (turn, version) = (document.turn, document.version);
    // What went wrong has been said; the next state of the text is a new attempt.
    let Ok(diagnostics) = desk.ask(document, diagnostics::of).await else { return };
    let is_current = desk.snapshot(&uri).is_some_and(|now| now.turn == turn);
    if is_current {
        desk.client.publish_diagnostics(uri.clone(), diagnostics, Some(version)).await;
    }
    desk.forget(&uri, turn);
}
