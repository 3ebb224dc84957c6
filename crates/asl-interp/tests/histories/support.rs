//! Runs a machine against scripted answers and prints its history as a table.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write;

use asl_interp::{
    Event, Execution, Machine, RunOptions, TaskAnswer, TaskCall, TaskOutcome, Worker,
};
use expect_test::Expect;
use serde_json::{Value, json};

/// Answers the calls of each state in order; the last answer stays.
#[derive(Default)]
pub(crate) struct Script(HashMap<&'static str, VecDeque<TaskAnswer>>);

impl Script {
    pub(crate) fn with<const N: usize>(
        mut self,
        state: &'static str,
        answers: [TaskAnswer; N],
    ) -> Self {
        self.0.insert(state, answers.into());
        self
    }
}

impl Worker for Script {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        let Some(answers) = self.0.get_mut(task.state) else {
            return TaskAnswer::success(json!({}));
        };
        let answer = answers
            .pop_front()
            .unwrap_or(TaskAnswer::new(TaskOutcome::NoAnswer));
        if answers.is_empty() {
            answers.push_back(answer.clone());
        }
        answer
    }
}

pub(crate) fn success(value: Value) -> TaskAnswer {
    TaskAnswer::success(value)
}

pub(crate) fn failure(error: &str) -> TaskAnswer {
    TaskAnswer::failure(error, format!("{error} happened"))
}

/// Runs and prints a definition.
pub(crate) fn check(definition: &Value, input: Value, script: Script, expected: &Expect) {
    check_with(definition, input, script, &RunOptions::default(), expected);
}

pub(crate) fn check_with(
    definition: &Value,
    input: Value,
    script: Script,
    options: &RunOptions,
    expected: &Expect,
) {
    expected.assert_eq(&table(&run(definition, input, script, options)));
}

pub(crate) fn run(
    definition: &Value,
    input: Value,
    mut script: Script,
    options: &RunOptions,
) -> Execution {
    let machine = Machine::compile(definition).expect("the definition compiles");
    asl_interp::run(&machine, input, &mut script, options)
}

/// One line per event, `id<previous +seconds Type details`, and one for the result.
pub(crate) fn table(execution: &Execution) -> String {
    let mut text = String::new();
    let start = execution.events[0].time;
    for event in &execution.events {
        let seconds = event.time.since(start).as_secs_f64();
        let details = details(event);
        writeln!(
            text,
            "{}<{} +{seconds}s {}{details}",
            event.id,
            event.previous,
            event.type_name()
        )
        .unwrap();
    }
    writeln!(text, "=> {}", execution.result_to_json()).unwrap();
    text
}

/// The details without what every event of the kind has.
fn details(event: &Event) -> String {
    let Value::Object(members) = event.to_json() else {
        return String::new();
    };
    let details = members
        .into_iter()
        .find(|(name, _)| name.ends_with("EventDetails"));
    let Some((_, Value::Object(mut details))) = details else {
        return String::new();
    };
    let dull = [
        "inputDetails",
        "outputDetails",
        "assignedVariablesDetails",
        "roleArn",
        "region",
    ];
    details.retain(|name, _| !dull.contains(&name.as_str()));
    let shown = details.iter().map(|(name, value)| {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        format!(" {name}={value}")
    });
    shown.collect()
}
