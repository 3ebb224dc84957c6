//! Every field that takes JSONata, with a good value, one of the wrong type, none, and an error.
//!
//! In `jsonata_fields.rows` a line that begins with `{` is a state; `@` stands for the expression. The
//! indented lines below it are expressions, each with what comes of it after `=>`: the output and
//! the variables, or the error as the `EvaluationFailed` event has it, which is also that of the
//! execution unless both are shown. `UPDATE_EXPECT=1` writes the answers anew; what changes is to be
//! judged by its source, which the comments name.

use std::sync::Arc;

use asl_interp::{Execution, Machine, Objects, RunOptions, Status};
use expect_test::expect_file;
use serde_json::{Value, json};

use crate::support::{Script, failure, run, success};

#[test]
fn every_field_with_every_kind_of_answer() {
    let rows = include_str!("jsonata_fields.rows");
    let mut state = Value::Null;
    let answered: Vec<String> = rows
        .lines()
        .map(|line| {
            if line.starts_with('{') {
                state = serde_json::from_str(line).expect(line);
            }
            let Some(row) = line.strip_prefix("  ") else {
                return line.to_owned();
            };
            let source = row.split(" => ").next().unwrap_or(row);
            format!("  {source} => {}", answer(&state, source))
        })
        .collect();
    expect_file!["jsonata_fields.rows"].assert_eq(&(answered.join("\n") + "\n"));
}

fn answer(state: &Value, source: &str) -> String {
    let mut state = state.clone();
    replace(&mut state, &json!(format!("{{% {source} %}}")));
    if state["Type"] == "Map" {
        let body =
            json!({ "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } });
        let processor = &mut state["ItemProcessor"];
        let mode = processor.take();
        *processor = body;
        if !mode.is_null() {
            processor["ProcessorConfig"] = mode;
        }
    }
    if !["Choice", "Succeed", "Fail"].contains(&state["Type"].as_str().unwrap_or_default()) {
        state["Next"] = json!("Done");
    }
    let done = json!({ "Type": "Succeed", "Output": {
        "output": "{% $states.input %}", "v": "{% $v %}",
    } });
    let definition = json!({ "QueryLanguage": "JSONata", "StartAt": "Before", "States": {
        "Before": { "Type": "Pass", "Assign": { "v": 1 }, "Next": "S" },
        "S": state,
        "Done": done,
    } });
    if let Err(errors) = Machine::compile(&definition) {
        return format!("refused: {}", errors[0].message);
    }
    let objects = json!({ "in": { "list.json": "[1, 2, 3]" }, "out": {} });
    let options = RunOptions {
        objects: Some(Arc::new(Objects::from_json(&objects).unwrap())),
        ..RunOptions::default()
    };
    let answers = match definition["States"]["S"].get("Catch") {
        Some(_) => [failure("Broken")],
        None => [success(json!({ "r": 1 }))],
    };
    let script = Script::default().with("S", answers);
    let input = json!({ "list": [1, 2, 3], "text": "x", "n": 5 });
    shown(&run(&definition, input, script, &options))
}

fn replace(value: &mut Value, expression: &Value) {
    match value {
        Value::String(text) if text == "@" => *value = expression.clone(),
        Value::Array(items) => items.iter_mut().for_each(|it| replace(it, expression)),
        Value::Object(members) => members.values_mut().for_each(|it| replace(it, expression)),
        _ => {}
    }
}

fn shown(execution: &Execution) -> String {
    if execution.status == Status::Succeeded {
        let output = execution.output.clone().unwrap_or_default();
        return format!("{} v={}", output["output"], output["v"]);
    }
    let error = execution.error.as_deref().unwrap_or("-");
    let cause = execution.cause.as_deref().unwrap_or("-");
    let result = format!("{error}: {}", shortened(cause));
    let mut events = execution.events.iter();
    let failed = events.rfind(|event| event.type_name() == "EvaluationFailed");
    let failed = failed.map(asl_interp::Event::to_json);
    let Some(details) = failed.map(|mut event| event["evaluationFailedEventDetails"].take()) else {
        return format!("without an event, {result}");
    };
    let text = |name: &str| details[name].as_str().unwrap_or("-").to_owned();
    let event = format!("{}: {}", text("error"), shortened(&text("cause")));
    let both = if event == result {
        event
    } else {
        format!("{event} but in the end {result}")
    };
    format!("at {} of {}, {both}", text("location"), text("state"))
}

/// The cause without the sentence that names the state, which every row would have.
fn shortened(cause: &str) -> String {
    let named = "An error occurred while executing the state 'S' (entered at the event id #4). ";
    let cause = cause.strip_prefix(named).map_or_else(
        || format!("(without the state's name) {cause}"),
        str::to_owned,
    );
    cause.replace("The JSONata expression", "…")
}
