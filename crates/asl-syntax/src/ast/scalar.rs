//! Scalars: raw text, decoded text with the way back to the source, and the value they stand for.

use rowan::{TextRange, TextSize};

use crate::{SyntaxKind, SyntaxNode};

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

/// A scalar's characters after unescaping, unfolding and unindenting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// From offsets in [`Decoded::text`] to offsets in the document.
    pub map: OffsetMap,
}

/// From offsets in a decoded text to offsets in the document that the tree's root covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetMap {
    /// Runs of characters that stand alike in both: (start in the decoded text, start in the source).
    runs: Vec<(u32, u32)>,
    /// The end of the source.
    end: u32,
}

impl OffsetMap {
    /// The source offset of a decoded offset.
    pub fn to_source(&self, decoded: TextSize) -> TextSize {
        let decoded = u32::from(decoded);
        let index = self.runs.partition_point(|run| run.0 <= decoded);
        let Some(run) = index.checked_sub(1).and_then(|it| self.runs.get(it)) else {
            return TextSize::new(self.end);
        };
        TextSize::new((run.1 + (decoded - run.0)).min(self.end))
    }

    /// The source range of a decoded range.
    pub fn to_source_range(&self, decoded: TextRange) -> TextRange {
        let start = self.to_source(decoded.start());
        TextRange::new(start, self.to_source(decoded.end()).max(start))
    }

    /// The decoded offset of a source offset: the last one that does not stand behind it.
    pub fn to_decoded(&self, source: TextSize) -> TextSize {
        let source = u32::from(source);
        let index = self.runs.partition_point(|run| run.1 <= source);
        let Some(at) = index.checked_sub(1) else {
            return TextSize::new(0);
        };
        let run = self.runs[at];
        let limit = self.runs.get(at + 1).map_or(u32::MAX, |next| next.0);
        TextSize::new((run.0 + (source - run.1)).min(limit))
    }
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
        if self.style() != ScalarStyle::Plain {
            return ScalarValue::String(text);
        }
        match text.as_str() {
            "null" | "~" | "" => ScalarValue::Null,
            "true" => ScalarValue::Bool(true),
            "false" => ScalarValue::Bool(false),
            _ if text.starts_with("${") => ScalarValue::Placeholder(text),
            _ => match serde_json::from_str(&text) {
                Ok(number) => ScalarValue::Number(number),
                Err(_) => ScalarValue::String(text),
            },
        }
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
    let mut tokens = node.children_with_tokens();
    match tokens.find(|it| it.kind().is_scalar_token()) {
        Some(it) if it.kind() == SyntaxKind::DOUBLE_QUOTED => ScalarStyle::DoubleQuoted,
        Some(it) if it.kind() == SyntaxKind::SINGLE_QUOTED => ScalarStyle::SingleQuoted,
        _ => ScalarStyle::Plain,
    }
}

/// Where the characters of a SCALAR or KEY stand.
pub(super) fn content_range(node: &SyntaxNode) -> TextRange {
    let range = node.text_range();
    let text = node.text().to_string();
    if text.len() >= 2 && text.starts_with('"') && text.ends_with('"') {
        return TextRange::new(
            range.start() + TextSize::new(1),
            range.end() - TextSize::new(1),
        );
    }
    range
}

/// Decodes a SCALAR or KEY.
pub(super) fn decode(node: &SyntaxNode) -> Decoded {
    // Provisional: no escapes yet.
    let range = content_range(node);
    let local = range - node.text_range().start();
    let text = node.text().to_string();
    Decoded {
        text: text[usize::from(local.start())..usize::from(local.end())].to_owned(),
        map: OffsetMap {
            runs: vec![(0, range.start().into())],
            end: range.end().into(),
        },
    }
}
