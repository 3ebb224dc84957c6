//! Made-up answers, for Tasks that nothing else answers, and their refusal.

use asl_catalog::{Pattern, lookup};
use asl_interp::{TaskAnswer, TaskCall, TaskKind, Worker};
use asl_lang::reserved::RUNTIME;
use serde_json::{Value, json};

/// Answers every Task at once with a plausible value, marked as made up: for a service's action
/// one of the shape of its response, `{}` for whatever a function, an activity or the sender of a
/// task token may answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SampleWorker;

impl Worker for SampleWorker {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer {
            submitted: submitted(task),
            ..TaskAnswer::success(sample(task)).sampled()
        }
    }
}

/// Fails every Task that nothing else answers: for tests that must not pass by chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct StrictWorker;

impl Worker for StrictWorker {
    /// As in Step Functions Local, where a missing mock is a mistake of the test that nothing
    /// should catch.
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        let cause = format!(
            "The state '{}' has no mock, and strict mocks allow no made-up answer to {}",
            task.state, task.resource
        );
        TaskAnswer::failure(RUNTIME, cause)
    }
}

fn sample(task: &TaskCall<'_>) -> Value {
    if !matches!(task.kind, TaskKind::Service { .. }) {
        return json!({});
    }
    // An unknown service is no reason to stop: whoever wants to know asks for diagnostics.
    lookup(task.resource).map_or_else(
        |_| json!({}),
        |found| {
            asl_catalog::sample_result(found.action, found.pattern, task.parameters, seed(task))
        },
    )
}

/// What the service says when it takes a job or a message with a token.
fn submitted(task: &TaskCall<'_>) -> Option<Value> {
    let found = lookup(task.resource).ok()?;
    if found.pattern == Pattern::RequestResponse {
        return None;
    }
    let pattern = Pattern::RequestResponse;
    let response = asl_catalog::sample_result(found.action, pattern, task.parameters, seed(task));
    Some(response)
}

/// Another seed for every call of every state, the same in every run.
fn seed(task: &TaskCall<'_>) -> u64 {
    let name = task.state.bytes();
    name.fold(u64::from(task.invocation), |seed, byte| {
        seed.wrapping_mul(31).wrapping_add(u64::from(byte))
    })
}
