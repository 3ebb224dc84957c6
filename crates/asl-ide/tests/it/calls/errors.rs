//! Error names in retriers and catchers.
#![expect(clippy::too_many_lines, reason = "snapshots are long")]

use expect_test::expect;

use super::{list, task, with_snippets, yaml_task};
use crate::support::{Setup, format_of, offered_as};

fn handler(resource: &str, list: &str) -> String {
    task(&format!(
        "\"Resource\": \"arn:aws:states:::{resource}\",\n{list},\n\"End\": true"
    ))
}

#[test]
fn errors_of_the_call() {
    list(
        &handler(
            "aws-sdk:dynamodb:putItem",
            "\"Retry\": [{\"ErrorEquals\": [\"$0\"]}]",
        ),
        &expect![[r#"
            DynamoDb.ProvisionedThroughputExceededException  (worth a retry)
            DynamoDb.TransactionConflictException  (worth a retry)
            DynamoDb.RequestLimitExceededException  (worth a retry)
            DynamoDb.InternalServerErrorException  (worth a retry)
            DynamoDb.ReplicatedWriteConflictException  (worth a retry)
            DynamoDb.ThrottlingException  (worth a retry)
            DynamoDb.SdkClientException  (worth a retry)
            DynamoDb.ItemCollectionSizeLimitExceededException  (error of the service)
            DynamoDb.DynamoDbException  (error of the service)
            DynamoDb.ConditionalCheckFailedException  (a retry makes no sense)
            21 in all
        "#]],
    );
    list(
        &handler("dynamodb:putItem", "\"Catch\": [{\"ErrorEquals\": [$0]}]"),
        &expect![[r#"
            DynamoDB.InternalServerErrorException  (worth a retry)
            DynamoDB.ProvisionedThroughputExceededException  (worth a retry)
            DynamoDB.RequestLimitExceededException  (worth a retry)
            DynamoDB.ThrottlingException  (worth a retry)
            DynamoDB.SdkClientException  (worth a retry)
            DynamoDB.ReplicatedWriteConflictException  (worth a retry)
            DynamoDB.TransactionConflictException  (worth a retry)
            DynamoDB.AmazonDynamoDBException  (error of the service)
            DynamoDB.ItemCollectionSizeLimitExceededException  (error of the service)
            DynamoDB.ResourceNotFoundException  (a retry makes no sense)
            21 in all
        "#]],
    );
    list(
        &handler(
            "sqs:sendMessage",
            "\"Catch\": [{\"ErrorEquals\": [\"SQS.SdkClientException\", \"States.Timeout\" $0]}]",
        ),
        &expect![[r#"
            SQS.KmsThrottledException  (worth a retry)
            SQS.RequestThrottledException  (worth a retry)
            SQS.AmazonSQSException  (error of the service)
            SQS.InvalidAddressException  (a retry makes no sense)
            SQS.InvalidMessageContentsException  (a retry makes no sense)
            SQS.InvalidSecurityException  (a retry makes no sense)
            SQS.KmsAccessDeniedException  (a retry makes no sense)
            SQS.KmsDisabledException  (a retry makes no sense)
            SQS.KmsInvalidKeyUsageException  (a retry makes no sense)
            SQS.KmsInvalidStateException  (a retry makes no sense)
            22 in all
        "#]],
    );
    list(
        &yaml_task(
            "Resource: arn:aws:states:::lambda:invoke\nRetry:\n  - ErrorEquals:\n      - $0",
        ),
        &expect![[r#"
            Lambda.ServiceException  (worth a retry)
            Lambda.AWSLambdaException  (worth a retry)
            Lambda.SdkClientException  (worth a retry)
            Lambda.TooManyRequestsException  (worth a retry)
            Lambda.Ec2ThrottledException  (worth a retry)
            Lambda.Ec2UnexpectedException  (worth a retry)
            Lambda.EfsMountConnectivityException  (worth a retry)
            Lambda.EfsMountTimeoutException  (worth a retry)
            Lambda.EfsioException  (worth a retry)
            Lambda.EniNotReadyException  (worth a retry)
            61 in all
        "#]],
    );
    list(
        &yaml_task(
            "Resource: arn:aws:lambda:eu-west-1:123456789012:function:a\nRetry:\n  - ErrorEquals: [La$0]",
        ),
        &expect![[r#"
            Lambda.ServiceException  (worth a retry)
            Lambda.AWSLambdaException  (worth a retry)
            Lambda.SdkClientException  (worth a retry)
            Lambda.TooManyRequestsException  (worth a retry)
            Lambda.Ec2ThrottledException  (worth a retry)
            Lambda.Ec2UnexpectedException  (worth a retry)
            Lambda.EfsMountConnectivityException  (worth a retry)
            Lambda.EfsMountTimeoutException  (worth a retry)
            Lambda.EfsioException  (worth a retry)
            Lambda.EniNotReadyException  (worth a retry)
            61 in all
        "#]],
    );
}

#[test]
fn reserved_errors_by_state() {
    let labels = |marked: &str| {
        let setup = Setup::new(marked, format_of(marked));
        let items = offered_as(&setup, &with_snippets());
        let labels: Vec<_> = items.into_iter().map(|it| it.label).collect();
        labels.join(" ")
    };
    let task = handler(
        "http:invoke",
        "\"Retry\": [{\"ErrorEquals\": [\"States.$0\"]}]",
    );
    expect!["Events.ConnectionResource.AuthInProgress Events.ConnectionResource.ConcurrentModification Events.ConnectionResource.InternalError States.Http.Socket Events.ConnectionResource.InvalidConnectionState Events.ConnectionResource.InvalidPrivateConnectionState Events.ConnectionResource.AccessDenied Events.ConnectionResource.ResourceNotFound States.ALL States.TaskFailed States.Timeout States.HeartbeatTimeout States.Permissions States.DataLimitExceeded States.ReferencePathConflict States.Http.StatusCode. States.IntrinsicFailure States.ParameterPathFailure States.ResultPathMatchFailure"].assert_eq(&labels(&task));
    let map = "States:\n  M:\n    Type: Map\n    Catch:\n      - ErrorEquals: [$0]\n";
    expect!["States.ALL States.TaskFailed States.Timeout States.HeartbeatTimeout States.Permissions States.DataLimitExceeded States.ReferencePathConflict States.ExceedToleratedFailureThreshold States.ItemReaderFailed States.ResultWriterFailed States.Http.Socket States.Http.StatusCode. States.QueryEvaluationError States.NoChoiceMatched States.BranchFailed States.IntrinsicFailure States.ParameterPathFailure States.ResultPathMatchFailure"].assert_eq(&labels(map));
    let jsonata = "States:\n  M:\n    Type: Parallel\n    QueryLanguage: JSONata\n    Retry:\n      - ErrorEquals:\n        - $0\n";
    expect!["States.ALL States.TaskFailed States.Timeout States.HeartbeatTimeout States.Permissions States.DataLimitExceeded States.QueryEvaluationError States.ReferencePathConflict States.ExceedToleratedFailureThreshold States.ItemReaderFailed States.ResultWriterFailed States.Http.Socket States.Http.StatusCode. States.NoChoiceMatched States.BranchFailed States.IntrinsicFailure States.ParameterPathFailure States.ResultPathMatchFailure"].assert_eq(&labels(jsonata));
}
