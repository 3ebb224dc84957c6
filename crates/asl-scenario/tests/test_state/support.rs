//! Asks for a state and tells of the answer, a line for each member.

use asl_interp::{RunOptions, TaskAnswer, TaskCall, Worker};
use asl_scenario::test_state::{Problem, Refusal, Request, run};
use serde_json::{Value, json};

/// Answers every Task without a mock as a server of HTTP would.
struct Server;

impl Worker for Server {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(json!({
            "StatusCode": 200, "StatusText": "OK", "Headers": { "age": ["7"] }, "ResponseBody": {},
        }))
    }
}

/// The answer to a request in the API's form, or the refusal.
pub(crate) fn ask(definition: Value, request: Value) -> String {
    let request = Request::parse(&request).expect("a request");
    let lone = request.state_name.is_none();
    match run(&definition, &request, &mut Server, &RunOptions::default()) {
        Ok(answer) => told(&answer.response, ""),
        Err(Problem::Refused(refusal)) => format!("{refusal}\n"),
        Err(Problem::Broken(errors)) => format!("{}\n", Refusal::of_definition(&errors, lone)),
    }
}

/// The same at the level that tells of every step.
pub(crate) fn inspect(definition: Value, mut request: Value) -> String {
    request["inspectionLevel"] = json!("DEBUG");
    ask(definition, request)
}

/// A mocked result as a member of a request.
pub(crate) fn result(result: Value) -> Value {
    json!({ "result": result.to_string() })
}

/// A mocked error as a member of a request.
pub(crate) fn error(name: &str) -> Value {
    json!({ "errorOutput": { "error": name, "cause": "because" } })
}

fn told(value: &Value, indent: &str) -> String {
    let members = value.as_object().into_iter().flatten();
    members
        .map(|(name, value)| match value {
            Value::Object(_) => format!("{indent}{name}:\n{}", told(value, "  ")),
            Value::String(text) => format!("{indent}{name}: {text}\n"),
            other => format!("{indent}{name}: {other}\n"),
        })
        .collect()
}
