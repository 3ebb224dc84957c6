//! Texts before and after a rename, and the renames that are refused.

use asl_ide::{prepare_rename, rename};
use expect_test::{Expect, expect};

use crate::expressions::both;
use crate::support::{Setup, format_of, order_at, yaml_at};

fn check(marked: &str, new_name: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let drawn = match rename(&setup.analysis, setup.position(), new_name) {
        Err(refused) => format!("refused: {refused}"),
        Ok(change) => {
            let edits: Vec<_> = change.edits.into_iter().flat_map(|it| it.1).collect();
            let after = setup.apply(&edits);
            let lines = after
                .lines()
                .zip(setup.text.lines())
                .filter(|(a, b)| a != b);
            lines.map(|it| ["| ", it.0, "\n"].concat()).collect()
        }
    };
    expect.assert_eq(&drawn);
}

#[test]
fn everywhere_at_once() {
    check(
        &order_at("\"Next\": \"Pac"),
        "Put into \"box\"",
        &expect![[r#"
            |       "Default": "Put into \"box\""
            |       "Next": "Put into \"box\""
            |     "Put into \"box\"": { "Type": "Pass", "Comment": "Puts it into a box", "End": true },
        "#]],
    );
    check(
        &order_at("    \"Rejected"),
        "No",
        &expect![[r#"
            |       "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "No" }],
            |     "No": { "Type": "Fail", "Error": "Rejected" }
        "#]],
    );
}

#[test]
fn yaml_keeps_its_quotes_and_adds_them_where_needed() {
    check(
        &yaml_at("Next: 'Pa"),
        "Box",
        &expect![[r#"
            |     Default: "Box"
            |     Next: 'Box'
            |   Box: {Type: Pass, End: true}
        "#]],
    );
    check(
        &yaml_at("Next: 'Pa"),
        "Box: small",
        &expect![[r#"
            |     Default: "Box: small"
            |     Next: 'Box: small'
            |   "Box: small": {Type: Pass, End: true}
        "#]],
    );
}

#[test]
fn refused_with_a_reason() {
    check(
        &order_at("\"Next\": \"Pac"),
        "Approve",
        &expect![[
            r#"refused: There is a state named "Approve" already; names are unique in the whole definition"#
        ]],
    );
    check(
        &order_at("\"Next\": \"Pac"),
        " ",
        &expect!["refused: A state needs a name"],
    );
    check(
        &order_at("\"Next\": \"Pac"),
        &"x".repeat(81),
        &expect!["refused: The name has 81 characters; AWS allows 80"],
    );
    check(
        &order_at("\"Type\": \"Cho"),
        "X",
        &expect![
            "refused: Only states and variables can be renamed: put the cursor on the name of one"
        ],
    );
    check(
        r#"{"StartAt": "Gh$0ost", "States": {}}"#,
        "X",
        &expect![[r#"refused: There is no state named "Ghost""#]],
    );
}

#[test]
fn the_same_name_changes_nothing() {
    check(&order_at("\"Next\": \"Pac"), "Pack", &expect![[r#""#]]);
}

#[test]
fn what_can_be_renamed() {
    let marked = yaml_at("Default: \"Pa");
    let setup = Setup::new(&marked, format_of(&marked));
    let info = prepare_rename(&setup.analysis, setup.position()).expect("a state's name");
    assert_eq!(
        (&setup.text[info.range], info.info.as_str()),
        ("Pack", "Pack")
    );
}

#[test]
fn a_name_in_a_block_scalar_stands_as_it_is() {
    let text = "StartAt: a long\n  name\nStates:\n  a lon$0g name:\n    Type: Pass\n    Next: >-\n      a long\n      name\n";
    check(
        text,
        "key: #1",
        &expect![[r#"
        | StartAt: "key: #1"
        | States:
        |   "key: #1":
        |     Type: Pass
        |     Next: >-
        |       key: #1
    "#]],
    );
    check(
        text,
        " blank",
        &expect![[r#"
        | StartAt: " blank"
        | States:
        |   " blank":
        |     Type: Pass
        |     Next: " blank"
    "#]],
    );
}

#[test]
fn a_variable_is_renamed_in_both_languages() {
    check(
        &both("OUTPUT", "$li$0mit + 1")[0],
        "most",
        &expect![[r#"
            |     "Begin": { "Type": "Pass", "Assign": { "most": 3, "who.$": "$.name" }, "Next": "Work" },
            |       "Output": "{% $most + 1 %}",
            |     "Wait": { "Type": "Wait", "SecondsPath": "$most", "Next": "Tell" },
        "#]],
    );
    check(
        &both("OUTPUT", "$li$0mit + 1")[0],
        "$most",
        &expect![[r#"
            |     "Begin": { "Type": "Pass", "Assign": { "most": 3, "who.$": "$.name" }, "Next": "Work" },
            |       "Output": "{% $most + 1 %}",
            |     "Wait": { "Type": "Wait", "SecondsPath": "$most", "Next": "Tell" },
        "#]],
    );
    check(
        &both("CATCH", "$limit + 1")[1].replace("  limit", "  li$0mit"),
        "null",
        &expect![[r#"
            |       "null": 3
            |         {% $null + 1 %}
            |     Output: '{% $total + $null %}'
        "#]],
    );
    check(
        &both("OUTPUT", "($a$0 := 1; $a)")[1],
        "b",
        &expect![[r#"
            |       {% ($b := 1; $b) %}
        "#]],
    );
    for refused in ["who", "states", "sum", "1x", "a-b", ""] {
        let [json, _] = both("OUTPUT", "$li$0mit + 1");
        let setup = Setup::new(&json, format_of(&json));
        assert!(
            rename(&setup.analysis, setup.position(), refused).is_err(),
            "{refused}"
        );
    }
    check(
        &both("OUTPUT", "($a$0 := $limit; $a)")[0],
        "limit",
        &expect!["refused: There is a variable $limit already"],
    );
    check(
        &both("OUTPUT", "$no$0thing + 1")[0],
        "b",
        &expect!["refused: No state assigns $nothing"],
    );
}
