//! Made-up answers of many services, run through an execution: what has to be there, and what must not.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation of a test is a panic"
)]

use asl_interp::{Machine, RunOptions, Status, run};
use asl_scenario::sample::SampleWorker;
use serde_json::{Value, json};

/// What a Task gets.
fn answer(call: &str, parameters: &Value) -> Value {
    let resource = format!("arn:aws:states:::{call}");
    let task =
        json!({ "Type": "Task", "Resource": resource, "Parameters": parameters, "End": true });
    let machine = Machine::compile(&json!({ "StartAt": "Call", "States": { "Call": task } }));
    let machine = machine.expect("a machine");
    let execution = run(
        &machine,
        json!({}),
        &mut SampleWorker,
        &RunOptions::default(),
    );
    assert_eq!(execution.status, Status::Succeeded, "{call}");
    execution.to_json()["output"].clone()
}

/// A call, a JSON pointer into its answer, and what has to be there: JSON, `*` for anything that is not empty, `-` for
/// nothing at all.
type Row = (&'static str, &'static str, &'static str);

/// Answers to requests: statuses from waiters, no other page, nothing that failed.
const DESCRIBED: &[Row] = &[
    (
        "aws-sdk:dynamodb:describeTable",
        "/Table/TableStatus",
        r#""ACTIVE""#,
    ),
    ("aws-sdk:dynamodb:query", "/LastEvaluatedKey", "-"),
    ("aws-sdk:dynamodb:scan", "/Items/0", "*"),
    ("aws-sdk:dynamodb:batchWriteItem", "/UnprocessedItems", "{}"),
    (
        "aws-sdk:ec2:describeInstances",
        "/Reservations/0/Instances/0/State/Name",
        r#""running""#,
    ),
    ("aws-sdk:ec2:describeInstances", "/NextToken", "-"),
    (
        "aws-sdk:ec2:describeVolumes",
        "/Volumes/0/State",
        r#""available""#,
    ),
    (
        "aws-sdk:rds:describeDBInstances",
        "/DbInstances/0/DbInstanceStatus",
        r#""available""#,
    ),
    ("aws-sdk:rds:describeDBClusters", "/Marker", "-"),
    ("aws-sdk:s3:listObjectsV2", "/IsTruncated", "false"),
    ("aws-sdk:s3:listObjectsV2", "/NextContinuationToken", "-"),
    (
        "aws-sdk:glue:getJobRun",
        "/JobRun/JobRunState",
        r#""SUCCEEDED""#,
    ),
    ("aws-sdk:glue:getJobRun", "/JobRun/ErrorMessage", "-"),
    (
        "aws-sdk:athena:getQueryExecution",
        "/QueryExecution/Status/State",
        r#""SUCCEEDED""#,
    ),
    (
        "aws-sdk:cloudformation:describeStacks",
        "/Stacks/0/StackStatus",
        r#""CREATE_COMPLETE""#,
    ),
    (
        "aws-sdk:sagemaker:describeTrainingJob",
        "/TrainingJobStatus",
        r#""Completed""#,
    ),
    (
        "aws-sdk:sagemaker:describeTrainingJob",
        "/FailureReason",
        "-",
    ),
    (
        "aws-sdk:transcribe:getTranscriptionJob",
        "/TranscriptionJob/TranscriptionJobStatus",
        r#""COMPLETED""#,
    ),
    (
        "aws-sdk:textract:getDocumentAnalysis",
        "/JobStatus",
        r#""SUCCEEDED""#,
    ),
    ("aws-sdk:textract:getDocumentAnalysis", "/NextToken", "-"),
    ("aws-sdk:sfn:describeExecution", "/Status", r#""SUCCEEDED""#),
    (
        "aws-sdk:lambda:getFunction",
        "/Configuration/State",
        r#""Active""#,
    ),
    ("aws-sdk:lambda:listFunctions", "/NextMarker", "-"),
    (
        "aws-sdk:batch:describeJobs",
        "/Jobs/0/Status",
        r#""SUCCEEDED""#,
    ),
    ("aws-sdk:ecs:describeServices", "/Failures", "[]"),
    (
        "aws-sdk:eks:describeCluster",
        "/Cluster/Status",
        r#""ACTIVE""#,
    ),
    (
        "aws-sdk:sqs:receiveMessage",
        "/Messages/0/ReceiptHandle",
        "*",
    ),
    ("aws-sdk:sns:publishBatch", "/Failed", "[]"),
    (
        "aws-sdk:secretsmanager:getSecretValue",
        "/SecretString",
        "*",
    ),
    ("aws-sdk:ssm:getParameter", "/Parameter/Value", "*"),
    ("aws-sdk:iam:listRoles", "/IsTruncated", "false"),
    (
        "aws-sdk:route53:getChange",
        "/ChangeInfo/Status",
        r#""INSYNC""#,
    ),
    (
        "aws-sdk:acm:describeCertificate",
        "/Certificate/Status",
        r#""ISSUED""#,
    ),
    ("dynamodb:getItem", "/SdkHttpMetadata/HttpStatusCode", "200"),
    ("sqs:sendMessage", "/SdkResponseMetadata/RequestId", "*"),
    ("events:putEvents", "/FailedEntryCount", "0"),
    ("lambda:invoke", "/StatusCode", "200"),
    ("lambda:invoke", "/LogResult", "-"),
    ("aws-sdk:dynamodb:getItem", "/SdkHttpMetadata", "-"),
    ("http:invoke", "/StatusCode", "200"),
];

/// Results of jobs, and what comes back with a task token: nobody knows that.
const WAITED_FOR: &[Row] = &[
    (
        "athena:startQueryExecution.sync",
        "/QueryExecution/Status/State",
        r#""SUCCEEDED""#,
    ),
    ("batch:submitJob.sync", "/Status", r#""SUCCEEDED""#),
    (
        "bedrock:createModelCustomizationJob.sync",
        "/Status",
        r#""Completed""#,
    ),
    (
        "codebuild:startBuild.sync",
        "/Build/BuildStatus",
        r#""SUCCEEDED""#,
    ),
    (
        "codebuild:startBuildBatch.sync",
        "/BuildBatch/BuildBatchStatus",
        r#""SUCCEEDED""#,
    ),
    ("databrew:startJobRun.sync", "/State", r#""SUCCEEDED""#),
    ("ecs:runTask.sync", "/LastStatus", r#""STOPPED""#),
    ("eks:createCluster.sync", "/Cluster/Status", r#""ACTIVE""#),
    ("eks:createCluster.sync", "/Cluster/Endpoint", "*"),
    (
        "eks:createNodegroup.sync",
        "/Nodegroup/Status",
        r#""ACTIVE""#,
    ),
    ("elasticmapreduce:createCluster.sync", "/ClusterId", "*"),
    (
        "elasticmapreduce:createCluster.sync",
        "/Cluster/Status/State",
        r#""WAITING""#,
    ),
    (
        "elasticmapreduce:addStep.sync",
        "/Step/Status/State",
        r#""COMPLETED""#,
    ),
    (
        "emr-containers:startJobRun.sync",
        "/JobRun/State",
        r#""COMPLETED""#,
    ),
    ("emr-serverless:startJobRun.sync", "/JobRunId", "*"),
    (
        "emr-serverless:startApplication.sync",
        "/ApplicationId",
        "*",
    ),
    ("glue:startJobRun.sync", "/JobRunState", r#""SUCCEEDED""#),
    (
        "mediaconvert:createJob.sync",
        "/Job/Status",
        r#""COMPLETE""#,
    ),
    (
        "sagemaker:createTrainingJob.sync",
        "/TrainingJobStatus",
        r#""Completed""#,
    ),
    (
        "sagemaker:createTransformJob.sync",
        "/TransformJobStatus",
        r#""Completed""#,
    ),
    ("states:startExecution.sync", "/Output", r#""{}""#),
    ("states:startExecution.sync:2", "/Output", "{}"),
    ("sqs:sendMessage.waitForTaskToken", "", "{}"),
    ("aws-sdk:sns:publish.waitForTaskToken", "", "{}"),
];

/// Shapes that contain themselves, bytes, points in time, unions, lists that are never empty.
const ODD_SHAPES: &[Row] = &[
    (
        "aws-sdk:dynamodb:getItem",
        "/Item/key",
        r#"{"S":"example"}"#,
    ),
    (
        "aws-sdk:kms:encrypt",
        "/CiphertextBlob",
        r#""ZXhhbXBsZQ==""#,
    ),
    ("aws-sdk:lambda:invoke", "/Payload", r#""{}""#),
    (
        "aws-sdk:cloudwatchlogs:describeLogGroups",
        "/LogGroups/0/CreationTime",
        "1",
    ),
    (
        "aws-sdk:ec2:describeInstances",
        "/Reservations/0/Instances/0/LaunchTime",
        r#""2024-01-01T00:00:00Z""#,
    ),
    (
        "aws-sdk:costexplorer:getCostAndUsage",
        "/ResultsByTime/0/TimePeriod/Start",
        "*",
    ),
    ("aws-sdk:wafv2:getWebACL", "/WebACL/Rules/0/Name", "*"),
    (
        "aws-sdk:bedrockruntime:converse",
        "/Output/Message/Content/0",
        "*",
    ),
    ("aws-sdk:iotevents:describeInput", "", "{}"),
    ("aws-sdk:location:getGeofence", "/Geometry", "*"),
    (
        "aws-sdk:keyspaces:getKeyspace",
        "/ReplicationRegions/1",
        "*",
    ),
    ("aws-sdk:rdsdata:executeStatement", "/Records/0/0", "*"),
];

#[test]
fn answers_are_what_machines_need_to_go_on() {
    let mut wrong = Vec::new();
    for (call, pointer, wanted) in [DESCRIBED, WAITED_FOR, ODD_SHAPES].concat() {
        let answer = answer(call, &json!({}));
        let found = answer.pointer(pointer);
        let is_empty =
            |it: &Value| matches!(it, Value::Null) || *it == json!("") || *it == json!({});
        let is_right = match wanted {
            "*" => found.is_some_and(|it| !is_empty(it)),
            "-" => found.is_none(),
            value => found.map(Value::to_string).as_deref() == Some(value),
        };
        if !is_right {
            wrong.push(format!("{call} {pointer}: {}", found.unwrap_or(&answer)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
