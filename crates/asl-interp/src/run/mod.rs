//! Runs a machine: a discrete-event simulation on virtual time.
//!
//! Every branch and iteration is a small task of its own ([`branch::Branch`]); the agenda hands out
//! what is due, in the order of virtual time and then of appointment. A step of one branch never
//! calls into another one: it makes an appointment, so nothing recurses over states.
//!
//! What runs is one [`Simulation`]; each file adds to it what its feature needs.

mod agenda;
mod arns;
mod branch;
mod container;
mod data;
mod distributed;
mod guard;
mod report;
pub(crate) mod single;
mod task;
mod visit;

use std::sync::Arc;

use serde_json::Value;

use crate::failure::Failure;
use crate::history::{EventKind, Recorder};
use crate::random::Random;
use crate::size::Ledger;
use crate::{
    Execution, ExpressUse, Halt, Machine, Objects, Payload, RunOptions, StateVisit, Status, Time,
    Worker,
};
use agenda::{Agenda, Step, Wake};
use branch::{Branch, BranchId, Branches};
pub(crate) use data::context::{ExecutionFacts, state_member};
use data::scope::Facts;
pub(crate) use data::scope::Item;
use distributed::children::{Children, Home};

/// Runs a machine from its start to its end on virtual time. It always ends: by itself, by a limit
/// of AWS, or by the guard of the options.
pub fn run(
    machine: &Machine,
    input: Value,
    worker: &mut dyn Worker,
    options: &RunOptions,
) -> Execution {
    let mut simulation = Simulation::new(machine, Arc::new(input), worker, options);
    let refusal = simulation.refusal();
    let end = refusal.unwrap_or_else(|| simulation.play());
    simulation.report(end)
}

/// An execution while it runs.
struct Simulation<'r> {
    machine: &'r Machine,
    options: &'r RunOptions,
    worker: &'r mut dyn Worker,
    now: Time,
    agenda: Agenda,
    branches: Branches,
    history: Recorder,
    /// The runs of Distributed Maps and their child executions.
    children: Children,
    /// The objects that this execution wrote.
    written: Objects,
    visits: Vec<StateVisit>,
    facts: Facts,
    random: Random,
    /// Payloads as the engine of JSONata sees them.
    session: asl_jsonata::Session,
    /// Calls of each Task so far, by state.
    calls: Vec<u32>,
    /// States whose Task was answered with a made-up value, in order.
    sampled: Vec<Arc<str>>,
    payload_limit: usize,
    ledger: Ledger,
    tally: Tally,
    end: Option<End>,
    /// Only one state runs.
    only: Option<Box<single::Only>>,
}

/// What the summary and the guard count.
#[derive(Debug, Default)]
struct Tally {
    entered: u64,
    retries: u64,
    /// Entered states and retries of Express children.
    express_transitions: u64,
    /// What those children use.
    express_children: ExpressUse,
    /// Estimated bytes of what is held besides events, visits, payloads and branches.
    bytes: u64,
    /// The largest payload.
    peak_payload: usize,
    /// The deepest payload.
    peak_depth: usize,
    /// The most branches that were alive at a time.
    peak_branches: usize,
}

/// How the execution ended.
struct End {
    status: Status,
    output: Option<Payload>,
    failure: Option<Failure>,
    halted: Option<Halt>,
    /// The event before the closing one.
    previous: u32,
}

/// A guess of what a note in the trace takes.
const BYTES_PER_NOTE: u64 = 400;

impl<'r> Simulation<'r> {
    fn new(
        machine: &'r Machine,
        input: Payload,
        worker: &'r mut dyn Worker,
        options: &'r RunOptions,
    ) -> Self {
        let random = Random::new(options.seed);
        let facts = Facts::new(options, &input, &random);
        let mut simulation = Self {
            machine,
            options,
            worker,
            now: options.start_time,
            agenda: Agenda::new(options.start_time),
            branches: Branches::default(),
            history: Recorder::new(
                guard::most_events(options, options.workflow),
                options.keep.history,
            ),
            children: Children::default(),
            written: Objects::default(),
            visits: Vec::new(),
            facts,
            random,
            session: asl_jsonata::Session::new().interrupted_by(options.stop.interrupt()),
            calls: vec![0; machine.states.len()],
            sampled: Vec::new(),
            payload_limit: guard::payload_limit(options),
            ledger: Ledger::default(),
            tally: Tally::default(),
            end: None,
            only: None,
        };
        simulation.begin(input);
        simulation
    }

    fn begin(&mut self, input: Payload) {
        let role = Arc::from(self.options.names.role_arn.as_str());
        let started = EventKind::ExecutionStarted {
            input: Arc::clone(&input),
            role,
        };
        self.history.push(self.now, 0, started);
        self.admit(&input);
        self.agenda.at(self.deadline(), Wake::Deadline);
        // AWS links the first state to no event, not to ExecutionStarted.
        let root = self.branches.add(Branch::root());
        self.agenda
            .soon(root, Step::Enter(self.machine.flow.start, input));
    }

    fn play(&mut self) -> End {
        loop {
            if let Some(end) = self.end.take() {
                return end;
            }
            let Some((time, wake)) = self.agenda.next() else {
                return self.stopped(Halt::Stalled);
            };
            self.now = time;
            match wake {
                Wake::Deadline => return self.out_of_time(),
                Wake::Branch(id, step) => self.step(id, step),
            }
            self.fail_full_children();
            if let Some(end) = self.overrun() {
                return end;
            }
        }
    }

    fn step(&mut self, id: BranchId, step: Step) {
        if self.branches.get(id).is_none() {
            return; // The branch was cut off since the appointment was made.
        }
        match step {
            Step::Enter(state, input) => self.enter(id, state, input),
            Step::Resume => self.resume(id),
            Step::Retry => self.attempt_again(id),
            Step::TaskStarted => self.task_started(id),
            Step::TaskAnswered(verdict) => self.task_answered(id, *verdict),
            Step::Settled(Ok(result)) => self.complete(id, &result),
            Step::Settled(Err(failure)) => self.fail(id, failure),
            Step::Done(output) => self.child_done(id, output),
            Step::Failed(failure) => self.child_failed(id, &failure),
            Step::ChildTimedOut => self.child_timed_out(id),
        }
    }

    /// Writes an event of a branch into the history of the execution that it belongs to.
    fn record(&mut self, home: Home, previous: u32, event: EventKind) -> u32 {
        let (own, children) = (&mut self.history, &mut self.children);
        distributed::children::write(own, children, home, self.now, previous, event)
    }
}
