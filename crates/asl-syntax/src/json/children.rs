//! Entries and items that come, go or change as a whole, in a text without errors.
//!
//! Such a text is read by the letter of the grammar, so some entries of a mapping can be read by themselves, whatever
//! stands around them. Where the mapping is most of the text, as that of a machine's states is, a state that is added
//! or deleted so costs no more than itself.

use asl_text::{Edit, Text, TextRange, TextSize};
use rowan::{GreenNode, GreenToken, NodeOrToken};

use super::frames::Context;
use super::parser;
use crate::SyntaxKind::{ENTRY, ITEM, MAPPING};
use crate::{SyntaxElement, SyntaxNode};

type Children = Vec<NodeOrToken<GreenNode, GreenToken>>;

/// The tree with other children of a block where the edit is, or `None` where their text has errors. The text before
/// the edit may have none at all; `most` is how long the text may be that is read again.
pub(crate) fn spliced(
    block: &SyntaxNode,
    text: &Text,
    edit: &Edit,
    most: usize,
) -> Option<GreenNode> {
    let part = Part::around(block, edit.range)?;
    let length = part.range.len() + TextSize::of(edit.insert.as_str()) - edit.range.len();
    if usize::from(length) > most {
        return None;
    }
    let new = text.slice(TextRange::at(part.range.start(), length));
    let children = part.read(block, &new)?;
    let places = part.from..part.to;
    Some(block.replace_with(block.green().splice_children(places, children)))
}

/// What stands between two children of a block that the edit does not touch.
struct Part {
    /// Where it stood before the edit.
    range: TextRange,
    /// The places of the children in it.
    from: usize,
    to: usize,
    /// A child stands before it, not the brace or bracket that opens the block.
    is_behind: bool,
    /// A child stands behind it, not the closer.
    is_before: bool,
}

impl Part {
    fn around(block: &SyntaxNode, edited: TextRange) -> Option<Self> {
        let (opener, closer) = (block.first_child_or_token()?, block.last_child_or_token()?);
        let inside = TextRange::new(opener.text_range().end(), closer.text_range().start());
        if opener.index() == closer.index() || !inside.contains_range(edited) {
            return None;
        }
        // With a letter between them and the edit, so that no word can grow together.
        let ends = |it: &SyntaxElement| is_child(it) && it.text_range().end() < edited.start();
        let begins = |it: &SyntaxElement| is_child(it) && it.text_range().start() > edited.end();
        let start = block.child_or_token_at_range(TextRange::empty(edited.start()))?;
        let before = std::iter::successors(Some(start), SyntaxElement::prev_sibling_or_token);
        let before = before.into_iter().find(ends);
        let end = block.child_or_token_at_range(TextRange::empty(edited.end()))?;
        let behind = std::iter::successors(Some(end), SyntaxElement::next_sibling_or_token);
        let behind = behind.into_iter().find(begins);
        let (is_behind, is_before) = (before.is_some(), behind.is_some());
        let (before, behind) = (before.unwrap_or(opener), behind.unwrap_or(closer));
        Some(Self {
            range: TextRange::new(before.text_range().end(), behind.text_range().start()),
            from: before.index() + 1,
            to: behind.index(),
            is_behind,
            is_before,
        })
    }

    /// The children that a new text has there; read with the shortest of children before and behind.
    fn read(&self, block: &SyntaxNode, new: &str) -> Option<Children> {
        let (open, child, close) = match block.kind() {
            MAPPING => ("{", "\"\":0", "}"),
            _ => ("[", "0", "]"),
        };
        let around = |is_there: bool| if is_there { child } else { "" };
        let (before, behind) = (around(self.is_behind), around(self.is_before));
        let text = [open, before, new, behind, close].concat();
        let pass = parser::block(&text, false, Context::inside(block))?;
        if !pass.errors.is_empty() || pass.flags.looked_ahead {
            return None;
        }
        let owned = |it: NodeOrToken<&rowan::GreenNodeData, &rowan::GreenTokenData>| match it {
            NodeOrToken::Node(it) => NodeOrToken::Node(it.to_owned()),
            NodeOrToken::Token(it) => NodeOrToken::Token(it.to_owned()),
        };
        let mut children: Children = pass.green.children().map(owned).collect();
        let start = 1 + usize::from(self.is_behind);
        let end = children
            .len()
            .checked_sub(1 + usize::from(self.is_before))?;
        (start <= end).then(|| children.drain(start..end).collect())
    }
}

fn is_child(element: &SyntaxElement) -> bool {
    matches!(element.kind(), ENTRY | ITEM)
}
