//! What a request works on: one document at one moment, and how to talk about it.

use std::path::PathBuf;
use std::sync::Arc;

use asl_check::{CheckConfig, Companion};
use asl_ide::{Analysis, CompletionConfig, Document, FileId, FormatConfig, LinkedFile};
use asl_text::Text;
use tower_lsp::lsp_types::Url;

use crate::capabilities::ClientProfile;
use crate::config::Settings;
use crate::documents::OpenDocument;
use crate::projects::Projects;
use crate::templates::{self, Related};

/// Immutable; a change that comes later does not touch it.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    /// What the features read.
    pub(crate) analysis: Analysis,
    /// The document's name in it.
    pub(crate) file: FileId,
    /// What the client can do.
    pub(crate) client: Arc<ClientProfile>,
    /// What the user set.
    pub(crate) settings: Arc<Settings>,
    projects: Arc<Projects>,
    open: Arc<OpenDocument>,
    /// The documents that belong to it, numbered from 1 in the analysis.
    others: Arc<[(Url, Document)]>,
}

impl Snapshot {
    /// A snapshot of a document; `None` when it is no state machine, or not the client's text.
    pub(crate) fn of(
        open: Arc<OpenDocument>,
        related: Related,
        client: Arc<ClientProfile>,
        settings: Arc<Settings>,
        projects: Arc<Projects>,
    ) -> Option<Self> {
        if open.out_of_sync || !open.is_definition() {
            return None;
        }
        let file = FileId(0);
        let analysis = related.analysis(open.document.clone());
        Some(Self {
            analysis,
            file,
            client,
            settings,
            projects,
            open,
            others: related.files.into(),
        })
    }

    /// The document's name at the client.
    pub(crate) fn uri(&self) -> &Url {
        &self.open.uri
    }

    /// A document of the analysis: its name at the client and its text.
    pub(crate) fn document(&self, file: FileId) -> (&Url, &Text) {
        let other = (file.0 as usize).checked_sub(1);
        match other.and_then(|it| self.others.get(it)) {
            Some((uri, document)) => (uri, document.text()),
            None => (self.uri(), self.text()),
        }
    }

    /// The file that something means, if it is there.
    pub(crate) fn existing(&self, file: &LinkedFile) -> Option<Url> {
        let from = self.document(file.from).0.to_file_path().ok()?;
        let folder = from.parent()?;
        let paths = file.paths.iter().map(|it| templates::beside(folder, it));
        let path = paths.into_iter().find(|it| it.is_file())?;
        Url::from_file_path(path).ok()
    }

    /// The document's version.
    pub(crate) fn version(&self) -> i32 {
        self.open.document.version()
    }

    /// The text, for positions.
    pub(crate) fn text(&self) -> &Text {
        self.open.document.text()
    }

    /// How to check: what the project says, and over it what the client's user set.
    pub(crate) fn check_config(&self) -> CheckConfig {
        let mut config = self.projects.config_for(self.uri());
        config.extend(&self.settings.check);
        config
    }

    /// The example inputs, mocks and scenarios that go with the document. Reads the disk.
    pub(crate) fn companions(&self) -> Vec<(PathBuf, Companion)> {
        self.projects.companions_of(self.uri())
    }

    /// How to complete for this client.
    pub(crate) fn completion_config(&self) -> CompletionConfig {
        CompletionConfig {
            snippets: self.client.snippets,
            workflow: self.check_config().workflow,
        }
    }

    /// How to format: always the canonical way, whatever the client's indentation, so that the editor and
    /// `asl fmt` agree.
    #[expect(
        clippy::unused_self,
        reason = "settings of the project will have a say"
    )]
    pub(crate) fn format_config(&self) -> FormatConfig {
        FormatConfig::default()
    }
}
