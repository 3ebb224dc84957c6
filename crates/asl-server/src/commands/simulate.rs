//! `asl.simulate`: runs the definition as it stands in the editor.

use std::time::Duration;

use asl_ide::{Mocks, RunOptions, SimulateRequest, Simulation, Time, WorkflowType, report};
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use super::{Command, open, opens_report};
use crate::cases;
use crate::lsp::{from_proto, to_proto};
use crate::progress::{self, Watch};
use crate::reports;
use crate::requests::{Cancelled, compute_until};
use crate::server::Server;
use crate::snapshot::Snapshot;

/// The real time that a run may take.
const MOST: Duration = Duration::from_secs(60);

/// Runs a definition.
pub(super) const COMMAND: Command = Command {
    name: "asl.simulate",
    form: "{uri, input?, mocks?, testCase?, stateMachine?, position?, workflowType?, seed?, startTime?, context?, \
        name?, limits?, maxSteps?, maxSeconds?, report?}",
};

/// The argument.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Arguments {
    /// The open document.
    uri: lsp::Url,
    /// The execution's input; `{}` without one.
    input: Option<Value>,
    /// Mocks, in the form of AWS Step Functions Local's `MockConfigFile.json`.
    mocks: Option<Value>,
    /// The state machine of the template, by its logical id, or of the mocks.
    state_machine: Option<String>,
    /// A place in the state machine of a template; not needed with its name.
    position: Option<lsp::Position>,
    /// The test case of the mocks; without mocks or an input those that lie beside the definition are taken.
    test_case: Option<String>,
    /// `standard` or `express`; without it what a template or the project says, else Standard.
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
pub(super) async fn execute(server: &Server, params: lsp::ExecuteCommandParams) -> Result<Value> {
    let arguments: Arguments = COMMAND.argument(params.arguments)?;
    let snapshot = open(server, &arguments.uri)?;
    let opens = opens_report(server, arguments.report);
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
    if opens {
        reports::show(server, &uri, &text, simulation.execution.status.name());
    }
    Ok(answer(&simulation, text))
}

/// The command for the state machine at a place.
pub(super) fn offer(snapshot: &Snapshot, at: lsp::Position) -> lsp::Command {
    let mut argument = json!({ "uri": snapshot.uri() });
    let at = from_proto::file_position(snapshot, at);
    if let Some(name) = asl_ide::state_machine_at(&snapshot.analysis, at) {
        argument["stateMachine"] = json!(name);
    }
    COMMAND.titled("Simulate this state machine".to_owned(), argument)
}

fn options(arguments: &Arguments) -> Result<RunOptions> {
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
            .ok_or_else(|| COMMAND.refused("workflowType must be \"standard\" or \"express\""))?;
    }
    if let Some(text) = &arguments.start_time {
        options.start_time = Time::parse(text)
            .ok_or_else(|| COMMAND.refused("startTime must look like 2026-03-14T01:59:00Z"))?;
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

fn run(
    snapshot: &Snapshot,
    mut arguments: Arguments,
    mut options: RunOptions,
) -> Result<Simulation> {
    let is_of_case = arguments.state_machine.is_none();
    complete(snapshot, &mut arguments);
    let is_of_case = is_of_case && arguments.state_machine.is_some();
    let at = arguments
        .position
        .map(|it| from_proto::file_position(snapshot, it));
    let around = at.and_then(|it| asl_ide::state_machine_at(&snapshot.analysis, it));
    let name = around.or_else(|| arguments.state_machine.clone().filter(|_| !is_of_case));
    if arguments.workflow_type.is_none() {
        let name = name.as_deref();
        let machine = asl_ide::state_machine(&snapshot.analysis, snapshot.file, name).ok();
        let said = machine.and_then(|it| it.workflow);
        let said = said.or_else(|| snapshot.check_config().workflow);
        options.workflow = said.unwrap_or(options.workflow);
    }
    let request = SimulateRequest {
        input: arguments.input.take(),
        state_machine: name,
        values: snapshot.check_config().substitutions,
        mocks: mocks(arguments)?,
        options,
    };
    asl_ide::simulate(&snapshot.analysis, snapshot.file, request).map_err(to_proto::refusal)
}

/// A test case that comes without its mocks or its input takes them from the files beside the definition.
fn complete(snapshot: &Snapshot, arguments: &mut Arguments) {
    let Some(name) = arguments.test_case.clone() else {
        return;
    };
    if arguments.mocks.is_none() {
        let cases = cases::cases(snapshot).into_iter();
        let wanted = arguments.state_machine.as_ref();
        let mut cases = cases.filter(|it| wanted.is_none_or(|wanted| it.state_machine == *wanted));
        if let Some(case) = cases.find(|it| it.name == name) {
            arguments.mocks = Some(case.mocks);
            arguments.state_machine = Some(case.state_machine);
        }
    }
    if arguments.input.is_none() {
        arguments.input = cases::input(snapshot, Some(&name));
    }
}

fn mocks(arguments: Arguments) -> Result<Option<Mocks>> {
    if let (None, Some(case)) = (&arguments.mocks, &arguments.test_case) {
        let why = format!("The test case \"{case}\" is one of the mocks, but there are no mocks");
        return Err(to_proto::refusal(why));
    }
    Ok(arguments.mocks.map(|config| Mocks {
        name: "mocks".to_owned(),
        config,
        state_machine: arguments.state_machine,
        test_case: arguments.test_case,
    }))
}

fn answer(simulation: &Simulation, report: String) -> Value {
    let mut answer = simulation.to_json();
    if let Value::Object(answer) = &mut answer {
        answer.insert("report".to_owned(), Value::String(report));
    }
    answer
}
