//! What is inferred of the data: a file for each source of knowledge, and the laws of shapes.

mod algebra;
mod choices;
mod constants;
mod containers;
mod edits;
mod errors;
mod incremental;
mod intrinsics;
mod jsonata;
mod loops;
mod services;
mod templates;
mod variables;

use std::fmt::Write as _;

use asl_model::shapes::{DataFlow, Shape, StateShapes};
use asl_model::{Model, State};
use asl_syntax::{Format, parse};
use expect_test::Expect;

/// JSON when it begins with a brace, else YAML.
fn model(text: &str) -> Model {
    let format = if text.trim_start().starts_with('{') {
        Format::Json
    } else {
        Format::Yaml
    };
    Model::lower(&parse(text, format), None)
}

/// What goes into each state and out of it, and what it looks for in vain.
#[track_caller]
fn check(text: &str, expected: &Expect) {
    check_with(&Shape::unknown(), text, expected);
}

/// The same for executions that begin with such an input.
#[track_caller]
fn check_with(input: &Shape, text: &str, expected: &Expect) {
    let model = model(text);
    let flow = DataFlow::of(&model, input);
    let mut page = String::new();
    for state in model.states() {
        if let Some(shapes) = flow.state(&model, state.id()) {
            page.push_str(&line(state, shapes));
        }
    }
    expected.assert_eq(&page);
}

fn line(state: &State, shapes: &StateShapes) -> String {
    let words = |shape: &Shape| shape.describe(4).unwrap_or_else(|| "?".to_owned());
    let (input, output) = (words(shapes.input()), words(shapes.output()));
    let mut line = format!("{}: {input} → {output}\n", state.name());
    for miss in shapes.misses() {
        let _ = writeln!(line, "  no {} in {}", miss.name, miss.of);
    }
    line
}

/// What a variable is when each state begins.
fn variable(text: &str, name: &str) -> String {
    let model = model(text);
    let mut page = String::new();
    for state in model.states() {
        let shapes = model.data_flow().state(&model, state.id());
        let shape = shapes.map(|it| it.variable(name)).unwrap_or_default();
        let words = shape.describe(3).unwrap_or_else(|| "?".to_owned());
        let _ = writeln!(page, "{}: {words}", state.name());
    }
    page
}
