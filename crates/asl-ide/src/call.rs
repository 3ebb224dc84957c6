//! What a Task calls, and which of the call's values stands at a place of its `Parameters` or
//! `Arguments`. The catalogue knows the calls; this knows where in a document one is made.

use asl_catalog::{Action, Kind, Pattern, Resolved, Shape, Unknown, lookup};
use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_lang::{Place, QueryLanguage, StateType};
use asl_syntax::ast::{Entry, Mapping, Scalar, Value};
use asl_syntax::{SyntaxKind, SyntaxNode};
use rustc_hash::FxHashSet;

use crate::expectation::{Expectation, expected_of};

/// What a resource calls; one whose pattern is not whole yet calls the action anyway.
pub(crate) fn called(resource: &str) -> Option<Resolved<'static>> {
    match lookup(resource) {
        Ok(resolved) => Some(resolved),
        Err(Unknown::Pattern { action, .. }) => Some(Resolved {
            action,
            pattern: Pattern::RequestResponse,
        }),
        Err(_) => None,
    }
}

/// The resource of a state, as it is written.
pub(crate) fn resource_of(state: &Mapping) -> Option<String> {
    let resource = state.value("Resource")?;
    resource.as_scalar().map(Scalar::text)
}

/// What a Task calls; a function that is called by its own ARN fails like one that is called by the
/// integration.
pub(crate) fn action_of(state: &Mapping) -> Option<Action<'static>> {
    let resource = resource_of(state)?;
    let mut parts = resource.split(':');
    let is_function = parts.nth(2) == Some("lambda") && parts.nth(2) == Some("function");
    let resource = if is_function {
        "arn:aws:states:::lambda:invoke"
    } else {
        resource.as_str()
    };
    called(resource).map(|it| it.action)
}

/// The names of the errors that a call raises: those that somebody told about, then those of the API's
/// model.
pub(crate) fn errors_of(action: Action<'static>) -> Vec<&'static str> {
    let is_sdk = action.service().integration() == asl_catalog::Integration::Sdk;
    let told = asl_lang::service_errors(action.service().name()).filter(|_| !is_sdk);
    let told = told.into_iter().flat_map(|it| it.errors).map(|it| it.name);
    let mut seen = FxHashSet::default();
    let names = told.chain(action.errors());
    let names = names.filter(|it| asl_lang::error_name(it).is_none());
    names.filter(|it| seen.insert(*it)).collect()
}

/// A value of a call's request.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) action: Action<'static>,
    /// What the value is to be.
    pub(crate) shape: Shape<'static>,
    /// The names that lead to it; `*` for any key of a map or element of a list.
    pub(crate) path: Vec<String>,
}

impl Given {
    /// The resource of the action alone.
    pub(crate) fn resource(&self) -> String {
        self.action.resource(Pattern::RequestResponse)
    }

    /// What a member of it is to be.
    pub(crate) fn below(mut self, name: &str) -> Option<Self> {
        let (shape, step) = match self.shape.kind() {
            Kind::List => (self.shape.element()?, "*"),
            Kind::Map => (self.shape.value()?, "*"),
            _ => (self.shape.member(name)?.shape, name),
        };
        self.path.push(step.to_owned());
        self.shape = shape;
        Some(self)
    }
}

/// What a call wants as the value of `holder`, an ENTRY or an ITEM somewhere in what it is given.
pub(crate) fn given(holder: &SyntaxNode, language: QueryLanguage) -> Option<Given> {
    match holder.kind() {
        SyntaxKind::ENTRY => {
            let key = Entry::cast(holder.clone())?.key()?.text();
            let mapping = holder.parent()?;
            if let Some(action) = whole(&key, &mapping, language) {
                let shape = action.request()?;
                let path = Vec::new();
                return Some(Given {
                    action,
                    shape,
                    path,
                });
            }
            given(&mapping.parent()?, language)?.below(plain(&key, language))
        }
        SyntaxKind::ITEM => given(&holder.parent()?.parent()?, language)?.below("*"),
        _ => None,
    }
}

/// A parameter's name as the call has it.
pub(crate) fn plain(key: &str, language: QueryLanguage) -> &str {
    match language {
        QueryLanguage::JsonPath => key.strip_suffix(TEMPLATE_SUFFIX).unwrap_or(key),
        QueryLanguage::Jsonata => key,
    }
}

/// The action that takes the value of that key of a Task.
fn whole(key: &str, mapping: &SyntaxNode, language: QueryLanguage) -> Option<Action<'static>> {
    let is_task = || {
        matches!(
            expected_of(mapping),
            Expectation::Object(Place::State(StateType::Task)) | Expectation::UntypedState
        )
    };
    if key != language.given_in() || !is_task() {
        return None;
    }
    let resource = resource_of(&Mapping::cast(mapping.clone())?)?;
    called(&resource).map(|it| it.action)
}

/// The Task around a node: the innermost state's object, if it has a resource.
pub(crate) fn task_around(node: &SyntaxNode) -> Option<Mapping> {
    let states = node.ancestors().filter_map(Mapping::cast);
    let mut states = states.filter(|it| {
        matches!(
            expected_of(it.syntax()),
            Expectation::Object(Place::State(_)) | Expectation::UntypedState
        )
    });
    states.next().filter(|it| {
        it.value("Resource")
            .is_some_and(|it| matches!(it, Value::Scalar(_)))
    })
}
