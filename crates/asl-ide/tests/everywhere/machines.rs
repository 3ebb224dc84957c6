//! Definitions that hardly anybody writes, and that all are read.

use asl_ide::{Analysis, Document, Format, FormatConfig, convert_notation};
use serde_json::{Value, json};

/// A definition or template: what it is, its notation, its text.
pub(crate) struct Unusual {
    pub(crate) name: &'static str,
    pub(crate) format: Format,
    pub(crate) text: String,
}

/// All of them.
pub(crate) fn all() -> Vec<Unusual> {
    let mut all: Vec<_> = WRITTEN
        .iter()
        .map(|(name, format, text)| Unusual {
            name,
            format: *format,
            text: (*text).to_owned(),
        })
        .collect();
    for (name, value) in [
        ("names", names()),
        ("nested", nested()),
        ("distributed", distributed()),
        ("variables", variables()),
    ] {
        for format in [Format::Json, Format::Yaml] {
            let text = written(&value, format);
            all.push(Unusual { name, format, text });
        }
        all.push(template(name, &value));
        all.push(quoted(name, &value));
    }
    all
}

/// The definitions that run, with the inputs that they are for.
pub(crate) fn running() -> Vec<(&'static str, Value, Value)> {
    let input = json!({
        "items": [{ "id": 1, "n": [1, 2] }, { "id": 2, "n": [] }],
        "order": { "total": 7, "a b": 1, "ü": "x" }, "n": 3, "rows": [{ "a": 1 }],
    });
    vec![
        ("names", names(), input.clone()),
        ("nested", nested(), input.clone()),
        ("distributed", distributed(), input.clone()),
        ("variables", variables(), input),
    ]
}

/// A value as a definition in JSON or YAML.
pub(crate) fn written(value: &Value, format: Format) -> String {
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    if format == Format::Json {
        return json;
    }
    let (analysis, file) = Analysis::single(Document::new(&json, Format::Json));
    let converted = convert_notation(&analysis, file, &FormatConfig::default());
    converted.expect("JSON has a form in YAML").text(&json)
}

/// In `Definition` of a SAM template.
fn template(name: &'static str, value: &Value) -> Unusual {
    let definition = written(value, Format::Yaml);
    let lines = definition.lines().map(|it| {
        if it.is_empty() {
            "\n".to_owned()
        } else {
            format!("        {it}\n")
        }
    });
    Unusual {
        name,
        format: Format::Yaml,
        text: format!(
            "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n{}",
            lines.collect::<String>()
        ),
    }
}

/// In a `DefinitionString` of JSON, where everything is escaped.
fn quoted(name: &'static str, value: &Value) -> Unusual {
    let definition = written(value, Format::Json);
    let template = json!({ "Resources": { "M": {
        "Type": "AWS::StepFunctions::StateMachine",
        "Properties": { "DefinitionString": definition },
    }}});
    Unusual {
        name,
        format: Format::Json,
        text: template.to_string(),
    }
}

/// Names that are hard to write, and names that mean something else.
fn names() -> Value {
    let long = "n".repeat(80);
    json!({
        "StartAt": "Next",
        "States": {
            "Next": { "Type": "Pass", "Result": { "constructor": 1 }, "ResultPath": "$.r", "Next": "End" },
            "End": { "Type": "Choice", "Choices": [
                { "Variable": "$.r.constructor", "IsPresent": true, "Next": "States" },
                { "And": [{ "Variable": "$.n", "NumericGreaterThan": 9 }, { "Not": { "Variable": "$.n", "IsNull": true } }],
                  "Next": "\"quoted\" \\ back" },
            ], "Default": "constructor" },
            "States": { "Type": "Pass", "Parameters": { "a.$": "$.order['a b']", "b.$": "$.order['ü']", "🦀.$": "$$.StateMachine.Name" },
                        "ResultPath": "$['what is']", "Next": "__proto__" },
            "__proto__": { "Type": "Pass", "Next": "ünï🦀cödé 名前" },
            "ünï🦀cödé 名前": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": { "FunctionName": "f", "Payload.$": "States.Format('{}: {} 🦀', $.n, $.order['ü'])" },
                "ResultPath": "$.task", "Next": "a/b~c.d[0]" },
            "a/b~c.d[0]": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                "Parameters": { "QueueUrl": "q", "MessageBody.$": "$" }, "ResultPath": "$.sent", "Next": long.clone() },
            long.clone(): { "Type": "Pass", "Next": "true" },
            "true": { "Type": "Pass", "Next": "- x: #y" },
            "- x: #y": { "Type": "Pass", "Next": " blanks " },
            " blanks ": { "Type": "Pass", "Next": "${Name}" },
            "${Name}": { "Type": "Succeed" },
            "constructor": { "Type": "Succeed" },
            "\"quoted\" \\ back": { "Type": "Fail", "Error": "E", "Cause": "a\nb\tc" },
        }
    })
}

/// Three levels of machines in machines.
fn nested() -> Value {
    json!({
        "Comment": "Three deep",
        "StartAt": "Outer",
        "States": {
            "Outer": { "Type": "Parallel", "Branches": [
                { "StartAt": "Middle", "States": {
                    "Middle": { "Type": "Map", "ItemsPath": "$.items",
                        "Parameters": { "item.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index" },
                        "Iterator": { "StartAt": "Inner", "States": {
                            "Inner": { "Type": "Parallel", "Branches": [
                                { "StartAt": "Deep", "States": {
                                    "Deep": { "Type": "Pass", "InputPath": "$.item", "Next": "Deeper" },
                                    "Deeper": { "Type": "Wait", "Seconds": 120, "Next": "Deepest" },
                                    "Deepest": { "Type": "Pass", "OutputPath": "$.id", "End": true },
                                } },
                                { "StartAt": "Other", "States": { "Other": { "Type": "Succeed" } } },
                            ], "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 1 }], "End": true },
                        } },
                        "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": "Caught" }],
                        "ResultPath": "$.mapped", "End": true },
                    "Caught": { "Type": "Pass", "End": true },
                } },
                { "StartAt": "Second", "States": { "Second": { "Type": "Task",
                    "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "TimeoutSeconds": 90,
                    "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", "Lambda.SdkClientException"], "IntervalSeconds": 2 }],
                    "End": true } } },
            ], "ResultSelector": { "first.$": "$[0]", "second.$": "$[1]" }, "ResultPath": "$.both", "Next": "Last" },
            "Last": { "Type": "Pass", "Parameters": { "n.$": "States.ArrayLength($.both.first.mapped)" }, "Next": "Done" },
            "Done": { "Type": "Succeed" },
        }
    })
}

/// A distributed Map that reads and writes files.
fn distributed() -> Value {
    json!({
        "StartAt": "Prepare",
        "States": {
            "Prepare": { "Type": "Pass", "Next": "All" },
            "All": { "Type": "Map", "Label": "All",
                "ItemProcessor": {
                    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
                    "StartAt": "One", "States": {
                        "One": { "Type": "Pass", "Parameters": { "id.$": "$.id" }, "Next": "Two" },
                        "Two": { "Type": "Succeed" },
                    } },
                "ItemsPath": "$.items", "MaxConcurrency": 5, "ToleratedFailurePercentage": 10,
                "ResultPath": "$.done", "Next": "Report" },
            "Report": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
                "Parameters": { "TableName": "t", "Item": { "id": { "S.$": "States.UUID()" } } },
                "Catch": [{ "ErrorEquals": ["DynamoDb.ConditionalCheckFailedException"], "Next": "Failed" }],
                "ResultPath": null, "End": true },
            "Failed": { "Type": "Fail", "ErrorPath": "$.Error", "CausePath": "States.JsonToString($)" },
        }
    })
}

/// Variables in both query languages, one of them through the other.
fn variables() -> Value {
    json!({
        "StartAt": "Set",
        "States": {
            "Set": { "Type": "Pass", "Assign": { "total.$": "$.order.total", "list.$": "$.items", "fixed": [1, 2] }, "Next": "Use" },
            "Use": { "Type": "Pass", "QueryLanguage": "JSONata",
                "Assign": { "total": "{% $total + 1 %}", "sums": "{% $map($list, function($it) { $sum($it.n) + $total }) %}" },
                "Output": { "was": "{% $total %}", "in": "{% $states.input.n %}", "all": "{% ($total := 5; $total * 2) %}" },
                "Next": "Test" },
            "Test": { "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [
                { "Condition": "{% $total > 5 and $states.input.in = 3 %}", "Assign": { "late": "{% $total %}" }, "Next": "Each" },
            ], "Default": "Each" },
            "Each": { "Type": "Map", "QueryLanguage": "JSONata", "Items": "{% $list %}",
                "ItemSelector": { "v": "{% $states.context.Map.Item.Value %}", "t": "{% $total %}" },
                "ItemProcessor": { "StartAt": "Local", "States": {
                    "Local": { "Type": "Pass", "Assign": { "inner.$": "$.t" }, "Next": "Read" },
                    "Read": { "Type": "Pass", "Parameters": { "a.$": "$inner", "b.$": "States.MathAdd($total, 1)" }, "End": true },
                } }, "Next": "Finish" },
            "Finish": { "Type": "Pass", "Parameters": { "t.$": "$total", "s.$": "$sums", "f.$": "$fixed[0]" }, "End": true },
        }
    })
}

/// Texts that no writer of data makes.
const WRITTEN: [(&str, Format, &str); 34] = [
    ("nothing", Format::Json, ""),
    ("nothing", Format::Yaml, ""),
    ("blanks", Format::Json, " \n\t\r\n "),
    ("blanks", Format::Yaml, "\n\n  \n"),
    ("an empty object", Format::Json, "{}"),
    ("a list", Format::Json, "[]"),
    ("a text", Format::Yaml, "just words"),
    ("null", Format::Json, "null"),
    (
        "a mark",
        Format::Json,
        "\u{feff}{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }",
    ),
    (
        "a mark",
        Format::Yaml,
        "\u{feff}StartAt: A\nStates: { A: { Type: Succeed } }\n",
    ),
    ("a comment", Format::Yaml, "# a comment alone"),
    ("the start of a document", Format::Yaml, "---\n...\n---\n"),
    (
        "no states",
        Format::Json,
        r#"{ "StartAt": "A", "States": {} }"#,
    ),
    (
        "states that are none",
        Format::Json,
        r#"{ "StartAt": 1, "States": { "A": null, "B": [], "C": "x", "": {} } }"#,
    ),
    (
        "states that are none",
        Format::Yaml,
        "StartAt:\nStates:\n  A:\n  B: []\n  '': {}\n  ? C\n  : {Type: Pass}\n",
    ),
    (
        "keys twice",
        Format::Json,
        r#"{ "StartAt": "A", "StartAt": "B", "States": { "A": { "Type": "Pass", "Type": "Task", "Next": "B", "Next": "A" }, "A": { "Type": "Succeed" }, "B": { "Type": "Pass", "Next": "A" } }, "States": { "B": { "Type": "Succeed" } } }"#,
    ),
    (
        "keys twice",
        Format::Yaml,
        "StartAt: A\nStates:\n  A: {Type: Pass, Next: B, Next: A}\n  A:\n    Type: Succeed\n  B:\n    Type: Pass\n    Next: A\n",
    ),
    (
        "names twice",
        Format::Json,
        r#"{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "End": true, "Branches": [ { "StartAt": "X", "States": { "X": { "Type": "Pass", "Next": "Y" }, "Y": { "Type": "Succeed" } } }, { "StartAt": "X", "States": { "X": { "Type": "Pass", "End": true }, "P": { "Type": "Pass", "Next": "X" } } } ] } } }"#,
    ),
    (
        "line ends of another kind",
        Format::Json,
        "{\r\n  \"StartAt\": \"A\",\r\n  \"States\": {\r\n    \"A\": {\r\n      \"Type\": \"Pass\",\r\n      \"Next\": \"B\"\r\n    },\r\n    \"B\": {\r\n      \"Type\": \"Succeed\"\r\n    }\r\n  }\r\n}\r\n",
    ),
    (
        "line ends of another kind",
        Format::Yaml,
        "StartAt: A\r\nStates:\r\n  A:\r\n    Type: Pass\r\n    Next: B\r\n  B:\r\n    Type: Succeed\r\n",
    ),
    (
        "no line ends",
        Format::Json,
        r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"TopicArn":"t","Message.$":"$.m"},"End":true}}}"#,
    ),
    (
        "tabs",
        Format::Json,
        "{\n\t\"StartAt\": \"A\",\n\t\"States\": {\n\t\t\"A\": {\n\t\t\t\"Type\": \"Pass\",\n\t\t\t\"Next\": \"B\"\n\t\t},\n\t\t\"B\": {\n\t\t\t\"Type\": \"Succeed\"\n\t\t}\n\t}\n}",
    ),
    (
        "comments",
        Format::Json,
        "// one\n{ /* two */ \"StartAt\": \"A\", // three\n  \"States\": { // four\n    // five\n    \"A\": { \"Type\": \"Pass\", /* six */ \"Next\": \"B\" }, // seven\n    \"B\": { \"Type\": \"Succeed\" } // eight\n  } /* nine */ } // ten\n",
    ),
    (
        "comments",
        Format::Yaml,
        "# one\nStartAt: A # two\nStates: # three\n  # four\n  A: # five\n    Type: Pass # six\n    Next: B # seven\n  # eight\n\n  # nine\n  B:\n    Type: Succeed\n# ten\n",
    ),
    (
        "escapes",
        Format::Json,
        r#"{ "St\u0061rtAt": "\u0041\ud83e\udd80", "States": { "A🦀": { "Type": "P\u0061ss", "N\u0065xt": "\"\\\/\b" }, "\"\\/\b": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "Payload.$": "$.\u0061['\u00fc\\'x']" }, "End": true } } }"#,
    ),
    (
        "blocks",
        Format::Yaml,
        "StartAt: A\nQueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: >-\n      {%\n        $states.input.a &\n\n        'x🦀' & $uppercase($states.context.Execution.Id)\n      %}\n    Next: |-\n      B c\n  B c:\n    Type: Task\n    Resource: \"arn:aws:states:::\\\n      lambda:invoke\"\n    Arguments:\n      FunctionName: f\n      Payload: |\n        {% {'a': $states.input.b[x > 1].(\n          $y := 2; $y + 1)} %}\n    End: true\n",
    ),
    (
        "anchors",
        Format::Yaml,
        "StartAt: A\nx: &retry\n  - ErrorEquals: [States.ALL]\n    IntervalSeconds: 90\nStates:\n  A: &a\n    Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    Retry: *retry\n    Next: B\n  B:\n    <<: *a\n    Next: C\n  C: !!map {Type: Succeed}\n",
    ),
    (
        "indents",
        Format::Yaml,
        "StartAt: A\nStates:\n      A:\n         Type: Choice\n         Choices:\n         - Variable: $.x\n           IsPresent: true\n           Next: B\n         -\n           Variable: $.y\n           IsNull: true\n           Next: B\n         Default: B\n      B: {Type: Succeed,\n        Comment: 'it''s'}\n",
    ),
    (
        "a half text",
        Format::Json,
        "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:inv",
    ),
    (
        "a half text",
        Format::Yaml,
        "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: \"arn:aws:states:::lambda:inv\n    Next\n  B:\n   Type",
    ),
    (
        "expressions that are none",
        Format::Json,
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "a.$": "States.Format('{', $.x[?(@.a", "b.$": "$..", "c.$": "$$", "d.$": "", "e.$": "$x.y[", "f.$": "States.Array(States.Array(" }, "ResultPath": "$.a[*]", "Next": "B" }, "B": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $f($ %}", "Assign": { "x": "{% {'a' %}", "": "{%%}", "y": "{% /a", "z": "{% \"🦀 %}" }, "End": true } } }"#,
    ),
    (
        "fields of everything",
        Format::Json,
        r#"{ "Comment": "c", "Version": "1.0", "TimeoutSeconds": 1e2, "QueryLanguage": "JSONata", "StartAt": "W", "States": { "W": { "Type": "Wait", "Seconds": "{% 3600 * $states.input.h %}", "Next": "T" }, "T": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Arguments": { "Bucket": "b", "Key": "{% $states.input.key %}" }, "TimeoutSeconds": "{% 60 %}", "HeartbeatSeconds": 30, "Credentials": { "RoleArn": "arn:aws:iam::123456789012:role/r" }, "Retry": [ { "ErrorEquals": [ "S3.S3Exception", "States.Timeout" ], "IntervalSeconds": 1, "MaxAttempts": 99, "BackoffRate": 1.5, "MaxDelaySeconds": 600, "JitterStrategy": "FULL" }, { "ErrorEquals": [ "States.ALL" ] } ], "Catch": [ { "ErrorEquals": [ "States.Runtime" ], "Assign": { "e": "{% $states.errorOutput.Cause %}" }, "Output": "{% $states.errorOutput %}", "Next": "F" } ], "End": true }, "F": { "Type": "Fail", "Error": "{% $e %}", "Cause": "x" } } }"#,
    ),
    (
        "a template of another kind",
        Format::Yaml,
        "service: x\nprovider: {name: aws}\nstepFunctions:\n  stateMachines:\n    m:\n      definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n            Resource: !GetAtt F.Arn\n            Next: B\n          B: {Type: Succeed}\nfunctions:\n  F: {handler: a.b}\n",
    ),
    (
        "a template with substitutions",
        Format::Yaml,
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: app.handler, Runtime: nodejs20.x}\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionSubstitutions:\n        FunctionArn: !GetAtt F.Arn\n        Seconds: '5'\n      DefinitionString: !Sub |\n        {\n          \"StartAt\": \"A🦀\",\n          \"States\": {\n            \"A🦀\": { \"Type\": \"Task\", \"Resource\": \"${F.Arn}\", \"Next\": \"B\" },\n\n            \"B\": { \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\",\n              \"Parameters\": { \"FunctionName\": \"${FunctionArn}\" },\n              \"End\": true }\n          }\n        }\n",
    ),
];
