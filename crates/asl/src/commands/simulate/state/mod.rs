//! `asl simulate --state NAME`: one state alone, answered as AWS's `TestState` does.

mod arguments;

use std::path::Path;

use asl_ide::state_testing::{
    ErrorOutput, InspectionLevel, MockInput, Refusal, Request, StateConfiguration,
};
use asl_ide::{TestStateError, TestStateRequest, report};
use asl_interp::Worker;
use asl_interp::single::SingleStatus;

use super::arguments::Arguments;
use super::{inputs, problems, watch};
use crate::definition::Opened;
use crate::files::{self, Source};
use crate::output;
use crate::status::{Failure, Status};

pub(crate) use arguments::StateArguments;

/// Tests the state and prints the answer.
pub(super) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let opened = Opened::read(&arguments.file)?;
    let mut mocks = inputs::mocks(&arguments.mocks)?;
    let name = arguments.mocks.state_machine.as_deref();
    let chosen = opened.choose_to_run(name, mocks.as_mut())?;
    let request = TestStateRequest {
        offset: None,
        request: request(arguments)?,
        mocks,
        options: inputs::options(arguments, &chosen),
        state_machine: None,
        values: chosen.config.substitutions.clone(),
    };
    let as_api = arguments.alone.request.is_some();
    let stop = request.options.stop.clone();
    let answer = watch::watched(&stop, arguments.limits.max_time, || {
        let machine = &chosen.machine;
        let run = |worker: &mut dyn Worker| machine.test_state(&opened.analysis, request, worker);
        arguments.worker.with(&stop, run)
    });
    let answer = match answer? {
        Ok(answer) => answer,
        Err(error) => return complain(&chosen.source, error, as_api),
    };
    output::print(&format!("{:#}\n", answer.response))?;
    if answer.outcome.sampled {
        let note = report::made_up(&answer.outcome.visit.name);
        output::note(&format!("note: {note}"));
    }
    Ok(match answer.outcome.status {
        SingleStatus::Failed => Status::Failed,
        _ => Status::Fine,
    })
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
    overrule(&mut request.input, text(arguments.input.as_deref())?);
    let context = arguments.execution.context.as_deref();
    overrule(&mut request.context, text(context)?);
    overrule(&mut request.variables, text(words.variables.as_deref())?);
    overrule(&mut request.mock, mock(words)?);
    if let Some(level) = words.inspect {
        request.inspection_level = level.into();
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
    Ok(Some(MockInput {
        result,
        error_output: error,
        field_validation_mode: words.mock_check.map(|it| it.name().to_owned()),
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
    let Err(error) = serde_json::from_str::<serde_json::Value>(text) else {
        return Ok(text.to_owned());
    };
    let path = Path::new(text);
    if !path.exists() {
        let why = format!("--mock-result {text} is neither a file nor JSON ({error})");
        return Err(Failure::new(why));
    }
    Ok(files::read_json(path)?.to_string())
}

/// A document as text, which a request has it as.
fn text(path: Option<&Path>) -> Result<Option<String>, Failure> {
    Ok(inputs::json(path)?.map(|value| value.to_string()))
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
