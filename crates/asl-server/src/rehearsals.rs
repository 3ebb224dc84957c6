//! The executions that hover shows values of, and the examples for them in the files beside a definition.
//!
//! The disk is looked at off the transport's task and not more often than every few seconds; files are read when
//! they changed.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use asl_check::Companion;
use asl_ide::{Example, HoverConfig, Mocks, Stop};
use tower_lsp::lsp_types::Url;

use crate::cases::{self, Case};
use crate::reports::stem;
use crate::snapshot::Snapshot;

/// How long what was seen is believed.
const FRESH: Duration = Duration::from_secs(2);

/// The real time that an execution may take: somebody waits for the page.
pub(crate) const MOST: Duration = Duration::from_secs(2);

/// The examples by document, and the executions.
#[derive(Debug, Default)]
pub(crate) struct Rehearsals {
    known: Mutex<HashMap<Url, Seen>>,
    kept: Arc<asl_ide::Rehearsals>,
}

#[derive(Debug, Clone)]
struct Seen {
    /// When it was looked at; nothing since files changed.
    at: Option<Instant>,
    files: Vec<(PathBuf, Option<SystemTime>)>,
    example: Option<Arc<Example>>,
}

impl Rehearsals {
    /// What hover needs to show values in a document. May read the disk.
    pub(crate) fn config(&self, snapshot: &Snapshot, stop: Stop) -> HoverConfig {
        let config = snapshot.check_config();
        HoverConfig {
            example: self.example(snapshot),
            values: config.substitutions,
            workflow: config.workflow,
            rehearsals: Arc::clone(&self.kept),
            stop,
        }
    }

    /// The document is closed.
    pub(crate) fn forget(&self, uri: &Url) {
        self.known().remove(uri);
    }

    /// Files changed on the disk: they are looked at again.
    pub(crate) fn look_again(&self) {
        self.known().values_mut().for_each(|it| it.at = None);
    }

    /// The same one as long as no file changes.
    fn example(&self, snapshot: &Snapshot) -> Option<Arc<Example>> {
        let before = self.known().get(snapshot.uri()).cloned();
        if let Some(before) = before.as_ref().filter(|it| it.is_fresh()) {
            return before.example.clone();
        }
        let files = files(snapshot);
        let same = before.filter(|it| it.files == files);
        let example = match same {
            Some(before) => before.example,
            None => example(snapshot, &files).map(Arc::new),
        };
        let seen = Seen {
            at: Some(Instant::now()),
            files,
            example: example.clone(),
        };
        self.known().insert(snapshot.uri().clone(), seen);
        example
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Url, Seen>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn is_fresh(&self) -> bool {
        self.at.is_some_and(|it| it.elapsed() < FRESH)
    }
}

/// The inputs and mocks beside a document, and when they were written.
fn files(snapshot: &Snapshot) -> Vec<(PathBuf, Option<SystemTime>)> {
    let companions = snapshot.companions().into_iter();
    let wanted = companions.filter(|it| matches!(it.1, Companion::Input | Companion::Mocks));
    let written = |path: &PathBuf| path.metadata().and_then(|it| it.modified()).ok();
    wanted
        .map(|it| (written(&it.0), it.0))
        .map(|(time, path)| (path, time))
        .collect()
}

/// The first test case that has an input; without any the input alone.
fn example(snapshot: &Snapshot, files: &[(PathBuf, Option<SystemTime>)]) -> Option<Example> {
    if files.is_empty() {
        return None;
    }
    let cases = cases::cases(snapshot);
    let of_case = cases.iter().find_map(|case| {
        let input = cases::input_file(snapshot, Some(&case.name))?;
        Some((input, Some(case)))
    });
    let (path, case) = of_case.or_else(|| {
        let input = cases::input_file(snapshot, None).or_else(|| cases::any_input(snapshot))?;
        Some((input, cases.first()))
    })?;
    let name = path.file_name()?.to_string_lossy().into_owned();
    Some(Example {
        name,
        input: cases::read(&path)?,
        mocks: case.map(mocks),
        state_machine: stem(snapshot.uri()),
    })
}

fn mocks(case: &Case) -> Mocks {
    Mocks {
        name: "mocks".to_owned(),
        config: case.mocks.clone(),
        state_machine: Some(case.state_machine.clone()),
        test_case: Some(case.name.clone()),
    }
}
