//! The fields of Task states and of their credentials.

use super::common::{
    ARGUMENTS, ASSIGN, CATCH, COMMENT, END, INPUT_PATH, NEXT, NEXT_OR_END_GROUP, OUTPUT,
    OUTPUT_PATH, PARAMETERS, QUERY_LANGUAGE, RESULT_PATH, RESULT_SELECTOR, RETRY, TYPE,
};
use crate::{EnumValue, Field, Group, Languages, Place, Root, ValueKind, limits};

const RESOURCES: &[EnumValue] = &[
    EnumValue {
        name: "arn:aws:states:::lambda:invoke",
        doc: "Invokes a Lambda function. `FunctionName` and `Payload` go into `Parameters` or `Arguments`.",
    },
    EnumValue {
        name: "arn:aws:states:::lambda:invoke.waitForTaskToken",
        doc: "Invokes a Lambda function and waits until the task token in its payload is answered.",
    },
    EnumValue {
        name: "arn:aws:states:::states:startExecution",
        doc: "Starts another state machine and goes on at once.",
    },
    EnumValue {
        name: "arn:aws:states:::states:startExecution.sync:2",
        doc: "Starts another state machine, waits for its end and gives its output as JSON.",
    },
    EnumValue {
        name: "arn:aws:states:::states:startExecution.sync",
        doc: "Starts another state machine, waits for its end and gives its output as text.",
    },
    EnumValue {
        name: "arn:aws:states:::dynamodb:getItem",
        doc: "Reads one item of a DynamoDB table.",
    },
    EnumValue {
        name: "arn:aws:states:::dynamodb:putItem",
        doc: "Writes one item of a DynamoDB table.",
    },
    EnumValue {
        name: "arn:aws:states:::dynamodb:updateItem",
        doc: "Changes one item of a DynamoDB table.",
    },
    EnumValue {
        name: "arn:aws:states:::dynamodb:deleteItem",
        doc: "Deletes one item of a DynamoDB table.",
    },
    EnumValue {
        name: "arn:aws:states:::sns:publish",
        doc: "Publishes a message to an SNS topic.",
    },
    EnumValue {
        name: "arn:aws:states:::sqs:sendMessage",
        doc: "Sends a message to an SQS queue.",
    },
    EnumValue {
        name: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        doc: "Sends a message to an SQS queue and waits until the task token in it is answered.",
    },
    EnumValue {
        name: "arn:aws:states:::events:putEvents",
        doc: "Puts events on an EventBridge bus.",
    },
    EnumValue {
        name: "arn:aws:states:::http:invoke",
        doc: "Calls an HTTPS endpoint with the credentials of an EventBridge connection.",
    },
    EnumValue {
        name: "arn:aws:states:::apigateway:invoke",
        doc: "Calls an API Gateway endpoint.",
    },
    EnumValue {
        name: "arn:aws:states:::batch:submitJob.sync",
        doc: "Runs an AWS Batch job and waits for its end.",
    },
    EnumValue {
        name: "arn:aws:states:::ecs:runTask.sync",
        doc: "Runs an ECS task and waits for its end.",
    },
    EnumValue {
        name: "arn:aws:states:::glue:startJobRun.sync",
        doc: "Runs a Glue job and waits for its end.",
    },
    EnumValue {
        name: "arn:aws:states:::athena:startQueryExecution.sync",
        doc: "Runs an Athena query and waits for its end.",
    },
    EnumValue {
        name: "arn:aws:states:::codebuild:startBuild.sync",
        doc: "Runs a CodeBuild build and waits for its end.",
    },
    EnumValue {
        name: "arn:aws:states:::bedrock:invokeModel",
        doc: "Invokes a Bedrock model.",
    },
    EnumValue {
        name: "arn:aws:states:::aws-sdk:s3:getObject",
        doc: "Any action of any AWS service: `arn:aws:states:::aws-sdk:<service>:<action>`.",
    },
];

pub(crate) static TASK: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    Field::new(
        "Resource",
        ValueKind::Resource(RESOURCES),
        "The ARN of what the task calls: a service integration, an AWS SDK action, a Lambda function or an activity. `.sync`, `.sync:2` or `.waitForTaskToken` at its end says what the state waits for.",
    )
    .always(),
    INPUT_PATH,
    PARAMETERS,
    ARGUMENTS,
    Field::new(
        "Credentials",
        ValueKind::Mapping(Place::Credentials),
        "The role to take on for this call, for resources in another account.",
    )
    .expression()
    .example("{ \"RoleArn\": \"\" }"),
    Field::new(
        "TimeoutSeconds",
        ValueKind::Integer { min: 1, max: limits::TIMEOUT_SECONDS_MAX },
        "How long one attempt may take, in seconds; then it fails with `States.Timeout`. Without it the limit is 99999999 seconds, so a lost callback waits for ever.",
    )
    .expression()
    .example("300"),
    Field::new(
        "TimeoutSecondsPath",
        ValueKind::ReferencePath { nullable: false, root: Root::Any },
        "A path to `TimeoutSeconds` in the state's input.",
    )
    .json_path(),
    Field::new(
        "HeartbeatSeconds",
        ValueKind::Integer { min: 1, max: limits::TIMEOUT_SECONDS_MAX },
        "How long an activity or a `.waitForTaskToken` task may be silent, in seconds, before it fails with `States.HeartbeatTimeout`. It must be less than `TimeoutSeconds`.",
    )
    .expression()
    .example("60"),
    Field::new(
        "HeartbeatSecondsPath",
        ValueKind::ReferencePath { nullable: false, root: Root::Any },
        "A path to `HeartbeatSeconds` in the state's input.",
    )
    .json_path(),
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

pub(crate) static GROUPS: &[Group] = &[
    NEXT_OR_END_GROUP,
    Group {
        fields: &["TimeoutSeconds", "TimeoutSecondsPath"],
        required: false,
        languages: Languages::JsonPath,
    },
    Group {
        fields: &["HeartbeatSeconds", "HeartbeatSecondsPath"],
        required: false,
        languages: Languages::JsonPath,
    },
];

pub(crate) static CREDENTIALS: &[Field] = &[Field::new(
    "RoleArn",
    ValueKind::RoleArn,
    "The ARN of the role to take on. In JSONPath `RoleArn.$` takes it from the input or from an intrinsic function.",
)
.always()
.expression()];
