//! Expressions of Step Functions and what becomes of them: the crate's proof, as tables.

use std::fmt::Write;
use std::sync::Arc;

use asl_jsonata::{Bindings, Expression, Limits, StatesMember};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn scope() -> Bindings {
    let input = json!({
        "order": {"id": 7, "items": [{"sku": "a", "price": 2.5, "qty": 4}, {"sku": "b", "price": 1.0, "qty": 1}]},
        "big": 9_007_199_254_740_993_i64,
        "huge": 12_345_678_901_234_567_890_u64,
        "whole": 3.0,
        "none": null,
        "empty": [],
        "single": [{"sku": "z"}],
        "nested": [[{"sku": "x"}], [{"sku": "y"}]],
        "text": "Grüße"
    });
    let context = json!({"Execution": {"Id": "arn:x"}, "State": {"Name": "S"}});
    Bindings::new()
        .states(StatesMember::Input, Arc::new(input))
        .states(StatesMember::Context, Arc::new(context))
        .variable("n", Arc::new(json!(41)))
        .variable("list", Arc::new(json!([1, 2, 3])))
        .seed(42)
        .now_millis(1_767_225_600_000)
}

/// One line per expression: the expression, an arrow, and its answer or failure.
fn check(expressions: &str, expected: &Expect) {
    let mut table = String::new();
    for source in expressions.trim().lines().map(str::trim) {
        let answer = match Expression::compile(source) {
            Err(errors) => errors
                .iter()
                .map(|error| {
                    format!(
                        "{}..{} {} {error}",
                        error.range.start, error.range.end, error.code
                    )
                })
                .collect::<Vec<_>>()
                .join(" | "),
            Ok(expression) => match expression.evaluate(&scope(), &Limits::default()) {
                Ok(Some(value)) => shown(&value),
                Ok(None) => "undefined".to_owned(),
                Err(failure) => format!("{failure}"),
            },
        };
        let _ = writeln!(table, "{source}  =>  {answer}");
    }
    expected.assert_eq(&table);
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.len() > 200 {
        return format!("{} bytes of JSON", text.len());
    }
    text
}

#[test]
fn names_that_are_followed() {
    check(
        "
        $states.input.order.id
        $states.input.order.items.sku
        $states.input.order.items.nothing
        $states.input.single.sku
        $states.input.nested.sku
        $states.input.empty
        $states.input.empty.sku
        $states.input.none
        $states.input.none.x
        $states.input.order.id.x
        $states.input.`order`.id
        $states.context.Execution.Id
        $states.result
        $states.nothing
        $states.input.order.%.%.context.State.Name
        $states
        $n
        $missing
        $missing.x
        $states.input.order.items[0].sku
        $states.input.order.items[sku='b'].price
        ",
        &expect![[r#"
            $states.input.order.id  =>  7
            $states.input.order.items.sku  =>  ["a","b"]
            $states.input.order.items.nothing  =>  undefined
            $states.input.single.sku  =>  "z"
            $states.input.nested.sku  =>  ["x","y"]
            $states.input.empty  =>  []
            $states.input.empty.sku  =>  undefined
            $states.input.none  =>  null
            $states.input.none.x  =>  undefined
            $states.input.order.id.x  =>  undefined
            $states.input.`order`.id  =>  7
            $states.context.Execution.Id  =>  "arn:x"
            $states.result  =>  undefined
            $states.nothing  =>  undefined
            $states.input.order.%.%.context.State.Name  =>  "S"
            $states  =>  325 bytes of JSON
            $n  =>  41
            $missing  =>  undefined
            $missing.x  =>  undefined
            $states.input.order.items[0].sku  =>  "a"
            $states.input.order.items[sku='b'].price  =>  1
        "#]],
    );
}

#[test]
fn numbers() {
    check(
        "
        $states.input.big
        $states.input.huge
        $states.input.whole
        $states.input.order.items[1].price
        1.0
        0.1 + 0.2
        1e21
        1/0
        -1/0
        0/0
        1/0 + 1
        $n + 1
        7 % 4
        [1/0, -5/0, 0/0]
        {'a': (1; 2/0), 'b': true ? 1e300 * -1e300 : 0, 'c': [0 % 0, 'x']}
        ($x := 0; [1/$x])
        $string(1/0)
        1/0 & ''
        9007199254740993
        [9007199254740992, -0, 1.0]
        {'id': $states.input.big, 'all': [$states.input.big, 1]}
        $map([$states.input], function($v) { $v.big })
        $states.input.[big, huge]
        $power(2, 62)
        $formatBase(1, -1)
        'v1.0' + 1
        true and (1 + 'a')
        /a/
        ",
        &expect![[r#"
            $states.input.big  =>  9007199254740993
            $states.input.huge  =>  1.2345678901234567e+19
            $states.input.whole  =>  3
            $states.input.order.items[1].price  =>  1
            1.0  =>  1
            0.1 + 0.2  =>  0.30000000000000004
            1e21  =>  1e+21
            1/0  =>  "Infinity"
            -1/0  =>  "-Infinity"
            0/0  =>  "NaN"
            1/0 + 1  =>  threw an error during evaluation. D1001: Number out of range: null
            $n + 1  =>  42
            7 % 4  =>  3
            [1/0, -5/0, 0/0]  =>  ["Infinity","-Infinity","NaN"]
            {'a': (1; 2/0), 'b': true ? 1e300 * -1e300 : 0, 'c': [0 % 0, 'x']}  =>  {"a":"Infinity","b":"-Infinity","c":["NaN","x"]}
            ($x := 0; [1/$x])  =>  ["Infinity"]
            $string(1/0)  =>  threw an error during evaluation. D3001: Attempting to invoke string function on Infinity or NaN
            1/0 & ''  =>  threw an error during evaluation. D3001: Attempting to invoke string function on Infinity or NaN
            9007199254740993  =>  9007199254740992
            [9007199254740992, -0, 1.0]  =>  [9007199254740992,0,1]
            {'id': $states.input.big, 'all': [$states.input.big, 1]}  =>  {"id":9007199254740993,"all":[9007199254740993,1]}
            $map([$states.input], function($v) { $v.big })  =>  9007199254740993
            $states.input.[big, huge]  =>  [9007199254740993,1.2345678901234567e+19]
            $power(2, 62)  =>  4611686018427387904
            $formatBase(1, -1)  =>  threw an error during evaluation. D3100: The radix of the formatBase function must be between 2 and 36.  It was given -1
            'v1.0' + 1  =>  threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number
            true and (1 + 'a')  =>  threw an error during evaluation. T2002: The right side of the "and" operator must evaluate to a number
            /a/  =>  returned an unsupported result type.
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn functions_of_step_functions() {
    check(
        r#"
        $partition([1,2,3,4,5], 2)
        $partition([1,2,3], 2.9)
        $partition([1,2,3])
        $partition([1,2,3], 0)
        $partition([], 2)
        $partition([1,2,3], -1)
        $partition(null, 1)
        $partition($missing, 1)
        $partition([1], 'x')
        $partition([1], 1, 1)
        $range(1, 9, 2)
        $range(1, 9, 9)
        $range(9, 1, -4)
        $range(1, 9, 0)
        $range(1, 9, -1)
        $range(1, 9)
        $range(1)
        $range(1.9, 3.9, 1)
        $range(1, 2, 1, 1)
        $range(1, 360145, 1)
        $range(1, 360146, 1)
        $hash('abc', 'MD5')
        $hash('abc', 'SHA-1')
        $hash('Grüße', 'SHA-256')
        $length($hash('abc', 'SHA-384')) & ' ' & $length($hash('abc', 'SHA-512'))
        $hash('abc', 'sha-1')
        $hash('abc')
        $hash(1, 'MD5')
        $random(42)
        $random(0)
        $random(42.9)
        $random('x')
        $random() >= 0 and $random() < 1
        $random() = $random()
        $length($uuid())
        $substring($uuid(), 14, 1)
        $uuid() = $uuid()
        $uuid(1)
        $parse('{"a": [1, 2.5, null]}')
        $parse('')
        $parse('1 2')
        $parse('{"a": 1, "a": 2}')
        $parse('1e400')
        $parse()
        $parse($missing)
        $parse(null)
        $randomSeeded(1)
        $now()
        $millis()
        "#,
        &expect![[r#"
            $partition([1,2,3,4,5], 2)  =>  [[1,2],[3,4],[5]]
            $partition([1,2,3], 2.9)  =>  [[1,2],[3]]
            $partition([1,2,3])  =>  [[1,2,3]]
            $partition([1,2,3], 0)  =>  undefined
            $partition([], 2)  =>  undefined
            $partition([1,2,3], -1)  =>  threw an error during evaluation. D3137: Second argument must be zero or greater
            $partition(null, 1)  =>  threw an error during evaluation. T0412: Argument 1 of function "partition" must be an array of "x"
            $partition($missing, 1)  =>  undefined
            $partition([1], 'x')  =>  threw an error during evaluation. T0410: Argument 2 of function "partition" does not match function signature
            $partition([1], 1, 1)  =>  threw an error during evaluation. T0410: Argument 3 of function "partition" does not match function signature
            $range(1, 9, 2)  =>  [1,3,5,7,9]
            $range(1, 9, 9)  =>  1
            $range(9, 1, -4)  =>  [9,5,1]
            $range(1, 9, 0)  =>  undefined
            $range(1, 9, -1)  =>  undefined
            $range(1, 9)  =>  undefined
            $range(1)  =>  threw an error during evaluation. T0410: Argument 2 of function "range" does not match function signature
            $range(1.9, 3.9, 1)  =>  [1,2,3]
            $range(1, 2, 1, 1)  =>  threw an error during evaluation. T0410: Argument 4 of function "range" does not match function signature
            $range(1, 360145, 1)  =>  2409911 bytes of JSON
            $range(1, 360146, 1)  =>  threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
            $hash('abc', 'MD5')  =>  "900150983cd24fb0d6963f7d28e17f72"
            $hash('abc', 'SHA-1')  =>  "a9993e364706816aba3e25717850c26c9cd0d89d"
            $hash('Grüße', 'SHA-256')  =>  "f83e039796c6453a10f5519e39fd113901572316a1a8ea07cb525d2801dfd074"
            $length($hash('abc', 'SHA-384')) & ' ' & $length($hash('abc', 'SHA-512'))  =>  "96 128"
            $hash('abc', 'sha-1')  =>  threw an error during evaluation. D3137: Second argument must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512
            $hash('abc')  =>  undefined
            $hash(1, 'MD5')  =>  threw an error during evaluation. T0410: Argument 1 of function "hash" does not match function signature
            $random(42)  =>  0.7275636800328681
            $random(0)  =>  0.730967787376657
            $random(42.9)  =>  0.7275636800328681
            $random('x')  =>  threw an error during evaluation. T0410: Argument 1 of function "random" does not match function signature
            $random() >= 0 and $random() < 1  =>  true
            $random() = $random()  =>  false
            $length($uuid())  =>  36
            $substring($uuid(), 14, 1)  =>  "4"
            $uuid() = $uuid()  =>  false
            $uuid(1)  =>  threw an error during evaluation. T0410: Argument 1 of function "uuid" does not match function signature
            $parse('{"a": [1, 2.5, null]}')  =>  {"a":[1,2.5,null]}
            $parse('')  =>  threw an error during evaluation. D3137: Invalid JSON string
            $parse('1 2')  =>  threw an error during evaluation. D3137: Invalid JSON string
            $parse('{"a": 1, "a": 2}')  =>  threw an error during evaluation. D3137: Invalid JSON string
            $parse('1e400')  =>  threw an error during evaluation. D3137: Invalid JSON string
            $parse()  =>  undefined
            $parse($missing)  =>  undefined
            $parse(null)  =>  threw an error during evaluation. T0410: Argument 1 of function "parse" does not match function signature
            $randomSeeded(1)  =>  threw an error during evaluation. T1006: Attempted to invoke a non-function
            $now()  =>  "2026-01-01T00:00:00.000Z"
            $millis()  =>  1767225600000
        "#]],
    );
}

#[test]
fn what_is_refused() {
    check(
        r#"
        phone
        phone.number
        "é😀".input
        `a b`.c
        $states.input.order.items.(sku & price)
        $map($list, function($v) { $v + other })
        $states.input{sku: price}
        $states.input.order.items^(price).sku
        $$
        $$.x
        $n ?? 1
        $n ?: 1
        $eval('1')
        1 +
        (1
        $states.input.order[
        "open
        'a' ? : 'b'
        $n + ${Limit}
        '${Limit}' & $n
        ${Limit} +
        ,
        "#,
        &expect![[r#"
            phone  =>  0..5  UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported.
            phone.number  =>  0..5  UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported.
            "é😀".input  =>  0..8  UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'é😀' at the top level is not supported.
            `a b`.c  =>  0..5  UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'a b' at the top level is not supported.
            $states.input.order.items.(sku & price)  =>  ["a2.5","b1"]
            $map($list, function($v) { $v + other })  =>  32..37  UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'other' at the top level is not supported.
            $states.input{sku: price}  =>  {}
            $states.input.order.items^(price).sku  =>  ["b","a"]
            $$  =>  0..2  UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported.
            $$.x  =>  0..2  UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported.
            $n ?? 1  =>  3..5 S0211 INVALID_JSONATA_EXPRESSION: The symbol "?" cannot be used as a unary operator
            $n ?: 1  =>  3..5 S0211 INVALID_JSONATA_EXPRESSION: The symbol ":" cannot be used as a unary operator
            $eval('1')  =>  threw an error during evaluation. T1006: Attempted to invoke a non-function
            1 +  =>  3..3 S0207 INVALID_JSONATA_EXPRESSION: Unexpected end of expression
            (1  =>  2..2 S0203 INVALID_JSONATA_EXPRESSION: Expected ")" before end of expression
            $states.input.order[  =>  20..20 S0203 INVALID_JSONATA_EXPRESSION: Expected "]" before end of expression
            "open  =>  0..5 S0101 INVALID_JSONATA_EXPRESSION: String literal must be terminated by a matching quote
            'a' ? : 'b'  =>  6..7 S0211 INVALID_JSONATA_EXPRESSION: The symbol ":" cannot be used as a unary operator | 8..11 S0201 INVALID_JSONATA_EXPRESSION: Syntax error: "b"
            $n + ${Limit}  =>  undefined
            '${Limit}' & $n  =>  "${Limit}41"
            ${Limit} +  =>  10..10 S0207 INVALID_JSONATA_EXPRESSION: Unexpected end of expression
            ,  =>  0..1 S0211 INVALID_JSONATA_EXPRESSION: The symbol "," cannot be used as a unary operator
        "#]],
    );
}

#[test]
fn failures() {
    check(
        r#"
        $sum('x')
        $sum(['x'])
        1 + 'x'
        'a' < 1
        $error('mine')
        $sum
        function($x) { $x }
        [$sum]
        $assert(false, 'no')
        $number('x')
        $f()
        $formatNumber(1, 'x')
        "#,
        &expect![[r#"
            $sum('x')  =>  threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"
            $sum(['x'])  =>  threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"
            1 + 'x'  =>  threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number
            'a' < 1  =>  threw an error during evaluation. T2009: The values "a" and 1 either side of operator "<" must be of the same data type
            $error('mine')  =>  threw an error during evaluation. D3137: mine
            $sum  =>  returned an unsupported result type.
            function($x) { $x }  =>  returned an unsupported result type.
            [$sum]  =>  [null]
            $assert(false, 'no')  =>  threw an error during evaluation. D3141: no
            $number('x')  =>  threw an error during evaluation. D3030: Unable to cast value to a number: "x"
            $f()  =>  threw an error during evaluation. T1006: Attempted to invoke a non-function
            $formatNumber(1, 'x')  =>  threw an error during evaluation. D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character
        "#]],
    );
}

#[test]
fn what_an_expression_says_about_itself() {
    let sources = [
        "$states.input.a + $x.b[$states.result.c > $y]",
        "$keys($states)",
        "($z := $states.errorOutput.Cause; $z)",
        "$states.`input`[0]",
        "{'q': $map($states.input.items, function($v) { $v.p })}",
    ];
    let mut table = String::new();
    for source in sources {
        let expression = Expression::compile(source).expect("the expression compiles");
        let variables: Vec<&str> = expression
            .variables()
            .iter()
            .map(|used| &source[used.range.clone()])
            .collect();
        let members: Vec<String> = expression
            .states_members()
            .iter()
            .map(|used| format!("{}@{}", &source[used.range.clone()], used.range.start))
            .collect();
        writeln!(
            table,
            "{source}  =>  {variables:?} {members:?} whole: {}",
            expression.uses_whole_states()
        )
        .expect("a string takes everything");
    }
    expect![[r#"
        $states.input.a + $x.b[$states.result.c > $y]  =>  ["$states", "$x", "$states", "$y"] ["input@8", "result@31"] whole: false
        $keys($states)  =>  ["$keys", "$states"] [] whole: true
        ($z := $states.errorOutput.Cause; $z)  =>  ["$z", "$states", "$z"] ["errorOutput@15"] whole: false
        $states.`input`[0]  =>  ["$states"] ["`input`@8"] whole: false
        {'q': $map($states.input.items, function($v) { $v.p })}  =>  ["$map", "$states", "$v"] ["input@19"] whole: false
    "#]].assert_eq(&table);
}

#[test]
fn the_same_scope_gives_the_same_answers() {
    let expression = Expression::compile("[$uuid(), $random(), $shuffle([1..20]), $now()]")
        .expect("the expression compiles");
    let answers = [1, 1, 2].map(|seed| {
        let answer = expression.evaluate(&scope().seed(seed), &Limits::default());
        answer.expect("it evaluates")
    });
    assert_eq!(answers[0], answers[1]);
    assert_ne!(answers[1], answers[2]);
}
