//! Every mistake in an `asl.toml`, drawn under it.

use asl_check::Project;
use expect_test::{Expect, expect};

use crate::drawn;

fn mistakes(text: &str, expected: Expect) {
    expected.assert_eq(&drawn(text, &Project::read(text).1));
}

#[test]
fn keys_and_values() {
    mistakes(
        r#"workflow-type = "fast"
exlude = ["a"]
exclude = "a"
ignore = ["endless-lop", 3]
scenarios = ["events/{file}.json", "{name}.json"]
rules = { flow = "of", data = 1, dta = "off" }
substitutions = { A = [1], B = 2020-01-01, C = "c", D = 1.5 }
"#,
        expect![[r#"
            1   | workflow-type = "fast"
                |                 ^^^^^^ invalid-configuration: A workflow's type is "standard" or "express"
            2   | exlude = ["a"]
                | ^^^^^^ invalid-configuration: There is no setting "exlude" here; did you mean "exclude"?
            3   | exclude = "a"
                |           ^^^ invalid-configuration: A list of strings is needed here
            4   | ignore = ["endless-lop", 3]
                |           ^^^^^^^^^^^^^ invalid-configuration: There is no rule and no group "endless-lop"; did you mean "endless-loop"?
                |                          ^ invalid-configuration: A string is needed here
            5   | scenarios = ["events/{file}.json", "{name}.json"]
                |              ^^^^^^^^^^^^^^^^^^^^ invalid-configuration: Only {name}, the definition's name, may stand in braces
            6   | rules = { flow = "of", data = 1, dta = "off" }
                |                  ^^^^ invalid-configuration: A rule's level is "off", "error", "warning", "information" or "hint"; did you mean "off"?
                |                               ^ invalid-configuration: A rule's level is "off", "error", "warning", "information" or "hint"
                |                                  ^^^ invalid-configuration: There is no rule and no group "dta"; did you mean "data"?
            7   | substitutions = { A = [1], B = 2020-01-01, C = "c", D = 1.5 }
                |                       ^^^ invalid-configuration: A substitution's value is a string, a number or a boolean
                |                                ^^^^^^^^^^ invalid-configuration: A substitution's value is a string, a number or a boolean
        "#]],
    );
}

#[test]
fn tables() {
    mistakes(
        r#"[rules]
endless-loop = "error"
exclude = ["a"]

[[files]]
ignore = ["endless-loop"]

[[files]]
path = ["a"]
paths = ["b/**"]
workflow-type = 1
exclude = ["c"]
"#,
        expect![[r#"
            3   | exclude = ["a"]
                | ^^^^^^^ invalid-configuration: "exclude" belongs above the first table
            5   | [[files]]
                | ^^^^^^^^^ invalid-configuration: These settings are for no files: "paths" is missing
            9   | path = ["a"]
                | ^^^^ invalid-configuration: There is no setting "path" here; did you mean "paths"?
            11  | workflow-type = 1
                |                 ^ invalid-configuration: A workflow's type is "standard" or "express"
            12  | exclude = ["c"]
                | ^^^^^^^ invalid-configuration: There is no setting "exclude" here
        "#]],
    );
    mistakes(
        "files = 1\nrules = []\n",
        expect![[r#"
        1   | files = 1
            |         ^ invalid-configuration: A list of tables is needed here: [[files]]
        2   | rules = []
            |         ^^ invalid-configuration: A table is needed here
    "#]],
    );
    mistakes(
        "files = [1]\nsubstitutions = \"a\"\n",
        expect![[r#"
        1   | files = [1]
            |          ^ invalid-configuration: A table is needed here
        2   | substitutions = "a"
            |                 ^^^ invalid-configuration: A table is needed here
    "#]],
    );
}

#[test]
fn broken_text() {
    mistakes(
        "ignore = [\"endless-loop\"\n[rules]\n",
        expect![[r#"
        2   | [rules]
            | | invalid-configuration: Not valid TOML: missing comma between array elements, expected `,`
    "#]],
    );
    mistakes(
        "exclude = []\nexclude = []\n",
        expect![[r#"
        2   | exclude = []
            | ^^^^^^^ invalid-configuration: Not valid TOML: duplicate key
    "#]],
    );
    mistakes(
        "ü = 'ä\n",
        expect![[r#"
        1   | ü = 'ä
            | ^ invalid-configuration: Not valid TOML: invalid unquoted key, expected letters, numbers, `-`, `_`
    "#]],
    );
}
