//! Answers made up from shapes: as a person would write them, and such that machines go on.

#![expect(
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a failed expectation of a test is a panic; snapshots are long"
)]

use asl_catalog::{Kind, Resolved, Shape, catalog, lookup, sample, sample_result};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn answer(resource: &str, request: &Value) -> Value {
    let Resolved { action, pattern } = lookup(resource).expect("an integration");
    sample_result(action, pattern, request, 0)
}

fn check(resource: &str, request: &Value, expect: &Expect) {
    let resource = format!("arn:aws:states:::{resource}");
    expect.assert_eq(&format!("{}\n", answer(&resource, request)));
}

#[test]
fn answers_of_well_known_actions() {
    check(
        "lambda:invoke",
        &json!({}),
        &expect![[r#"
            {"ExecutedVersion":"$LATEST","Payload":{},"StatusCode":200,"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["example"]},"HttpHeaders":{"Content-Type":"application/json"},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"f665fd60-a2be-4b22-9ed5-ce3450b798dc"}}
        "#]],
    );
    check(
        "sqs:sendMessage",
        &json!({}),
        &expect![[r#"
            {"MD5OfMessageBody":"1a79a4d60de6718e8e5b326e338ae533","MD5OfMessageAttributes":"1a79a4d60de6718e8e5b326e338ae533","MD5OfMessageSystemAttributes":"1a79a4d60de6718e8e5b326e338ae533","MessageId":"92ed6eba-1c62-4c50-8747-db2190859d02","SequenceNumber":"1","SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["example"]},"HttpHeaders":{"Content-Type":"application/json"},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"f665fd60-a2be-4b22-9ed5-ce3450b798dc"}}
        "#]],
    );
    check(
        "events:putEvents",
        &json!({}),
        &expect![[r#"
            {"FailedEntryCount":0,"Entries":[{"EventId":"1f7cc31e-86e4-48ac-90a5-6c51fe6708fa"}],"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["example"]},"HttpHeaders":{"Content-Type":"application/json"},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"f665fd60-a2be-4b22-9ed5-ce3450b798dc"}}
        "#]],
    );
    check(
        "dynamodb:getItem",
        &json!({ "TableName": "Orders" }),
        &expect![[r#"
            {"Item":{"key":{"S":"example"}},"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["example"]},"HttpHeaders":{"Content-Type":"application/json"},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"f665fd60-a2be-4b22-9ed5-ce3450b798dc"}}
        "#]],
    );
    check(
        "aws-sdk:dynamodb:getItem",
        &json!({}),
        &expect![[r#"
            {"Item":{"key":{"S":"example"}}}
        "#]],
    );
    check(
        "aws-sdk:dynamodb:batchWriteItem",
        &json!({}),
        &expect![[r#"
            {"UnprocessedItems":{}}
        "#]],
    );
    check(
        "aws-sdk:s3:getObject",
        &json!({}),
        &expect![[r#"
            {"Body":"example","DeleteMarker":false,"AcceptRanges":"example","Expiration":"example","Restore":"example","LastModified":"2024-01-01T00:00:00Z","ContentLength":1,"ETag":"1a79a4d60de6718e8e5b326e338ae533","ChecksumCRC32":"example","ChecksumCRC32C":"example","ChecksumCRC64NVME":"example","ChecksumSHA1":"example","ChecksumSHA256":"example","ChecksumSHA512":"example","ChecksumMD5":"1a79a4d60de6718e8e5b326e338ae533","ChecksumXXHASH64":"example","ChecksumXXHASH3":"example","ChecksumXXHASH128":"example","ChecksumType":"COMPOSITE","MissingMeta":1,"VersionId":"ba875a72-bc7b-49eb-b33e-a35da89e1f47","CacheControl":"example","ContentDisposition":"example","ContentEncoding":"example","ContentLanguage":"example","ContentRange":"example","ContentType":"example","Expires":"example","WebsiteRedirectLocation":"example","ServerSideEncryption":"AES256","Metadata":{"key":"example"},"SseCustomerAlgorithm":"example","SseCustomerKeyMD5":"1a79a4d60de6718e8e5b326e338ae533","SsekmsKeyId":"d3544afd-8179-429f-94bd-f7c69543233c","BucketKeyEnabled":true,"StorageClass":"STANDARD","RequestCharged":"requester","ReplicationStatus":"COMPLETED","PartsCount":1,"TagCount":1,"ObjectLockMode":"GOVERNANCE","ObjectLockRetainUntilDate":"2024-01-01T00:00:00Z","ObjectLockLegalHoldStatus":"ON","ObjectLockEventHold":"ON","ObjectLockEventHoldDurationDays":1,"ObjectLockEventHoldDurationYears":1}
        "#]],
    );
    check(
        "aws-sdk:s3:listObjectsV2",
        &json!({ "Prefix": "in/" }),
        &expect![[r#"
            {"IsTruncated":false,"Contents":[{"Key":"example","LastModified":"2024-01-01T00:00:00Z","ETag":"1a79a4d60de6718e8e5b326e338ae533","ChecksumAlgorithm":["CRC32"],"ChecksumType":"COMPOSITE","Size":1,"StorageClass":"STANDARD","Owner":{"DisplayName":"example","Id":"6666bb1e-a506-4cb0-9dd6-3601f93af709"},"RestoreStatus":{"IsRestoreInProgress":false,"RestoreExpiryDate":"2024-01-01T00:00:00Z"}}],"Name":"example","Prefix":"in/","Delimiter":"example","MaxKeys":1,"CommonPrefixes":[{"Prefix":"example"}],"EncodingType":"url","KeyCount":1,"StartAfter":"example","RequestCharged":"requester"}
        "#]],
    );
    check(
        "aws-sdk:sfn:describeExecution",
        &json!({}),
        &expect![[r#"
            {"ExecutionArn":"arn:aws:example:us-east-1:123456789012:0f0235f5-2590-44dc-b73a-1476d1ab9cf3","StateMachineArn":"arn:aws:example:us-east-1:123456789012:57dc4ad0-e3df-44b5-9288-55de13ae5a47","Name":"example","Status":"SUCCEEDED","StartDate":"2024-01-01T00:00:00Z","StopDate":"2024-01-01T00:00:00Z","Input":"{}","InputDetails":{"Included":true},"Output":"{}","OutputDetails":{"Included":true},"TraceHeader":"example","MapRunArn":"arn:aws:example:us-east-1:123456789012:62a8b164-025b-455c-a02b-974f57f661dc","StateMachineVersionArn":"arn:aws:example:us-east-1:123456789012:ee7653e6-9566-42db-8a9a-b6066af3f3be","StateMachineAliasArn":"arn:aws:example:us-east-1:123456789012:025a1ad2-a25a-446a-91fe-995036440c9f","RedriveCount":1,"RedriveDate":"2024-01-01T00:00:00Z","RedriveStatus":"REDRIVABLE","RedriveStatusReason":"example"}
        "#]],
    );
    check(
        "states:startExecution.sync:2",
        &json!({}),
        &expect![[r#"
            {"ExecutionArn":"arn:aws:example:us-east-1:123456789012:0f0235f5-2590-44dc-b73a-1476d1ab9cf3","StateMachineArn":"arn:aws:example:us-east-1:123456789012:57dc4ad0-e3df-44b5-9288-55de13ae5a47","Name":"example","Status":"SUCCEEDED","StartDate":"2024-01-01T00:00:00Z","StopDate":"2024-01-01T00:00:00Z","Input":{},"InputDetails":{"Included":true},"Output":{},"OutputDetails":{"Included":true},"TraceHeader":"example","MapRunArn":"arn:aws:example:us-east-1:123456789012:62a8b164-025b-455c-a02b-974f57f661dc","StateMachineVersionArn":"arn:aws:example:us-east-1:123456789012:ee7653e6-9566-42db-8a9a-b6066af3f3be","StateMachineAliasArn":"arn:aws:example:us-east-1:123456789012:025a1ad2-a25a-446a-91fe-995036440c9f","RedriveCount":1,"RedriveDate":"2024-01-01T00:00:00Z","RedriveStatus":"REDRIVABLE","RedriveStatusReason":"example"}
        "#]],
    );
    check(
        "http:invoke",
        &json!({}),
        &expect![[r#"
        {"Headers":{"Content-Type":["example"]},"ResponseBody":{},"StatusCode":200,"StatusText":"OK"}
    "#]],
    );
    check(
        "aws-sdk:ec2:describeInstanceStatus",
        &json!({}),
        &expect![[r#"
            {"InstanceStatuses":[{"AvailabilityZone":"example","AvailabilityZoneId":"f9362cf2-cd24-4d5e-bbac-68b449203552","OutpostArn":"arn:aws:example:us-east-1:123456789012:9368841d-cd08-4a6a-9aa9-32396b15f0d8","Operator":{"Managed":true,"Principal":"example","HiddenByDefault":true},"Events":[{"InstanceEventId":"6705a4da-fb7c-4c73-af12-25ae5f2d26d0","Code":"instance-reboot","Description":"example","NotAfter":"2024-01-01T00:00:00Z","NotBefore":"2024-01-01T00:00:00Z","NotBeforeDeadline":"2024-01-01T00:00:00Z"}],"InstanceId":"2e980d7d-5192-435b-9a14-bd3aa17239e6","InstanceState":{"Code":1,"Name":"running"},"InstanceStatus":{"Details":[{"Name":"reachability","Status":"passed"}],"Status":"ok"},"SystemStatus":{"Details":[{"Name":"reachability","Status":"passed"}],"Status":"ok"},"AttachedEbsStatus":{"Details":[{"Name":"reachability","Status":"passed"}],"Status":"ok"},"ApplicationStatus":{"Status":"ok"},"PerformanceStatus":{"Status":"ok","Remediation":"example"}}]}
        "#]],
    );
    check(
        "sqs:sendMessage.waitForTaskToken",
        &json!({}),
        &expect![[r#"
            {}
        "#]],
    );
}

#[test]
fn loops_that_wait_come_to_an_end() {
    let cases = [
        (
            "ec2:describeInstances",
            "/Reservations/0/Instances/0/State/Name",
            "running",
        ),
        ("dynamodb:describeTable", "/Table/TableStatus", "ACTIVE"),
        ("glue:getJobRun", "/JobRun/JobRunState", "SUCCEEDED"),
        (
            "athena:getQueryExecution",
            "/QueryExecution/Status/State",
            "SUCCEEDED",
        ),
        (
            "sagemaker:describeTrainingJob",
            "/TrainingJobStatus",
            "Completed",
        ),
        (
            "rds:describeDBInstances",
            "/DbInstances/0/DbInstanceStatus",
            "available",
        ),
        (
            "cloudformation:describeStacks",
            "/Stacks/0/StackStatus",
            "CREATE_COMPLETE",
        ),
    ];
    for (action, pointer, wanted) in cases {
        let answer = answer(&format!("arn:aws:states:::aws-sdk:{action}"), &json!({}));
        assert_eq!(
            answer.pointer(pointer),
            Some(&json!(wanted)),
            "{action}: {answer}"
        );
        assert!(answer.get("NextToken").is_none() && answer.get("Marker").is_none());
    }
}

#[test]
fn a_job_that_was_waited_for_is_done() {
    let task = answer("arn:aws:states:::ecs:runTask.sync", &json!({}));
    assert_eq!(task["LastStatus"], "STOPPED");
    assert_eq!(task["Containers"][0]["ExitCode"], 0);
    let build = answer("arn:aws:states:::codebuild:startBuild.sync", &json!({}));
    assert_eq!(build["Build"]["BuildStatus"], "SUCCEEDED");
}

#[test]
fn the_seed_decides_the_ids() {
    let shape = lookup("arn:aws:states:::sns:publish")
        .expect("sns")
        .action
        .response();
    let shape = shape.expect("a response");
    assert_eq!(sample(shape, 1), sample(shape, 1));
    assert_ne!(sample(shape, 1), sample(shape, 2));
}

/// Every action of every service: its sample is what its shape says, and small.
#[test]
fn every_sample_fits_its_shape() {
    let mut largest = (0, String::new());
    let catalog = catalog();
    for service in catalog
        .services()
        .iter()
        .chain(catalog.optimized_services())
    {
        for action in service.actions() {
            for pattern in action.patterns() {
                let sample = sample_result(action, pattern, &Value::Null, 0);
                let shape = action.result(pattern);
                let place = action.resource(pattern);
                if let Some(shape) = shape {
                    fits(&sample, shape, &place);
                }
                largest = largest.max((sample.to_string().len(), place));
            }
        }
    }
    assert!(largest.0 < 256 * 1024, "{largest:?}");
}

fn fits(value: &Value, shape: Shape<'_>, place: &str) {
    let kind = shape.kind();
    let is_right = match value {
        Value::Object(_) => kind.is_object() || kind == Kind::Document,
        Value::Array(_) => kind == Kind::List,
        Value::String(_) => kind.is_text(),
        Value::Number(_) => kind.is_number(),
        Value::Bool(_) => kind == Kind::Boolean,
        Value::Null => false,
    };
    assert!(is_right, "{place}: {value} is no {kind:?}");
    if let Value::Object(members) = value
        && kind != Kind::Map
    {
        assert!(
            kind != Kind::Union || members.len() <= 1,
            "{place}: {value}"
        );
        for (name, value) in members {
            if let Some(member) = shape.member(name) {
                fits(value, member.shape, &format!("{place}.{name}"));
            }
        }
    }
    let inner = shape.element().or(shape.value());
    for (value, shape) in elements(value).zip(inner.into_iter().cycle()) {
        if matches!(kind, Kind::List | Kind::Map) {
            fits(value, shape, place);
        }
    }
    let is_value = |text: &str| shape.values().len() == 0 || shape.values().any(|it| it == text);
    assert!(value.as_str().is_none_or(is_value), "{place}: {value}");
}

fn elements(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(items) => Box::new(items.iter()),
        Value::Object(members) => Box::new(members.values()),
        _ => Box::new(std::iter::empty()),
    }
}
