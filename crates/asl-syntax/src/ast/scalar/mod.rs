//! Scalars: raw text, decoded text with the way back to the source, and the value they stand for.

mod json;
mod long_map;
mod map;
mod stretch;
mod yaml;
mod yaml_block;
mod yaml_escape;
mod yaml_schema;

use rowan::TextRange;

use crate::{SyntaxKind, SyntaxNode, SyntaxToken};
pub use long_map::{LongMap, Stretch};
pub use map::{Decoded, OffsetMap};
pub use stretch::Notation;

/// A string, number, boolean, null or placeholder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scalar(pub(crate) SyntaxNode);

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScalarStyle {
    /// `"…"`.
    DoubleQuoted,
    /// `'…'`.
    SingleQuoted,
    /// Without quotes.
    Plain,
    /// `|`.
    Literal,
    /// `>`.
    Folded,
}

/// What a scalar stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum ScalarValue {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(serde_json::Number),
    /// A string.
    String(String),
    /// An unquoted `${Name}`: a value that a deployment fills in.
    Placeholder(String),
}

impl Scalar {
    /// The view of `node`, if it is a scalar.
    pub fn cast(node: SyntaxNode) -> Option<Self> {
        (node.kind() == SyntaxKind::SCALAR).then_some(Self(node))
    }

    /// The node behind the view.
    pub fn syntax(&self) -> &SyntaxNode {
        &self.0
    }

    /// Where it stands, with its quotes.
    pub fn range(&self) -> TextRange {
        self.0.text_range()
    }

    /// Where its characters stand: without quotes, properties and block header.
    pub fn content_range(&self) -> TextRange {
        content_range(&self.0)
    }

    /// How it is written.
    pub fn style(&self) -> ScalarStyle {
        style(&self.0)
    }

    /// The decoded characters.
    pub fn text(&self) -> String {
        self.decoded().text
    }

    /// The decoded characters with the way back to the source.
    pub fn decoded(&self) -> Decoded {
        decode(&self.0)
    }

    /// What it stands for.
    pub fn value(&self) -> ScalarValue {
        let text = self.text();
        if self.style() != ScalarStyle::Plain || self.is_tagged_string() {
            return ScalarValue::String(text);
        }
        yaml_schema::resolve(&text)
    }

    /// `!!str` makes a string of whatever follows.
    fn is_tagged_string(&self) -> bool {
        let mut tokens = self.0.children_with_tokens();
        tokens.any(|it| {
            it.as_token()
                .is_some_and(|it| it.kind() == SyntaxKind::TAG && it.text() == "!!str")
        })
    }

    /// The string, if it is one.
    pub fn as_string(&self) -> Option<String> {
        if let ScalarValue::String(it) = self.value() {
            Some(it)
        } else {
            None
        }
    }
}

impl ScalarValue {
    /// The value as JSON; a placeholder is its own text.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(it) => (*it).into(),
            Self::Number(it) => it.clone().into(),
            Self::String(it) | Self::Placeholder(it) => it.as_str().into(),
        }
    }
}

fn style(node: &SyntaxNode) -> ScalarStyle {
    let Some(token) = scalar_token(node) else {
        return ScalarStyle::Plain;
    };
    match token.kind() {
        SyntaxKind::DOUBLE_QUOTED => ScalarStyle::DoubleQuoted,
        SyntaxKind::SINGLE_QUOTED => ScalarStyle::SingleQuoted,
        SyntaxKind::BLOCK_HEADER if token.text().starts_with('>') => ScalarStyle::Folded,
        SyntaxKind::BLOCK_HEADER => ScalarStyle::Literal,
        _ => ScalarStyle::Plain,
    }
}

/// The first token that carries the scalar's text.
fn scalar_token(node: &SyntaxNode) -> Option<SyntaxToken> {
    node.children_with_tokens()
        .filter_map(rowan::NodeOrToken::into_token)
        .find(|it| it.kind().is_scalar_token())
}

/// Where the characters of a SCALAR or KEY stand.
pub(super) fn content_range(node: &SyntaxNode) -> TextRange {
    match scalar_token(node) {
        Some(token) if token.kind() == SyntaxKind::DOUBLE_QUOTED => json::content_range(&token),
        _ => yaml::content_range(node),
    }
}

/// The token of a SCALAR or KEY and the part of it that is the decoded text, where nothing has to be decoded.
pub(super) fn verbatim(node: &SyntaxNode) -> Option<(SyntaxToken, std::ops::Range<usize>)> {
    let token = scalar_token(node)?;
    let text = token.text();
    if text.contains(['\\', '\n', '\r']) {
        return None;
    }
    let range = match token.kind() {
        SyntaxKind::DOUBLE_QUOTED if text.len() > 1 && text.ends_with('"') => 1..text.len() - 1,
        SyntaxKind::PLAIN => 0..text.len(),
        _ => return None,
    };
    Some((token, range))
}

/// Decodes a SCALAR or KEY. What JSON knows decodes as in JSON, all else as in YAML; an escape that neither knows
/// stays as it is written.
pub(super) fn decode(node: &SyntaxNode) -> Decoded {
    scalar_token(node)
        .filter(|it| it.kind() == SyntaxKind::DOUBLE_QUOTED)
        .and_then(|token| json::decode(&token))
        .unwrap_or_else(|| yaml::decode(node))
}
