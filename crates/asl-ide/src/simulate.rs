//! Runs the definition in the editor.

use std::fmt;

use asl_check::CheckConfig;
use asl_check::table::{CONTENT_AFTER_DOCUMENT, SYNTAX_ERROR, UNSUPPORTED_YAML};
use asl_interp::{CompileError, Execution, Machine, RunOptions, Worker};
use asl_lang::StateType;
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
    simulate_with(analysis, file, request, &mut SampleWorker)
}

/// The same with another worker for the Tasks that have no mock.
pub fn simulate_with(
    analysis: &Analysis,
    file: FileId,
    request: SimulateRequest,
    others: &mut dyn Worker,
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
    let Some(mocks) = &request.mocks else {
        let execution = asl_interp::run(&machine, input, others, &request.options);
        let notes = made_up(&execution);
        return Ok(Simulation { execution, notes });
    };
    let mocks = MockConfig::parse(mocks).map_err(mock_errors)?;
    let worker = mocks.worker(
        request.state_machine.as_deref(),
        request.test_case.as_deref(),
    );
    let worker = worker.map_err(|it| other(&it.to_string()))?;
    let mut notes = pointless_mocks(&machine, worker.mocked());
    let mut worker = worker.with_others(others);
    let execution = asl_interp::run(&machine, input, &mut worker, &request.options);
    notes.extend(unused(&machine, worker.unused()));
    notes.extend_from_slice(worker.doubts());
    notes.extend(made_up(&execution));
    Ok(Simulation { execution, notes })
}

/// The document as a JSON value, when its text can be read.
pub(crate) fn definition(document: &Document) -> Result<Value, SimulateError> {
    let problems = unreadable(document);
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

/// What keeps the text from being read, in the words of the diagnostics.
fn unreadable(document: &Document) -> Vec<SimulateProblem> {
    let harmless = |kind| {
        matches!(
            kind,
            SyntaxErrorKind::Comment | SyntaxErrorKind::TrailingComma
        )
    };
    let errors = document.parse().errors();
    if errors.iter().all(|it| harmless(it.kind)) {
        return Vec::new();
    }
    let breaking = [&SYNTAX_ERROR, &CONTENT_AFTER_DOCUMENT, &UNSUPPORTED_YAML];
    let found = asl_check::check(document.model(), &CheckConfig::default());
    let problems: Vec<_> = found
        .iter()
        .filter(|it| breaking.iter().any(|rule| rule.code == it.rule.code))
        .map(|it| problem(document, it.range, &it.message))
        .collect();
    if !problems.is_empty() {
        return problems;
    }
    // The document itself silences those rules; it still cannot be read.
    let errors = errors.iter().filter(|it| !harmless(it.kind));
    errors
        .map(|it| problem(document, it.range, it.message()))
        .collect()
}

pub(crate) fn compile_errors(document: &Document, errors: Vec<CompileError>) -> SimulateError {
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

pub(crate) fn other(message: &str) -> SimulateError {
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

/// Mocks that can never answer anything: of states that are not there, or that are no Tasks.
fn pointless_mocks<'m>(machine: &Machine, mocked: impl Iterator<Item = &'m str>) -> Vec<String> {
    let pointless = |name: &str| match machine.states().find(|state| state.0 == name) {
        None => Some(format!(
            "The mocks name the state {name}, which the definition does not have"
        )),
        Some((_, StateType::Task)) => None,
        Some((_, other)) => Some(format!(
            "The mocks name the state {name}, but it is a {} state: only Tasks are mocked",
            other.name()
        )),
    };
    mocked.filter_map(pointless).collect()
}

/// Mocks of Tasks that this execution did not come to.
fn unused<'m>(machine: &Machine, unused: impl Iterator<Item = &'m str>) -> Vec<String> {
    let is_task = |name: &&str| {
        let mut states = machine.states();
        states.any(|state| state == (*name, StateType::Task))
    };
    let note = |name| format!("The mock of {name} was not used: the execution did not come there");
    unused.filter(is_task).map(note).collect()
}

fn made_up(execution: &Execution) -> Vec<String> {
    let made_up = |state: &String| format!("{state} has no mock: its answer was made up");
    execution.sampled.iter().map(made_up).collect()
}
