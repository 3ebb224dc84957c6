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

/// The kinds, listed once: the enum, and the way back from a number.
macro_rules! kinds {
    ($($kind:ident,)*) => {
        /// The kind of a node or token.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(
            non_camel_case_types,
            reason = "the convention of rowan's vocabularies"
        )]
        #[repr(u16)]
        #[expect(missing_docs, reason = "the module's picture says it better")]
        pub enum SyntaxKind {
            $($kind,)*
        }

        impl SyntaxKind {
            /// Every kind, by its number.
            const ALL: &[Self] = &[$(Self::$kind,)*];
        }
    };
}

kinds! {
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

impl SyntaxKind {
    /// Blanks, line ends and comments.
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::WHITESPACE | Self::NEWLINE | Self::COMMENT)
    }

    /// A token that carries a scalar's text (block scalars have a header and lines).
    pub fn is_scalar_token(self) -> bool {
        matches!(
            self,
            Self::DOUBLE_QUOTED
                | Self::SINGLE_QUOTED
                | Self::PLAIN
                | Self::BLOCK_HEADER
                | Self::BLOCK_LINE
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
            .unwrap_or(SyntaxKind::ERROR_TEXT)
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
