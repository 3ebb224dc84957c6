//! The words of `asl simulate`.

use std::path::PathBuf;
use std::time::Duration;

use asl_interp::Time;

use super::state::StateArguments;
use crate::worker::{ANSWERS, WorkerArguments};

/// What to run, on what, and what to print.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The definition, in JSON or YAML, or a template with some.
    pub(super) file: PathBuf,
    /// The execution's input, a JSON file; `-` is standard input.
    ///
    /// Without it the input is `{}`.
    #[arg(long, value_name = "FILE")]
    pub(super) input: Option<PathBuf>,
    #[command(flatten)]
    pub(super) mocks: MockArguments,
    #[command(flatten)]
    pub(super) worker: WorkerArguments,
    #[command(flatten)]
    pub(super) objects: ObjectArguments,
    #[command(flatten)]
    pub(super) report: ReportArguments,
    #[command(flatten)]
    pub(super) execution: ExecutionArguments,
    #[command(flatten)]
    pub(super) limits: LimitArguments,
    #[command(flatten)]
    pub(super) alone: StateArguments,
}

/// The words for mocks; a worker answers the Tasks that have none.
#[derive(clap::Args)]
#[command(next_help_heading = ANSWERS)]
pub(super) struct MockArguments {
    /// Mocks, in the form of Step Functions Local's MockConfigFile.json.
    ///
    /// A Task without a mock is answered by --worker, or else gets a made-up answer of the shape of
    /// its service's response; the report says so.
    #[arg(long, value_name = "FILE")]
    pub(super) mock: Option<PathBuf>,
    /// The test case of the mock file; needed when it has several.
    #[arg(long, value_name = "NAME", requires = "mock")]
    pub(super) test_case: Option<String>,
    /// The state machine of a template, by its logical id, or of the mock file; needed where there are
    /// several.
    #[arg(long, value_name = "NAME")]
    pub(super) state_machine: Option<String>,
}

/// The words for the objects of Distributed Maps.
#[derive(clap::Args)]
#[command(next_help_heading = "S3 objects")]
pub(super) struct ObjectArguments {
    /// What Distributed Maps read: a folder (`DIR/bucket/key`) or a JSON file (bucket, key, text).
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) s3: Option<PathBuf>,
    /// Where to save what Distributed Maps write (`DIR/bucket/key`).
    #[arg(long, value_name = "DIR")]
    pub(super) s3_out: Option<PathBuf>,
}

/// The words for what is printed.
#[derive(clap::Args)]
#[command(next_help_heading = "Report")]
pub(super) struct ReportArguments {
    /// What to print.
    #[arg(long, value_enum, default_value_t = History::Table)]
    pub(super) history: History,
    /// Show the data of every state after every step.
    ///
    /// As text before the report, or as `states` of the result in JSON.
    #[arg(long, value_name = "FORM", value_enum, num_args = 0..=1, default_missing_value = "text")]
    pub(super) trace: Option<Trace>,
    /// Show one state, every visit of it.
    ///
    /// That is the data after every step that changed something, variables, retries, task tokens,
    /// the error.
    #[arg(long, value_name = "STATE")]
    pub(super) show: Option<String>,
    /// The most steps that the report lists.
    ///
    /// Of a longer run the beginning and the end are shown. `all` lists every step, those of child
    /// executions of Distributed Maps too.
    #[arg(long, value_name = "N|all", default_value = "300", value_parser = parse_rows)]
    pub(super) rows: Rows,
    /// Executions a month that the report's cost is for.
    #[arg(long, value_name = "N")]
    pub(super) executions: Option<u64>,
}

/// The words for the execution and what surrounds it.
#[derive(clap::Args)]
#[command(next_help_heading = "Execution")]
pub(super) struct ExecutionArguments {
    /// The workflow type; without it what a template or asl.toml says, else Standard.
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pub(super) workflow: Option<Workflow>,
    /// The execution's name; without it one is made from the seed.
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// When the execution starts, as `2026-03-14T01:59:00Z`.
    ///
    /// Time is virtual: nothing waits.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(super) start_time: Option<Time>,
    /// Feeds everything random; the same seed gives the same history.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,
    /// Members laid over the context object, a JSON file.
    #[arg(long, value_name = "FILE")]
    pub(super) context: Option<PathBuf>,
}

/// The words for AWS's limits and the simulator's own.
#[derive(clap::Args)]
#[command(next_help_heading = "Limits")]
pub(super) struct LimitArguments {
    /// AWS's limits: payloads, history events, duration.
    #[arg(long = "limits", value_name = "HOLD", value_enum, default_value_t = Limits::On)]
    pub(super) of_aws: Limits,
    /// Our own limit: the states that may be entered.
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    pub(super) max_steps: u64,
    /// Our own limit: the time that the run may really take, such as `90s` or `5m`.
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = parse_duration)]
    pub(super) max_time: Duration,
    /// Our own limit: MiB of data, history and trace.
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub(super) max_memory: u64,
}

impl ReportArguments {
    /// Whether a program reads the answer, which then has no place for notes.
    pub(super) fn is_json(&self) -> bool {
        self.history != History::Table || self.trace == Some(Trace::Json)
    }
}

const EXAMPLES: &str = "\
Examples:
  asl simulate orders.asl.json
  asl simulate orders.asl.yaml --input order.json --mock mocks.json --test-case Declined
  echo '{\"id\": 7}' | asl simulate orders.asl.json --input - --history json
  asl simulate orders.asl.json --input order.json --show Charge
  asl simulate orders.asl.json --type express --executions 3000000
  asl simulate orders.asl.json --trace json > trace.json
  asl simulate template.yaml --state-machine Orders --input order.json
  asl simulate orders.asl.json --state Charge --mock-error Busy --retry-count 2

What stands for ${Name} comes from [substitutions] in asl.toml, else from the template that names the
definition; parameters have their defaults there, and conditions hold.

Ctrl-C ends a run; what happened so far is shown. A second one ends the program.

Exit status: 0 the execution succeeded; 1 it failed, timed out or was aborted, or the definition
cannot run; 2 a file or an argument could not be used.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum History {
    /// A report for people.
    Table,
    /// The result in JSON, with the events as GetExecutionHistory gives them.
    Json,
    /// The result in JSON alone.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Trace {
    /// For people; steps that changed nothing are left out.
    Text,
    /// Every step of every state.
    Json,
}

/// How many steps are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// At most so many.
    Most(usize),
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Workflow {
    Standard,
    Express,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Limits {
    On,
    Off,
}

fn parse_time(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "a time looks like 2026-03-14T01:59:00Z".to_owned())
}

fn parse_rows(text: &str) -> Result<Rows, String> {
    match text.parse() {
        _ if text == "all" => Ok(Rows::All),
        Ok(most) if most > 0 => Ok(Rows::Most(most)),
        _ => Err("a number from 1 on, or `all`".to_owned()),
    }
}

/// Whole seconds, minutes or hours; at least a second.
fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let factor = match &text[digits.len()..] {
        "" | "s" => Some(1),
        "m" | "min" => Some(60),
        "h" => Some(3600),
        _ => None,
    };
    let seconds = digits.parse::<u64>().ok().zip(factor);
    seconds
        .map(|(number, factor)| number.saturating_mul(factor))
        .filter(|seconds| *seconds > 0)
        .map(Duration::from_secs)
        .ok_or_else(|| "a time looks like 90s, 5m or 1h".to_owned())
}
