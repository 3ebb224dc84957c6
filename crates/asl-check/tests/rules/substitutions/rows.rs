//! The places where a placeholder may stand, with values for them.

/// One place in both notations, a value that suits it, and one that does not with the code of the
/// rule that says so; without one, any value will do.
pub(super) struct Row {
    pub(super) place: &'static str,
    pub(super) json: &'static str,
    pub(super) yaml: &'static str,
    pub(super) good: &'static str,
    pub(super) bad: Option<(&'static str, &'static str)>,
}

const fn row(
    place: &'static str,
    json: &'static str,
    yaml: &'static str,
    good: &'static str,
    bad: Option<(&'static str, &'static str)>,
) -> Row {
    Row {
        place,
        json,
        yaml,
        good,
        bad,
    }
}

/// Fields of the state `S`, which is followed by `T`; what stands before a colon alone is of the machine.
pub(super) const ROWS: &[Row] = &[
    // Numbers and booleans, with and without quotes.
    row(
        "a number",
        r#""Type": "Wait", "Seconds": ${X}, "Next": "T""#,
        "Type: Wait\n    Seconds: ${X}\n    Next: T",
        "5",
        Some(("-1", "out-of-range")),
    ),
    row(
        "a number in quotes",
        r#""Type": "Wait", "Seconds": "${X}", "Next": "T""#,
        "Type: Wait\n    Seconds: \"${X}\"\n    Next: T",
        "5",
        Some(("-1", "out-of-range")),
    ),
    row(
        "part of a number",
        r#""Type": "Wait", "Seconds": 1${X}, "Next": "T""#,
        "Type: Wait\n    Seconds: 1${X}\n    Next: T",
        "0",
        None,
    ),
    row(
        "MaxConcurrency",
        r#""Type": "Map", "MaxConcurrency": ${X}, "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}, "Next": "T""#,
        "Type: Map\n    MaxConcurrency: ${X}\n    ItemProcessor: {StartAt: I, States: {I: {Type: Succeed}}}\n    Next: T",
        "3",
        Some(("-1", "out-of-range")),
    ),
    row(
        "TimeoutSeconds",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "TimeoutSeconds": ${X}, "Next": "T""#,
        "Type: Task\n    Resource: arn:aws:lambda:eu-west-1:111122223333:function:f\n    TimeoutSeconds: ${X}\n    Next: T",
        "60",
        Some(("0", "out-of-range")),
    ),
    row(
        "BackoffRate",
        r#""Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}], "Retry": [{"ErrorEquals": ["States.ALL"], "BackoffRate": ${X}}], "Next": "T""#,
        "Type: Parallel\n    Branches: [{StartAt: B, States: {B: {Type: Succeed}}}]\n    Retry:\n      - ErrorEquals: [States.ALL]\n        BackoffRate: ${X}\n    Next: T",
        "1.5",
        Some(("0.5", "out-of-range")),
    ),
    row(
        "a boolean",
        r#""Type": "Pass", "End": ${X}"#,
        "Type: Pass\n    End: ${X}",
        "true",
        Some(("3", "wrong-type")),
    ),
    row(
        "a boolean in quotes",
        r#""Type": "Pass", "End": "${X}""#,
        "Type: Pass\n    End: '${X}'",
        "true",
        Some(("yes", "wrong-type")),
    ),
    // Words.
    row(
        "Type",
        r#""Type": "${X}", "Next": "T""#,
        "Type: ${X}\n    Next: T",
        "Pass",
        Some(("Pas", "unknown-value")),
    ),
    row(
        "QueryLanguage",
        r#""Type": "Pass", "QueryLanguage": "${X}", "Next": "T""#,
        "Type: Pass\n    QueryLanguage: ${X}\n    Next: T",
        "JSONata",
        Some(("jsonata", "unknown-value")),
    ),
    row(
        "Comment",
        r#""Type": "Pass", "Comment": "${X}", "Next": "T""#,
        "Type: Pass\n    Comment: ${X}\n    Next: T",
        "Any text",
        None,
    ),
    row(
        "Label",
        r#""Type": "Map", "Label": "${X}", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}, "Next": "T""#,
        "Type: Map\n    Label: ${X}\n    ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: I, States: {I: {Type: Succeed}}}\n    Next: T",
        "Items",
        Some(("a/b", "invalid-label")),
    ),
    // Targets and names.
    row(
        "Next",
        r#""Type": "Pass", "Next": "${X}""#,
        "Type: Pass\n    Next: ${X}",
        "T",
        Some(("U", "missing-target")),
    ),
    row(
        "part of Next",
        r#""Type": "Pass", "Next": "${X}T""#,
        "Type: Pass\n    Next: ${X}T",
        "",
        Some(("U", "missing-target")),
    ),
    row(
        "Default",
        r#""Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "T"}], "Default": "${X}""#,
        "Type: Choice\n    Choices: [{Variable: $.x, IsNull: true, Next: T}]\n    Default: ${X}",
        "T",
        Some(("U", "missing-target")),
    ),
    row(
        "Next of a rule",
        r#""Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "${X}"}], "Default": "T""#,
        "Type: Choice\n    Choices:\n      - Variable: $.x\n        IsNull: true\n        Next: ${X}\n    Default: T",
        "T",
        Some(("U", "missing-target")),
    ),
    row(
        "Next of a catcher",
        r#""Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "${X}"}], "Next": "T""#,
        "Type: Parallel\n    Branches: [{StartAt: B, States: {B: {Type: Succeed}}}]\n    Catch:\n      - ErrorEquals: [States.ALL]\n        Next: ${X}\n    Next: T",
        "T",
        Some(("U", "missing-target")),
    ),
    // Error names.
    row(
        "ErrorEquals",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "Retry": [{"ErrorEquals": ["${X}"]}], "Next": "T""#,
        "Type: Task\n    Resource: arn:aws:lambda:eu-west-1:111122223333:function:f\n    Retry:\n      - ErrorEquals:\n          - ${X}\n    Next: T",
        "MyError",
        Some(("States.TaskFailedId", "misspelt-error")),
    ),
    row(
        "an error beside States.ALL",
        r#""Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "Retry": [{"ErrorEquals": ["${X}"]}, {"ErrorEquals": ["A"]}], "Next": "T""#,
        "Type: Task\n    Resource: arn:aws:lambda:eu-west-1:111122223333:function:f\n    Retry:\n      - ErrorEquals: ['${X}']\n      - ErrorEquals: [A]\n    Next: T",
        "B",
        Some(("States.ALL", "misplaced-states-all")),
    ),
    // Resources and ARNs.
    row(
        "Resource",
        r#""Type": "Task", "Resource": "${X}", "Parameters": {"QueueUrl": "q", "MessageBody": "b"}, "Next": "T""#,
        "Type: Task\n    Resource: ${X}\n    Parameters: {QueueUrl: q, MessageBody: b}\n    Next: T",
        "arn:aws:states:::sqs:sendMessage",
        Some(("sqs:sendMessage", "invalid-resource")),
    ),
    row(
        "the partition",
        r#""Type": "Task", "Resource": "arn:${X}:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q", "MessageBody": "b"}, "Next": "T""#,
        "Type: Task\n    Resource: arn:${X}:states:::sqs:sendMessage\n    Parameters: {QueueUrl: q, MessageBody: b}\n    Next: T",
        "aws-cn",
        None,
    ),
    row(
        "the action",
        r#""Type": "Task", "Resource": "arn:aws:states:::sqs:${X}", "Parameters": {"QueueUrl": "q", "MessageBody": "b"}, "Next": "T""#,
        "Type: Task\n    Resource: arn:aws:states:::sqs:${X}\n    Parameters: {QueueUrl: q, MessageBody: b}\n    Next: T",
        "sendMessage",
        Some(("sendMesage", "unknown-resource")),
    ),
    row(
        "a function's ARN",
        r#""Type": "Task", "Resource": "arn:aws:lambda:${X}:111122223333:function:f", "Next": "T""#,
        "Type: Task\n    Resource: arn:aws:lambda:${X}:111122223333:function:f\n    Next: T",
        "eu-west-1",
        None,
    ),
    row(
        "an ARN in Parameters",
        r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "arn:aws:lambda:${X}:111122223333:function:f"}, "Next": "T""#,
        "Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    Parameters:\n      FunctionName: arn:aws:lambda:${X}:111122223333:function:f\n    Next: T",
        "eu-west-1",
        None,
    ),
    row(
        "a role",
        r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Credentials": {"RoleArn": "${X}"}, "Parameters": {"FunctionName": "f"}, "Next": "T""#,
        "Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    Credentials: {RoleArn: '${X}'}\n    Parameters: {FunctionName: f}\n    Next: T",
        "arn:aws:iam::111122223333:role/r",
        None,
    ),
    // Keys.
    row(
        "a key of Parameters",
        r#""Type": "Pass", "Parameters": {"${X}": 1}, "Next": "T""#,
        "Type: Pass\n    Parameters:\n      ${X}: 1\n    Next: T",
        "a",
        None,
    ),
    row(
        "part of a key",
        r#""Type": "Pass", "Parameters": {"a${X}.$": "$.b"}, "Next": "T""#,
        "Type: Pass\n    Parameters:\n      a${X}.$: $.b\n    Next: T",
        "b",
        None,
    ),
    row(
        "a field's name",
        r#""Type": "Pass", "${X}": "$.a", "Next": "T""#,
        "Type: Pass\n    ${X}: $.a\n    Next: T",
        "InputPath",
        Some(("InptPath", "unknown-field")),
    ),
    row(
        "a variable's name",
        r#""Type": "Pass", "Assign": {"${X}": 1}, "Next": "T""#,
        "Type: Pass\n    Assign:\n      ${X}: 1\n    Next: T",
        "v",
        Some(("1v", "invalid-variable-name")),
    ),
    // Paths.
    row(
        "InputPath",
        r#""Type": "Pass", "InputPath": "${X}", "Next": "T""#,
        "Type: Pass\n    InputPath: ${X}\n    Next: T",
        "$.a",
        Some(("$.a[", "invalid-path")),
    ),
    row(
        "part of a path",
        r#""Type": "Pass", "InputPath": "$.${X}.b", "Next": "T""#,
        "Type: Pass\n    InputPath: $.${X}.b\n    Next: T",
        "a",
        Some(("a[", "invalid-path")),
    ),
    row(
        "ResultPath",
        r#""Type": "Pass", "ResultPath": "${X}", "Next": "T""#,
        "Type: Pass\n    ResultPath: ${X}\n    Next: T",
        "$.a",
        Some(("$.a[*]", "invalid-reference-path")),
    ),
    row(
        "a path in a template",
        r#""Type": "Pass", "Parameters": {"a.$": "${X}"}, "Next": "T""#,
        "Type: Pass\n    Parameters:\n      a.$: ${X}\n    Next: T",
        "$.a",
        Some(("a", "invalid-dynamic-value")),
    ),
    row(
        "a filter",
        r#""Type": "Pass", "InputPath": "$.a[?(@.b == '${X}')]", "Next": "T""#,
        "Type: Pass\n    InputPath: $.a[?(@.b == '${X}')]\n    Next: T",
        "c",
        None,
    ),
    row(
        "Variable",
        r#""Type": "Choice", "Choices": [{"Variable": "$.${X}", "IsNull": true, "Next": "T"}], "Default": "T""#,
        "Type: Choice\n    Choices:\n      - Variable: $.${X}\n        IsNull: true\n        Next: T\n    Default: T",
        "a",
        Some(("a[", "invalid-path")),
    ),
    row(
        "a comparison value",
        r#""Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": ${X}, "Next": "T"}], "Default": "T""#,
        "Type: Choice\n    Choices:\n      - Variable: $.a\n        NumericEquals: ${X}\n        Next: T\n    Default: T",
        "3",
        Some(("true", "wrong-operand")),
    ),
    row(
        "a timestamp",
        r#""Type": "Wait", "Timestamp": "${X}", "Next": "T""#,
        "Type: Wait\n    Timestamp: ${X}\n    Next: T",
        "2026-03-14T01:59:00Z",
        Some(("tomorrow", "invalid-timestamp")),
    ),
    // Intrinsic functions.
    row(
        "an argument",
        r#""Type": "Pass", "Parameters": {"a.$": "States.Format('{}', ${X})"}, "Next": "T""#,
        "Type: Pass\n    Parameters:\n      a.$: States.Format('{}', ${X})\n    Next: T",
        "$.b",
        Some(("$.b, 2", "format-placeholders")),
    ),
    row(
        "a function's name",
        r#""Type": "Pass", "Parameters": {"a.$": "States.${X}()"}, "Next": "T""#,
        "Type: Pass\n    Parameters:\n      a.$: States.${X}()\n    Next: T",
        "UUID",
        Some(("UID", "unknown-function")),
    ),
    row(
        "a text in a call",
        r#""Type": "Pass", "Parameters": {"a.$": "States.Format('${X}', $.a)"}, "Next": "T""#,
        "Type: Pass\n    Parameters:\n      a.$: States.Format('${X}', $.a)\n    Next: T",
        "{}",
        Some(("{} {}", "format-placeholders")),
    ),
    // JSONata.
    row(
        "a whole expression",
        r#""Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% ${X} %}", "Next": "T""#,
        "Type: Pass\n    QueryLanguage: JSONata\n    Output: '{% ${X} %}'\n    Next: T",
        "1 + 1",
        Some(("1 +", "invalid-jsonata")),
    ),
    row(
        "an operand",
        r#""Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.n > ${X} %}", "Next": "T""#,
        "Type: Pass\n    QueryLanguage: JSONata\n    Output: |-\n      {% $states.input.n\n       > ${X} %}\n    Next: T",
        "3",
        Some(("$$", "unsupported-jsonata")),
    ),
    row(
        "a text in an expression",
        r#""Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 'a-${X}' %}", "Next": "T""#,
        "Type: Pass\n    QueryLanguage: JSONata\n    Output: \"{% 'a-${X}' %}\"\n    Next: T",
        "b",
        None,
    ),
    row(
        "a number in JSONata",
        r#""Type": "Wait", "QueryLanguage": "JSONata", "Seconds": ${X}, "Next": "T""#,
        "Type: Wait\n    QueryLanguage: JSONata\n    Seconds: ${X}\n    Next: T",
        "3",
        Some(("-1", "out-of-range")),
    ),
    // Whole values.
    row(
        "an object",
        r#""Type": "Pass", "Parameters": ${X}, "Next": "T""#,
        "Type: Pass\n    Parameters: ${X}\n    Next: T",
        r#"{"a": 1}"#,
        Some((r#"{"a.$": 1}"#, "invalid-dynamic-value")),
    ),
    row(
        "a list",
        r#""Type": "Parallel", "Branches": ${X}, "Next": "T""#,
        "Type: Parallel\n    Branches: ${X}\n    Next: T",
        r#"[{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}]"#,
        Some(("[]", "empty-list")),
    ),
    row(
        "a Result",
        r#""Type": "Pass", "Result": ${X}, "Next": "T""#,
        "Type: Pass\n    Result: ${X}\n    Next: T",
        "[1, 2]",
        None,
    ),
];

/// Rows that are whole definitions.
pub(super) const WHOLE: &[Row] = &[
    row(
        "StartAt",
        r#"{"StartAt": "${X}", "States": {"S": {"Type": "Succeed"}}}"#,
        "StartAt: ${X}\nStates:\n  S:\n    Type: Succeed\n",
        "S",
        Some(("U", "missing-target")),
    ),
    row(
        "a state's name",
        r#"{"StartAt": "S", "States": {"${X}": {"Type": "Succeed"}}}"#,
        "StartAt: S\nStates:\n  ${X}:\n    Type: Succeed\n",
        "S",
        Some(("", "invalid-state-name")),
    ),
    row(
        "a state",
        r#"{"StartAt": "S", "States": {"S": ${X}}}"#,
        "StartAt: S\nStates:\n  S: ${X}\n",
        r#"{"Type": "Succeed"}"#,
        Some((r#"{"Type": "Pas"}"#, "unknown-value")),
    ),
    row(
        "a state in quotes",
        r#"{"StartAt": "S", "States": {"S": "${X}"}}"#,
        "StartAt: S\nStates:\n  S: '${X}'\n",
        "",
        None,
    ),
    row(
        "States",
        r#"{"StartAt": "S", "States": ${X}}"#,
        "StartAt: S\nStates: ${X}\n",
        r#"{"S": {"Type": "Succeed"}}"#,
        Some((r#"{"S": {"Type": "Sucede"}}"#, "unknown-value")),
    ),
    row(
        "the machine's TimeoutSeconds",
        r#"{"StartAt": "S", "TimeoutSeconds": ${X}, "States": {"S": {"Type": "Succeed"}}}"#,
        "StartAt: S\nTimeoutSeconds: ${X}\nStates:\n  S:\n    Type: Succeed\n",
        "60",
        Some(("-1", "out-of-range")),
    ),
    row(
        "the machine's QueryLanguage",
        r#"{"StartAt": "S", "QueryLanguage": "${X}", "States": {"S": {"Type": "Succeed"}}}"#,
        "StartAt: S\nQueryLanguage: ${X}\nStates:\n  S:\n    Type: Succeed\n",
        "JSONata",
        Some(("XPath", "unknown-value")),
    ),
];
