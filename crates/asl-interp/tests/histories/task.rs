//! Tasks: the families of events and the integration patterns.

use std::time::Duration;

use asl_interp::{TaskAnswer, TaskOutcome};
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, failure, success};

fn machine(resource: &str, fields: Value) -> Value {
    let mut state = json!({ "Type": "Task", "Resource": resource, "End": true });
    state
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    json!({ "StartAt": "T", "States": { "T": state } })
}

#[test]
fn a_function_by_its_arn() {
    let definition = machine(
        "arn:aws:lambda:us-east-1:123456789012:function:F",
        json!({ "Parameters": { "a.$": "$.a" }, "ResultPath": "$.b" }),
    );
    let script = Script::default().with("T", [success(json!(2))]);
    check(
        &definition,
        json!({ "a": 1 }),
        script,
        &expect![[r#"
        1<0 +0s ExecutionStarted input={"a":1}
        2<0 +0s TaskStateEntered name=T input={"a":1}
        3<2 +0s LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:F input={"a":1}
        4<3 +0s LambdaFunctionStarted
        5<4 +0s LambdaFunctionSucceeded output=2
        6<5 +0s TaskStateExited name=T output={"a":1,"b":2}
        7<6 +0s ExecutionSucceeded output={"a":1,"b":2}
        => {"status":"SUCCEEDED","output":{"a":1,"b":2}}
    "#]],
    );
}

#[test]
fn an_activity() {
    let definition = machine(
        "arn:aws:states:us-east-1:123456789012:activity:A",
        json!({ "TimeoutSeconds": 60, "HeartbeatSeconds": 10 }),
    );
    check(
        &definition,
        json!(1),
        Script::default().with("T", [failure("Broken")]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=1
            2<0 +0s TaskStateEntered name=T input=1
            3<2 +0s ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:A input=1 timeoutInSeconds=60 heartbeatInSeconds=10
            4<3 +0s ActivityStarted workerName=simulated-worker
            5<4 +0s ActivityFailed error=Broken cause=Broken happened
            6<5 +0s ExecutionFailed error=Broken cause=Broken happened
            => {"status":"FAILED","error":"Broken","cause":"Broken happened"}
        "#]],
    );
}

#[test]
fn a_service_with_credentials() {
    let definition = machine(
        "arn:aws:states:::aws-sdk:s3:getObject",
        json!({
            "Parameters": { "Bucket": "b", "Key.$": "$.key" },
            "Credentials": { "RoleArn.$": "$.role" },
        }),
    );
    let input = json!({ "key": "k", "role": "arn:aws:iam::123456789012:role/R" });
    check(
        &definition,
        input,
        Script::default(),
        &expect![[r#"
        1<0 +0s ExecutionStarted input={"key":"k","role":"arn:aws:iam::123456789012:role/R"}
        2<0 +0s TaskStateEntered name=T input={"key":"k","role":"arn:aws:iam::123456789012:role/R"}
        3<2 +0s TaskScheduled resourceType=aws-sdk:s3 resource=getObject parameters={"Bucket":"b","Key":"k"} taskCredentials={"roleArn":"arn:aws:iam::123456789012:role/R"}
        4<3 +0s TaskStarted resourceType=aws-sdk:s3 resource=getObject
        5<4 +0s TaskSucceeded resourceType=aws-sdk:s3 resource=getObject output={}
        6<5 +0s TaskStateExited name=T output={}
        7<6 +0s ExecutionSucceeded output={}
        => {"status":"SUCCEEDED","output":{}}
    "#]],
    );
}

#[test]
fn a_job() {
    let definition = machine("arn:aws:states:::ecs:runTask.sync", json!({}));
    check(
        &definition,
        json!({}),
        Script::default().with("T", [failure("States.TaskFailed")]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=T input={}
            3<2 +0s TaskScheduled resourceType=ecs resource=runTask.sync parameters={}
            4<3 +0s TaskStarted resourceType=ecs resource=runTask.sync
            5<4 +0s TaskSubmitted resourceType=ecs resource=runTask.sync output={}
            6<5 +0s TaskFailed resourceType=ecs resource=runTask.sync error=States.TaskFailed cause=States.TaskFailed happened
            7<6 +0s ExecutionFailed error=States.TaskFailed cause=States.TaskFailed happened
            => {"status":"FAILED","error":"States.TaskFailed","cause":"States.TaskFailed happened"}
        "#]],
    );
    // The service refuses the call: nothing was submitted.
    let refused = failure("ECS.ClusterNotFoundException");
    check(
        &definition,
        json!({}),
        Script::default().with("T", [refused]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=T input={}
            3<2 +0s TaskScheduled resourceType=ecs resource=runTask.sync parameters={}
            4<3 +0s TaskStarted resourceType=ecs resource=runTask.sync
            5<4 +0s TaskFailed resourceType=ecs resource=runTask.sync error=ECS.ClusterNotFoundException cause=ECS.ClusterNotFoundException happened
            6<5 +0s ExecutionFailed error=ECS.ClusterNotFoundException cause=ECS.ClusterNotFoundException happened
            => {"status":"FAILED","error":"ECS.ClusterNotFoundException","cause":"ECS.ClusterNotFoundException happened"}
        "#]],
    );
}

#[test]
fn a_token_that_comes_back_empty_handed() {
    let definition = machine(
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        json!({}),
    );
    let nameless = TaskAnswer::new(TaskOutcome::Failure {
        error: None,
        cause: None,
    });
    check(
        &definition,
        json!({}),
        Script::default().with("T", [nameless]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=T input={}
            3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken parameters={}
            4<3 +0s TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
            5<4 +0s TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
            6<5 +0s TaskFailed resourceType=sqs resource=sendMessage.waitForTaskToken
            7<6 +0s ExecutionFailed
            => {"status":"FAILED"}
        "#]],
    );
}

#[test]
fn a_placeholder_behaves_like_a_function() {
    check(
        &machine("${Function}", json!({})),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=T input={}
            3<2 +0s LambdaFunctionScheduled resource=${Function} input={}
            4<3 +0s LambdaFunctionStarted
            5<4 +0s LambdaFunctionSucceeded output={}
            6<5 +0s TaskStateExited name=T output={}
            7<6 +0s ExecutionSucceeded output={}
            => {"status":"SUCCEEDED","output":{}}
        "#]],
    );
}

#[test]
fn an_activity_that_nobody_polls() {
    let definition = machine(
        "arn:aws:states:us-east-1:123456789012:activity:A",
        json!({ "TimeoutSeconds": 60 }),
    );
    let expected = expect![[r#"
        1<0 +0s ExecutionStarted input=1
        2<0 +0s TaskStateEntered name=T input=1
        3<2 +0s ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:A input=1 timeoutInSeconds=60
        4<3 +60s ActivityTimedOut error=States.Timeout
        5<4 +60s ExecutionFailed error=States.Timeout
        => {"status":"FAILED","error":"States.Timeout"}
    "#]];
    for outcome in [TaskOutcome::NotPolled, TaskOutcome::Timeout] {
        let script = Script::default().with("T", [TaskAnswer::new(outcome)]);
        check(&definition, json!(1), script, &expected);
    }
    // Polled, and then never answered.
    let mut late = TaskAnswer::new(TaskOutcome::NoAnswer);
    late.polled_after = Some(Duration::from_secs(50));
    check(
        &definition,
        json!(1),
        Script::default().with("T", [late]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=1
            2<0 +0s TaskStateEntered name=T input=1
            3<2 +0s ActivityScheduled resource=arn:aws:states:us-east-1:123456789012:activity:A input=1 timeoutInSeconds=60
            4<3 +50s ActivityStarted workerName=simulated-worker
            5<4 +110s ActivityTimedOut error=States.Timeout
            6<5 +110s ExecutionFailed error=States.Timeout
            => {"status":"FAILED","error":"States.Timeout"}
        "#]],
    );
}

#[test]
fn an_execution_that_is_waited_for() {
    let definition = machine(
        "arn:aws:states:::states:startExecution.sync:2",
        json!({ "ResultSelector": { "output.$": "$.Output" } }),
    );
    let mut answer = success(json!({ "Output": { "n": 1 }, "Status": "SUCCEEDED" }));
    answer = answer.after(Duration::from_secs(90));
    answer.submitted = Some(json!({ "ExecutionArn": "arn" }));
    check(
        &definition,
        json!({}),
        Script::default().with("T", [answer]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=T input={}
            3<2 +0s TaskScheduled resourceType=states resource=startExecution.sync:2 parameters={}
            4<3 +0s TaskStarted resourceType=states resource=startExecution.sync:2
            5<4 +0s TaskSubmitted resourceType=states resource=startExecution.sync:2 output={"ExecutionArn":"arn"}
            6<5 +90s TaskSucceeded resourceType=states resource=startExecution.sync:2 output={"Output":{"n":1},"Status":"SUCCEEDED"}
            7<6 +90s TaskStateExited name=T output={"output":{"n":1}}
            8<7 +90s ExecutionSucceeded output={"output":{"n":1}}
            => {"status":"SUCCEEDED","output":{"output":{"n":1}}}
        "#]],
    );
}

#[test]
fn a_token_that_comes_back_after_heartbeats() {
    let definition = machine(
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        json!({ "Parameters": { "n.$": "$.n" }, "HeartbeatSeconds": 10, "ResultPath": "$.answer" }),
    );
    let mut answer = success(json!("yes")).after(Duration::from_secs(25));
    answer.heartbeats = [9, 18].map(Duration::from_secs).to_vec();
    check(
        &definition,
        json!({ "n": 1 }),
        Script::default().with("T", [answer]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"n":1}
            2<0 +0s TaskStateEntered name=T input={"n":1}
            3<2 +0s TaskScheduled resourceType=sqs resource=sendMessage.waitForTaskToken parameters={"n":1} heartbeatInSeconds=10
            4<3 +0s TaskStarted resourceType=sqs resource=sendMessage.waitForTaskToken
            5<4 +0s TaskSubmitted resourceType=sqs resource=sendMessage.waitForTaskToken output={}
            6<5 +25s TaskSucceeded resourceType=sqs resource=sendMessage.waitForTaskToken output="yes"
            7<6 +25s TaskStateExited name=T output={"n":1,"answer":"yes"}
            8<7 +25s ExecutionSucceeded output={"n":1,"answer":"yes"}
            => {"status":"SUCCEEDED","output":{"n":1,"answer":"yes"}}
        "#]],
    );
}

#[test]
fn an_endpoint() {
    let definition = machine(
        "arn:aws:states:::http:invoke",
        json!({
            "Parameters": { "ApiEndpoint": "https://api.example.com", "Method": "GET" },
            "Retry": [{ "ErrorEquals": ["States.Http.StatusCode.503"], "IntervalSeconds": 2 }],
        }),
    );
    let busy = failure("States.Http.StatusCode.503");
    let slow = success(json!({ "StatusCode": 200 })).after(Duration::from_secs(61));
    check(
        &definition,
        json!({}),
        Script::default().with("T", [busy, slow]),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s TaskStateEntered name=T input={}
            3<2 +0s TaskScheduled resourceType=http resource=invoke parameters={"ApiEndpoint":"https://api.example.com","Method":"GET"}
            4<3 +0s TaskStarted resourceType=http resource=invoke
            5<4 +0s TaskFailed resourceType=http resource=invoke error=States.Http.StatusCode.503 cause=States.Http.StatusCode.503 happened
            6<5 +2s TaskScheduled resourceType=http resource=invoke parameters={"ApiEndpoint":"https://api.example.com","Method":"GET"}
            7<6 +2s TaskStarted resourceType=http resource=invoke
            8<7 +62s TaskFailed resourceType=http resource=invoke error=States.Http.Socket cause=The endpoint did not answer within 60 seconds.
            9<8 +62s ExecutionFailed error=States.Http.Socket cause=The endpoint did not answer within 60 seconds.
            => {"status":"FAILED","error":"States.Http.Socket","cause":"The endpoint did not answer within 60 seconds."}
        "#]],
    );
}
