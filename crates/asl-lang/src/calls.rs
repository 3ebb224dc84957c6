//! What some calls of services need or take that the shapes of their APIs do not say.

/// What a call needs beside the members that its shape requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallNeed {
    /// Service and action as a resource has them.
    pub call: (&'static str, &'static str),
    /// The need is there when this parameter is a text that ends so.
    pub when: Option<(&'static str, &'static str)>,
    /// One of these must be there.
    pub one_of: &'static [&'static str],
}

/// Source: the API references of the services, and "Call HTTPS APIs in Step Functions workflows".
pub static CALL_NEEDS: &[CallNeed] = &[
    CallNeed {
        call: ("sns", "publish"),
        when: None,
        one_of: &["TopicArn", "TargetArn", "PhoneNumber"],
    },
    CallNeed {
        call: ("sns", "publish"),
        when: Some(("TopicArn", ".fifo")),
        one_of: &["MessageGroupId"],
    },
    CallNeed {
        call: ("sqs", "sendMessage"),
        when: Some(("QueueUrl", ".fifo")),
        one_of: &["MessageGroupId"],
    },
    CallNeed {
        call: ("http", "invoke"),
        when: None,
        one_of: &["Authentication", "InvocationConfig"],
    },
    CallNeed {
        call: ("ecs", "runTask"),
        when: Some(("LaunchType", "FARGATE")),
        one_of: &["NetworkConfiguration"],
    },
];

/// A bound that the shapes of the API do not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallBound {
    /// Service and action as a resource has them.
    pub call: (&'static str, &'static str),
    /// The parameter that is bounded.
    pub parameter: &'static str,
    /// The greatest number, or the most members of the list.
    pub limit: f64,
}

/// Source: the API references of Amazon SQS ("SendMessage", "SendMessageBatch") and Amazon SNS
/// ("PublishBatch").
pub static CALL_BOUNDS: &[CallBound] = &[
    CallBound {
        call: ("sqs", "sendMessage"),
        parameter: "DelaySeconds",
        limit: 900.0,
    },
    CallBound {
        call: ("sqs", "sendMessageBatch"),
        parameter: "Entries",
        limit: 10.0,
    },
    CallBound {
        call: ("sns", "publishBatch"),
        parameter: "PublishBatchRequestEntries",
        limit: 10.0,
    },
];
