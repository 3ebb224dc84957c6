//! The context object, made up or given.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{ask, result};

fn task(resource: &str) -> Value {
    json!({
        "Type": "Task", "Resource": format!("arn:aws:states:::{resource}"), "End": true,
        "Parameters": { "FunctionName": "f", "Token.$": "$$.Task.Token" },
        "ResultSelector": { "context.$": "$$" },
    })
}

fn with(resource: &str, context: Value) -> String {
    let mut state = task(resource);
    if context.get("Task").is_none() {
        state["Parameters"] = json!({ "FunctionName": "f" });
    }
    let request = json!({ "context": context.to_string(), "mock": result(json!({})) });
    ask(state, request)
}

#[test]
fn what_is_given_is_all_there_is() {
    expect![[r#"
        output: {"context":{"State":{"Name":"Mine"}}}
        status: SUCCEEDED
    "#]]
    .assert_eq(&with(
        "lambda:invoke",
        json!({ "State": { "Name": "Mine" } }),
    ));
    let token = json!({ "Task": { "Token": "t" } });
    expect![[r#"
        output: {"context":{"Task":{"Token":"t"}}}
        status: SUCCEEDED
    "#]]
    .assert_eq(&with("lambda:invoke.waitForTaskToken", token));
}

#[test]
fn what_it_may_not_have() {
    let lambda = |context: Value| with("lambda:invoke", context);
    let told = [
        lambda(json!({ "Pokedex": 1 })),
        lambda(json!({ "Execution": { "pokemon": 1 } })),
        lambda(json!({ "Execution": { "Id": 1 } })),
        lambda(json!({ "State": { "RetryCount": "1" } })),
        lambda(json!({ "State": "S" })),
        lambda(json!({ "Map": {} })),
        lambda(json!({ "Task": { "Token": "t" } })),
        lambda(json!([])),
    ];
    expect![[r"
        ValidationException: Invalid Context object provided: Field 'Pokedex' is not allowed
        ValidationException: Invalid Context object provided: Field 'pokemon' is not allowed
        ValidationException: Invalid Context object provided: Execution.Id must be a string
        ValidationException: Invalid Context object provided: State.RetryCount must be a number
        ValidationException: Invalid Context object provided: State must be an object
        ValidationException: Invalid Context object provided: 'Map' field is not supported when mocking a Context object
        ValidationException: Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern
        ValidationException: Invalid Context object provided: Context object must be a JSON object
    "]]
    .assert_eq(&told.concat());
}

#[test]
fn what_is_made_up() {
    let state = json!({
        "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": { "FunctionName": "f" }, "End": true,
        "Output": "{% $merge([$states.context.State, $sift($states.context.Execution, function($v, $k) { $k in ['Id', 'Name', 'RoleArn', 'Input'] })]) %}",
    });
    let request = json!({
        "input": "{\"n\":1}", "roleArn": "arn:aws:iam::999988887777:role/Mine",
        "mock": result(json!({})),
    });
    let told = ask(state, request);
    let output = told
        .lines()
        .next()
        .unwrap()
        .strip_prefix("output: ")
        .unwrap();
    let context: Value = serde_json::from_str(output).unwrap();
    assert_eq!(context["Name"].as_str().map(str::len), Some(36));
    let id = context["Id"].as_str().unwrap();
    let place = "arn:aws:states:us-east-1:999988887777:express:StateMachine:";
    assert!(id.starts_with(place), "{id}");
    assert!(id.ends_with(context["Name"].as_str().unwrap()), "{id}");
    assert_eq!(context["RoleArn"], "arn:aws:iam::999988887777:role/Mine");
    assert_eq!(context["Input"], json!({ "n": 1 }));
    assert_eq!(context["RetryCount"], 0);
}
