//! Machines that run before and after a change: what must stay the same of it.

use asl_ide::{CheckConfig, Document, Format};
use asl_interp::{Guard, Machine, RunOptions, TaskAnswer, TaskCall, TaskOutcome, Worker};
use serde_json::{Value, json};

use crate::words::open;

/// What stays the same when names change: the status, the error's name, the output.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    status: String,
    error: Option<String>,
    output: Option<Value>,
}

impl Outcome {
    pub(crate) fn is_failure(&self) -> bool {
        self.error.is_some()
    }
}

/// Answers a call by what it is given, whatever the state is called.
struct Echo {
    /// Whether some calls fail.
    fails: bool,
}

impl Worker for Echo {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        let given = task.parameters.to_string();
        let sum: u32 = given.bytes().map(u32::from).sum();
        if self.fails && sum.is_multiple_of(3) {
            return TaskAnswer::new(TaskOutcome::Failure {
                error: Some("Custom".to_owned()),
                cause: Some("it is so".to_owned()),
            });
        }
        let mut answer = json!({ "Payload": task.parameters, "sum": sum });
        if let (Value::Object(members), Some(all)) = (task.parameters, answer.as_object_mut()) {
            all.extend(members.clone());
        }
        TaskAnswer::success(answer)
    }
}

/// Runs a definition on an input; `None` when it cannot run.
pub(crate) fn outcome(text: &str, format: Format, input: &Value, fails: bool) -> Option<Outcome> {
    let value = asl_syntax::parse(text, format).root().value()?.to_json();
    let machine = Machine::compile(&value).ok()?;
    let options = RunOptions {
        guard: Guard {
            steps: 2_000,
            ..Guard::default()
        },
        ..RunOptions::default()
    };
    let ran = asl_interp::run(&machine, input.clone(), &mut Echo { fails }, &options);
    Some(Outcome {
        status: format!("{:?}", ran.status),
        error: ran.error,
        output: ran.output.map(|it| without_causes(&it)),
    })
}

/// Causes name states and events by their numbers.
fn without_causes(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(without_causes).collect(),
        Value::Object(members) => {
            let stays = members.iter().filter(|it| it.0 != "Cause");
            Value::Object(
                stays
                    .map(|(name, it)| (name.clone(), without_causes(it)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// What AWS would refuse, by code, and how often.
pub(crate) fn errors(text: &str, format: Format) -> Vec<String> {
    let (analysis, file) = open(text, format);
    let found = asl_ide::diagnostics(&analysis, file, &CheckConfig::default());
    let errors = found
        .iter()
        .filter(|it| it.severity == asl_check::Severity::Error);
    errors
        .map(|it| format!("{}: {}", it.rule.code, it.message))
        .collect()
}

/// How many mistakes the notation has.
pub(crate) fn mistakes(text: &str, format: Format) -> usize {
    Document::new(text, format).parse().errors().len()
}
