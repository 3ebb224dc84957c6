//! The `asl.toml` that holds for a document: read once, and again when the client says that one changed.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use asl_check::{CheckConfig, Companion, Diagnostic, PROJECT_FILE, Project};
use asl_text::Text;
use tower_lsp::lsp_types::Url;

use crate::companions::companions;

/// The projects of the documents that were asked about.
#[derive(Debug, Default)]
pub(crate) struct Projects {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// By every folder that was asked about.
    by_folder: HashMap<PathBuf, Option<Arc<Found>>>,
    /// Files that were read and whose findings are not published yet.
    fresh: HashSet<Url>,
    /// Files whose findings the client shows.
    shown: HashSet<Url>,
}

/// A project with what was found in it.
#[derive(Debug)]
pub(crate) struct Found {
    uri: Option<Url>,
    folder: PathBuf,
    project: Project,
    /// The file's text, for positions.
    pub(crate) text: Text,
    /// What is wrong in it.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Projects {
    /// What holds for a document. The first question in a folder reads the disk.
    pub(crate) fn config_for(&self, uri: &Url) -> CheckConfig {
        let Ok(path) = uri.to_file_path() else {
            return CheckConfig::default();
        };
        let found = path.parent().and_then(|it| self.known().above(it));
        found.map_or_else(CheckConfig::default, |found| {
            found.project.config_for(&relative(&path, &found.folder))
        })
    }

    /// The example inputs, mocks and scenarios that go with a document. Without a project those
    /// beside it that have its name. Reads folders: not for a request that has to be quick.
    pub(crate) fn companions_of(&self, uri: &Url) -> Vec<(PathBuf, Companion)> {
        let Ok(path) = uri.to_file_path() else {
            return Vec::new();
        };
        let Some(folder) = path.parent() else {
            return Vec::new();
        };
        let found = self.known().above(folder);
        let none = Project::default();
        let (folder, project) = match &found {
            Some(found) => (found.folder.as_path(), &found.project),
            None => (folder, &none),
        };
        companions(folder, &project.companions_of(&relative(&path, folder)))
    }

    /// The project that the file is, as it is on the disk; `None` where there is none any more.
    pub(crate) fn at(&self, uri: &Url) -> Option<Arc<Found>> {
        let path = uri.to_file_path().ok()?;
        let found = self.known().above(path.parent()?)?;
        (found.uri.as_ref() == Some(uri)).then_some(found)
    }

    /// The files that were read since the last question: their findings are to be published.
    pub(crate) fn fresh(&self) -> Vec<Url> {
        let mut known = self.known();
        let fresh: Vec<_> = known.fresh.drain().collect();
        known.shown.extend(fresh.iter().cloned());
        fresh
    }

    /// Forgets everything; answers the files whose findings the client still shows.
    pub(crate) fn forget(&self) -> Vec<Url> {
        let mut known = self.known();
        known.by_folder.clear();
        known.fresh.clear();
        known.shown.drain().collect()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A path as the project's patterns have it.
fn relative(path: &Path, folder: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

/// Whether the name is that of a project's file.
pub(crate) fn is_project(uri: &Url) -> bool {
    uri.path().rsplit('/').next() == Some(PROJECT_FILE)
}

impl Known {
    fn above(&mut self, folder: &Path) -> Option<Arc<Found>> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let found = match read(folder) {
            Some(found) => {
                self.fresh.extend(found.uri.clone());
                Some(Arc::new(found))
            }
            None => folder.parent().and_then(|it| self.above(it)),
        };
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }
}

fn read(folder: &Path) -> Option<Found> {
    let path = folder.join(PROJECT_FILE);
    let text = std::fs::read_to_string(&path).ok()?;
    let (project, diagnostics) = Project::read(&text);
    Some(Found {
        uri: Url::from_file_path(&path).ok(),
        folder: folder.to_owned(),
        project,
        text: Text::new(&text),
        diagnostics,
    })
}

#[cfg(test)]
mod tests {
    use asl_check::Companion;
    use tower_lsp::lsp_types::Url;

    use super::Projects;

    #[test]
    fn inputs_go_with_a_document() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("written");
            path
        };
        let definition = write("order.asl.json", "{}");
        let beside = write("order.input.json", "{}");
        let named = write("one.json", "{}");
        let uri = Url::from_file_path(definition).expect("absolute");
        let projects = Projects::default();
        assert_eq!(
            projects.companions_of(&uri),
            [(beside.clone(), Companion::Input)]
        );
        write("asl.toml", "scenarios = [\"one.json\"]");
        projects.forget();
        let expected = [(named, Companion::Input), (beside, Companion::Input)];
        assert_eq!(projects.companions_of(&uri), expected);
    }
}
