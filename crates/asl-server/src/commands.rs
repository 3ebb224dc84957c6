//! `workspace/executeCommand`: running the definition as it stands in the editor.

use std::time::Duration;

use asl_ide::{RunOptions, SimulateRequest, Simulation, Time, WorkflowType, report};
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::lsp::to_proto;
use crate::progress::{self, Watch};
use crate::reports;
use crate::requests::{Cancelled, compute_until};
use crate::server::Server;
use crate::snapshot::Snapshot;
use crate::test_state::TEST_STATE;

/// The real time that a run may take.
const MOST: Duration = Duration::from_secs(60);

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
    /// `standard` or `express`; Standard without it.
    workflow_type: Option<String>,
    /// Feeds everything random.
    #[serde(default)]
    seed: u64,
    /// The virtual time of the start, as `2026-03-14T01:59:00Z`.
    start_time: Option<String>,
    /// Members laid over the context object.
    context: Option<Value>,
    /// The execution's name; without it one is made from the seed.
    name: Option<String>,
    /// Whether the limits of AWS hold; they do without it.
    limits: Option<bool>,
    /// The simulator's own limit on the states that may be entered.
    max_steps: Option<u64>,
    /// The simulator's own limit on the time that the run really takes.
    max_seconds: Option<u64>,
    /// Whether the report is opened in the editor; by default for clients that have no view for it.
    report: Option<bool>,
}

/// Answers `{"status", "output" | "error", "cause", "events", "notes", "report"}`, the report as markdown.
///
/// A long run shows its progress, which can end it: the answer then is what happened so far.
pub(crate) async fn simulate(server: &Server, params: lsp::ExecuteCommandParams) -> Result<Value> {
    let arguments = read(params.arguments)?;
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
    let options = options(&arguments)?;
    let stop = options.stop.clone();
    let watch = Watch {
        title: format!("Simulating {}", reports::stem(&uri)),
        token: params.work_done_progress_params.work_done_token,
        most: arguments.max_seconds.map_or(MOST, Duration::from_secs),
    };
    let watched = progress::watch(server, watch, stop.clone());
    let simulation = compute_until(Cancelled::by(stop), move |_| {
        run(&snapshot, arguments, options)
    });
    let simulation = simulation.await?;
    drop(watched);
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

fn options(arguments: &SimulateArguments) -> Result<RunOptions> {
    let mut options = RunOptions {
        seed: arguments.seed,
        limits: arguments.limits.unwrap_or(true),
        context: arguments.context.clone(),
        ..RunOptions::default()
    };
    options.names.state_machine = reports::stem(&arguments.uri);
    options.names.execution.clone_from(&arguments.name);
    if let Some(name) = &arguments.workflow_type {
        options.workflow = workflow(name)
            .ok_or_else(|| refused("workflowType must be \"standard\" or \"express\""))?;
    }
    if let Some(text) = &arguments.start_time {
        options.start_time = Time::parse(text)
            .ok_or_else(|| refused("startTime must look like 2026-03-14T01:59:00Z"))?;
    }
    if let Some(steps) = arguments.max_steps {
        options.guard.steps = steps;
    }
    Ok(options)
}

fn workflow(name: &str) -> Option<WorkflowType> {
    let all = [WorkflowType::Standard, WorkflowType::Express];
    all.into_iter()
        .find(|it| it.name().eq_ignore_ascii_case(name))
}

fn refused(why: &str) -> Error {
    Error::invalid_params(format!("asl.simulate: {why}"))
}

fn run(
    snapshot: &Snapshot,
    arguments: SimulateArguments,
    options: RunOptions,
) -> Result<Simulation> {
    let request = SimulateRequest {
        input: arguments.input,
        mocks: arguments.mocks,
        state_machine: arguments.state_machine,
        test_case: arguments.test_case,
        options,
    };
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
