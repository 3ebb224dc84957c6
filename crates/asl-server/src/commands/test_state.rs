//! `asl.testState`: runs one state of the definition as it stands in the editor.

use asl_ide::state_testing::{
    Answer, ErrorOutput, InspectionLevel, MockInput, Request, StateConfiguration,
};
use asl_ide::{TestStateError, TestStateRequest, report};
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use super::{Command, open, opens_report};
use crate::lsp::{from_proto, to_proto};
use crate::reports;
use crate::requests::{Cancelled, compute_alone};
use crate::server::Server;
use crate::snapshot::Snapshot;

/// Runs one state.
pub(super) const COMMAND: Command = Command {
    name: "asl.testState",
    form: "{uri, position | state, stateMachine?, input?, variables?, context?, mock?, stateConfiguration?, \
        inspectionLevel?, report?}",
};

/// The argument. Documents are JSON values, not texts.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Arguments {
    /// The open document.
    uri: lsp::Url,
    /// A place in the state.
    position: Option<lsp::Position>,
    /// The state's name; not needed with a place in it.
    state: Option<String>,
    /// The state machine of a template, by its logical id; not needed with a place.
    state_machine: Option<String>,
    /// The state's input; `{}` without one.
    input: Option<Value>,
    /// The workflow's variables, an object.
    variables: Option<Value>,
    /// The whole context object.
    context: Option<Value>,
    /// What stands in for the state's work.
    mock: Option<Mock>,
    /// What went before.
    #[serde(default)]
    state_configuration: Configuration,
    /// `INFO`, `DEBUG` or `TRACE`; `DEBUG` without it.
    inspection_level: Option<String>,
    /// Whether the report is opened in the editor; by default for clients that have no view for it.
    report: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mock {
    result: Option<Value>,
    error_output: Option<MockError>,
    field_validation_mode: Option<String>,
}

#[derive(Debug, Deserialize)]
struct MockError {
    error: Option<String>,
    cause: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Configuration {
    retrier_retry_count: Option<u64>,
    error_caused_by_state: Option<String>,
    map_iteration_failure_count: Option<u64>,
    map_item_reader_data: Option<String>,
}

/// Answers `{"state", "response", "sampled", "report"}`: the response as AWS's `TestState` gives
/// it, the report as markdown.
pub(super) async fn execute(server: &Server, params: lsp::ExecuteCommandParams) -> Result<Value> {
    let arguments: Arguments = COMMAND.argument(params.arguments)?;
    let snapshot = open(server, &arguments.uri)?;
    let opens = opens_report(server, arguments.report);
    let uri = arguments.uri.clone();
    let answer = compute_alone(move |cancelled| run(&snapshot, arguments, cancelled)).await?;
    let state = answer.outcome.visit.name.to_string();
    let report = report::tested(&state, &answer);
    if opens {
        reports::show(server, &uri, &report, answer.outcome.status.name());
    }
    Ok(json!({
        "state": state,
        "response": answer.response,
        "sampled": answer.outcome.sampled,
        "report": report,
    }))
}

/// The command for the state at a place.
pub(super) fn offer(snapshot: &Snapshot, at: lsp::Position) -> Option<lsp::Command> {
    let state = asl_ide::state_at(&snapshot.analysis, from_proto::file_position(snapshot, at))?;
    let mut argument = json!({ "uri": snapshot.uri(), "state": state });
    let at = from_proto::file_position(snapshot, at);
    if let Some(name) = asl_ide::state_machine_at(&snapshot.analysis, at) {
        argument["stateMachine"] = json!(name);
    }
    Some(COMMAND.titled(format!("Test the state \"{state}\""), argument))
}

fn run(snapshot: &Snapshot, arguments: Arguments, cancelled: &Cancelled) -> Result<Answer> {
    let mut request = TestStateRequest {
        offset: arguments
            .position
            .map(|at| from_proto::offset(snapshot, at)),
        ..TestStateRequest::default()
    };
    request.options.stop = cancelled.stop();
    request.options.names.state_machine = reports::stem(&arguments.uri);
    request.state_machine.clone_from(&arguments.state_machine);
    request.values = snapshot.check_config().substitutions;
    request.request = parameters(arguments)?;
    asl_ide::test_state(&snapshot.analysis, snapshot.file, request).map_err(|error| match error {
        TestStateError::Refused(refusal) => to_proto::refusal(refusal.message),
        TestStateError::Broken(_, error) | TestStateError::Unusable(error) => {
            to_proto::refusal(error)
        }
    })
}

fn parameters(arguments: Arguments) -> Result<Request> {
    let level = arguments.inspection_level.as_deref().unwrap_or("DEBUG");
    let level = InspectionLevel::from_name(level)
        .ok_or_else(|| COMMAND.refused("inspectionLevel is INFO, DEBUG or TRACE"))?;
    let text = |value: Option<Value>| value.map(|value| value.to_string());
    let before = arguments.state_configuration;
    Ok(Request {
        state_name: arguments.state,
        input: text(arguments.input),
        inspection_level: level,
        context: text(arguments.context),
        variables: text(arguments.variables),
        mock: arguments.mock.map(|mock| MockInput {
            result: text(mock.result),
            error_output: mock.error_output.map(|output| ErrorOutput {
                error: output.error,
                cause: output.cause,
            }),
            field_validation_mode: mock.field_validation_mode,
        }),
        configuration: StateConfiguration {
            retrier_retry_count: before.retrier_retry_count,
            error_caused_by_state: before.error_caused_by_state,
            map_iteration_failure_count: before.map_iteration_failure_count,
            map_item_reader_data: before.map_item_reader_data,
        },
        ..Request::default()
    })
}
