//! `workspace/executeCommand`: running the definition as it stands in the editor.

use asl_ide::{SimulateRequest, Simulation, report};
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::lsp::to_proto;
use crate::reports;
use crate::requests::{Cancelled, compute_alone};
use crate::server::Server;
use crate::snapshot::Snapshot;
use crate::test_state::TEST_STATE;

/// Runs a definition.
pub(crate) const SIMULATE: &str = "asl.simulate";

/// Every command, as `initialize` names them.
pub(crate) const COMMANDS: [&str; 2] = [SIMULATE, TEST_STATE];

/// The first argument of [`SIMULATE`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SimulateArguments {
    /// The open document.
    uri: lsp::Url,
    /// The execution's input; `{}` without one.
    input: Option<Value>,
    /// Mocks, in the form of AWS Step Functions Local's `MockConfigFile.json`.
    mocks: Option<Value>,
    /// The state machine of the mocks.
    state_machine: Option<String>,
    /// The test case of the mocks.
    test_case: Option<String>,
    /// Whether the report is opened in the editor; by default for clients that have no view for it.
    report: Option<bool>,
}

/// Answers `{"status", "output" | "error", "cause", "events", "notes", "report"}`, the report as markdown.
pub(crate) async fn simulate(server: &Server, arguments: Vec<Value>) -> Result<Value> {
    let arguments = read(arguments)?;
    let Some(snapshot) = server.state.snapshot(&arguments.uri) else {
        return Err(Error::invalid_params(format!(
            "{} is not open here as a state machine",
            arguments.uri
        )));
    };
    let shows = arguments
        .report
        .unwrap_or(!server.state.client_shows_reports());
    let uri = arguments.uri.clone();
    let simulation = compute_alone(move |cancelled| run(&snapshot, arguments, cancelled)).await?;
    let text = report::markdown(&simulation);
    if shows {
        reports::show(server, &uri, &text, simulation.execution.status.name());
    }
    Ok(answer(&simulation, text))
}

/// Offers the command where code actions are the only way to reach it.
pub(crate) fn simulate_action(uri: &lsp::Url) -> lsp::CodeActionOrCommand {
    lsp::CodeActionOrCommand::Command(lsp::Command {
        title: "Simulate this state machine".to_owned(),
        command: SIMULATE.to_owned(),
        arguments: Some(vec![serde_json::json!({ "uri": uri })]),
    })
}

fn read(arguments: Vec<Value>) -> Result<SimulateArguments> {
    let first = arguments.into_iter().next().filter(Value::is_object);
    let Some(first) = first else {
        return Err(Error::invalid_params(
            "asl.simulate takes {uri, input?, mocks?, testCase?}",
        ));
    };
    serde_json::from_value(first).map_err(|it| Error::invalid_params(format!("asl.simulate: {it}")))
}

fn run(
    snapshot: &Snapshot,
    arguments: SimulateArguments,
    cancelled: &Cancelled,
) -> Result<Simulation> {
    let mut request = SimulateRequest {
        input: arguments.input,
        mocks: arguments.mocks,
        state_machine: arguments.state_machine,
        test_case: arguments.test_case,
        ..SimulateRequest::default()
    };
    request.options.stop = cancelled.stop();
    request.options.names.state_machine = reports::stem(&arguments.uri);
    asl_ide::simulate(&snapshot.analysis, snapshot.file, request).map_err(to_proto::refusal)
}

fn answer(simulation: &Simulation, report: String) -> Value {
    let mut answer = simulation.to_json();
    if let Value::Object(answer) = &mut answer {
        answer.insert("report".to_owned(), Value::String(report));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::json;

    #[test]
    fn what_is_no_object_is_told_what_belongs_there() {
        for arguments in [vec![], vec![json!(1)], vec![json!("file:///a.asl.json")]] {
            let message = read(arguments).map(|it| it.uri).map_err(|it| it.message);
            let expected = "asl.simulate takes {uri, input?, mocks?, testCase?}";
            assert_eq!(message, Err(expected.into()));
        }
    }
}
