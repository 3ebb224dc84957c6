//! Runs the definition in the editor.

use std::fmt;

use asl_interp::{CompileError, Execution, Machine, RunOptions};
use asl_scenario::mock::{MockConfig, MockError};
use asl_scenario::sample::SampleWorker;
use asl_syntax::ast::Root;
use asl_syntax::{SyntaxErrorKind, TextRange, pointer};
use serde_json::{Value, json};

use crate::{Analysis, Document, FileId};

/// What to run a definition with.
#[derive(Debug, Clone, Default)]
pub struct SimulateRequest {
    /// The execution's input; `{}` when there is none.
    pub input: Option<Value>,
    /// Mocks in the form of AWS Step Functions Local's `MockConfigFile.json`.
    pub mocks: Option<Value>,
    /// The state machine of the mocks; not needed when they have only one.
    pub state_machine: Option<String>,
    /// The test case of the mocks; not needed when they have only one.
    pub test_case: Option<String>,
    /// Workflow type, seed, start time, limits, guard, context, cancellation.
    pub options: RunOptions,
}

/// A finished simulation.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// What happened.
    pub execution: Execution,
    /// What the user should know besides: which answers were made up, say.
    pub notes: Vec<String>,
}

/// Why there is nothing to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulateError {
    /// One per problem; at least one.
    pub problems: Vec<SimulateProblem>,
}

/// One thing that keeps a definition from running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulateProblem {
    /// Where in the definition, when it is the definition.
    pub range: Option<TextRange>,
    /// In words for the user; the place is in it.
    pub message: String,
    /// The same words without the place, for whoever shows the place itself.
    pub detail: String,
}

impl fmt::Display for SimulateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<_> = self.problems.iter().map(|it| it.message.as_str()).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl std::error::Error for SimulateError {}

impl Simulation {
    /// `{"status", "output" | "error", "cause", "events", "notes"}`.
    pub fn to_json(&self) -> Value {
        let mut answer = self.execution.to_json();
        if let Value::Object(answer) = &mut answer {
            answer.insert("notes".to_owned(), json!(self.notes));
        }
        answer
    }
}

/// # Simulate
///
/// Runs the definition as it stands in the editor with the shared interpreter: on virtual time,
/// without the network. Tasks are answered by the mocks of the given test case; a Task that has none
/// gets a made-up answer, and the report says so.
pub fn simulate(
    analysis: &Analysis,
    file: FileId,
    request: SimulateRequest,
) -> Result<Simulation, SimulateError> {
    let document = analysis
        .document(file)
        .ok_or_else(|| other("The document is not open"))?;
    let definition = definition(document)?;
    let machine = Machine::compile(&definition).map_err(|it| compile_errors(document, it))?;
    let input = request.input.unwrap_or_else(|| json!({}));
    if let (None, Some(case)) = (&request.mocks, &request.test_case) {
        let message =
            format!("The test case \"{case}\" is one of the mocks, but there are no mocks");
        return Err(other(&message));
    }
    let execution = match &request.mocks {
        None => asl_interp::run(&machine, input, &mut SampleWorker, &request.options),
        Some(mocks) => {
            let mocks = MockConfig::parse(mocks).map_err(mock_errors)?;
            let (machine_name, case) = choose(
                &mocks,
                request.state_machine.as_deref(),
                request.test_case.as_deref(),
            )?;
            let worker = mocks.worker(Some(&machine_name), &case);
            let mut worker = worker.map_err(|it| mock_errors(vec![it]))?;
            asl_interp::run(&machine, input, &mut worker, &request.options)
        }
    };
    let notes = notes(&execution);
    Ok(Simulation { execution, notes })
}

/// The document as a JSON value, when its text can be read.
fn definition(document: &Document) -> Result<Value, SimulateError> {
    let harmless = |kind| {
        matches!(
            kind,
            SyntaxErrorKind::Comment | SyntaxErrorKind::TrailingComma
        )
    };
    let errors = document
        .parse()
        .errors()
        .iter()
        .filter(|it| !harmless(it.kind));
    let problems: Vec<_> = errors
        .map(|it| problem(document, it.range, it.kind.message()))
        .collect();
    if !problems.is_empty() {
        return Err(SimulateError { problems });
    }
    let value = document.parse().root().value();
    value.map(|it| it.to_json()).ok_or_else(|| SimulateError {
        problems: vec![problem(
            document,
            TextRange::default(),
            "The document is empty",
        )],
    })
}

fn compile_errors(document: &Document, errors: Vec<CompileError>) -> SimulateError {
    let root = document.parse().root();
    let problem_of = |error: CompileError| {
        let place = place(&root, &error.pointer);
        match place {
            Some(range) => problem(document, range, &error.message),
            None => unplaced(error.to_string()),
        }
    };
    SimulateError {
        problems: errors.into_iter().map(problem_of).collect(),
    }
}

/// The value that the pointer names; of an object or a list its key, which fits on a line. For one
/// that is not there the nearest one around it.
fn place(root: &Root, pointer: &str) -> Option<TextRange> {
    let Some(value) = pointer::resolve(root, pointer) else {
        return place(root, pointer.rsplit_once('/')?.0);
    };
    let key = pointer::resolve_entry(root, pointer).and_then(|it| it.key());
    match (value.as_scalar(), key) {
        (None, Some(key)) => Some(key.range()),
        _ => Some(value.range()),
    }
}

fn problem(document: &Document, range: TextRange, message: &str) -> SimulateProblem {
    let at = document
        .text()
        .position(range.start(), asl_text::Encoding::Utf32);
    SimulateProblem {
        range: Some(range),
        message: format!(
            "line {}, column {}: {message}",
            at.line + 1,
            at.character + 1
        ),
        detail: message.to_owned(),
    }
}

fn mock_errors(errors: Vec<MockError>) -> SimulateError {
    let problem = |it: MockError| unplaced(format!("mocks: {it}"));
    SimulateError {
        problems: errors.into_iter().map(problem).collect(),
    }
}

fn other(message: &str) -> SimulateError {
    SimulateError {
        problems: vec![unplaced(message.to_owned())],
    }
}

fn unplaced(message: String) -> SimulateProblem {
    SimulateProblem {
        range: None,
        detail: message.clone(),
        message,
    }
}

/// The one test case that is meant.
fn choose(
    mocks: &MockConfig,
    machine: Option<&str>,
    case: Option<&str>,
) -> Result<(String, String), SimulateError> {
    let fits = |wanted: Option<&str>, name: &str| wanted.is_none_or(|it| it == name);
    let cases = mocks.test_cases();
    let fitting: Vec<_> = cases
        .iter()
        .filter(|it| fits(machine, it.0) && fits(case, it.1))
        .collect();
    match fitting[..] {
        [only] => Ok((only.0.to_owned(), only.1.to_owned())),
        [] => Err(other(&format!(
            "The mocks have no such test case; they have {}",
            list(&cases)
        ))),
        _ => Err(other(&format!(
            "Say which test case of the mocks is meant: {}",
            list(&cases)
        ))),
    }
}

fn list(cases: &[(&str, &str)]) -> String {
    if cases.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<_> = cases
        .iter()
        .map(|(machine, case)| format!("{case} (of {machine})"))
        .collect();
    names.join(", ")
}

fn notes(execution: &Execution) -> Vec<String> {
    let made_up = |state: &String| format!("{state} has no mock: its answer was made up");
    execution.sampled.iter().map(made_up).collect()
}
