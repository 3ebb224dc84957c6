//! What goes wrong in JSONata states: the event, the error's words, and who catches it.

use std::fmt::Write;

use asl_interp::{Machine, RunOptions};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::support::{Script, check, run, success};

/// Runs one state after another and prints the error of each.
fn check_causes(states: &[Value], expected: &Expect) {
    let mut table = String::new();
    for state in states {
        let mut state = state.clone();
        if state["Type"] != "Fail" && state["Type"] != "Choice" {
            state["End"] = json!(true);
        }
        let definition =
            json!({ "QueryLanguage": "JSONata", "StartAt": "S", "States": { "S": state } });
        let script = Script::default().with("S", [success(json!({ "r": 1 }))]);
        let execution = run(
            &definition,
            json!({ "a": "x", "n": -1 }),
            script,
            &RunOptions::default(),
        );
        let error = execution.error.unwrap_or_default();
        let cause = execution.cause.unwrap_or_default();
        let cause = cause.replace(
            "An error occurred while executing the state 'S' (entered at the event id #2). ",
            "… ",
        );
        let event = execution
            .events
            .iter()
            .find(|event| event.type_name() == "EvaluationFailed")
            .map(|event| {
                let json = event.to_json();
                format!(
                    "{}<{} {}",
                    event.id, event.previous, json["evaluationFailedEventDetails"]["location"]
                )
            });
        let _ = writeln!(table, "{error} [{}] {cause}", event.unwrap_or_default());
    }
    expected.assert_eq(&table);
}

#[test]
fn every_way_to_fail() {
    let task = |field: &str, value: &str| {
        let mut task = json!({ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage" });
        task[field] = value.into();
        task
    };
    check_causes(
        &[
            json!({ "Type": "Pass", "Output": { "a": [{ "b": "{%   $states.input.nothing   %}" }] } }),
            json!({ "Type": "Pass", "Output": "{% $sum %}" }),
            json!({ "Type": "Pass", "Output": "{% $error('mine') %}" }),
            json!({ "Type": "Pass", "Output": "{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}" }),
            json!({ "Type": "Pass", "Assign": { "v": "{% $states.result %}" } }),
            json!({ "Type": "Wait", "Seconds": "{% $states.input.a %}" }),
            json!({ "Type": "Wait", "Seconds": "{% $states.input.n %}" }),
            json!({ "Type": "Wait", "Timestamp": "{% $states.input.a %}" }),
            json!({ "Type": "Wait", "Timestamp": "{% 1 %}" }),
            json!({ "Type": "Fail", "Error": "{% 1 %}" }),
            json!({ "Type": "Choice", "Choices": [{ "Condition": true, "Next": "S", "Output": "{% $x %}" }] }),
            json!({ "Type": "Choice", "Choices": [{ "Condition": "{% 'yes' %}", "Next": "S" }] }),
            task("Arguments", "{% $undefined %}"),
            task("TimeoutSeconds", "{% 'x' %}"),
            task("TimeoutSeconds", "{% 1.6 %}"),
            task("HeartbeatSeconds", "{% -1 %}"),
            task("Output", "{% $states.result.nothing %}"),
        ],
        &expect![[r#"
            States.QueryEvaluationError [3<0 "Output/a[0]/b"] … The JSONata expression '$states.input.nothing' specified for the field 'Output/a[0]/b' returned nothing (undefined).
            States.QueryEvaluationError [3<0 "Output"] … The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type.
            States.QueryEvaluationError [3<0 "Output"] … The JSONata expression '$error('mine')' specified for the field 'Output' threw an error during evaluation. D3137: mine
            States.QueryEvaluationError [3<0 "Output"] … The JSONata expression '($f := function($n) { 1 + $f($n) }; $f(1))' specified for the field 'Output' threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
            States.QueryEvaluationError [3<0 "Assign/v"] … The JSONata expression '$states.result' specified for the field 'Assign/v' returned nothing (undefined).
            States.QueryEvaluationError [3<2 "Seconds"] … The JSONata expression '$states.input.a' specified for the field 'Seconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "x"
            States.QueryEvaluationError [3<2 "Seconds"] … Seconds must be between 0 and 99999999 but was: -1
            States.QueryEvaluationError [3<2 "Timestamp"] … The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: x
            States.QueryEvaluationError [3<2 "Timestamp"] … The JSONata expression '1' specified for the field 'Timestamp' returned an unexpected result type. Expected 'string', but was 'number' for value: 1
            States.QueryEvaluationError [3<0 "Error"] … The JSONata expression '1' specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 1
            States.QueryEvaluationError [3<0 "Choices[0]/Output"] … The JSONata expression '$x' specified for the field 'Choices[0]/Output' returned nothing (undefined).
            States.QueryEvaluationError [3<0 "Choices[0]/Condition"] … The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'string' for value: "yes"
            States.QueryEvaluationError [3<0 "Arguments"] … The JSONata expression '$undefined' specified for the field 'Arguments' returned nothing (undefined).
            States.QueryEvaluationError [3<0 "TimeoutSeconds"] … The JSONata expression ''x'' specified for the field 'TimeoutSeconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "x"
            States.QueryEvaluationError [3<0 "TimeoutSeconds"] … The TimeoutSeconds field cannot be parsed as an integer: 1.6
            States.QueryEvaluationError [3<0 "HeartbeatSeconds"] … HeartbeatSeconds must be between 0 and 99999999 but was: -1
            States.QueryEvaluationError [6<5 "Output"] … The JSONata expression '$states.result.nothing' specified for the field 'Output' returned nothing (undefined).
        "#]],
    );
}

/// An expression of each kind that would not end, or not in this memory, and what it fails with.
#[test]
fn hostile_expressions_fail_their_state() {
    let sources = [
        vec!["1"; 101].join(" + "),
        format!("{}1{}", "(".repeat(100), ")".repeat(100)),
        format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)),
        "($f := function($n) { 1 + $f($n + 1) }; $f(1))".to_owned(),
        "($f := function($s) { $f($s & $s) }; $f('ab'))".to_owned(),
        "[1..873783]".to_owned(),
        "$range(1, 1e9, 1)".to_owned(),
        "$pad('x', 1e9)".to_owned(),
        "$parse($join($map([1..2000], function($i) { '[' })))".to_owned(),
    ];
    let mut table = String::new();
    for source in &sources {
        let state = json!({ "Type": "Pass", "Output": format!("{{% {source} %}}"), "End": true });
        let definition =
            json!({ "QueryLanguage": "JSONata", "StartAt": "S", "States": { "S": state } });
        let end = match Machine::compile(&definition) {
            Ok(_) => {
                let options = RunOptions::default();
                let execution = run(&definition, json!({}), Script::default(), &options);
                let error = execution.error.unwrap_or_default();
                let cause = execution.cause.unwrap_or_default();
                let cause = cause.split_once(" specified for ");
                format!("{error} … {}", cause.map_or("", |(_, end)| end))
            }
            Err(errors) => errors[0].to_string(),
        };
        let shown: String = source.chars().take(60).collect();
        let _ = writeln!(table, "{shown} => {end}");
    }
    expect![[r#"
        1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +  => States.QueryEvaluationError … the field 'Output' threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((( => States.QueryEvaluationError … the field 'Output' threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ => /States/S/Output: INVALID_JSONATA_EXPRESSION: The expression is nested too deeply (the limit is 1000 levels)
        ($f := function($n) { 1 + $f($n + 1) }; $f(1)) => States.QueryEvaluationError … the field 'Output' threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive
        ($f := function($s) { $f($s & $s) }; $f('ab')) => States.QueryEvaluationError … the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
        [1..873783] => States.QueryEvaluationError … the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
        $range(1, 1e9, 1) => States.QueryEvaluationError … the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
        $pad('x', 1e9) => States.QueryEvaluationError … the field 'Output' threw an error during evaluation. D2016: The size of the string requested by the $pad function must not exceed 1e7.  Attempted to allocate 999999999.
        $parse($join($map([1..2000], function($i) { '[' }))) => States.QueryEvaluationError … the field 'Output' threw an error during evaluation. D3137: Invalid JSON string
    "#]].assert_eq(&table);
}

#[test]
fn a_map_without_an_array() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "M", "States": { "M": {
            "Type": "Map",
            "Items": "{% $states.input.one %}",
            "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "End": true } } },
            "Catch": [{ "ErrorEquals": ["States.QueryEvaluationError"], "Next": "Caught" }],
            "Next": "Caught",
        }, "Caught": {
            "Type": "Pass", "Output": "{% $states.input.Error %}", "End": true,
        } } }),
        json!({ "one": { "id": 1 } }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"one":{"id":1}}
            2<0 +0s MapStateEntered name=M input={"one":{"id":1}}
            3<0 +0s EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression '$states.input.one' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {"id":1} location=Items state=M
            4<3 +0s MapStateFailed
            5<4 +0s MapStateExited name=M output={"Error":"States.QueryEvaluationError","Cause":"An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression '$states.input.one' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {\"id\":1}"}
            6<5 +0s PassStateEntered name=Caught input={"Error":"States.QueryEvaluationError","Cause":"An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression '$states.input.one' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {\"id\":1}"}
            7<6 +0s PassStateExited name=Caught output="States.QueryEvaluationError"
            8<7 +0s ExecutionSucceeded output="States.QueryEvaluationError"
            => {"status":"SUCCEEDED","output":"States.QueryEvaluationError"}
        "#]],
    );
}

#[test]
fn an_item_that_cannot_be_selected() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "M", "States": { "M": {
            "Type": "Map",
            "Items": [{ "v": 1 }, {}],
            "MaxConcurrency": 1,
            "ItemSelector": "{% $states.context.Map.Item.Value.v %}",
            "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "End": true } } },
            "End": true,
        } } }),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s MapStateEntered name=M input={}
            3<2 +0s MapStateStarted length=2
            4<3 +0s MapIterationStarted name=M index=0
            5<4 +0s PassStateEntered name=I input=1
            6<5 +0s PassStateExited name=I output=1
            7<6 +0s MapIterationSucceeded name=M index=0
            8<3 +0s EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression '$states.context.Map.Item.Value.v' specified for the field 'ItemSelector' returned nothing (undefined). location=ItemSelector state=M
            9<8 +0s MapStateFailed
            10<9 +0s ExecutionFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression '$states.context.Map.Item.Value.v' specified for the field 'ItemSelector' returned nothing (undefined).
            => {"status":"FAILED","error":"States.QueryEvaluationError","cause":"An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression '$states.context.Map.Item.Value.v' specified for the field 'ItemSelector' returned nothing (undefined)."}
        "#]],
    );
}

#[test]
fn a_catcher_that_fails_itself() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:F",
            "Arguments": "{% $missing %}",
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": { "v": "{% $states.errorOutput.Nothing %}" }, "Next": "Q" }],
            "End": true,
        }, "Q": { "Type": "Succeed" } } }),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=P input={}
            3<0 +0s EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'P' (entered at the event id #2). The JSONata expression '$missing' specified for the field 'Arguments' returned nothing (undefined). location=Arguments state=P
            4<3 +0s EvaluationFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'P' (entered at the event id #2). The JSONata expression '$states.errorOutput.Nothing' specified for the field 'Catch[0]/Output/v' returned nothing (undefined). location=Catch[0]/Output/v state=P
            5<4 +0s ExecutionFailed error=States.QueryEvaluationError cause=An error occurred while executing the state 'P' (entered at the event id #2). The JSONata expression '$states.errorOutput.Nothing' specified for the field 'Catch[0]/Output/v' returned nothing (undefined).
            => {"status":"FAILED","error":"States.QueryEvaluationError","cause":"An error occurred while executing the state 'P' (entered at the event id #2). The JSONata expression '$states.errorOutput.Nothing' specified for the field 'Catch[0]/Output/v' returned nothing (undefined)."}
        "#]],
    );
}

#[test]
fn expressions_that_do_not_compile() {
    let definition = json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
        "A": {
            "Type": "Pass",
            "Output": { "a/b": ["{% 1 + %}", "{% phone %}"], "c": "{% $states.errorOutput %}" },
            "Assign": { "v": "{% $a ?? 1 %}" },
            "Next": "B",
        },
        "B": {
            "Type": "Choice",
            "Choices": [{ "Condition": "{% $$ %}", "Next": "A" }, { "Next": "A" }],
            "Default": "C",
        },
        "C": { "Type": "Wait", "QueryLanguage": "Datalog", "Seconds": "{% ( %}", "End": true },
    } });
    let errors = Machine::compile(&definition).expect_err("it must not compile");
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let lines = format!("{}\n", lines.join("\n"));
    expect![[r#"
        /States/A/Assign/v: INVALID_JSONATA_EXPRESSION: The symbol "?" cannot be used as a unary operator
        /States/A/Output/a~1b/0: INVALID_JSONATA_EXPRESSION: Unexpected end of expression
        /States/A/Output/a~1b/1: UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported.
        /States/A/Output/c: UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$states.errorOutput' is not supported.
        /States/B/Choices/0/Condition: UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported.
        /States/B/Choices/1: The field 'Condition' is missing or is neither an expression nor true or false
        /States/C/QueryLanguage: Must be 'JSONPath' or 'JSONata'
        /States/C/Seconds: INVALID_JSONATA_EXPRESSION: Expected ")" before end of expression
    "#]].assert_eq(&lines);
}
