//! The expression: from the command line or from a file, and what it is written in.

use std::path::Path;

use asl_interp::evaluate;
use asl_syntax::{Format, Parse, SyntaxError};
use serde_json::Value;

use super::arguments::Language;
use crate::files::{self, Source};
use crate::status::Failure;

/// What a text on the command line is called in reports.
const NAME: &str = "EXPR";

/// An expression with its language.
pub(super) struct Text {
    pub(super) source: Source,
    pub(super) language: evaluate::Language,
    /// Whether the language was told from the text.
    pub(super) guessed: bool,
    /// The tree of a template.
    pub(super) tree: Option<Parse>,
}

impl Text {
    /// Reads `@FILE`, or takes the text itself.
    pub(super) fn read(expression: &str, language: Option<Language>) -> Result<Self, Failure> {
        let source = match expression.strip_prefix('@') {
            Some(path) => files::read(Path::new(path))?,
            None => Source {
                path: NAME.into(),
                text: expression.to_owned(),
                format: Format::Json,
            },
        };
        // A template in YAML begins in no way of its own, but its file has a name that says so.
        let guess = match source.format {
            Format::Yaml if !is_expression(&source.text) => evaluate::Language::Template,
            _ => evaluate::Language::guess(&source.text),
        };
        let guessed = language.is_none();
        let language = language.map_or(guess, Into::into);
        let is_template = language == evaluate::Language::Template;
        let tree = is_template.then(|| asl_syntax::parse(&source.text, source.format));
        Ok(Self {
            source,
            language,
            guessed,
            tree,
        })
    }

    /// The text of an expression; a file ends with a line break that is not part of it.
    pub(super) fn expression(&self) -> &str {
        self.source.text.trim_end_matches(['\n', '\r'])
    }

    /// The value of a template, or what is wrong with its JSON or YAML.
    pub(super) fn template(&self) -> Option<Result<Value, Vec<SyntaxError>>> {
        let tree = self.tree.as_ref()?;
        let errors: Vec<_> = tree
            .errors()
            .iter()
            .filter(|it| !it.kind.is_harmless())
            .cloned()
            .collect();
        let value = tree.root().value().map(|it| it.to_json());
        Some(match value {
            Some(value) if errors.is_empty() => Ok(value),
            _ => Err(errors),
        })
    }
}

/// Whether a text of a file without a telling name is an expression rather than YAML.
fn is_expression(text: &str) -> bool {
    let text = text.trim_start();
    ["$", "States.", "{%"].iter().any(|it| text.starts_with(it))
}
