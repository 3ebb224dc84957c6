//! A machine before and after its conversion, run on the same input with the same answers.

use asl_ide::Format;
use asl_interp::{
    Execution, Guard, Keep, Machine, RunOptions, Status, TaskAnswer, TaskCall, TaskOutcome, Worker,
};
use serde_json::{Number, Value};

use crate::inputs::{Random, Wanted};

/// Errors that paths, templates and functions fail with; JSONata fails with another one.
const OF_PATHS: [&str; 3] = [
    "States.Runtime",
    "States.IntrinsicFailure",
    "States.ReferencePathConflict",
];

/// How two executions stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// Status, output or error, and the way through the states are the same.
    Equal,
    /// Both fail on the same data: paths with one error, JSONata with another.
    BothFail,
    /// The data fails a path, which nothing catches, and JSONata's error is caught or tried again.
    Caught,
    /// The data fails a path because it has another form than the definition expects, and JSONata goes on.
    Lenient,
    /// Anything else, with what it is.
    Different(String),
}

/// The definition of a text.
pub(crate) fn value(text: &str, format: Format) -> Value {
    let value = asl_syntax::parse(text, format).root().value();
    value.expect("a definition has a value").to_json()
}

pub(crate) fn compile(text: &str, format: Format) -> Result<Machine, String> {
    Machine::compile(&value(text, format)).map_err(|it| format!("{it:?}"))
}

/// Runs both machines.
pub(crate) fn compare<'w>(
    before: &Machine,
    after: &Machine,
    input: &Value,
    worker: &dyn Fn() -> Box<dyn Worker + 'w>,
    options: &RunOptions,
) -> Verdict {
    let run = |machine: &Machine| asl_interp::run(machine, input.clone(), &mut *worker(), options);
    judge(&run(before), &run(after))
}

/// Options for short runs that keep the way through the states.
pub(crate) fn options() -> RunOptions {
    RunOptions {
        keep: Keep {
            trace: true,
            ..Keep::NOTHING
        },
        guard: Guard {
            steps: 3_000,
            ..Guard::default()
        },
        ..RunOptions::default()
    }
}

fn judge(before: &Execution, after: &Execution) -> Verdict {
    let name = |it: &Execution| it.error.clone().unwrap_or_default();
    let failed = before.status == Status::Failed && OF_PATHS.contains(&name(before).as_str())
        || failed_inside(before);
    if failed {
        let (one, two) = (way(before), way(after));
        if after.status == Status::Failed
            && name(after) == "States.QueryEvaluationError"
            && one == two
        {
            return Verdict::BothFail;
        }
        if one == two && after.status == before.status && name(after) == name(before) {
            return Verdict::Equal;
        }
        let query = |it: &str| it == "States.QueryEvaluationError";
        let caught = after.states.iter().any(|it| {
            let error = it.error.as_ref().and_then(|it| it.0.as_deref());
            it.retries.iter().any(|it| query(&it.error))
                || it.caught_by.is_some() && error.is_some_and(query)
        });
        if caught {
            return Verdict::Caught;
        }
        return Verdict::Lenient;
    }
    if before.status != after.status {
        return different("status", before, after);
    }
    if way(before) != way(after) {
        return different("way", before, after);
    }
    let output = |it: &Execution| it.output.as_ref().map(|it| plain(it));
    if output(before) != output(after) {
        return different("output", before, after);
    }
    if before.error != after.error || before.cause != after.cause {
        return different("error", before, after);
    }
    Verdict::Equal
}

/// Whether a branch or an iteration failed as paths do and something caught that outside.
fn failed_inside(execution: &Execution) -> bool {
    execution.states.iter().any(|it| {
        it.error
            .as_ref()
            .is_some_and(|it| it.0.as_deref().is_some_and(|it| OF_PATHS.contains(&it)))
    })
}

fn different(what: &str, before: &Execution, after: &Execution) -> Verdict {
    let shown = |it: &Execution| {
        let way: Vec<String> = way(it);
        format!("{} after {}", it.result_to_json(), way.join(" "))
    };
    Verdict::Different(format!("{what}:\n  {}\n  {}", shown(before), shown(after)))
}

fn way(execution: &Execution) -> Vec<String> {
    execution
        .states
        .iter()
        .map(|it| it.name.to_string())
        .collect()
}

/// JSONata's numbers are doubles: 1.0 is 1.
pub(crate) fn plain(value: &Value) -> Value {
    match value {
        Value::Number(it) => {
            let number = it.as_f64().and_then(Number::from_f64);
            Value::Number(number.expect("every number is finite"))
        }
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| (name.clone(), plain(value));
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}

/// Answers every Task from what the definition reads: the same call gets the same answer.
pub(crate) struct Answers<'a> {
    pub(crate) wanted: &'a Wanted,
    pub(crate) seed: u64,
}

impl Worker for Answers<'_> {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        let mut random = Random::new(self.seed);
        for byte in task.state.bytes() {
            random.stir(u64::from(byte));
        }
        random.stir(u64::from(task.invocation));
        if random.below(10) == 0 {
            let names = ["States.TaskFailed", "Lambda.ServiceException", "Custom"];
            let error = names[random.below(3)].to_owned();
            return TaskAnswer::new(TaskOutcome::Failure {
                error: Some(error),
                cause: Some("{\"message\": \"no\"}".to_owned()),
            });
        }
        TaskAnswer::success(self.wanted.value(&mut random))
    }
}
