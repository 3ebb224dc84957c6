//! The fields of Wait, Pass, Succeed and Fail states.

use super::common::{
    ASSIGN, COMMENT, END, INPUT_PATH, NEXT, NEXT_OR_END_GROUP, OUTPUT, OUTPUT_PATH, PARAMETERS,
    QUERY_LANGUAGE, RESULT_PATH, TYPE,
};
use crate::{Field, Group, Languages, Root, ValueKind, limits};

const TIMES: &[&str] = &["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

pub(crate) static WAIT: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    Field::new(
        "Seconds",
        ValueKind::Integer { min: 0, max: limits::TIMEOUT_SECONDS_MAX },
        "How long to wait, in seconds.",
    )
    .one_of(TIMES)
    .expression()
    .example("10"),
    Field::new(
        "SecondsPath",
        ValueKind::ReferencePath { nullable: false, root: Root::Any },
        "A path to the number of seconds to wait, in the state's input.",
    )
    .one_of(TIMES)
    .json_path(),
    Field::new(
        "Timestamp",
        ValueKind::Timestamp,
        "The point in time to wait for, as in `2026-03-14T01:59:00Z`; `T` and the zone must be there. A time in the past does not wait.",
    )
    .one_of(TIMES)
    .expression()
    .example("\"2026-03-14T01:59:00Z\""),
    Field::new(
        "TimestampPath",
        ValueKind::ReferencePath { nullable: false, root: Root::Any },
        "A path to the point in time to wait for, in the state's input.",
    )
    .one_of(TIMES)
    .json_path(),
    OUTPUT_PATH,
    ASSIGN,
    OUTPUT,
    NEXT,
    END,
];

pub(crate) static WAIT_GROUPS: &[Group] = &[
    NEXT_OR_END_GROUP,
    Group {
        fields: TIMES,
        required: true,
        languages: Languages::Both,
    },
];

pub(crate) static PASS: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    PARAMETERS,
    Field::new(
        "Result",
        ValueKind::Json,
        "A fixed value that stands as the state's result. Nothing in it is evaluated, not even keys that end in `.$`.",
    )
    .json_path()
    .example("{}"),
    RESULT_PATH,
    OUTPUT_PATH,
    ASSIGN,
    OUTPUT,
    NEXT,
    END,
];

pub(crate) static PASS_GROUPS: &[Group] = &[NEXT_OR_END_GROUP];

pub(crate) static SUCCEED: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    OUTPUT_PATH,
    OUTPUT,
];

const ERROR_OR_PATH: Group = Group {
    fields: &["Error", "ErrorPath"],
    required: false,
    languages: Languages::JsonPath,
};

const CAUSE_OR_PATH: Group = Group {
    fields: &["Cause", "CausePath"],
    required: false,
    languages: Languages::JsonPath,
};

pub(crate) static FAIL: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    Field::new(
        "Error",
        ValueKind::Text,
        "The error name that the machine ends with; `Retry` and `Catch` of an enclosing state match it.",
    )
    .expression()
    .example("\"\""),
    Field::new(
        "ErrorPath",
        ValueKind::Path { nullable: false, intrinsic: true },
        "A path, or an intrinsic function that gives text, to take `Error` from.",
    )
    .json_path(),
    Field::new(
        "Cause",
        ValueKind::Text,
        "What went wrong, for people.",
    )
    .expression()
    .example("\"\""),
    Field::new(
        "CausePath",
        ValueKind::Path { nullable: false, intrinsic: true },
        "A path, or an intrinsic function that gives text, to take `Cause` from.",
    )
    .json_path(),
];

pub(crate) static FAIL_GROUPS: &[Group] = &[ERROR_OR_PATH, CAUSE_OR_PATH];
