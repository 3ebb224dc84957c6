//! What a value of the document is, as far as it can be judged.

use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use asl_syntax::Format;
use asl_syntax::ast::{Mapping, Scalar, ScalarStyle, ScalarValue, Value};

/// A value as the rules see it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// A text without placeholders.
    Text(String),
    /// An object.
    Object,
    /// A list.
    List,
    /// Something that cannot be judged: a placeholder, an alias, a tagged or a missing value, or
    /// something that the parser has complained about already.
    Unknown,
}

impl Literal {
    /// What `value` is in a document of that format.
    pub(crate) fn of(value: &Value, format: Format) -> Self {
        if value.tag().is_some() {
            return Self::Unknown;
        }
        match value {
            Value::Mapping(it) if is_template_function(it) => Self::Unknown,
            Value::Mapping(_) => Self::Object,
            Value::Sequence(_) => Self::List,
            Value::Scalar(it) => Self::of_scalar(it, format),
            Value::Alias(_) | Value::Missing(_) => Self::Unknown,
        }
    }

    fn of_scalar(scalar: &Scalar, format: Format) -> Self {
        match scalar.value() {
            ScalarValue::Null => Self::Null,
            ScalarValue::Bool(it) => Self::Bool(it),
            ScalarValue::Number(it) => Self::Number(it),
            ScalarValue::String(_)
                if format == Format::Json && scalar.style() == ScalarStyle::Plain =>
            {
                Self::Unknown
            }
            ScalarValue::String(it) if is_placeholder(&it) => Self::Unknown,
            ScalarValue::String(it) => Self::Text(it),
            ScalarValue::Placeholder(_) => Self::Unknown,
        }
    }

    /// What a message calls it.
    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::Object => "an object",
            Self::List => "a list",
            Self::Unknown => "unknown",
        }
    }

    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(it) => Some(it),
            _ => None,
        }
    }
}

/// Whether a deployment puts something else in the object's place: `{"Ref": …}`, `{"Fn::Sub": …}`.
fn is_template_function(mapping: &Mapping) -> bool {
    let mut entries = mapping.entries();
    let key = entries.next().and_then(|it| it.key()).map(|it| it.text());
    let is_alone = entries.next().is_none();
    is_alone && key.is_some_and(|it| it == "Ref" || it.starts_with("Fn::"))
}

/// Whether a deployment still fills in a part of the text.
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.contains("${")
}

/// Whether a key stands for others: one that is still to be filled in, YAML's merge key, or a function
/// of a template that makes what is around it, such as `Fn::Transform`.
pub(crate) fn is_open_key(name: &str) -> bool {
    name == "<<" || name.starts_with("Fn::") || is_placeholder(name)
}

/// Whether a text of a JSONata state is an expression. Blanks outside of the delimiters make it
/// plain text (recorded).
pub(crate) fn is_expression(text: &str) -> bool {
    text.len() >= 4 && text.starts_with(JSONATA_OPEN) && text.ends_with(JSONATA_CLOSE)
}
