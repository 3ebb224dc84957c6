//! `Retry` and `Catch`: what a catcher hands on, and the names of errors.

use asl_lang::{ErrorName, error_name, reserved};
use asl_model::shapes::{Member, Shape};
use asl_path::{StringKind, string_kind};
use asl_syntax::ast::{Entry, Mapping, Scalar, ScalarValue};
use serde_json::Value as Json;

use super::state::State;
use super::value::Val;
use crate::convert::node::Node;

/// What a handler does now that it did not do.
const CAUGHT: &str =
    "A path that fails ends the execution whatever is caught; in JSONata this handler takes it";

impl State<'_> {
    /// Says that failures of expressions are handled, where failures of paths were not.
    fn caught(&mut self, entry: &Entry, names: &[Node]) {
        let takes = |name: &Node| match name {
            Node::Scalar(Json::String(name)) => {
                name == reserved::ALL_ERRORS
                    || name == reserved::QUERY_EVALUATION_ERROR
                    || name == reserved::TASK_FAILED
                        && error_name(reserved::QUERY_EVALUATION_ERROR)
                            .is_none_or(|it| it.matched_by_task_failed)
            }
            _ => false,
        };
        if names.iter().any(|it| takes(it) || is_of_paths(it)) && reads(self.mapping) {
            self.notes.at = entry.range();
            self.notes.add(CAUGHT);
        }
    }

    /// The catchers and the names of errors in `Retry` and `Catch`.
    pub(super) fn handlers(&mut self, raw: &Val) {
        for list in ["Retry", "Catch"] {
            match self.objects(list) {
                Ok(handlers) => handlers.iter().for_each(|it| self.error_names(it)),
                Err(stop) => self.stops.push(stop),
            }
        }
        let error = Val::given("$states.errorOutput", &error_output());
        for catcher in self.objects("Catch").unwrap_or_default() {
            match self.placed(raw, &error, &catcher) {
                Ok(output) if output == error => self.drop(&catcher, "ResultPath"),
                Ok(output) => {
                    if let Some(entry) = catcher.get("ResultPath") {
                        self.put(&entry, "Output", Some(Ok(output)));
                    }
                }
                Err(stop) => self.stops.push(stop),
            }
            self.assign(&catcher, &self.scope(error.clone()));
        }
    }

    /// The errors of paths and functions have one name in JSONata.
    fn error_names(&mut self, handler: &Mapping) {
        let Some(entry) = handler.get("ErrorEquals") else {
            return;
        };
        let Some(Node::List(names)) = entry.value().map(|it| Node::read(&it)) else {
            return;
        };
        self.caught(&entry, &names);
        let mut renamed: Vec<Node> = Vec::new();
        for name in &names {
            let name = if is_of_paths(name) {
                Node::text(reserved::QUERY_EVALUATION_ERROR)
            } else {
                name.clone()
            };
            if !renamed.contains(&name) {
                renamed.push(name);
            }
        }
        if renamed != names {
            self.plan.instead(
                &entry,
                vec![("ErrorEquals".to_owned(), Node::List(renamed))],
            );
        }
    }
}

/// Whether a path or a function stands in a state or in the states inside of it.
fn reads(state: &Mapping) -> bool {
    let mut texts = state.syntax().descendants().filter_map(Scalar::cast);
    texts.any(|it| match it.value() {
        ScalarValue::String(text) => string_kind(&text) != StringKind::Other,
        _ => false,
    })
}

/// Whether only paths and functions fail like this.
pub(super) fn is_of_paths(name: &Node) -> bool {
    let Node::Scalar(Json::String(name)) = name else {
        return false;
    };
    let known: Option<&ErrorName> = error_name(name);
    name == reserved::REFERENCE_PATH_CONFLICT
        || known.is_some()
            && matches!(
                name.as_str(),
                "States.IntrinsicFailure"
                    | "States.ParameterPathFailure"
                    | "States.ResultPathMatchFailure"
            )
}

/// `$states.errorOutput`.
fn error_output() -> Shape {
    let text = || Shape::string().join(&Shape::null());
    let members = ["Error", "Cause"].map(|it| Member::required(it, text()));
    Shape::object(members, None)
}
