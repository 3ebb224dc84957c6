//! What the session knows: the documents, the client, the settings.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tower_lsp::lsp_types::Url;

use crate::capabilities::ClientProfile;
use crate::colours::Colours;
use crate::config::{InitializationOptions, Settings};
use crate::documents::Documents;
use crate::progress::Runs;
use crate::projects::Projects;
use crate::reports::Reports;
use crate::snapshot::Snapshot;

/// Shared by the handlers and the publisher.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The open documents.
    pub(crate) documents: Documents,
    /// The colours that the client has.
    pub(crate) colours: Colours,
    /// The files that simulations are reported in.
    pub(crate) reports: Reports,
    /// What `asl.toml` says of the documents.
    pub(crate) projects: Arc<Projects>,
    /// The runs that the client can end.
    pub(crate) runs: Runs,
    session: OnceLock<Session>,
    settings: RwLock<Arc<Settings>>,
}

#[derive(Debug, Default)]
struct Session {
    client: Arc<ClientProfile>,
    options: InitializationOptions,
}

impl State {
    /// Keeps what `initialize` said; it says it once.
    pub(crate) fn initialize(&self, client: ClientProfile, options: InitializationOptions) {
        if let Some(settings) = &options.settings {
            self.set_settings(Settings::read(settings));
        }
        let client = Arc::new(client);
        // tower-lsp lets only one `initialize` through.
        let _ = self.session.set(Session { client, options });
    }

    /// What the client can do.
    pub(crate) fn client(&self) -> Arc<ClientProfile> {
        self.session
            .get()
            .map(|it| Arc::clone(&it.client))
            .unwrap_or_default()
    }

    /// Whether the client shows reports itself.
    pub(crate) fn client_shows_reports(&self) -> bool {
        self.session.get().is_some_and(|it| it.options.report_view)
    }

    /// The commands that the client has itself.
    pub(crate) fn client_commands(&self) -> Vec<String> {
        let session = self.session.get();
        session
            .map(|it| it.options.commands.clone())
            .unwrap_or_default()
    }

    /// Whether the client is a test.
    pub(crate) fn has_test_hooks(&self) -> bool {
        self.session.get().is_some_and(|it| it.options.test_hooks)
    }

    /// The settings as they are now.
    pub(crate) fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts new settings in force.
    pub(crate) fn set_settings(&self, settings: Settings) {
        *self
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
    }

    /// The document as it stands; `None` when there is nothing to say about it.
    pub(crate) fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        Snapshot::of(
            self.documents.get(uri)?,
            self.client(),
            self.settings(),
            Arc::clone(&self.projects),
        )
    }
}
