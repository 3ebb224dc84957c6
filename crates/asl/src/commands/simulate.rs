//! `asl simulate`: runs a definition here, with virtual time and mocked services.

use std::path::{Path, PathBuf};

use asl_check::Severity;
use asl_ide::{Simulation, report};
use asl_interp::{CompileError, Execution, Machine, RunOptions, Time, Worker, WorkflowType};
use asl_scenario::mock::{MockConfig, MockError};
use asl_scenario::sample::SampleWorker;
use asl_syntax::{Parse, TextRange, TextSize, pointer};
use serde_json::Value;

use crate::files::{self, Source};
use crate::output;
use crate::report::human::{self, Finding};
use crate::status::{Failure, Status};

/// What to run, on what, and what to print.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The definition, in JSON or YAML.
    file: PathBuf,
    /// The execution's input, a JSON file; `-` is standard input. Without it the input is `{}`.
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Answers for Tasks, in the form of Step Functions Local's MockConfigFile.json. A Task
    /// without one gets a made-up answer.
    #[arg(long, value_name = "FILE")]
    mock: Option<PathBuf>,
    /// The test case of the mock file; needed when it has several.
    #[arg(long, value_name = "NAME", requires = "mock")]
    test_case: Option<String>,
    /// The state machine of the mock file; needed when it has several.
    #[arg(long, value_name = "NAME", requires = "mock")]
    state_machine: Option<String>,
    /// S3 objects for Distributed Maps: a JSON file (bucket, key, text) or a folder.
    #[arg(long, value_name = "FILE|DIR")]
    s3: Option<PathBuf>,
    /// What to print: a readable report; the result as JSON with the events as
    /// GetExecutionHistory gives them; or the result alone.
    #[arg(long, value_enum, default_value_t = History::Table)]
    history: History,
    /// When the execution starts, as `2026-03-14T01:59:00Z`. Time is virtual: nothing waits.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    start_time: Option<Time>,
    /// Feeds everything random; the same seed gives the same history.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The workflow type.
    #[arg(long = "type", value_enum, default_value_t = Workflow::Standard)]
    workflow: Workflow,
    /// Whether the limits of AWS hold (payloads, history events, duration).
    #[arg(long, value_enum, default_value_t = Limits::On)]
    limits: Limits,
}

const EXAMPLES: &str = "\
Examples:
  asl simulate orders.asl.json
  asl simulate orders.asl.yaml --input order.json --mock mocks.json --test-case Declined
  echo '{\"id\": 7}' | asl simulate orders.asl.json --input - --history json

Exit status: 0 the execution succeeded; 1 it failed, timed out or was aborted, or the definition
cannot run; 2 a file or an argument could not be used.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum History {
    /// A report for people.
    Table,
    /// Result and events.
    Json,
    /// The result.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Workflow {
    Standard,
    Express,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Limits {
    On,
    Off,
}

/// Reads everything, runs, prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let source = files::read(&arguments.file)?;
    let input = match &arguments.input {
        Some(path) => files::read_json(path)?,
        None => Value::Object(serde_json::Map::new()),
    };
    let mut worker = worker(arguments)?;
    let parse = asl_syntax::parse(&source.text, source.format);
    let Some(definition) = definition(&source, &parse) else {
        return Ok(Status::Failed);
    };
    if let Some(path) = &arguments.s3 {
        note_s3(path, &definition)?;
    }
    let machine = match Machine::compile(&definition) {
        Ok(machine) => machine,
        Err(errors) => {
            explain_compile_errors(&source, &parse, &errors);
            return Ok(Status::Failed);
        }
    };
    let execution = asl_interp::run(&machine, input, &mut *worker, &options(arguments));
    let status = exit_status(&execution);
    output::print(&answer(execution, arguments.history))?;
    Ok(status)
}

fn parse_time(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "a time looks like 2026-03-14T01:59:00Z".to_owned())
}

fn options(arguments: &Arguments) -> RunOptions {
    let defaults = RunOptions::default();
    RunOptions {
        workflow: match arguments.workflow {
            Workflow::Standard => WorkflowType::Standard,
            Workflow::Express => WorkflowType::Express,
        },
        seed: arguments.seed,
        start_time: arguments.start_time.unwrap_or(defaults.start_time),
        limits: arguments.limits == Limits::On,
        ..defaults
    }
}

/// Who answers the Tasks.
fn worker(arguments: &Arguments) -> Result<Box<dyn Worker>, Failure> {
    let Some(path) = &arguments.mock else {
        return Ok(Box::new(SampleWorker));
    };
    let name = path.display();
    let config = MockConfig::parse(&files::read_json(path)?).map_err(|errors| {
        let errors = errors.iter().map(|error| format!("\n  {error}"));
        Failure::new(format!(
            "{name} is not a mock file:{}",
            errors.collect::<String>()
        ))
    })?;
    let case =
        test_case(&config, arguments).map_err(|why| Failure::new(format!("{name}: {why}")))?;
    let worker = config.worker(arguments.state_machine.as_deref(), &case);
    let cannot = |error: MockError| Failure::new(format!("{name}: {}", error.message));
    Ok(Box::new(worker.map_err(cannot)?))
}

/// The test case that was asked for, or the only one there is.
fn test_case(config: &MockConfig, arguments: &Arguments) -> Result<String, String> {
    if let Some(name) = &arguments.test_case {
        return Ok(name.clone());
    }
    let wanted = arguments.state_machine.as_deref();
    let cases = config.test_cases().into_iter();
    let cases = cases.filter(|(machine, _)| wanted.is_none_or(|wanted| wanted == *machine));
    let names: Vec<_> = cases.map(|(_, case)| case).collect();
    match names[..] {
        [only] => Ok(only.to_owned()),
        [] => Err("no test cases".to_owned()),
        _ => Err(format!(
            "several test cases, choose one with --test-case: {}",
            names.join(", ")
        )),
    }
}

/// The definition as JSON. A broken text has none: says what is wrong with it.
fn definition(source: &Source, parse: &Parse) -> Option<Value> {
    let errors = parse.errors();
    if errors.is_empty() {
        let value = parse.root().value();
        return Some(value.map_or(Value::Null, |value| value.to_json()));
    }
    let errors = errors
        .iter()
        .map(|error| (error.range, error.kind.message().to_owned()));
    complain_all(source, &errors.collect::<Vec<_>>());
    None
}

fn explain_compile_errors(source: &Source, parse: &Parse, errors: &[CompileError]) {
    let place = |error: &CompileError| (range(parse, &error.pointer), error.message.clone());
    complain_all(source, &errors.iter().map(place).collect::<Vec<_>>());
}

/// The value that the pointer names. A value of many lines is marked at its key, and one that is
/// not there at the nearest one around it.
fn range(parse: &Parse, pointer: &str) -> TextRange {
    let root = parse.root();
    let mut pointer = pointer;
    loop {
        if let Some(value) = pointer::resolve(&root, pointer) {
            let key = pointer::resolve_entry(&root, pointer).and_then(|entry| entry.key());
            return match (value.as_scalar(), key) {
                (None, Some(key)) => key.range(),
                _ => value.range(),
            };
        }
        match pointer.rsplit_once('/') {
            Some((parent, _)) => pointer = parent,
            None => return TextRange::empty(TextSize::new(0)),
        }
    }
}

fn complain_all(source: &Source, errors: &[(TextRange, String)]) {
    let name = source.name();
    let lines = human::Lines::new(&name, &source.text);
    for (range, message) in errors {
        let finding = Finding {
            severity: Severity::Error,
            code: None,
            message,
            range: *range,
            related: Vec::new(),
            help: None,
        };
        output::note(&human::render(&lines, &finding, output::colour_of_errors()));
    }
    output::complain(&format!("{name} cannot run; `asl check` says more"));
}

/// S3 objects are read and checked, but no state of the simulator uses them yet.
fn note_s3(path: &Path, definition: &Value) -> Result<(), Failure> {
    if !path.is_dir() {
        files::read_json(path)?;
    }
    if let Some(state) = reads_s3(definition) {
        output::note(&format!(
            "asl: --s3 is not used yet, but `{state}` reads or writes objects"
        ));
    }
    Ok(())
}

/// The first state, nested ones included, that works on objects in S3.
fn reads_s3(machine: &Value) -> Option<&str> {
    let states = machine.get("States")?.as_object()?;
    states.iter().find_map(|(name, state)| {
        let own = ["ItemReader", "ResultWriter"]
            .iter()
            .any(|field| state.get(field).is_some());
        let branches = state
            .get("Branches")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let processors = ["ItemProcessor", "Iterator"]
            .iter()
            .filter_map(|field| state.get(field));
        if own {
            return Some(name.as_str());
        }
        branches.chain(processors).find_map(reads_s3)
    })
}

fn exit_status(execution: &Execution) -> Status {
    match execution.status {
        asl_interp::Status::Succeeded => Status::Fine,
        _ => Status::Failed,
    }
}

fn answer(execution: Execution, history: History) -> String {
    let mut json = match history {
        History::Table => return report::text(&simulation(execution)),
        _ => execution.to_json(),
    };
    if let (History::None, Some(json)) = (history, json.as_object_mut()) {
        json.shift_remove("events");
    }
    format!("{json:#}\n")
}

fn simulation(execution: Execution) -> Simulation {
    let sampled = execution.sampled.iter();
    let notes = sampled.map(|state| format!("`{state}` was answered with a made-up value"));
    Simulation {
        notes: notes.collect(),
        execution,
    }
}
