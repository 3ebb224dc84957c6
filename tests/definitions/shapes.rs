//! What is inferred of the data is true: every value of every run is one of those that the shapes describe.

use std::path::Path;

use asl_interp::{Execution, StateVisit};
use asl_model::shapes::{DataFlow, Shape, StateShapes};
use asl_model::{Cause, Machine, Model, Nesting, StateId};
use asl_syntax::{Format, parse};
use asl_testing::outside::shared;
use serde_json::{Value, json};

use crate::corpus::DEFINITIONS;

/// The model with each state's JSON pointer.
struct Definition {
    model: Model,
    pointers: Vec<(String, StateId)>,
}

impl Definition {
    fn of(text: &str, format: Format) -> Self {
        let model = Model::lower(&parse(text, format), None);
        let pointer = |id| pointer_of(&model, id);
        let ids = model.states().iter().map(asl_model::State::id);
        let pointers = ids.map(|id| (pointer(id), id)).collect();
        Self { model, pointers }
    }

    fn at(&self, pointer: &str) -> Option<StateId> {
        let found = self.pointers.iter().find(|it| it.0 == pointer);
        found.map(|it| it.1)
    }
}

fn pointer_of(model: &Model, id: StateId) -> String {
    let state = model.state(id);
    let escaped = state.name().replace('~', "~0").replace('/', "~1");
    let around = machine_of(model, model.machine(state.machine()));
    format!("{around}/States/{escaped}")
}

fn machine_of(model: &Model, machine: &Machine) -> String {
    let Some(owner) = machine.owner() else {
        return String::new();
    };
    let field = match owner.nesting {
        Nesting::Branch(index) => format!("Branches/{index}"),
        other => other.field().to_owned(),
    };
    format!("{}/{field}", pointer_of(model, owner.state))
}

/// How a visit left its state.
fn cause(visit: &StateVisit) -> Cause {
    match (visit.caught_by, visit.chosen) {
        (Some(index), _) => Cause::Catch(index),
        (None, Some(index)) => Cause::Choice(index),
        (None, None) => Cause::Next,
    }
}

/// The first step of a visit whose value the shapes do not describe.
fn surprise(shapes: &StateShapes, visit: &StateVisit) -> Option<String> {
    let left = visit.output.is_some();
    let after = shapes.output_by(cause(visit)).unwrap_or_else(Shape::never);
    let steps = [
        ("input", shapes.input(), Some(&visit.input)),
        (
            "effective input",
            shapes.effective_input(),
            visit.after_input_path.as_ref(),
        ),
        (
            "arguments",
            shapes.arguments(),
            visit.after_parameters.as_ref(),
        ),
        (
            "result",
            shapes.result(),
            visit.result.as_ref().filter(|_| left),
        ),
        ("output", &after, visit.output.as_ref()),
    ];
    for (step, shape, value) in steps {
        let Some(value) = value else { continue };
        if let Some(at) = shape.mismatch(value) {
            let words = shape.describe(3).unwrap_or_default();
            return Some(format!(
                "{step} of {}: {at} of {value} is not in {words}",
                visit.name
            ));
        }
    }
    visit.assigned.iter().find_map(|(name, value)| {
        let shape = shapes.variable_by(cause(visit), name);
        let at = shape.mismatch(value)?;
        let words = shape.describe(3).unwrap_or_default();
        Some(format!(
            "${name} of {}: {at} of {value} is not in {words}",
            visit.name
        ))
    })
}

/// The first surprise of an execution.
fn surprises(definition: &Definition, input: &Shape, execution: &Execution) -> Option<String> {
    let flow = DataFlow::of(&definition.model, input);
    execution.states.iter().find_map(|visit| {
        let id = definition.at(&visit.pointer)?;
        let Some(shapes) = flow.state(&definition.model, id) else {
            return Some(format!("{} has no shapes", visit.name));
        };
        surprise(shapes, visit)
    })
}

#[test]
fn every_value_of_every_run_is_described() {
    let mut visits = 0;
    for it in DEFINITIONS {
        let (text, format) = it.text();
        let definition = Definition::of(&text, format);
        for case in it.cases() {
            let execution = it.run(&case).execution;
            visits += execution.states.len();
            let example = Shape::from_value(&it.input_value(&case));
            for input in [Shape::unknown(), example] {
                let found = surprises(&definition, &input, &execution);
                assert_eq!(found, None, "{} {case}", it.file);
            }
        }
    }
    assert!(visits > 300, "{visits}");
}

/// The definitions are known to be good, so no member is looked for in vain.
#[test]
fn nothing_is_looked_for_in_vain() {
    for it in DEFINITIONS {
        let (text, format) = it.text();
        let definition = Definition::of(&text, format);
        for case in it.cases() {
            let input = Shape::from_value(&it.input_value(&case));
            let model = &definition.model;
            let flow = DataFlow::of(model, &input.join(&Shape::unknown()));
            for state in model.states() {
                let shapes = flow.state(model, state.id());
                let misses = shapes.map(StateShapes::misses).unwrap_or_default();
                assert!(
                    misses.is_empty(),
                    "{} {}: {misses:?}",
                    it.file,
                    state.name()
                );
            }
        }
    }
}

/// Executions that were recorded: the same, and with their own inputs.
#[test]
fn recorded_executions_are_described() {
    let Some(folder) = shared("cases/recorded") else {
        return;
    };
    let (mut tried, mut found) = (0, Vec::new());
    for (path, _) in asl_testing::outside::files(&folder, &["definition.asl.json"]) {
        let Some(case) = path.parent() else { continue };
        let Some((definition, input, execution)) = recorded(case) else {
            continue;
        };
        tried += 1;
        for known in [Shape::unknown(), Shape::from_value(&input)] {
            let it = surprises(&definition, &known, &execution);
            // What stands in headers was replaced by words when the executions were recorded.
            if let Some(it) = it.filter(|it| !it.contains("Headers/")) {
                found.push(format!("{}: {it}", case.display()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "{} of {tried}:\n{}",
        found.len(),
        found.join("\n")
    );
}

fn recorded(case: &Path) -> Option<(Definition, Value, Execution)> {
    let json = |name: &str| {
        let text = std::fs::read_to_string(case.join(name)).ok()?;
        serde_json::from_str::<Value>(&text).ok()
    };
    let text = std::fs::read_to_string(case.join("definition.asl.json")).ok()?;
    let definition = Definition::of(&text, Format::Json);
    let machine = asl_interp::Machine::compile(&json("definition.asl.json")?).ok()?;
    let input = json("input.json").unwrap_or_else(|| json!({}));
    let mocks = json("mock.json").and_then(|it| asl_scenario::mock::MockConfig::parse(&it).ok());
    let mut sample = asl_scenario::sample::SampleWorker;
    let options = asl_interp::RunOptions::default();
    let worker = mocks.and_then(|it| it.worker(None, None).ok());
    let execution = match worker {
        Some(worker) => {
            let mut worker = worker.with_others(&mut sample);
            asl_interp::run(&machine, input.clone(), &mut worker, &options)
        }
        None => asl_interp::run(&machine, input.clone(), &mut sample, &options),
    };
    Some((definition, input, execution))
}

/// Definitions in which a member is certainly not there: they were never run with real services.
const LOOKED_AT: [&str; 5] = [
    "localstack_blogpost_scenario",
    "valid-wait-jsonata",
    "documentValidResultSelectorIntrinsicFunction",
    "map-with-resultselector",
    "/invalid/",
];

/// Definitions that are known to be accepted, and those that were recorded: no member is looked for in
/// vain but where one was looked at and found to be so.
#[test]
fn accepted_definitions_look_for_nothing_in_vain() {
    let folders = ["corpus", "cases/recorded"];
    let files = folders
        .iter()
        .flat_map(|it| asl_testing::outside::shared_files(it, &[".json", ".yaml", ".yml", ".asl"]));
    let (mut tried, mut found) = (0, Vec::new());
    for (path, text) in files {
        let name = path.to_string_lossy();
        if LOOKED_AT.iter().any(|it| name.contains(it)) {
            continue;
        }
        let Some(format) = asl_ide::format_of(&name, None, &text) else {
            continue;
        };
        let definition = Definition::of(&text, format);
        let model = &definition.model;
        tried += usize::from(!model.states().is_empty());
        for (state, misses) in model.data_flow().misses(model) {
            let names: Vec<_> = misses.iter().map(|it| it.name.as_str()).collect();
            let known = &misses[0].known;
            found.push(format!("{name} {}: {names:?} of {known:?}", state.name()));
        }
    }
    assert!(
        found.is_empty(),
        "{} in {tried}:\n{}",
        found.len(),
        found.join("\n")
    );
}
