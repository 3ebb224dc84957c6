//! The files that belong together: templates, and the definition files that they name.
//!
//! The disk is read by [`Templates::look`], which the publisher calls before it checks a document; what requests ask
//! is what was seen then. A document that is open counts as it stands in the editor.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use asl_ide::{Analysis, Document, FileId, Link, format_of, is_definition_name};
use tower_lsp::lsp_types::Url;

use crate::documents::Documents;

/// How long what was seen is believed.
const FRESH: Duration = Duration::from_secs(1);
/// How many folders a template is looked for in: that of the definition, and those above.
const ABOVE: usize = 4;
/// In how many of them the folders in it are looked at too.
const BESIDE: usize = 3;
/// How many files are looked at, the nearest ones first.
const MOST: usize = 200;
/// The largest template of CloudFormation; a definition is no larger either.
const MOST_BYTES: u64 = 1_100_000;

/// The files that were seen near the documents.
#[derive(Debug, Default)]
pub(crate) struct Templates {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// The templates that may name the definitions of a folder.
    near: HashMap<PathBuf, (Instant, Vec<PathBuf>)>,
    files: HashMap<PathBuf, Seen>,
}

#[derive(Debug)]
struct Seen {
    at: Instant,
    changed: Option<SystemTime>,
    document: Option<Document>,
}

/// What belongs to a document: further documents, and how they are connected. The document itself is number 0.
#[derive(Debug, Default)]
pub(crate) struct Related {
    /// The further documents; the first one is number 1.
    pub(crate) files: Vec<(Url, Document)>,
    /// Which templates name which definitions.
    pub(crate) links: Vec<Link>,
}

impl Templates {
    /// Looks at the disk for what belongs to a document.
    pub(crate) fn look(&self, uri: &Url, document: &Document) {
        let Ok(path) = uri.to_file_path() else {
            return;
        };
        let mut known = self.known();
        if document.host().is_some() {
            for (_, definition) in named(&path, document) {
                known.read(&definition);
            }
        } else if let Some(folder) = path.parent() {
            known.look_near(folder);
        }
    }

    /// What belongs to a document, as far as it was seen.
    pub(crate) fn related(&self, uri: &Url, document: &Document, open: &Documents) -> Related {
        let mut related = Related::default();
        let Ok(path) = uri.to_file_path() else {
            return related;
        };
        let known = self.known();
        let current = |path: &Path| {
            let uri = Url::from_file_path(path).ok()?;
            let open = open.get(&uri).map(|it| it.document.clone());
            let seen = || known.files.get(path)?.document.clone();
            Some((uri, open.or_else(seen)?))
        };
        if document.host().is_some() {
            for (machine, definition) in named(&path, document) {
                related.add_definition(&machine, current(&definition));
            }
            return related;
        }
        let near = path.parent().and_then(|it| known.near.get(it));
        let near = near.map_or(&[][..], |it| &it.1);
        let mut templates: Vec<_> = near.iter().filter_map(|it| current(it)).collect();
        for uri in open.uris() {
            let document = open.get(&uri).map(|it| it.document.clone());
            let is_new = templates.iter().all(|it| it.0 != uri);
            templates.extend(document.filter(|_| is_new).map(|it| (uri, it)));
        }
        for (uri, template) in templates {
            related.add_template(&path, uri, template);
        }
        related
    }

    /// Forgets what was seen, so that it is looked at again.
    pub(crate) fn forget(&self) {
        *self.known() = Known::default();
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files around definitions on the disk, for whoever has none open.
#[derive(Debug, Default)]
pub struct Surroundings {
    templates: Templates,
    open: Documents,
}

/// A document with what is around it on the disk.
pub struct Around {
    /// The document has the number 0 in it, and the others the numbers behind that.
    pub analysis: Analysis,
    /// Where the others are, in the order of their numbers.
    pub others: Vec<PathBuf>,
}

impl Surroundings {
    /// A snapshot of the document at `path`, which has the number 0, with the templates and definitions around it.
    pub fn snapshot(&self, path: &Path, document: Document) -> Analysis {
        self.look(path, document).analysis
    }

    /// The same with the places of the others.
    pub fn look(&self, path: &Path, document: Document) -> Around {
        let absolute = std::path::absolute(path).ok();
        let uri = absolute.and_then(|it| Url::from_file_path(it).ok());
        let Some(uri) = uri else {
            return Around {
                analysis: Analysis::single(document).0,
                others: Vec::new(),
            };
        };
        self.templates.look(&uri, &document);
        let related = self.templates.related(&uri, &document, &self.open);
        let others = related.files.iter();
        Around {
            others: others.filter_map(|it| it.0.to_file_path().ok()).collect(),
            analysis: related.analysis(document),
        }
    }
}

/// Whether a change of that file can be one of a template or a definition.
pub(crate) fn may_matter(uri: &Url) -> bool {
    is_definition_name(uri.path()) || format_of(uri.path(), None, "").is_some()
}

impl Related {
    /// A snapshot of the document and of what belongs to it.
    pub(crate) fn analysis(&self, document: Document) -> Analysis {
        let others = self.files.iter().map(|it| it.1.clone());
        let documents = std::iter::once(document).chain(others);
        Analysis::new((0..).map(FileId).zip(documents)).with_links(self.links.iter().cloned())
    }

    fn next(&self) -> FileId {
        FileId(u32::try_from(self.files.len() + 1).unwrap_or(u32::MAX))
    }

    fn add_definition(&mut self, machine: &str, file: Option<(Url, Document)>) {
        let Some(file) = file else { return };
        let known = self.files.iter().position(|it| it.0 == file.0);
        let definition = known.map_or(self.next(), |it| {
            FileId(u32::try_from(it + 1).unwrap_or(u32::MAX))
        });
        if known.is_none() {
            self.files.push(file);
        }
        self.links.push(Link {
            template: FileId(0),
            machine: machine.into(),
            definition,
        });
    }

    fn add_template(&mut self, definition: &Path, uri: Url, template: Document) {
        let Ok(path) = uri.to_file_path() else {
            return;
        };
        let links: Vec<_> = named(&path, &template)
            .into_iter()
            .filter(|it| it.1 == definition)
            .map(|(machine, _)| Link {
                template: self.next(),
                machine: machine.into(),
                definition: FileId(0),
            })
            .collect();
        if !links.is_empty() {
            self.links.extend(links);
            self.files.push((uri, template));
        }
    }
}

impl Known {
    /// Reads a file unless what was seen of it still holds.
    fn read(&mut self, path: &Path) -> Option<&Document> {
        let fresh = |it: &Seen| it.at.elapsed() < FRESH;
        if !self.files.get(path).is_some_and(fresh) {
            let facts = std::fs::metadata(path).ok();
            let facts = facts.filter(|it| it.is_file() && it.len() <= MOST_BYTES);
            let changed = facts.and_then(|it| it.modified().ok());
            let old = self.files.remove(path);
            let same = old.filter(|it| changed.is_some() && it.changed == changed);
            let document = match same {
                Some(old) => old.document,
                None => changed.and_then(|_| document(path)),
            };
            let at = Instant::now();
            let seen = Seen {
                at,
                changed,
                document,
            };
            self.files.insert(path.to_owned(), seen);
        }
        self.files.get(path)?.document.as_ref()
    }

    /// Finds the templates near a folder: in it, in the folders above, and in those beside it.
    fn look_near(&mut self, folder: &Path) {
        let fresh = |it: &(Instant, _)| it.0.elapsed() < FRESH;
        if self.near.get(folder).is_some_and(fresh) {
            return;
        }
        let mut found = Vec::new();
        for path in candidates(folder) {
            let is_template = |it: &Document| it.host().is_some();
            if self.read(&path).is_some_and(is_template) {
                found.push(path);
            }
        }
        self.near.insert(folder.to_owned(), (Instant::now(), found));
    }
}

/// The files near a folder that may be templates, the nearest first.
fn candidates(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let add = |found: &mut Vec<PathBuf>, files: Vec<PathBuf>| {
        for file in files {
            if found.len() < MOST && !found.contains(&file) {
                found.push(file);
            }
        }
    };
    let temporary = std::env::temp_dir();
    for (level, above) in folder.ancestors().take(ABOVE).enumerate() {
        // Nobody's project: everybody's files are in there.
        if above == temporary || above.parent().is_none() {
            break;
        }
        let (files, folders) = entries(above);
        add(&mut found, files);
        for beside in folders.iter().filter(|_| level < BESIDE) {
            if found.len() < MOST {
                add(&mut found, entries(beside).0);
            }
        }
        if above.join(".git").exists() {
            break;
        }
    }
    found
}

/// The files of a folder that may be templates, and the folders in it.
fn entries(folder: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in entries.take(MOST * 10) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|it| it.is_dir());
        if is_folder && !name.starts_with('.') && name != "node_modules" {
            folders.push(entry.path());
        } else if !is_folder && may_be_template(&name) {
            files.push(entry.path());
        }
    }
    files.sort();
    folders.sort();
    (files, folders)
}

fn may_be_template(name: &str) -> bool {
    format_of(name, None, "").is_some() && !is_definition_name(name)
}

/// A template, or a definition; nothing for other files, of which most are told apart without being parsed.
fn document(path: &Path) -> Option<Document> {
    let text = std::fs::read_to_string(path).ok()?;
    let name = path.to_string_lossy();
    let has = |word| text.contains(word);
    let may_matter = has("StateMachine") || has("stateMachines") || has("States");
    let format = format_of(&name, None, &text).filter(|_| may_matter)?;
    Some(Document::new(&text, format))
}

/// The definition files that a template names: logical id and path.
fn named(template: &Path, document: &Document) -> Vec<(String, PathBuf)> {
    let folder = template.parent().unwrap_or(template);
    let files = document.definition_files();
    files
        .map(|(machine, path)| (machine.to_owned(), beside(folder, path)))
        .collect()
}

/// A path relative to a folder, without `.` and `..`.
pub(crate) fn beside(folder: &Path, path: &str) -> PathBuf {
    let mut out = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
