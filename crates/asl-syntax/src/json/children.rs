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

#[cfg(test)]
mod tests {
    use asl_text::{Edit, Text, TextRange, TextSize};

    use crate::{Format, Parse, SyntaxKind, parse, reparse};

    const TEXT: &str = r#"{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    "B": { "Type": "Pass", "Next": "C" },
    "C": { "Type": "Pass", "Next": "D" },
    "D": { "Type": "Pass", "Next": "E" },
    "E": { "Type": "Pass", "Next": "F" },
    "F": { "Type": "Succeed" }
  }
}
"#;

    /// Replaces text and answers how many states are the same nodes as before, of how many; the tree is that of a full
    /// parse.
    fn shared(from: &str, to: &str) -> (usize, usize) {
        let old = parse(TEXT, Format::Json);
        let at = TEXT.find(from).unwrap_or_default();
        let edit = Edit {
            range: TextRange::at(TextSize::new(at as u32), TextSize::of(from)),
            insert: to.to_owned(),
        };
        let mut text = Text::new(TEXT);
        assert!(text.apply(&edit).is_ok());
        let new = reparse(&old, &text, &edit);
        assert_eq!(
            new,
            parse(&text.to_string(), Format::Json),
            "{from:?} → {to:?}"
        );
        let (before, after) = (states(&old), states(&new));
        let same = after.iter().filter(|it| before.contains(it)).count();
        (same, after.len())
    }

    /// Where the nodes of states lie in memory.
    fn states(parse: &Parse) -> Vec<usize> {
        let root = parse.syntax();
        let entries = root
            .descendants()
            .filter(|it| it.kind() == SyntaxKind::ENTRY);
        let deep = entries.filter(|it| {
            let blocks = it.ancestors().filter(|it| it.kind() == SyntaxKind::MAPPING);
            blocks.count() == 2
        });
        deep.map(|it| std::ptr::from_ref(&*it.green()).addr())
            .collect()
    }

    const NEW: &str = r#""New": { "Type": "Pass", "Next": "B" }"#;

    #[test]
    fn a_state_that_is_added_leaves_the_others() {
        assert_eq!(
            shared("    \"B\": {", &format!("    {NEW},\n    \"B\": {{")),
            (5, 7)
        );
        assert_eq!(
            shared("\n    \"A\"", &format!("\n    {NEW},\n    \"A\"")),
            (5, 7)
        );
        assert_eq!(
            shared("\n  }\n}", &format!(",\n    {NEW}\n  }}\n}}")),
            (0, 7)
        );
        assert_eq!(
            shared("\n    \"B\"", &format!("\n    {NEW},\n    \"B\"")),
            (5, 7)
        );
    }

    #[test]
    fn a_state_that_is_deleted_leaves_the_others() {
        for line in TEXT.lines().filter(|it| it.ends_with("},")) {
            let (same, all) = shared(&format!("{line}\n"), "");
            assert_eq!((same, all), (5, 5), "{line}");
        }
    }

    #[test]
    fn what_is_wrong_or_grows_together_is_read_as_a_whole() {
        for (from, to) in [
            ("    \"B\": {", "    \"B\": { \"X\": {"),
            ("    \"B\": {", "    x \"B\": {"),
            (" },\n    \"B\"", " }\n    \"B\""),
            (" },\n    \"B\"", " }, },\n    \"B\""),
            (" },\n    \"B\"", " },, \"B\""),
            ("\"B\": { \"Type\"", "\"B\": 1, \"Type\""),
            ("    \"F\": { \"Type\": \"Succeed\" }\n", ""),
            ("    \"B\": {", "    // no\n    \"B\": {"),
            ("    \"B\": {", "    \"B\n    \"B\": {"),
            ("  \"States\": {", "  \"States\": {}, \"More\": {"),
            ("  \"StartAt\": \"A\",\n", ""),
        ] {
            shared(from, to);
        }
    }
}
