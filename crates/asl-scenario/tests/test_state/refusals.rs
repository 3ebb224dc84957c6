//! What AWS does not test, and what it says then.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{ask, error, result};

fn lambda() -> Value {
    json!({ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true })
}

fn map(more: Value) -> Value {
    let processor = json!({ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } });
    let mut map = json!({ "Type": "Map", "ItemProcessor": processor, "End": true });
    for (name, value) in more.as_object().unwrap() {
        map[name] = value.clone();
    }
    map
}

fn parallel() -> Value {
    let branch = json!({ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } });
    json!({ "Type": "Parallel", "Branches": [branch, branch], "End": true })
}

#[test]
fn mocks_by_state_type() {
    let told = [
        ask(
            json!({ "Type": "Pass", "End": true }),
            json!({ "mock": error("E") }),
        ),
        ask(
            json!({ "Type": "Succeed" }),
            json!({ "mock": result(json!({})) }),
        ),
        ask(map(json!({})), json!({})),
        ask(parallel(), json!({ "hasRoleArn": false })),
        ask(map(json!({})), json!({ "mock": result(json!({})) })),
        ask(parallel(), json!({ "mock": result(json!({})) })),
        ask(parallel(), json!({ "mock": result(json!([1])) })),
        ask(
            parallel(),
            json!({ "mock": error("E"), "stateConfiguration": { "errorCausedByState": "Z" } }),
        ),
    ];
    expect![[r"
        ValidationException: State type 'Pass' is not supported when a mock is specified
        ValidationException: State type 'Succeed' is not supported when a mock is specified
        InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]
        InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]
        ValidationException: Mocked result must be an array.
        ValidationException: Mocked result must be an array.
        ValidationException: Mocked result must contain the same number of items as number of Parallel branches.
        ValidationException: State not found in definition
    "]]
    .assert_eq(&told.concat());
}

#[test]
fn mocks_by_themselves() {
    let mut both = error("E");
    both["result"] = json!("{}");
    let told = [
        ask(lambda(), json!({ "mock": both })),
        ask(lambda(), json!({ "mock": {} })),
        ask(lambda(), json!({ "mock": { "result": "{" } })),
        ask(
            lambda(),
            json!({ "mock": { "errorOutput": { "cause": "c" } } }),
        ),
        ask(
            lambda(),
            json!({ "mock": result(json!({})), "revealSecrets": true }),
        ),
        ask(
            lambda(),
            json!({ "mock": { "result": "{}", "fieldValidationMode": "SOME" } }),
        ),
    ];
    expect![[r"
        ValidationException: A test mock should have only one of the following fields: [result, errorOutput].
        ValidationException: A test mock should have only one of the following fields: [result, errorOutput].
        ValidationException: Mocked result must be valid JSON
        ValidationException: An error was not specified in the mocked error output.
        ValidationException: TestState does not support RevealSecrets when a mock is specified.
        ValidationException: 1 validation error detected: Value 'SOME' at 'mock.fieldValidationMode' failed to satisfy constraint: Member must satisfy enum value set: [STRICT, PRESENT, NONE]
    "]]
    .assert_eq(&told.concat());
}

#[test]
fn mocks_against_the_service() {
    let wrong = |mode: &str| {
        let mock = json!({ "result": "{\"StatusCode\": \"200\"}", "fieldValidationMode": mode });
        ask(lambda(), json!({ "mock": mock }))
    };
    let refused = "ValidationException: Mock result schema validation error: Field 'StatusCode' must be a number\n";
    assert_eq!(wrong("STRICT"), refused);
    assert_eq!(wrong("PRESENT"), refused);
    assert!(wrong("NONE").ends_with("status: SUCCEEDED\n"));
}

#[test]
fn tasks_without_a_mock() {
    let without_role = json!({ "hasRoleArn": false });
    let told = [
        ask(lambda(), without_role),
        ask(
            json!({ "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "End": true }),
            json!({}),
        ),
    ];
    expect![[r"
        ValidationException: RoleArn must be specified when testing a Task state
        InvalidDefinition: TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.
    "]]
    .assert_eq(&told.concat());
}

#[test]
fn iterations() {
    let failed = json!({ "mapIterationFailureCount": 4 });
    let told = [
        ask(map(json!({})), json!({ "stateConfiguration": failed })),
        ask(
            map(json!({})),
            json!({ "input": "[1]", "mock": result(json!([1])), "stateConfiguration": failed }),
        ),
        ask(
            map(json!({ "ItemsPath": "$.items" })),
            json!({ "mock": result(json!([1, 2])), "stateConfiguration": failed }),
        ),
    ];
    expect![[r"
        ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.
        ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations
        ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations
    "]]
    .assert_eq(&told.concat());
}

#[test]
fn definitions() {
    let machine = json!({
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "End": true }, "B": { "Type": "Nothing", "End": true } },
    });
    let mut sound = machine.clone();
    sound["States"].as_object_mut().unwrap().remove("B");
    let told = [
        ask(sound.clone(), json!({ "stateName": "Z" })),
        ask(sound.clone(), json!({ "stateName": "" })),
        ask(sound, json!({})),
        ask(machine, json!({ "stateName": "B" })),
        ask(
            json!({ "Type": "Parallel", "Branches": [], "End": true }),
            json!({ "mock": result(json!([])) }),
        ),
        ask(
            json!({ "Type": "Pass", "End": true }),
            json!({ "input": "{" }),
        ),
    ];
    expect![[r"
        ValidationException: State not found in definition
        ParamValidationError: Parameter validation failed:
        Invalid length for parameter stateName, value: 0, valid min length: 1
        InvalidDefinition: The definition is a state machine: say which of its states is meant
        InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/B/Type'
        InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'
        InvalidExecutionInput: Invalid State Machine Execution Input: 'Invalid execution input.'
    "]]
    .assert_eq(&told.concat());
}
