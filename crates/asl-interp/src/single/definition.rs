//! Finds the state in a definition. A lone state is put into a machine of its own, with ends where
//! its transitions lead.

use serde_json::{Map, Value, json};

use super::{DefinitionError, LONE_STATE, StateUnderTest};
use crate::program::{Flow, Kind, StateId};
use crate::{CompileError, Machine};

pub(super) fn compile(
    definition: &Value,
    name: Option<&str>,
) -> Result<StateUnderTest, DefinitionError> {
    let whole = definition.get("States").is_some();
    match name {
        Some(name) if whole => in_machine(definition, name),
        Some(_) => Err(DefinitionError::NoSuchState),
        None if whole => Err(DefinitionError::NoName),
        None => alone(definition),
    }
}

fn in_machine(definition: &Value, name: &str) -> Result<StateUnderTest, DefinitionError> {
    let machine = Machine::compile(definition).map_err(DefinitionError::Broken)?;
    let state = find(&machine, name).ok_or(DefinitionError::NoSuchState)?;
    Ok(under_test(definition, machine, state))
}

fn alone(definition: &Value) -> Result<StateUnderTest, DefinitionError> {
    let mut states = Map::new();
    collect_targets(definition, &mut states);
    states.insert(LONE_STATE.to_owned(), definition.clone());
    let whole = json!({ "StartAt": LONE_STATE, "States": states });
    let machine = Machine::compile(&whole)
        .map_err(|errors| DefinitionError::Broken(errors.into_iter().map(unwrapped).collect()))?;
    let state = find(&machine, LONE_STATE).ok_or(DefinitionError::NoSuchState)?;
    Ok(under_test(&whole, machine, state))
}

/// A state of the outermost flow, else the first one by its place in the definition: names may
/// repeat in other flows.
fn find(machine: &Machine, name: &str) -> Option<StateId> {
    let named = machine
        .states
        .iter()
        .enumerate()
        .filter(|(_, state)| &*state.name == name);
    let (index, _) = named.min_by_key(|(_, state)| state.pointer.matches('/').count())?;
    u32::try_from(index).ok().map(StateId)
}

fn under_test(definition: &Value, mut machine: Machine, state: StateId) -> StateUnderTest {
    let pointer = &machine.state(state).pointer;
    let fields = definition.pointer(pointer);
    let has = |field| fields.is_some_and(|fields| fields.get(field).is_some());
    let inside_map = machine.states.iter().any(|outer| {
        let below = pointer.strip_prefix(&*outer.pointer);
        matches!(outer.kind, Kind::Map(_)) && below.is_some_and(|rest| rest.starts_with('/'))
    });
    machine.flow = Flow { start: state };
    StateUnderTest {
        machine,
        state,
        inside_map,
        reads_items: has("ItemReader"),
        writes_results: has("ResultWriter"),
    }
}

/// Ends for whatever the state may go to.
fn collect_targets(fields: &Value, states: &mut Map<String, Value>) {
    for field in ["Next", "Default"] {
        if let Some(target) = fields.get(field).and_then(Value::as_str) {
            states.insert(target.to_owned(), json!({ "Type": "Succeed" }));
        }
    }
    for field in ["Choices", "Catch"] {
        let entries = fields.get(field).and_then(Value::as_array);
        for entry in entries.into_iter().flatten() {
            collect_targets(entry, states);
        }
    }
}

/// The error at its place in the lone state.
fn unwrapped(error: CompileError) -> CompileError {
    let prefix = format!("/States/{LONE_STATE}");
    let pointer = error.pointer.strip_prefix(&prefix);
    CompileError {
        pointer: pointer.unwrap_or_default().to_owned(),
        message: error.message,
    }
}
