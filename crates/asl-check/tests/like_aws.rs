//! What AWS says of definitions, word by word: its codes, its messages and its places.
//!
//! The words are recorded from `CreateStateMachine` and `ValidateStateMachineDefinition`, or quoted in public reports
//! of refused deployments. Below stands what AWS takes though it looks wrong.

use asl_check::{CheckConfig, Severity, check, like_aws};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_syntax::{Format, parse};

/// A refused definition: what is about it, its text, and AWS's answer: `CODE: message at place`.
type Refused = (&'static str, &'static str, &'static [&'static str]);

fn answer(text: &str, workflow: Option<WorkflowType>) -> Vec<String> {
    let model = Model::lower(&parse(text, Format::Json), None);
    let config = CheckConfig::of_workflow(workflow);
    let said = like_aws(&model, &config).into_iter().map(|it| {
        let place = it.location.as_deref().unwrap_or("null");
        format!("{}: {} at {place}", it.code, it.message)
    });
    said.collect()
}

fn hold(refused: &[Refused], workflow: Option<WorkflowType>) {
    let mut wrong = Vec::new();
    for (what, text, wanted) in refused {
        let said = answer(text, workflow);
        if said != *wanted {
            wrong.push(format!("{what}:\n  wanted {wanted:#?}\n  said {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FLOW: &[Refused] = &[
    (
        "a transition to nowhere",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "IsNull": true, "Next": "Elsewhere" } ], "Default": "Ship" }, "Ship": { "Type": "Succeed" } } }"#,
        &[
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: Elsewhere at /States/Pack/Choices[0]/Next",
        ],
    ),
    (
        "a start that is not there",
        r#"{ "StartAt": "Begin", "States": { "Ship": { "Type": "Succeed" } } }"#,
        &["MISSING_TRANSITION_TARGET: Missing 'Next' target: Begin at /StartAt"],
    ),
    (
        "an island",
        r#"{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed" }, "Weigh": { "Type": "Pass", "Next": "Ship" } } }"#,
        &["MISSING_TRANSITION_TARGET: State \"Weigh\" is not reachable. at /States/Weigh"],
    ),
    (
        "no end",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Next": "Pack" } } }"#,
        &["MISSING_END_STATE: Workflow has no terminal state at null"],
    ),
];

const FIELDS: &[Refused] = &[
    (
        "nothing",
        "{}",
        &["SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /"],
    ),
    (
        "no states",
        r#"{ "StartAt": "Ship" }"#,
        &["SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /"],
    ),
    (
        "no start",
        r#"{ "States": { "Ship": { "Type": "Succeed" } } }"#,
        &["SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt] at /"],
    ),
    (
        "a choice rule that leads nowhere",
        r#"{ "StartAt": "Route", "States": { "Route": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "IsNull": true } ], "Default": "Ship" }, "Ship": { "Type": "Succeed" } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/Route/Choices[0]",
        ],
    ),
    (
        "a timeout of a Map",
        r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "TimeoutSeconds": 5, "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Succeed" } } }, "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Field 'TimeoutSeconds' is not supported at /States/Each"],
    ),
    (
        "a result path of a Wait",
        r#"{ "StartAt": "Rest", "States": { "Rest": { "Type": "Wait", "Seconds": 5, "ResultPath": "$.a", "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Field 'ResultPath' is not supported at /States/Rest"],
    ),
    (
        "a catcher of a Pass",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Catch": [], "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Field 'Catch' is not supported at /States/Pack"],
    ),
    (
        "a query language of an item processor",
        r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "ItemProcessor": { "QueryLanguage": "JSONata", "StartAt": "One", "States": { "One": { "Type": "Succeed" } } }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: Field 'QueryLanguage' is not supported at /States/Each/ItemProcessor",
        ],
    ),
    (
        "a type that there is not",
        r#"{ "StartAt": "Ship", "States": { "Ship": { "Type": "Sail" } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/Ship/Type",
        ],
    ),
    (
        "no branches",
        r#"{ "StartAt": "Both", "States": { "Both": { "Type": "Parallel", "Branches": [], "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/Both/Branches"],
    ),
    (
        "two that exclude each other",
        r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "JSON", "MaxItems": 5, "MaxItemsPath": "$.n" }, "Parameters": { "Bucket": "b", "Key": "k" } }, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "One", "States": { "One": { "Type": "Succeed" } } }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [MaxItems, MaxItemsPath] at /States/Each/ItemReader/ReaderConfig",
        ],
    ),
    (
        "no role",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "Credentials": {}, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required but was missing at /States/Work/Credentials",
        ],
    ),
    (
        "a field of JSONata",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Output": 1, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/Pack",
        ],
    ),
    (
        "a field of JSONPath",
        r#"{ "QueryLanguage": "JSONata", "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "InputPath": "$", "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/Pack",
        ],
    ),
    (
        "back to JSONPath",
        r#"{ "QueryLanguage": "JSONata", "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "QueryLanguage": "JSONPath", "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/Pack",
        ],
    ),
];

const VALUES: &[Refused] = &[
    (
        "no path",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "OutputPath": "order", "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Value must be a valid JSONPath. at /States/Pack/OutputPath"],
    ),
    (
        "no reference path",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "ResultPath": "$.a[*]", "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Value is not a Reference Path at /States/Pack/ResultPath"],
    ),
    (
        "no path in a template",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Parameters": { "a": { "x.$": "order" } }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call at /States/Pack/Parameters/a",
        ],
    ),
    (
        "a call that cannot be read",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Parameters": { "x.$": "States.Format('a', " }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call at /States/Pack/Parameters",
        ],
    ),
    (
        "an assignment that is no path",
        r#"{ "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "Assign": { "x.$": "order" }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call at /States/Pack/Assign",
        ],
    ),
    (
        "all errors beside another",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "Retry": [ { "ErrorEquals": [ "States.ALL", "Late" ] } ], "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: States.ALL must appear alone and at end of list at /States/Work/Retry[0]/ErrorEquals[0]",
        ],
    ),
    (
        "below the least",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "Retry": [ { "ErrorEquals": [ "Late" ], "MaxAttempts": -1 } ], "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /States/Work/Retry[0]/MaxAttempts"],
    ),
    (
        "above the most",
        r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "ToleratedFailurePercentage": 101, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "One", "States": { "One": { "Type": "Succeed" } } }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: Maximum value is 100.0 at /States/Each/ToleratedFailurePercentage",
        ],
    ),
    (
        "a point in time without its zone",
        r#"{ "StartAt": "Rest", "States": { "Rest": { "Type": "Wait", "Timestamp": "2026-03-14T01:59:00", "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/Rest/Timestamp",
        ],
    ),
    (
        "an expression in JSONPath",
        r#"{ "StartAt": "Rest", "States": { "Rest": { "Type": "Wait", "Timestamp": "{% $states.input.at %}", "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/Rest/Timestamp",
        ],
    ),
    (
        "no resource",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "ship-order", "End": true } } }"#,
        &["SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/Work/Resource"],
    ),
    (
        "no such integration",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:scan", "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::dynamodb:scan is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/Work/Resource",
        ],
    ),
    (
        "an expression that ends too soon",
        r#"{ "QueryLanguage": "JSONata", "StartAt": "Main", "States": { "Main": { "Type": "Pass", "Output": "{% 1 + %}", "End": true } } }"#,
        &["INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/Main/Output"],
    ),
    (
        "a bare name",
        r#"{ "QueryLanguage": "JSONata", "StartAt": "Main", "States": { "Main": { "Type": "Pass", "Output": { "v": "{% phone %}" }, "End": true } } }"#,
        &[
            "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/Main/Output/v",
        ],
    ),
];

const TEXTS: &[Refused] = &[
    (
        "no text",
        "",
        &["SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null"],
    ),
    (
        "words",
        "some words",
        &[
            "INVALID_JSON_DESCRIPTION: Unrecognized token 'some': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)\"some words\"; line: 1, column: 5] at [Source: (String)\"some words\"; line: 1, column: 5]",
        ],
    ),
    (
        "a list",
        "[]",
        &["SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null"],
    ),
];

const EXPRESS: &[Refused] = &[
    (
        "waits for an execution",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "Parameters": { "StateMachineArn": "arn" }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' service integration at /States/Work/Resource",
        ],
    ),
    (
        "waits for a callback",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" }, "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.waitForTaskToken' service integration  at /States/Work/Resource",
        ],
    ),
    (
        "an activity",
        r#"{ "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "arn:aws:states:eu-west-1:123456789012:activity:Pack", "End": true } } }"#,
        &[
            "SCHEMA_VALIDATION_FAILED: Express state machine does not support Activity ARN at /States/Work/Resource",
        ],
    ),
];

#[test]
fn where_execution_goes() {
    hold(FLOW, None);
}

#[test]
fn fields() {
    hold(FIELDS, None);
}

#[test]
fn values() {
    hold(VALUES, None);
}

#[test]
fn texts_that_are_no_definition() {
    hold(TEXTS, None);
}

#[test]
fn express_workflows() {
    hold(EXPRESS, Some(WorkflowType::Express));
    for (what, text, _) in EXPRESS {
        assert_eq!(answer(text, None), [""; 0], "{what}");
    }
}

/// What AWS takes though it looks wrong: of each a state, and whether it is in JSONata.
const TAKEN: &[(&str, bool, &str)] = &[
    (
        "a number to be filled in",
        false,
        r#""Type": "Wait", "Seconds": ${Seconds}"#,
    ),
    (
        "the same in quotes",
        false,
        r#""Type": "Wait", "Seconds": "${Seconds}""#,
    ),
    (
        "a placeholder in an expression",
        true,
        r#""Type": "Pass", "Output": "{% ${x} + 1 %}""#,
    ),
    (
        "a placeholder for the partition",
        false,
        r#""Type": "Task", "Resource": "arn:${Partition}:states:::sqs:sendMessage""#,
    ),
    (
        "a placeholder for all of the resource",
        false,
        r#""Type": "Task", "Resource": "${DDBPutItem}""#,
    ),
    (
        "an expression of several lines with a comment",
        true,
        r#""Type": "Pass", "Output": "{%(\n /* why */ $a := 1;\n $a\n)%}""#,
    ),
    (
        "a bracket behind the root's dot",
        false,
        r#""Type": "Pass", "InputPath": "$.[0]""#,
    ),
    (
        "a bracket behind a dot",
        false,
        r#""Type": "Pass", "InputPath": "$.a.[0].b""#,
    ),
    (
        "several names",
        false,
        r#""Type": "Pass", "InputPath": "$.[*].['a','b']""#,
    ),
    (
        "a comparison of two paths",
        false,
        r#""Type": "Pass", "InputPath": "$.a[?(@.x == $.y)]""#,
    ),
    (
        "a regular expression",
        false,
        r#""Type": "Pass", "InputPath": "$.a[?(@.x =~ /re/i)]""#,
    ),
    (
        "a bare word in a filter",
        false,
        r#""Type": "Pass", "InputPath": "$.a[?(@.Type.Text==AMOUNT_PAID)]""#,
    ),
    (
        "a blank behind a path",
        false,
        r#""Type": "Pass", "Parameters": { "x.$": "$.a " }"#,
    ),
    (
        "a reserved name of one's own",
        false,
        r#""Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Retry": [ { "ErrorEquals": [ "States.MyOwnOne" ] } ]"#,
    ),
    (
        "no retriers and catchers",
        false,
        r#""Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Retry": [], "Catch": []"#,
    ),
    (
        "a comment in a retrier",
        false,
        r#""Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Retry": [ { "Comment": "why", "ErrorEquals": [ "Late" ] } ]"#,
    ),
    (
        "a variable that nobody sets",
        true,
        r#""Type": "Pass", "Output": "{% $nobody %}""#,
    ),
    (
        "half a percent",
        false,
        r#""Type": "Map", "ToleratedFailurePercentage": 0.5, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "One", "States": { "One": { "Type": "Succeed" } } }"#,
    ),
    (
        "parameters that are a list",
        false,
        r#""Type": "Pass", "Parameters": [ "$.a", 1 ]"#,
    ),
    (
        "a fixed result with keys that look dynamic",
        false,
        r#""Type": "Pass", "Result": { "x.$": 1 }"#,
    ),
    (
        "null for an output",
        true,
        r#""Type": "Pass", "Output": null"#,
    ),
    (
        "an array of nothing",
        false,
        r#""Type": "Pass", "Parameters": { "x.$": "States.Array()" }"#,
    ),
    (
        "an iterator with a configuration",
        false,
        r#""Type": "Map", "Iterator": { "ProcessorConfig": { "Mode": "INLINE" }, "StartAt": "One", "States": { "One": { "Type": "Succeed" } } }"#,
    ),
    (
        "a timeout from a variable",
        false,
        r#""Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "TimeoutSecondsPath": "$limit""#,
    ),
    (
        "all of the context object",
        false,
        r#""Type": "Pass", "InputPath": "$$""#,
    ),
    (
        "blanks around an expression",
        true,
        r#""Type": "Pass", "Output": " {% 1 %} ""#,
    ),
];

#[test]
fn what_looks_wrong_is_taken() {
    let mut wrong = Vec::new();
    for (what, is_jsonata, state) in TAKEN {
        let language = if *is_jsonata {
            r#""QueryLanguage": "JSONata", "#
        } else {
            ""
        };
        let text = format!(
            r#"{{ {language}"StartAt": "S", "States": {{ "S": {{ {state}, "End": true }} }} }}"#
        );
        let model = Model::lower(&parse(&text, Format::Json), None);
        let found = check(&model, &CheckConfig::default());
        let errors = found.iter().filter(|it| it.severity == Severity::Error);
        wrong.extend(errors.map(|it| format!("{what}: {}", it.message)));
        wrong.extend(answer(&text, None).iter().map(|it| format!("{what}: {it}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_condition_may_be_a_constant() {
    let text = r#"{ "QueryLanguage": "JSONata", "StartAt": "S", "States": { "S": { "Type": "Choice", "Choices": [ { "Comment": "always", "Condition": true, "Next": "E" } ] }, "E": { "Type": "Succeed" } } }"#;
    assert_eq!(answer(text, None), [""; 0]);
}
