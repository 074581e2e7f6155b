//! What a client can ask and tell, and who answers. Every handler is short: it changes the text or takes its snapshot
//! before it first waits, and never waits for the client.

use super::client::{self, Abilities};
use super::desk::Desk;
use super::document::Document;
use super::judged::Judged;
use super::{actions, commands, complete, diagnostics, following, hover, lens, links, options, outline, workspace};
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp_server::LanguageServer;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::*;

/// One client's server.
pub(super) struct Server {
    desk: Arc<Desk>,
}

impl Server {
    pub(super) fn new(desk: Arc<Desk>) -> Server {
        Server { desk }
    }

    /// Answers about an open text; about one that is not open there is nothing to say.
    async fn about<T: Send + 'static>(
        &self,
        uri: &Uri,
        answer: impl FnOnce(&Desk, &Document) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        match self.desk.snapshot(uri) {
            Some(document) => self.desk.ask(document, answer).await,
            None => Ok(None),
        }
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = client::of(&params.capabilities);
        self.desk.meet(abilities, folders(&params));
        if let Some(sent) = &params.initialization_options {
            self.desk.set(options::read(sent));
        }
        Ok(InitializeResult {
            capabilities: capabilities(&abilities),
            server_info: Some(ServerInfo { name: "cordial".into(), version: Some(env!("CARGO_PKG_VERSION").into()) }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        following::begin(&self.desk);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.desk.open(params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let encoding = self.desk.encoding();
        self.desk.change(params.text_document.uri, |document| {
            if document.is_at_rest {
                document.named = Arc::new(missing(document));
            }
            document.edit(params.content_changes, encoding);
            document.version = document.version.max(params.text_document.version);
            document.is_at_rest = false;
            document.judge_anew();
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let mut was_at_rest = true;
        self.desk.change(params.text_document.uri.clone(), |document| {
            was_at_rest = std::mem::replace(&mut document.is_at_rest, true);
            // What is on disk now may settle more than the text alone.
            if document.judged.get().is_some_and(|judged| judged.draft().is_none()) {
                document.judge_anew();
            }
        });
        following::saved(&self.desk, &params.text_document.uri);
        if !was_at_rest {
            following::refresh(&self.desk);
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.desk.close(params.text_document.uri);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        following::settings_changed(&self.desk, &params.settings);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        following::files_changed(&self.desk, &params.changes);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<WorkspaceFolder>| folders.iter().filter_map(|folder| path(&folder.uri)).collect::<Vec<_>>();
        following::folders_changed(&self.desk, &paths(params.event.removed), paths(params.event.added));
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        commands::run(&self.desk, &params.command, &params.arguments).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let items = self.about(&text_document.uri, move |desk, document| Some(complete::at(desk, document, position)));
        Ok(items.await?.map(CompletionResponse::Array))
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.about(&params.text_document.uri, |desk, document| Some(links::of(desk, document))).await
    }

    async fn document_link_resolve(&self, link: DocumentLink) -> Result<DocumentLink> {
        let Some((uri, rule)) = links::about(link.data.as_ref()) else { return Ok(link) };
        let unfollowed = link.clone();
        let followed = self.about(&uri, move |desk, document| Some(links::follow(desk, document, &rule, link)));
        Ok(followed.await?.unwrap_or(unfollowed))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.about(&params.text_document.uri, |desk, document| Some(lens::lenses(desk, document))).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.about(&params.text_document.uri, move |desk, document| Some(lens::hints(desk, document, params.range))).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.about(&params.text_document.uri, |desk, document| Some(DocumentSymbolResponse::Nested(outline::of(desk, document)))).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let known = params.previous_result_id;
        let report =
            self.about(&params.text_document.uri, move |desk, document| Some(diagnostics::report(desk, document, known.as_deref())));
        Ok(report.await?.unwrap_or_else(|| DocumentDiagnosticReport::Full(Default::default())).into())
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        workspace::check(&self.desk, params).await.map(Into::into)
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.about(&text_document.uri, move |desk, document| hover::at(desk, document, position)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.about(&uri, move |desk, document| Some(actions::at(desk, document, params.range, params.context.only.as_deref()))).await
    }
}

/// The rules about missing things that were named in a text.
fn missing(document: &Document) -> std::collections::BTreeSet<String> {
    let checked = document.judged.get().and_then(Judged::draft);
    let findings = checked.into_iter().flat_map(|checked| checked.findings(document));
    findings.filter(|finding| finding.about_missing).map(|finding| finding.rule.clone()).collect()
}

fn path(uri: &Uri) -> Option<PathBuf> {
    uri.to_file_path().map(|path| path.into_owned())
}

/// The folders that a client works in.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().filter_map(|folder| path(&folder.uri)).collect(),
        #[allow(deprecated)] // Older clients name one folder, and in no other way.
        None => params.root_uri.as_ref().and_then(path).into_iter().collect(),
    }
}

fn capabilities(abilities: &Abilities) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..Default::default()
    };
    ServerCapabilities {
        position_encoding: Some(client::kind(abilities.encoding)),
        text_document_sync: Some(sync.into()),
        diagnostic_provider: abilities.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("cordial".into()),
                workspace_diagnostics: true,
                ..Default::default()
            })
        }),
        hover_provider: Some(true.into()),
        code_action_provider: Some(actions::options()),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        completion_provider: Some(complete::options()),
        document_link_provider: Some(DocumentLinkOptions { resolve_provider: Some(true), work_done_progress_options: Default::default() }),
        execute_command_provider: Some(commands::options()),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..Default::default()
    }
}
