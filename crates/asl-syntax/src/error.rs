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
}

impl SyntaxError {
    pub(crate) fn new(kind: SyntaxErrorKind, range: TextRange) -> Self {
        Self {
            range,
            kind,
            related: None,
            replacement: None,
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

    /// The error without another place that does not lie in `range`.
    pub(crate) fn within(&self, range: TextRange) -> Self {
        Self {
            related: self.related.filter(|it| range.contains_range(*it)),
            ..self.clone()
        }
    }

    /// The error with each of its offsets mapped.
    pub(crate) fn map_offsets(&self, map: impl Fn(TextSize) -> TextSize) -> Self {
        let both = |it: TextRange| {
            let end = map(it.end());
            TextRange::new(map(it.start()).min(end), end)
        };
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
    /// A line that is indented less or more than the block that it stands in (YAML).
    BadIndentation,
    /// A tab in the indentation (YAML).
    TabIndentation,
    /// A colon, tag or anchor without a blank behind it (YAML).
    MissingSpace,
    /// A second colon on a line (YAML).
    NestedMapping,
    /// A sequence on the line of its key (YAML).
    SequenceOnKeyLine,
    /// A dash where a key is expected (YAML).
    ItemInMapping,
    /// A key that is no single scalar: valid YAML, not supported here.
    ComplexKey,
    /// A key on more than one line (YAML).
    KeyOverLines,
    /// A key of more than 1024 bytes (YAML).
    KeyTooLong,
    /// An unquoted text that starts with a character that YAML reserves.
    ReservedIndicator,
    /// An unquoted placeholder in a flow collection (YAML).
    UnquotedBrace,
    /// Something behind `|` or `>` that is no indicator (YAML).
    BadBlockHeader,
    /// A tag that is not whole (YAML).
    BadTag,
    /// A tag with a handle that no directive declares (YAML).
    UnknownTagHandle,
    /// An anchor without a name (YAML).
    BadAnchor,
    /// An alias without a name, or with a tag or an anchor of its own (YAML).
    BadAlias,
    /// A second tag or anchor of the same value (YAML).
    DuplicateProperty,
    /// A directive that is not whole, or a second `%YAML` (YAML).
    BadDirective,
    /// `---` or `...` at the start of a line of a string (YAML).
    MarkerInString,
    /// Directives without `---` (YAML).
    DirectiveWithoutDocument,
}

impl SyntaxErrorKind {
    /// Whether it leaves no doubt about what the text means: it can be formatted and run.
    pub fn is_harmless(self) -> bool {
        matches!(self, Self::Comment | Self::TrailingComma)
    }

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
            Self::BadIndentation => "this line is not indented like the block it stands in",
            Self::TabIndentation => "YAML is indented with spaces; this is a tab",
            Self::MissingSpace => "a space is missing here",
            Self::NestedMapping => {
                "a mapping cannot start here; put it on the next line, or the text in quotes"
            }
            Self::SequenceOnKeyLine => "a sequence starts on the line after its key",
            Self::ItemInMapping => "this is an item among the keys of a mapping",
            Self::ComplexKey => "only a single scalar can be a key here",
            Self::KeyOverLines => "a key must stand on one line",
            Self::KeyTooLong => "a key ends after at most 1024 characters",
            Self::ReservedIndicator => {
                "an unquoted text cannot start with this character; put it in quotes"
            }
            Self::UnquotedBrace => {
                "between brackets, a placeholder needs quotes: its brace has a meaning for YAML"
            }
            Self::BadBlockHeader => {
                "only `+`, `-`, a digit from 1 to 9 or a comment can stand behind `|` and `>`"
            }
            Self::BadTag => "this is not a whole tag",
            Self::UnknownTagHandle => "no `%TAG` directive declares the first part of this tag",
            Self::BadAnchor => "an anchor needs a name",
            Self::BadAlias => "an alias is `*name` alone",
            Self::DuplicateProperty => "a value has at most one tag and one anchor",
            Self::BadDirective => "this directive is not whole, or told twice",
            Self::MarkerInString => "a document's marker stands in a string; indent this line",
            Self::DirectiveWithoutDocument => "`---` must follow the directives",
        }
    }
}
