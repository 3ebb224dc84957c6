//! Tasks: scheduled, started, answered by the worker or ended by their time limits.

mod timing;

use std::sync::Arc;
use std::time::Duration;

use asl_lang::service_errors;
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::history::{EventKind, TaskDetails, TaskFailure, TaskFamily, TaskSchedule};
use crate::program::TaskSpec;
use crate::run::Simulation;
use crate::run::agenda::{Step, Wake};
use crate::run::branch::{BranchId, Work};
use crate::run::task::timing::{Limits, ending, polled};
use crate::worker::{Pattern, TaskKind};
use crate::{Payload, TaskAnswer, TaskCall, TaskOutcome, Time, TokenNote};

/// An attempt that is under way.
pub(in crate::run) struct PendingTask {
    schedule: Arc<TaskSchedule>,
    limits: Limits,
    answer: TaskAnswer,
    /// When heartbeats will come, once the attempt has started.
    heartbeats: Vec<Time>,
}

/// How an attempt ends.
pub(in crate::run) enum Verdict {
    Success(Value),
    Failure(Failure),
    TimedOut { heartbeat: bool },
}

impl Simulation<'_> {
    /// Tasks that wait for somebody else have a token in the context object.
    pub(in crate::run) fn issue_token(&mut self, id: BranchId, task: &TaskSpec) {
        if !has_token(&task.kind) {
            return;
        }
        let token: Arc<str> = Arc::from(self.random.token());
        let (issued, text) = (self.now, token.to_string());
        let note = TokenNote {
            token: text,
            issued,
            polled: None,
            heartbeats: Vec::new(),
            answer: "none",
            answered: None,
        };
        self.note(id, |visit| visit.tokens.push(note));
        if let Some(frame) = self.branches.frame_mut(id) {
            frame.token = Some(token);
        }
    }

    pub(in crate::run) fn schedule_task(
        &mut self,
        id: BranchId,
        task: &TaskSpec,
        parameters: Payload,
    ) -> Result<(), Failure> {
        let Some(frame) = self.branches.frame(id) else {
            return Ok(());
        };
        let input = Arc::clone(&frame.effective);
        let timeout = self.time_limit(id, "TimeoutSeconds", task.timeout.as_ref(), &input)?;
        let heartbeat = self.time_limit(id, "HeartbeatSeconds", task.heartbeat.as_ref(), &input)?;
        let schedule = Arc::new(TaskSchedule {
            family: task.family,
            arn: Arc::clone(&task.resource),
            resource_type: Arc::clone(&task.event_type),
            resource: Arc::clone(&task.event_resource),
            region: Arc::clone(&self.facts.region),
            role_arn: self.role(id, task, &input)?,
            timeout_seconds: timeout,
            heartbeat_seconds: heartbeat,
            parameters,
        });
        self.log(id, EventKind::TaskScheduled(Arc::clone(&schedule)));
        if let Some(mock) = self.mocked() {
            return self.settle_mocked(id, mock);
        }
        let pending = PendingTask {
            limits: Limits::new(&task.kind, &schedule),
            answer: self.ask(id, task, &schedule),
            heartbeats: Vec::new(),
            schedule,
        };
        self.begin_attempt(id, pending);
        Ok(())
    }

    /// Appoints the start of the attempt. An activity waits for a worker to poll it, and runs out
    /// of time when none does.
    fn begin_attempt(&mut self, id: BranchId, pending: PendingTask) {
        let activity = pending.schedule.family == TaskFamily::Activity;
        let start = match polled(&pending.answer, pending.limits) {
            _ if !activity => Some(Duration::ZERO),
            polled => polled,
        };
        let verdict = || Box::new(Verdict::TimedOut { heartbeat: false });
        let (after, step) = match start {
            Some(start) => (start, Step::TaskStarted),
            None => (
                pending.limits.unpolled(&pending.answer),
                Step::TaskAnswered(verdict()),
            ),
        };
        if let Some(frame) = self.branches.frame_mut(id) {
            frame.work = Work::Task(Box::new(pending));
        }
        self.agenda
            .at(self.now.after(after), Wake::Branch(id, step));
    }

    /// The role of `Credentials`.
    fn role(
        &self,
        id: BranchId,
        task: &TaskSpec,
        input: &Payload,
    ) -> Result<Option<Arc<str>>, Failure> {
        let Some(credentials) = &task.credentials else {
            return Ok(None);
        };
        let value = self.fill_any(id, Some(credentials), input)?;
        Ok(value.get("RoleArn").and_then(Value::as_str).map(Arc::from))
    }

    fn ask(&mut self, id: BranchId, task: &TaskSpec, schedule: &TaskSchedule) -> TaskAnswer {
        let (Some(state), Some(frame)) = (self.state_of(id), self.branches.frame(id)) else {
            return TaskAnswer::new(TaskOutcome::NoAnswer);
        };
        let calls = &mut self.calls[frame.state.index()];
        let call = TaskCall {
            state: &state.name,
            pointer: &state.pointer,
            resource: &task.resource,
            kind: &task.kind,
            parameters: &schedule.parameters,
            attempt: frame.retries,
            invocation: *calls,
            token: frame.token.as_deref(),
            time: self.now,
            timeout: schedule.timeout_seconds.map(Duration::from_secs),
            heartbeat: schedule.heartbeat_seconds.map(Duration::from_secs),
        };
        *calls += 1;
        let answer = self.worker.call(&call);
        if answer.sampled && !self.sampled.contains(&state.name) {
            self.sampled.push(Arc::clone(&state.name));
        }
        answer
    }

    /// The service has the Task: writes so, and appoints the end of the attempt.
    pub(in crate::run) fn task_started(&mut self, id: BranchId) {
        let Some(frame) = self.branches.frame_mut(id) else {
            return;
        };
        let Work::Task(pending) = &mut frame.work else {
            return;
        };
        let (schedule, limits) = (Arc::clone(&pending.schedule), pending.limits);
        let nothing = TaskAnswer::new(TaskOutcome::NoAnswer);
        let mut answer = std::mem::replace(&mut pending.answer, nothing);
        let start = self.now;
        let beats = answer.heartbeats.iter();
        pending.heartbeats = beats.map(|beat| start.after(*beat)).collect();
        self.note_polled(id, schedule.family);
        self.log(id, EventKind::TaskStarted(Arc::clone(&schedule)));
        if self.is_submitted(id, &answer) {
            let output = answer.submitted.take();
            let output = Arc::new(output.unwrap_or_else(|| Value::Object(Map::new())));
            let details = TaskDetails { schedule, output };
            self.log(id, EventKind::TaskSubmitted(details));
        }
        let (after, verdict) = ending(answer, limits);
        let step = Step::TaskAnswered(Box::new(verdict));
        self.agenda
            .at(self.now.after(after), Wake::Branch(id, step));
    }

    /// A job or a message with a token is submitted unless the service itself refused the call.
    fn is_submitted(&self, id: BranchId, answer: &TaskAnswer) -> bool {
        let kind = self.state_of(id).and_then(|state| match &state.kind {
            crate::program::Kind::Task(task) => Some(&task.kind),
            _ => None,
        });
        let Some(TaskKind::Service {
            service, pattern, ..
        }) = kind
        else {
            return false;
        };
        if *pattern == Pattern::RequestResponse {
            return false;
        }
        match &answer.outcome {
            TaskOutcome::Failure {
                error: Some(error), ..
            } => !is_own_error(service, error),
            _ => true,
        }
    }

    /// The attempt is over.
    pub(in crate::run) fn task_answered(&mut self, id: BranchId, verdict: Verdict) {
        let Some(frame) = self.branches.frame_mut(id) else {
            return;
        };
        let Work::Task(pending) = std::mem::replace(&mut frame.work, Work::Open) else {
            return;
        };
        self.note_token(id, &verdict, pending.heartbeats);
        let schedule = pending.schedule;
        let settled = match verdict {
            Verdict::Success(value) => self.task_succeeded(id, schedule, value),
            Verdict::Failure(failure) => Err(self.task_failed(id, schedule, failure)),
            Verdict::TimedOut { heartbeat } => {
                let failure = Failure::timeout(heartbeat);
                self.log(
                    id,
                    EventKind::TaskTimedOut(task_failure(schedule, &failure)),
                );
                Err(failure)
            }
        };
        self.agenda.soon(id, Step::Settled(settled));
    }

    fn task_succeeded(
        &mut self,
        id: BranchId,
        schedule: Arc<TaskSchedule>,
        value: Value,
    ) -> Result<Payload, Failure> {
        let output = Arc::new(value);
        if !self.admit(&output) {
            let culprit = match schedule.family {
                TaskFamily::Service => &schedule.resource_type,
                TaskFamily::Lambda | TaskFamily::Activity => &schedule.arn,
            };
            let failure = Failure::too_large(culprit);
            return Err(self.task_failed(id, schedule, failure));
        }
        let details = TaskDetails {
            schedule,
            output: Arc::clone(&output),
        };
        self.log(id, EventKind::TaskSucceeded(details));
        Ok(output)
    }

    fn task_failed(
        &mut self,
        id: BranchId,
        schedule: Arc<TaskSchedule>,
        failure: Failure,
    ) -> Failure {
        self.log(id, EventKind::TaskFailed(task_failure(schedule, &failure)));
        failure
    }

    /// A worker has polled the activity.
    fn note_polled(&mut self, id: BranchId, family: TaskFamily) {
        if family != TaskFamily::Activity {
            return;
        }
        let now = self.now;
        self.note(id, |visit| {
            if let Some(token) = visit.tokens.last_mut() {
                token.polled = Some(now);
            }
        });
    }

    fn note_token(&mut self, id: BranchId, verdict: &Verdict, mut heartbeats: Vec<Time>) {
        let answer = match verdict {
            Verdict::Success(_) => "success",
            Verdict::Failure(_) => "failure",
            Verdict::TimedOut { heartbeat: true } => "heartbeat timeout",
            Verdict::TimedOut { heartbeat: false } => "timeout",
        };
        let now = self.now;
        heartbeats.retain(|beat| *beat <= now);
        self.note(id, |visit| {
            if let Some(token) = visit.tokens.last_mut() {
                (token.answer, token.answered) = (answer, Some(now));
                token.heartbeats = heartbeats;
            }
        });
    }
}

fn has_token(kind: &TaskKind) -> bool {
    match kind {
        TaskKind::Activity => true,
        TaskKind::Service { pattern, .. } => *pattern == Pattern::WaitForTaskToken,
        TaskKind::Lambda | TaskKind::Other => false,
    }
}

fn task_failure(schedule: Arc<TaskSchedule>, failure: &Failure) -> TaskFailure {
    TaskFailure {
        schedule,
        error: failure.error.clone(),
        cause: failure.cause.clone(),
    }
}

/// Whether an error's name says that the called service raised it.
fn is_own_error(service: &str, error: &str) -> bool {
    let Some((prefix, _)) = error.split_once('.') else {
        return false;
    };
    let name = service.strip_prefix("aws-sdk:").unwrap_or(service);
    let listed = service_errors(service).is_some_and(|own| {
        own.prefix == prefix || own.errors.iter().any(|listed| listed.name == error)
    });
    listed || prefix.eq_ignore_ascii_case(name)
}
