//! JSONata states: arguments, output, variables, and expressions in every field that takes them.

use asl_interp::RunOptions;
use expect_test::expect;
use serde_json::json;

use crate::support::{Script, check, failure, run, success};

#[test]
fn arguments_output_and_variables() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "Price", "States": {
            "Price": {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "Arguments": {
                    "FunctionName": "price",
                    "Payload": { "sku": "{% $states.input.sku %}", "list": ["{% $states.context.State.Name %}", 1] },
                },
                "Assign": { "unit": "{% $states.result.Payload.price %}", "fixed": { "a": [1.0] } },
                "Output": { "total": "{% $states.result.Payload.price * $states.input.qty %}", "text": " {% no %} " },
                "Next": "Swap",
            },
            "Swap": {
                "Type": "Pass",
                // Every right side sees the old values.
                "Assign": { "unit": "{% $fixed %}", "fixed": "{% $unit %}" },
                "Output": "{% [$unit, $states.input.total] %}",
                "End": true,
            },
        } }),
        json!({ "sku": "s-1", "qty": 3 }),
        Script::default().with("Price", [success(json!({ "Payload": { "price": 2.5 } }))]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"sku":"s-1","qty":3}
            2<0 +0s TaskStateEntered name=Price input={"sku":"s-1","qty":3}
            3<2 +0s TaskScheduled resourceType=lambda resource=invoke parameters={"FunctionName":"price","Payload":{"sku":"s-1","list":["Price",1]}}
            4<3 +0s TaskStarted resourceType=lambda resource=invoke
            5<4 +0s TaskSucceeded resourceType=lambda resource=invoke output={"Payload":{"price":2.5}}
            6<5 +0s TaskStateExited name=Price output={"total":7.5,"text":" {% no %} "} assignedVariables={"unit":"2.5","fixed":"{\"a\":[1.0]}"}
            7<6 +0s PassStateEntered name=Swap input={"total":7.5,"text":" {% no %} "}
            8<7 +0s PassStateExited name=Swap output=[2.5,7.5] assignedVariables={"unit":"{\"a\":[1]}","fixed":"2.5"}
            9<8 +0s ExecutionSucceeded output=[2.5,7.5]
            => {"status":"SUCCEEDED","output":[2.5,7.5]}
        "#]],
    );
}

#[test]
fn states_without_output_hand_on_what_they_have() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "Pass", "States": {
            "Pass": { "Type": "Pass", "Next": "Wait" },
            "Wait": { "Type": "Wait", "Seconds": "{% $states.input.seconds %}", "Next": "Until" },
            "Until": { "Type": "Wait", "Timestamp": "{% $fromMillis($millis() + 60000) %}", "Output": { "waited": true }, "Next": "Task" },
            "Task": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:F", "Next": "Done" },
            "Done": { "Type": "Succeed" },
        } }),
        json!({ "seconds": 90 }),
        Script::default().with("Task", [success(json!("result"))]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"seconds":90}
            2<0 +0s PassStateEntered name=Pass input={"seconds":90}
            3<2 +0s PassStateExited name=Pass output={"seconds":90}
            4<3 +0s WaitStateEntered name=Wait input={"seconds":90}
            5<4 +90s WaitStateExited name=Wait output={"seconds":90}
            6<5 +90s WaitStateEntered name=Until input={"seconds":90}
            7<6 +150s WaitStateExited name=Until output={"waited":true}
            8<7 +150s TaskStateEntered name=Task input={"waited":true}
            9<8 +150s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={"waited":true}
            10<9 +150s LambdaFunctionStarted
            11<10 +150s LambdaFunctionSucceeded output="result"
            12<11 +150s TaskStateExited name=Task output="result"
            13<12 +150s SucceedStateEntered name=Done input="result"
            14<13 +150s SucceedStateExited name=Done output="result"
            15<14 +150s ExecutionSucceeded output="result"
            => {"status":"SUCCEEDED","output":"result"}
        "#]],
    );
}

#[test]
fn a_choice_with_conditions() {
    let definition = json!({ "QueryLanguage": "JSONata", "StartAt": "C", "States": {
        "C": {
            "Type": "Choice",
            "Choices": [
                { "Condition": false, "Next": "Never" },
                {
                    "Condition": "{% $states.input.n > 10 %}",
                    "Assign": { "size": "big" },
                    "Output": { "n": "{% $states.input.n - 10 %}" },
                    "Next": "Big",
                },
            ],
            "Assign": { "size": "small" },
            "Output": "{% $states.input.n %}",
            "Default": "Small",
        },
        "Big": { "Type": "Pass", "Output": "{% $size & $states.input.n %}", "End": true },
        "Small": { "Type": "Pass", "Output": "{% $size & $states.input %}", "End": true },
        "Never": { "Type": "Fail" },
    } });
    let outputs = [11, 10].map(|n| {
        let execution = run(
            &definition,
            json!({ "n": n }),
            Script::default(),
            &RunOptions::default(),
        );
        execution.result_to_json()["output"].clone()
    });
    assert_eq!(outputs, [json!("big1"), json!("small10")]);
}

#[test]
fn a_map_over_items_that_an_expression_gives() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "M", "States": { "M": {
            "Type": "Map",
            "Items": "{% $states.input.orders[open].id %}",
            "ItemSelector": {
                "id": "{% $states.context.Map.Item.Value %}",
                "nr": "{% $states.context.Map.Item.Index + 1 %}",
                "shop": "{% $states.input.shop %}",
            },
            "MaxConcurrency": "{% 1 %}",
            "ToleratedFailureCount": "{% 0 %}",
            "ItemProcessor": {
                "StartAt": "I",
                "States": { "I": {
                    "Type": "Pass",
                    "Output": "{% $states.input.shop & $states.input.id & '/' & $states.input.nr %}",
                    "End": true,
                } },
            },
            "Output": { "all": "{% $join($states.result, ',') %}" },
            "End": true,
        } } }),
        json!({ "shop": "x", "orders": [
            { "id": 7, "open": true }, { "id": 8, "open": false }, { "id": 9, "open": true },
        ] }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"shop":"x","orders":[{"id":7,"open":true},{"id":8,"open":false},{"id":9,"open":true}]}
            2<0 +0s MapStateEntered name=M input={"shop":"x","orders":[{"id":7,"open":true},{"id":8,"open":false},{"id":9,"open":true}]}
            3<2 +0s MapStateStarted length=2
            4<3 +0s MapIterationStarted name=M index=0
            5<4 +0s PassStateEntered name=I input={"id":7,"nr":1,"shop":"x"}
            6<5 +0s PassStateExited name=I output="x7/1"
            7<6 +0s MapIterationSucceeded name=M index=0
            8<6 +0s MapIterationStarted name=M index=1
            9<8 +0s PassStateEntered name=I input={"id":9,"nr":2,"shop":"x"}
            10<9 +0s PassStateExited name=I output="x9/2"
            11<10 +0s MapIterationSucceeded name=M index=1
            12<11 +0s MapStateSucceeded
            13<11 +0s MapStateExited name=M output={"all":"x7/1,x9/2"}
            14<13 +0s ExecutionSucceeded output={"all":"x7/1,x9/2"}
            => {"status":"SUCCEEDED","output":{"all":"x7/1,x9/2"}}
        "#]],
    );
}

#[test]
fn a_parallel_hands_its_arguments_to_the_branches() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": {
            "Type": "Parallel",
            "Arguments": { "n": "{% $states.input.n + 1 %}" },
            "Branches": [
                { "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": "{% $states.input.n * 2 %}", "End": true } } },
                { "StartAt": "B", "States": { "B": { "Type": "Pass", "End": true } } },
            ],
            "Output": "{% { 'of': $states.input.n, 'is': $states.result } %}",
            "End": true,
        } } }),
        json!({ "n": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"n":1}
            2<0 +0s ParallelStateEntered name=P input={"n":1}
            3<2 +0s ParallelStateStarted
            4<3 +0s PassStateEntered name=A input={"n":2}
            5<4 +0s PassStateExited name=A output=4
            6<3 +0s PassStateEntered name=B input={"n":2}
            7<6 +0s PassStateExited name=B output={"n":2}
            8<7 +0s ParallelStateSucceeded
            9<7 +0s ParallelStateExited name=P output={"of":1,"is":[4,{"n":2}]}
            10<9 +0s ExecutionSucceeded output={"of":1,"is":[4,{"n":2}]}
            => {"status":"SUCCEEDED","output":{"of":1,"is":[4,{"n":2}]}}
        "#]],
    );
}

#[test]
fn a_catcher_sees_the_error() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "T", "States": {
            "T": {
                "Type": "Task",
                "Resource": "arn:aws:lambda:us-east-1:123456789012:function:F",
                "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 1 }],
                "Catch": [
                    { "ErrorEquals": ["Other"], "Next": "F" },
                    {
                        "ErrorEquals": ["States.ALL"],
                        "Assign": { "name": "{% $states.errorOutput.Error %}" },
                        "Output": { "was": "{% $states.input %}", "cause": "{% $states.errorOutput.Cause %}" },
                        "Next": "F",
                    },
                ],
                "End": true,
            },
            "F": { "Type": "Fail", "Error": "{% 'My' & $name %}", "Cause": "{% $string($states.input) %}" },
        } }),
        json!({ "k": 1 }),
        Script::default().with("T", [failure("Busy")]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"k":1}
            2<0 +0s TaskStateEntered name=T input={"k":1}
            3<2 +0s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={"k":1}
            4<3 +0s LambdaFunctionStarted
            5<4 +0s LambdaFunctionFailed error=Busy cause=Busy happened
            6<5 +2s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={"k":1}
            7<6 +2s LambdaFunctionStarted
            8<7 +2s LambdaFunctionFailed error=Busy cause=Busy happened
            9<8 +2s TaskStateExited name=T output={"was":{"k":1},"cause":"Busy happened"} assignedVariables={"name":"\"Busy\""}
            10<9 +2s FailStateEntered name=F input={"was":{"k":1},"cause":"Busy happened"}
            11<10 +2s ExecutionFailed error=MyBusy cause={"was":{"k":1},"cause":"Busy happened"}
            => {"status":"FAILED","error":"MyBusy","cause":"{\"was\":{\"k\":1},\"cause\":\"Busy happened\"}"}
        "#]],
    );
}

#[test]
fn limits_and_roles_from_expressions() {
    check(
        &json!({ "QueryLanguage": "JSONata", "StartAt": "T", "States": { "T": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage",
            "Arguments": {},
            "TimeoutSeconds": "{% $states.input.limit %}",
            "HeartbeatSeconds": "{% $states.input.limit / 2 %}",
            "Credentials": { "RoleArn": "{% 'arn:aws:iam::' & $states.input.account & ':role/R' %}" },
            "End": true,
        } } }),
        json!({ "limit": 10, "account": "210987654321" }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"limit":10,"account":"210987654321"}
            2<0 +0s TaskStateEntered name=T input={"limit":10,"account":"210987654321"}
            3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage parameters={} timeoutInSeconds=10 heartbeatInSeconds=5 taskCredentials={"roleArn":"arn:aws:iam::210987654321:role/R"}
            4<3 +0s TaskStarted resourceType=sqs resource=sendMessage
            5<4 +0s TaskSucceeded resourceType=sqs resource=sendMessage output={}
            6<5 +0s TaskStateExited name=T output={}
            7<6 +0s ExecutionSucceeded output={}
            => {"status":"SUCCEEDED","output":{}}
        "#]],
    );
}

#[test]
fn both_languages_in_one_machine() {
    check(
        &json!({ "StartAt": "Path", "States": {
            "Path": {
                "Type": "Pass",
                "Parameters": { "n.$": "$.n" },
                "Assign": { "v.$": "$.n" },
                "Next": "Nata",
            },
            "Nata": {
                "QueryLanguage": "JSONata",
                "Type": "Parallel",
                "Branches": [{ "StartAt": "Inner", "States": { "Inner": {
                    // The machine's language again.
                    "Type": "Pass", "Parameters": { "twice.$": "States.Array($v, $.n)" }, "End": true,
                } } }],
                "Assign": { "w": "{% $v + 1 %}" },
                "Output": "{% $states.result.twice %}",
                "Next": "Last",
            },
            "Last": { "Type": "Pass", "Parameters": { "v.$": "$v", "w.$": "$w", "in.$": "$" }, "End": true },
        } }),
        json!({ "n": 4 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"n":4}
            2<0 +0s PassStateEntered name=Path input={"n":4}
            3<2 +0s PassStateExited name=Path output={"n":4} assignedVariables={"v":"4"}
            4<3 +0s ParallelStateEntered name=Nata input={"n":4}
            5<4 +0s ParallelStateStarted
            6<5 +0s PassStateEntered name=Inner input={"n":4}
            7<6 +0s PassStateExited name=Inner output={"twice":[4,4]}
            8<7 +0s ParallelStateSucceeded
            9<7 +0s ParallelStateExited name=Nata output=[4,4] assignedVariables={"w":"5"}
            10<9 +0s PassStateEntered name=Last input=[4,4]
            11<10 +0s PassStateExited name=Last output={"v":4,"w":5,"in":[4,4]}
            12<11 +0s ExecutionSucceeded output={"v":4,"w":5,"in":[4,4]}
            => {"status":"SUCCEEDED","output":{"v":4,"w":5,"in":[4,4]}}
        "#]],
    );
}

#[test]
fn the_same_seed_gives_the_same_history() {
    let definition = json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": {
        "Type": "Pass", "Output": "{% [$uuid(), $random(), $now()] %}", "End": true,
    } } });
    let output = |seed| {
        let options = RunOptions {
            seed,
            ..RunOptions::default()
        };
        run(&definition, json!({}), Script::default(), &options).result_to_json()
    };
    assert_eq!(output(1), output(1));
    assert_ne!(output(1), output(2));
    assert_eq!(output(1)["output"][2], "2026-01-01T00:00:00.000Z");
}
