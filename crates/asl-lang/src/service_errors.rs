//! The errors that called services raise, by service.
//!
//! Source: what the services' APIs list, developer guide pages of the optimised integrations, and
//! recorded executions. An optimised integration names an error `<prefix>.<class of the Java SDK
//! 1>`; an AWS SDK integration names it `<prefix>.<class of the Java SDK 2>` with a prefix of its
//! own (`DynamoDb.` where the optimised one has `DynamoDB.`). These lists are for completion and
//! hover: a name that is missing here may exist.

/// The errors of one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceErrors {
    /// The service as the resource ARN has it: `lambda` in `arn:aws:states:::lambda:invoke`.
    pub service: &'static str,
    /// What its error names begin with, without the dot.
    pub prefix: &'static str,
    /// The names, those worth a retry first.
    pub errors: &'static [ServiceError],
}

/// One error of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceError {
    /// The name as it stands in `ErrorEquals`.
    pub name: &'static str,
    /// A sentence of markdown.
    pub doc: &'static str,
    /// The same call may well succeed a little later.
    pub transient: bool,
}

/// The errors of a service, by its name in the resource ARN.
pub fn service_errors(service: &str) -> Option<&'static ServiceErrors> {
    SERVICE_ERRORS
        .iter()
        .find(|errors| errors.service == service)
}

const fn transient(name: &'static str, doc: &'static str) -> ServiceError {
    ServiceError {
        name,
        doc,
        transient: true,
    }
}

const fn lasting(name: &'static str, doc: &'static str) -> ServiceError {
    ServiceError {
        name,
        doc,
        transient: false,
    }
}

/// The optimised integrations' errors.
// A table reads best with one row per line, however long.
#[rustfmt::skip]
pub static SERVICE_ERRORS: &[ServiceErrors] = &[
    ServiceErrors {
        service: "lambda",
        prefix: "Lambda",
        errors: &[
            transient("Lambda.Ec2ThrottledException", "EC2 throttled Lambda while it set up the function."),
            transient("Lambda.Ec2UnexpectedException", "EC2 gave an unexpected error while Lambda set up the function."),
            transient("Lambda.EfsMountConnectivityException", "The function could not reach its file system."),
            transient("Lambda.EfsMountTimeoutException", "The function could not reach its file system."),
            transient("Lambda.EfsioException", "The function's file system gave an I/O error."),
            transient("Lambda.EniNotReadyException", "The function's network interface is not ready yet."),
            transient("Lambda.ResourceNotReadyException", "The resource is not ready yet."),
            transient("Lambda.ServiceException", "Lambda failed on its side."),
            transient("Lambda.SnapStartNotReadyException", "The function's snapshot is not ready."),
            transient("Lambda.SnapStartTimeoutException", "The function's snapshot is not ready."),
            transient("Lambda.TooManyRequestsException", "The service is being called too often."),
            transient("Lambda.AWSLambdaException", "Any error of Lambda that has no name of its own."),
            transient("Lambda.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            transient("Lambda.ClientExecutionTimeoutException", "Step Functions gave up waiting for the invocation."),
            lasting("Lambda.Ec2AccessDeniedException", "Lambda may not use EC2 to set up the function."),
            lasting("Lambda.EfsMountFailureException", "The function could not mount its file system."),
            lasting("Lambda.EniLimitReachedException", "The account has no network interface left for the function."),
            lasting("Lambda.InvalidParameterValueException", "The request is not valid."),
            lasting("Lambda.InvalidRequestContentException", "The payload is not JSON."),
            lasting("Lambda.InvalidRuntimeException", "The function's runtime is not known."),
            lasting("Lambda.InvalidSecurityGroupIdException", "The function's network configuration is wrong."),
            lasting("Lambda.InvalidSubnetIdException", "The function's network configuration is wrong."),
            lasting("Lambda.InvalidZipFileException", "The function's code could not be unpacked."),
            lasting("Lambda.KmsAccessDeniedException", "The key that encrypts the data may not be used."),
            lasting("Lambda.KmsDisabledException", "The key that encrypts the data is disabled."),
            lasting("Lambda.KmsInvalidStateException", "The key that encrypts the data is not in a usable state."),
            lasting("Lambda.KmsNotFoundException", "The key that encrypts the data does not exist."),
            lasting("Lambda.RecursiveInvocationException", "Lambda stopped a loop of invocations."),
            lasting("Lambda.RequestTooLargeException", "The payload is too large."),
            lasting("Lambda.ResourceConflictException", "The resource is in use, or another request is changing it."),
            lasting("Lambda.ResourceNotFoundException", "There is no such resource."),
            lasting("Lambda.ServiceQuotaExceededException", "A limit of the account is reached."),
            lasting("Lambda.SnapStartException", "The function's snapshot could not be restored."),
            lasting("Lambda.SnapStartRegenerationFailureException", "The function's snapshot could not be restored."),
            lasting("Lambda.SubnetIpAddressLimitReachedException", "The function's subnet has no address left."),
            lasting("Lambda.UnsupportedMediaTypeException", "The payload has a type that cannot be used."),
            lasting("Lambda.Unknown", "The function died without a report: out of memory, exit or timeout (older runtimes)."),
            lasting("Sandbox.Timedout", "The function ran into its own timeout (newer runtimes)."),
            lasting("Lambda.TimeoutException", "The invocation took too long; seen in older definitions."),
        ],
    },
    ServiceErrors {
        service: "http",
        prefix: "States.Http",
        errors: &[
            transient("Events.ConnectionResource.AuthInProgress", "The connection is being authorised."),
            transient("Events.ConnectionResource.ConcurrentModification", "The connection is being changed."),
            transient("Events.ConnectionResource.InternalError", "The service failed on its side."),
            lasting("Events.ConnectionResource.InvalidConnectionState", "The connection is not authorised."),
            lasting("Events.ConnectionResource.InvalidPrivateConnectionState", "The private connection is not active."),
            lasting("Events.ConnectionResource.AccessDenied", "The call is not allowed."),
            lasting("Events.ConnectionResource.ResourceNotFound", "There is no such resource."),
        ],
    },
    ServiceErrors {
        service: "athena",
        prefix: "Athena",
        errors: &[
            transient("Athena.InternalServerException", "The service failed on its side."),
            transient("Athena.TooManyRequestsException", "The service is being called too often."),
            transient("Athena.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("Athena.InvalidRequestException", "The request is not valid."),
            lasting("Athena.AmazonAthenaException", "Any error of the service that has no name of its own."),
        ],
    },
    ServiceErrors {
        service: "batch",
        prefix: "Batch",
        errors: &[
            transient("Batch.ServerException", "The service failed on its side."),
            transient("Batch.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("Batch.ClientException", "The request is not valid."),
            lasting("Batch.AWSBatchException", "Any error of the service that has no name of its own."),
        ],
    },
    ServiceErrors {
        service: "bedrock",
        prefix: "Bedrock",
        errors: &[
            transient("Bedrock.InternalServerException", "The service failed on its side."),
            transient("Bedrock.ModelNotReadyException", "The resource is not ready yet."),
            transient("Bedrock.ModelTimeoutException", "The model took too long."),
            transient("Bedrock.ServiceUnavailableException", "The service is not available for the moment."),
            transient("Bedrock.ThrottlingException", "The service is being called too often."),
            transient("Bedrock.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("Bedrock.AccessDeniedException", "The call is not allowed."),
            lasting("Bedrock.ModelErrorException", "The model failed."),
            lasting("Bedrock.ResourceNotFoundException", "There is no such resource."),
            lasting("Bedrock.ServiceQuotaExceededException", "A limit of the account is reached."),
            lasting("Bedrock.ValidationException", "The request is not valid."),
            lasting("Bedrock.ConflictException", "The resource is in use, or another request is changing it."),
            lasting("Bedrock.TooManyTagsException", "The request has too many tags."),
        ],
    },
    ServiceErrors {
        service: "bedrockagentcore",
        prefix: "BedrockAgentCore",
        errors: &[
            transient("BedrockAgentCore.InternalServerException", "The service failed on its side."),
            transient("BedrockAgentCore.ThrottlingException", "The service is being called too often."),
            transient("BedrockAgentCore.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("BedrockAgentCore.AccessDeniedException", "The call is not allowed."),
            lasting("BedrockAgentCore.ResourceNotFoundException", "There is no such resource."),
            lasting("BedrockAgentCore.RuntimeClientErrorException", "The runtime of the agent gave an error."),
            lasting("BedrockAgentCore.ServiceQuotaExceededException", "A limit of the account is reached."),
            lasting("BedrockAgentCore.ValidationException", "The request is not valid."),
        ],
    },
    ServiceErrors {
        service: "codebuild",
        prefix: "CodeBuild",
        errors: &[
            transient("CodeBuild.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("CodeBuild.AccountLimitExceededException", "A limit of the account is reached."),
            lasting("CodeBuild.InvalidInputException", "The request is not valid."),
            lasting("CodeBuild.ResourceNotFoundException", "There is no such resource."),
            lasting("CodeBuild.AWSCodeBuildException", "Any error of the service that has no name of its own."),
        ],
    },
    ServiceErrors {
        service: "dynamodb",
        prefix: "DynamoDB",
        errors: &[
            transient("DynamoDB.InternalServerErrorException", "The service failed on its side."),
            transient("DynamoDB.ProvisionedThroughputExceededException", "The table's throughput is used up."),
            transient("DynamoDB.RequestLimitExceededException", "The account's throughput is used up."),
            transient("DynamoDB.ThrottlingException", "The service is being called too often."),
            transient("DynamoDB.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            transient("DynamoDB.ReplicatedWriteConflictException", "Another Region is writing the same item."),
            transient("DynamoDB.TransactionConflictException", "Another request is working on the same item."),
            lasting("DynamoDB.ResourceNotFoundException", "There is no such resource."),
            lasting("DynamoDB.AmazonDynamoDBException", "Any error of the service that has no name of its own."),
            lasting("DynamoDB.ConditionalCheckFailedException", "The condition of the write was not met."),
            lasting("DynamoDB.ItemCollectionSizeLimitExceededException", "The item collection is too large."),
        ],
    },
    ServiceErrors {
        service: "ecs",
        prefix: "ECS",
        errors: &[
            transient("ECS.ServerException", "The service failed on its side."),
            transient("ECS.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("ECS.AccessDeniedException", "The call is not allowed."),
            lasting("ECS.BlockedException", "The account is blocked for this service."),
            lasting("ECS.ClientException", "The request is not valid."),
            lasting("ECS.ClusterNotFoundException", "There is no such cluster."),
            lasting("ECS.ConflictException", "The resource is in use, or another request is changing it."),
            lasting("ECS.InvalidParameterException", "The request is not valid."),
            lasting("ECS.PlatformTaskDefinitionIncompatibilityException", "The platform version does not suit the task definition."),
            lasting("ECS.PlatformUnknownException", "There is no such platform version."),
            lasting("ECS.UnsupportedFeatureException", "The service does not support this."),
            lasting("ECS.AmazonECSException", "Any error of the service that has no name of its own."),
            lasting("AmazonECS.Unknown", "The task could not be placed: `RunTask` answered with failures."),
        ],
    },
    ServiceErrors {
        service: "eks",
        prefix: "EKS",
        errors: &[
            transient("EKS.ServerException", "The service failed on its side."),
            transient("EKS.ServiceUnavailableException", "The service is not available for the moment."),
            transient("EKS.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("EKS.ClientException", "The request is not valid."),
            lasting("EKS.InvalidParameterException", "The request is not valid."),
            lasting("EKS.ResourceInUseException", "The resource is in use, or another request is changing it."),
            lasting("EKS.ResourceLimitExceededException", "A limit of the account is reached."),
            lasting("EKS.UnsupportedAvailabilityZoneException", "An availability zone is not supported."),
            lasting("EKS.InvalidRequestException", "The request is not valid."),
            lasting("EKS.ResourceNotFoundException", "There is no such resource."),
        ],
    },
    ServiceErrors {
        service: "emr-containers",
        prefix: "EMRContainers",
        errors: &[
            transient("EMRContainers.EksRequestThrottledException", "The service is being called too often."),
            transient("EMRContainers.InternalServerException", "The service failed on its side."),
            transient("EMRContainers.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("EMRContainers.ResourceNotFoundException", "There is no such resource."),
            lasting("EMRContainers.ValidationException", "The request is not valid."),
        ],
    },
    ServiceErrors {
        service: "emr-serverless",
        prefix: "EMRServerless",
        errors: &[
            transient("EMRServerless.InternalServerException", "The service failed on its side."),
            transient("EMRServerless.ValidationException", "The service failed on its side."),
            transient("EMRServerless.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("EMRServerless.ConflictException", "The resource is in use, or another request is changing it."),
            lasting("EMRServerless.ResourceNotFoundException", "There is no such resource."),
            lasting("EMRServerless.ServiceQuotaExceededException", "A limit of the account is reached."),
        ],
    },
    ServiceErrors {
        service: "events",
        prefix: "EventBridge",
        errors: &[
            transient("EventBridge.InternalException", "The service failed on its side."),
            transient("EventBridge.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("EventBridge.FailedEntry", "At least one entry could not be put on the bus; the cause is the whole response."),
        ],
    },
    ServiceErrors {
        service: "glue",
        prefix: "Glue",
        errors: &[
            transient("Glue.ConcurrentRunsExceededException", "Too many runs of this job are going on."),
            transient("Glue.InternalServiceException", "The service failed on its side."),
            transient("Glue.OperationTimeoutException", "The service took too long."),
            transient("Glue.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("Glue.EntityNotFoundException", "There is no such resource."),
            lasting("Glue.InvalidInputException", "The request is not valid."),
            lasting("Glue.ResourceNumberLimitExceededException", "A limit of the account is reached."),
            lasting("Glue.AWSGlueException", "Any error of the service that has no name of its own."),
        ],
    },
    ServiceErrors {
        service: "databrew",
        prefix: "DataBrew",
        errors: &[
            transient("DataBrew.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("DataBrew.ConflictException", "The resource is in use, or another request is changing it."),
            lasting("DataBrew.ResourceNotFoundException", "There is no such resource."),
            lasting("DataBrew.ServiceQuotaExceededException", "A limit of the account is reached."),
            lasting("DataBrew.ValidationException", "The request is not valid."),
        ],
    },
    ServiceErrors {
        service: "mediaconvert",
        prefix: "MediaConvert",
        errors: &[
            transient("MediaConvert.InternalServerErrorException", "The service failed on its side."),
            transient("MediaConvert.TooManyRequestsException", "The service is being called too often."),
            transient("MediaConvert.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("MediaConvert.BadRequestException", "The request is not valid."),
            lasting("MediaConvert.ConflictException", "The resource is in use, or another request is changing it."),
            lasting("MediaConvert.ForbiddenException", "The call is not allowed."),
            lasting("MediaConvert.NotFoundException", "There is no such resource."),
            lasting("MediaConvert.ServiceQuotaExceededException", "A limit of the account is reached."),
        ],
    },
    ServiceErrors {
        service: "sagemaker",
        prefix: "SageMaker",
        errors: &[
            transient("SageMaker.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("SageMaker.ResourceLimitExceededException", "A limit of the account is reached."),
            lasting("SageMaker.AmazonSageMakerException", "Any error of the service that has no name of its own."),
            lasting("SageMaker.ResourceInUseException", "The resource is in use, or another request is changing it."),
            lasting("SageMaker.ResourceNotFoundException", "There is no such resource."),
        ],
    },
    ServiceErrors {
        service: "sns",
        prefix: "SNS",
        errors: &[
            transient("SNS.InternalErrorException", "The service failed on its side."),
            transient("SNS.KmsThrottlingException", "The key service is being called too often."),
            transient("SNS.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("SNS.AuthorizationErrorException", "The call is not allowed."),
            lasting("SNS.EndpointDisabledException", "The endpoint is disabled."),
            lasting("SNS.InvalidParameterException", "The request is not valid."),
            lasting("SNS.InvalidParameterValueException", "The request is not valid."),
            lasting("SNS.InvalidSecurityException", "The request was not made securely, or not signed as it must be."),
            lasting("SNS.KmsAccessDeniedException", "The key that encrypts the data may not be used."),
            lasting("SNS.KmsDisabledException", "The key that encrypts the data is disabled."),
            lasting("SNS.KmsInvalidStateException", "The key that encrypts the data is not in a usable state."),
            lasting("SNS.KmsNotFoundException", "The key that encrypts the data does not exist."),
            lasting("SNS.KmsOptInRequiredException", "The account is not set up for the key service."),
            lasting("SNS.NotFoundException", "There is no such resource."),
            lasting("SNS.PlatformApplicationDisabledException", "The endpoint is disabled."),
            lasting("SNS.ValidationException", "The request is not valid."),
            lasting("SNS.AmazonSNSException", "Any error of the service that has no name of its own."),
        ],
    },
    ServiceErrors {
        service: "sqs",
        prefix: "SQS",
        errors: &[
            transient("SQS.KmsThrottledException", "The key service is being called too often."),
            transient("SQS.RequestThrottledException", "The service is being called too often."),
            transient("SQS.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("SQS.InvalidAddressException", "The address is not valid."),
            lasting("SQS.InvalidMessageContentsException", "The message has characters that are not allowed."),
            lasting("SQS.InvalidSecurityException", "The request was not made securely, or not signed as it must be."),
            lasting("SQS.KmsAccessDeniedException", "The key that encrypts the data may not be used."),
            lasting("SQS.KmsDisabledException", "The key that encrypts the data is disabled."),
            lasting("SQS.KmsInvalidKeyUsageException", "The key that encrypts the data is not in a usable state."),
            lasting("SQS.KmsInvalidStateException", "The key that encrypts the data is not in a usable state."),
            lasting("SQS.KmsNotFoundException", "The key that encrypts the data does not exist."),
            lasting("SQS.KmsOptInRequiredException", "The account is not set up for the key service."),
            lasting("SQS.QueueDoesNotExistException", "There is no such queue."),
            lasting("SQS.UnsupportedOperationException", "The service does not support this."),
            lasting("SQS.AmazonSQSException", "Any error of the service that has no name of its own."),
        ],
    },
    ServiceErrors {
        service: "states",
        prefix: "StepFunctions",
        errors: &[
            transient("StepFunctions.ExecutionLimitExceededException", "Too many executions are open."),
            transient("StepFunctions.KmsThrottlingException", "The key service is being called too often."),
            transient("StepFunctions.SdkClientException", "The call did not reach the service, or its answer could not be read."),
            lasting("StepFunctions.ExecutionAlreadyExistsException", "An execution of that name exists with another input."),
            lasting("StepFunctions.InvalidArnException", "The ARN is not valid."),
            lasting("StepFunctions.InvalidExecutionInputException", "The input is not valid JSON."),
            lasting("StepFunctions.InvalidNameException", "The name is not valid."),
            lasting("StepFunctions.KmsAccessDeniedException", "The key that encrypts the data may not be used."),
            lasting("StepFunctions.KmsInvalidStateException", "The key that encrypts the data is not in a usable state."),
            lasting("StepFunctions.StateMachineDeletingException", "The state machine is being deleted."),
            lasting("StepFunctions.StateMachineDoesNotExistException", "There is no such state machine."),
            lasting("StepFunctions.ValidationException", "The request is not valid."),
            lasting("StepFunctions.AWSStepFunctionsException", "Any error of the service that has no name of its own."),
        ],
    },
    ServiceErrors {
        service: "apigateway",
        prefix: "ApiGateway",
        errors: &[
            transient("ApiGateway.429", "The endpoint is being called too often."),
            transient("ApiGateway.500", "The endpoint failed on its side."),
            transient("ApiGateway.502", "The endpoint's own service failed."),
            transient("ApiGateway.503", "The endpoint is not available for the moment."),
            transient("ApiGateway.504", "The endpoint took too long."),
            lasting("ApiGateway.400", "The request is not valid."),
            lasting("ApiGateway.403", "The call is not allowed."),
            lasting("ApiGateway.404", "There is no such resource."),
        ],
    },
];
