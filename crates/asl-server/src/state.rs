//! What the session knows: the documents, the client, the settings.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tower_lsp::lsp_types::Url;

use crate::capabilities::ClientProfile;
use crate::colours::Colours;
use crate::config::{InitializationOptions, Settings};
use crate::documents::{Documents, OpenDocument};
use crate::examples::Examples;
use crate::progress::Runs;
use crate::projects::Projects;
use crate::rehearsals::Rehearsals;
use crate::reports::Reports;
use crate::snapshot::Snapshot;
use crate::templates::Templates;
use crate::workspace::Workspace;

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
    /// The files around the documents.
    pub(crate) templates: Templates,
    /// The runs that the client can end.
    pub(crate) runs: Runs,
    /// What executions of the documents begin with.
    pub(crate) examples: Examples,
    /// What hover shows values of.
    pub(crate) rehearsals: Rehearsals,
    /// The definitions in the client's folders.
    pub(crate) workspace: Workspace,
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

    /// Looks at the disk for what belongs to an open document: templates, definitions, example inputs.
    pub(crate) fn look(&self, open: &OpenDocument) {
        self.templates.look(&open.uri, &open.document);
        if let Some(inputs) = self.examples.look(&open.uri, &self.projects) {
            self.documents.set_examples(&open.uri, &inputs);
        }
    }

    /// The open documents that a document is about, as a template is about its definitions.
    pub(crate) fn related_open(&self, uri: &Url) -> Vec<Url> {
        let Some(open) = self.documents.get(uri) else {
            return Vec::new();
        };
        let related = self.templates.related(uri, &open.document, &self.documents);
        let files = related.files.into_iter().map(|it| it.0);
        files
            .filter(|it| self.documents.get(it).is_some())
            .collect()
    }

    /// The document as it stands; `None` when there is nothing to say about it.
    pub(crate) fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        self.snapshot_of(self.documents.get(uri)?)
    }

    /// The same for a document that need not be open.
    pub(crate) fn snapshot_of(&self, open: Arc<OpenDocument>) -> Option<Snapshot> {
        let related = self
            .templates
            .related(&open.uri, &open.document, &self.documents);
        Snapshot::of(
            open,
            related,
            self.client(),
            self.settings(),
            Arc::clone(&self.projects),
        )
    }
}
