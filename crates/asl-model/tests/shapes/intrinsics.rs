//! Intrinsic functions.

use expect_test::expect;

use crate::check;

#[test]
fn functions_answer_what_they_answer() {
    let expected = expect![[r#"
        A: ? → {list: [{x: 1}, {x: "y"}], a: {k: 1}, b: {k: "z", l: null}}
        B: {list: [{x: 1}, {x: "y"}], a: {k: 1}, b: {k: "z", l: null}} → {format: string, array: [{k: 1}, "x", 1], parts: list of list of {x: "y" or 1}, item: {x: "y" or 1}, contains: boolean, range: list of number, length: number, merged: {k: "z", l: null}, read, split: list of string, uuid: string}
    "#]];
    check(
        r#"{ "StartAt": "A", "States": {
          "A": { "Type": "Pass", "Result": { "list": [{ "x": 1 }, { "x": "y" }], "a": { "k": 1 }, "b": { "k": "z", "l": null } }, "Next": "B" },
          "B": { "Type": "Pass", "Parameters": {
            "format.$": "States.Format('{}', $.a.k)",
            "array.$": "States.Array($.a, 'x', 1)",
            "parts.$": "States.ArrayPartition($.list, 2)",
            "item.$": "States.ArrayGetItem($.list, 0)",
            "contains.$": "States.ArrayContains($.list, 1)",
            "range.$": "States.ArrayRange(1, 9, 2)",
            "length.$": "States.ArrayLength($.list)",
            "merged.$": "States.JsonMerge($.a, $.b, false)",
            "read.$": "States.StringToJson('[1]')",
            "split.$": "States.StringSplit('a,b', ',')",
            "uuid.$": "States.UUID()"
          }, "End": true } } }"#,
        &expected,
    );
}
