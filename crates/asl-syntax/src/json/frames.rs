//! The blocks that are open, and what their columns say about a missing brace.
//!
//! A guess reads only what stands before it, so that a block may be parsed again alone: [`context`] finds the same
//! frames in the old tree that the parser had when it came to the block.

use asl_text::TextSize;

use crate::reparse::Block;
use crate::{SyntaxElement, SyntaxKind, SyntaxNode};

/// A block that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// `{` or `[`.
    pub(super) mapping: bool,
    /// Where the brace or bracket stands.
    pub(super) opener: usize,
    /// Where the line of the opener starts; `usize::MAX` if that line is not part of what is being parsed.
    pub(super) line: usize,
    /// The column of the entry or item that the block is the value of, if that begins its line.
    pub(super) indent: Option<u32>,
    /// The column of the first entry or item that begins its line.
    pub(super) column: Option<u32>,
}

/// What surrounds a block that is parsed alone.
pub(super) struct Context {
    /// The blocks around it, from the outermost on.
    pub(super) frames: Vec<Frame>,
    /// Its own [`Frame::indent`].
    pub(super) indent: Option<u32>,
}

impl Context {
    /// Of a block in a text without errors, where only how deep it stands matters.
    pub(super) fn inside(block: &SyntaxNode) -> Self {
        let around = block.ancestors().skip(1).filter(is_block);
        let frame = |it: SyntaxNode| Frame {
            mapping: it.kind() == SyntaxKind::MAPPING,
            opener: 0,
            line: usize::MAX,
            indent: None,
            column: None,
        };
        let mut frames: Vec<Frame> = around.map(frame).collect();
        frames.reverse();
        // Behind the outermost block the parser would look for more.
        if frames.is_empty() {
            frames.push(frame(block.clone()));
        }
        Self {
            frames,
            indent: None,
        }
    }
}

/// Whether something in the column `column` that begins a line shows that the last frame ended before it: it stands
/// left of its siblings and in line with those of a block outside, or the block is empty so far and it stands where
/// the block's own siblings do.
pub(super) fn ends_before(frames: &[Frame], column: u32) -> bool {
    let Some((last, outer)) = frames.split_last() else {
        return false;
    };
    match last.column {
        Some(own) if column >= own => false,
        Some(_) => outer.iter().any(|it| it.column == Some(column)),
        None => outer.last().is_some_and(|parent| {
            // In a text without indentation this would say nothing.
            let indented = parent.indent.is_some_and(|it| it < column);
            parent.mapping && parent.column == Some(column) && indented
        }),
    }
}

/// Whether a closer in the column `column` that begins a line belongs to a block outside of the last frame.
pub(super) fn closes_outer(frames: &[Frame], column: u32) -> bool {
    let Some((last, outer)) = frames.split_last() else {
        return false;
    };
    last.indent.is_some_and(|it| column < it)
        && outer
            .iter()
            .any(|it| it.mapping == last.mapping && it.indent == Some(column))
}

/// The frames that a parser of the whole text would have when it comes to `block`.
///
/// Everything before the block has the same offsets in the old and in the new text.
pub(super) fn context(block: &Block<'_>) -> Option<Context> {
    let chain: Vec<SyntaxNode> = block.old.ancestors().filter(is_block).collect();
    let line = block.text.line(block.old.text_range().start());
    let mut indent = Some(0);
    let mut frames: Vec<Frame> = Vec::with_capacity(chain.len());
    for pair in chain.windows(2).rev() {
        let [inner, outer] = pair else { return None };
        let place = place(outer, inner)?;
        let opener = outer.text_range().start();
        let outer_line = block.text.line(opener);
        frames.push(Frame {
            mapping: outer.kind() == SyntaxKind::MAPPING,
            opener: opener.into(),
            line: if outer_line == line { 0 } else { usize::MAX },
            indent,
            column: place.first_column,
        });
        let inherited = indent.filter(|_| outer_line == block.text.line(place.start));
        indent = place.column.or(inherited);
    }
    Some(Context { frames, indent })
}

/// Where a block stands in the one around it.
struct Place {
    /// The start of its entry or item.
    start: TextSize,
    /// The column of its entry or item, if that begins its line.
    column: Option<u32>,
    /// The first such column up to its entry or item.
    first_column: Option<u32>,
}

fn place(outer: &SyntaxNode, inner: &SyntaxNode) -> Option<Place> {
    let at = inner.text_range().start();
    let (mut first_column, mut column) = (None, None);
    for element in outer.children_with_tokens() {
        let SyntaxElement::Node(node) = &element else {
            column = column_behind(&element);
            continue;
        };
        if matches!(node.kind(), SyntaxKind::ENTRY | SyntaxKind::ITEM) {
            first_column = first_column.or(column);
        }
        let range = node.text_range();
        if range.contains(at) {
            return Some(Place {
                start: range.start(),
                column,
                first_column,
            });
        }
        column = None;
    }
    None
}

/// The column behind a token of blanks, if there is a line end in it.
fn column_behind(element: &SyntaxElement) -> Option<u32> {
    let token = element
        .as_token()
        .filter(|it| it.kind() == SyntaxKind::WHITESPACE)?;
    let (_, tail) = token.text().rsplit_once(['\n', '\r'])?;
    Some(tail.len() as u32)
}

fn is_block(node: &SyntaxNode) -> bool {
    matches!(node.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE)
}
