//! What can be folded away.

use asl_syntax::{SyntaxKind, SyntaxNode, SyntaxToken, TextRange};
use asl_text::{Encoding, Text};

use crate::tokens::previous;
use crate::{Analysis, FileId};

/// A piece of text that can be folded away; it spans several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldingRange {
    /// From the beginning of the piece, which is seen, to the end of the last line that is folded
    /// away: the line of a closing brace stays.
    pub range: TextRange,
    /// What it is.
    pub kind: FoldingKind,
}

/// What can be folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoldingKind {
    /// An object, a list, a state.
    Region,
    /// Comment lines.
    Comment,
}

/// # Folding
///
/// States, objects, lists, texts over several lines, and comments that follow each other.
pub fn folding_ranges(analysis: &Analysis, file: FileId) -> Vec<FoldingRange> {
    let Some(document) = analysis.document(file) else {
        return Vec::new();
    };
    let lines = Lines(document.text());
    let root = document.parse().syntax();
    let mut ranges: Vec<_> = root
        .descendants()
        .filter_map(|it| lines.region(&it))
        .collect();
    ranges.extend(lines.comments(&root));
    ranges.sort_by_key(|it| (it.range.start(), std::cmp::Reverse(it.range.end())));
    ranges.dedup_by_key(|it| lines.of(it.range));
    ranges
}

struct Lines<'a>(&'a Text);

impl Lines<'_> {
    fn of(&self, range: TextRange) -> (u32, u32) {
        let line = |it| self.0.position(it, Encoding::Utf8).line;
        (line(range.start()), line(range.end()))
    }

    fn region(&self, node: &SyntaxNode) -> Option<FoldingRange> {
        if !matches!(
            node.kind(),
            SyntaxKind::ENTRY | SyntaxKind::ITEM | SyntaxKind::MAPPING | SyntaxKind::SEQUENCE
        ) {
            return None;
        }
        let last = node.last_token()?;
        let opens = node.first_child_or_token().map(|it| it.kind());
        let in_braces = matches!(opens, Some(SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET));
        // A block of YAML has no line of its own; its entry folds it.
        let is_block =
            matches!(node.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE) && !in_braces;
        let closed = matches!(last.kind(), SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET);
        let mut range = node.text_range();
        if closed && let Some(before) = self.end_of_line_before(&last) {
            range = TextRange::new(range.start(), before.max(range.start()));
        }
        let (first, last) = self.of(range);
        (first < last && !is_block).then_some(FoldingRange {
            range,
            kind: FoldingKind::Region,
        })
    }

    /// The end of the line before the token, when the token is the first one on its line.
    fn end_of_line_before(&self, token: &SyntaxToken) -> Option<asl_syntax::TextSize> {
        let before = std::iter::successors(previous(token), previous)
            .find(|it| it.kind() != SyntaxKind::WHITESPACE && it.kind() != SyntaxKind::NEWLINE)?;
        let between = TextRange::new(before.text_range().end(), token.text_range().start());
        let (first, last) = self.of(between);
        (first < last).then_some(before.text_range().end())
    }

    fn is_first_of_line(&self, token: &SyntaxToken) -> bool {
        let before = std::iter::successors(previous(token), previous)
            .find(|it| !matches!(it.kind(), SyntaxKind::WHITESPACE | SyntaxKind::NEWLINE));
        let line = |it| self.0.position(it, Encoding::Utf8).line;
        before.is_none_or(|it| line(it.text_range().end()) < line(token.text_range().start()))
    }

    /// Runs of comments on lines of their own that follow each other.
    fn comments(&self, root: &SyntaxNode) -> Vec<FoldingRange> {
        let mut runs: Vec<TextRange> = Vec::new();
        let tokens = root
            .descendants_with_tokens()
            .filter_map(asl_syntax::SyntaxElement::into_token);
        let alone =
            |it: &SyntaxToken| it.kind() == SyntaxKind::COMMENT && self.is_first_of_line(it);
        for comment in tokens.filter(alone) {
            let range = comment.text_range();
            match runs.last_mut() {
                Some(run) if self.of(*run).1 + 1 == self.of(range).0 => *run = run.cover(range),
                _ => runs.push(range),
            }
        }
        let several = |it: &TextRange| self.of(*it).0 < self.of(*it).1;
        let folding = |range| FoldingRange {
            range,
            kind: FoldingKind::Comment,
        };
        runs.into_iter().filter(several).map(folding).collect()
    }
}
