//! The fields of Choice states and of their rules; the operators are a table of their own.

use super::common::{ASSIGN, COMMENT, INPUT_PATH, OUTPUT, OUTPUT_PATH, QUERY_LANGUAGE, TYPE};
use crate::{Field, Place, ValueKind};

pub(crate) static CHOICE: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    Field::new(
        "Choices",
        ValueKind::Sequence {
            of: Place::ChoiceRule,
            non_empty: true,
        },
        "The rules, tried in order: the first that applies says where to go on.",
    )
    .always()
    .example("[]"),
    Field::new(
        "Default",
        ValueKind::StateName,
        "The state to go on to when no rule applies. Without it the execution then fails with `States.Runtime`.",
    ),
    OUTPUT_PATH,
    ASSIGN,
    OUTPUT,
];

const VARIABLE: Field = Field::new(
    "Variable",
    ValueKind::Variable,
    "The path to the value that the comparison looks at. A path that leads nowhere fails the execution; guard it with `IsPresent`.",
)
.json_path()
.example("\"$.\"");

const AND: Field = Field::new(
    "And",
    ValueKind::Sequence { of: Place::NestedRule, non_empty: true },
    "Applies when all of these rules apply. They are tried in order and the first that does not apply ends the test.",
)
.json_path()
.example("[]");

const OR: Field = Field::new(
    "Or",
    ValueKind::Sequence { of: Place::NestedRule, non_empty: true },
    "Applies when one of these rules applies. They are tried in order and the first that applies ends the test.",
)
.json_path()
.example("[]");

const NOT: Field = Field::new(
    "Not",
    ValueKind::Mapping(Place::NestedRule),
    "Applies when this rule does not.",
)
.json_path()
.example("{}");

pub(crate) static RULE: &[Field] = &[
    COMMENT,
    VARIABLE,
    AND,
    OR,
    NOT,
    Field::new(
        "Condition",
        ValueKind::Condition,
        "The rule applies when this expression gives `true`: `\"{% $states.input.total > 100 %}\"`.",
    )
    .jsonata_only()
    .always()
    .example("\"{%  %}\""),
    ASSIGN,
    OUTPUT,
    Field::new(
        "Next",
        ValueKind::StateName,
        "The state to go on to when this rule applies.",
    )
    .always(),
];

pub(crate) static NESTED: &[Field] = &[COMMENT, VARIABLE, AND, OR, NOT];
