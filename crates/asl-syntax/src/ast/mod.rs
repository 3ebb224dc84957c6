//! Typed views of the tree: mapping, entry, sequence, scalar; the same for JSON and YAML.

mod json;
mod scalar;

use rowan::{TextRange, TextSize};

use crate::{SyntaxKind, SyntaxNode, SyntaxToken};
pub use scalar::{
    Decoded, LongMap, Notation, OffsetMap, Scalar, ScalarStyle, ScalarValue, Stretch,
};

macro_rules! node {
    ($(#[$doc:meta])* $name:ident = $kind:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(pub(crate) SyntaxNode);

        impl $name {
            /// The view of `node`, if it is of this kind.
            pub fn cast(node: SyntaxNode) -> Option<Self> {
                (node.kind() == SyntaxKind::$kind).then_some(Self(node))
            }

            /// The node behind the view.
            pub fn syntax(&self) -> &SyntaxNode {
                &self.0
            }

            /// Where it stands.
            pub fn range(&self) -> TextRange {
                self.0.text_range()
            }
        }
    };
}

node!(
    /// The whole stream.
    Root = STREAM
);
node!(
    /// One document of a stream.
    Document = DOCUMENT
);
node!(
    /// Keys with values.
    Mapping = MAPPING
);
node!(
    /// One key with its value.
    Entry = ENTRY
);
node!(
    /// A key.
    Key = KEY
);
node!(
    /// A list.
    Sequence = SEQUENCE
);
node!(
    /// One place of a list.
    Item = ITEM
);
node!(
    /// `*name`.
    Alias = ALIAS
);
node!(
    /// An empty place where a value should stand.
    Missing = MISSING
);

impl Root {
    pub(crate) fn new(node: SyntaxNode) -> Self {
        Self(node)
    }

    /// The documents, in order.
    pub fn documents(&self) -> impl Iterator<Item = Document> + use<> {
        self.0.children().filter_map(Document::cast)
    }

    /// The value of the first document.
    pub fn value(&self) -> Option<Value> {
        self.documents().next()?.value()
    }
}

impl Document {
    /// The document's value.
    pub fn value(&self) -> Option<Value> {
        self.0.children().find_map(Value::cast)
    }
}

/// Any value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Keys with values.
    Mapping(Mapping),
    /// A list.
    Sequence(Sequence),
    /// A string, number, boolean, null or placeholder.
    Scalar(Scalar),
    /// `*name`.
    Alias(Alias),
    /// Nothing yet.
    Missing(Missing),
}

impl Value {
    /// The view of `node`, if it is a value.
    pub fn cast(node: SyntaxNode) -> Option<Self> {
        Some(match node.kind() {
            SyntaxKind::MAPPING => Self::Mapping(Mapping(node)),
            SyntaxKind::SEQUENCE => Self::Sequence(Sequence(node)),
            SyntaxKind::SCALAR => Self::Scalar(Scalar(node)),
            SyntaxKind::ALIAS => Self::Alias(Alias(node)),
            SyntaxKind::MISSING => Self::Missing(Missing(node)),
            _ => return None,
        })
    }

    /// The node behind the view.
    pub fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::Mapping(it) => &it.0,
            Self::Sequence(it) => &it.0,
            Self::Scalar(it) => &it.0,
            Self::Alias(it) => &it.0,
            Self::Missing(it) => &it.0,
        }
    }

    /// Where it stands.
    pub fn range(&self) -> TextRange {
        self.syntax().text_range()
    }

    /// The mapping, if it is one.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        if let Self::Mapping(it) = self {
            Some(it)
        } else {
            None
        }
    }

    /// The sequence, if it is one.
    pub fn as_sequence(&self) -> Option<&Sequence> {
        if let Self::Sequence(it) = self {
            Some(it)
        } else {
            None
        }
    }

    /// The scalar, if it is one.
    pub fn as_scalar(&self) -> Option<&Scalar> {
        if let Self::Scalar(it) = self {
            Some(it)
        } else {
            None
        }
    }

    /// The tag (`!Sub`, `!!str`) written before the value.
    pub fn tag(&self) -> Option<SyntaxToken> {
        // It stands first, and what follows may be a text of ten thousands of lines.
        let first = self.syntax().children_with_tokens();
        let mut before = first.map_while(|it| it.into_token().filter(|it| is_before(it.kind())));
        before.find(|it| it.kind() == SyntaxKind::TAG)
    }

    /// The value as JSON. Aliases are followed, the last of two equal keys wins, a missing value is null; so is an
    /// alias without an anchor in this tree, one inside of its own anchor, and whatever aliases multiply beyond
    /// 100,000 values.
    pub fn to_json(&self) -> serde_json::Value {
        json::Reader::default().value(self)
    }
}

/// Whether a token of that kind can stand before a value's own text.
fn is_before(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::TAG
            | SyntaxKind::ANCHOR
            | SyntaxKind::WHITESPACE
            | SyntaxKind::NEWLINE
            | SyntaxKind::COMMENT
    )
}

impl Alias {
    /// The value that the alias stands for: the last one before it with its anchor.
    pub fn target(&self) -> Option<Value> {
        json::Reader::default().target(self)
    }
}

impl Mapping {
    /// The entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + use<> {
        self.0.children().filter_map(Entry::cast)
    }

    /// The first entry whose decoded key is `key`.
    pub fn get(&self, key: &str) -> Option<Entry> {
        self.entries()
            .find(|entry| entry.key().is_some_and(|it| it.is(key)))
    }

    /// The value of the first entry whose decoded key is `key`.
    pub fn value(&self, key: &str) -> Option<Value> {
        self.get(key)?.value()
    }
}

impl Entry {
    /// The key.
    pub fn key(&self) -> Option<Key> {
        self.0.children().find_map(Key::cast)
    }

    /// The value; a [`Missing`] after a colon with nothing behind it, `None` without a colon.
    pub fn value(&self) -> Option<Value> {
        self.0.children().find_map(Value::cast)
    }

    /// Whether there is a colon.
    pub fn has_colon(&self) -> bool {
        token(&self.0, SyntaxKind::COLON).is_some()
    }
}

impl Key {
    /// The decoded key.
    pub fn text(&self) -> String {
        self.decoded().text
    }

    /// Whether the decoded key is `text`; allocates only for escapes.
    pub fn is(&self, text: &str) -> bool {
        match scalar::verbatim(&self.0) {
            Some((token, range)) => token.text().get(range) == Some(text),
            None => self.text() == text,
        }
    }

    /// The decoded key with the way back to the source.
    pub fn decoded(&self) -> Decoded {
        scalar::decode(&self.0)
    }

    /// Where the characters stand: without quotes and properties.
    pub fn content_range(&self) -> TextRange {
        scalar::content_range(&self.0)
    }
}

impl Sequence {
    /// The places, in order.
    pub fn items(&self) -> impl Iterator<Item = Item> + use<> {
        self.0.children().filter_map(Item::cast)
    }

    /// The values, in order.
    pub fn values(&self) -> impl Iterator<Item = Value> + use<> {
        self.items().filter_map(|item| item.value())
    }
}

impl Item {
    /// The value.
    pub fn value(&self) -> Option<Value> {
        self.0.children().find_map(Value::cast)
    }

    /// Its place in the sequence, from 0.
    pub fn index(&self) -> usize {
        self.0
            .siblings(rowan::Direction::Prev)
            .skip(1)
            .filter(|it| it.kind() == SyntaxKind::ITEM)
            .count()
    }
}

impl Missing {
    /// Where a value should stand.
    pub fn offset(&self) -> TextSize {
        self.0.text_range().start()
    }
}

fn token(node: &SyntaxNode, kind: SyntaxKind) -> Option<SyntaxToken> {
    node.children_with_tokens()
        .filter_map(rowan::NodeOrToken::into_token)
        .find(|it| it.kind() == kind)
}
