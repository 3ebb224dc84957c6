//! The fields of retriers and catchers.

use super::common::{ASSIGN, COMMENT, OUTPUT};
use crate::{EnumValue, Field, Root, ValueKind, limits};

const JITTER: &[EnumValue] = &[
    EnumValue {
        name: "NONE",
        doc: "Waits exactly the computed delay; the default.",
    },
    EnumValue {
        name: "FULL",
        doc: "Waits a random time between nothing and the computed delay, so that many executions do not retry at once.",
    },
];

const ERROR_EQUALS: Field = Field::new(
    "ErrorEquals",
    ValueKind::ErrorNames,
    "The error names this applies to, compared exactly and by case. `States.ALL` stands for any error; it must be alone, and only in the last member of the list.",
)
.always()
.example("[\"States.ALL\"]");

pub(crate) static RETRIER: &[Field] = &[
    ERROR_EQUALS,
    Field::new(
        "IntervalSeconds",
        // The documents ask for a positive number, but AWS takes 0 (measured).
        ValueKind::Integer { min: 0, max: limits::RETRY_INTERVAL_SECONDS_MAX },
        "Seconds before the first retry; `1` by default.",
    )
    .example("1"),
    Field::new(
        "MaxAttempts",
        ValueKind::Integer { min: 0, max: limits::RETRY_MAX_ATTEMPTS_MAX },
        "How often to retry, not counting the first attempt; `3` by default. `0` means never.",
    )
    .example("3"),
    Field::new(
        "BackoffRate",
        ValueKind::Number { min: 1.0, max: f64::MAX },
        "What the delay is multiplied with after each retry; `2.0` by default.",
    )
    .example("2"),
    Field::new(
        "MaxDelaySeconds",
        ValueKind::Integer { min: 1, max: limits::RETRY_MAX_DELAY_SECONDS_MAX },
        "The longest delay between two attempts, in seconds; the growing delay stops there. Greater than `IntervalSeconds`.",
    )
    .example("60"),
    Field::new(
        "JitterStrategy",
        ValueKind::Enum(JITTER),
        "Whether delays are spread at random: `NONE`, the default, or `FULL`.",
    )
    .example("\"FULL\""),
    COMMENT,
];

pub(crate) static CATCHER: &[Field] = &[
    ERROR_EQUALS,
    Field::new(
        "ResultPath",
        ValueKind::ReferencePath { nullable: true, root: Root::Input },
        "Where in the state's input the error is put, an object with `Error` and `Cause`: `$`, the default, replaces the input; `$.error` keeps it.",
    )
    .json_path()
    .example("\"$.error\""),
    ASSIGN,
    OUTPUT,
    Field::new(
        "Next",
        ValueKind::StateName,
        "The state to go on to; it must be a state of the same machine.",
    )
    .always(),
    COMMENT,
];
