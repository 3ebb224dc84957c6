//! The one vocabulary of the tree, for JSON and for YAML.
//!
//! ```text
//! STREAM                    the root; JSON has one DOCUMENT, YAML one per `---`
//!   DOCUMENT                at most one value, and what stands around it
//!     MAPPING               `{…}`, or a block of `key: value` lines
//!       ENTRY               KEY, COLON, value
//!         KEY               one scalar token (with TAG or ANCHOR before it)
//!     SEQUENCE              `[…]`, or a block of `- value` lines
//!       ITEM                value (in a block with its DASH)
//!     SCALAR                one scalar; TAG and ANCHOR tokens stand inside the value they belong to
//!     ALIAS                 `*name`
//!     MISSING               a value that should stand here: empty, but it has a position
//!     ERROR                 text that belongs to nothing
//! ```
//! Nodes are tight: blanks, line ends and comments at their borders belong to the parent.

/// The kind of a node or token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(
    non_camel_case_types,
    reason = "the convention of rowan's vocabularies"
)]
#[repr(u16)]
#[expect(missing_docs, reason = "the module's picture says it better")]
pub enum SyntaxKind {
    // Nodes.
    STREAM,
    DOCUMENT,
    MAPPING,
    ENTRY,
    KEY,
    SEQUENCE,
    ITEM,
    SCALAR,
    ALIAS,
    MISSING,
    ERROR,
    // Tokens: trivia.
    WHITESPACE,
    NEWLINE,
    COMMENT,
    // Tokens: punctuation.
    L_BRACE,
    R_BRACE,
    L_BRACKET,
    R_BRACKET,
    COMMA,
    COLON,
    DASH,
    QUESTION,
    DOCUMENT_START,
    DOCUMENT_END,
    DIRECTIVE,
    // Tokens: content.
    TAG,
    ANCHOR,
    ALIAS_NAME,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    PLAIN,
    BLOCK_HEADER,
    BLOCK_LINE,
    ERROR_TEXT,
}

use SyntaxKind::{
    ALIAS, ALIAS_NAME, ANCHOR, BLOCK_HEADER, BLOCK_LINE, COLON, COMMA, COMMENT, DASH, DIRECTIVE,
    DOCUMENT, DOCUMENT_END, DOCUMENT_START, DOUBLE_QUOTED, ENTRY, ERROR, ERROR_TEXT, ITEM, KEY,
    L_BRACE, L_BRACKET, MAPPING, MISSING, NEWLINE, PLAIN, QUESTION, R_BRACE, R_BRACKET, SCALAR,
    SEQUENCE, SINGLE_QUOTED, STREAM, TAG, WHITESPACE,
};

impl SyntaxKind {
    /// Every kind, by its number.
    const ALL: [Self; 34] = [
        STREAM,
        DOCUMENT,
        MAPPING,
        ENTRY,
        KEY,
        SEQUENCE,
        ITEM,
        SCALAR,
        ALIAS,
        MISSING,
        ERROR,
        WHITESPACE,
        NEWLINE,
        COMMENT,
        L_BRACE,
        R_BRACE,
        L_BRACKET,
        R_BRACKET,
        COMMA,
        COLON,
        DASH,
        QUESTION,
        DOCUMENT_START,
        DOCUMENT_END,
        DIRECTIVE,
        TAG,
        ANCHOR,
        ALIAS_NAME,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        PLAIN,
        BLOCK_HEADER,
        BLOCK_LINE,
        ERROR_TEXT,
    ];

    /// Blanks, line ends and comments.
    pub fn is_trivia(self) -> bool {
        matches!(self, WHITESPACE | NEWLINE | COMMENT)
    }

    /// A token that carries a scalar's text (block scalars have a header and lines).
    pub fn is_scalar_token(self) -> bool {
        matches!(
            self,
            DOUBLE_QUOTED | SINGLE_QUOTED | PLAIN | BLOCK_HEADER | BLOCK_LINE
        )
    }
}

/// rowan's marker for this tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AslLanguage {}

impl rowan::Language for AslLanguage {
    type Kind = SyntaxKind;

    fn kind_from_raw(raw: rowan::SyntaxKind) -> SyntaxKind {
        // Only this crate builds trees, so the number is always known; an unknown one reads as text in error.
        SyntaxKind::ALL
            .get(usize::from(raw.0))
            .copied()
            .unwrap_or(ERROR_TEXT)
    }

    fn kind_to_raw(kind: SyntaxKind) -> rowan::SyntaxKind {
        rowan::SyntaxKind(kind as u16)
    }
}

impl From<SyntaxKind> for rowan::SyntaxKind {
    fn from(kind: SyntaxKind) -> Self {
        Self(kind as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::SyntaxKind;

    #[test]
    fn numbers_and_kinds_agree() {
        for (number, kind) in SyntaxKind::ALL.iter().enumerate() {
            assert_eq!(*kind as usize, number);
        }
    }
}
