//! Cutting off what runs inside a container that fails, with the events that AWS writes for it.

use std::sync::Arc;

use asl_lang::StateType;

use crate::Status;
use crate::history::EventKind;
use crate::run::Simulation;
use crate::run::branch::{BranchId, Work};
use crate::run::distributed::children::{ChildEnd, Home};

impl Simulation<'_> {
    /// Ends all branches or iterations of a container with the events that AWS writes for it.
    pub(in crate::run) fn cut_off(&mut self, id: BranchId, failed: Option<usize>, after: u32) {
        let Some(state) = self.state_of(id) else {
            return;
        };
        let home = self.home(id);
        let mut children = Vec::new();
        self.with_join(id, |join| children = std::mem::take(&mut join.children));
        let failing = failed.and_then(|index| Some((index, children.get_mut(index)?.take()?)));
        for (index, child) in failing.into_iter().chain(numbered(children)) {
            if state.state_type == StateType::Map && state.distributed().is_none() {
                let name = Arc::clone(&state.name);
                let event = if Some(index) == failed {
                    EventKind::MapIterationFailed { name, index }
                } else {
                    EventKind::MapIterationAborted { name, index }
                };
                self.record(home, after, event);
            }
            self.abort(child, after);
        }
        let event = match state.state_type {
            StateType::Map => EventKind::MapStateFailed,
            _ => EventKind::ParallelStateFailed,
        };
        let event = self.record(home, after, event);
        if let Some(branch) = self.branches.get_mut(id) {
            branch.last_event = event;
        }
        if let Some(frame) = self.branches.frame_mut(id) {
            frame.work = Work::Open;
        }
    }

    /// Removes a branch and everything below it.
    pub(in crate::run) fn abort(&mut self, child: BranchId, after: u32) {
        let parent = self.branches.get(child).and_then(|branch| branch.parent);
        let top = parent.map_or(Home::Own, |(parent, _)| self.home(parent));
        let mut open = vec![(None, child)];
        while let Some((iteration, id)) = open.pop() {
            let Some(branch) = self.branches.remove(id) else {
                continue;
            };
            if let Some((name, index)) = iteration {
                let event = EventKind::MapIterationAborted { name, index };
                let after = self.cut_off_after(branch.home, top, after);
                self.record(branch.home, after, event);
            }
            let aborted = branch.heads.then_some(branch.home);
            let Some(frame) = branch.frame else {
                self.abort_child(aborted);
                continue;
            };
            let state = self.machine.state(frame.state);
            let state_type = state.state_type;
            if let Some(visit) = self.visits.get_mut(frame.visit) {
                visit.exited = Some(self.now);
            }
            let after = self.cut_off_after(branch.home, top, after);
            if matches!(&frame.work, Work::Join(join) if join.run.is_some()) {
                self.record(branch.home, after, EventKind::MapRunAborted);
            }
            if is_open(state_type, &frame.work) {
                self.record(branch.home, after, EventKind::StateAborted { state_type });
            }
            self.abort_child(aborted);
            let Work::Join(join) = frame.work else {
                continue;
            };
            if let Some(run) = join.run {
                self.end_run(run, Status::Aborted);
            }
            let inline = state_type == StateType::Map && join.run.is_none();
            let named = inline.then_some(&state.name);
            let below = numbered(join.children)
                .map(|(index, child)| (named.map(|name| (Arc::clone(name), index)), child));
            open.extend(below.collect::<Vec<_>>().into_iter().rev());
        }
    }

    fn abort_child(&mut self, home: Option<Home>) {
        if let Some(home) = home {
            self.close_child(home, Status::Aborted, ChildEnd::Nothing);
        }
    }
}

/// A Task that failed was never left, so AWS aborts it too; a Map or Parallel that failed has said
/// so itself (recorded for Tasks).
fn is_open(state_type: StateType, work: &Work) -> bool {
    match state_type {
        StateType::Task | StateType::Wait => true,
        StateType::Map | StateType::Parallel => matches!(work, Work::Join(_)),
        _ => false,
    }
}

fn numbered(children: Vec<Option<BranchId>>) -> impl Iterator<Item = (usize, BranchId)> {
    children
        .into_iter()
        .enumerate()
        .filter_map(|(index, child)| Some((index, child?)))
}
