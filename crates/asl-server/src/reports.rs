//! A simulation's report for clients that have no view for it: a file, opened through `window/showDocument`.

use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::Client;
use tower_lsp::lsp_types as lsp;

use crate::patience::answer_of;
use crate::server::Server;
use crate::state::State;

/// The folder of this session's reports; made when the first is written, and removed with the session.
#[derive(Debug, Default)]
pub(crate) struct Reports {
    folder: Mutex<Option<PathBuf>>,
}

/// Writes the report and has the client open it. Both happen later, in a task of their own.
pub(crate) fn show(server: &Server, definition: &lsp::Url, report: &str, status: &'static str) {
    let (client, state) = (server.client.clone(), Arc::clone(&server.state));
    let (name, report) = (
        format!("{}.simulation.md", stem(definition)),
        report.to_owned(),
    );
    let shows = state.client().show_document;
    tokio::spawn(async move {
        let written = tokio::task::spawn_blocking(move || write(&state, &name, &report)).await;
        let Some(file) = written.ok().and_then(Result::ok) else {
            let message = "The report of the simulation could not be written.";
            return client
                .show_message(lsp::MessageType::WARNING, message)
                .await;
        };
        let shown = shows && open(&client, &file).await;
        if !shown {
            let message = format!("{status}. The report is in {}", file.display());
            client.show_message(lsp::MessageType::INFO, message).await;
        }
    });
}

/// What a document is called, without folders and extensions: `order` for `…/order.asl.json`.
pub(crate) fn stem(uri: &lsp::Url) -> String {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let safe: String = stem
        .chars()
        .map(|it| {
            if it.is_alphanumeric() || "-_".contains(it) {
                it
            } else {
                '-'
            }
        })
        .take(80)
        .collect();
    if safe.is_empty() {
        "StateMachine".to_owned()
    } else {
        safe
    }
}

async fn open(client: &Client, file: &Path) -> bool {
    let Ok(uri) = lsp::Url::from_file_path(file) else {
        return false;
    };
    let params = lsp::ShowDocumentParams {
        uri,
        external: Some(false),
        take_focus: Some(true),
        selection: None,
    };
    let client = client.clone();
    answer_of(async move { client.show_document(params).await }).await == Some(true)
}

fn write(state: &State, name: &str, report: &str) -> io::Result<PathBuf> {
    let file = state.reports.folder()?.join(name);
    fs::write(&file, report)?;
    Ok(file)
}

impl Reports {
    fn folder(&self) -> io::Result<PathBuf> {
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = &*folder {
            return Ok(folder.clone());
        }
        let made = (0..100)
            .map(make_folder)
            .find(|it| !is_taken(it))
            .unwrap_or_else(|| make_folder(100))?;
        *folder = Some(made.clone());
        Ok(made)
    }

    /// Removes them all; one that the user keeps open stays in the editor.
    pub(crate) fn remove(&self) {
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = folder.take() {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A folder that only this user can read; one that is there already is not ours.
fn make_folder(attempt: u32) -> io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("asl-{}-{attempt}", std::process::id()));
    private_builder().create(&folder)?;
    Ok(folder)
}

#[cfg(unix)]
fn private_builder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private_builder() -> DirBuilder {
    DirBuilder::new()
}

fn is_taken(made: &io::Result<PathBuf>) -> bool {
    made.as_ref()
        .is_err_and(|it| it.kind() == io::ErrorKind::AlreadyExists)
}
