//! Texts before and after a rename, and the renames that are refused.

use asl_ide::{prepare_rename, rename};
use expect_test::{Expect, expect};

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
