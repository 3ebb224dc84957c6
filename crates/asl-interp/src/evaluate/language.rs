//! The languages in which a definition says where data comes from, and telling them apart.

use asl_lang::reserved::JSONATA_OPEN;
use asl_path::{StringKind, string_kind};

/// A language of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// A path as `InputPath` has it.
    JsonPath,
    /// A path that names one place, as `ItemsPath` has it.
    ReferencePath,
    /// A call such as `States.Format('{}', $.name)`.
    Intrinsic,
    /// An object or array as `Parameters` has it, or with `{% … %}` strings as `Arguments` has it.
    Template,
    /// A JSONata expression, with or without `{% … %}`.
    Jsonata,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 5] = [
        Self::JsonPath,
        Self::ReferencePath,
        Self::Intrinsic,
        Self::Template,
        Self::Jsonata,
    ];

    /// The name that users write: `jsonpath`, `reference-path`, `intrinsic`, `template`, `jsonata`.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonPath => "jsonpath",
            Self::ReferencePath => "reference-path",
            Self::Intrinsic => "intrinsic",
            Self::Template => "template",
            Self::Jsonata => "jsonata",
        }
    }

    /// The language of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The language that a text most likely is in, by how it begins. A path into a variable could be
    /// JSONata as well: it is taken for a path where it is one.
    pub fn guess(text: &str) -> Self {
        let text = text.trim_start();
        if text.starts_with(JSONATA_OPEN) {
            return Self::Jsonata;
        }
        if text.starts_with(['{', '[']) {
            return Self::Template;
        }
        match string_kind(text) {
            StringKind::Intrinsic => Self::Intrinsic,
            StringKind::InputPath | StringKind::ContextPath => Self::JsonPath,
            StringKind::VariablePath if is_variable_path(text) => Self::JsonPath,
            StringKind::VariablePath | StringKind::Other => Self::Jsonata,
        }
    }
}

fn is_variable_path(text: &str) -> bool {
    let of_jsonata = text
        .strip_prefix("$states")
        .is_some_and(|rest| !rest.starts_with(|it: char| it.is_alphanumeric() || it == '_'));
    !of_jsonata && asl_path::path::parse(text).errors.is_empty()
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn texts_are_told_apart_by_how_they_begin() {
        for (text, name) in [
            ("$", "jsonpath"),
            ("$.a[?(@.b > 1)]", "jsonpath"),
            ("$$.Execution.Id", "jsonpath"),
            ("$order.id", "jsonpath"),
            ("$states.input.id", "jsonata"),
            ("$statesman.id", "jsonpath"),
            ("$sum([1, 2])", "jsonata"),
            ("$order.id & 'x'", "jsonata"),
            ("States.UUID()", "intrinsic"),
            ("  {\"a.$\": \"$.b\"}", "template"),
            ("[1]", "template"),
            ("{% 1 %}", "jsonata"),
            ("1 + 1", "jsonata"),
        ] {
            assert_eq!(Language::guess(text).name(), name, "{text}");
        }
    }

    #[test]
    fn every_language_is_found_by_its_name() {
        for language in Language::ALL {
            assert_eq!(Language::from_name(language.name()), Some(language));
        }
    }
}
