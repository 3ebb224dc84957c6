//! Made-up answers, for Tasks that nothing else answers.

use asl_catalog::{lookup, sample_result};
use asl_interp::{TaskAnswer, TaskCall, TaskKind, Worker};
use serde_json::{Value, json};

/// Answers every Task at once with a plausible value, marked as made up: what the catalogue of
/// services knows of the response, and an empty object where it knows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct SampleWorker;

impl Worker for SampleWorker {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(sample(task)).sampled()
    }
}

fn sample(task: &TaskCall<'_>) -> Value {
    let TaskKind::Service {
        service, action, ..
    } = task.kind
    else {
        return json!({});
    };
    let Ok(called) = lookup(task.resource) else {
        return json!({});
    };
    let seed = u64::from(task.invocation);
    let mut value = sample_result(called.action, called.pattern, task.parameters, seed);
    if (service.as_str(), action.as_str()) == ("lambda", "invoke")
        && let Some(payload) = value.get_mut("Payload")
    {
        // What the function returns is nobody's to say, but it is JSON.
        *payload = json!({});
    }
    value
}
