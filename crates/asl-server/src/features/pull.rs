//! Diagnostics for clients that ask for them: of one document, and of all in the workspace.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::documents::OpenDocument;
use crate::patience::answer_of;
use crate::publisher;
use crate::requests::compute;
use crate::server::Server;
use crate::state::State;

/// What is wrong with a document; that nothing changed, when the client has it already.
pub(crate) async fn of_document(
    server: &Server,
    params: lsp::DocumentDiagnosticParams,
) -> Result<lsp::DocumentDiagnosticReportResult> {
    let uri = params.text_document.uri;
    let found = publisher::diagnostics(&uri, &server.state).await;
    let items = found.ok_or_else(Error::internal_error)?;
    let id = result_id(&items);
    let report: lsp::DocumentDiagnosticReport = if params.previous_result_id.as_ref() == Some(&id) {
        lsp::RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport {
                result_id: id,
            },
        }
        .into()
    } else {
        lsp::RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: full(items, id),
        }
        .into()
    };
    Ok(report.into())
}

/// What is wrong in the workspace's definitions, as far as it differs from what the client has. When
/// nothing does, the answer waits until something does: a client asks again at once.
pub(crate) async fn of_workspace(
    server: &Server,
    params: lsp::WorkspaceDiagnosticParams,
) -> Result<lsp::WorkspaceDiagnosticReportResult> {
    let before = params.previous_result_ids.into_iter();
    let before: Arc<HashMap<_, _>> = Arc::new(before.map(|it| (it.uri, it.value)).collect());
    let mut is_first = before.is_empty();
    loop {
        // Listens before it looks, so that no change comes between.
        let changed = server.state.workspace.changed.notified();
        let (state, known) = (Arc::clone(&server.state), Arc::clone(&before));
        let items = compute(move |_| Ok(differences(&state, &known))).await?;
        if is_first || !items.is_empty() {
            let report = lsp::WorkspaceDiagnosticReport { items };
            return Ok(report.into());
        }
        is_first = false;
        changed.await;
    }
}

/// Tells a client that the answers to what it asked are other ones now. Never waits.
pub(crate) fn refresh(state: &State, client: &tower_lsp::Client) {
    state.workspace.changed.notify_waiters();
    let profile = state.client();
    if profile.refreshes_hints {
        let client = client.clone();
        tokio::spawn(answer_of(async move { client.inlay_hint_refresh().await }));
    }
    if profile.refreshes_lenses {
        let client = client.clone();
        tokio::spawn(answer_of(async move { client.code_lens_refresh().await }));
    }
    if profile.refreshes_diagnostics {
        let client = client.clone();
        tokio::spawn(answer_of(async move {
            client.workspace_diagnostic_refresh().await
        }));
    }
}

fn differences(
    state: &State,
    before: &HashMap<lsp::Url, String>,
) -> Vec<lsp::WorkspaceDocumentDiagnosticReport> {
    let mut gone: HashMap<_, _> = before.iter().collect();
    let mut reports = Vec::new();
    if state.settings().workspace_diagnostics {
        for definition in state.workspace.definitions(&state.documents) {
            gone.remove(&definition.uri);
            let items = publisher::check(state, &definition);
            let id = result_id(&items);
            if before.get(&definition.uri) != Some(&id) {
                reports.push(report(&definition, full(items, id)));
            }
        }
    }
    let nothing = result_id(&[]);
    let gone = gone.into_iter().filter(|it| *it.1 != nothing);
    reports.extend(gone.map(|(uri, _)| {
        lsp::WorkspaceFullDocumentDiagnosticReport {
            uri: uri.clone(),
            version: None,
            full_document_diagnostic_report: full(Vec::new(), nothing.clone()),
        }
        .into()
    }));
    reports
}

fn report(
    definition: &OpenDocument,
    full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport,
) -> lsp::WorkspaceDocumentDiagnosticReport {
    lsp::WorkspaceFullDocumentDiagnosticReport {
        uri: definition.uri.clone(),
        version: definition.version().map(i64::from),
        full_document_diagnostic_report,
    }
    .into()
}

fn full(items: Vec<lsp::Diagnostic>, id: String) -> lsp::FullDocumentDiagnosticReport {
    lsp::FullDocumentDiagnosticReport {
        result_id: Some(id),
        items,
    }
}

/// Says what a list says, shortly: equal lists have equal ids.
fn result_id(items: &[lsp::Diagnostic]) -> String {
    let mut hasher = std::hash::DefaultHasher::new();
    items.len().hash(&mut hasher);
    for item in items {
        // A diagnostic is plain data, which JSON can always say.
        serde_json::to_string(item)
            .unwrap_or_default()
            .hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
