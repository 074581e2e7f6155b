//! Following what changes around the texts: the editor's settings, `cordial.toml`, files of rules. Nothing here waits
//! in a handler: a client that is busy asking is never kept waiting by an answer that it owes.

use super::desk::Desk;
use super::options::{self, SECTION};
use crate::host::config::FILE_NAME;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp_server::ls_types::{ConfigurationItem, FileEvent, MessageType, Registration, Uri};

/// The files that matter: settings, rules, word lists, sentences.
const WATCHED: &[&str] = &["**/*.toml", "**/words/*.txt", "**/meanings/*.tsv"];

/// Asks the client to say when something changes, and what is set now.
pub(super) fn begin(desk: &Arc<Desk>) {
    let abilities = desk.abilities();
    let mut wanted = Vec::new();
    if abilities.watches {
        let watchers: Vec<Value> = WATCHED.iter().map(|glob| json!({"globPattern": glob})).collect();
        wanted.push(registration("workspace/didChangeWatchedFiles", json!({"watchers": watchers})));
    }
    if abilities.registers_settings {
        wanted.push(registration("workspace/didChangeConfiguration", json!({"section": SECTION})));
    }
    let later = desk.clone();
    tokio::spawn(async move {
        if !wanted.is_empty()
            && let Err(error) = later.client.register_capability(wanted).await
        {
            later.client.log_message(MessageType::WARNING, format!("changes of files are not followed: {error}")).await;
        }
    });
    if abilities.has_settings {
        ask_settings(desk);
    }
}

fn registration(method: &str, options: Value) -> Registration {
    Registration { id: format!("cordial:{method}"), method: method.into(), register_options: Some(options) }
}

/// Asks what the user has set.
fn ask_settings(desk: &Arc<Desk>) {
    let desk = desk.clone();
    tokio::spawn(async move {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.into()) };
        // A client that does not answer has nothing set.
        if let Ok(answers) = desk.client.configuration(vec![item]).await
            && let Some(answer) = answers.first().filter(|answer| answer.is_object())
            && desk.set(options::read(answer))
        {
            refresh(&desk);
        }
    });
}

/// The user has changed the editor's settings: `sent` holds them, unless the client wants to be asked.
pub(super) fn settings_changed(desk: &Arc<Desk>, sent: &Value) {
    if desk.abilities().has_settings {
        ask_settings(desk);
    } else if sent.is_object() && desk.set(options::read(sent)) {
        refresh(desk);
    }
}

/// Files have changed on disk.
pub(super) fn files_changed(desk: &Arc<Desk>, events: &[FileEvent]) {
    if events.iter().filter_map(|event| event.uri.to_file_path()).any(|path| matters(desk, &path)) {
        desk.read_anew();
        refresh(desk);
    }
}

/// A text was saved: if others are judged by it, they are judged anew, also where the client does not watch files.
pub(super) fn saved(desk: &Arc<Desk>, uri: &Uri) {
    if uri.to_file_path().is_some_and(|path| matters(desk, &path)) {
        desk.read_anew();
        refresh(desk);
    }
}

fn matters(desk: &Desk, path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == FILE_NAME) || desk.sessions().use_file(path)
}

/// Other folders are worked in now.
pub(super) fn folders_changed(desk: &Arc<Desk>, gone: &[PathBuf], come: Vec<PathBuf>) {
    desk.move_folders(gone, come);
    refresh(desk);
}

/// Tells the client to ask again, as far as it can be told.
pub(super) fn refresh(desk: &Arc<Desk>) {
    let abilities = desk.abilities();
    let desk = desk.clone();
    tokio::spawn(async move {
        // Where a client refuses, it will ask when it wants to know.
        if abilities.pulls && abilities.refreshes_diagnostics {
            let _ = desk.client.workspace_diagnostic_refresh().await;
        }
        if abilities.refreshes_lenses {
            let _ = desk.client.code_lens_refresh().await;
        }
        if abilities.refreshes_hints {
            let _ = desk.client.inlay_hint_refresh().await;
        }
    });
}
