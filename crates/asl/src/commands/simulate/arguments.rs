//! The words of `asl simulate`.

use std::path::PathBuf;

use asl_interp::Time;

/// What to run, on what, and what to print.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The definition, in JSON or YAML.
    pub(super) file: PathBuf,
    /// The execution's input, a JSON file; `-` is standard input. Without it the input is `{}`.
    #[arg(long, value_name = "FILE")]
    pub(super) input: Option<PathBuf>,
    /// Answers for Tasks, in the form of Step Functions Local's MockConfigFile.json. A Task
    /// without one gets a made-up answer.
    #[arg(long, value_name = "FILE")]
    pub(super) mock: Option<PathBuf>,
    /// The test case of the mock file; needed when it has several.
    #[arg(long, value_name = "NAME", requires = "mock")]
    pub(super) test_case: Option<String>,
    /// The state machine of the mock file; needed when it has several.
    #[arg(long, value_name = "NAME", requires = "mock")]
    pub(super) state_machine: Option<String>,
    /// S3 objects for Distributed Maps: a JSON file (bucket, key, text) or a folder. Checked, but
    /// not used yet.
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) s3: Option<PathBuf>,
    /// What to print: a readable report; the result as JSON with the events as
    /// GetExecutionHistory gives them; or the result alone.
    #[arg(long, value_enum, default_value_t = History::Table)]
    pub(super) history: History,
    /// Show the data of every state after every step: as text before the report, or as `states`
    /// in the JSON.
    #[arg(long)]
    pub(super) trace: bool,
    /// When the execution starts, as `2026-03-14T01:59:00Z`. Time is virtual: nothing waits.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(super) start_time: Option<Time>,
    /// Feeds everything random; the same seed gives the same history.
    #[arg(long, default_value_t = 0)]
    pub(super) seed: u64,
    /// The workflow type.
    #[arg(long = "type", value_enum, default_value_t = Workflow::Standard)]
    pub(super) workflow: Workflow,
    /// Whether the limits of AWS hold (payloads, history events, duration).
    #[arg(long, value_enum, default_value_t = Limits::On)]
    pub(super) limits: Limits,
}

const EXAMPLES: &str = "\
Examples:
  asl simulate orders.asl.json
  asl simulate orders.asl.yaml --input order.json --mock mocks.json --test-case Declined
  echo '{\"id\": 7}' | asl simulate orders.asl.json --input - --history json

Exit status: 0 the execution succeeded; 1 it failed, timed out or was aborted, or the definition
cannot run; 2 a file or an argument could not be used.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum History {
    /// A report for people.
    Table,
    /// Result and events.
    Json,
    /// The result.
    None,
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
