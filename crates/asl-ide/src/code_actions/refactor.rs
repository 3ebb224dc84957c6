//! What the refactorings share: the place in the tree, names that nothing has yet, fields.

use asl_lang::QueryLanguage;
use asl_lang::limits::STATE_NAME_CHARS;
use asl_model::{Model, State, StateId};
use asl_syntax::ast::{Entry, Mapping};
use asl_text::Edit;
use serde_json::{Value, json};

use super::{CodeAction, CodeActionKind};
use crate::convert::{Node, Plan};
use crate::{Document, FileRange, SourceChange};

/// The state whose name the selection begins at, with its entry and fields.
pub(super) struct Target<'a> {
    pub(super) document: &'a Document,
    pub(super) model: &'a Model,
    pub(super) state: &'a State,
    pub(super) entry: Entry,
    pub(super) fields: Mapping,
}

impl<'a> Target<'a> {
    /// The state on whose name the selection begins.
    pub(super) fn named(document: &'a Document, range: FileRange) -> Option<Self> {
        let model = document.model();
        let state = model.state(model.state_at(range.range.start())?);
        let on_name = state.key_range().contains_inclusive(range.range.start());
        on_name.then(|| Self::of(document, state.id())).flatten()
    }

    pub(super) fn of(document: &'a Document, state: StateId) -> Option<Self> {
        let model = document.model();
        let state = model.state(state);
        let entry = entry_of(document, state)?;
        let fields = entry.value()?.as_mapping()?.clone();
        Some(Self {
            document,
            model,
            state,
            entry,
            fields,
        })
    }

    /// The query language of a new state beside it that names none.
    pub(super) fn language_beside(&self) -> QueryLanguage {
        self.model.machine(self.state.machine()).query_language()
    }

    /// The action that makes these changes.
    pub(super) fn action(&self, title: String, range: FileRange, plan: &Plan) -> CodeAction {
        let text = self.document.text().to_string();
        action(title, range, plan.edits(&text, self.document.format()))
    }

    /// A field of the state as it is written.
    pub(super) fn value(&self, field: &str) -> Option<Node> {
        self.fields.value(field).as_ref().map(Node::read)
    }

    /// Puts a field where it belongs: before what says how the state goes on, else at the end.
    pub(super) fn add(&self, plan: &mut Plan, field: &str, value: Node) {
        let before = ["Catch", "Next", "End"]
            .iter()
            .find_map(|it| self.fields.get(it));
        let field = (field.to_owned(), value);
        match (before, self.fields.entries().last()) {
            (Some(entry), _) => plan.beside(&entry, false, field),
            (None, Some(entry)) => plan.beside(&entry, true, field),
            (None, None) => {}
        }
    }
}

/// A refactoring with its edits, which may be in any order.
pub(super) fn action(title: String, range: FileRange, mut edits: Vec<Edit>) -> CodeAction {
    edits.sort_by_key(|it| it.range.start());
    CodeAction {
        title,
        kind: CodeActionKind::Refactor,
        change: SourceChange {
            edits: vec![(range.file, edits)],
        },
        diagnostic: None,
        file: None,
        preferred: false,
    }
}

/// The entry of a state in the document's tree.
pub(super) fn entry_of(document: &Document, state: &State) -> Option<Entry> {
    let root = document.parse().syntax();
    let token = root
        .token_at_offset(state.key_range().start())
        .right_biased()?;
    let entries = token.parent_ancestors().filter_map(Entry::cast);
    let mut entries = entries.filter(|it| it.range().start() == state.base());
    entries.next()
}

/// A name for a new state that no state has: the wanted one, or that with a number; as long as AWS allows.
pub(super) fn free_name(model: &Model, wanted: &str) -> String {
    let numbered = (2_u32..).map(|it| at_most(wanted, &format!(" {it}")));
    let mut names = std::iter::once(at_most(wanted, "")).chain(numbered);
    let free = names.find(|it| model.states_named(it).is_empty());
    free.unwrap_or_default()
}

/// A name with something behind it, cut so that both together are a state's name.
fn at_most(name: &str, behind: &str) -> String {
    let space = STATE_NAME_CHARS.saturating_sub(behind.chars().count());
    let name: String = name.chars().take(space).collect();
    name + behind
}

/// The edit that makes a reference lead elsewhere, in the reference's own quotes.
pub(super) fn lead_to(
    reference: &asl_model::Reference<'_>,
    document: &Document,
    name: &str,
) -> Edit {
    let quoted = match document.format() {
        asl_syntax::Format::Json => crate::quote::json(name),
        asl_syntax::Format::Yaml => crate::quote::yaml(name, None, true),
    };
    Edit {
        range: reference.value_range,
        insert: quoted,
    }
}

/// The member of a list that is alone in it, as the output of a state: what a Parallel of one branch
/// wraps and this unwraps.
pub(super) fn first_of_result(language: QueryLanguage) -> (String, Node) {
    match language {
        QueryLanguage::JsonPath => ("OutputPath".to_owned(), Node::text("$[0]")),
        QueryLanguage::Jsonata => ("Output".to_owned(), Node::text("{% $states.result[0] %}")),
    }
}

/// A value of JSON as a node.
pub(super) fn node(value: &Value) -> Node {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| (name.clone(), node(value));
            Node::Map(members.iter().map(member).collect())
        }
        Value::Array(items) => Node::List(items.iter().map(node).collect()),
        scalar => Node::Scalar(scalar.clone()),
    }
}

/// A Fail state that passes on the error that a catcher put under `error`.
pub(super) fn fail_with_error(language: QueryLanguage) -> Node {
    node(&match language {
        QueryLanguage::JsonPath => json!({
            "Type": "Fail", "ErrorPath": "$.error.Error", "CausePath": "$.error.Cause",
        }),
        QueryLanguage::Jsonata => json!({
            "Type": "Fail",
            "Error": "{% $states.input.error.Error %}",
            "Cause": "{% $states.input.error.Cause %}",
        }),
    })
}
