//! The child executions of Distributed Maps: each has a name, a history and a context of its own.

use std::sync::Arc;
use std::time::Duration;

use asl_lang::WorkflowType;
use asl_lang::limits::execution_seconds;
use serde_json::{Map, Value};

use crate::cost::{billed_duration, billed_memory};
use crate::failure::Failure;
use crate::history::{EventKind, Recorder};
use crate::run::Simulation;
use crate::run::agenda::{Step, Wake};
use crate::run::branch::BranchId;
use crate::run::data::context::{ExecutionFacts, state_machine};
use crate::run::guard::most_events;
use crate::size::measure;
use crate::{ChildExecution, ExpressUse, MapRun, Payload, Status, Time};

/// The execution that a branch belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::run) enum Home {
    /// The one that was started.
    #[default]
    Own,
    /// A child, by its place in [`Children`].
    Child(u32),
}

/// All runs of Distributed Maps and their child executions.
#[derive(Default)]
pub(in crate::run) struct Children {
    pub(in crate::run) runs: Vec<Run>,
    all: Vec<Child>,
    /// Children whose histories have just become full.
    full: Vec<BranchId>,
    /// What the events take that their histories keep.
    bytes: usize,
}

/// A run while it runs.
pub(in crate::run) struct Run {
    /// What is told of it.
    pub(in crate::run) told: MapRun,
    /// What the ARN ends in: a part of the keys of its results.
    pub(in crate::run) id: String,
    /// What the children call their state machine.
    pub(in crate::run) machine: Arc<ChildMachine>,
    pub(in crate::run) workflow: WorkflowType,
    /// Its children, by index; nothing for those that never began.
    pub(in crate::run) members: Vec<Option<u32>>,
}

/// The state machine of child executions.
pub(in crate::run) struct ChildMachine {
    /// `NAME/LABEL`.
    pub(in crate::run) name: String,
    pub(in crate::run) arn: String,
}

/// A child execution.
pub(in crate::run) struct Child {
    pub(in crate::run) record: ChildExecution,
    pub(in crate::run) run: usize,
    recorder: Recorder,
    machine: Arc<ChildMachine>,
    role: Arc<str>,
    /// Its first branch.
    root: Option<BranchId>,
}

impl Children {
    pub(in crate::run) fn get(&self, home: Home) -> Option<&Child> {
        let Home::Child(number) = home else {
            return None;
        };
        self.all.get(number as usize)
    }

    fn get_mut(&mut self, home: Home) -> Option<&mut Child> {
        let Home::Child(number) = home else {
            return None;
        };
        self.all.get_mut(number as usize)
    }

    /// The children of a run that began, in the order of items.
    pub(in crate::run) fn records(&self, run: usize) -> impl Iterator<Item = &ChildExecution> {
        let members = self.runs.get(run).map(|run| run.members.as_slice());
        let numbers = members.unwrap_or_default().iter().flatten();
        let children = numbers.filter_map(|number| self.get(Home::Child(*number)));
        children.map(|child| &child.record)
    }

    /// Whether branches of that execution are billed as Express.
    pub(in crate::run) fn is_express(&self, home: Home) -> bool {
        let run = self.get(home).and_then(|child| self.runs.get(child.run));
        run.is_some_and(|run| run.workflow == WorkflowType::Express)
    }

    /// The estimated bytes of what is kept of them, besides payloads.
    pub(in crate::run) fn bytes(&self) -> usize {
        self.all.len() * size_of::<Child>() + self.bytes
    }

    /// Everything that is told of the runs; `details` says whether of each child.
    pub(in crate::run) fn into_runs(self, details: bool) -> Vec<MapRun> {
        let mut runs: Vec<MapRun> = self.runs.into_iter().map(|run| run.told).collect();
        for child in self.all.into_iter().filter(|_| details) {
            if let Some(run) = runs.get_mut(child.run) {
                let mut record = child.record;
                record.events = child.recorder.into_events();
                run.children.push(record);
            }
        }
        runs
    }
}

impl Child {
    /// `$$.Execution` and `$$.StateMachine`, made when an expression asks for them.
    pub(in crate::run) fn constant(&self) -> Map<String, Value> {
        let record = &self.record;
        let execution = ExecutionFacts {
            arn: &record.arn,
            input: &record.input,
            started: record.started,
            name: &record.name,
            role: &self.role,
        };
        let machine = state_machine(&self.machine.arn, &self.machine.name);
        let members = [
            ("Execution".to_owned(), execution.to_json()),
            ("StateMachine".to_owned(), machine),
        ];
        members.into_iter().collect()
    }

    /// The bytes of its input and output.
    fn bytes(&self) -> usize {
        let output = self.record.output.as_deref();
        measure(&self.record.input).bytes + output.map_or(0, |output| measure(output).bytes)
    }
}

/// Writes an event into the history of the execution that it belongs to and answers its id.
pub(in crate::run) fn write(
    own: &mut Recorder,
    children: &mut Children,
    home: Home,
    time: Time,
    previous: u32,
    event: EventKind,
) -> u32 {
    let Home::Child(number) = home else {
        return own.push(time, previous, event);
    };
    let Some(child) = children.all.get_mut(number as usize) else {
        return previous;
    };
    if child.record.status.is_some() {
        return previous; // What is left of it is cleared away after its end.
    }
    let was_full = child.recorder.is_full();
    let kept = child.recorder.bytes();
    let id = child.recorder.push(time, previous, event);
    children.bytes += child.recorder.bytes() - kept;
    if child.recorder.is_full() && !was_full {
        children.full.extend(child.root);
    }
    id
}

impl Simulation<'_> {
    /// Begins a child execution and answers whose home it is.
    pub(in crate::run) fn open_child(
        &mut self,
        run: usize,
        index: usize,
        items: usize,
        input: &Payload,
    ) -> Home {
        let uuid = self.random.uuid();
        let Some(parent) = self.children.runs.get_mut(run) else {
            return Home::Own;
        };
        let (workflow, machine) = (parent.workflow, &parent.machine.name);
        let arn = self
            .facts
            .arns
            .execution(workflow, machine, &uuid, &self.random);
        let most = most_events(self.options, workflow);
        let mut recorder = Recorder::new(most, self.options.keep.children);
        let role: Arc<str> = Arc::from(self.options.names.role_arn.as_str());
        let started = EventKind::ExecutionStarted {
            input: Arc::clone(input),
            role: Arc::clone(&role),
        };
        recorder.push(self.now, 0, started);
        let number = u32::try_from(self.children.all.len()).unwrap_or(u32::MAX);
        if let Some(place) = parent.members.get_mut(index) {
            *place = Some(number);
        }
        parent.told.items.began(items as u64);
        parent.told.executions.began(1);
        self.children.all.push(Child {
            record: ChildExecution {
                index,
                items,
                ..ChildExecution::begun(uuid, arn, Arc::clone(input), self.now)
            },
            run,
            recorder,
            machine: Arc::clone(&parent.machine),
            role,
            root: None,
        });
        Home::Child(number)
    }

    /// Tells a child which branch is its first, and when its time is over.
    pub(in crate::run) fn root_child(&mut self, home: Home, root: BranchId) {
        let Some(child) = self.children.get_mut(home) else {
            return;
        };
        child.root = Some(root);
        let run = child.run;
        let workflow = self.children.runs.get(run).map(|run| run.workflow);
        if self.options.limits && workflow == Some(WorkflowType::Express) {
            let seconds = execution_seconds(WorkflowType::Express).unsigned_abs();
            let end = self.now.after(Duration::from_secs(seconds));
            self.agenda.at(end, Wake::Branch(root, Step::ChildTimedOut));
        }
    }

    /// Ends a child execution.
    pub(in crate::run) fn close_child(&mut self, home: Home, status: Status, end: ChildEnd<'_>) {
        let now = self.now;
        let Some(child) = self.children.get_mut(home) else {
            return;
        };
        if child.record.status.is_some() {
            return;
        }
        child.record.status = Some(status);
        child.record.stopped = Some(now);
        let (output, failure) = match end {
            ChildEnd::Output(output) => (Some(output), None),
            ChildEnd::Failure(failure) => (None, Some(failure)),
            ChildEnd::Nothing => (None, None),
        };
        child.record.output = output.map(Arc::clone);
        child.record.error = failure.and_then(|failure| failure.error.clone());
        child.record.cause = failure.and_then(|failure| failure.cause.clone());
        let closing = EventKind::closing(status, output, failure);
        child.recorder.close(now, child.recorder.last_id(), closing);
        let (items, lasted) = (child.record.items, now.since(child.record.started));
        let run = child.run;
        if self.children.is_express(home) {
            let bytes = self.children.get(home).map_or(0, Child::bytes);
            let memory = billed_memory(self.machine.definition_bytes, bytes, 1);
            let used = ExpressUse::of(billed_duration(lasted), memory);
            self.tally.express_children.add(used);
        }
        if let Some(run) = self.children.runs.get_mut(run) {
            run.told.items.ended(status, items as u64);
            run.told.executions.ended(status, 1);
        }
    }

    /// What still runs when the execution around it ends is aborted.
    pub(in crate::run) fn abort_runs(&mut self) {
        for number in 0..self.children.all.len() {
            let home = Home::Child(u32::try_from(number).unwrap_or(u32::MAX));
            self.close_child(home, Status::Aborted, ChildEnd::Nothing);
        }
        for number in 0..self.children.runs.len() {
            self.end_run(number, Status::Aborted);
        }
    }

    /// The event that the next one of an execution follows when a sibling cuts it off.
    pub(in crate::run) fn cut_off_after(&self, home: Home, top: Home, after: u32) -> u32 {
        match self.children.get(home) {
            Some(child) if home != top => child.recorder.last_id(),
            _ => after,
        }
    }

    /// Children whose histories are full fail, as an execution does.
    pub(in crate::run) fn fail_full_children(&mut self) {
        while let Some(root) = self.children.full.pop() {
            let most = most_events(self.options, WorkflowType::Standard);
            let failure = Failure::history_full(most.unwrap_or(usize::MAX));
            self.child_failed(root, &failure);
        }
    }
}

/// What a child ends with.
#[derive(Clone, Copy)]
pub(in crate::run) enum ChildEnd<'a> {
    Output(&'a Payload),
    Failure(&'a Failure),
    Nothing,
}
