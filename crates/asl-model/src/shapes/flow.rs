//! The data that flows through a document.

use std::sync::Arc;

use asl_lang::{Place, QueryLanguage, StateType};

use super::ground::{Entry, Ground, Miss};
use super::machine::{MachineShapes, machine};
use super::shape::Shape;
use super::transfer::StateShapes;
use crate::{Cause, Expression, MachineId, Model, Setter, State, StateId};

/// What is known of the data at every state of a document.
#[derive(Debug, Clone, Default)]
pub struct DataFlow {
    roots: Vec<MachineShapes>,
}

impl DataFlow {
    /// Follows the data through all machines. `input` is what is known of the input of executions.
    ///
    /// What was worked out for a state is kept as long as its text is the same and the same reaches
    /// it, so after a keystroke little is done anew.
    pub fn of(model: &Model, input: &Shape) -> Self {
        Self::after(model, input, None)
    }

    /// The same, with what was known of another version.
    pub(crate) fn after(model: &Model, input: &Shape, earlier: Option<&Self>) -> Self {
        let entry = Entry::begin(input.clone());
        let roots = model.roots().iter().enumerate().map(|(index, id)| {
            let facts = model.machine(*id).facts();
            let earlier = earlier.and_then(|it| it.roots.get(index));
            let known = earlier.and_then(|it| it.updated(facts, &entry));
            known.unwrap_or_else(|| machine(facts, QueryLanguage::JsonPath, &entry))
        });
        Self {
            roots: roots.collect(),
        }
    }

    /// What is known at a state.
    pub fn state(&self, model: &Model, id: StateId) -> Option<&StateShapes> {
        let state = model.state(id);
        let shapes = self.machine(model, state.machine())?;
        let first = model.machine(state.machine()).states().next()?;
        let index = id.index().checked_sub(first.index())?;
        shapes.states.get(index).map(Arc::as_ref)
    }

    /// The states whose expressions look for members in vain, with these.
    pub fn misses<'a>(&'a self, model: &'a Model) -> Vec<(&'a State, &'a [Miss])> {
        let mut found = Vec::new();
        for (id, shapes) in model.roots().iter().zip(&self.roots) {
            gather(model, *id, shapes, &mut found);
        }
        found
    }

    fn machine(&self, model: &Model, id: MachineId) -> Option<&MachineShapes> {
        let Some(owner) = model.machine(id).owner() else {
            let index = model.roots().iter().position(|it| *it == id)?;
            return self.roots.get(index);
        };
        let mut nested = model.state(owner.state).nested();
        let index = nested.position(|it| it == id)?;
        self.state(model, owner.state)?.nested.get(index)
    }
}

/// Only machines and states in which something is looked for in vain are gone through.
fn gather<'a>(
    model: &'a Model,
    id: MachineId,
    shapes: &'a MachineShapes,
    found: &mut Vec<(&'a State, &'a [Miss])>,
) {
    for index in &shapes.troubled {
        let index = *index as usize;
        let state = model.states_of(id).get(index);
        let (Some(state), Some(known)) = (state, shapes.states.get(index)) else {
            continue;
        };
        if !known.misses.is_empty() {
            found.push((state, known.misses.as_slice()));
        }
        for (id, inner) in state.nested().zip(&known.nested) {
            gather(model, id, inner, found);
        }
    }
}

impl StateShapes {
    /// What reaches the state.
    pub fn input(&self) -> &Shape {
        &self.entry.input
    }

    /// After `InputPath`.
    pub fn effective_input(&self) -> &Shape {
        &self.effective
    }

    /// What the state's work gets: after `Parameters` or `Arguments`.
    pub fn arguments(&self) -> &Shape {
        &self.arguments
    }

    /// What the state's work gives.
    pub fn result(&self) -> &Shape {
        &self.result
    }

    /// What the state hands on to its `Next`, or as the machine's output.
    pub fn output(&self) -> &Shape {
        &self.output
    }

    /// What is handed on by a way out of the state; nothing where the way cannot be taken.
    pub fn output_by(&self, cause: Cause) -> Option<Shape> {
        let known = self.after(cause).map(|it| it.input.clone());
        known.or_else(|| self.leads_anywhere.then(Shape::unknown))
    }

    /// What each iteration of a Map works on.
    pub fn item(&self) -> Option<&Shape> {
        self.item.as_ref()
    }

    /// A variable when the state is entered.
    pub fn variable(&self, name: &str) -> Shape {
        self.entry.variables.get(name).cloned().unwrap_or_default()
    }

    /// A variable at the end of a way out of the state.
    pub fn variable_by(&self, cause: Cause, name: &str) -> Shape {
        let entry = self.after(cause);
        let known = entry.and_then(|it| it.variables.get(name));
        known.cloned().unwrap_or_default()
    }

    /// What an `Assign` of the state gives a variable.
    pub fn assigned(&self, by: Setter, name: &str) -> Shape {
        match by {
            Setter::Catcher(index) => self.variable_by(Cause::Catch(index), name),
            Setter::Rule(index) => self.variable_by(Cause::Choice(index), name),
            Setter::State => self.variable_by(Cause::Next, name),
        }
    }

    /// Members that the state's expressions look for in vain.
    pub fn misses(&self) -> &[Miss] {
        &self.misses
    }

    /// What an expression of the state sees.
    pub fn ground(&self, language: QueryLanguage, expression: &Expression) -> Ground {
        self.ground_in(language, expression.place, expression.field)
    }

    /// What an expression in a field of an object of the state sees.
    pub fn ground_in(&self, language: QueryLanguage, place: Place, field: &str) -> Ground {
        let input = match language {
            QueryLanguage::Jsonata => self.entry.input.clone(),
            QueryLanguage::JsonPath => self.document(place, field),
        };
        let mut ground = Ground::of(&self.entry, input);
        if language == QueryLanguage::Jsonata {
            let member = |name: &str| {
                let member = asl_lang::states_member(name);
                member.is_some_and(|it| it.is_readable(place, field))
            };
            ground.result = member("result").then(|| self.result.clone());
            ground.error = member("errorOutput").then(error);
        }
        if let (Some(item), "ItemSelector" | "Parameters") = (&self.item, field) {
            ground.set_item(item.clone());
        }
        ground
    }

    /// What `$` means in a field.
    fn document(&self, place: Place, field: &str) -> Shape {
        match Stage::of(place, field) {
            Stage::Input => self.entry.input.clone(),
            Stage::Effective => self.effective.clone(),
            Stage::Result => self.result.clone(),
            Stage::Selected => self.selected.clone(),
            Stage::Placed => self.placed.clone(),
            Stage::Error => error(),
        }
    }
}

/// How far the data of a state has come: a step of its data flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What the state was entered with.
    Input,
    /// After `InputPath`.
    Effective,
    /// What the state's work gave.
    Result,
    /// After `ResultSelector`.
    Selected,
    /// After `ResultPath`.
    Placed,
    /// What a catcher is given.
    Error,
}

impl Stage {
    /// What `$` means in a field of JSONPath.
    pub fn of(place: Place, field: &str) -> Self {
        match (place, field) {
            (Place::State(_), "InputPath") | (_, "ResultPath") => Self::Input,
            (Place::State(_), "ResultSelector") => Self::Result,
            (Place::State(_), "OutputPath") => Self::Placed,
            (Place::State(kind), "Assign") if has_result(kind) => Self::Selected,
            (Place::Catcher, "Assign") => Self::Error,
            _ => Self::Effective,
        }
    }
}

fn error() -> Shape {
    super::transfer::error_output()
}

fn has_result(kind: StateType) -> bool {
    matches!(
        kind,
        StateType::Task | StateType::Pass | StateType::Parallel | StateType::Map
    )
}
