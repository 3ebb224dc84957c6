//! What executions of the open documents begin with, by the example inputs in the files beside them.
//!
//! The disk is read by [`Examples::look`], off the transport's task, and not more often than every few seconds.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use asl_check::Companion;
use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::projects::Projects;

/// How long what was seen is believed.
const FRESH: Duration = Duration::from_secs(2);
/// More say no more.
const MOST: usize = 20;
/// The largest input of an execution is 256 KiB.
const MOST_BYTES: u64 = 300_000;

/// The example inputs by document.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    known: Mutex<HashMap<Url, Seen>>,
}

#[derive(Debug)]
struct Seen {
    at: Instant,
    files: Vec<(PathBuf, Option<SystemTime>)>,
}

impl Examples {
    /// The example inputs of a document when they are other ones than at the last look. Reads the disk.
    pub(crate) fn look(&self, uri: &Url, projects: &Projects) -> Option<Arc<[Value]>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.get(uri);
        if before.is_some_and(|it| it.at.elapsed() < FRESH) {
            return None;
        }
        let inputs = projects.companions_of(uri).into_iter();
        let inputs = inputs.filter(|it| it.1 == Companion::Input).take(MOST);
        let changed = |path: &PathBuf| path.metadata().and_then(|it| it.modified()).ok();
        let files: Vec<_> = inputs
            .map(|it| (changed(&it.0), it.0))
            .map(|it| (it.1, it.0))
            .collect();
        let is_same = before.map_or(files.is_empty(), |it| it.files == files);
        let values = (!is_same).then(|| files.iter().filter_map(|it| read(&it.0)).collect());
        let at = Instant::now();
        known.insert(uri.clone(), Seen { at, files });
        values
    }

    /// The document is closed: when it is opened again it knows nothing.
    pub(crate) fn forget(&self, uri: &Url) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(uri);
    }
}

fn read(path: &PathBuf) -> Option<Value> {
    if path.metadata().ok()?.len() > MOST_BYTES {
        return None;
    }
    serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()
}
