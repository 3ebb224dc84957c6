//! What the table says of actions that everybody knows.

#![expect(
    clippy::panic,
    clippy::too_many_lines,
    reason = "a failed expectation of a test is a panic; snapshots are long"
)]

use asl_catalog::{Action, Integration, Kind, Number, Pattern, Shape, catalog, lookup};
use expect_test::{Expect, expect};

fn action(name: &str) -> Action<'static> {
    let resource = format!("arn:aws:states:::{name}");
    let resolved = lookup(&resource);
    resolved
        .unwrap_or_else(|why| panic!("{resource}: {why:?}"))
        .action
}

/// Members to a depth, required ones with a star.
fn outline(shape: Shape<'_>, depth: usize) -> String {
    let inner = |shape: Shape<'_>| match depth {
        0 => String::new(),
        _ => outline(shape, depth - 1),
    };
    match shape.kind() {
        Kind::Structure | Kind::Union => {
            let members = shape.members().map(|member| {
                let star = if member.is_required { "*" } else { "" };
                format!("{}{star}{}", member.name, inner(member.shape))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(" "))
        }
        Kind::List => format!("[{}]", shape.element().map(inner).unwrap_or_default()),
        Kind::Map => format!("<{}>", shape.value().map(inner).unwrap_or_default()),
        _ => String::new(),
    }
}

fn check(name: &str, depth: usize, expect: &Expect) {
    let action = action(name);
    let end = |shape: Option<Shape<'_>>| shape.map_or("-".to_owned(), |it| outline(it, depth));
    let mut errors: Vec<_> = action.errors().collect();
    let more = errors.len().saturating_sub(4);
    if more > 0 {
        errors.drain(2..2 + more);
    }
    let patterns: Vec<_> = action.patterns().map(Pattern::suffix).collect();
    let text = format!(
        "request {}\nresponse {}\nerrors {} (+{more})\npatterns {patterns:?}\nlink {}\n",
        end(action.request()),
        end(action.response()),
        errors.join(" "),
        action.link().unwrap_or_default(),
    );
    expect.assert_eq(&text);
}

#[test]
fn an_action_of_the_sdk() {
    check(
        "aws-sdk:sqs:sendMessage",
        1,
        &expect![[r#"
        request {QueueUrl* MessageBody* DelaySeconds MessageAttributes<> MessageSystemAttributes<> MessageDeduplicationId MessageGroupId}
        response {Md5OfMessageBody Md5OfMessageAttributes Md5OfMessageSystemAttributes MessageId SequenceNumber}
        errors Sqs.InvalidMessageContentsException Sqs.UnsupportedOperationException Sqs.SqsException Sqs.SdkClientException (+11)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage
    "#]],
    );
    check(
        "aws-sdk:dynamodb:getItem",
        1,
        &expect![[r#"
        request {TableName* Key*<> AttributesToGet[] ConsistentRead ReturnConsumedCapacity ProjectionExpression ExpressionAttributeNames<>}
        response {Item<> ConsumedCapacity{TableName CapacityUnits ReadCapacityUnits WriteCapacityUnits Table LocalSecondaryIndexes GlobalSecondaryIndexes VectorIndexes}}
        errors DynamoDb.ProvisionedThroughputExceededException DynamoDb.ResourceNotFoundException DynamoDb.DynamoDbException DynamoDb.SdkClientException (+3)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/GetItem
    "#]],
    );
    check(
        "aws-sdk:rds:describeDBInstances",
        0,
        &expect![[r#"
        request {DbInstanceIdentifier Filters MaxRecords Marker}
        response {Marker DbInstances}
        errors Rds.DbInstanceNotFoundException Rds.RdsException Rds.SdkClientException (+0)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/rds-2014-10-31/DescribeDBInstances
    "#]],
    );
    check(
        "aws-sdk:sfn:startExecution",
        1,
        &expect![[r#"
        request {StateMachineArn* Name Input TraceHeader}
        response {ExecutionArn* StartDate*}
        errors Sfn.ExecutionLimitExceededException Sfn.ExecutionAlreadyExistsException Sfn.SfnException Sfn.SdkClientException (+9)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/states-2016-11-23/StartExecution
    "#]],
    );
    check(
        "aws-sdk:s3:copyObject",
        0,
        &expect![[r#"
        request {Acl Bucket* CacheControl ChecksumAlgorithm ContentDisposition ContentEncoding ContentLanguage ContentType CopySource* CopySourceIfMatch CopySourceIfModifiedSince CopySourceIfNoneMatch CopySourceIfUnmodifiedSince Expires GrantFullControl GrantRead GrantReadACP GrantWriteACP IfMatch IfNoneMatch Key* Metadata MetadataDirective TaggingDirective AnnotationDirective ServerSideEncryption StorageClass WebsiteRedirectLocation SseCustomerAlgorithm SseCustomerKey SseCustomerKeyMD5 SsekmsKeyId SsekmsEncryptionContext BucketKeyEnabled CopySourceSSECustomerAlgorithm CopySourceSSECustomerKey CopySourceSSECustomerKeyMD5 RequestPayer Tagging ObjectLockMode ObjectLockRetainUntilDate ObjectLockLegalHoldStatus ObjectLockEventHold ObjectLockEventHoldDurationDays ObjectLockEventHoldDurationYears ExpectedBucketOwner ExpectedSourceBucketOwner DestinationBucket DestinationKey SourceBucket SourceKey SourceVersionId}
        response {CopyObjectResult Expiration CopySourceVersionId VersionId ServerSideEncryption SseCustomerAlgorithm SseCustomerKeyMD5 SsekmsKeyId SsekmsEncryptionContext BucketKeyEnabled RequestCharged}
        errors S3.ObjectNotInActiveTierErrorException S3.S3Exception S3.SdkClientException (+0)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/s3-2006-03-01/CopyObject
    "#]],
    );
    check(
        "aws-sdk:ec2:describeInstances",
        0,
        &expect![[r#"
        request {InstanceIds IncludeManagedResources DryRun Filters NextToken MaxResults}
        response {NextToken Reservations}
        errors Ec2.Ec2Exception Ec2.SdkClientException (+0)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/ec2-2016-11-15/DescribeInstances
    "#]],
    );
}

#[test]
fn an_optimised_action() {
    check(
        "sqs:sendMessage",
        1,
        &expect![[r#"
        request {QueueUrl* MessageBody* DelaySeconds MessageAttributes<> MessageDeduplicationId MessageGroupId}
        response {MD5OfMessageBody MD5OfMessageAttributes MD5OfMessageSystemAttributes MessageId SequenceNumber SdkHttpMetadata{AllHttpHeaders HttpHeaders HttpStatusCode} SdkResponseMetadata{RequestId}}
        errors SQS.InvalidMessageContentsException SQS.UnsupportedOperationException SQS.AmazonSQSException SQS.SdkClientException (+11)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage
    "#]],
    );
    check(
        "lambda:invoke",
        1,
        &expect![[r#"
            request {FunctionName* InvocationType LogType ClientContext Payload Qualifier}
            response {ExecutedVersion LogResult Payload StatusCode SdkHttpMetadata{AllHttpHeaders HttpHeaders HttpStatusCode} SdkResponseMetadata{RequestId}}
            errors Lambda.RuntimeAliasDeletedException Lambda.CodeArtifactUserDeletedException Lambda.Unknown Sandbox.Timedout (+46)
            patterns ["", ".waitForTaskToken"]
            link https://docs.aws.amazon.com/goto/WebAPI/lambda-2015-03-31/Invoke
        "#]],
    );
    check(
        "dynamodb:getItem",
        1,
        &expect![[r#"
        request {TableName* Key*<> AttributesToGet[] ConsistentRead ReturnConsumedCapacity ProjectionExpression ExpressionAttributeNames<>}
        response {Item<> ConsumedCapacity{TableName CapacityUnits ReadCapacityUnits WriteCapacityUnits Table LocalSecondaryIndexes GlobalSecondaryIndexes VectorIndexes} SdkHttpMetadata{AllHttpHeaders HttpHeaders HttpStatusCode} SdkResponseMetadata{RequestId}}
        errors DynamoDB.ProvisionedThroughputExceededException DynamoDB.ResourceNotFoundException DynamoDB.AmazonDynamoDBException DynamoDB.SdkClientException (+3)
        patterns [""]
        link https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/GetItem
    "#]],
    );
    check(
        "ecs:runTask.sync",
        0,
        &expect![[r#"
        request {CapacityProviderStrategy Cluster EnableECSManagedTags EnableExecuteCommand Group LaunchType NetworkConfiguration Overrides PlacementConstraints PlacementStrategy PlatformVersion PropagateTags ReferenceId Tags TaskDefinition* ClientToken VolumeConfigurations}
        response {Tasks Failures SdkHttpMetadata SdkResponseMetadata}
        errors ECS.ConflictException ECS.AccessDeniedException ECS.SdkClientException AmazonECS.Unknown (+9)
        patterns ["", ".sync", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/ecs-2014-11-13/RunTask
    "#]],
    );
    check(
        "states:startExecution",
        1,
        &expect![[r#"
        request {StateMachineArn* Name Input}
        response {ExecutionArn* StartDate* SdkHttpMetadata{AllHttpHeaders HttpHeaders HttpStatusCode} SdkResponseMetadata{RequestId}}
        errors StepFunctions.ExecutionLimitExceededException StepFunctions.ExecutionAlreadyExistsException StepFunctions.AWSStepFunctionsException StepFunctions.SdkClientException (+9)
        patterns ["", ".sync", ".sync:2", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/states-2016-11-23/StartExecution
    "#]],
    );
    check(
        "apigateway:invoke",
        1,
        &expect![[r#"
        request {ApiEndpoint* Method* Headers<> Stage Path QueryParameters<> RequestBody AllowNullValues AuthType}
        response {Headers<> ResponseBody StatusCode StatusText}
        errors  (+0)
        patterns ["", ".waitForTaskToken"]
        link 
    "#]],
    );
    check(
        "bedrock:invokeModel",
        1,
        &expect![[r#"
        request {Body ContentType Accept ModelId* Trace GuardrailIdentifier GuardrailVersion PerformanceConfigLatency ServiceTier RequestMetadata Input{S3Uri} Output{S3Uri}}
        response {Body ContentType SdkHttpMetadata{AllHttpHeaders HttpHeaders HttpStatusCode} SdkResponseMetadata{RequestId}}
        errors Bedrock.AccessDeniedException Bedrock.ResourceNotFoundException Bedrock.ModelNotReadyException Bedrock.ModelErrorException (+6)
        patterns ["", ".waitForTaskToken"]
        link https://docs.aws.amazon.com/goto/WebAPI/bedrock-runtime-2023-09-30/InvokeModel
    "#]],
    );
    check(
        "elasticmapreduce:modifyInstanceFleetByName",
        1,
        &expect![[r#"
        request {ClusterId* InstanceFleet*{TargetOnDemandCapacity TargetSpotCapacity ResizeSpecifications InstanceTypeConfigs Context} InstanceFleetName*}
        response {SdkHttpMetadata{AllHttpHeaders HttpHeaders HttpStatusCode} SdkResponseMetadata{RequestId}}
        errors  (+0)
        patterns [""]
        link https://docs.aws.amazon.com/goto/WebAPI/elasticmapreduce-2009-03-31/ModifyInstanceFleet
    "#]],
    );
}

#[test]
fn values_and_bounds() {
    let memory = action("aws-sdk:lambda:getFunction")
        .response()
        .and_then(|it| it.member("Configuration"))
        .and_then(|it| it.shape.member("MemorySize"))
        .expect("MemorySize");
    assert_eq!(memory.shape.kind(), Kind::Integer);
    assert_eq!(memory.shape.min().and_then(Number::as_i64), Some(128));
    assert!(memory.shape.max().and_then(Number::as_i64) >= Some(10240));

    let blob = action("aws-sdk:kms:encrypt")
        .response()
        .expect("a response");
    let blob = blob.member("CiphertextBlob").expect("CiphertextBlob").shape;
    assert_eq!(
        (blob.kind(), blob.min().and_then(Number::as_i64)),
        (Kind::Blob, Some(1))
    );

    let class = action("aws-sdk:s3:getObject")
        .response()
        .expect("a response");
    let class = class.member("StorageClass").expect("StorageClass").shape;
    assert!(
        class.values().any(|it| it == "GLACIER"),
        "{:?}",
        class.values().collect::<Vec<_>>()
    );
    assert_eq!(class.name(), "StorageClass");

    let speed = action("aws-sdk:georoutes:calculateRoutes")
        .request()
        .expect("a request");
    let speed = speed
        .member("TravelModeOptions")
        .expect("TravelModeOptions")
        .shape;
    let speed = speed.member("Pedestrian").expect("Pedestrian").shape;
    let speed = speed.member("Speed").expect("Speed").shape;
    let min = speed.min().expect("a least speed");
    assert_eq!((min.mantissa, min.decimals), (18, 1));
}

#[test]
fn an_attribute_value_is_a_union_that_contains_itself() {
    for (name, null) in [
        ("aws-sdk:dynamodb:putItem", "Nul"),
        ("dynamodb:putItem", "NULL"),
    ] {
        let item = action(name)
            .request()
            .and_then(|it| it.member("Item"))
            .expect("Item")
            .shape;
        let value = item.value().expect("a map");
        assert_eq!((item.kind(), value.kind()), (Kind::Map, Kind::Union));
        assert_eq!(value.name(), "AttributeValue");
        let list = value.member("L").expect("L").shape;
        assert_eq!(list.element(), Some(value));
        assert!(value.member(null).is_some(), "{name}");
    }
}

#[test]
fn waiters_and_pages() {
    let table = action("aws-sdk:dynamodb:describeTable");
    let successes: Vec<_> = table.successes().map(|it| (it.path, it.value)).collect();
    assert_eq!(successes, [("Table.TableStatus", "ACTIVE")]);

    let instances = action("aws-sdk:ec2:describeInstances");
    let first = instances.successes().next().expect("a waiter");
    assert_eq!(
        (first.path, first.value),
        ("Reservations.Instances.State.Name", "running")
    );
    assert_eq!(instances.page_tokens().collect::<Vec<_>>(), ["NextToken"]);

    let objects = action("aws-sdk:s3:listObjectsV2");
    assert_eq!(
        objects.page_tokens().collect::<Vec<_>>(),
        ["NextContinuationToken"]
    );
    assert_eq!(objects.more_pages(), Some("IsTruncated"));
}

#[test]
fn tokens_are_filled_in_and_streams_are_not_called() {
    let request = action("aws-sdk:emrcontainers:startJobRun")
        .request()
        .expect("a request");
    let token = request.member("ClientToken").expect("ClientToken");
    assert!(token.is_required && token.is_filled_in);

    assert!(!action("aws-sdk:kinesis:subscribeToShard").is_callable());
    assert!(!action("aws-sdk:sts:assumeRole").is_callable());
    assert!(action("aws-sdk:sts:getCallerIdentity").is_callable());
    assert!(action("aws-sdk:s3:putBucketLifecycle").is_deprecated());
}

#[test]
fn jobs_have_results_of_their_own() {
    let task = action("ecs:runTask").result(Pattern::Sync).expect("a task");
    assert_eq!(task.name(), "Task");
    let start = action("states:startExecution");
    let kind = |pattern| {
        start
            .result(pattern)?
            .member("Output")
            .map(|it| it.shape.kind())
    };
    assert_eq!(kind(Pattern::Sync), Some(Kind::String));
    assert_eq!(kind(Pattern::Sync2), Some(Kind::Document));
    assert_eq!(start.result(Pattern::WaitForTaskToken), None);
    let actions = || {
        let services = catalog().optimized_services().iter();
        services.flat_map(asl_catalog::Service::actions)
    };
    for action in actions() {
        for pattern in [Pattern::Sync, Pattern::Sync2] {
            let can_wait = action.patterns().any(|it| it == pattern);
            let place = action.resource(pattern);
            assert_eq!(action.result(pattern).is_some(), can_wait, "{place}");
        }
    }
}

#[test]
fn every_service_can_be_read() {
    let catalog = catalog();
    let all = || {
        catalog
            .services()
            .iter()
            .chain(catalog.optimized_services())
    };
    let documented = catalog
        .services()
        .iter()
        .filter(|it| it.is_documented())
        .count();
    let actions: usize = all().map(asl_catalog::Service::action_count).sum();
    let optimised: usize = catalog
        .optimized_services()
        .iter()
        .map(asl_catalog::Service::action_count)
        .sum();
    assert_eq!(
        (documented, catalog.optimized_services().len(), optimised),
        (403, 22, 64)
    );
    assert!(actions > 19_000, "{actions}");
    for service in all() {
        assert_eq!(
            service.actions().len(),
            service.action_count(),
            "{service:?}"
        );
        assert!(!service.title().is_empty(), "{service:?}");
        for action in service.actions() {
            assert_eq!(service.action(action.name()), Some(action));
            for shape in [action.request(), action.response()].into_iter().flatten() {
                assert!(
                    matches!(shape.kind(), Kind::Structure | Kind::Union),
                    "{}",
                    action.resource(Pattern::RequestResponse)
                );
            }
        }
    }
}

#[test]
fn every_name_follows_from_its_service() {
    for service in catalog().services() {
        assert_eq!(service.name(), service.prefix().to_lowercase());
        assert_eq!(service.integration(), Integration::Sdk);
    }
}
