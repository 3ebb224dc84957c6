//! One open document: its text, its tree and what it means, kept in step edit by edit.

use asl_model::{DocumentKind, Model, classify};
use asl_syntax::{Format, Parse, parse, reparse};
use asl_text::{Edit, EditError, Text};

/// A document at one version. Cheap to clone, `Send + Sync`; a clone is a snapshot.
#[derive(Debug, Clone)]
pub struct Document {
    text: Text,
    parse: Parse,
    model: Model,
    version: i32,
}

impl Document {
    /// Reads a text.
    pub fn new(text: &str, format: Format) -> Self {
        let parse = parse(text, format);
        Self {
            text: Text::new(text),
            model: Model::lower(&parse, None),
            parse,
            version: 0,
        }
    }

    /// The same document with the version that the client gave it.
    pub fn with_version(mut self, version: i32) -> Self {
        self.version = version;
        self
    }

    /// Replaces a part of the text; tree and model follow at the cost of what changed.
    pub fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.edit_all(std::slice::from_ref(edit))
    }

    /// Applies edits one after the other, each to the text that the one before left, as LSP's
    /// `contentChanges` have it. On an error the document is as it was.
    pub fn edit_all(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        let (mut text, mut parse) = (self.text.clone(), self.parse.clone());
        for edit in edits {
            text.apply(edit)?;
            parse = reparse(&parse, &text, edit);
        }
        self.model = Model::lower(&parse, Some(&self.model));
        (self.text, self.parse) = (text, parse);
        Ok(())
    }

    /// Replaces the whole text. States whose text is the same keep what was derived from them.
    pub fn replace(&mut self, text: &str) {
        self.text = Text::new(text);
        self.parse = parse(text, self.parse.format());
        self.model = Model::lower(&self.parse, Some(&self.model));
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The tree and its errors.
    pub fn parse(&self) -> &Parse {
        &self.parse
    }

    /// What it means.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// JSON or YAML.
    pub fn format(&self) -> Format {
        self.parse.format()
    }

    /// The version that the client gave.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// Sets the version that the client gave.
    pub fn set_version(&mut self, version: i32) {
        self.version = version;
    }

    /// What the document is, by its name (a path or URI), the client's language id and its content.
    pub fn kind(&self, name: &str, language_id: Option<&str>) -> DocumentKind {
        classify(name, language_id, &self.parse)
    }
}
