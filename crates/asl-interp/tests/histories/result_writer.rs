//! What a Distributed Map writes of its results and who can read it; items that are members.

use expect_test::expect;
use serde_json::{Value, json};

use super::map_run::{check, machine, options, runs, second_fails};
use crate::support::{Script, run, success, table};

fn writing(config: Value) -> Value {
    let mut writer = json!({
        "Resource": "arn:aws:states:::s3:putObject",
        "Parameters": { "Bucket": "out", "Prefix": "runs" },
    });
    if !config.is_null() {
        writer["WriterConfig"] = config;
    }
    machine(json!({ "ToleratedFailureCount": 1, "ResultWriter": writer }))
}

#[test]
fn results_are_written() {
    check(
        &writing(json!(null)),
        json!([1, 2]),
        second_fails(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":1,"failed":1,"timedOut":0,"aborted":0,"total":2,"resultsWritten":2}
              executions {"pending":0,"running":0,"succeeded":1,"failed":1,"timedOut":0,"aborted":0,"total":2,"resultsWritten":2}
              0 (1) SUCCEEDED 1 [1]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
              1 (1) FAILED 2 Broken
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskFailed
                6<5 ExecutionFailed
            s3://out/runs/06c45d18-8009-454f-b88b-b8a8724c81ec/FAILED_0.json
              [{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"}]
            s3://out/runs/06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json
              [{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:1b39896a-51a8-449b-93cb-9f0c747ea2ea","Input":"1","InputDetails":{"Included":true},"Name":"1b39896a-51a8-449b-93cb-9f0c747ea2ea","Output":"[1]","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"NOT_REDRIVABLE","RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"SUCCEEDED","StopDate":"2026-01-01T00:00:00.000Z"}]
            s3://out/runs/06c45d18-8009-454f-b88b-b8a8724c81ec/manifest.json
              {"DestinationBucket":"out","MapRunArn":"arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec","ResultFiles":{"FAILED":[{"Key":"runs/06c45d18-8009-454f-b88b-b8a8724c81ec/FAILED_0.json","Size":521}],"PENDING":[],"SUCCEEDED":[{"Key":"runs/06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json","Size":570}]}}
            => {"status":"SUCCEEDED","output":{"MapRunArn":"arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec","ResultWriterDetails":{"Bucket":"out","Key":"runs/06c45d18-8009-454f-b88b-b8a8724c81ec/manifest.json"}}}
        "#]],
    );
}

#[test]
fn results_are_written_in_a_shape() {
    let flat = json!({ "Transformation": "FLATTEN", "OutputType": "JSONL" });
    check(
        &writing(flat),
        json!([1, 2, 3]),
        second_fails(),
        &expect![[r#"
            Map SUCCEEDED
              items {"pending":0,"running":0,"succeeded":2,"failed":1,"timedOut":0,"aborted":0,"total":3,"resultsWritten":3}
              executions {"pending":0,"running":0,"succeeded":2,"failed":1,"timedOut":0,"aborted":0,"total":3,"resultsWritten":3}
              0 (1) SUCCEEDED 1 [1]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
              1 (1) FAILED 2 Broken
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskFailed
                6<5 ExecutionFailed
              2 (1) SUCCEEDED 3 [3]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
            s3://out/runs/06c45d18-8009-454f-b88b-b8a8724c81ec/FAILED_0.json
              [{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"}]
            s3://out/runs/06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json
              1
            3

            s3://out/runs/06c45d18-8009-454f-b88b-b8a8724c81ec/manifest.json
              {"DestinationBucket":"out","MapRunArn":"arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec","ResultFiles":{"FAILED":[{"Key":"runs/06c45d18-8009-454f-b88b-b8a8724c81ec/FAILED_0.json","Size":521}],"PENDING":[],"SUCCEEDED":[{"Key":"runs/06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json","Size":4}]}}
            => {"status":"SUCCEEDED","output":{"MapRunArn":"arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec","ResultWriterDetails":{"Bucket":"out","Key":"runs/06c45d18-8009-454f-b88b-b8a8724c81ec/manifest.json"}}}
        "#]],
    );
}

#[test]
fn a_run_that_fails_writes_what_it_has() {
    let fields = json!({
        "MaxConcurrency": 1,
        "ResultWriter": {
            "Resource": "arn:aws:states:::s3:putObject",
            "Parameters": { "Bucket": "out", "Prefix": "" },
            "WriterConfig": { "Transformation": "COMPACT", "OutputType": "JSON" },
        },
    });
    check(
        &machine(fields),
        json!([1, 2, 3]),
        second_fails(),
        &expect![[r#"
            Map FAILED
              items {"pending":0,"running":0,"succeeded":1,"failed":1,"timedOut":0,"aborted":1,"total":3,"resultsWritten":2}
              executions {"pending":0,"running":0,"succeeded":1,"failed":1,"timedOut":0,"aborted":1,"total":3,"resultsWritten":2}
              0 (1) SUCCEEDED 1 [1]
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskSucceeded
                6<5 TaskStateExited
                7<6 ExecutionSucceeded
              1 (1) FAILED 2 Broken
                1<0 ExecutionStarted
                2<0 TaskStateEntered
                3<2 TaskScheduled
                4<3 TaskStarted
                5<4 TaskFailed
                6<5 ExecutionFailed
            s3://out/06c45d18-8009-454f-b88b-b8a8724c81ec/FAILED_0.json
              [{"Cause":"Broken happened","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:2c829abe-1f45-42e1-8584-133ac916ab3c","Input":"2","InputDetails":{"Included":true},"Name":"2c829abe-1f45-42e1-8584-133ac916ab3c","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each","Status":"FAILED","StopDate":"2026-01-01T00:00:00.000Z"}]
            s3://out/06c45d18-8009-454f-b88b-b8a8724c81ec/PENDING_0.json
              [{"Input":"3","InputDetails":{"Included":true},"Status":"PENDING"}]
            s3://out/06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json
              [[1]]
            s3://out/06c45d18-8009-454f-b88b-b8a8724c81ec/manifest.json
              {"DestinationBucket":"out","MapRunArn":"arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec","ResultFiles":{"FAILED":[{"Key":"06c45d18-8009-454f-b88b-b8a8724c81ec/FAILED_0.json","Size":521}],"PENDING":[{"Key":"06c45d18-8009-454f-b88b-b8a8724c81ec/PENDING_0.json","Size":67}],"SUCCEEDED":[{"Key":"06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json","Size":5}]}}
            => {"status":"FAILED","error":"States.ExceedToleratedFailureThreshold","cause":"The specified tolerated failure threshold was exceeded"}
        "#]],
    );
}

#[test]
fn results_are_shaped_for_the_next_state() {
    for shape in ["COMPACT", "FLATTEN"] {
        let config = json!({ "Transformation": shape, "OutputType": "JSON" });
        let fields = json!({ "ResultWriter": { "WriterConfig": config } });
        let script = Script::default().with("One", [success(json!([1, 2])), success(json!("x"))]);
        let execution = run(&machine(fields), json!([1, 2]), script, &options());
        let expected = if shape == "FLATTEN" {
            json!([1, 2, "x"])
        } else {
            json!([[1, 2], "x"])
        };
        assert_eq!(execution.output.as_deref(), Some(&expected));
    }
}

#[test]
fn a_writer_needs_a_bucket() {
    let fields = json!({ "ResultWriter": {
        "Resource": "arn:aws:states:::s3:putObject",
        "Parameters": { "Bucket.$": "$[0]" },
    } });
    let execution = run(&machine(fields), json!([1]), Script::default(), &options());
    expect![[r#"
        1<0 +0s ExecutionStarted input=[1]
        2<0 +0s MapStateEntered name=Map input=[1]
        3<2 +0s MapStateStarted length=1
        4<3 +0s MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Each:06c45d18-8009-454f-b88b-b8a8724c81ec
        5<4 +0s MapRunFailed error=States.ResultWriterFailed cause=The field 'Bucket' of the result writer must be a string.
        6<5 +0s MapStateFailed
        7<6 +0s ExecutionFailed error=States.ResultWriterFailed cause=The field 'Bucket' of the result writer must be a string.
        => {"status":"FAILED","error":"States.ResultWriterFailed","cause":"The field 'Bucket' of the result writer must be a string."}
    "#]].assert_eq(&table(&execution));
}

#[test]
fn what_was_written_can_be_read() {
    let mut definition = machine(json!({
        "ResultWriter": {
            "Resource": "arn:aws:states:::s3:putObject",
            "Parameters": { "Bucket": "out", "Prefix": "p" },
        },
    }));
    let reading = json!({
        "Type": "Map",
        "Label": "Again",
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "ReaderConfig": { "InputType": "JSON", "ItemsPointer": "/ResultFiles/SUCCEEDED" },
            "Parameters": {
                "Bucket.$": "$.ResultWriterDetails.Bucket",
                "Key.$": "$.ResultWriterDetails.Key",
            },
        },
        "ItemProcessor": {
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
            "StartAt": "Pass",
            "States": { "Pass": { "Type": "Pass", "End": true } },
        },
        "End": true,
    });
    let states = definition["States"].as_object_mut().unwrap();
    states.insert("Read".to_owned(), reading);
    let map = states["Map"].as_object_mut().unwrap();
    map.remove("End");
    map.insert("Next".to_owned(), json!("Read"));
    let execution = run(&definition, json!([1, 2]), Script::default(), &options());
    expect![[r#"
        {"status":"SUCCEEDED","output":[{"Key":"p/06c45d18-8009-454f-b88b-b8a8724c81ec/SUCCEEDED_0.json","Size":1137}]}
    "#]].assert_eq(&format!("{}\n", execution.result_to_json()));
}

#[test]
fn items_may_be_the_members_of_an_object() {
    let execution = run(
        &machine(json!({ "ItemsPath": "$.all" })),
        json!({ "all": { "x": 1, "y": 2 } }),
        Script::default(),
        &options(),
    );
    expect![[r#"
        Map SUCCEEDED
          items {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
          executions {"pending":0,"running":0,"succeeded":2,"failed":0,"timedOut":0,"aborted":0,"total":2,"resultsWritten":0}
          0 (1) SUCCEEDED {"Key":"x","Value":1} {}
            1<0 ExecutionStarted
            2<0 TaskStateEntered
            3<2 TaskScheduled
            4<3 TaskStarted
            5<4 TaskSucceeded
            6<5 TaskStateExited
            7<6 ExecutionSucceeded
          1 (1) SUCCEEDED {"Key":"y","Value":2} {}
            1<0 ExecutionStarted
            2<0 TaskStateEntered
            3<2 TaskScheduled
            4<3 TaskStarted
            5<4 TaskSucceeded
            6<5 TaskStateExited
            7<6 ExecutionSucceeded
    "#]].assert_eq(&runs(&execution));
}
