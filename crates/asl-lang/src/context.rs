//! The context object: what `$$` in JSONPath and `$states.context` in JSONata lead to.
//!
//! Source: developer guide, "Accessing execution data from the Context object", and recorded
//! executions.

/// One value of the context object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextPath {
    /// The JSONPath, for example `$$.Execution.Id`. For JSONata put `$states.context` in the place
    /// of `$$`.
    pub path: &'static str,
    /// What is found there.
    pub kind: ContextType,
    /// Where it is found.
    pub available: Availability,
    /// One or two sentences of markdown.
    pub doc: &'static str,
    /// JSON text of a typical value.
    pub example: &'static str,
}

/// The type of a value of the context object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextType {
    /// Text.
    String,
    /// A number.
    Number,
    /// An ISO 8601 timestamp as text.
    Timestamp,
    /// Any JSON value.
    Any,
    /// An object whose members are paths of this table.
    Object,
}

/// Where a value of the context object is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// In every state.
    Always,
    /// Only in an execution that was redriven.
    Redriven,
    /// Only inside the iterations of a Map, and in the Map's own `ItemSelector`.
    MapIteration,
    /// Only inside the iterations of a Map over an object or over objects of S3, and in the Map's
    /// own `ItemSelector`.
    MapObject,
    /// Only in a Task that ends in `.waitForTaskToken`.
    TaskToken,
}

/// The context object as recorded, parents before their members.
pub static CONTEXT_PATHS: &[ContextPath] = &[
    row(
        "$$.Execution",
        ContextType::Object,
        Availability::Always,
        "The running execution.",
        "{}",
    ),
    row(
        "$$.Execution.Id",
        ContextType::String,
        Availability::Always,
        "The ARN of the execution.",
        "\"arn:aws:states:us-east-1:123456789012:execution:orders:run-1\"",
    ),
    row(
        "$$.Execution.Input",
        ContextType::Any,
        Availability::Always,
        "The input that the execution was started with, whatever the states have made of it since.",
        "{}",
    ),
    row(
        "$$.Execution.Name",
        ContextType::String,
        Availability::Always,
        "The name of the execution; unique for its state machine, so it serves as an idempotency key.",
        "\"run-1\"",
    ),
    row(
        "$$.Execution.RoleArn",
        ContextType::String,
        Availability::Always,
        "The ARN of the role that the execution runs with.",
        "\"arn:aws:iam::123456789012:role/orders\"",
    ),
    row(
        "$$.Execution.StartTime",
        ContextType::Timestamp,
        Availability::Always,
        "When the execution started.",
        "\"2026-03-14T01:59:00.123Z\"",
    ),
    row(
        "$$.Execution.RedriveCount",
        ContextType::Number,
        Availability::Always,
        "How often the execution was redriven; `0` at first.",
        "0",
    ),
    row(
        "$$.Execution.RedriveTime",
        ContextType::Timestamp,
        Availability::Redriven,
        "When the execution was last redriven. It is missing until then.",
        "\"2026-03-14T01:59:00.123Z\"",
    ),
    row(
        "$$.State",
        ContextType::Object,
        Availability::Always,
        "The state that is being run.",
        "{}",
    ),
    row(
        "$$.State.EnteredTime",
        ContextType::Timestamp,
        Availability::Always,
        "When the state was entered.",
        "\"2026-03-14T01:59:00.123Z\"",
    ),
    row(
        "$$.State.Name",
        ContextType::String,
        Availability::Always,
        "The state's name.",
        "\"Charge card\"",
    ),
    row(
        "$$.State.RetryCount",
        ContextType::Number,
        Availability::Always,
        "How often the state was retried so far; `0` in the first attempt.",
        "0",
    ),
    row(
        "$$.StateMachine",
        ContextType::Object,
        Availability::Always,
        "The state machine.",
        "{}",
    ),
    row(
        "$$.StateMachine.Id",
        ContextType::String,
        Availability::Always,
        "The ARN of the state machine.",
        "\"arn:aws:states:us-east-1:123456789012:stateMachine:orders\"",
    ),
    row(
        "$$.StateMachine.Name",
        ContextType::String,
        Availability::Always,
        "The state machine's name.",
        "\"orders\"",
    ),
    row(
        "$$.Task",
        ContextType::Object,
        Availability::TaskToken,
        "The task that is being run.",
        "{}",
    ),
    row(
        "$$.Task.Token",
        ContextType::String,
        Availability::TaskToken,
        "The token that `SendTaskSuccess`, `SendTaskFailure` or `SendTaskHeartbeat` answers with. Hand it to the called service; without it the task can only time out.",
        "\"AQCoAAAAKgAAAAMAAAAAAAAA\"",
    ),
    row(
        "$$.Map",
        ContextType::Object,
        Availability::MapIteration,
        "The Map whose iteration this is.",
        "{}",
    ),
    row(
        "$$.Map.Item",
        ContextType::Object,
        Availability::MapIteration,
        "The item of this iteration.",
        "{}",
    ),
    row(
        "$$.Map.Item.Index",
        ContextType::Number,
        Availability::MapIteration,
        "The item's place in the array, from `0`.",
        "0",
    ),
    row(
        "$$.Map.Item.Value",
        ContextType::Any,
        Availability::MapIteration,
        "The item itself.",
        "{}",
    ),
    row(
        "$$.Map.Item.Key",
        ContextType::String,
        Availability::MapObject,
        "The item's key, where the items are the members of an object.",
        "\"first\"",
    ),
    row(
        "$$.Map.Item.Source",
        ContextType::String,
        Availability::MapIteration,
        "Where a Distributed Map's item comes from: `STATE_DATA` for the state's input, or the address of the bucket or object in S3.",
        "\"STATE_DATA\"",
    ),
];

/// The value at exactly that path.
pub fn context_path(path: &str) -> Option<&'static ContextPath> {
    CONTEXT_PATHS.iter().find(|known| known.path == path)
}

const fn row(
    path: &'static str,
    kind: ContextType,
    available: Availability,
    doc: &'static str,
    example: &'static str,
) -> ContextPath {
    ContextPath {
        path,
        kind,
        available,
        doc,
        example,
    }
}
