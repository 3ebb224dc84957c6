//! What the functions answer, and what is wrong with calls before there is any data.

mod support;

use asl_path::intrinsic::{ProblemKind, check, parse};
use asl_path::template::Expression;
use expect_test::expect;
use serde_json::{Value, json};
use support::TestScope;

fn input() -> Value {
    json!({
        "name": "Ada", "n": 7, "half": 2.5, "minus": -1.5, "list": [1, 2, 2, "x", null, [1], [1], { "a": 1 }],
        "object": { "a": 1, "b": [true, null, "t"], "c": { "d": 1.0 } }, "nothing": null, "big": 12_345_678.9,
        "template": "{} and {}", "blank": " ", "json": "{\"k\":[1,2.50]}", "lists": [[0], [1]]
    })
}

fn answer(call: &str) -> String {
    let expression = match Expression::compile(call) {
        Ok(expression) => expression,
        Err(errors) => return format!("refused: {}", errors[0].message),
    };
    match expression.evaluate("v.$", &TestScope::new(input())) {
        Ok(value) => value.to_string(),
        Err(failure) => format!("{}: {}", failure.error, failure.cause),
    }
}

fn rows(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(call, wanted)| (call, wanted, answer(call)))
        .filter(|(_, wanted, got)| *wanted != got)
        .map(|(call, wanted, got)| format!("{call}\n  wanted {wanted}\n  got    {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn arrays() {
    rows(&[
        ("States.Array()", "[]"),
        (
            "States.Array(1, 'a', null, $.n, States.Array(true))",
            "[1,\"a\",null,7,[true]]",
        ),
        (
            "States.ArrayPartition(States.ArrayRange(1, 5, 1), 2)",
            "[[1,2],[3,4],[5]]",
        ),
        (
            "States.ArrayPartition(States.Array(1, 2, 3), 1.9)",
            "[[1],[2],[3]]",
        ),
        ("States.ArrayPartition(States.Array(), 3)", "[]"),
        ("States.ArrayContains($.list, 'x')", "true"),
        ("States.ArrayContains($.list, null)", "true"),
        ("States.ArrayContains($.list, States.Array(1))", "true"),
        ("States.ArrayContains($.list, 9)", "false"),
        ("States.ArrayContains($.lists[*][0], 1)", "true"),
        ("States.ArrayRange(0, 10, 3)", "[0,3,6,9]"),
        ("States.ArrayRange(1, 9, 9)", "[1]"),
        ("States.ArrayRange(5, 1, -2)", "[5,3,1]"),
        ("States.ArrayRange(1, 0, 1)", "[]"),
        ("States.ArrayGetItem($.list, 3)", "\"x\""),
        (
            "States.ArrayGetItem(States.StringSplit('a/b', '/'), 0)",
            "\"a\"",
        ),
        ("States.ArrayLength($.list)", "8"),
        ("States.ArrayLength($.absent[*].x)", "0"),
        (
            "States.ArrayUnique($.list)",
            "[null,[1],{\"a\":1},1,2,\"x\"]",
        ),
    ]);
}

/// What shows that Java's objects are behind the functions, none of which the guide says.
#[test]
fn arrays_are_those_of_java() {
    rows(&[
        (
            "States.ArrayUnique(States.Array(true, false, true))",
            "[false,true]",
        ),
        (
            "States.ArrayUnique(States.StringToJson('[[1,2],[2,1],[1,2]]'))",
            "[[2,1],[1,2]]",
        ),
        (
            "States.ArrayUnique(States.StringToJson('[17,1,16,0,1]'))",
            "[16,0,17,1]",
        ),
        (
            "States.ArrayUnique(States.StringToJson('[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]'))",
            "[{\"a\":1,\"b\":2}]",
        ),
        (
            "States.ArrayUnique(States.Array('b', 'a', 'b', 1, 3000000000))",
            "[3000000000,\"a\",1,\"b\"]",
        ),
        (
            "States.ArrayContains(States.Array('true', '7'), true)",
            "true",
        ),
        ("States.ArrayContains(States.Array('true', '7'), 7)", "true"),
        ("States.ArrayContains(States.Array(0, 1), false)", "false"),
        (
            "States.ArrayContains(States.StringToJson('[{\"a\":1,\"b\":2}]'), States.StringToJson('{\"b\":2,\"a\":1}'))",
            "false",
        ),
        ("States.ArrayRange(1.6, 3.4, 1)", "[1,2,3]"),
        ("States.ArrayRange(3, -0.6, -1.9)", "[3,2,1,0]"),
        ("States.ArrayGetItem($.list, 3.9)", "\"x\""),
        ("States.ArrayGetItem(States.Array(), 7)", "null"),
    ]);
}

#[test]
fn texts() {
    rows(&[
        ("States.Format('Hi {}', $.name)", "\"Hi Ada\""),
        ("States.Format('none')", "\"none\""),
        ("States.Format('{}{}', 1, null)", "\"1null\""),
        (
            "States.Format('{} {} {}', true, 1.50, $.half)",
            "\"true 1.5 2.5\"",
        ),
        (
            "States.Format('{}', $.object)",
            "\"{a=1, b=[true, null, t], c={d=1.0}}\"",
        ),
        ("States.Format('{}', $.big)", "\"1.23456789E7\""),
        (
            "States.Format('\\{{}\\} \\'q\\' \\\\', 1)",
            "\"{1} 'q' \\\\\"",
        ),
        ("States.Format($.template, 1, 'b')", "\"1 and b\""),
        ("States.Format('{}', $$.Execution.Id)", "\"run-1\""),
        ("States.Format('{}-{}', $count, $who.name)", "\"3-Ada\""),
        ("States.StringSplit(',a,,b;c', ',;')", "[\"a\",\"b\",\"c\"]"),
        ("States.StringSplit(',,', ',')", "[]"),
        ("States.StringSplit('abc', '')", "[\"abc\"]"),
        ("States.Base64Encode('Grüße')", "\"R3LDvMOfZQ==\""),
        ("States.Base64Decode('R3LDvMOfZQ')", "\"Grüße\""),
        (
            "States.Hash('abc', 'MD5')",
            "\"900150983cd24fb0d6963f7d28e17f72\"",
        ),
        (
            "States.Hash('abc', 'SHA-1')",
            "\"a9993e364706816aba3e25717850c26c9cd0d89d\"",
        ),
        (
            "States.Hash('abc', 'SHA-256')",
            "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        ),
        (
            "States.Hash(12, 'MD5')",
            "\"c20ad4d76fe97759aa27a0c99bff6710\"",
        ),
        ("States.Base64Decode('!Z G8*=tail')", "\"do\""),
        ("States.Base64Decode('ZG9')", "\"do\""),
        (
            "States.Base64Decode('R3LDvMOf_-8')",
            "\"Grüß\u{fffd}\u{fffd}\"",
        ),
        ("States.Format(12)", "\"12\""),
        (
            "States.Format('{}', States.StringToJson('\"x\"'))",
            "\"\\\"x\\\"\"",
        ),
        (
            "States.Format('{}', States.StringToJson('{\"a\":[1]}'))",
            "\"{\\\"a\\\":[1]}\"",
        ),
        ("States.UUID()", "\"00000000-0000-4000-8000-000000000000\""),
    ]);
}

#[test]
fn numbers_and_json() {
    rows(&[
        ("States.MathAdd(1, 2)", "3"),
        ("States.MathAdd($.half, $.minus)", "2"),
        ("States.MathAdd(-0.5, 0)", "0"),
        ("States.MathAdd(-0.51, 0)", "-1"),
        ("States.MathAdd(1.49, 1.5)", "3"),
        ("States.MathRandom(1, 10)", "1"),
        ("States.MathRandom(1, 2, 99)", "1"),
        ("States.MathRandom(1, 100, 42)", "63"),
        ("States.MathRandom(1.9, 1000.9, 1)", "106"),
        ("States.MathRandom(1, 10, 0)", "7"),
        ("States.StringToJson($.json)", "{\"k\":[1,2.5]}"),
        ("States.StringToJson($.blank)", "null"),
        ("States.StringToJson('')", "null"),
        ("States.StringToJson('-0')", "0"),
        (
            "States.JsonToString($.object)",
            "\"{\\\"a\\\":1,\\\"b\\\":[true,null,\\\"t\\\"],\\\"c\\\":{\\\"d\\\":1.0}}\"",
        ),
        (
            "States.JsonMerge($.object, States.StringToJson('{\"c\":2}'), false)",
            "{\"a\":1,\"b\":[true,null,\"t\"],\"c\":2}",
        ),
        (
            "States.JsonMerge($.object, $.object, 'no')",
            "{\"a\":1,\"b\":[true,null,\"t\"],\"c\":{\"d\":1.0}}",
        ),
        ("States.StringToJson('{\"a\":1} rest')", "{\"a\":1}"),
        ("States.Array($.nothing)", "[null]"),
    ]);
}

#[test]
fn failures_name_the_whole_expression() {
    expect![[r#"
        States.Runtime: The function 'States.Format('{}', States.Format('{}', $.list[9]))' had the following error: The JsonPath argument for the field '$.list[9]' could not be found in the input '…'
        States.Runtime: The function 'States.Format('{}', $$.Execution.Nope)' had the following error: The JsonPath argument for the field '$.Execution.Nope' could not be found in the input '…'
        States.Runtime: The function 'States.Format('{}', $unknown)' had the following error: The JsonPath argument for the field '$unknown' could not be found in the input '…'
        States.Runtime: There was an error while evaluating the intrinsic function: States.Format('{}', 1, 2). Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.
        States.Runtime: There was an error while evaluating the intrinsic function: States.Format($.template, 1). Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.
        States.Runtime: There was an error while evaluating the intrinsic function: States.ArrayGetItem($.list, 99). Invalid arguments in States.ArrayGetItem
        States.Runtime: There was an error while evaluating the intrinsic function: States.ArrayGetItem($.name, 0). Invalid arguments in States.ArrayGetItem
        States.Runtime: There was an error while evaluating the intrinsic function: States.ArrayRange(1, 2, 0). Invalid arguments in States.ArrayRange
        States.Runtime: There was an error while evaluating the intrinsic function: States.ArrayRange(0, 1000, 1). Invalid arguments in States.ArrayRange
        States.Runtime: There was an error while evaluating the intrinsic function: States.ArrayPartition($.list, 0). Invalid arguments in States.ArrayPartition
        States.Runtime: There was an error while evaluating the intrinsic function: States.StringToJson('{'). Cannot convert String to Json in States.StringToJson, caused by: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])
         at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]
        States.Runtime: There was an error while evaluating the intrinsic function: States.JsonMerge($.object, $.object, true). Invalid arguments in States.JsonMerge
        States.Runtime: There was an error while evaluating the intrinsic function: States.Hash('a', 'MD4'). Invalid arguments in States.Hash
        States.Runtime: There was an error while evaluating the intrinsic function: States.Format('{', 1). Invalid template in States.Format: matching '}' not found for '{'.
        States.Runtime: There was an error while evaluating the intrinsic function: States.Format('}'). Invalid template in States.Format: matching '{' not found for '}'.
        States.Runtime: There was an error while evaluating the intrinsic function: States.Format('{{}}', 1). Invalid template in States.Format: matching '}' not found for '{'.
        States.Runtime: The function 'States.Format('{}', $.n[0])' had the following error: Filter: [0] can only be applied to arrays. Current context is: 7
        States.Runtime: There was an error while evaluating the intrinsic function: States.StringToJson('{bad}'). Cannot convert String to Json in States.StringToJson, caused by: Unexpected character ('b' (code 98)): was expecting double-quote to start field name
         at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]
        States.Runtime: There was an error while evaluating the intrinsic function: States.StringToJson('[1, nope]'). Cannot convert String to Json in States.StringToJson, caused by: Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
         at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 9]
        States.Runtime: There was an error while evaluating the intrinsic function: States.StringToJson('[1}'). Cannot convert String to Json in States.StringToJson, caused by: Unexpected close marker '}': expected ']' (for Array starting at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])
         at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 3]
        States.Runtime: There was an error while evaluating the intrinsic function: States.StringToJson('{"a" 1}'). Cannot convert String to Json in States.StringToJson, caused by: Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value
         at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 6]
        States.Runtime: There was an error while evaluating the intrinsic function: States.MathAdd(2147483647, 1). Invalid arguments in States.MathAdd
        States.Runtime: There was an error while evaluating the intrinsic function: States.Base64Encode(1). Invalid arguments in States.Base64Encode
        States.Runtime: There was an error while evaluating the intrinsic function: States.Hash('a'). Invalid arguments in States.Hash
        States.Runtime: There was an error while evaluating the intrinsic function: States.MathRandom(5, 5). Invalid arguments in States.MathRandom
        States.Runtime: There was an error while evaluating the intrinsic function: States.MathAdd(9223372036854775807, 1). Invalid arguments in States.MathAdd
        States.Runtime: There was an error while evaluating the intrinsic function: States.UUID(1). Invalid arguments in States.UUID
        States.Runtime: There was an error while evaluating the intrinsic function: States.Nope(). There is no function States.Nope
    "#]].assert_eq(
        &[
            "States.Format('{}', States.Format('{}', $.list[9]))",
            "States.Format('{}', $$.Execution.Nope)",
            "States.Format('{}', $unknown)",
            "States.Format('{}', 1, 2)",
            "States.Format($.template, 1)",
            "States.ArrayGetItem($.list, 99)",
            "States.ArrayGetItem($.name, 0)",
            "States.ArrayRange(1, 2, 0)",
            "States.ArrayRange(0, 1000, 1)",
            "States.ArrayPartition($.list, 0)",
            "States.StringToJson('{')",
            "States.JsonMerge($.object, $.object, true)",
            "States.Hash('a', 'MD4')",
            "States.Format('{', 1)",
            "States.Format('}')",
            "States.Format('{{}}', 1)",
            "States.Format('{}', $.n[0])",
            "States.StringToJson('{bad}')",
            "States.StringToJson('[1, nope]')",
            "States.StringToJson('[1}')",
            "States.StringToJson('{\"a\" 1}')",
            "States.MathAdd(2147483647, 1)",
            "States.Base64Encode(1)",
            "States.Hash('a')",
            "States.MathRandom(5, 5)",
            "States.MathAdd(9223372036854775807, 1)",
            "States.UUID(1)",
            "States.Nope()",
        ]
        .map(|call| answer(call).replace(&input().to_string(), "…") + "\n")
        .concat(),
    );
}

#[test]
fn mistakes_are_seen_without_data() {
    let show = |text: &str| {
        let parsed = parse(text);
        assert_eq!(parsed.errors, []);
        let problems = check(&parsed.value);
        let lines = problems.iter().map(|problem| {
            let at = std::ops::Range::<usize>::from(problem.range);
            format!("  {}: {}\n", &text[at], problem.message)
        });
        format!("{text}\n{}", lines.collect::<String>())
    };
    expect![[r#"
        States.format('{}', $.a)
          States.format: There is no function States.format
        States.ArrayLenght($.a)
          States.ArrayLenght: There is no function States.ArrayLenght
        States.Default($.a, 1)
          States.Default: There is no function States.Default
        States.Format('{} {}', 1)
          ('{} {}', 1): The template has 2 '{}', but 1 value follows it
        States.Format('none', $.a)
          ('none', $.a): The template has 0 '{}', but 1 value follows it
        States.Format('\{\}')
        States.Format()
          (): States.Format takes at least 1 argument, not 0
        States.UUID(1)
          (1): States.UUID takes no arguments, not 1
        States.MathAdd(1, '-1')
          '-1': 'b' must be a number, not a text
        States.MathAdd(1, null)
          null: 'b' cannot be null
        States.MathRandom(1)
          (1): States.MathRandom takes 2 to 3 arguments, not 1
        States.ArrayLength(States.MathAdd(1, 2))
          States.MathAdd(1, 2): 'array' must be an array, not a number
        States.ArrayContains(1, 2)
          1: 'array' must be an array, not a number
        States.JsonMerge($.a, $.b, true)
          true: Deep merging is not supported: the third argument must be false
        States.Hash($.a, 'md5')
          'md5': The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512
        States.ArrayRange(1, 2, 0)
          0: The step cannot be 0
        States.ArrayPartition($.a, 0)
          0: The size of a chunk cannot be 0
        States.Array(States.Nope(1))
          States.Nope: There is no function States.Nope
    "#]]
    .assert_eq(
        &[
            "States.format('{}', $.a)",
            "States.ArrayLenght($.a)",
            "States.Default($.a, 1)",
            "States.Format('{} {}', 1)",
            "States.Format('none', $.a)",
            "States.Format('\\{\\}')",
            "States.Format()",
            "States.UUID(1)",
            "States.MathAdd(1, '-1')",
            "States.MathAdd(1, null)",
            "States.MathRandom(1)",
            "States.ArrayLength(States.MathAdd(1, 2))",
            "States.ArrayContains(1, 2)",
            "States.JsonMerge($.a, $.b, true)",
            "States.Hash($.a, 'md5')",
            "States.ArrayRange(1, 2, 0)",
            "States.ArrayPartition($.a, 0)",
            "States.Array(States.Nope(1))",
        ]
        .map(show)
        .concat(),
    );
}

#[test]
fn ten_calls_may_nest() {
    let nested = |depth: usize| format!("{}1{}", "States.Array(".repeat(depth), ")".repeat(depth));
    assert_eq!(check(&parse(&nested(10)).value), []);
    let problems = check(&parse(&nested(12)).value);
    assert!(matches!(problems.as_slice(), [problem] if problem.kind == ProblemKind::TooDeep));
    assert!(!parse(&nested(100_000)).errors.is_empty());
}
