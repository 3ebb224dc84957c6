//! The open documents, each at its latest version.
//!
//! A document is an immutable value behind an `Arc`; a change puts a new one in its place. Readers take the `Arc` and
//! let go of the map, so nobody waits for anybody.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use asl_ide::{Document, DocumentKind, Format, format_of};
use asl_text::{Edit, Encoding, Text};
use dashmap::DashMap;
use serde_json::Value;
use tower_lsp::lsp_types as lsp;

use crate::lsp::from_proto;

/// An open document at one version.
#[derive(Debug)]
pub(crate) struct OpenDocument {
    /// Its name.
    pub(crate) uri: lsp::Url,
    /// What the client calls its language; clients disagree about it.
    language: String,
    /// Text, tree and meaning.
    pub(crate) document: Document,
    /// A change got lost: the text is not the client's, until it sends the whole text again.
    pub(crate) out_of_sync: bool,
    /// It is the client's, not only a file on the disk.
    is_open: bool,
}

/// The open documents.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    open: DashMap<lsp::Url, Arc<OpenDocument>>,
}

impl Documents {
    /// The document as it stands; the map is not held.
    pub(crate) fn get(&self, uri: &lsp::Url) -> Option<Arc<OpenDocument>> {
        self.open.get(uri).map(|it| Arc::clone(&it))
    }

    /// The names of all open documents.
    pub(crate) fn uris(&self) -> Vec<lsp::Url> {
        self.open.iter().map(|it| it.key().clone()).collect()
    }

    /// Opens a document, or opens it anew.
    pub(crate) fn open(&self, item: lsp::TextDocumentItem) {
        let format = notation(&item.uri, &item.language_id, &item.text);
        let document = Document::new(&item.text, format).with_version(item.version);
        let open = OpenDocument {
            uri: item.uri.clone(),
            language: item.language_id,
            document,
            out_of_sync: false,
            is_open: true,
        };
        self.open.insert(item.uri, Arc::new(open));
    }

    /// Applies changes; answers whether there is a new version.
    ///
    /// A version that is not above the last one is an old message that comes late, and is passed over.
    pub(crate) fn change(
        &self,
        params: &lsp::DidChangeTextDocumentParams,
        encoding: Encoding,
    ) -> bool {
        let Some(old) = self.get(&params.text_document.uri) else {
            return false;
        };
        if params.text_document.version <= old.document.version() {
            return false;
        }
        let new = old.changed(params, encoding);
        self.open.insert(new.uri.clone(), Arc::new(new));
        true
    }

    /// Gives a document examples of what executions begin with.
    ///
    /// A change that arrives at the same moment wins; the examples come with the next look then.
    pub(crate) fn set_examples(&self, uri: &lsp::Url, inputs: &[Value]) {
        if let Some(mut open) = self.open.get_mut(uri) {
            let new = OpenDocument {
                document: open.document.clone().with_examples(inputs),
                ..open.copy()
            };
            *open = Arc::new(new);
        }
    }

    /// Closes a document.
    pub(crate) fn close(&self, uri: &lsp::Url) {
        self.open.remove(uri);
    }

    /// Marks a document whose text is no longer the client's; answers whether it is open.
    pub(crate) fn lose_sync(&self, uri: &lsp::Url) -> bool {
        let Some(old) = self.get(uri) else {
            return false;
        };
        let lost = OpenDocument {
            out_of_sync: true,
            ..old.copy()
        };
        self.open.insert(uri.clone(), Arc::new(lost));
        true
    }
}

impl OpenDocument {
    /// Whether it is a state machine or a template with some: nothing is said about anything else.
    pub(crate) fn is_definition(&self) -> bool {
        let kind = self.document.kind(self.uri.path(), Some(&self.language));
        kind != DocumentKind::Other
    }

    /// A file that is not open.
    pub(crate) fn on_disk(uri: lsp::Url, text: &str) -> Self {
        let document = Document::new(text, notation(&uri, "", text));
        Self {
            uri,
            language: String::new(),
            document,
            out_of_sync: false,
            is_open: false,
        }
    }

    /// The version that the client gave; `None` for a file that is not open.
    pub(crate) fn version(&self) -> Option<i32> {
        self.is_open.then(|| self.document.version())
    }

    fn copy(&self) -> Self {
        Self {
            uri: self.uri.clone(),
            language: self.language.clone(),
            document: self.document.clone(),
            out_of_sync: self.out_of_sync,
            is_open: self.is_open,
        }
    }

    fn changed(&self, params: &lsp::DidChangeTextDocumentParams, encoding: Encoding) -> Self {
        let mut new = self.copy();
        let mut pending = Pending::new(self.document.text());
        for change in &params.content_changes {
            match change.range {
                None => pending.replace(&change.text),
                Some(range) => pending.edit(from_proto::range(range), &change.text, encoding),
            }
        }
        if pending.whole {
            new.out_of_sync = false;
        }
        if !new.out_of_sync {
            new.advance(&pending);
        }
        new.document.set_version(params.text_document.version);
        new
    }

    /// Text, tree and meaning after the changes. Should reparsing fail, a fresh parse does not depend on what was.
    fn advance(&mut self, pending: &Pending) {
        let advanced = catch_unwind(AssertUnwindSafe(|| self.reparsed(pending)));
        let fresh = || catch_unwind(AssertUnwindSafe(|| self.parsed(&pending.text)));
        match advanced.ok().flatten().map_or_else(fresh, Ok) {
            Ok(document) => self.document = document,
            Err(_) => self.out_of_sync = true,
        }
    }

    fn reparsed(&self, pending: &Pending) -> Option<Document> {
        if pending.whole {
            return Some(self.replaced(&pending.text.to_string()));
        }
        let mut document = self.document.clone();
        document.edit_all(&pending.edits).ok()?;
        Some(document)
    }

    fn replaced(&self, text: &str) -> Document {
        let format = notation(&self.uri, &self.language, text);
        if format != self.document.format() {
            return Document::new(text, format);
        }
        let mut document = self.document.clone();
        document.replace(text);
        document
    }

    fn parsed(&self, text: &Text) -> Document {
        Document::new(&text.to_string(), self.document.format())
    }
}

/// Changes of one notification, on the way to byte offsets: each is relative to the text that the one before left.
struct Pending {
    text: Text,
    edits: Vec<Edit>,
    /// The whole text was replaced; `text` is all that counts.
    whole: bool,
}

impl Pending {
    fn new(text: &Text) -> Self {
        Self {
            text: text.clone(),
            edits: Vec::new(),
            whole: false,
        }
    }

    fn replace(&mut self, text: &str) {
        (self.text, self.whole) = (Text::new(text), true);
    }

    fn edit(&mut self, range: asl_text::Range, insert: &str, encoding: Encoding) {
        let edit = Edit {
            range: self.text.text_range(range, encoding),
            insert: insert.to_owned(),
        };
        // The range comes from this very text, so it lies in it.
        let _ = self.text.apply(&edit);
        self.edits.push(edit);
    }
}

/// A document of a name that says neither is read as JSON; unless its content is a state machine it stays unnoticed.
fn notation(uri: &lsp::Url, language: &str, text: &str) -> Format {
    format_of(uri.path(), Some(language), text).unwrap_or(Format::Json)
}
