//! What is known of the data at a place, before anything runs.

use asl_model::shapes::{Ground, Member, Shape};
use asl_model::{Expression, Model, Setter, State, VariableName};

/// What reaches a state; nothing where nothing is known of it.
pub fn shape_at_input(model: &Model, state: asl_model::StateId) -> Option<Shape> {
    let shapes = model.likely_data_flow().state(model, state)?;
    Some(shapes.input().clone()).filter(|it| !it.is_unknown())
}

/// What an expression of a state sees.
pub(crate) fn ground(model: &Model, state: &State, expression: &Expression) -> Option<Ground> {
    let shapes = model.likely_data_flow().state(model, state.id())?;
    Some(shapes.ground(expression.language(), expression))
}

/// What one assignment gives a variable.
pub(crate) fn assigned(model: &Model, name: &VariableName) -> Shape {
    let shapes = model.likely_data_flow().state(model, name.state);
    let by = name.set_by.unwrap_or(Setter::State);
    shapes.map_or_else(Shape::unknown, |it| it.assigned(by, &name.name))
}

/// The members of an object, or of the objects in a list: those that can be there.
pub(crate) fn members(shape: &Shape) -> Vec<Member> {
    let mut members = shape.flattened().members();
    members.retain(|it| !it.shape.is_never());
    members
}

/// A shape in a few words beside a name: `string`, `object`, `7`.
pub(crate) fn words(shape: &Shape) -> Option<String> {
    shape.words().map(|it| crate::words::shortened(&it))
}
