//! The desk: the texts that are open, the rules that hold for them, the client at the other end. It gives snapshots and
//! has them judged; what is answered to whom is the other files' affair.

use super::client::Abilities;
use super::document::Document;
use super::judged::{self, Judge, Judged, judge};
use super::options::Options;
use super::workspace::Survey;
use crate::host::Sessions;
use crate::host::editing::Workshop;
use crate::host::pages::Pages;
use crate::text::{Encoding, LineIndex};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp_server::Client;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{MessageType, TextDocumentItem, Uri};

/// What is open, and all that is needed to judge it.
pub(super) struct Desk {
    /// The other end.
    pub(super) client: Client,
    judge: Judge,
    kick: UnboundedSender<Uri>,
    abilities: OnceLock<Abilities>,
    documents: Mutex<HashMap<Uri, Document>>,
    sessions: Mutex<Arc<Sessions>>,
    workshop: Workshop,
    options: Mutex<Options>,
    /// Pages of rules that were asked for.
    pub(super) pages: Arc<Pages>,
    folders: Mutex<Vec<PathBuf>>,
    survey: Mutex<Arc<Survey>>,
    turns: AtomicU64,
    age: AtomicU64,
}

/// What is kept behind a lock is whole at every moment, so it is good even if somebody panicked while holding it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// A desk with nothing on it. Whoever listens at the other end of `kick` hears which texts have changed.
    pub(super) fn new(client: Client, judge: Judge, kick: UnboundedSender<Uri>, pages: Arc<Pages>) -> Desk {
        Desk {
            client,
            judge,
            kick,
            abilities: OnceLock::new(),
            documents: Mutex::default(),
            sessions: Mutex::default(),
            workshop: Workshop::default(),
            options: Mutex::default(),
            pages,
            folders: Mutex::default(),
            survey: Mutex::default(),
            turns: AtomicU64::new(1),
            age: AtomicU64::new(1),
        }
    }

    /// Learns who is at the other end; only the first time counts.
    pub(super) fn meet(&self, abilities: Abilities, folders: Vec<PathBuf>) {
        let _ = self.abilities.set(abilities);
        *lock(&self.folders) = folders;
    }

    /// What the client can do.
    pub(super) fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }

    /// In what columns are counted.
    pub(super) fn encoding(&self) -> Encoding {
        self.abilities().encoding
    }

    /// The folders that the client works in.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        lock(&self.folders).clone()
    }

    /// Changes the folders that the client works in.
    pub(super) fn move_folders(&self, gone: &[PathBuf], come: Vec<PathBuf>) {
        let mut folders = lock(&self.folders);
        folders.retain(|folder| !gone.contains(folder));
        folders.extend(come);
    }

    /// The rules and settings, by place.
    pub(super) fn sessions(&self) -> Arc<Sessions> {
        lock(&self.sessions).clone()
    }

    /// What was answered last for the workspace.
    pub(super) fn last_survey(&self) -> Arc<Survey> {
        lock(&self.survey).clone()
    }

    /// Keeps what is answered for the workspace.
    pub(super) fn survey(&self, survey: Survey) {
        *lock(&self.survey) = Arc::new(survey);
    }

    /// How often settings and rules were read anew.
    pub(super) fn age(&self) -> u64 {
        self.age.load(Ordering::Relaxed)
    }

    fn turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::Relaxed)
    }

    /// Takes a text that was opened.
    pub(super) fn open(&self, item: TextDocumentItem) {
        let own = (item.uri.scheme().as_str() == "file").then(|| item.uri.to_file_path().map(|path| path.into_owned())).flatten();
        let is_file = own.is_some();
        let path = own.unwrap_or_else(|| self.place_of(&item.uri));
        let lines = Arc::new(LineIndex::new(&item.text));
        let document = Document {
            uri: item.uri.clone(),
            path,
            is_file,
            language: item.language_id,
            version: item.version,
            turn: self.turn(),
            text: Arc::new(item.text),
            lines,
            is_at_rest: true,
            named: Arc::default(),
            wish: None,
            was_message: Arc::new(AtomicBool::new(false)),
            judged: Arc::default(),
            before: None,
        };
        lock(&self.documents).insert(item.uri.clone(), document);
        self.kick(item.uri);
    }

    /// Where a text without a file is thought to be: in the first folder that the client works in.
    fn place_of(&self, uri: &Uri) -> PathBuf {
        let path = uri.path().decode().to_string_lossy().into_owned();
        let name = Path::new(&path).file_name().map(PathBuf::from).unwrap_or_else(|| PathBuf::from("untitled"));
        lock(&self.folders).first().cloned().unwrap_or_default().join(name)
    }

    /// Changes an open text; one that is not open is left alone.
    pub(super) fn change(&self, uri: Uri, change: impl FnOnce(&mut Document)) {
        {
            let mut documents = lock(&self.documents);
            let Some(document) = documents.get_mut(&uri) else { return };
            change(document);
            document.turn = self.turn();
        }
        self.kick(uri);
    }

    /// Forgets a text that was closed.
    pub(super) fn close(&self, uri: Uri) {
        if lock(&self.documents).remove(&uri).is_some() {
            self.kick(uri);
        }
    }

    /// Forgets what a text came to before, now that it is known what it comes to. A thread of its own gives the memory
    /// back, so that the next edit does not wait for it.
    pub(super) fn forget(&self, uri: &Uri, turn: u64) {
        let mut documents = lock(&self.documents);
        let known = documents.get_mut(uri).filter(|document| document.turn == turn && document.judged.get().is_some());
        if let Some(before) = known.and_then(|document| document.before.take()) {
            tokio::task::spawn_blocking(move || drop(before));
        }
    }

    /// An open text as it is now.
    pub(super) fn snapshot(&self, uri: &Uri) -> Option<Document> {
        lock(&self.documents).get(uri).cloned()
    }

    /// All open texts as they are now.
    pub(super) fn snapshots(&self) -> Vec<Document> {
        lock(&self.documents).values().cloned().collect()
    }

    /// What the user has set in the editor.
    pub(super) fn options(&self) -> Options {
        lock(&self.options).clone()
    }

    /// Takes what the user has set in the editor; whether anything is different now.
    pub(super) fn set(&self, options: Options) -> bool {
        let before = std::mem::replace(&mut *lock(&self.options), options.clone());
        if before.config != options.config {
            let folder = lock(&self.folders).first().cloned().unwrap_or_default();
            self.start_over(Sessions::new(options.config.as_ref().map(|file| folder.join(file))));
        }
        before != options
    }

    /// Reads settings and rules anew, because some have changed on disk.
    pub(super) fn read_anew(&self) {
        let given = self.sessions().given().map(Path::to_path_buf);
        self.start_over(Sessions::new(given));
    }

    fn start_over(&self, sessions: Sessions) {
        *lock(&self.sessions) = Arc::new(sessions);
        self.age.fetch_add(1, Ordering::Relaxed);
        let mut documents = lock(&self.documents);
        for document in documents.values_mut() {
            document.judge_anew();
            document.turn = self.turn();
            self.kick(document.uri.clone());
        }
    }

    fn kick(&self, uri: Uri) {
        // Nobody listens only where the server is ending.
        let _ = self.kick.send(uri);
    }

    /// What a text comes to: worked out now, unless somebody has asked before.
    pub(super) fn judged<'a>(&self, document: &'a Document) -> &'a Judged {
        document.judged.get_or_init(|| judge(document, &self.sessions(), &self.workshop, &self.judge))
    }

    /// Works something out about a text, on a thread of its own: a long answer holds nobody up, and a panic ends this
    /// answer only. Call it with a snapshot that was taken before anything was waited for.
    pub(super) async fn ask<T: Send + 'static>(
        self: &Arc<Desk>,
        document: Document,
        answer: impl FnOnce(&Desk, &Document) -> T + Send + 'static,
    ) -> Result<T> {
        let desk = self.clone();
        self.guarded(move || answer(&desk, &document)).await
    }

    /// Works something out on a thread of its own.
    pub(super) async fn guarded<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => Ok(answer),
            Err(_) => {
                let message =
                    format!("cordial stumbled over this text at {}; please report it. Everything else goes on.", judged::last_place());
                self.client.log_message(MessageType::ERROR, &message).await;
                Err(Error { code: ErrorCode::InternalError, message: message.into(), data: None })
            }
        }
    }
}
