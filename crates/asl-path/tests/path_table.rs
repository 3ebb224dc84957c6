//! What paths answer: the values, the shapes and the words of failure.
//!
//! Every row was worked out from the rules of Jayway 2.0.0 over Jackson nodes, the engine that Step
//! Functions answers like.

use asl_path::path::{evaluate, parse};
use serde_json::{Value, json};

fn order() -> Value {
    json!({
        "id": 7,
        "customer": { "first-name": "Ada", "tags": ["vip", "new"], "address": null },
        "lines": [
            { "sku": "pen", "qty": 3, "price": 1.5, "gift": false },
            { "sku": "ink", "qty": 10, "price": 12, "gift": true },
            { "sku": "pad", "qty": "2", "note": "it's blue" }
        ],
        "a b": "blank", "a:b": "colon", "1": "one", "é": "accent", "x.y": "dot",
        "nested": { "lines": [{ "sku": "cap" }], "deep": { "sku": "top" } },
        "matrix": [[1, 2], [3, 4]],
        "empty": {}, "none": [], "flag": true
    })
}

/// The answer as one line: JSON, or `refused`, or the failure.
fn answer(path: &str, document: &Value) -> String {
    let parsed = parse(path);
    if !parsed.errors.is_empty() {
        return "refused".to_owned();
    }
    match evaluate(&parsed.value, document) {
        Ok(value) => value.to_string(),
        Err(failure) => format!("! {failure}"),
    }
}

fn check(document: &Value, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(path, wanted)| (path, wanted, answer(path, document)))
        .filter(|(_, wanted, got)| *wanted != got)
        .map(|(path, wanted, got)| format!("{path}\n  wanted {wanted}\n  got    {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_lead_to_values() {
    check(
        &order(),
        &[
            ("$.id", "7"),
            ("  $.id  ", "7"),
            ("$.customer.first-name", "\"Ada\""),
            ("$['customer']['first-name']", "\"Ada\""),
            ("$.customer.['first-name']", "\"Ada\""),
            ("$[ 'customer' ].first-name", "\"Ada\""),
            ("$['a b']", "\"blank\""),
            ("$.a:b", "\"colon\""),
            ("$.1", "\"one\""),
            ("$.é", "\"accent\""),
            ("$['x.y']", "\"dot\""),
            ("$.customer.address", "null"),
            ("$.empty", "{}"),
            ("$['id','flag']", "{\"id\":7,\"flag\":true}"),
            ("$['id','absent']", "{\"id\":7}"),
            (
                "$['matrix'][0]id",
                "! Property ['id'] not found in path $['matrix'][0]",
            ),
            ("$.flag]", "{}"),
        ],
    );
}

#[test]
fn indices_and_slices_cut_arrays() {
    check(
        &order(),
        &[
            ("$.lines[0].sku", "\"pen\""),
            ("$.lines.[1].sku", "\"ink\""),
            ("$.matrix[1][0]", "3"),
            ("$.matrix[01][ 1 ]", "4"),
            ("$.lines[9]", "null"),
            ("$.lines[-1]", "null"),
            ("$.matrix[0,1][0]", "[1,3]"),
            ("$.matrix[0][0,9]", "[1,null]"),
            ("$.matrix[0][1,]", "2"),
            ("$.customer.tags[1:]", "[\"new\"]"),
            ("$.customer.tags[:1]", "[\"vip\"]"),
            ("$.customer.tags[0:9]", "[\"vip\",\"new\"]"),
            ("$.customer.tags[0:2:5]", "[\"vip\",\"new\"]"),
            ("$.customer.tags[-1:]", "[\"new\"]"),
            ("$.customer.tags[:-1]", "[\"vip\"]"),
            ("$.customer.tags[-1:1]", "[null,\"vip\"]"),
            ("$.customer.tags[5:]", "[]"),
            ("$.none[1:]", "[]"),
            ("$.lines[(@.length-1)].note", "\"it's blue\""),
            ("$.lines[(@.size() - 2)].sku", "\"ink\""),
            ("$.lines[(@.length-9)]", "null"),
        ],
    );
}

#[test]
fn wildcards_and_scans_answer_arrays() {
    check(
        &order(),
        &[
            ("$.lines[*].sku", "[\"pen\",\"ink\",\"pad\"]"),
            ("$.lines.*.sku", "[\"pen\",\"ink\",\"pad\"]"),
            ("$.lines[*].note", "[\"it's blue\"]"),
            ("$.matrix[*][*]", "[1,2,3,4]"),
            ("$.matrix[*][0]", "[1,3]"),
            ("$.empty[*]", "[]"),
            ("$.none[*].x", "[]"),
            ("$.absent[*].x", "[]"),
            ("$.id[*]", "[]"),
            ("$..sku", "[\"pen\",\"ink\",\"pad\",\"cap\",\"top\"]"),
            ("$.nested..sku", "[\"cap\",\"top\"]"),
            ("$..['sku']", "[\"pen\",\"ink\",\"pad\",\"cap\",\"top\"]"),
            ("$...sku", "[\"pen\",\"ink\",\"pad\",\"cap\",\"top\"]"),
            ("$..lines[0].sku", "[\"pen\",\"cap\"]"),
            ("$.matrix..*", "[[1,2],[3,4],1,2,3,4]"),
            ("$.matrix..[0]", "[[1,2],1,3]"),
            ("$.none..[0]", "[null]"),
            (
                "$.lines..['sku','price']",
                "[{\"sku\":\"pen\",\"price\":1.5},{\"sku\":\"ink\",\"price\":12}]",
            ),
            ("$..[?(@.deep)].deep.sku", "[\"top\"]"),
        ],
    );
}

#[test]
fn filters_choose() {
    check(
        &order(),
        &[
            ("$.lines[?(@.gift == true)].sku", "[\"ink\"]"),
            ("$.lines[?(@.gift)].sku", "[\"pen\",\"ink\"]"),
            ("$.lines[?(!@.gift)].sku", "[\"pad\"]"),
            ("$.lines[?(@.sku == 'ink')].qty", "[10]"),
            ("$.lines[?(@.sku==ink)].qty", "[10]"),
            ("$.lines[?(@.sku != 'ink')].sku", "[\"pen\",\"pad\"]"),
            ("$.lines[?(@.price > 2)].sku", "[\"ink\"]"),
            ("$.lines[?(@.price >= 1.50)].sku", "[\"pen\",\"ink\"]"),
            ("$.lines[?(@.price < 2 && @.qty == 3)].sku", "[\"pen\"]"),
            (
                "$.lines[?(@.sku == 'pad' || @.price < 2)].sku",
                "[\"pen\",\"pad\"]",
            ),
            ("$.lines[?(@.sku =~ /P.*/i)].sku", "[\"pen\",\"pad\"]"),
            ("$.lines[?(@.sku =~ /p/)].sku", "[]"),
            (
                "$.lines[?(@.sku =~ /(?=p)p.*/)].sku",
                "! The regular expression /(?=p)p.*/ cannot be evaluated here",
            ),
            ("$.lines[?(@.qty > 4)].sku", "[\"ink\"]"),
            ("$.lines[?(@.note == 'it\\'s blue')].sku", "[\"pad\"]"),
            (
                "$.lines[?((@.price > 2) && (@.gift == true))].sku",
                "[\"ink\"]",
            ),
            ("$.matrix[?(@[0] == 3)]", "[[3,4]]"),
            ("$.matrix[0][?(@ > 1)]", "[2]"),
            ("$.lines[?(@.qty == $.lines[1].qty)].sku", "[\"ink\"]"),
            ("$.nested[?(@.deep)].deep.sku", "[\"top\"]"),
            ("$.customer[?(@.address == null)].first-name", "[\"Ada\"]"),
            ("$.customer[?(@.address != 'x')].first-name", "[\"Ada\"]"),
            (
                "$.lines[?(@.price == ink)]",
                concat!(
                    "! Character i is neither a decimal digit number, decimal point, ",
                    "nor \"e\" notation exponential mark."
                ),
            ),
            (
                "$.lines[?(@.sku[0] == 1)]",
                "! Filter: [0] can only be applied to arrays. Current context is: \"pen\"",
            ),
            (
                "$.id[?(@.x)]",
                "! Filter: [?] can not be applied to primitives. Current context is: 7",
            ),
        ],
    );
}

#[test]
fn failures_are_worded_as_the_engine_words_them() {
    check(
        &order(),
        &[
            ("$.nope", "! No results for path: $['nope']"),
            (
                "$.customer.nope",
                "! No results for path: $['customer']['nope']",
            ),
            ("$.nope.more", "! Missing property in path $['nope']"),
            (
                "$.customer.nope.more",
                "! Missing property in path $['customer']['nope']",
            ),
            ("$.id.more", "! Property ['more'] not found in path $['id']"),
            (
                "$.lines.length()",
                "! Property ['length()'] not found in path $['lines']",
            ),
            (
                "$.id['a','b']",
                "! Property ['a', 'b'] not found in path $['id']",
            ),
            (
                "$['id','flag'].x",
                "! Multi properties can only be used as path leafs: $['id', 'flag']",
            ),
            (
                "$.id[0]",
                "! Filter: [0] can only be applied to arrays. Current context is: 7",
            ),
            (
                "$.empty[1:3].x",
                "! Filter: [1:3]['x'] can only be applied to arrays. Current context is: {}",
            ),
            (
                "$.id[(@.length-1)]",
                "! Filter: [@.size()-1] can only be applied to arrays. Current context is: 7",
            ),
            (
                "$.lines[9].sku",
                "! Property ['sku'] not found in path $['lines'][9]",
            ),
            ("$.lines[9][0]", "! The path $['lines'][9] is null"),
            (
                "$.nested.*.x",
                "! Property ['x'] not found in path $['nested']['lines']",
            ),
            (
                "$..deep.nope",
                "! No results for path: $['nested']['deep']['nope']",
            ),
            (
                "$..deep.nope.more",
                "! Missing property in path $['nested']['deep']['nope']",
            ),
            ("$..[?(@.deep)].nope.more", "[]"),
            (
                "$..deep.sku.nope.more",
                "! Property ['nope'] not found in path $['nested']['deep']['sku']",
            ),
        ],
    );
}

#[test]
fn what_the_engine_refuses_is_an_error() {
    let refused = [
        "",
        " ",
        "id",
        "$id.",
        "$.",
        "$.id.",
        "$..",
        "$.id..",
        "$.a b",
        "$. id",
        "$.id .x",
        "$[",
        "$['id'",
        "$['id",
        "$[]",
        "$[id]",
        "$[\"id\"]",
        "$[:]",
        "$[::2]",
        "$[--1]",
        "$[1-2]",
        "$[99999999999]",
        "$[ * ]",
        "$[?]",
        "$[?()]",
        "$[?(@.a]",
        "$[?(@.a == )]",
        "$[?(1)]",
        "$[?(@.a && )]",
        "$[?(@[*] == 1)]",
        "$[?(@.a == !@.b)]",
        "$[?(@.a =~ b)]",
        "$[(@.length)]",
        "$[(@.count-1)]",
        "$*",
        "$[?(@[?(@.a)])]",
    ];
    let accepted: Vec<&str> = refused
        .into_iter()
        .filter(|path| parse(path).errors.is_empty())
        .collect();
    assert!(accepted.is_empty(), "{accepted:?}");
}

#[test]
fn a_path_that_selects_too_much_fails() {
    let deep = (0..30).fold(json!(1), |inner, _| json!([inner]));
    assert_eq!(
        answer(&format!("${}", "..*".repeat(9)), &deep),
        "! The path visits more than 1000000 places"
    );
    assert_eq!(
        answer("$[-2147483648:1]", &deep),
        "! The path visits more than 1000000 places"
    );
    let filters = format!("${}", "[?(@.a)]".repeat(100_000));
    assert_eq!(
        answer(&filters, &json!({ "a": 1 })),
        "! A path of more than 1000 steps is not evaluated"
    );
}
