//! What a pointer over a resource, a parameter or an error name shows.

#![expect(clippy::too_many_lines, reason = "snapshots are long")]

use asl_ide::hover;
use expect_test::{Expect, expect};

use crate::support::{Setup, format_of};

fn check(marked: &str, expect: &Expect) {
    let setup = Setup::new(marked, format_of(marked));
    let answer = hover(&setup.analysis, setup.position());
    let drawn = answer.map_or("nothing".to_owned(), |it| {
        format!("on {}:\n{}\n", &setup.text[it.range], it.info)
    });
    expect.assert_eq(&drawn);
}

/// A JSON machine with one Task, of which these are the fields.
fn task(fields: &str) -> String {
    format!(
        "{{\"StartAt\": \"T\", \"States\": {{\"T\": {{\"Type\": \"Task\", {fields}, \"End\": true}}}}}}"
    )
}

/// The same in YAML.
fn yaml_task(fields: &str) -> String {
    let fields = fields.replace('\n', "\n    ");
    format!("StartAt: T\nStates:\n  T:\n    Type: Task\n    {fields}\n    End: true\n")
}

#[test]
fn a_resource() {
    check(
        &task(r#""Resource": "arn:aws:states:::sqs:sendM$0essage.waitForTaskToken""#),
        &expect![[r#"
            on arn:aws:states:::sqs:sendMessage.waitForTaskToken:
            **sqs:sendMessage** — Amazon SQS, optimised integration

            * request and response: goes on with the response
            * **`.waitForTaskToken`**: waits until the task token is answered; Standard workflows only

            Takes (\* required):

            ```
            QueueUrl*               string
            MessageBody*            any JSON
            DelaySeconds            integer
            MessageAttributes       map of { DataType*, StringValue, BinaryValue, StringListValues, BinaryListValues }
            MessageDeduplicationId  string
            MessageGroupId          string
            ```

            Errors: `SQS.InvalidMessageContentsException`, `SQS.UnsupportedOperationException`, `SQS.RequestThrottledException`, `SQS.QueueDoesNotExistException`, `SQS.InvalidSecurityException`, `SQS.KmsDisabledException`, `SQS.KmsInvalidStateException`, `SQS.KmsNotFoundException`, and 7 more

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage)
        "#]],
    );
    check(
        &yaml_task("Resource: arn:aws:states:::aws-sdk:s3:get$0Object"),
        &expect![[r#"
            on arn:aws:states:::aws-sdk:s3:getObject:
            **aws-sdk:s3:getObject** — Amazon Simple Storage Service, AWS SDK integration

            * **request and response**: goes on with the response
            * `.waitForTaskToken`: waits until the task token is answered; Standard workflows only

            Takes (\* required):

            ```
            Bucket*                     string
            Key*                        string
            IfMatch                     string
            IfModifiedSince             timestamp
            IfNoneMatch                 string
            IfUnmodifiedSince           timestamp
            Range                       string
            ResponseCacheControl        string
            ResponseContentDisposition  string
            ResponseContentEncoding     string
            ResponseContentLanguage     string
            ResponseContentType         string
            ResponseExpires             timestamp
            VersionId                   string
            SseCustomerAlgorithm        string
            SseCustomerKey              string
            SseCustomerKeyMD5           string
            RequestPayer                "requester"
            PartNumber                  integer
            ExpectedBucketOwner         string
            ChecksumMode                "ENABLED"
            ```

            Gives:

            ```
            Body                     blob
            DeleteMarker             boolean
            AcceptRanges             string
            Expiration               string
            Restore                  string
            LastModified             timestamp
            ContentLength            long
            ETag                     string
            ChecksumCRC32            string
            ChecksumCRC32C           string
            ChecksumCRC64NVME        string
            ChecksumSHA1             string
            ChecksumSHA256           string
            ChecksumSHA512           string
            ChecksumMD5              string
            ChecksumXXHASH64         string
            ChecksumXXHASH3          string
            ChecksumXXHASH128        string
            ChecksumType             COMPOSITE | FULL_OBJECT
            MissingMeta              integer
            VersionId                string
            CacheControl             string
            ContentDisposition       string
            ContentEncoding          string
            ContentLanguage          string
            ContentRange             string
            ContentType              string
            Expires                  string
            WebsiteRedirectLocation  string
            ServerSideEncryption     AES256 | aws:fsx | aws:backup | aws:kms | aws:kms:dsse
            Metadata                 map of string
            SseCustomerAlgorithm     string
            SseCustomerKeyMD5        string
            SsekmsKeyId              string
            BucketKeyEnabled         boolean
            StorageClass             STANDARD | REDUCED_REDUNDANCY | STANDARD_IA | ONEZONE_IA | INTELLIGENT_TIERING | GLACIER | …
            RequestCharged           "requester"
            ReplicationStatus        COMPLETE | PENDING | FAILED | REPLICA | COMPLETED
            PartsCount               integer
            TagCount                 integer
            … and 6 more
            ```

            Errors: `S3.NoSuchKeyException`, `S3.InvalidObjectStateException`, `S3.S3Exception`, `S3.SdkClientException`

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/s3-2006-03-01/GetObject)
        "#]],
    );
}

#[test]
fn a_resource_that_is_a_slip() {
    check(
        &task(r#""Resource": "arn:aws:states:::sqs:sendMesage$0""#),
        &expect![[r#"
            on arn:aws:states:::sqs:sendMesage:
            Amazon SQS has no action `sendMesage`; did you mean `sendMessage`?
        "#]],
    );
    check(
        &yaml_task("Resource: arn:aws:states:::sqs:sendMessage.sync$0"),
        &expect![[r#"
            on arn:aws:states:::sqs:sendMessage.sync:
            It cannot be called with `.sync`.

            **sqs:sendMessage** — Amazon SQS, optimised integration

            * **request and response**: goes on with the response
            * `.waitForTaskToken`: waits until the task token is answered; Standard workflows only

            Takes (\* required):

            ```
            QueueUrl*               string
            MessageBody*            any JSON
            DelaySeconds            integer
            MessageAttributes       map of { DataType*, StringValue, BinaryValue, StringListValues, BinaryListValues }
            MessageDeduplicationId  string
            MessageGroupId          string
            ```

            Gives:

            ```
            MD5OfMessageBody              string
            MD5OfMessageAttributes        string
            MD5OfMessageSystemAttributes  string
            MessageId                     string
            SequenceNumber                string
            SdkHttpMetadata               { AllHttpHeaders, HttpHeaders, HttpStatusCode }
            SdkResponseMetadata           { RequestId }
            ```

            Errors: `SQS.InvalidMessageContentsException`, `SQS.UnsupportedOperationException`, `SQS.RequestThrottledException`, `SQS.QueueDoesNotExistException`, `SQS.InvalidSecurityException`, `SQS.KmsDisabledException`, `SQS.KmsInvalidStateException`, `SQS.KmsNotFoundException`, and 7 more

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage)
        "#]],
    );
}

#[test]
fn functions_and_activities() {
    check(
        &task(r#""Resource": "arn:aws:lambda:eu-west-1:123456789012:function:pay$0""#),
        &expect![[r#"
            on arn:aws:lambda:eu-west-1:123456789012:function:pay:
            **pay** — a Lambda function, called with the state's input; its result is what it returns.

            `arn:aws:states:::lambda:invoke` takes parameters, versions and task tokens besides.
        "#]],
    );
    check(
        &yaml_task("Resource: arn:aws:states:eu-west-1:123456789012:activity:sign$0"),
        &expect![[r#"
            on arn:aws:states:eu-west-1:123456789012:activity:sign:
            **sign** — an activity: the state waits for a worker of one's own that polls it. Standard workflows only.
        "#]],
    );
}

#[test]
fn a_parameter() {
    check(
        &task(
            r#""Resource": "arn:aws:states:::dynamodb:putItem", "Parameters": {"Ite$0m.$": "$"}"#,
        ),
        &expect![[r#"
            on Item.$:
            **Item** — required · map of string to AttributeValue

            Given to `dynamodb:putItem` of Amazon DynamoDB

            Each value (\* required):

            ```
            S     string
            N     string
            B     blob
            SS    list of string
            NS    list of string
            BS    list of blob
            M     map of AttributeValue
            L     list of AttributeValue
            NULL  boolean
            BOOL  boolean
            ```

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)
        "#]],
    );
    check(
        &yaml_task(
            "Resource: arn:aws:states:::dynamodb:putItem\nParameters:\n  Item:\n    id:\n      S$0: a",
        ),
        &expect![[r#"
            on S:
            **S** — string

            Given to `dynamodb:putItem` of Amazon DynamoDB as `Item.*.S`

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)
        "#]],
    );
    check(
        &yaml_task(
            "QueryLanguage: JSONata\nResource: arn:aws:states:::dynamodb:putItem\nArguments:\n  ReturnVal$0ues: NONE",
        ),
        &expect![[r#"
            on ReturnValues:
            **ReturnValues** — string

            Given to `dynamodb:putItem` of Amazon DynamoDB

            * `NONE`
            * `ALL_OLD`
            * `UPDATED_OLD`
            * `ALL_NEW`
            * `UPDATED_NEW`

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)
        "#]],
    );
}

#[test]
fn a_value_that_is_one_of_a_few() {
    check(
        &yaml_task("Resource: arn:aws:states:::ecs:runTask\nParameters:\n  LaunchType: FAR$0GATE"),
        &expect![[r#"
            on FARGATE:
            **LaunchType** — string

            Given to `ecs:runTask` of Amazon ECS and Fargate

            * `EC2`
            * `FARGATE`
            * `EXTERNAL`
            * `MANAGED_INSTANCES`

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/ecs-2014-11-13/RunTask)
        "#]],
    );
    check(
        &task(
            r#""QueryLanguage": "JSONata", "Resource": "arn:aws:states:::ecs:runTask", "Arguments": {"LaunchType": "TO$0ASTER"}"#,
        ),
        &expect![["nothing"]],
    );
}

#[test]
fn members_of_a_payload_are_nothing_that_is_known() {
    check(
        &task(
            r#""Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"Payload": {"Function$0Name": 1}}"#,
        ),
        &expect![["nothing"]],
    );
}

#[test]
fn an_error_of_the_call() {
    let errors = |name: &str| {
        task(&format!(
            r#""Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem", "Retry": [{{"ErrorEquals": ["{name}$0"]}}]"#
        ))
    };
    check(
        &errors("DynamoDb.ConditionalCheckFailedException"),
        &expect![[r#"
            on DynamoDb.ConditionalCheckFailedException:
            **DynamoDb.ConditionalCheckFailedException** — raised by `aws-sdk:dynamodb:putItem` of Amazon DynamoDB

            The condition of the write was not met.

            The same call will fail again: a retry makes no sense.

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)
        "#]],
    );
    check(
        &errors("DynamoDb.ThrottlingException"),
        &expect![[r#"
            on DynamoDb.ThrottlingException:
            **DynamoDb.ThrottlingException** — raised by `aws-sdk:dynamodb:putItem` of Amazon DynamoDB

            The service is being called too often.

            The same call may well succeed a little later: worth a retry.

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)
        "#]],
    );
    check(
        &errors("DynamoDb.DynamoDbException"),
        &expect![[r#"
        on DynamoDb.DynamoDbException:
        **DynamoDb.DynamoDbException** — raised by `aws-sdk:dynamodb:putItem` of Amazon DynamoDB

        Stands for every error of the service that has no name of its own.

        Whether a retry makes sense depends on what is behind it.

        [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem)
    "#]],
    );
    check(
        &errors("DynamoDB.SdkClientException"),
        &expect![[r#"
        on DynamoDB.SdkClientException:
        **DynamoDB.SdkClientException** — raised by Amazon DynamoDB, optimised integration

        The call did not reach the service, or its answer could not be read.

        The same call may well succeed a little later: worth a retry.
    "#]],
    );
    check(&errors("OwnError"), &expect![["nothing"]]);
    check(
        &yaml_task(
            "Resource: arn:aws:states:::lambda:invoke\nCatch:\n  - ErrorEquals: [States.Timeout$0]\n    Next: T",
        ),
        &expect![[r#"
            on States.Timeout:
            **States.Timeout**

            Time ran out.

            A Task runs past `TimeoutSeconds`, misses a heartbeat, or the whole execution runs past its own limit.

            | can be caught | can be retried | `States.ALL` matches | `States.TaskFailed` matches |
            |---|---|---|---|
            | yes | yes | yes | no |

            A missed heartbeat was recorded under this name. Nothing inside an execution can catch that execution's own timeout.

            The same call may well succeed a little later: worth a retry.
        "#]],
    );
}
