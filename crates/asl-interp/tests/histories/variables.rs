//! Variables: when they change and who sees them.

use expect_test::expect;
use serde_json::json;

use crate::support::{Script, check};

#[test]
fn a_state_sees_the_values_from_before_it() {
    let definition = json!({ "StartAt": "A", "States": {
        "A": { "Type": "Pass", "Result": { "n": 1 }, "Assign": { "n.$": "$.n", "old": 0 }, "Next": "B" },
        "B": {
            "Type": "Pass",
            "Assign": { "n.$": "States.MathAdd($n, 1)", "old.$": "$n" },
            "OutputPath": "$n",
            "Next": "C",
        },
        "C": { "Type": "Pass", "Parameters": { "n.$": "$n", "old.$": "$old" }, "End": true },
    } });
    check(
        &definition,
        json!({}),
        Script::default(),
        &expect![[r#"
        1<0 +0s ExecutionStarted input={}
        2<0 +0s PassStateEntered name=A input={}
        3<2 +0s PassStateExited name=A output={"n":1} assignedVariables={"n":"1","old":"0"}
        4<3 +0s PassStateEntered name=B input={"n":1}
        5<4 +0s PassStateExited name=B output=1 assignedVariables={"n":"2","old":"1"}
        6<5 +0s PassStateEntered name=C input=1
        7<6 +0s PassStateExited name=C output={"n":2,"old":1}
        8<7 +0s ExecutionSucceeded output={"n":2,"old":1}
        => {"status":"SUCCEEDED","output":{"n":2,"old":1}}
    "#]],
    );
}

#[test]
fn iterations_see_outer_variables_and_keep_their_own() {
    let definition = json!({ "StartAt": "A", "States": {
        "A": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "M" },
        "M": {
            "Type": "Map",
            "MaxConcurrency": 1,
            "ItemProcessor": { "StartAt": "I", "States": {
                "I": { "Type": "Pass", "Assign": { "own.$": "States.MathAdd($x, $)" }, "Next": "J" },
                "J": { "Type": "Pass", "Parameters": { "own.$": "$own" }, "End": true },
            } },
            "Next": "Z",
        },
        "Z": { "Type": "Pass", "Parameters": { "own.$": "$own" }, "End": true },
    } });
    check(
        &definition,
        json!([10, 20]),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input=[10,20]
            2<0 +0s PassStateEntered name=A input=[10,20]
            3<2 +0s PassStateExited name=A output=[10,20] assignedVariables={"x":"1"}
            4<3 +0s MapStateEntered name=M input=[10,20]
            5<4 +0s MapStateStarted length=2
            6<5 +0s MapIterationStarted name=M index=0
            7<6 +0s PassStateEntered name=I input=10
            8<7 +0s PassStateExited name=I output=10 assignedVariables={"own":"11"}
            9<8 +0s PassStateEntered name=J input=10
            10<9 +0s PassStateExited name=J output={"own":11}
            11<10 +0s MapIterationSucceeded name=M index=0
            12<10 +0s MapIterationStarted name=M index=1
            13<12 +0s PassStateEntered name=I input=20
            14<13 +0s PassStateExited name=I output=20 assignedVariables={"own":"21"}
            15<14 +0s PassStateEntered name=J input=20
            16<15 +0s PassStateExited name=J output={"own":21}
            17<16 +0s MapIterationSucceeded name=M index=1
            18<17 +0s MapStateSucceeded
            19<17 +0s MapStateExited name=M output=[{"own":11},{"own":21}]
            20<19 +0s PassStateEntered name=Z input=[{"own":11},{"own":21}]
            21<20 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'Z' (entered at the event id #20). The JSONPath '$own' specified for the field 'own.$' could not be found in the input '[{"own":11},{"own":21}]'
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'Z' (entered at the event id #20). The JSONPath '$own' specified for the field 'own.$' could not be found in the input '[{\"own\":11},{\"own\":21}]'"}
        "#]],
    );
}

#[test]
fn a_choice_assigns_by_rule() {
    let definition = json!({ "StartAt": "C", "States": {
        "C": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.n", "NumericEquals": 1, "Assign": { "was": "one" }, "Next": "Z" }],
            "Assign": { "was": "other" },
            "Default": "Z",
        },
        "Z": { "Type": "Pass", "Parameters": { "was.$": "$was" }, "End": true },
    } });
    check(
        &definition,
        json!({ "n": 1 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"n":1}
            2<0 +0s ChoiceStateEntered name=C input={"n":1}
            3<2 +0s ChoiceStateExited name=C output={"n":1} assignedVariables={"was":"\"one\""}
            4<3 +0s PassStateEntered name=Z input={"n":1}
            5<4 +0s PassStateExited name=Z output={"was":"one"}
            6<5 +0s ExecutionSucceeded output={"was":"one"}
            => {"status":"SUCCEEDED","output":{"was":"one"}}
        "#]],
    );
    check(
        &definition,
        json!({ "n": 2 }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"n":2}
            2<0 +0s ChoiceStateEntered name=C input={"n":2}
            3<2 +0s ChoiceStateExited name=C output={"n":2} assignedVariables={"was":"\"other\""}
            4<3 +0s PassStateEntered name=Z input={"n":2}
            5<4 +0s PassStateExited name=Z output={"was":"other"}
            6<5 +0s ExecutionSucceeded output={"was":"other"}
            => {"status":"SUCCEEDED","output":{"was":"other"}}
        "#]],
    );
}
