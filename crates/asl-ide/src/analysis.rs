//! The immutable snapshot that every feature reads, and the plain words of places in it.

use std::sync::Arc;

use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;
use rustc_hash::FxHashMap;

use crate::Document;
use crate::embedded::{Link, Part};

/// Names a document in an [`Analysis`]; whoever makes the snapshot gives the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Documents at one moment. Immutable, cheap to clone, `Send + Sync`.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    documents: Arc<FxHashMap<FileId, Document>>,
    links: Arc<[Link]>,
}

/// An offset in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilePosition {
    /// The document.
    pub file: FileId,
    /// The offset in bytes.
    pub offset: TextSize,
}

/// A range in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRange {
    /// The document.
    pub file: FileId,
    /// The range in bytes.
    pub range: TextRange,
}

/// An answer about a piece of text, with that piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeInfo<T> {
    /// What the answer is about: what an editor underlines.
    pub range: TextRange,
    /// The answer.
    pub info: T,
}

/// A place to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavigationTarget {
    /// The document.
    pub file: FileId,
    /// What stands there: a state's name.
    pub name: String,
    /// All of it.
    pub full_range: TextRange,
    /// Where the cursor belongs: the name without quotes.
    pub focus_range: TextRange,
}

/// Edits of documents that belong together. The edits of one document do not overlap and are in
/// the order of their positions; all offsets are those before the change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceChange {
    /// Edits by document.
    pub edits: Vec<(FileId, Vec<Edit>)>,
}

impl Analysis {
    /// A snapshot of these documents.
    pub fn new(documents: impl IntoIterator<Item = (FileId, Document)>) -> Self {
        Self {
            documents: Arc::new(documents.into_iter().collect()),
            links: Arc::default(),
        }
    }

    /// The same snapshot with what is known of its documents: which templates name which definitions.
    pub fn with_links(mut self, links: impl IntoIterator<Item = Link>) -> Self {
        self.links = links.into_iter().collect();
        self
    }

    /// Which templates name which definitions.
    pub(crate) fn links(&self) -> &[Link] {
        &self.links
    }

    /// A snapshot of one document, and the name that it has in it.
    pub fn single(document: Document) -> (Self, FileId) {
        let file = FileId(0);
        (Self::new([(file, document)]), file)
    }

    /// A snapshot in which a definition inside of a document has that document's name.
    pub(crate) fn of_part(file: FileId, part: &Part) -> Self {
        Self::new([(file, part.document().clone())])
    }

    /// The document of that name.
    pub fn document(&self, file: FileId) -> Option<&Document> {
        self.documents.get(&file)
    }
}

#[cfg(test)]
mod tests {
    use super::Analysis;

    #[test]
    fn a_snapshot_goes_to_any_thread() {
        fn check<T: Clone + Send + Sync + 'static>() {}
        check::<Analysis>();
    }
}
