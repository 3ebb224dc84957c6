//! Steps from token to token, and what a token stands in.

use asl_syntax::{Format, SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize};

/// The token that holds the byte before `offset`.
pub(crate) fn token_before(root: &SyntaxNode, offset: TextSize) -> Option<SyntaxToken> {
    let start = u32::from(offset).checked_sub(1)?;
    token_at(root, TextSize::new(start))
}

/// The token that holds the byte behind `offset`.
pub(crate) fn token_at(root: &SyntaxNode, offset: TextSize) -> Option<SyntaxToken> {
    let byte = TextRange::at(offset, 1.into());
    if !root.text_range().contains_range(byte) {
        return None;
    }
    root.covering_element(byte).into_token()
}

/// The token right before this one. Unlike rowan's own step it does not stop at nodes without text,
/// such as missing values.
pub(crate) fn previous(token: &SyntaxToken) -> Option<SyntaxToken> {
    let root = token.parent_ancestors().last()?;
    token_before(&root, token.text_range().start())
}

/// The token right behind this one.
pub(crate) fn next(token: &SyntaxToken) -> Option<SyntaxToken> {
    let root = token.parent_ancestors().last()?;
    token_at(&root, token.text_range().end())
}

/// The nearest token before this one that is no blank, line end or comment.
pub(crate) fn significant_before(token: &SyntaxToken) -> Option<SyntaxToken> {
    std::iter::successors(previous(token), previous).find(|it| !it.kind().is_trivia())
}

/// The nearest token behind this one that is no blank, line end or comment.
pub(crate) fn significant_after(token: &SyntaxToken) -> Option<SyntaxToken> {
    std::iter::successors(next(token), next).find(|it| !it.kind().is_trivia())
}

/// Whether the node is written with braces and commas.
pub(crate) fn is_flow(node: &SyntaxNode, format: Format) -> bool {
    format == Format::Json
        || node.ancestors().any(|it| {
            it.first_child_or_token()
                .is_some_and(|it| matches!(it.kind(), SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET))
        })
}
