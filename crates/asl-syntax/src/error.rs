//! Syntax errors: where, what, and the edit that mends it where there is only one.

use asl_text::Edit;
use rowan::{TextRange, TextSize};

/// One syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where; empty for something missing.
    pub range: TextRange,
    /// What kind of error.
    pub kind: SyntaxErrorKind,
    related: Option<TextRange>,
    replacement: Option<Box<str>>,
    guessed: bool,
}

impl SyntaxError {
    pub(crate) fn new(kind: SyntaxErrorKind, range: TextRange) -> Self {
        Self {
            range,
            kind,
            related: None,
            replacement: None,
            guessed: false,
        }
    }

    /// Adds the other place that the error is about.
    pub(crate) fn with_related(mut self, range: TextRange) -> Self {
        self.related = Some(range);
        self
    }

    /// Adds what should stand instead of the error's range.
    pub(crate) fn with_replacement(mut self, text: impl Into<Box<str>>) -> Self {
        self.replacement = Some(text.into());
        self
    }

    /// Marks the error as the result of a guess, which only the second pass makes.
    pub(crate) fn with_guess(mut self) -> Self {
        self.guessed = true;
        self
    }

    /// The message for a person.
    pub fn message(&self) -> &'static str {
        self.kind.message()
    }

    /// The other place that the error is about: the brace, bracket or quote that nothing closes.
    pub fn related(&self) -> Option<TextRange> {
        self.related
    }

    /// The one edit that mends this error, where there is one.
    pub fn repair(&self) -> Option<Edit> {
        if let Some(text) = &self.replacement {
            return Some(edit(self.range, text));
        }
        let insert = |text| Some(edit(TextRange::empty(self.range.end()), text));
        match self.kind {
            SyntaxErrorKind::MissingComma => insert(","),
            SyntaxErrorKind::MissingColon => insert(":"),
            SyntaxErrorKind::MissingBrace => insert("}"),
            SyntaxErrorKind::MissingBracket => insert("]"),
            SyntaxErrorKind::TrailingComma
            | SyntaxErrorKind::ExtraComma
            | SyntaxErrorKind::UnexpectedCloser
            | SyntaxErrorKind::Comment => Some(edit(self.range, "")),
            _ => None,
        }
    }

    /// Whether this error is the result of a guess.
    pub(crate) fn is_guess(&self) -> bool {
        self.guessed
    }

    /// The error with each of its offsets mapped.
    pub(crate) fn map_offsets(&self, map: impl Fn(TextSize) -> TextSize) -> Self {
        let both = |it: TextRange| TextRange::new(map(it.start()), map(it.end()));
        Self {
            range: both(self.range),
            related: self.related.map(both),
            ..self.clone()
        }
    }
}

fn edit(range: TextRange, insert: &str) -> Edit {
    Edit {
        range,
        insert: insert.to_owned(),
    }
}

/// The kinds of syntax errors; [`SyntaxErrorKind::message`] words them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// A character that starts nothing.
    UnexpectedCharacter,
    /// Text that belongs to nothing.
    UnexpectedText,
    /// `}` or `]` with nothing to close.
    UnexpectedCloser,
    /// Two values without a comma between them.
    MissingComma,
    /// A comma before `}` or `]`.
    TrailingComma,
    /// A comma where a key or value is expected.
    ExtraComma,
    /// A key without a colon.
    MissingColon,
    /// A colon without a value.
    MissingValue,
    /// A value where a key is expected.
    MissingKey,
    /// A key without quotes (JSON).
    UnquotedKey,
    /// A string without its closing quote.
    UnterminatedString,
    /// A string without its opening quote.
    MissingOpeningQuote,
    /// A string in single quotes (JSON).
    SingleQuotes,
    /// A backslash with something behind it that means nothing.
    BadEscape,
    /// A character that a string may only hold as an escape.
    ControlCharacter,
    /// Something like a number that is none.
    BadNumber,
    /// A word that is neither `true`, `false` nor `null` (JSON).
    BadLiteral,
    /// A comment in JSON.
    Comment,
    /// `/*` without `*/`.
    UnterminatedComment,
    /// `{` without `}`.
    MissingBrace,
    /// `[` without `]`.
    MissingBracket,
    /// A second value after the document's one.
    ContentAfterDocument,
    /// More levels than can be read.
    TooDeep,
    /// No value at all.
    EmptyDocument,
}

impl SyntaxErrorKind {
    /// The message for a person.
    pub fn message(self) -> &'static str {
        match self {
            Self::UnexpectedCharacter => "this character has no meaning here",
            Self::UnexpectedText => "this text has no meaning here",
            Self::UnexpectedCloser => "there is nothing open that this could close",
            Self::MissingComma => "a comma is missing here",
            Self::TrailingComma => "JSON has no comma after the last value",
            Self::ExtraComma => "there is nothing before this comma",
            Self::MissingColon => "a colon and a value are missing after this key",
            Self::MissingValue => "a value is missing after this colon",
            Self::MissingKey => "a key is missing before this value",
            Self::UnquotedKey => "a key needs double quotes in JSON",
            Self::UnterminatedString => "the closing quote of this string is missing",
            Self::MissingOpeningQuote => "the opening quote of this string is missing",
            Self::SingleQuotes => "a string needs double quotes in JSON",
            Self::BadEscape => "this is not an escape; a backslash itself is written `\\\\`",
            Self::ControlCharacter => "a string can hold this character only as an escape",
            Self::BadNumber => "this is not a number",
            Self::BadLiteral => {
                "this is not a value: a string needs double quotes, and the only words are `true`, `false` and `null`"
            }
            Self::Comment => "JSON has no comments; use the field `Comment`",
            Self::UnterminatedComment => "the end `*/` of this comment is missing",
            Self::MissingBrace => "a closing `}` is missing",
            Self::MissingBracket => "a closing `]` is missing",
            Self::ContentAfterDocument => "the document ends before this text",
            Self::TooDeep => "values are nested deeper than 500 levels here",
            Self::EmptyDocument => "there is no value in this document",
        }
    }
}
