//! Code lenses. What a click does is a command of the client where it has one, which can ask and show
//! more than the server could.

use asl_ide::{CodeLens, CodeLensKind, FilePosition, TextRange};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::cases;
use crate::commands::{SIMULATE, TEST_STATE};
use crate::lsp::to_proto;
use crate::server::Server;
use crate::snapshot::Snapshot;

/// The client's own commands, which it names in `initializationOptions`.
const RUN_SIMULATION: &str = "asl.runSimulation";
const RUN_STATE_TEST: &str = "asl.runStateTest";
const SHOW_REFERENCES: &str = "asl.showReferences";

/// The lenses of a document.
pub(crate) async fn all(
    server: &Server,
    params: lsp::CodeLensParams,
) -> Result<Option<Vec<lsp::CodeLens>>> {
    if !server.state.settings().code_lens {
        return Ok(None);
    }
    let known = server.state.client_commands();
    server
        .ask(&params.text_document.uri, move |snapshot| {
            let cases: Vec<_> = cases::cases(snapshot)
                .into_iter()
                .map(|it| it.name)
                .collect();
            let found = asl_ide::code_lens(&snapshot.analysis, snapshot.file, &cases);
            let lens = |it: &CodeLens| {
                Some(lsp::CodeLens {
                    range: to_proto::range(snapshot, it.range),
                    command: Some(command(snapshot, it, &known)?),
                    data: None,
                })
            };
            Some(found.iter().filter_map(lens).collect())
        })
        .await
}

/// What a click does; `None` for what this client cannot show.
fn command(snapshot: &Snapshot, lens: &CodeLens, known: &[String]) -> Option<lsp::Command> {
    let is_known = |name: &str| known.iter().any(|it| it == name);
    let uri = snapshot.uri();
    let call = |title: String, name: &str, arguments: Vec<Value>| {
        Some(lsp::Command {
            title,
            command: name.to_owned(),
            arguments: Some(arguments),
        })
    };
    let at = FilePosition {
        file: snapshot.file,
        offset: lens.range.start(),
    };
    // Of a template with several state machines the one that the lens stands in is meant.
    let machine = asl_ide::state_machine_at(&snapshot.analysis, at);
    let target = || match &machine {
        Some(name) => json!({ "uri": uri, "stateMachine": name }),
        None => json!({ "uri": uri }),
    };
    match &lens.kind {
        CodeLensKind::Simulate(case) => {
            let title = match case {
                Some(case) => format!("▶ Simulate {case}"),
                None => "▶ Simulate".to_owned(),
            };
            let name = if is_known(RUN_SIMULATION) {
                RUN_SIMULATION
            } else {
                SIMULATE
            };
            let mut argument = target();
            if let Some(case) = case {
                argument["testCase"] = json!(case);
            }
            call(title, name, vec![argument])
        }
        CodeLensKind::TestState(state) => {
            let name = if is_known(RUN_STATE_TEST) {
                RUN_STATE_TEST
            } else {
                TEST_STATE
            };
            let mut argument = target();
            argument["state"] = json!(state);
            call("▶ Test".to_owned(), name, vec![argument])
        }
        CodeLensKind::WaysIn(ways) => {
            let title = match ways.len() {
                1 => "1 way in".to_owned(),
                ways => format!("{ways} ways in"),
            };
            let location = |it: &TextRange| to_proto::location(snapshot, *it);
            let locations: Vec<_> = ways.iter().map(location).collect();
            let at = to_proto::position(snapshot, lens.range.start());
            let arguments = vec![json!(uri), json!(at), json!(locations)];
            is_known(SHOW_REFERENCES).then(|| call(title, SHOW_REFERENCES, arguments))?
        }
    }
}
