//! Reference paths: what is one, and what writing makes of a document.

#![expect(clippy::expect_used, reason = "a helper that fails is a failed test")]

use asl_path::path;
use asl_path::reference::{ReferencePath, read, write};
use serde_json::{Value, json};

fn put(document: &Value, path: &str) -> String {
    let path = ReferencePath::parse(path).expect("a reference path");
    let mut written = document.clone();
    match write(&mut written, &path, json!("new")) {
        Ok(()) => written.to_string(),
        Err(failure) => {
            assert_eq!(written, *document, "a failure changes nothing");
            format!("! {failure}")
        }
    }
}

#[test]
fn writing_sets_extends_and_creates() {
    let rows = [
        (json!({ "a": 1 }), "$", "\"new\""),
        (json!({ "a": 1 }), "$.b", "{\"a\":1,\"b\":\"new\"}"),
        (json!({ "a": 1, "b": 2 }), "$.a", "{\"a\":\"new\",\"b\":2}"),
        (
            json!({}),
            "$.a.b['c d']",
            "{\"a\":{\"b\":{\"c d\":\"new\"}}}",
        ),
        (
            json!({ "a": { "x": 1 } }),
            "$.a.b",
            "{\"a\":{\"x\":1,\"b\":\"new\"}}",
        ),
        (json!({ "a": null }), "$.a.b", "{\"a\":{\"b\":\"new\"}}"),
        (json!({ "a": [1, 2] }), "$.a[0]", "{\"a\":[\"new\",2]}"),
        (json!({ "a": [1, 2] }), "$.a[2]", "{\"a\":[1,2,\"new\"]}"),
        (
            json!({ "a": [{}] }),
            "$.a[0].b",
            "{\"a\":[{\"b\":\"new\"}]}",
        ),
        (json!({}), "$.a[0].b", "{\"a\":[{\"b\":\"new\"}]}"),
        (json!([1]), "$[1]", "[1,\"new\"]"),
    ];
    for (document, path, wanted) in rows {
        assert_eq!(put(&document, path), wanted, "{path}");
    }
}

#[test]
fn what_does_not_fit_is_a_conflict() {
    let rows = [
        (
            json!("text"),
            "$.a",
            "! Unable to apply ReferencePath $.a to input \"text\"",
        ),
        (
            json!(null),
            "$.a",
            "! Unable to apply ReferencePath $.a to input null",
        ),
        (
            json!([1]),
            "$.a",
            "! Unable to apply step \"a\" to input [1]",
        ),
        (
            json!({ "a": 1 }),
            "$.a.b",
            "! Unable to apply step \"b\" to input {\"a\":1}",
        ),
        (
            json!({ "a": [1] }),
            "$.a[3]",
            "! Unable to apply step \"3\" to input {\"a\":[1]}",
        ),
        (
            json!({}),
            "$.a[1]",
            "! Unable to apply step \"1\" to input {}",
        ),
        (
            json!({ "a": {} }),
            "$.a[0]",
            "! Unable to apply step \"0\" to input {\"a\":{}}",
        ),
    ];
    for (document, path, wanted) in rows {
        assert_eq!(put(&document, path), wanted, "{path}");
    }
}

#[test]
fn reading_names_the_step_that_leads_nowhere() {
    let document = json!({ "a": { "list": [1, 2] } });
    let at = |path: &str| {
        let path = ReferencePath::parse(path).expect("a reference path");
        read(&document, &path).map_or_else(|failure| failure.to_string(), Value::to_string)
    };
    assert_eq!(at("$.a.list[1]"), "2");
    assert_eq!(
        at("$.a.items"),
        "Unable to apply step \"items\" to input {\"a\":{\"list\":[1,2]}}"
    );
    assert_eq!(
        at("$.a.list[2]"),
        "Unable to apply step \"2\" to input {\"a\":{\"list\":[1,2]}}"
    );
}

#[test]
fn only_names_and_indices_are_reference_paths() {
    let message = |path: &str| {
        let error = path::parse(path).value.is_reference_path().expect_err(path);
        format!("{:?} {}", error.range, error.message)
    };
    assert_eq!(
        message("$.a[*].b"),
        "3..6 A reference path cannot have a wildcard"
    );
    assert_eq!(message("$..a"), "1..3 A reference path cannot have '..'");
    assert_eq!(
        message("$.a[-1]"),
        "3..7 A reference path cannot have a negative index"
    );
    assert_eq!(
        message("$.a[0,1]"),
        "3..8 A reference path cannot have several indices"
    );
    assert_eq!(
        message("$['a','b']"),
        "1..10 A reference path cannot have several names in one bracket"
    );
    assert_eq!(
        message("$.a[1:]"),
        "3..7 A reference path cannot have a slice"
    );
    assert_eq!(
        message("$.a[?(@.b)]"),
        "3..11 A reference path cannot have a filter"
    );
    assert_eq!(
        message("$.a[(@.length-1)]"),
        "3..17 A reference path cannot have a script"
    );
    assert!(
        path::parse("$.a['b c'][0].é")
            .value
            .is_reference_path()
            .is_ok()
    );
    assert!(ReferencePath::parse("$$.a").is_err());
    assert!(ReferencePath::parse("$name").is_err());
    assert!(ReferencePath::parse("a").is_err());
}
