//! `Retry` and `Catch`: what a catcher hands on, and the names of errors.

use asl_lang::{ErrorName, error_name, reserved};
use asl_syntax::ast::Mapping;
use serde_json::Value as Json;

use super::path::Scope;
use super::state::State;
use super::value::Val;
use crate::convert::node::Node;

impl State<'_> {
    /// The catchers and the names of errors in `Retry` and `Catch`.
    pub(super) fn handlers(&mut self, raw: &Val) {
        for list in ["Retry", "Catch"] {
            match self.objects(list) {
                Ok(handlers) => handlers.iter().for_each(|it| self.error_names(it)),
                Err(stop) => self.stops.push(stop),
            }
        }
        let error = Val::code("$states.errorOutput");
        for catcher in self.objects("Catch").unwrap_or_default() {
            match Self::placed(raw, &error, &catcher) {
                Ok(output) if output == error => self.drop(&catcher, "ResultPath"),
                Ok(output) => {
                    if let Some(entry) = catcher.get("ResultPath") {
                        self.put(&entry, "Output", Some(Ok(output)));
                    }
                }
                Err(stop) => self.stops.push(stop),
            }
            self.assign(
                &catcher,
                &Scope {
                    input: error.clone(),
                },
            );
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
