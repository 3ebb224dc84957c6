//! Parallel and Map: starting branches and iterations, joining them, cutting them off.

mod cut_off;
pub(super) mod items;
pub(super) mod worklist;

use std::sync::Arc;

use asl_lang::StateType;

use crate::failure::{Failure, FailureKind};
use crate::history::EventKind;
use crate::program::{Flow, Kind, MapSpec, State};
use crate::run::Simulation;
use crate::run::agenda::Step;
use crate::run::branch::{Branch, BranchId, Join, Work};
use crate::run::container::worklist::Worklist;
use crate::run::data::scope::Item;
use crate::run::data::variables::Variables;
use crate::run::distributed::children::{ChildEnd, Home};
use crate::{Payload, Status};

impl Simulation<'_> {
    pub(in crate::run) fn start_parallel(&mut self, id: BranchId, flows: &[Flow], input: &Payload) {
        let started = self.log(id, EventKind::ParallelStateStarted);
        let mut join = Join::new(flows.len(), started, Worklist::default());
        for (index, flow) in flows.iter().enumerate() {
            let Some(child) = self.spawn(id, index, None, started, None) else {
                return;
            };
            join.begin(index, child);
            self.agenda
                .soon(child, Step::Enter(flow.start, Arc::clone(input)));
        }
        self.hold(id, join);
    }

    pub(in crate::run) fn start_map(
        &mut self,
        id: BranchId,
        map: &MapSpec,
        input: &Payload,
    ) -> Result<(), Failure> {
        let prepared = self
            .prepare(id, map, input)
            .map_err(|failure| self.report_evaluation_of_map(id, failure))?;
        let length = prepared.items.len();
        let started = self.log(id, EventKind::MapStateStarted { length });
        if let Some(run) = &map.distributed {
            return self.start_run(id, map, run, prepared, input);
        }
        let join = Join::new(length, started, prepared.items);
        self.start_items(id, map, join, prepared.concurrency)
    }

    /// Starts the first iterations of a Map.
    pub(in crate::run) fn start_items(
        &mut self,
        id: BranchId,
        map: &MapSpec,
        join: Join,
        concurrency: usize,
    ) -> Result<(), Failure> {
        let (length, started) = (join.outputs.len(), join.last_event);
        self.hold(id, join);
        if length == 0 {
            self.joined(id);
            return Ok(());
        }
        for _ in 0..concurrency.min(length) {
            if self.must_stop() {
                return Ok(());
            }
            if let Err(failure) = self.start_iteration(id, map, started) {
                return Err(self.iteration_refused(id, failure, started));
            }
        }
        Ok(())
    }

    /// An iteration cannot begin: the others are cut off.
    fn iteration_refused(&mut self, id: BranchId, failure: Failure, after: u32) -> Failure {
        let evaluation = failure.kind == FailureKind::Evaluation;
        let failure = self.report_evaluation(id, failure);
        self.fail_run(id, &failure);
        let apart = self.state_of(id).and_then(State::distributed).is_some();
        let after = if evaluation || apart {
            self.last_event(id)
        } else {
            after
        };
        self.cut_off(id, None, after);
        failure
    }

    /// Begins the next iteration of a Map.
    fn start_iteration(&mut self, id: BranchId, map: &MapSpec, after: u32) -> Result<(), Failure> {
        let (Some(state), Some(frame)) = (self.state_of(id), self.branches.frame_mut(id)) else {
            return Ok(());
        };
        let Work::Join(join) = &mut frame.work else {
            return Ok(());
        };
        let index = join.next_item;
        join.next_item += 1;
        let (item, run) = (Arc::new(join.list.item(index)), join.run);
        let (batched, items) = (join.list.is_batched(), join.list.weight(index));
        if index == 0 {
            self.note(id, |visit| visit.first_item = Some(Arc::clone(&item)));
        }
        let input = if batched {
            Arc::clone(&item.value)
        } else {
            self.iteration_input(id, map, &item)?
        };
        self.fit(&state.name, &input)?;
        let home = run.map(|run| self.open_child(run, index, items, &input));
        let event = if home.is_some() {
            0
        } else {
            let name = Arc::clone(&state.name);
            let begun = EventKind::MapIterationStarted { name, index };
            self.record(self.home(id), after, begun)
        };
        if let Some(child) = self.spawn(id, index, Some(item), event, home) {
            self.with_join(id, |join| join.begin(index, child));
            self.agenda.soon(child, Step::Enter(map.flow.start, input));
        }
        Ok(())
    }

    fn spawn(
        &mut self,
        parent: BranchId,
        index: usize,
        item: Option<Arc<Item>>,
        event: u32,
        apart: Option<Home>,
    ) -> Option<BranchId> {
        let branch = self.branches.get(parent)?;
        let child = Branch {
            parent: Some((parent, index)),
            parent_visit: branch.frame.as_ref().map(|frame| frame.visit),
            item: item.or_else(|| branch.item.clone()),
            variables: if apart.is_some() {
                Arc::default()
            } else {
                Variables::inside(&branch.variables)
            },
            home: apart.unwrap_or(branch.home),
            heads: apart.is_some(),
            last_event: event,
            frame: None,
        };
        let child = self.branches.add(child);
        self.tally.peak_branches = self.tally.peak_branches.max(self.branches.alive());
        if let Some(home) = apart {
            self.root_child(home, child);
        }
        Some(child)
    }

    /// A branch or iteration has its output.
    pub(in crate::run) fn child_done(&mut self, child: BranchId, output: Payload) {
        let Some(ended) = self.branches.remove(child) else {
            return;
        };
        let Some((id, index)) = ended.parent else {
            return;
        };
        let Some(state) = self.state_of(id) else {
            return;
        };
        if state.distributed().is_some() {
            self.close_child(ended.home, Status::Succeeded, ChildEnd::Output(&output));
            let after = self.last_event(id);
            return self.child_gone(id, index, after);
        }
        let mut last_event = ended.last_event;
        if state.state_type == StateType::Map {
            let name = Arc::clone(&state.name);
            let succeeded = EventKind::MapIterationSucceeded { name, index };
            last_event = self.record(ended.home, ended.last_event, succeeded);
        }
        self.with_join(id, |join| {
            join.take(index, output);
            join.last_event = last_event;
        });
        self.child_gone(id, index, ended.last_event);
    }

    /// Goes on with the next item, or joins after the last.
    pub(in crate::run) fn child_gone(&mut self, id: BranchId, index: usize, after: u32) {
        let (mut left, mut waiting) = (0, false);
        self.with_join(id, |join| {
            join.gone(index);
            left = join.open;
            waiting = join.next_item < join.outputs.len();
        });
        if left == 0 {
            return self.joined(id);
        }
        let Some(Kind::Map(map)) = self.state_of(id).map(|state| &state.kind) else {
            return;
        };
        if waiting && let Err(failure) = self.start_iteration(id, map, after) {
            let failure = self.iteration_refused(id, failure, after);
            self.fail(id, failure);
        }
    }

    /// All branches or iterations have ended well.
    fn joined(&mut self, id: BranchId) {
        let Some(state) = self.state_of(id) else {
            return;
        };
        let mut ended = None;
        self.with_join(id, |join| ended = Some(join.end()));
        let Some(mut join) = ended else { return };
        let (home, last_event) = (self.home(id), join.last_event);
        let mut previous = last_event;
        let distributed = state.distributed();
        let result = match distributed {
            None => join.result(),
            Some(run) => match self.run_done(id, run, &mut join) {
                Ok(result) => result,
                Err(failure) => return self.fail(id, failure),
            },
        };
        if distributed.is_some() {
            previous = self.record(home, previous, EventKind::MapRunSucceeded);
        }
        let succeeded = match state.state_type {
            StateType::Map => EventKind::MapStateSucceeded,
            _ => EventKind::ParallelStateSucceeded,
        };
        self.record(home, previous, succeeded);
        if let Some(branch) = self.branches.get_mut(id) {
            // AWS links the exit to what the success follows, not to the success.
            branch.last_event = last_event;
        }
        self.complete(id, &result);
    }

    /// The time of a child execution is over.
    pub(in crate::run) fn child_timed_out(&mut self, child: BranchId) {
        self.child_ended_badly(child, &Failure::timeout(false), Status::TimedOut);
    }

    /// A branch or iteration failed: its container fails, the others are cut off.
    pub(in crate::run) fn child_failed(&mut self, child: BranchId, failure: &Failure) {
        self.child_ended_badly(child, failure, Status::Failed);
    }

    fn child_ended_badly(&mut self, child: BranchId, failure: &Failure, status: Status) {
        let Some(branch) = self.branches.get(child) else {
            return;
        };
        let Some((id, index)) = branch.parent else {
            return;
        };
        if branch.heads {
            return self.run_member_failed(id, index, child, failure, status);
        }
        let last_event = branch.last_event;
        self.cut_off(id, Some(index), last_event);
        self.fail(id, failure.clone());
    }

    fn hold(&mut self, id: BranchId, join: Join) {
        if let Some(frame) = self.branches.frame_mut(id) {
            frame.work = Work::Join(Box::new(join));
        }
    }

    pub(in crate::run) fn with_join(&mut self, id: BranchId, change: impl FnOnce(&mut Join)) {
        if let Some(frame) = self.branches.frame_mut(id)
            && let Work::Join(join) = &mut frame.work
        {
            change(join);
        }
    }

    /// Writes an event that follows the branch's last one and takes its place.
    pub(in crate::run) fn log(&mut self, id: BranchId, event: EventKind) -> u32 {
        let event = self.record(self.home(id), self.last_event(id), event);
        if let Some(branch) = self.branches.get_mut(id) {
            branch.last_event = event;
        }
        event
    }

    pub(in crate::run) fn home(&self, id: BranchId) -> Home {
        self.branches
            .get(id)
            .map_or(Home::Own, |branch| branch.home)
    }

    pub(in crate::run) fn last_event(&self, id: BranchId) -> u32 {
        self.branches.get(id).map_or(0, |branch| branch.last_event)
    }
}
