//! Expressions that take memory without end fail; the server and the run go on.

use asl_testing::lsp::Ended;
use serde_json::{Value, json};

use crate::support::{Document, JSON_URI, client};

/// Would hold 4 GB, made of texts that each are small enough.
const GREEDY: &str = "($s := $reduce([1..22], function($a, $b) { $a & $a }, 'x'); $count($map([1..1000], function($i) { $s & $i })))";

/// Why AWS ends such an expression.
const CAUSE: &str = "Expression evaluation memory limit exceeded: Check for excessive memory usage";

fn machine() -> Value {
    json!({ "QueryLanguage": "JSONata", "StartAt": "Greedy", "States": {
        "Greedy": {
            "Type": "Map",
            "Items": [1],
            "ItemProcessor": { "StartAt": "Item", "States": {
                "Item": { "Type": "Pass", "Output": format!("{{% {GREEDY} %}}"), "End": true },
            } },
            "Catch": [{
                "ErrorEquals": ["States.QueryEvaluationError"],
                "Output": "{% $states.errorOutput %}",
                "Next": "Calm",
            }],
            "End": true,
        },
        "Calm": { "Type": "Pass", "Output": "{% $substringAfter($states.input.Cause, 'evaluation: ') %}", "End": true },
        "Alone": { "Type": "Pass", "Output": format!("{{% {GREEDY} %}}"), "End": true },
    } })
}

#[test]
fn a_greedy_expression_fails_and_the_run_goes_on() {
    let mut client = client();
    Document::open(&mut client, JSON_URI, "asl", &machine().to_string());
    let argument = json!({ "uri": JSON_URI, "report": false });
    let params = json!({ "command": "asl.simulate", "arguments": [argument] });
    let result = client.request("workspace/executeCommand", params);
    assert_eq!(result["output"], CAUSE, "{result}");
    let argument = json!({ "uri": JSON_URI, "state": "Alone", "report": false });
    let params = json!({ "command": "asl.testState", "arguments": [argument] });
    let result = client.request("workspace/executeCommand", params);
    let cause = result["response"]["cause"].as_str().unwrap_or_default();
    assert!(cause.ends_with(CAUSE), "{result}");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
