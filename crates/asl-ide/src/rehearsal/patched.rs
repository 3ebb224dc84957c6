//! A machine that somebody is still writing: what can run of it does.

use asl_interp::{CompileError, Machine};
use asl_lang::StateType;
use asl_model::Model;
use serde_json::{Value, json};

/// How often states are taken out: behind the first there may be more.
const ROUNDS: usize = 3;

/// A definition that runs.
pub(super) struct Patched {
    pub(super) machine: Machine,
    pub(super) definition: Value,
    /// The states that are not as they are written, by their pointers.
    pub(super) broken: Vec<String>,
}

/// Compiles a definition. In the place of a state that cannot run stands one that fails, so that the states
/// before it have their data.
pub(super) fn compile(model: &Model, mut definition: Value) -> Option<Patched> {
    let mut broken = Vec::new();
    for _ in 0..ROUNDS {
        match Machine::compile(&definition) {
            Ok(machine) => {
                return Some(Patched {
                    machine,
                    definition,
                    broken,
                });
            }
            Err(errors) => take_out(model, &mut definition, &errors, &mut broken)?,
        }
    }
    None
}

/// `None` for a mistake that is not in a state.
fn take_out(
    model: &Model,
    definition: &mut Value,
    errors: &[CompileError],
    broken: &mut Vec<String>,
) -> Option<()> {
    for error in errors {
        let state = model.state_of_pointer(&error.pointer)?;
        let pointer = model.state_pointer(state);
        // One in a state that is taken out already is gone with it.
        if let Some(place) = definition.pointer_mut(&pointer) {
            *place = json!({ "Type": StateType::Fail.name() });
        }
        broken.push(pointer);
    }
    Some(())
}
