//! The one task that publishes diagnostics.
//!
//! One, so that a client never sees an older result after a newer one. A document that changed while it was checked is
//! checked again; the result in between is dropped.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::documents::OpenDocument;
use crate::lsp::{findings, project};
use crate::projects;
use crate::state::State;

/// Asks for a document's diagnostics; never waits.
#[derive(Debug, Clone)]
pub(crate) struct Publisher {
    changed: UnboundedSender<Url>,
}

impl Publisher {
    /// A publisher, and what its task will read.
    pub(crate) fn new() -> (Self, UnboundedReceiver<Url>) {
        let (changed, changes) = unbounded_channel();
        (Self { changed }, changes)
    }

    /// The document was opened, changed or closed.
    pub(crate) fn touch(&self, uri: Url) {
        // Without a task the session is over.
        let _ = self.changed.send(uri);
    }
}

/// Publishes until the session is over.
pub(crate) async fn publish(
    mut changes: UnboundedReceiver<Url>,
    state: Arc<State>,
    client: Client,
) {
    let (mut waiting, mut touched) = (VecDeque::new(), HashSet::new());
    while let Some(uri) = changes.recv().await {
        touched.insert(uri.clone());
        enqueue(&mut waiting, uri);
        while let Some(uri) = waiting.pop_front() {
            refresh(&uri, &state, &client).await;
            // A template and its definitions are about each other; what is told on is not told back.
            let related = touched.remove(&uri).then(|| state.related_open(&uri));
            for related in related.into_iter().flatten() {
                enqueue(&mut waiting, related);
            }
            for project in state.projects.fresh() {
                enqueue(&mut waiting, project);
            }
            while let Ok(uri) = changes.try_recv() {
                touched.insert(uri.clone());
                enqueue(&mut waiting, uri);
            }
        }
    }
}

/// A document waits once, however often it changed.
fn enqueue(waiting: &mut VecDeque<Url>, uri: Url) {
    if !waiting.contains(&uri) {
        waiting.push_back(uri);
    }
}

async fn refresh(uri: &Url, state: &Arc<State>, client: &Client) {
    if state.client().pulls_diagnostics && !projects::is_project(uri) {
        return prepare(uri, state).await;
    }
    let open = state.documents.get(uri);
    let version = open.as_ref().map(|it| it.document.version());
    let Some(found) = diagnostics(uri, state).await else {
        return;
    };
    let now = state.documents.get(uri);
    let current = match (&open, &now) {
        // Not the same pointer: the first look may have given it examples.
        (Some(open), Some(now)) => open.version() == now.version(),
        (open, now) => open.is_none() && now.is_none(),
    };
    // When it changed meanwhile, it is in the queue again.
    if current {
        let version = version.filter(|_| state.client().diagnostic_versions);
        client
            .publish_diagnostics(uri.clone(), found, version)
            .await;
    }
}

/// For a client that asks for diagnostics itself: reads what they depend on.
async fn prepare(uri: &Url, state: &Arc<State>) {
    state.workspace.changed.notify_waiters();
    let (state, uri) = (Arc::clone(state), uri.clone());
    let read = tokio::task::spawn_blocking(move || {
        if let Some(open) = state.documents.get(&uri).filter(|it| it.is_definition()) {
            state.look(&open);
            state.projects.config_for(&uri);
        }
    });
    // A panic there is one in the answer to the client's question, too.
    let _ = read.await;
}

/// What is wrong with the document; nothing when it is closed, no state machine or out of sync. `None` when the
/// check failed: what is shown then stays.
pub(crate) async fn diagnostics(uri: &Url, state: &Arc<State>) -> Option<Vec<Diagnostic>> {
    if projects::is_project(uri) {
        let (state, uri) = (Arc::clone(state), uri.clone());
        let checked = tokio::task::spawn_blocking(move || {
            let found = state.projects.at(&uri);
            found.map_or_else(Vec::new, |it| project::diagnostics(&it, &state.client()))
        });
        return checked.await.ok();
    }
    let (state, uri) = (Arc::clone(state), uri.clone());
    let checked = tokio::task::spawn_blocking(move || {
        let open = state.documents.get(&uri);
        open.map_or_else(Vec::new, |open| check(&state, &open))
    });
    checked.await.ok()
}

/// What is wrong with a document, open or not. Reads the disk.
pub(crate) fn check(state: &State, open: &Arc<OpenDocument>) -> Vec<Diagnostic> {
    if open.is_definition() {
        state.look(open);
    }
    let Some(snapshot) = state.snapshot_of(Arc::clone(open)) else {
        return Vec::new();
    };
    let found = asl_ide::diagnostics(&snapshot.analysis, snapshot.file, &snapshot.check_config());
    let found = found.iter();
    found
        .map(|it| findings::diagnostic(&snapshot, it))
        .collect()
}
