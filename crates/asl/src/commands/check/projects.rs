//! The `asl.toml` that holds for a file: the one in its folder, or in the nearest folder above.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use asl_check::{CheckConfig, Diagnostic, PROJECT_FILE, Project};

use super::run::Checked;
use crate::definition::shown;
use crate::files::{self, Source};
use crate::output;

/// The projects of the files that were asked about; each file is read once.
#[derive(Default)]
pub(crate) struct Projects {
    by_folder: HashMap<PathBuf, Option<Rc<Found>>>,
}

/// A project with where it was found.
struct Found {
    folder: PathBuf,
    project: Project,
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

/// What a project says of one file.
pub(crate) struct Said {
    /// How to check it.
    pub(crate) config: CheckConfig,
    /// It is not to be checked.
    pub(crate) is_excluded: bool,
}

impl Projects {
    /// What holds for a file.
    pub(crate) fn of(&mut self, path: &Path) -> Said {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let found = absolute.parent().and_then(|it| self.above(it));
        let Some(found) = found else {
            return Said {
                config: CheckConfig::default(),
                is_excluded: false,
            };
        };
        let relative = absolute.strip_prefix(&found.folder).unwrap_or(&absolute);
        let relative = relative.to_string_lossy().replace('\\', "/");
        Said {
            config: found.project.config_for(&relative),
            is_excluded: found.project.excludes(&relative),
        }
    }

    /// The project files in which something was found, as files that were checked.
    pub(super) fn into_checked(self) -> Vec<Checked> {
        let mut projects: Vec<_> = self.by_folder.into_values().flatten().collect();
        projects.sort_by(|a, b| a.folder.cmp(&b.folder));
        projects.dedup_by(|a, b| a.folder == b.folder);
        let with_findings = projects.iter().filter(|it| !it.diagnostics.is_empty());
        with_findings
            .map(|it| Checked {
                source: it.source.clone(),
                diagnostics: it.diagnostics.clone(),
                others: Vec::new(),
            })
            .collect()
    }

    fn above(&mut self, folder: &Path) -> Option<Rc<Found>> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let found = match read(folder) {
            Some(found) => Some(Rc::new(found)),
            None => folder.parent().and_then(|it| self.above(it)),
        };
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }
}

/// The project of that very folder. One that cannot be read is said so and does not hold.
fn read(folder: &Path) -> Option<Found> {
    let path = folder.join(PROJECT_FILE);
    if !path.is_file() {
        return None;
    }
    let shown = shown(&path);
    match files::read(&shown) {
        Ok(source) => {
            let (project, diagnostics) = Project::read(&source.text);
            Some(Found {
                folder: folder.to_owned(),
                project,
                source,
                diagnostics,
            })
        }
        Err(failure) => {
            output::complain(&failure.to_string());
            None
        }
    }
}
