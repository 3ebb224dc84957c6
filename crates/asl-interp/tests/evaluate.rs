//! One expression alone: what it sees, what it gives, how it fails.

use std::sync::Arc;

use asl_interp::evaluate::{
    Dialect, Failed, Language, Problem, Surroundings, UNSUPPORTED, evaluate, evaluate_template,
    holds,
};
use asl_interp::{Machine, RunOptions, TaskAnswer, TaskCall, Worker, run};
use expect_test::expect;
use serde_json::json;

fn around() -> Surroundings {
    Surroundings {
        context: Arc::new(json!({ "Execution": { "Name": "run" } })),
        variables: vec![(Arc::from("limit"), Arc::new(json!(3)))],
        ..Surroundings::new(Arc::new(json!({ "id": 7, "list": [1, 2] })))
    }
}

/// The outcome on one line.
fn outcome(language: Language, text: &str, around: &Surroundings) -> String {
    match evaluate(language, text, around) {
        Ok(Some(value)) => value.to_string(),
        Ok(None) => "undefined".to_owned(),
        Err(problem) => words(problem),
    }
}

fn words(problem: Problem) -> String {
    match problem {
        Problem::Failed(Failed { error, cause, .. }) => format!("! {error}: {cause}"),
        Problem::Unreadable(mistakes) => mistakes
            .iter()
            .map(|it| format!("? {:?} {} {}", it.range, it.code, it.message))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

#[test]
fn every_language_has_its_answers() {
    let mut page = String::new();
    for (language, text) in [
        (Language::JsonPath, "$.list[-1:]"),
        (Language::JsonPath, "$$.Execution.Name"),
        (Language::JsonPath, "$limit"),
        (Language::JsonPath, "$.none"),
        (Language::JsonPath, "$.list["),
        (Language::ReferencePath, "$.list[1]"),
        (Language::ReferencePath, "$$.Execution"),
        (Language::ReferencePath, "$.list[5]"),
        (Language::ReferencePath, "$..id"),
        (Language::Intrinsic, "States.MathAdd($.id, $limit)"),
        (Language::Intrinsic, "States.StringToJson('{')"),
        (Language::Intrinsic, "States.Format("),
        (Language::Template, r#"{ "a.$": "$.id", "b": [true] }"#),
        (Language::Template, r#"{ "a.$": "$.none" }"#),
        (Language::Template, r#"{ "a.$": "id" }"#),
        (Language::Template, r#"{ "a": }"#),
        (Language::Jsonata, "{% $states.input.id + $limit %}"),
        (Language::Jsonata, "$states.context.Execution.Name"),
        (Language::Jsonata, "$states.input.none"),
        (Language::Jsonata, "{% $sum('x') %}"),
        (Language::Jsonata, "{% 1 + %}"),
        (Language::Jsonata, "id"),
    ] {
        let outcome = outcome(language, text, &around());
        page.extend([format!("{:14} {text}\n  {outcome}\n", language.name())]);
    }
    expect![[r#"
        jsonpath       $.list[-1:]
          [2]
        jsonpath       $$.Execution.Name
          "run"
        jsonpath       $limit
          3
        jsonpath       $.none
          ! States.Runtime: Invalid path '$.none' : No results for path: $['none']
        jsonpath       $.list[
          ? 6..7 SCHEMA_VALIDATION_FAILED This bracket is not closed; ? 7..7 SCHEMA_VALIDATION_FAILED A name, an index or '*' is missing in the brackets
        reference-path $.list[1]
          2
        reference-path $$.Execution
          {"Name":"run"}
        reference-path $.list[5]
          ! States.ReferencePathConflict: Unable to apply step "5" to input {"id":7,"list":[1,2]}
        reference-path $..id
          ? 1..3 SCHEMA_VALIDATION_FAILED A reference path cannot have '..'
        intrinsic      States.MathAdd($.id, $limit)
          10
        intrinsic      States.StringToJson('{')
          ! States.Runtime: There was an error while evaluating the intrinsic function: States.StringToJson('{'). Cannot convert String to Json in States.StringToJson, caused by: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])
         at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]
        intrinsic      States.Format(
          ? 13..14 SCHEMA_VALIDATION_FAILED This parenthesis is not closed; ? 14..14 SCHEMA_VALIDATION_FAILED An argument is missing here
        template       { "a.$": "$.id", "b": [true] }
          {"a":7,"b":[true]}
        template       { "a.$": "$.none" }
          ! States.Runtime: The JSONPath '$.none' specified for the field 'a.$' could not be found in the input '{"id":7,"list":[1,2]}'
        template       { "a.$": "id" }
          ? 0..2 SCHEMA_VALIDATION_FAILED Expected a path that starts with '$' or a function States.…(…)
        template       { "a": }
          ? 7..7 SCHEMA_VALIDATION_FAILED The template is not JSON: expected value at line 1 column 8
        jsonata        {% $states.input.id + $limit %}
          10
        jsonata        $states.context.Execution.Name
          "run"
        jsonata        $states.input.none
          undefined
        jsonata        {% $sum('x') %}
          ! States.QueryEvaluationError: The JSONata expression '$sum('x')' threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"
        jsonata        {% 1 + %}
          ? 6..6 S0207 Unexpected end of expression
        jsonata        id
          ? 0..2 UNSUPPORTED_JSONATA_EXPRESSION Reference to 'id' at the top level is not supported.
    "#]].assert_eq(&page);
}

#[test]
fn templates_of_jsonata_name_the_field() {
    let fine = json!({ "n": "{% $states.input.id %}", "plain": "{x}" });
    let bad = json!({ "a": [1, "{% $states.input.none %}"] });
    assert_eq!(
        evaluate_template(&fine, &around()),
        Ok(json!({ "n": 7, "plain": "{x}" }))
    );
    let failed = evaluate_template(&bad, &around()).map_err(words);
    expect![[r#"Err("! States.QueryEvaluationError: The JSONata expression '$states.input.none' specified for the field 'Output/a[1]' returned nothing (undefined).")"#]].assert_eq(&format!("{failed:?}"));
}

#[test]
fn jsonata_alone_reads_the_input_as_its_document() {
    let plain = Surroundings {
        dialect: Dialect::Plain,
        ..around()
    };
    assert_eq!(outcome(Language::Jsonata, "id + $limit", &plain), "10");
    let nothing = Surroundings {
        has_document: false,
        ..plain
    };
    assert_eq!(outcome(Language::Jsonata, "id", &nothing), "undefined");
    let refused = outcome(Language::Jsonata, "id", &around());
    assert!(refused.contains(UNSUPPORTED), "{refused}");
}

#[test]
fn the_seed_decides_what_is_random() {
    let with = |seed| Surroundings { seed, ..around() };
    for (language, text) in [
        (Language::Intrinsic, "States.UUID()"),
        (Language::Jsonata, "$random()"),
    ] {
        let one = outcome(language, text, &with(1));
        assert_eq!(one, outcome(language, text, &with(1)));
        assert_ne!(one, outcome(language, text, &with(2)));
    }
}

#[test]
fn rules_hold_or_fail() {
    let around = around();
    let rule = |rule| match holds(&rule, &around) {
        Ok(holds) => holds.to_string(),
        Err(problem) => words(problem),
    };
    let more = json!({ "Variable": "$.id", "NumericGreaterThanPath": "$limit", "Next": "A" });
    assert_eq!(rule(more.clone()), "true");
    assert_eq!(rule(json!({ "Not": more })), "false");
    expect!["! States.Runtime: Invalid path '$.none': The choice state's condition path references an invalid value."]
        .assert_eq(&rule(json!({ "Variable": "$.none", "NumericEquals": 1 })));
    expect!["? 0..0 SCHEMA_VALIDATION_FAILED A choice rule needs a comparison operator"]
        .assert_eq(&rule(json!({ "Variable": "$.id" })));
}

#[test]
fn what_the_states_of_an_execution_saw() {
    let definition = json!({
        "StartAt": "Set",
        "States": {
            "Set": { "Type": "Pass", "Assign": { "by": 2, "own": "outer" }, "Next": "Each" },
            "Each": {
                "Type": "Map",
                "ItemSelector": { "n.$": "$$.Map.Item.Value" },
                "ItemProcessor": {
                    "StartAt": "One",
                    "States": {
                        "One": { "Type": "Pass", "Assign": { "own": "inner" }, "Next": "Two" },
                        "Two": { "Type": "Pass", "End": true }
                    }
                },
                "End": true
            }
        }
    });
    let machine = Machine::compile(&definition).unwrap();
    let options = RunOptions::default();
    let execution = run(&machine, json!([5, 6]), &mut Nobody, &options);
    let visit = |name: &str| {
        execution
            .states
            .iter()
            .position(|it| &*it.name == name)
            .unwrap()
    };
    let seen = |text: &str, around: Option<Surroundings>| {
        let language = Language::guess(text);
        outcome(language, text, &around.unwrap())
    };
    let two = || execution.surroundings(visit("Two"));
    assert_eq!(seen("$.n", two()), "5");
    assert_eq!(seen("$own", two()), "\"inner\"");
    assert_eq!(seen("$by", two()), "2");
    assert_eq!(seen("$$.Map.Item.Index", two()), "0");
    assert_eq!(seen("$$.State.Name", two()), "\"Two\"");
    assert_eq!(seen("$$.Execution.Input", two()), "[5,6]");
    let each = visit("Each");
    assert_eq!(seen("$own", execution.surroundings(each)), "\"outer\"");
    let items = execution.surroundings_of_items(each);
    assert_eq!(seen("$$.Map.Item.Value", items), "5");
    assert!(execution.surroundings(99).is_none());
}

/// There is no Task to work on.
struct Nobody;

impl Worker for Nobody {
    fn call(&mut self, _: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::failure("Nobody", "answers")
    }
}
