//! The definitions in the client's folders, those that are open as they stand in the editor.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::SystemTime;

use asl_ide::is_definition_name;
use ignore::WalkBuilder;
use tokio::sync::Notify;
use tower_lsp::lsp_types as lsp;

use crate::documents::{Documents, OpenDocument};

/// No more files than this are read: a workspace may be a whole disk.
const MOST: usize = 2_000;
/// A larger file is no definition that AWS would take.
const MOST_BYTES: u64 = 4 << 20;

/// The folders, and the files that were read in them.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    folders: RwLock<Vec<PathBuf>>,
    read: Mutex<HashMap<PathBuf, Seen>>,
    /// Wakes whoever waits for something to be different.
    pub(crate) changed: Notify,
}

/// A file as it was when it was read.
#[derive(Debug, Clone)]
struct Seen {
    changed: Option<SystemTime>,
    document: Arc<OpenDocument>,
}

impl Workspace {
    /// The folders that the client begins with; older clients have one root.
    pub(crate) fn begin(&self, params: &lsp::InitializeParams) {
        let root = params.root_uri.iter();
        let folders = params.workspace_folders.iter().flatten();
        let named: Vec<_> = folders.map(|it| &it.uri).collect();
        let folders = if named.is_empty() {
            root.collect()
        } else {
            named
        };
        self.change(folders.into_iter(), std::iter::empty());
    }

    /// The client's folders changed.
    pub(crate) fn changed_by(&self, event: &lsp::WorkspaceFoldersChangeEvent) {
        let (added, removed) = (event.added.iter(), event.removed.iter());
        self.change(added.map(|it| &it.uri), removed.map(|it| &it.uri));
    }

    /// Folders that came and went.
    fn change<'a>(
        &self,
        added: impl Iterator<Item = &'a lsp::Url>,
        removed: impl Iterator<Item = &'a lsp::Url>,
    ) {
        let path = |it: &lsp::Url| it.to_file_path().ok();
        let gone: Vec<_> = removed.filter_map(path).collect();
        {
            let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
            folders.retain(|it| !gone.contains(it));
            folders.extend(added.filter_map(path));
            folders.dedup();
        }
        self.changed.notify_waiters();
    }

    /// All definitions: the open ones, then those on the disk, as git sees them. Reads folders and files.
    pub(crate) fn definitions(&self, open: &Documents) -> Vec<Arc<OpenDocument>> {
        let mut found: Vec<_> = open.uris().iter().filter_map(|it| open.get(it)).collect();
        let is_open = |path: &Path| {
            let uri = lsp::Url::from_file_path(path).ok();
            uri.is_some_and(|it| open.get(&it).is_some())
        };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut current = HashMap::new();
        for path in self.files().filter(|it| !is_open(it)) {
            let Some(seen) = look(&path, read.get(&path)) else {
                continue;
            };
            found.push(Arc::clone(&seen.document));
            current.insert(path, seen);
        }
        *read = current;
        found.retain(|it| it.is_definition());
        found
    }

    fn files(&self) -> impl Iterator<Item = PathBuf> {
        let folders = self.folders.read().unwrap_or_else(PoisonError::into_inner);
        let mut folders = folders.iter();
        let walk = folders.next().map(|first| {
            let mut builder = WalkBuilder::new(first);
            for folder in folders {
                builder.add(folder);
            }
            builder.require_git(false).build()
        });
        let entries = walk.into_iter().flatten().filter_map(Result::ok);
        let named = entries.filter(|it| is_definition_name(&it.file_name().to_string_lossy()));
        let files = named.filter(|it| it.file_type().is_some_and(|it| it.is_file()));
        files.map(ignore::DirEntry::into_path).take(MOST)
    }
}

/// The file as it is now; what was read before when it has not changed.
fn look(path: &Path, before: Option<&Seen>) -> Option<Seen> {
    let metadata = path.metadata().ok()?;
    let changed = metadata.modified().ok();
    let same = before.filter(|it| it.changed == changed && changed.is_some());
    if let Some(same) = same {
        return Some(same.clone());
    }
    if metadata.len() > MOST_BYTES {
        return None;
    }
    let text = std::fs::read_to_string(path).ok()?;
    let uri = lsp::Url::from_file_path(path).ok()?;
    let document = Arc::new(OpenDocument::on_disk(uri, &text));
    Some(Seen { changed, document })
}
