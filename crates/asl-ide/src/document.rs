//! One open document: its text, its tree and what it means, kept in step edit by edit.

use std::sync::Arc;

use asl_model::host::{Change, Host, mask, parse_definition};
use asl_model::shapes::Shape;
use asl_model::{DocumentKind, Model, classify, is_definition_name};
use asl_syntax::{Format, Parse, TextRange, TextSize, parse, reparse};
use asl_text::{Edit, EditError, Text};

use crate::embedded::{self, Part};

/// A document at one version. Cheap to clone, `Send + Sync`; a clone is a snapshot.
#[derive(Debug, Clone)]
pub struct Document {
    text: Text,
    parse: Parse,
    model: Model,
    version: i32,
    host: Option<Arc<Host>>,
    parts: Arc<[Part]>,
    directives: Directives,
}

/// Whether there are Terraform's directives in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Directives {
    /// The tree is that of the text with blanks in place of them.
    Masked,
    /// There are none.
    Absent,
    /// Whatever looks like one is none: a text in a template is no file that Terraform reads.
    Meaningless,
}

impl Document {
    /// Reads a text: a definition, or a template with definitions in it.
    pub fn new(text: &str, format: Format) -> Self {
        Self::of_parse(text, parse_definition(text, format))
    }

    /// The document of a text that is parsed already.
    pub fn of_parse(text: &str, parse: Parse) -> Self {
        let model = Model::lower(&parse, None);
        let mut document = Self::assembled(Text::new(text), model, parse);
        document.directives = Directives::of(mask(text).as_ref());
        document.find_parts(None);
        document
    }

    /// Reads a text that a template holds a definition in; it is JSON.
    pub(crate) fn plain(text: Text) -> Self {
        let parse = parse(&text.to_string(), Format::Json);
        let document = Self::assembled(text, Model::lower(&parse, None), parse);
        Self {
            directives: Directives::Meaningless,
            ..document
        }
    }

    /// A document of what is known already.
    pub(crate) fn assembled(text: Text, model: Model, parse: Parse) -> Self {
        Self {
            text,
            parse,
            model,
            version: 0,
            host: None,
            parts: Arc::default(),
            directives: Directives::Absent,
        }
    }

    /// Looks for definitions in a template after an edit, if it was one; what did not change is taken over.
    fn find_parts(&mut self, edit: Option<&Edit>) {
        let host = match edit {
            Some(edit) => {
                let text = &self.text;
                Host::edited(&self.parse, self.host(), Change { text, edit })
            }
            None => Host::read(&self.parse, self.host()),
        };
        self.host = host.map(Arc::new);
        self.parts = match &self.host {
            Some(host) => embedded::update(&self.text, &self.parse, host, &self.parts),
            None => Arc::default(),
        };
    }

    /// The same document with examples of what executions begin with. They stay over edits.
    pub fn with_examples(mut self, inputs: &[serde_json::Value]) -> Self {
        let shapes = inputs.iter().map(Shape::from_example);
        if let Some(shape) = shapes.reduce(|a, b| a.join(&b)) {
            self.model = self.model.with_example(shape);
        }
        self
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
        let mut may_have_directives = self.directives == Directives::Masked;
        for edit in edits {
            text.apply(edit)?;
            parse = reparse(&parse, &text, edit);
            may_have_directives |=
                self.directives == Directives::Absent && may_make_directive(&text, edit);
        }
        if may_have_directives {
            let whole = text.to_string();
            let masked = mask(&whole);
            if self.directives == Directives::Masked || masked.is_some() {
                parse = asl_syntax::parse(masked.as_ref().unwrap_or(&whole), parse.format());
            }
            self.directives = Directives::of(masked.as_ref());
        }
        self.model = Model::lower(&parse, Some(&self.model));
        (self.text, self.parse) = (text, parse);
        let one = match edits {
            [edit] if self.directives != Directives::Masked => Some(edit),
            _ => None,
        };
        self.find_parts(one);
        Ok(())
    }

    /// Replaces the whole text. States whose text is the same keep what was derived from them.
    pub fn replace(&mut self, text: &str) {
        self.text = Text::new(text);
        self.parse = parse_definition(text, self.parse.format());
        self.directives = Directives::of(mask(text).as_ref());
        self.model = Model::lower(&self.parse, Some(&self.model));
        self.find_parts(None);
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The tree and its errors.
    pub fn parse(&self) -> &Parse {
        &self.parse
    }

    /// Whether something stands in a range that the tree does not have: directives and calls of Terraform.
    /// What is written from the tree in its place would lose it.
    pub(crate) fn hides(&self, range: TextRange) -> bool {
        let is_read = || {
            let tree = self.parse.syntax().text();
            let known = TextRange::up_to(tree.len()).contains_range(range);
            known && tree.slice(range) == self.text.slice(range).as_str()
        };
        self.directives == Directives::Masked && !is_read()
    }

    /// What it means.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What it says as a template, when it is one with state machines.
    pub fn host(&self) -> Option<&Host> {
        self.host.as_deref()
    }

    /// The definitions in a template.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
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
        if self.host.is_some() && !is_definition_name(name) {
            return DocumentKind::Host;
        }
        classify(name, language_id, &self.parse)
    }
}

impl Directives {
    fn of(masked: Option<&String>) -> Self {
        masked.map_or(Self::Absent, |_| Self::Masked)
    }
}

/// How far around an edit a directive's marks are looked for: names in calls are short.
const AROUND: u32 = 256;

/// Whether there may be a directive after an edit where there was none. Letters typed elsewhere make none, and whoever
/// closes one that begins far away types its brace.
fn may_make_directive(text: &Text, edit: &Edit) -> bool {
    if edit.insert.contains(['%', '{', '(', '}']) {
        return true;
    }
    let start = edit.range.start();
    let end = start + TextSize::of(edit.insert.as_str()) + TextSize::new(AROUND);
    let start = start.checked_sub(AROUND.into()).unwrap_or_default();
    let near = text.slice_chars(TextRange::new(start, end));
    near.contains("%{") || near.contains("${") && near.contains('(')
}
