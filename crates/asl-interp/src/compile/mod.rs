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
pub(crate) use choice::compile_rule;
use fields::{Fields, child};
pub(crate) use jsonata::{compile_jsonata, expression};

/// Compiles a definition.
pub(crate) fn compile(definition: &Value) -> Result<Machine, Vec<CompileError>> {
    let mut compiler = Compiler::default();
    let Some(fields) = compiler.object(definition, String::new(), "A state machine") else {
        return Err(compiler.errors);
    };
    compiler.language = compiler.language_of(&fields);
    let timeout = compiler
        .whole_number(&fields, "TimeoutSeconds")
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

    /// The error of a required field that is not there, or is of another type.
    fn missing(&mut self, fields: &Fields<'_>, field: &str, wanted: &str) {
        let message = format!("The field '{field}' is missing or is not {wanted}");
        self.error(fields.pointer(), message);
    }

    /// The fields of what must be an object.
    fn object<'a>(&mut self, value: &'a Value, pointer: String, what: &str) -> Option<Fields<'a>> {
        let fields = Fields::of(value, pointer.clone());
        if fields.is_none() {
            self.error(pointer, format!("{what} must be an object"));
        }
        fields
    }

    /// The elements of an array of objects, if the field is one; nothing for those that are none.
    fn objects<'a>(
        &mut self,
        fields: &Fields<'a>,
        field: &str,
        what: &str,
    ) -> Vec<Option<Fields<'a>>> {
        let pointer = fields.pointer_to(field);
        let items = fields.get(field).and_then(Value::as_array);
        let items = items.into_iter().flatten().enumerate();
        items
            .map(|(index, item)| self.object(item, child(&pointer, &index.to_string()), what))
            .collect()
    }

    /// Compiles `StartAt` and `States` of a machine, a branch or an item processor.
    fn flow(&mut self, fields: &Fields<'_>) -> Option<Flow> {
        let Some(states) = fields.object("States") else {
            self.missing(fields, "States", "an object");
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
            self.missing(fields, field, "a string");
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
