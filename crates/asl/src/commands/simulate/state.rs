//! `asl simulate --state NAME`: one state alone, answered as AWS's `TestState` does.

use std::path::{Path, PathBuf};

use asl_ide::state_testing::{
    ErrorOutput, InspectionLevel, MockInput, Refusal, Request, StateConfiguration,
};
use asl_ide::{Analysis, Document, TestStateError, TestStateRequest, test_state_with};
use asl_interp::single::SingleStatus;
use asl_scenario::mock::{MockConfig, MockWorker};

use super::arguments::Arguments;
use super::{inputs, problems};
use crate::files::{self, Source};
use crate::output;
use crate::status::{Failure, Status};

/// The words for one state alone.
#[derive(clap::Args)]
#[command(next_help_heading = "One state alone")]
pub(super) struct StateArguments {
    /// Run this state alone and answer as AWS's TestState does. A Map or Parallel needs a mock;
    /// --context is the whole context object. Exit status 1 is for FAILED alone, 2 for what AWS
    /// refuses. Without it the file is one state, not a machine.
    #[arg(long, value_name = "NAME")]
    state: Option<String>,
    /// How much to tell: status, output and next state; the data after every step; the HTTP
    /// request besides. Without it, debug.
    #[arg(long, value_enum, value_name = "LEVEL")]
    inspect: Option<Inspect>,
    /// The result of the state's work: JSON, or a JSON file.
    #[arg(long, value_name = "FILE|JSON", conflicts_with = "mock_error")]
    mock_result: Option<String>,
    /// The error of the state's work.
    #[arg(long, value_name = "NAME[:CAUSE]")]
    mock_error: Option<String>,
    /// How a mocked result is checked against the service's response: all of it, what is there,
    /// not at all.
    #[arg(long, value_enum, value_name = "MODE")]
    mock_check: Option<Check>,
    /// Retries that were made before the mocked error.
    #[arg(long, value_name = "N")]
    retry_count: Option<u64>,
    /// Items of the Map that failed.
    #[arg(long, value_name = "N")]
    failed_items: Option<u64>,
    /// What the ItemReader of the Map reads, as it is in S3.
    #[arg(long, value_name = "FILE")]
    reader_data: Option<PathBuf>,
    /// The state inside the Map or Parallel that the mocked error comes from.
    #[arg(long, value_name = "NAME")]
    error_from: Option<String>,
    /// The workflow's variables before the state, a JSON file.
    #[arg(long, value_name = "FILE")]
    variables: Option<PathBuf>,
    /// A TestState request as the API takes it, a JSON file; the words above overrule it.
    #[arg(long, value_name = "FILE")]
    request: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Inspect {
    Info,
    Debug,
    Trace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Check {
    Strict,
    Present,
    None,
}

impl StateArguments {
    /// Whether one state is meant, not the machine.
    pub(super) fn is_asked(&self) -> bool {
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

/// Tests the state and prints the answer.
pub(super) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let source = files::read(&arguments.file)?;
    let request = TestStateRequest {
        offset: None,
        request: request(arguments)?,
        options: inputs::options(arguments, None),
    };
    let mocks = mocks(arguments)?;
    let (analysis, file) = Analysis::single(Document::new(&source.text, source.format));
    let as_api = arguments.alone.request.is_some();
    let stop = request.options.stop.clone();
    let answer = arguments.worker.with(&stop, |others| match mocks {
        Some(mocks) => test_state_with(&analysis, file, request, &mut mocks.with_others(others)),
        None => test_state_with(&analysis, file, request, others),
    });
    let answer = match answer? {
        Ok(answer) => answer,
        Err(error) => return complain(&source, error, as_api),
    };
    output::print(&format!("{:#}\n", answer.response))?;
    if answer.outcome.sampled {
        output::note("asl: the Task has no mock: its answer was made up");
    }
    Ok(match answer.outcome.status {
        SingleStatus::Failed => Status::Failed,
        _ => Status::Fine,
    })
}

/// The answers of a mock file, for a Task that has no mock of its own.
fn mocks(arguments: &Arguments) -> Result<Option<MockWorker>, Failure> {
    let Some(path) = &arguments.mock else {
        return Ok(None);
    };
    let failure = |error: &dyn std::fmt::Display| Failure::new(format!("mocks: {error}"));
    let config = MockConfig::parse(&files::read_json(path)?);
    let config = config.map_err(|errors| {
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        failure(&errors.join(", "))
    })?;
    let machine = arguments.state_machine.as_deref();
    let worker = config.worker(machine, arguments.test_case.as_deref());
    worker.map(Some).map_err(|error| failure(&error))
}

fn complain(source: &Source, error: TestStateError, as_api: bool) -> Result<Status, Failure> {
    match error {
        TestStateError::Refused(refusal) => refuse(&refusal),
        TestStateError::Broken(refusal, _) if as_api => refuse(&refusal),
        TestStateError::Broken(_, error) | TestStateError::Unusable(error) => {
            Ok(problems::complain_all(source, &error.problems))
        }
    }
}

fn refuse(refusal: &Refusal) -> Result<Status, Failure> {
    output::print(&format!("{:#}\n", refusal.to_json()))?;
    output::complain(&refusal.to_string());
    Ok(Status::Unusable)
}

/// The request of the file, overruled by the arguments.
fn request(arguments: &Arguments) -> Result<Request, Failure> {
    let words = &arguments.alone;
    let mut request = match &words.request {
        Some(path) => Request::parse(&files::read_json(path)?)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?,
        None => Request {
            inspection_level: InspectionLevel::Debug,
            ..Request::default()
        },
    };
    overrule(&mut request.state_name, words.state.clone());
    overrule(&mut request.input, read(arguments.input.as_deref())?);
    overrule(&mut request.context, read(arguments.context.as_deref())?);
    overrule(&mut request.variables, read(words.variables.as_deref())?);
    overrule(&mut request.mock, mock(words)?);
    if let Some(level) = words.inspect {
        request.inspection_level = match level {
            Inspect::Info => InspectionLevel::Info,
            Inspect::Debug => InspectionLevel::Debug,
            Inspect::Trace => InspectionLevel::Trace,
        };
    }
    configure(&mut request.configuration, words)?;
    Ok(request)
}

fn configure(before: &mut StateConfiguration, words: &StateArguments) -> Result<(), Failure> {
    let reader_data = words.reader_data.as_deref().map(files::read_text);
    overrule(&mut before.retrier_retry_count, words.retry_count);
    overrule(&mut before.map_iteration_failure_count, words.failed_items);
    overrule(&mut before.map_item_reader_data, reader_data.transpose()?);
    overrule(&mut before.error_caused_by_state, words.error_from.clone());
    Ok(())
}

fn mock(words: &StateArguments) -> Result<Option<MockInput>, Failure> {
    let result = words.mock_result.as_deref().map(json_or_file).transpose()?;
    let error = words.mock_error.as_deref().map(error_output);
    if result.is_none() && error.is_none() {
        return Ok(None);
    }
    let mode = words.mock_check.map(|check| match check {
        Check::Strict => "STRICT",
        Check::Present => "PRESENT",
        Check::None => "NONE",
    });
    Ok(Some(MockInput {
        result,
        error_output: error,
        field_validation_mode: mode.map(str::to_owned),
    }))
}

/// A name and, behind the first colon, a cause.
fn error_output(text: &str) -> ErrorOutput {
    let (error, cause) = match text.split_once(':') {
        Some((error, cause)) => (error, Some(cause.trim_start())),
        None => (text, None),
    };
    ErrorOutput {
        error: Some(error.to_owned()),
        cause: cause.map(str::to_owned),
    }
}

/// JSON text as it is; anything else names a file.
fn json_or_file(text: &str) -> Result<String, Failure> {
    if serde_json::from_str::<serde_json::Value>(text).is_ok() {
        return Ok(text.to_owned());
    }
    Ok(files::read_json(Path::new(text))?.to_string())
}

fn read(path: Option<&Path>) -> Result<Option<String>, Failure> {
    let value = path.map(files::read_json).transpose()?;
    Ok(value.map(|value| value.to_string()))
}

fn overrule<T>(value: &mut Option<T>, by: Option<T>) {
    if by.is_some() {
        *value = by;
    }
}

#[cfg(test)]
mod tests {
    use super::error_output;

    #[test]
    fn a_cause_stands_behind_the_first_colon() {
        let parts = |text| {
            let output = error_output(text);
            (output.error, output.cause)
        };
        let error = Some("Busy".to_owned());
        assert_eq!(parts("Busy"), (error.clone(), None));
        assert_eq!(
            parts("Busy: at 10:30"),
            (error, Some("at 10:30".to_owned()))
        );
    }
}
