//! What is said at the squiggles: findings and problems of an open text, for those who ask and those who are told.

use super::convert::{Page, uri};
use super::desk::Desk;
use super::document::Document;
use super::judged::Judged;
use crate::host::Session;
use std::path::PathBuf;
use tower_lsp_server::ls_types::{
    Diagnostic, DiagnosticSeverity, DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

/// Where the project is kept, if the manifest says so: the built-in rules have their pages there.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// What is to be said of an open text now.
pub(super) fn of(desk: &Desk, document: &Document) -> Vec<Diagnostic> {
    let page = Page::of(document, desk.encoding());
    match desk.judged(document) {
        Judged::Other => Vec::new(),
        Judged::Draft(checked) => {
            let problems = checked.problems(document);
            let problems = problems.iter().map(|problem| page.problem(problem.span, &problem.message, DiagnosticSeverity::WARNING));
            let findings = checked.findings(document).map(|finding| page.finding(finding, link(&finding.rule, &checked.session)));
            problems.chain(findings).collect()
        }
        Judged::Own(_, problems) => {
            problems.iter().map(|problem| page.problem(problem.span, &problem.message, DiagnosticSeverity::ERROR)).collect()
        }
    }
}

/// The answer to a client that asks; short where it knows already.
pub(super) fn report(desk: &Desk, document: &Document, known: Option<&str>) -> DocumentDiagnosticReport {
    let id = document.turn.to_string();
    if known == Some(id.as_str()) {
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        });
    }
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items: of(desk, document) },
    })
}

/// The page of a rule: the file of a pack's rule, or the place where the project keeps its own.
pub(super) fn link(rule: &str, session: &Session) -> Option<Uri> {
    match file(rule, session) {
        Some(path) => uri(&path),
        None if REPOSITORY.is_empty() || session.rules.rule(rule).is_none() => None,
        None => format!("{REPOSITORY}/blob/main/rules/{rule}.toml").parse().ok(),
    }
}

/// The file of a pack's rule.
pub(super) fn file(rule: &str, session: &Session) -> Option<PathBuf> {
    let name = format!("{rule}.toml");
    session.packs.iter().find(|pack| pack.files.iter().any(|(path, _)| *path == name)).map(|pack| pack.path.join(&name))
}
