//! The words of `asl simulate` for one state alone.

use std::path::PathBuf;

use asl_ide::state_testing::InspectionLevel;

/// The words for one state alone.
#[derive(clap::Args)]
#[command(next_help_heading = "One state alone")]
pub(crate) struct StateArguments {
    /// Run this state alone and answer as AWS's TestState does.
    ///
    /// A Map or Parallel needs a mock; --context is the whole context object. Exit status 1 is for
    /// FAILED alone, 2 for what AWS refuses. Where another option of this group is given without it,
    /// the file is one state, not a machine.
    #[arg(long, value_name = "NAME")]
    pub(super) state: Option<String>,
    /// How much to tell; without it as much as `debug`.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) inspect: Option<Inspect>,
    /// The result of the state's work: JSON, or a JSON file.
    #[arg(long, value_name = "FILE|JSON", conflicts_with = "mock_error")]
    pub(super) mock_result: Option<String>,
    /// The error of the state's work.
    #[arg(long, value_name = "NAME[:CAUSE]")]
    pub(super) mock_error: Option<String>,
    /// How a mocked result is checked against the service's response; without it as by `strict`.
    #[arg(long, value_enum, value_name = "MODE")]
    pub(super) mock_check: Option<Check>,
    /// Retries that were made before the mocked error.
    #[arg(long, value_name = "N")]
    pub(super) retry_count: Option<u64>,
    /// Items of the Map that failed.
    #[arg(long, value_name = "N")]
    pub(super) failed_items: Option<u64>,
    /// What the ItemReader of the Map reads, as it is in S3.
    #[arg(long, value_name = "FILE")]
    pub(super) reader_data: Option<PathBuf>,
    /// The state inside the Map or Parallel that the mocked error comes from.
    #[arg(long, value_name = "NAME")]
    pub(super) error_from: Option<String>,
    /// The workflow's variables before the state, a JSON file.
    #[arg(long, value_name = "FILE")]
    pub(super) variables: Option<PathBuf>,
    /// A TestState request as the API takes it, a JSON file; the other options overrule it.
    #[arg(long, value_name = "FILE")]
    pub(super) request: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Inspect {
    /// Status, output and next state.
    Info,
    /// The data after every step besides.
    Debug,
    /// The request and response of an HTTP Task besides.
    Trace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Check {
    /// What the service always gives must be there, and right.
    Strict,
    /// What is there must be right.
    Present,
    /// Nothing is checked.
    None,
}

impl StateArguments {
    /// Whether one state is meant, not the machine.
    pub(crate) fn is_asked(&self) -> bool {
        let words = [
            self.state.is_some(),
            self.inspect.is_some(),
            self.mock_result.is_some(),
            self.mock_error.is_some(),
            self.retry_count.is_some(),
            self.failed_items.is_some(),
            self.reader_data.is_some(),
            self.error_from.is_some(),
            self.variables.is_some(),
            self.request.is_some(),
        ];
        words.contains(&true)
    }
}

impl From<Inspect> for InspectionLevel {
    fn from(level: Inspect) -> Self {
        match level {
            Inspect::Info => Self::Info,
            Inspect::Debug => Self::Debug,
            Inspect::Trace => Self::Trace,
        }
    }
}

impl Check {
    /// The name that the request has for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Strict => "STRICT",
            Self::Present => "PRESENT",
            Self::None => "NONE",
        }
    }
}
