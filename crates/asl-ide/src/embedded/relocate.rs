//! Answers about a part, brought back to the document around it.

use asl_check::{Diagnostic, Fix};
use asl_syntax::TextRange;
use asl_text::Edit;

use super::Part;
use super::back::Writer;
use crate::{
    CallHierarchyItem, CodeAction, CodeLens, CodeLensKind, CompletionItem, Document,
    DocumentHighlight, DocumentLink, DocumentSymbol, FileId, FileRange, FoldingRange, Graph,
    InlayHint, NavigationTarget, RangeInfo, SemanticToken, SignatureHelp, SourceChange,
    Transitions,
};

/// The way from a part to the document around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way<'a> {
    /// The document around.
    pub(crate) host: &'a Document,
    /// Its name; the part has the same.
    pub(crate) file: FileId,
    /// The part.
    pub(crate) part: &'a Part,
}

/// Something with offsets that can be brought back.
pub(crate) trait Relocate: Sized {
    /// The same about the document around; `None` for what has no place there.
    fn relocate(self, way: &Way<'_>) -> Option<Self>;
}

impl Way<'_> {
    /// Brings back all that has a place.
    pub(crate) fn all<T: Relocate>(&self, items: Vec<T>) -> Vec<T> {
        let items = items.into_iter();
        items.filter_map(|it| it.relocate(self)).collect()
    }

    /// Brings back all of it or nothing.
    pub(crate) fn every<T: Relocate>(&self, items: Vec<T>) -> Option<Vec<T>> {
        items.into_iter().map(|it| it.relocate(self)).collect()
    }
}

impl Relocate for TextRange {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(way.part.to_host_range(self))
    }
}

impl Relocate for Edit {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        way.edit(&self, Writer::Edit)
    }
}

impl<T: Relocate> Relocate for Vec<T> {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(way.all(self))
    }
}

impl Relocate for String {
    fn relocate(self, _: &Way<'_>) -> Option<Self> {
        Some(self)
    }
}

impl<T: Relocate> Relocate for Option<T> {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(self.and_then(|it| it.relocate(way)))
    }
}

impl Relocate for SignatureHelp {
    fn relocate(self, _: &Way<'_>) -> Option<Self> {
        Some(self)
    }
}

impl<T: Relocate> Relocate for RangeInfo<T> {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(Self {
            range: self.range.relocate(way)?,
            info: self.info.relocate(way)?,
        })
    }
}

impl Relocate for NavigationTarget {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        if self.file != way.file {
            return Some(self);
        }
        Some(Self {
            full_range: self.full_range.relocate(way)?,
            focus_range: self.focus_range.relocate(way)?,
            ..self
        })
    }
}

impl Relocate for FileRange {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        if self.file != way.file {
            return Some(self);
        }
        Some(Self {
            range: self.range.relocate(way)?,
            ..self
        })
    }
}

impl Relocate for SourceChange {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        let edits = self.edits.into_iter().map(|(file, edits)| {
            let edits = if file == way.file {
                way.edits(edits)?
            } else {
                edits
            };
            Some((file, edits))
        });
        Some(Self {
            edits: edits.collect::<Option<_>>()?,
        })
    }
}

impl Relocate for CompletionItem {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        let writer = if self.snippet {
            Writer::Snippet
        } else {
            Writer::Completion
        };
        let edit = way.edit(&self.edit, writer)?;
        // A client compares what it replaces with the filter text, so that it is written alike.
        let filter = way.edit(
            &Edit {
                range: self.edit.range,
                insert: self.filter_text.clone(),
            },
            Writer::Completion,
        );
        Some(Self {
            additional: way.every(self.additional)?,
            filter_text: filter.map_or(self.filter_text, |it| it.insert.trim_start().to_owned()),
            edit,
            ..self
        })
    }
}

impl Relocate for Diagnostic {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        let related = self.related.into_iter();
        let related = related.map(|it| it.moved(|at| way.part.to_host_range(at)));
        let fixes = self.fixes.into_iter().filter_map(|it| {
            Some(Fix {
                edits: way.edits(it.edits)?,
                ..it
            })
        });
        Some(Self {
            range: self.range.relocate(way)?,
            related: related.collect(),
            fixes: fixes.collect(),
            aws: self.aws.map(|mut aws| {
                aws.at = way.part.to_host_range(aws.at);
                aws
            }),
            ..self
        })
    }
}

impl Relocate for CodeAction {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(Self {
            change: self.change.relocate(way)?,
            diagnostic: self.diagnostic.and_then(|it| it.relocate(way)),
            ..self
        })
    }
}

impl Relocate for DocumentHighlight {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(Self {
            range: self.range.relocate(way)?,
            ..self
        })
    }
}

impl Relocate for DocumentSymbol {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        let range = self.range.relocate(way)?;
        let name = self.selection_range.relocate(way)?;
        Some(Self {
            range: range.cover(name),
            selection_range: name,
            children: self.children.relocate(way)?,
            ..self
        })
    }
}

impl Relocate for FoldingRange {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        let range = self.range.relocate(way)?;
        let text = way.host.text();
        let spans = text.line(range.start()) < text.line(range.end());
        spans.then_some(Self { range, ..self })
    }
}

/// Clients take tokens of one line only.
impl Relocate for SemanticToken {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        let range = self.range.relocate(way)?;
        let text = way.host.text();
        let on_one_line = text.line(range.start()) == text.line(range.end());
        on_one_line.then_some(Self { range, ..self })
    }
}

impl Relocate for CallHierarchyItem {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        let name = self.selection_range.relocate(way)?;
        Some(Self {
            range: self.range.relocate(way)?.cover(name),
            selection_range: name,
            ..self
        })
    }
}

impl Relocate for Transitions {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(Self {
            state: self.state.relocate(way)?,
            ranges: self.ranges.relocate(way)?,
            ..self
        })
    }
}

impl Relocate for CodeLens {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(Self {
            range: self.range.relocate(way)?,
            kind: match self.kind {
                CodeLensKind::WaysIn(ways) => CodeLensKind::WaysIn(ways.relocate(way)?),
                other => other,
            },
        })
    }
}

impl Relocate for DocumentLink {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(Self {
            range: self.range.relocate(way)?,
            ..self
        })
    }
}

impl Relocate for InlayHint {
    fn relocate(self, way: &Way<'_>) -> Option<Self> {
        Some(Self {
            offset: way.part.to_host(self.offset),
            ..self
        })
    }
}

impl Relocate for Graph {
    fn relocate(mut self, way: &Way<'_>) -> Option<Self> {
        for node in &mut self.nodes {
            let text = node.text;
            node.text =
                text.map(|(all, name)| (way.part.to_host_range(all), way.part.to_host_range(name)));
        }
        Some(self)
    }
}
