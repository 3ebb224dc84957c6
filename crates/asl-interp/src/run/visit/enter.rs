//! Entering a state, and its work.

use std::sync::Arc;

use crate::failure::Failure;
use crate::history::EventKind;
use crate::program::{Kind, Next, State, StateId, Steps};
use crate::run::Simulation;
use crate::run::agenda::{Step, Wake};
use crate::run::branch::{BranchId, Frame, Work};
use crate::run::data::jsonata::Given;
use crate::run::data::lost;
use crate::run::distributed::children::Home;
use crate::{Payload, StateVisit};

impl Simulation<'_> {
    /// Enters a state and begins its work.
    pub(in crate::run) fn enter(&mut self, id: BranchId, state_id: StateId, input: Payload) {
        let state = self.machine.state(state_id);
        let entered = EventKind::StateEntered {
            state_type: state.state_type,
            name: Arc::clone(&state.name),
            input: Arc::clone(&input),
        };
        let event = self.log(id, entered);
        let Some(branch) = self.branches.get_mut(id) else {
            return;
        };
        self.tally.entered += 1;
        self.tally.express_transitions += u64::from(self.children.is_express(branch.home));
        let visit = self.options.keep.trace.then(|| {
            let mut visit = StateVisit::entered(state, Arc::clone(&input), self.now, event);
            let index = branch.parent.map(|(_, index)| index);
            (visit.parent, visit.index) = (branch.parent_visit, index);
            visit.in_child = branch.home != Home::Own;
            visit.item.clone_from(&branch.item);
            visit
        });
        branch.frame = Some(Frame {
            state: state_id,
            visit: self.visits.len(),
            effective: Arc::clone(&input),
            entered: self.now,
            // A state that runs alone is not named in its causes (recorded).
            entered_event: if self.only.is_some() { 0 } else { event },
            retries: 0,
            retries_by: Vec::new(),
            token: None,
            work: Work::Open,
            input,
        });
        self.visits.extend(visit);
        self.attempt(id);
    }

    /// The next attempt at the state's work; what failed is among its retries.
    pub(in crate::run) fn attempt_again(&mut self, id: BranchId) {
        self.note(id, |visit| visit.error = None);
        self.attempt(id);
    }

    fn attempt(&mut self, id: BranchId) {
        if let Err(failure) = self.work(id) {
            self.fail(id, failure);
        }
    }

    fn work(&mut self, id: BranchId) -> Result<(), Failure> {
        let Some(state) = self.state_of(id) else {
            return Ok(());
        };
        let (input, parameters) = self.work_input(id, state)?;
        match &state.kind {
            Kind::Pass { .. } if matches!(state.steps, Steps::Jsonata(_)) => {
                self.pass_on(id, state.next)
            }
            Kind::Pass { result } => {
                let result = result.as_ref().map_or(parameters, Arc::clone);
                // Whoever holds the input last may change it.
                drop(input);
                self.complete(id, &result);
                Ok(())
            }
            Kind::Succeed => self.pass_on(id, Next::End),
            Kind::Fail { error, cause } => {
                Err(self.failing(id, error.as_ref(), cause.as_ref(), &input)?)
            }
            Kind::Wait(delay) => {
                let until = self.wait_until(id, delay, &input)?;
                self.agenda.at(until, Wake::Branch(id, Step::Resume));
                Ok(())
            }
            Kind::Choice { rules, default } => self.choose(id, rules, *default, &input),
            Kind::Task(task) => self.schedule_task(id, task, parameters),
            Kind::Parallel { .. } if self.only.is_some() => self.stand_in_for_parallel(id),
            Kind::Parallel { branches } => {
                self.start_parallel(id, branches, &parameters);
                Ok(())
            }
            Kind::Map(map) if self.only.is_some() => self.stand_in_for_map(id, map, &input),
            Kind::Map(map) => self.start_map(id, map, &input),
        }
    }

    /// The input after `InputPath`, and after `Parameters` or `Arguments`.
    fn work_input(&mut self, id: BranchId, state: &State) -> Result<(Payload, Payload), Failure> {
        let frame = self.branches.frame(id).ok_or_else(lost)?;
        let input = match &state.steps {
            Steps::JsonPath(steps) => self.select(id, &steps.input_path, &frame.input)?,
            Steps::Jsonata(_) => Arc::clone(&frame.input),
        };
        self.note(id, |visit| {
            visit.after_input_path = Some(Arc::clone(&input));
        });
        if let Some(frame) = self.branches.frame_mut(id) {
            frame.effective = Arc::clone(&input);
        }
        if let Kind::Task(task) = &state.kind {
            self.issue_token(id, task);
        }
        let parameters = self.parameters(id, &state.steps, &input)?;
        if self.only.is_some() || !Arc::ptr_eq(&parameters, &input) {
            self.fit(&state.name, &parameters)?;
            self.note(id, |visit| {
                visit.after_parameters = Some(Arc::clone(&parameters));
            });
        }
        Ok((input, parameters))
    }

    /// `Parameters` or `Arguments`.
    fn parameters(&self, id: BranchId, steps: &Steps, input: &Payload) -> Result<Payload, Failure> {
        match steps {
            Steps::JsonPath(steps) => self.fill(id, steps.parameters.as_ref(), input),
            Steps::Jsonata(steps) => {
                self.fill_jsonata(id, Given::default(), steps.arguments.as_ref(), input)
            }
        }
    }
}
