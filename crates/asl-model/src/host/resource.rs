//! One resource of a template: its type, and the state machine that it is.

use std::sync::Arc;

use asl_lang::WorkflowType;
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_syntax::{GreenNode, SyntaxNode, TextRange};

use super::again::Within;
use super::forms::{self, Form};
use super::{EmbeddedText, Intrinsic, Target};

/// What one resource says of itself; ranges are relative to its entry.
#[derive(Debug)]
pub struct Resource {
    /// The resource's ENTRY.
    pub(super) green: GreenNode,
    /// Its logical id.
    pub name: Box<str>,
    /// Where the id stands, without quotes.
    pub name_range: TextRange,
    /// What `Type` says.
    pub kind: Option<Box<str>>,
    /// The state machine that it is.
    pub machine: Option<StateMachine>,
}

/// A state machine of a template.
#[derive(Debug)]
pub struct StateMachine {
    /// STANDARD or EXPRESS, where the template says so.
    pub workflow: Option<WorkflowType>,
    /// Where its definition is.
    pub definition: Option<Definition>,
    /// What is filled in for `${Name}` in it.
    pub substitutions: Vec<Substitution>,
    /// Whether this kind of template fills in names at all.
    pub takes_substitutions: bool,
}

/// Where a definition is.
#[derive(Debug)]
pub enum Definition {
    /// The value at this range is its root.
    Inline(TextRange),
    /// A text holds it.
    Text(Arc<EmbeddedText>),
    /// A file holds it.
    File {
        /// The path as written.
        path: String,
        /// Where the path stands, without quotes.
        range: TextRange,
    },
}

/// What is filled in for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    /// The name.
    pub name: String,
    /// Where it is defined, without quotes.
    pub name_range: TextRange,
    /// The whole entry.
    pub range: TextRange,
    /// Its value.
    pub value_range: Option<TextRange>,
    /// What of the template the value is.
    pub target: Option<Target>,
    /// The text that it is for certain: the template writes it out.
    pub literal: Option<String>,
}

impl Resource {
    /// Reads the ENTRY of a resource of CloudFormation, or a machine of a serverless.yml, of which `old` may say
    /// what it was before an edit.
    pub(super) fn read(green: GreenNode, is_serverless: bool, old: Option<Edited<'_>>) -> Self {
        let entry = Entry::cast(SyntaxNode::new_root(green.clone()));
        let key = entry.as_ref().and_then(Entry::key);
        let value = entry.as_ref().and_then(Entry::value);
        let mapping = value.as_ref().and_then(Value::as_mapping);
        let kind = mapping.and_then(|it| string(it, "Type"));
        let is_form = |form: &&Form| form.resource == kind.as_deref();
        let form = if is_serverless {
            Some(&forms::SERVERLESS)
        } else {
            let mut known = forms::RESOURCES.iter();
            known.find(is_form).filter(|_| kind.is_some())
        };
        Self {
            green,
            name: key.as_ref().map(|it| it.text().into()).unwrap_or_default(),
            name_range: key.map(|it| it.content_range()).unwrap_or_default(),
            machine: form.zip(mapping).map(|(form, it)| machine(form, it, old)),
            kind: kind.map(Into::into),
        }
    }

    /// The resource's ENTRY as the root of a tree of its own: all offsets are relative to it.
    pub fn syntax(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.clone())
    }

    /// A text among its properties.
    pub fn property(&self, name: &str) -> Option<String> {
        let value = Entry::cast(self.syntax())?.value()?;
        string(value.as_mapping()?.value(PROPERTIES)?.as_mapping()?, name)
    }
}

/// A resource before an edit, and that edit.
pub(super) type Edited<'a> = (&'a Resource, Within<'a>);

/// Where CloudFormation's resources have what makes them.
pub(super) const PROPERTIES: &str = "Properties";

fn machine(form: &Form, resource: &Mapping, old: Option<Edited<'_>>) -> StateMachine {
    let properties = match form.properties {
        Some(name) => resource.value(name).and_then(|it| it.as_mapping().cloned()),
        None => Some(resource.clone()),
    };
    let Some(properties) = properties else {
        return StateMachine {
            workflow: None,
            definition: None,
            substitutions: Vec::new(),
            takes_substitutions: false,
        };
    };
    let workflow = string(&properties, form.workflow);
    let substitutions = form.substitutions.and_then(|it| properties.value(it));
    // What `!If` chooses may be any names.
    let is_open = substitutions.as_ref().is_some_and(is_made);
    let substitutions = substitutions.filter(|_| !is_open);
    let substitutions = substitutions.as_ref().and_then(Value::as_mapping);
    StateMachine {
        workflow: workflow.and_then(|it| forms::workflow(&it)),
        definition: definition(form, &properties, old),
        takes_substitutions: form.substitutions.is_some() && !is_open,
        substitutions: substitutions
            .into_iter()
            .flat_map(Mapping::entries)
            .filter_map(|it| substitution(&it))
            .collect(),
    }
}

fn definition(form: &Form, properties: &Mapping, old: Option<Edited<'_>>) -> Option<Definition> {
    let value = |name: Option<&str>| name.and_then(|it| properties.value(it));
    if let Some(value) = value(Some(form.object)) {
        return embedded(&value, old);
    }
    if let Some(value) = value(form.text) {
        return embedded(&value, old);
    }
    let value = value(form.file)?;
    let scalar = value.as_scalar().filter(|_| value.tag().is_none())?;
    file(scalar.as_string()?, scalar.content_range())
}

/// A definition inside of the template: an object, a text that makes one, or a place for either.
fn embedded(value: &Value, old: Option<Edited<'_>>) -> Option<Definition> {
    let call = Intrinsic::of(value);
    if let Some(call) = call.as_ref().filter(|it| it.name == "ToJsonString") {
        let is_tagged = call.argument.range() == value.range();
        let root = if is_tagged { value } else { &call.argument };
        return root.as_mapping().map(|it| Definition::Inline(it.range()));
    }
    if let (Value::Mapping(_) | Value::Missing(_), None) = (value, &call) {
        return Some(Definition::Inline(value.range()));
    }
    let again = old.and_then(
        |(old, within)| match old.machine.as_ref()?.definition.as_ref()? {
            Definition::Text(old) => EmbeddedText::again(value, old, &within),
            _ => None,
        },
    );
    if let Some(text) = again {
        return Some(Definition::Text(Arc::new(text)));
    }
    // A text may be large, so it is decoded once.
    if let Some(text) = EmbeddedText::of(value) {
        return Some(Definition::Text(Arc::new(text)));
    }
    let scalar = value.as_scalar()?;
    file(included(&scalar.text())?, scalar.content_range())
}

/// The file that the Serverless Framework's `${file(path)}` means.
fn included(text: &str) -> Option<String> {
    let path = text.trim().strip_prefix("${file(")?.strip_suffix(")}")?;
    Some(path.trim().to_owned())
}

/// A local file.
fn file(path: String, range: TextRange) -> Option<Definition> {
    let is_local = !path.is_empty() && !path.contains("://") && !path.contains("${");
    is_local.then_some(Definition::File { path, range })
}

/// What the entry of a map of substitutions says.
pub(super) fn substitution(entry: &Entry) -> Option<Substitution> {
    let (key, value) = (entry.key()?, entry.value());
    let call = value.as_ref().and_then(Intrinsic::of);
    Some(Substitution {
        name: key.text(),
        name_range: key.content_range(),
        range: entry.range(),
        literal: value.as_ref().and_then(super::values::literal),
        value_range: value.map(|it| it.range()),
        target: call.and_then(|it| it.target()),
    })
}

/// Whether a function makes the map, all of it or a part.
fn is_made(substitutions: &Value) -> bool {
    let entries = substitutions
        .as_mapping()
        .into_iter()
        .flat_map(Mapping::entries);
    let mut keys = entries.filter_map(|it| it.key());
    Intrinsic::of(substitutions).is_some() || keys.any(|it| it.text().starts_with("Fn::"))
}

/// A text that no function makes.
pub(super) fn string(mapping: &Mapping, key: &str) -> Option<String> {
    let value = mapping.value(key)?;
    value
        .as_scalar()?
        .as_string()
        .filter(|_| value.tag().is_none())
}
