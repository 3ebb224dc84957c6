//! The fields of machines: the definition itself, item processors and branches.

use super::common::{COMMENT, QUERY_LANGUAGES};
use crate::{EnumValue, Field, Place, ValueKind, limits};

const START_AT: Field = Field::new(
    "StartAt",
    ValueKind::StateName,
    "The state to begin with; one of this machine's `States`.",
)
.always();

const STATES: Field = Field::new(
    "States",
    ValueKind::States,
    "The machine's states by name. A name is at most 80 characters long and unique in the whole definition, nested machines included.",
)
.always()
.example("{}");

const VERSIONS: &[EnumValue] = &[EnumValue {
    name: "1.0",
    doc: "The version of the language; the only one there is.",
}];

pub(crate) static MACHINE: &[Field] = &[
    COMMENT,
    Field::new(
        "QueryLanguage",
        ValueKind::Enum(QUERY_LANGUAGES),
        "The query language of all states that name none themselves: `JSONPath`, the default, or `JSONata`.",
    )
    .example("\"JSONata\""),
    Field::new(
        "Version",
        ValueKind::Enum(VERSIONS),
        "The version of the language; `1.0` is the only one and the default.",
    )
    .example("\"1.0\""),
    START_AT,
    STATES,
    Field::new(
        "TimeoutSeconds",
        // Unlike the timeout of a Task it may be 0 (measured).
        ValueKind::Integer { min: 0, max: limits::TIMEOUT_SECONDS_MAX },
        "How long an execution may run, in seconds. It then ends with `States.Timeout`, which nothing in the machine can catch.",
    )
    .example("3600"),
];

pub(crate) static PROCESSOR: &[Field] = &[
    COMMENT,
    Field::new(
        "ProcessorConfig",
        ValueKind::Mapping(Place::ProcessorConfig),
        "How the iterations run: inside this execution (`INLINE`, the default) or as executions of their own (`DISTRIBUTED`).",
    )
    .example("{ \"Mode\": \"INLINE\" }"),
    START_AT,
    STATES,
];

pub(crate) static BRANCH: &[Field] = &[COMMENT, START_AT, STATES];

const MODES: &[EnumValue] = &[
    EnumValue {
        name: "INLINE",
        doc: "Every iteration runs inside this execution, at most 40 at a time; the default.",
    },
    EnumValue {
        name: "DISTRIBUTED",
        doc: "Every iteration is an execution of its own, at most 10,000 at a time; items may come from S3. Standard workflows only.",
    },
];

const EXECUTION_TYPES: &[EnumValue] = &[
    EnumValue {
        name: "STANDARD",
        doc: "Child executions are Standard workflows: up to a year each, billed by transition.",
    },
    EnumValue {
        name: "EXPRESS",
        doc: "Child executions are Express workflows: up to five minutes each, billed by duration and memory.",
    },
];

pub(crate) static PROCESSOR_CONFIG: &[Field] = &[
    Field::new(
        "Mode",
        ValueKind::Enum(MODES),
        "`INLINE`, the default, or `DISTRIBUTED`.",
    )
    .example("\"INLINE\""),
    Field::new(
        "ExecutionType",
        ValueKind::Enum(EXECUTION_TYPES),
        "The workflow type of the child executions of a Distributed Map, which needs it.",
    )
    .example("\"STANDARD\""),
];
