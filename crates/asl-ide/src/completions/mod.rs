//! What may be written at the cursor.

mod draft;
mod errors;
mod insert;
mod jsonata;
mod keys;
mod language;
mod mentioned;
mod mentions;
mod order;
mod pages;
mod parameters;
mod paths;
mod resources;
mod site;
mod snippets;
mod states;
mod strings;
mod values;

use asl_lang::{QueryLanguage, WorkflowType};
use asl_text::Edit;

use crate::cursor::{Role, cursor_at};
use crate::{Analysis, Document, FilePosition};
use jsonata::Inside;
pub use pages::completion_page;
use site::Site;

/// What a client can do with completions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompletionConfig {
    /// The client understands snippets: `$0` and `${1:name}` in the inserted text.
    pub snippets: bool,
    /// What the workflow is known to be; unknown, everything is offered.
    pub workflow: Option<WorkflowType>,
}

/// One thing that may be written.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a yes or no of the protocol"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionItem {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words right behind the label, fainter: the type of a parameter.
    pub label_detail: Option<String>,
    /// A few words at the end of the label's line: the service's name for people.
    pub description: Option<String>,
    /// A few words beside the label: `required`, `Task state, not reached yet`.
    pub detail: Option<String>,
    /// Markdown.
    pub documentation: Option<String>,
    /// What [`completion_page`] makes the documentation of, where that is left until it is looked at.
    pub page: Option<String>,
    /// Replaces the word under the cursor, quotes included where it has them. On one line.
    pub edit: Edit,
    /// Edits elsewhere that belong to it: the comma behind the line above.
    pub additional: Vec<Edit>,
    /// The inserted text is a snippet.
    pub snippet: bool,
    /// Items are shown in the order of these texts.
    pub sort_text: String,
    /// What the typed characters are compared with: like the replaced text, with its quotes.
    pub filter_text: String,
    /// Replaced by something newer.
    pub deprecated: bool,
    /// After it is inserted, completion should be asked for again: the cursor stands at a value
    /// that has values to offer.
    pub retrigger: bool,
    /// The list holds what suits the typed text only: it must be asked for again at the next letter.
    pub is_partial: bool,
}

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A state.
    State,
    /// A field.
    Field,
    /// A comparison operator of a choice rule.
    Operator,
    /// One of a field's values.
    Value,
    /// An error name.
    Error,
    /// An intrinsic function.
    Function,
    /// A path into the context object, a member of `$states`.
    Path,
    /// A variable.
    Variable,
    /// A whole state.
    Snippet,
    /// A service that Tasks can call.
    Service,
    /// An action of a service.
    Action,
    /// A member of what a call takes.
    Parameter,
}

/// # Completion
///
/// While you type, and on text that is not whole yet:
///
/// * **States** wherever one is named (`StartAt`, `Next`, `Default`): those that nothing leads to yet
///   first, then the nearest.
/// * **Fields** of the object under the cursor, by state type and query language: required ones that
///   are missing first, nothing that is there already and nothing that another field excludes. The
///   value comes with it, with quotes, commas and indentation as JSON or YAML need them.
/// * **Comparison operators** in choice rules.
/// * **Values**: state types and all other fixed values, `true` and `false`, error names (the service's
///   own ones in a Task), resources (also by the beginnings of an action's words: `ec2 desc inst`), context
///   paths, intrinsic functions and variables in dynamic strings.
/// * **JSONata**: the members of `$states` that the field has, variables with where they were assigned,
///   functions with what they take.
/// * **Paths** and members of `$states.input` and `$states.result`: what the data here is known to have,
///   from constants, templates, responses of services, caught errors, items and outputs of Maps.
/// * **Whole states** among `States`, and the names that transitions lead to but no state has yet; whole
///   retriers, catchers, rules, branches and item processors where one belongs.
/// * **Members of the data** in paths of both query languages: those that are known, then the names that
///   other paths of the definition have there, then what the place itself suggests (`$.orderId` under
///   `orderId.$`), then every name that the definition gives to data elsewhere.
pub fn completions(
    analysis: &Analysis,
    at: FilePosition,
    config: &CompletionConfig,
) -> Vec<CompletionItem> {
    let Some(document) = analysis.document(at.file) else {
        return Vec::new();
    };
    if let Some(inside) = in_jsonata(document, at, config) {
        return jsonata::complete(&inside);
    }
    let Some(cursor) = cursor_at(document, at.offset) else {
        return Vec::new();
    };
    let site = Site::new(document, &cursor, at.offset, config);
    match cursor.role {
        Role::Key { .. } => keys::complete(&site),
        Role::Value | Role::Item => values::complete(&site),
    }
}

/// The JSONata expression at the cursor.
fn in_jsonata<'a>(
    document: &'a Document,
    at: FilePosition,
    config: &'a CompletionConfig,
) -> Option<Inside<'a>> {
    let model = document.model();
    let state = model.state(model.state_at(at.offset)?);
    let known = state.expression_at(at.offset);
    let known = known.filter(|it| it.0.language() == QueryLanguage::Jsonata);
    let found = known.or_else(|| language::unsaid(document, state, at.offset));
    let (expression, offset) = found?;
    (expression.language() == QueryLanguage::Jsonata).then_some(Inside {
        document,
        model,
        state,
        expression,
        at: offset,
        config,
    })
}
