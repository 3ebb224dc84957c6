//! The parts of a document, each with its own text and tree, kept in step with the document.

use std::sync::Arc;

use asl_lang::WorkflowType;
use asl_model::Model;
use asl_model::host::{Definition, EmbeddedText, Host, PlacedResource, Resource, Segment};
use asl_syntax::ast::{LongMap, OffsetMap};
use asl_syntax::{Format, Parse, SyntaxKind, SyntaxNode, TextRange, TextSize};
use asl_text::{Edit, Encoding, Text};

use super::kept::Findings;
use crate::Document;

/// How many blanks behind an object are looked at.
const MOST_BLANKS: u32 = 4096;

/// A definition inside of a document.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    document: Document,
    resource: Arc<Resource>,
    /// What the offsets of the resource, the map and the segments are relative to.
    base: TextSize,
    shape: Shape,
    /// What was found in this version of the document.
    findings: Arc<Findings>,
}

/// How a definition stands in the document.
#[derive(Debug, Clone)]
enum Shape {
    /// As an object at `root`, with blanks behind it.
    Object {
        root: TextRange,
        blanks: usize,
        after: String,
        map: LongMap,
    },
    /// As a text.
    Text(Arc<EmbeddedText>),
}

/// The parts of a template after an edit; what did not change is taken over.
pub(crate) fn update(text: &Text, parse: &Parse, host: &Host, old: &[Part]) -> Arc<[Part]> {
    let around = Around { text, parse };
    let machines = host.machines().enumerate();
    let parts = machines.filter_map(|(index, (placed, _))| {
        let name = &placed.facts.name;
        let same = |it: &&Part| it.resource.name == *name;
        let named = old.iter().find(same).or_else(|| old.get(index));
        around.part(placed, named)
    });
    parts.collect()
}

/// The document around the parts.
struct Around<'a> {
    text: &'a Text,
    parse: &'a Parse,
}

impl Around<'_> {
    fn part(&self, placed: &PlacedResource, old: Option<&Part>) -> Option<Part> {
        match placed.facts.machine.as_ref()?.definition.as_ref()? {
            Definition::Inline(root) => self.object(placed, *root, old),
            Definition::Text(text) => Some(of_text(placed, text, old)),
            Definition::File { .. } => None,
        }
    }

    fn object(&self, placed: &PlacedResource, root: TextRange, old: Option<&Part>) -> Option<Part> {
        let (root, tree) = (root + placed.offset, placed.facts.syntax());
        let node = value_at(&tree, root - placed.offset)?;
        let (blanks, after) = (self.blanks(&node, root), self.after(&node, root));
        let green = node.green().into_owned();
        let parse = self.parse.part(green, root, blanks, &after);
        let whole = TextRange::new(root.start(), root.end() + TextSize::of(after.as_str()));
        let same = old.filter(|it| it.is_same_object(placed, blanks, &after, &parse));
        let (document, findings) = same.map_or_else(
            || {
                let text = self.text.part(whole, blanks);
                let model = old.map(|it| it.document.model());
                (Document::of_part(text, parse, model), Arc::default())
            },
            Part::unchanged,
        );
        let start = TextSize::new(u32::try_from(blanks).ok()?);
        Some(Part {
            document,
            findings,
            resource: Arc::clone(&placed.facts),
            base: placed.offset,
            shape: Shape::Object {
                root,
                blanks,
                after,
                map: LongMap::from(&OffsetMap::behind_blanks(start, whole - placed.offset)),
            },
        })
    }

    /// A block of YAML keeps its column; an object in braces, the indentation of its line.
    fn blanks(&self, node: &SyntaxNode, root: TextRange) -> usize {
        if root.is_empty() {
            return 0;
        }
        let column = self.text.position(root.start(), Encoding::Utf8).character;
        let line = root.start() - TextSize::new(column);
        let before = self.text.slice(TextRange::new(line, root.start()));
        let opens = node.first_token().map(|it| it.kind());
        if self.parse.format() == Format::Yaml && opens != Some(SyntaxKind::L_BRACE) {
            return before.len();
        }
        before.len() - before.trim_start_matches(' ').len()
    }

    /// The blanks behind an object where more of it could be written.
    fn after(&self, node: &SyntaxNode, root: TextRange) -> String {
        if node
            .last_token()
            .is_some_and(|it| it.kind() == SyntaxKind::R_BRACE)
        {
            return String::new();
        }
        let behind = TextRange::at(root.end(), TextSize::new(MOST_BLANKS));
        let behind = self.text.slice(behind);
        let blanks = behind.trim_start_matches([' ', '\n', '\r']);
        let after = &behind[..behind.len() - blanks.len()];
        if blanks.is_empty() {
            return after.to_owned();
        }
        let lines = after.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        after[..lines].to_owned()
    }
}

fn of_text(placed: &PlacedResource, text: &Arc<EmbeddedText>, old: Option<&Part>) -> Part {
    let old_text = old.and_then(|it| Some((it, it.embedded()?)));
    let (document, findings) = match old_text {
        Some((old, before)) if Arc::ptr_eq(before, text) => old.unchanged(),
        Some((old, before)) => match edit_between(before, text) {
            None => old.unchanged(),
            Some(edit) => (edited(&old.document, &edit, text), Arc::default()),
        },
        None => (Document::plain(text.text.clone()), Arc::default()),
    };
    Part {
        document,
        findings,
        resource: Arc::clone(&placed.facts),
        base: placed.offset,
        shape: Shape::Text(Arc::clone(text)),
    }
}

/// The edit between two versions of a text; `None` where they are the same.
fn edit_between(before: &EmbeddedText, text: &EmbeddedText) -> Option<Edit> {
    match text.since(before) {
        Some(edit) => edit.cloned(),
        None => Edit::between(&before.text.to_string(), &text.text.to_string()),
    }
}

/// The document with another text, which is nearly the old one.
fn edited(old: &Document, edit: &Edit, text: &EmbeddedText) -> Document {
    let mut document = old.clone();
    match document.edit(edit) {
        Ok(()) => document,
        Err(_) => Document::plain(text.text.clone()),
    }
}

/// The value that covers exactly this range.
fn value_at(root: &SyntaxNode, range: TextRange) -> Option<SyntaxNode> {
    if range.is_empty() {
        let missing =
            |it: &SyntaxNode| it.kind() == SyntaxKind::MISSING && it.text_range() == range;
        return root.descendants().find(missing);
    }
    let element = root.covering_element(range);
    let node = element.as_node().cloned().or_else(|| element.parent())?;
    let values = |it: &SyntaxNode| matches!(it.kind(), SyntaxKind::MAPPING | SyntaxKind::SCALAR);
    node.ancestors()
        .chain(node.descendants())
        .find(|it| it.text_range() == range && values(it))
}

impl Part {
    /// The definition as a document of its own.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// The same document again, with what was found in it.
    fn unchanged(&self) -> (Document, Arc<Findings>) {
        (self.document.clone(), Arc::clone(&self.findings))
    }

    /// What was found in it, for whoever asks again.
    pub(super) fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Whether it is that object of the same resource: comparing trees would cost more than all else.
    fn is_same_object(
        &self,
        placed: &PlacedResource,
        now: usize,
        behind: &str,
        parse: &Parse,
    ) -> bool {
        let Shape::Object { blanks, after, .. } = &self.shape else {
            return false;
        };
        Arc::ptr_eq(&self.resource, &placed.facts)
            && *blanks == now
            && after == behind
            && self.document.parse().errors() == parse.errors()
    }

    /// The resource that it defines.
    pub(crate) fn resource(&self) -> &Arc<Resource> {
        &self.resource
    }

    /// Where the resource's entry stands in the document around.
    pub(crate) fn base(&self) -> TextSize {
        self.base
    }

    /// What the template says of the workflow's type.
    pub(crate) fn workflow(&self) -> Option<WorkflowType> {
        self.resource.machine.as_ref()?.workflow
    }

    /// Whether it is an object of the template, not a text in it.
    pub(crate) fn is_object(&self) -> bool {
        matches!(self.shape, Shape::Object { .. })
    }

    /// The blanks before each of its lines that belong to the document around.
    pub(super) fn indent(&self) -> Option<usize> {
        match &self.shape {
            Shape::Object { blanks, .. } => Some(*blanks),
            Shape::Text(_) => None,
        }
    }

    /// The scalars that it comes from, relative to [`Part::base`]; none for an object.
    pub(super) fn segments(&self) -> &[Segment] {
        self.embedded().map_or(&[], |it| &it.segments)
    }

    /// The object's own range in the document around.
    pub(super) fn root(&self) -> Option<TextRange> {
        match &self.shape {
            Shape::Object { root, .. } => Some(*root),
            Shape::Text(_) => None,
        }
    }

    /// The map, relative to [`Part::base`].
    pub(super) fn map(&self) -> &LongMap {
        match &self.shape {
            Shape::Object { map, .. } => map,
            Shape::Text(text) => &text.map,
        }
    }

    /// The text that it is.
    fn embedded(&self) -> Option<&Arc<EmbeddedText>> {
        match &self.shape {
            Shape::Object { .. } => None,
            Shape::Text(text) => Some(text),
        }
    }

    /// Where it stands in the document around.
    pub(crate) fn range(&self) -> TextRange {
        match &self.shape {
            Shape::Object { root, after, .. } => {
                TextRange::new(root.start(), root.end() + TextSize::of(after.as_str()))
            }
            Shape::Text(text) => {
                let at = |it: Option<&Segment>| it.map(|it| it.source).unwrap_or_default();
                let (first, last) = (text.segments.first(), text.segments.last());
                at(first).cover(at(last)) + self.base
            }
        }
    }

    /// The offset in it of an offset in the document around.
    pub(crate) fn to_part(&self, offset: TextSize) -> Option<TextSize> {
        let inside = offset.checked_sub(self.base)?;
        match &self.shape {
            Shape::Object { .. } => self.range().contains_inclusive(offset).then_some(())?,
            Shape::Text(text) => {
                let behind = text.segments.partition_point(|it| it.source.end() < inside);
                let segment = text.segments.get(behind)?;
                (segment.source.start() <= inside).then_some(())?;
            }
        }
        Some(self.map().to_decoded(inside))
    }

    /// The offset in the document around of an offset in it.
    pub(crate) fn to_host(&self, offset: TextSize) -> TextSize {
        self.map().to_source(offset) + self.base
    }

    /// The range in the document around of a range in it.
    pub(crate) fn to_host_range(&self, range: TextRange) -> TextRange {
        self.map().to_source_range(range) + self.base
    }

    /// Whether an offset in the document around stands in it, on the text of `host`: behind an
    /// object in a block, only in the object's column or right of it.
    pub(crate) fn holds(&self, host: &Text, offset: TextSize) -> bool {
        if self.to_part(offset).is_none() {
            return false;
        }
        match &self.shape {
            Shape::Object { root, blanks, .. } if offset > root.end() => {
                let column = host.position(offset, Encoding::Utf8).character;
                column as usize >= (*blanks).max(1)
            }
            _ => true,
        }
    }
}

impl Document {
    /// A document of a part that shares the tree of the document around.
    fn of_part(text: Text, parse: Parse, previous: Option<&Model>) -> Self {
        Self::assembled(text, Model::lower(&parse, previous), parse)
    }
}
