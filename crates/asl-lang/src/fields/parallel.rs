//! The fields of Parallel states.

use super::common::{
    ARGUMENTS, ASSIGN, CATCH, COMMENT, END, INPUT_PATH, NEXT, NEXT_OR_END_GROUP, OUTPUT,
    OUTPUT_PATH, PARAMETERS, QUERY_LANGUAGE, RESULT_PATH, RESULT_SELECTOR, RETRY, TYPE,
};
use crate::{Field, Group, Place, ValueKind};

pub(crate) static PARALLEL: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    PARAMETERS,
    ARGUMENTS,
    Field::new(
        "Branches",
        ValueKind::Sequence { of: Place::Branch, non_empty: true },
        "The machines to run at the same time, each on the same input. If one fails, all are stopped and the state fails with its error.",
    )
    .always()
    .example("[]"),
    RESULT_SELECTOR,
    RESULT_PATH,
    OUTPUT_PATH,
    ASSIGN,
    OUTPUT,
    RETRY,
    CATCH,
    NEXT,
    END,
];

pub(crate) static GROUPS: &[Group] = &[NEXT_OR_END_GROUP];
