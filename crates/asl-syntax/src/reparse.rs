//! Parsing again after an edit: the smallest block around it, then larger ones, then everything.
//!
//! A block (MAPPING or SEQUENCE) may be parsed alone when the parser would come to it in the same state as before,
//! would consume exactly the block's new text, would leave it in the same state, and nothing outside of it was
//! decided by looking into it. Then all around it stays as it was. Each format answers that for its own blocks:
//! `json::reparse_block` and `yaml::reparse_block`.

use asl_text::{Edit, Text, TextRange, TextSize};

use crate::builder::Flags;
use crate::error::SyntaxError;
use crate::parse::{Format, Layer, Parse};
use crate::{SyntaxKind, SyntaxNode, items, json, parse, typing, yaml};

/// Beyond this many blocks a full parse is the cheaper answer.
const MAX_CLIMB: usize = 8;

/// A block of fewer bytes is parsed as a whole.
const SMALL: usize = 4_000;

/// A block to be parsed alone.
pub(crate) struct Block<'a> {
    /// The block as it was before the edit.
    pub(crate) old: &'a SyntaxNode,
    /// The block's text after the edit.
    pub(crate) source: &'a str,
    /// The whole text after the edit; all before the edit has its old offsets.
    pub(crate) text: &'a Text,
    /// The replaced range, in offsets of the old text.
    pub(crate) edited: TextRange,
}

/// Parses again after one edit: `old` is the tree before it, `text` the text after it.
///
/// The answer always equals `parse(&text.to_string(), old.format())`.
pub fn reparse(old: &Parse, text: &Text, edit: &Edit) -> Parse {
    old.again(|layer, guessing| {
        Change {
            layer,
            format: old.format(),
            guessing,
            text,
            edit,
        }
        .apply()
    })
    .unwrap_or_else(|| parse(&text.to_string(), old.format()))
}

/// An edit of the text that a layer was read from.
struct Change<'a> {
    layer: &'a Layer,
    format: Format,
    guessing: bool,
    /// The text after the edit.
    text: &'a Text,
    edit: &'a Edit,
}

impl Change<'_> {
    /// The layer after the edit, if a block could be parsed alone.
    fn apply(&self) -> Option<Layer> {
        let root = SyntaxNode::new_root(self.layer.green.clone());
        let total = root.text_range().len();
        let edited = self.edit.range;
        let known = edited.end() <= total && self.new_len(total) == self.text.len();
        if self.layer.flags.looked_ahead || !known {
            return None;
        }
        if let Some(layer) = typing::apply(self.layer, &root, self.edit, self.format) {
            return Some(layer);
        }
        let element = root.covering_element(edited);
        let node = element.as_node().cloned().or_else(|| element.parent())?;
        let is_block =
            |it: &SyntaxNode| matches!(it.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE);
        let most = usize::from(total) / 2;
        let mut blocks = node.ancestors().filter(is_block).take(MAX_CLIMB);
        blocks.find_map(|it| {
            let length = usize::from(it.text_range().len());
            let whole = || (length < most).then(|| self.try_block(&it)).flatten();
            if length < most.min(SMALL) {
                return whole();
            }
            self.try_children(&it, most).or_else(whole)
        })
    }

    /// Some entries or items of a block alone.
    fn try_children(&self, node: &SyntaxNode, most: usize) -> Option<Layer> {
        // What is right is read by the letter, and nothing there is a guess.
        if !self.layer.errors.is_empty() {
            return None;
        }
        if self.format == Format::Yaml {
            return self.try_items(node);
        }
        Some(Layer {
            green: json::spliced(node, self.text, self.edit, most)?,
            errors: Vec::new(),
            flags: Flags {
                // Guesses look at columns, which the entries were read without.
                guessable: true,
                looked_ahead: false,
            },
        })
    }

    /// The same in YAML, between two entries or items that stay.
    fn try_items(&self, node: &SyntaxNode) -> Option<Layer> {
        let block = Block {
            old: node,
            source: "",
            text: self.text,
            edited: self.edit.range,
        };
        let (green, guessable) = items::replaced(&block, self.edit)?;
        Some(Layer {
            green: node.replace_with(green),
            errors: Vec::new(),
            flags: Flags {
                guessable: self.layer.flags.guessable || guessable,
                looked_ahead: false,
            },
        })
    }

    fn try_block(&self, node: &SyntaxNode) -> Option<Layer> {
        let range = node.text_range();
        let new_len = self.new_len(range.len());
        let source = self.text.slice(TextRange::at(range.start(), new_len));
        let block = Block {
            old: node,
            source: &source,
            text: self.text,
            edited: self.edit.range,
        };
        let pass = match self.format {
            Format::Json => json::reparse_block(&block, self.guessing),
            Format::Yaml => yaml::reparse_block(&block, self.guessing),
        }?;
        let errors = Errors::split(&self.layer.errors, range, new_len)?;
        let unclear = self.format == Format::Yaml && errors.at_border(&pass.errors, range, new_len);
        if pass.flags.looked_ahead || unclear {
            return None;
        }
        Some(Layer {
            green: node.replace_with(pass.green),
            errors: errors.merge(pass.errors),
            flags: Flags {
                guessable: self.layer.flags.guessable || pass.flags.guessable,
                looked_ahead: false,
            },
        })
    }

    /// The length after the edit of what had this length and holds the edit.
    fn new_len(&self, old: TextSize) -> TextSize {
        old + TextSize::of(self.edit.insert.as_str()) - self.edit.range.len()
    }
}

/// The errors outside of a block, in new offsets.
struct Errors {
    before: Vec<SyntaxError>,
    after: Vec<SyntaxError>,
    start: TextSize,
}

impl Errors {
    /// Splits the old errors at the old `block`. Errors on a border belong to what stands around the block.
    fn split(old: &[SyntaxError], block: TextRange, new_len: TextSize) -> Option<Self> {
        let first = old.partition_point(|it| it.range.start() <= block.start());
        let last = old.partition_point(|it| it.range.start() < block.end());
        let moved = |offset: TextSize| {
            if offset >= block.end() {
                offset - block.len() + new_len
            } else {
                offset
            }
        };
        let shift = |it: &SyntaxError| it.map_offsets(moved);
        Some(Self {
            before: old.get(..first)?.iter().map(shift).collect(),
            after: old.get(last..)?.iter().map(shift).collect(),
            start: block.start(),
        })
    }

    /// Whether an old or a new error stands on the block's border, where YAML, which has no braces there, cannot
    /// tell whose it is.
    fn at_border(&self, inner: &[SyntaxError], block: TextRange, new_len: TextSize) -> bool {
        let end = block.start() + new_len;
        let starts = |it: &[SyntaxError], at: TextSize| it.iter().any(|it| it.range.start() == at);
        starts(&self.before, block.start())
            || starts(&self.after, end)
            || starts(inner, 0.into())
            || starts(inner, new_len)
    }

    /// All errors in order; `inner` ones have offsets relative to the block.
    fn merge(self, mut inner: Vec<SyntaxError>) -> Vec<SyntaxError> {
        inner.sort_by_key(|it| it.range.start());
        let inner = inner
            .into_iter()
            .map(|it| it.map_offsets(|offset| offset + self.start));
        let mut all = self.before;
        all.extend(inner);
        all.extend(self.after);
        all
    }
}
