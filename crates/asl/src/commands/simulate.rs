//! `asl simulate`: runs a definition here, with virtual time and mocked services.

use std::path::PathBuf;

use asl_check::Severity;
use asl_ide::{Analysis, Document, SimulateProblem, SimulateRequest, Simulation, report};
use asl_interp::{Execution, RunOptions, StateVisit, Time, WorkflowType};

use crate::files::{self, Source};
use crate::output;
use crate::report::human::{self, Finding};
use crate::report::source::Lines;
use crate::report::trace;
use crate::status::{Failure, Status};

/// More problems than these are counted, not shown.
const MOST_PROBLEMS: usize = 10;

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
    /// S3 objects for Distributed Maps: a JSON file (bucket, key, text) or a folder. Checked, but
    /// not used yet.
    #[arg(long, value_name = "FILE|DIR")]
    s3: Option<PathBuf>,
    /// What to print: a readable report; the result as JSON with the events as
    /// GetExecutionHistory gives them; or the result alone.
    #[arg(long, value_enum, default_value_t = History::Table)]
    history: History,
    /// Show the data of every state after every step: as text before the report, or as `states`
    /// in the JSON.
    #[arg(long)]
    trace: bool,
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
    let request = request(arguments)?;
    let document = Document::new(&source.text, source.format);
    // No state that the simulator runs works on objects yet: a bad file is said all the same.
    if let Some(path) = arguments.s3.as_ref().filter(|path| !path.is_dir()) {
        files::read_json(path)?;
    }
    let (analysis, file) = Analysis::single(document);
    let simulation = match asl_ide::simulate(&analysis, file, request) {
        Ok(simulation) => simulation,
        Err(error) => return Ok(complain_all(&source, &error.problems)),
    };
    let status = exit_status(&simulation.execution);
    output::print(&answer(&simulation, arguments))?;
    Ok(status)
}

fn request(arguments: &Arguments) -> Result<SimulateRequest, Failure> {
    let read = |path: &Option<PathBuf>| path.as_deref().map(files::read_json).transpose();
    Ok(SimulateRequest {
        input: read(&arguments.input)?,
        mocks: read(&arguments.mock)?,
        state_machine: arguments.state_machine.clone(),
        test_case: arguments.test_case.clone(),
        options: options(arguments),
    })
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

/// A problem with a place is the definition's; without one it is the mock file's or an argument's.
fn complain_all(source: &Source, problems: &[SimulateProblem]) -> Status {
    let mut others = problems.iter().filter(|it| it.range.is_none()).peekable();
    if others.peek().is_some() {
        others.for_each(|it| output::complain(&it.message));
        return Status::Unusable;
    }
    let name = source.name();
    let lines = Lines::new(&name, &source.text);
    for problem in problems.iter().take(MOST_PROBLEMS) {
        let finding = Finding {
            severity: Severity::Error,
            code: None,
            message: &problem.detail,
            range: problem.range.unwrap_or_default(),
            related: Vec::new(),
            help: None,
        };
        output::note(&human::render(&lines, &finding, output::colour_of_errors()));
        output::note("");
    }
    let more = match problems.len().saturating_sub(MOST_PROBLEMS) {
        0 => String::new(),
        more => format!(" ({more} more errors)"),
    };
    output::complain(&format!("{name} cannot run{more}; `asl check` says more"));
    Status::Failed
}

fn exit_status(execution: &Execution) -> Status {
    match execution.status {
        asl_interp::Status::Succeeded => Status::Fine,
        _ => Status::Failed,
    }
}

fn answer(simulation: &Simulation, arguments: &Arguments) -> String {
    let execution = &simulation.execution;
    if arguments.history == History::Table {
        let trace = arguments.trace.then(|| trace::text(execution));
        return trace.unwrap_or_default() + &report::text(simulation);
    }
    let mut json = execution.to_json();
    if let Some(json) = json.as_object_mut() {
        if arguments.history == History::None {
            json.shift_remove("events");
        }
        if arguments.trace {
            let states = execution.states.iter().map(StateVisit::to_json);
            json.insert("states".to_owned(), states.collect());
        }
    }
    format!("{json:#}\n")
}
