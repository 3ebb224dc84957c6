//! What "expand selection" selects next.

use asl_syntax::{SyntaxKind, SyntaxNode, TextRange, TextSize};

use crate::tokens::{token_at, token_before};
use crate::{Analysis, FileId};

/// # Expand selection
///
/// From the word to the text inside the quotes, the string, the field, the object, the state and so
/// on up to the whole document. Answers, for each offset, ranges from the innermost on; each holds
/// the one before.
pub fn selection_ranges(
    analysis: &Analysis,
    file: FileId,
    offsets: &[TextSize],
) -> Vec<Vec<TextRange>> {
    let root = analysis.document(file).map(|it| it.parse().syntax());
    let at = |offset: &TextSize| {
        let ranges = root.as_ref().map(|it| ranges_at(it, *offset));
        ranges
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| vec![TextRange::empty(*offset)])
    };
    offsets.iter().map(at).collect()
}

fn ranges_at(root: &SyntaxNode, offset: TextSize) -> Vec<TextRange> {
    let behind = token_at(root, offset).filter(|it| !it.kind().is_trivia());
    let Some(token) = behind.or_else(|| token_before(root, offset)) else {
        return Vec::new();
    };
    let mut ranges = Vec::new();
    if matches!(
        token.kind(),
        SyntaxKind::DOUBLE_QUOTED | SyntaxKind::SINGLE_QUOTED
    ) {
        let (range, one) = (token.text_range(), TextSize::new(1));
        if range.len() >= TextSize::new(2) {
            ranges.push(TextRange::new(range.start() + one, range.end() - one));
        }
    }
    if !token.kind().is_trivia() {
        ranges.push(token.text_range());
    }
    ranges.extend(token.parent_ancestors().map(|it| it.text_range()));
    ranges.retain(|it| it.contains_inclusive(offset));
    ranges.dedup();
    ranges
}
