//! The naming rules on names that are easy to get wrong.

use asl_catalog::names;

#[track_caller]
fn check(rule: fn(&str) -> String, cases: &[(&str, &str)]) {
    for (name, wanted) in cases {
        assert_eq!(rule(name), *wanted, "{name}");
    }
}

#[test]
fn members_of_the_sdk() {
    check(
        names::member,
        &[
            ("DBInstanceIdentifier", "DbInstanceIdentifier"),
            ("SSEKMSKeyId", "SsekmsKeyId"),
            ("SSECustomerKeyMD5", "SseCustomerKeyMD5"),
            ("SSEKMSEncryptionContext", "SsekmsEncryptionContext"),
            ("equals", "EqualsValue"),
            ("Equals", "EqualsValue"),
            ("ETag", "ETag"),
            ("ChecksumCRC32", "ChecksumCRC32"),
            ("ChecksumCRC32C", "ChecksumCRC32C"),
            ("ChecksumSHA256", "ChecksumSHA256"),
            ("ACL", "Acl"),
            ("MFA", "Mfa"),
            ("MD5OfBody", "Md5OfBody"),
            ("MD5OfMessageAttributes", "Md5OfMessageAttributes"),
            ("BOOL", "Bool"),
            ("SS", "Ss"),
            ("NS", "Ns"),
            ("BS", "Bs"),
            ("S", "S"),
            ("N", "N"),
            ("L", "L"),
            ("jobName", "JobName"),
            ("taskDefinition", "TaskDefinition"),
            ("Default", "DefaultValue"),
            ("return", "ReturnValue"),
            ("Builder", "BuilderValue"),
            ("Wait", "WaitValue"),
            ("Package", "PackageValue"),
            ("import", "ImportValue"),
            ("Instance", "Instance"),
            ("HashCode", "HashCodeValue"),
            ("IPAddress", "IpAddress"),
            ("VPCId", "VpcId"),
            ("VpcId", "VpcId"),
            ("AMIName", "AmiName"),
            ("KMSKeyId", "KmsKeyId"),
            ("EnableECSManagedTags", "EnableECSManagedTags"),
            ("CIDR", "Cidr"),
            ("CIDRIP", "Cidrip"),
            ("EC2SecurityGroupName", "Ec2SecurityGroupName"),
            ("S3BucketName", "S3BucketName"),
            ("SQL", "Sql"),
            ("GrantReadACP", "GrantReadACP"),
            ("error_description", "Error_description"),
            ("abpV1_1", "AbpV1_1"),
            ("AZMode", "AzMode"),
            ("URL", "Url"),
            ("HITId", "HitId"),
            ("A", "A"),
        ],
    );
}

#[test]
fn members_of_optimised_integrations() {
    check(
        names::older_member,
        &[
            ("MD5OfMessageBody", "MD5OfMessageBody"),
            ("BOOL", "BOOL"),
            ("NULL", "NULL"),
            ("enableECSManagedTags", "EnableECSManagedTags"),
            ("stateMachineArn", "StateMachineArn"),
            ("default", "Default"),
        ],
    );
}

#[test]
fn actions() {
    check(
        names::action,
        &[
            ("DescribeDBInstances", "describeDBInstances"),
            ("PutItem", "putItem"),
            ("ListObjectsV2", "listObjectsV2"),
            ("GetSecretValue", "getSecretValue"),
            ("CreateVpc", "createVpc"),
            ("AssumeRoleWithSAML", "assumeRoleWithSAML"),
            ("BatchGetItem", "batchGetItem"),
        ],
    );
}

#[test]
fn services_and_their_error_prefixes() {
    let cases = [
        ("DynamoDB", "DynamoDb", "dynamodb"),
        ("DynamoDB Streams", "DynamoDbStreams", "dynamodbstreams"),
        ("Config Service", "Config", "config"),
        ("IoT Wireless", "IotWireless", "iotwireless"),
        ("IoTSiteWise", "IoTSiteWise", "iotsitewise"),
        ("FSx", "FSx", "fsx"),
        ("SFN", "Sfn", "sfn"),
        ("SES", "Ses", "ses"),
        ("SESv2", "SesV2", "sesv2"),
        ("ACM PCA", "AcmPca", "acmpca"),
        (
            "Database Migration Service",
            "DatabaseMigration",
            "databasemigration",
        ),
        (
            "Cost and Usage Report Service",
            "CostAndUsageReport",
            "costandusagereport",
        ),
        (
            "Cognito Identity Provider",
            "CognitoIdentityProvider",
            "cognitoidentityprovider",
        ),
        (
            "Elastic Load Balancing v2",
            "ElasticLoadBalancingV2",
            "elasticloadbalancingv2",
        ),
        ("CloudWatch Logs", "CloudWatchLogs", "cloudwatchlogs"),
        ("EventBridge", "EventBridge", "eventbridge"),
        ("Directory Service", "Directory", "directory"),
        ("ApiGatewayV2", "ApiGatewayV2", "apigatewayv2"),
        ("WAFV2", "Wafv2", "wafv2"),
        ("WAF", "Waf", "waf"),
        ("EMR containers", "EmrContainers", "emrcontainers"),
        ("S3", "S3", "s3"),
        ("S3 Control", "S3Control", "s3control"),
        ("EC2", "Ec2", "ec2"),
        ("Bedrock Runtime", "BedrockRuntime", "bedrockruntime"),
        ("Lex Runtime V2", "LexRuntimeV2", "lexruntimev2"),
        ("MediaLive", "MediaLive", "medialive"),
        ("AccessAnalyzer", "AccessAnalyzer", "accessanalyzer"),
        (
            "Application Discovery Service",
            "ApplicationDiscovery",
            "applicationdiscovery",
        ),
    ];
    for (id, prefix, name) in cases {
        let made = (names::error_prefix(id), names::service(id));
        assert_eq!(made, (prefix.to_owned(), name.to_owned()), "{id}");
    }
}

#[test]
fn errors() {
    check(
        names::error,
        &[
            ("DBInstanceNotFoundFault", "DbInstanceNotFoundException"),
            ("DBInstanceNotFound", "DbInstanceNotFoundException"),
            ("KMSInvalidStateException", "KmsInvalidStateException"),
            ("NoSuchKey", "NoSuchKeyException"),
            ("RequestLimitExceeded", "RequestLimitExceededException"),
            ("ResourceNotFoundException", "ResourceNotFoundException"),
            ("EFSIOException", "EfsioException"),
            ("EC2ThrottledException", "Ec2ThrottledException"),
            ("InvalidArn", "InvalidArnException"),
            ("InternalServerError", "InternalServerErrorException"),
            ("QueueDoesNotExist", "QueueDoesNotExistException"),
        ],
    );
}
