//! Made-up answers, for Tasks that nothing else answers.

use asl_interp::{TaskAnswer, TaskCall, Worker};

/// Answers every Task with a plausible value, marked as made up.
#[derive(Clone, Copy, Debug, Default)]
pub struct SampleWorker;

impl Worker for SampleWorker {
    fn call(&mut self, _task: &TaskCall<'_>) -> TaskAnswer {
        TaskAnswer::success(serde_json::json!({})).sampled()
    }
}
