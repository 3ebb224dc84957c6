//! Error names in retriers and catchers: which can occur in a state, and which never get a turn.

use asl_syntax::Format;
use expect_test::expect;

use crate::{findings as found, json, yaml};

const FUNCTION: &str =
    r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f""#;
const HTTP: &str = r#""Type": "Task", "Resource": "arn:aws:states:::http:invoke""#;
const QUEUE: &str = r#""Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q", "MessageBody": "b"}"#;
const JOB: &str = r#""Type": "Task", "HeartbeatSeconds": 5, "TimeoutSeconds": 9, "Resource": "arn:aws:states:eu-west-1:111122223333:activity:a""#;
const JSONATA: &str = r#""QueryLanguage": "JSONata", "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f""#;
const OPEN: &str = r#""Type": "Task", "Resource": "${Resource}""#;
const PARALLEL: &str =
    r#""Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}]"#;
const INLINE: &str =
    r#""Type": "Map", "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}"#;
const AROUND: &str = r#""Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Map", "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}}, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "C", "States": {"C": {"Type": "Task", "HeartbeatSeconds": 5, "Resource": "arn:aws:states:eu-west-1:111122223333:activity:a", "End": true}}}, "End": true}}}]"#;
const FILLED: &str = r#""Type": "Map", "ItemProcessor": {"StartAt": "B", "States": {"B": ${B}}}"#;

/// The error, a state that lists it, and whether it may occur there.
const CASES: &[(&str, &str, bool)] = &[
    ("States.HeartbeatTimeout", FUNCTION, false),
    ("States.HeartbeatTimeout", OPEN, false),
    ("States.HeartbeatTimeout", JOB, true),
    ("States.HeartbeatTimeout", PARALLEL, false),
    ("States.HeartbeatTimeout", AROUND, true),
    ("States.HeartbeatTimeout", FILLED, true),
    ("States.ItemReaderFailed", FUNCTION, false),
    ("States.ItemReaderFailed", INLINE, false),
    ("States.ItemReaderFailed", AROUND, true),
    ("States.ResultWriterFailed", INLINE, false),
    ("States.ResultWriterFailed", AROUND, false),
    ("States.ExceedToleratedFailureThreshold", FUNCTION, false),
    ("States.ExceedToleratedFailureThreshold", INLINE, false),
    ("States.ExceedToleratedFailureThreshold", FILLED, true),
    ("States.ExceedToleratedFailureThreshold", AROUND, true),
    ("States.Http.Socket", FUNCTION, true),
    ("States.Http.Socket", QUEUE, false),
    ("States.Http.Socket", HTTP, true),
    ("States.Http.Socket", OPEN, true),
    ("States.Http.StatusCode.404", FUNCTION, true),
    ("States.Http.StatusCode.404", QUEUE, false),
    ("States.Http.StatusCode.404", HTTP, true),
    ("States.BranchFailed", FUNCTION, false),
    ("States.BranchFailed", PARALLEL, true),
    ("States.NoChoiceMatched", FUNCTION, false),
    ("States.NoChoiceMatched", PARALLEL, true),
    ("States.QueryEvaluationError", FUNCTION, false),
    ("States.QueryEvaluationError", JSONATA, true),
    ("States.QueryEvaluationError", PARALLEL, true),
    ("States.IntrinsicFailure", FUNCTION, true),
    ("States.IntrinsicFailure", JSONATA, false),
    ("States.ParameterPathFailure", JSONATA, false),
    ("States.ResultPathMatchFailure", JSONATA, false),
    ("States.ResultPathMatchFailure", FUNCTION, true),
    ("States.Timeout", FUNCTION, true),
    ("States.Permissions", FUNCTION, true),
    ("States.Permissions", PARALLEL, true),
    ("States.TaskFailed", PARALLEL, true),
    ("States.DataLimitExceeded", FUNCTION, true),
    ("MyError", FUNCTION, true),
    ("States.MyOwnError", FUNCTION, true),
];

#[test]
fn reserved_errors_occur_where_they_have_a_cause() {
    let mut wrong = Vec::new();
    for (error, state, may_occur) in CASES {
        for field in [
            format!(r#""Retry": [{{"ErrorEquals": ["{error}"]}}]"#),
            format!(r#""Catch": [{{"ErrorEquals": ["A", "{error}"], "Next": "T"}}]"#),
        ] {
            let text = format!(
                r#"{{"StartAt": "S", "States": {{"S": {{{state}, {field}, "Next": "T"}}, "T": {{"Type": "Succeed"}}}}}}"#
            );
            let found = found(&text, Format::Json);
            let said = found.iter().find(|it| it.rule.code == "unraised-error");
            let marked = said.map(|it| text[it.range].trim_matches('"'));
            if marked != (!may_occur).then_some(*error) {
                wrong.push((text, said.map(|it| it.message.clone())));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn names_that_are_nearly_reserved_ones() {
    yaml(
        "
StartAt: A
States:
  A:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:111122223333:function:f
    Retry:
      - ErrorEquals: [States.TaskFailedId, State.Timeout, states.permissions, States.Mine, Stats.ALL]
      - ErrorEquals: [State.ALL]
    End: true
",
        expect![[r#"
            7   |       - ErrorEquals: [States.TaskFailedId, State.Timeout, states.permissions, States.Mine, Stats.ALL]
                |                       ^^^^^^^^^^^^^^^^^^^ misspelt-error: No error has the name "States.TaskFailedId"; did you mean "States.TaskFailed"?
                |                                            ^^^^^^^^^^^^^ misspelt-error: No error has the name "State.Timeout"; did you mean "States.Timeout"?
                |                                                           ^^^^^^^^^^^^^^^^^^ misspelt-error: No error has the name "states.permissions"; did you mean "States.Permissions"?
            8   |       - ErrorEquals: [State.ALL]
                |                       ^^^^^^^^^ misspelt-error: No error has the name "State.ALL"; did you mean "States.ALL"?
        "#]],
    );
}

#[test]
fn members_that_never_get_a_turn() {
    json(
        r#"
{ "StartAt": "A", "States": { "A": { "Type": "Parallel",
  "Branches": [{ "StartAt": "B", "States": { "B": { "Type": "Fail", "Error": "Own" } } }],
  "Retry": [
    { "ErrorEquals": ["Own"], "MaxAttempts": 0 },
    { "ErrorEquals": ["Other", "Own"] },
    { "ErrorEquals": ["States.TaskFailed"] },
    { "ErrorEquals": ["Later", "Own"] },
    { "ErrorEquals": ["States.Timeout"] },
    { "ErrorEquals": ["States.HeartbeatTimeout"] },
    { "ErrorEquals": ["${Name}"] },
    { "ErrorEquals": ["States.ALL"] } ],
  "Catch": [
    { "ErrorEquals": ["States.TaskFailed"], "Next": "T" },
    { "ErrorEquals": ["States.Permissions"], "Next": "T" },
    { "ErrorEquals": ["States.Permissions", "States.Timeout"], "Next": "T" } ],
  "Next": "T" }, "T": { "Type": "Succeed" } } }
"#,
        expect![[r#"
            7   |     { "ErrorEquals": ["Later", "Own"] },
                |                       ^^^^^^^ shadowed-handler: Nothing gets here: members before this one take all these errors
            14  |     { "ErrorEquals": ["States.Permissions"], "Next": "T" },
                |                       ^^^^^^^^^^^^^^^^^^^^ shadowed-handler: Nothing gets here: members before this one take all these errors
        "#]],
    );
}

#[test]
fn what_takes_the_errors_is_shown() {
    let text = "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:lambda:eu-west-1:111122223333:function:f\n    Retry:\n      - ErrorEquals: [A]\n      - ErrorEquals: [B]\n      - ErrorEquals: [B, A]\n    End: true\n";
    let found = found(text, Format::Yaml);
    let [shadowed] = found.as_slice() else {
        panic!("{found:#?}");
    };
    let related: Vec<_> = shadowed.related.iter().map(|it| &text[it.range]).collect();
    assert_eq!(related, ["B", "A"]);
}
