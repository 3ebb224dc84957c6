//! Turns a definition into a [`Machine`]: names become numbers, texts become paths and templates.
//!
//! Every mistake that stops the definition from running is reported with its JSON pointer, all of
//! them at once. What AWS refuses besides is the checker's business.

mod choice;
mod container;
mod data;
mod distributed;
mod fields;
mod jsonata;
mod recovery;
mod state;
mod task;
mod wait;

use std::time::Duration;

use asl_lang::QueryLanguage;
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::machine::{CompileError, Machine};
use crate::program::{Flow, Next, State, StateId};
use fields::{Fields, child};
pub(crate) use jsonata::compile_jsonata;

/// Compiles a definition.
pub(crate) fn compile(definition: &Value) -> Result<Machine, Vec<CompileError>> {
    let mut compiler = Compiler::default();
    let Some(fields) = Fields::of(definition, String::new()) else {
        return Err(vec![CompileError {
            pointer: String::new(),
            message: "A state machine must be an object".to_owned(),
        }]);
    };
    compiler.language = compiler.language_of(&fields);
    let timeout = compiler
        .seconds(&fields, "TimeoutSeconds")
        .map(Duration::from_secs);
    let flow = compiler.flow(&fields);
    compiler.finish(definition, flow, timeout)
}

/// What is collected on the way.
#[derive(Default)]
struct Compiler {
    /// A place per state; empty until it is compiled, and for ever when it could not be.
    states: Vec<Option<State>>,
    errors: Vec<CompileError>,
    /// The query language of the state that is compiled; between states, the machine's.
    language: QueryLanguage,
}

/// The names that the states of one flow may go to.
type Names<'a> = FxHashMap<&'a str, StateId>;

impl Compiler {
    fn error(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.errors.push(CompileError {
            pointer: pointer.into(),
            message: message.into(),
        });
    }

    /// Compiles `StartAt` and `States` of a machine, a branch or an item processor.
    fn flow(&mut self, fields: &Fields<'_>) -> Option<Flow> {
        let Some(states) = fields.object("States") else {
            self.error(
                fields.pointer(),
                "The field 'States' is missing or is not an object",
            );
            return None;
        };
        let names: Names<'_> = states
            .map
            .keys()
            .map(|name| (name.as_str(), self.reserve()))
            .collect();
        for (name, definition) in states.map {
            let id = names[name.as_str()];
            let compiled = self.state(name, definition, states.pointer_to(name), &names);
            self.states[id.index()] = compiled;
        }
        let start = self.target(fields, "StartAt", &names)?;
        Some(Flow { start })
    }

    fn reserve(&mut self) -> StateId {
        self.states.push(None);
        StateId(u32::try_from(self.states.len() - 1).unwrap_or(u32::MAX))
    }

    /// The state that a required field names.
    fn target(&mut self, fields: &Fields<'_>, field: &str, names: &Names<'_>) -> Option<StateId> {
        let Some(name) = fields.text(field) else {
            let message = format!("The field '{field}' is missing or is not a string");
            self.error(fields.pointer(), message);
            return None;
        };
        let id = names.get(name).copied();
        if id.is_none() {
            let message = format!("There is no state '{name}' in this 'States'");
            self.error(fields.pointer_to(field), message);
        }
        id
    }

    /// `Next` or `End` of a state that goes on.
    fn next(&mut self, fields: &Fields<'_>, names: &Names<'_>) -> Option<Next> {
        if fields.get("End") == Some(&Value::Bool(true)) {
            return Some(Next::End);
        }
        self.target(fields, "Next", names).map(Next::To)
    }

    fn finish(
        self,
        definition: &Value,
        flow: Option<Flow>,
        timeout: Option<Duration>,
    ) -> Result<Machine, Vec<CompileError>> {
        let Compiler {
            states, mut errors, ..
        } = self;
        let states: Option<Vec<State>> = states.into_iter().collect();
        match (flow, states) {
            (Some(flow), Some(states)) if errors.is_empty() => {
                let definition_bytes = crate::size::measure(definition).bytes;
                Ok(Machine {
                    flow,
                    states,
                    timeout,
                    definition_bytes,
                })
            }
            _ => {
                errors.sort_by(|one, two| one.pointer.cmp(&two.pointer));
                errors.dedup();
                Err(errors)
            }
        }
    }
}

/// The fields of every element of an array of objects.
fn elements<'a>(fields: &Fields<'a>, field: &str) -> Vec<(String, Option<Fields<'a>>)> {
    let pointer = fields.pointer_to(field);
    let items = fields.get(field).and_then(Value::as_array);
    let place = |index: usize| child(&pointer, &index.to_string());
    items
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(index, item)| (place(index), Fields::of(item, place(index))))
        .collect()
}
