//! Made-up answers, for Tasks that nothing else answers.

use asl_interp::{Pattern, TaskAnswer, TaskCall, TaskKind, Worker};
use serde_json::{Value, json};

/// Answers every Task at once with a plausible value, marked as made up.
#[derive(Clone, Copy, Debug, Default)]
pub struct SampleWorker;

impl Worker for SampleWorker {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(sample(task)).sampled()
    }
}

fn sample(task: &TaskCall<'_>) -> Value {
    match task.kind {
        TaskKind::Service {
            service,
            action,
            pattern,
        } => match (service.as_str(), action.as_str()) {
            _ if *pattern == Pattern::WaitForTaskToken => json!({}),
            ("lambda", "invoke") => {
                json!({ "ExecutedVersion": "$LATEST", "Payload": {}, "StatusCode": 200 })
            }
            ("sqs", "sendMessage") | ("sns", "publish") => {
                json!({ "MessageId": "00000000-0000-4000-8000-000000000000" })
            }
            ("events", "putEvents") => json!({ "Entries": [], "FailedEntryCount": 0 }),
            ("http" | "apigateway", "invoke") => {
                json!({ "Headers": {}, "ResponseBody": {}, "StatusCode": 200, "StatusText": "OK" })
            }
            _ => json!({}),
        },
        TaskKind::Lambda | TaskKind::Activity | TaskKind::Other => json!({}),
    }
}
