//! `workspace/executeCommand`: what runs the definition as it stands in the editor.

mod simulate;
mod test_state;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use crate::server::Server;
use crate::snapshot::Snapshot;

/// A command as a client calls it.
struct Command {
    /// The name by which `initialize` offers it.
    name: &'static str,
    /// Its argument, for whoever called it without one.
    form: &'static str,
}

/// The name of the command that runs a machine.
pub(crate) const SIMULATE: &str = simulate::COMMAND.name;
/// The name of the command that runs one state.
pub(crate) const TEST_STATE: &str = test_state::COMMAND.name;

/// Every command.
const COMMANDS: [&Command; 2] = [&simulate::COMMAND, &test_state::COMMAND];

/// The commands' names.
pub(crate) fn names() -> Vec<String> {
    COMMANDS.iter().map(|it| it.name.to_owned()).collect()
}

/// Does what the client asks for.
pub(crate) async fn execute(server: &Server, params: lsp::ExecuteCommandParams) -> Result<Value> {
    let name = params.command.as_str();
    if name == simulate::COMMAND.name {
        simulate::execute(server, params).await
    } else if name == test_state::COMMAND.name {
        test_state::execute(server, params).await
    } else {
        let message = format!("there is no command {name}");
        Err(Error::invalid_params(message))
    }
}

/// Offers the commands for a place, where code actions are the only way to reach them.
pub(crate) fn actions(snapshot: &Snapshot, at: lsp::Position) -> Vec<lsp::CodeActionOrCommand> {
    let commands = [
        Some(simulate::offer(snapshot, at)),
        test_state::offer(snapshot, at),
    ];
    let commands = commands.into_iter().flatten();
    commands.map(lsp::CodeActionOrCommand::Command).collect()
}

impl Command {
    /// Reads the one argument.
    fn argument<T: DeserializeOwned>(&self, arguments: Vec<Value>) -> Result<T> {
        let first = arguments.into_iter().next().filter(Value::is_object);
        let Some(first) = first else {
            let message = format!("{} takes {}", self.name, self.form);
            return Err(Error::invalid_params(message));
        };
        serde_json::from_value(first).map_err(|error| self.refused(error))
    }

    /// An argument that cannot be used.
    fn refused(&self, why: impl std::fmt::Display) -> Error {
        Error::invalid_params(format!("{}: {why}", self.name))
    }

    /// The command as a client shows it.
    fn titled(&self, title: String, argument: Value) -> lsp::Command {
        lsp::Command {
            title,
            command: self.name.to_owned(),
            arguments: Some(vec![argument]),
        }
    }
}

/// The document that a command is about.
fn open(server: &Server, uri: &lsp::Url) -> Result<Snapshot> {
    let snapshot = server.state.snapshot(uri);
    snapshot
        .ok_or_else(|| Error::invalid_params(format!("{uri} is not open here as a state machine")))
}

/// Whether the report is opened in the editor: by default where the client has no view for it.
fn opens_report(server: &Server, wanted: Option<bool>) -> bool {
    wanted.unwrap_or(!server.state.client_shows_reports())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::COMMANDS;

    #[test]
    fn what_is_no_object_is_told_what_belongs_there() {
        for command in COMMANDS {
            for arguments in [vec![], vec![json!(1)], vec![json!("file:///a.asl.json")]] {
                let read = command.argument::<Value>(arguments);
                let message = read.map_err(|error| error.message.into_owned());
                assert_eq!(
                    message,
                    Err(format!("{} takes {}", command.name, command.form))
                );
            }
        }
    }
}
