//! In which order people want things: what most definitions have comes first.
//!
//! Counted over public definitions; nothing depends on it but the order of a list.

/// Fields of states, retriers and catchers that are not required, the usual ones first.
const FIELDS: &[&str] = &[
    "Resource",
    "Next",
    "End",
    "Parameters",
    "Arguments",
    "ResultPath",
    "Retry",
    "Catch",
    "Output",
    "Assign",
    "TimeoutSeconds",
    "ResultSelector",
    "ItemsPath",
    "Items",
    "ItemSelector",
    "MaxConcurrency",
    "Result",
    "Default",
    "Error",
    "Cause",
    "Seconds",
    "Timestamp",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "JitterStrategy",
    "MaxDelaySeconds",
    "ProcessorConfig",
    "OutputPath",
    "InputPath",
    "HeartbeatSeconds",
    "Label",
    "ItemBatcher",
    "ItemReader",
    "ResultWriter",
];

const OPERATORS: &[&str] = &[
    "StringEquals",
    "IsPresent",
    "BooleanEquals",
    "NumericEquals",
    "NumericGreaterThan",
    "StringMatches",
    "NumericLessThan",
    "NumericGreaterThanEquals",
    "NumericLessThanEquals",
    "IsNull",
    "IsString",
    "IsNumeric",
    "IsBoolean",
    "TimestampEquals",
    "TimestampGreaterThan",
    "TimestampLessThan",
];

const ERRORS: &[&str] = &[
    "States.ALL",
    "States.TaskFailed",
    "States.Timeout",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
    "States.HeartbeatTimeout",
];

/// Functions of JSONata, without the dollar sign.
const FUNCTIONS: &[&str] = &[
    "string",
    "filter",
    "map",
    "split",
    "single",
    "sum",
    "now",
    "count",
    "lookup",
    "append",
    "uuid",
    "parse",
    "exists",
    "substring",
    "round",
    "replace",
    "reduce",
    "not",
    "keys",
    "merge",
    "join",
    "number",
    "contains",
    "length",
    "uppercase",
    "lowercase",
    "toMillis",
    "fromMillis",
];

/// Intrinsic functions.
const INTRINSIC: &[&str] = &[
    "States.Format",
    "States.JsonToString",
    "States.StringToJson",
    "States.Array",
    "States.ArrayLength",
    "States.ArrayGetItem",
    "States.MathAdd",
    "States.JsonMerge",
    "States.UUID",
    "States.StringSplit",
    "States.ArrayContains",
    "States.ArrayPartition",
];

/// Services that are called by the AWS SDK integrations.
const SDK_SERVICES: &[&str] = &[
    "s3",
    "dynamodb",
    "sfn",
    "ssm",
    "secretsmanager",
    "sesv2",
    "ses",
    "ec2",
    "ecs",
    "rds",
    "lambda",
    "sts",
    "iam",
    "cloudwatch",
    "cloudwatchlogs",
    "cloudformation",
    "eventbridge",
    "scheduler",
    "sns",
    "sqs",
    "glue",
    "athena",
    "kms",
    "organizations",
    "rdsdata",
    "redshiftdata",
    "rekognition",
    "textract",
    "transcribe",
    "translate",
    "comprehend",
    "bedrockruntime",
    "sagemaker",
];

/// The place of an SDK service among those that suit as well.
pub(super) fn of_sdk_service(name: &str, index: usize) -> usize {
    place(SDK_SERVICES, name, index)
}

/// The place of an intrinsic function.
pub(super) fn of_intrinsic(name: &str, index: usize) -> usize {
    place(INTRINSIC, name, index)
}

/// The place of a function of JSONata.
pub(super) fn of_function(name: &str, index: usize) -> usize {
    place(FUNCTIONS, name, index)
}

/// The place of a field among the fields of its kind.
pub(super) fn of_field(name: &str, index: usize) -> usize {
    place(FIELDS, name, index)
}

/// The place of a choice operator.
pub(super) fn of_operator(name: &str, index: usize) -> usize {
    place(OPERATORS, name, index)
}

/// The place of an error name among those that are as near.
pub(super) fn of_error(name: &str, index: usize) -> usize {
    place(ERRORS, name, index)
}

/// The others keep the order of their table.
fn place(usual: &[&str], name: &str, index: usize) -> usize {
    let place = usual.iter().position(|it| *it == name);
    place.unwrap_or(usual.len() + index)
}
