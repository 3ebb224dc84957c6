//! Branches: the threads of an execution, each a small task with a frame for the state it is in.

use std::sync::Arc;

use super::container::worklist::Worklist;
use super::data::scope::Item;
use super::data::variables::Variables;
use super::distributed::children::Home;
use super::task::PendingTask;
use crate::program::StateId;
use crate::{Payload, Time};

/// The root, a branch of a Parallel or an iteration of a Map.
pub(super) struct Branch {
    /// The branch whose container this one belongs to, and its number there.
    pub(super) parent: Option<(BranchId, usize)>,
    /// The visit of that container.
    pub(super) parent_visit: Option<usize>,
    /// The item of the innermost Map around.
    pub(super) item: Option<Arc<Item>>,
    pub(super) variables: Arc<Variables>,
    /// The execution that it belongs to.
    pub(super) home: Home,
    /// The first branch of a child execution.
    pub(super) heads: bool,
    /// The event that the next one follows.
    pub(super) last_event: u32,
    /// The state that is being visited; nothing between two states.
    pub(super) frame: Option<Frame>,
}

/// A visit of a state.
pub(super) struct Frame {
    pub(super) state: StateId,
    /// Its place in the trace.
    pub(super) visit: usize,
    /// The state's input.
    pub(super) input: Payload,
    /// The input after `InputPath`.
    pub(super) effective: Payload,
    pub(super) entered: Time,
    pub(super) entered_event: u32,
    pub(super) retries: u32,
    /// Retries by retrier; empty before the first.
    pub(super) retries_by: Vec<u64>,
    pub(super) token: Option<Arc<str>>,
    pub(super) work: Work,
}

/// What a visit waits for.
pub(super) enum Work {
    /// Nothing, or time.
    Open,
    Task(Box<PendingTask>),
    Join(Box<Join>),
    /// The state has failed for good; its container has yet to hear of it.
    Failed,
}

/// The branches of a Parallel or the iterations of a Map.
pub(super) struct Join {
    /// By number; nothing for those that have ended or not begun.
    pub(super) children: Vec<Option<BranchId>>,
    pub(super) outputs: Vec<Option<Payload>>,
    /// How many have not ended.
    pub(super) open: usize,
    /// The event that the end of the container follows.
    pub(super) last_event: u32,
    /// The items of a Map.
    pub(super) list: Worklist,
    /// The first item that has not begun.
    pub(super) next_item: usize,
    /// How many items of a Distributed Map failed.
    pub(super) failed: usize,
    /// How many may fail.
    pub(super) tolerated: usize,
    /// The run of a Distributed Map.
    pub(super) run: Option<usize>,
    /// Where its results are written to.
    pub(super) destination: Option<Payload>,
}

impl Branch {
    pub(super) fn root() -> Self {
        Self {
            parent: None,
            parent_visit: None,
            item: None,
            variables: Arc::default(),
            home: Home::Own,
            heads: false,
            last_event: 0,
            frame: None,
        }
    }
}

impl Join {
    pub(super) fn new(length: usize, last_event: u32, list: Worklist) -> Self {
        Self {
            children: vec![None; length],
            outputs: vec![None; length],
            open: length,
            last_event,
            list,
            next_item: 0,
            failed: 0,
            tolerated: 0,
            run: None,
            destination: None,
        }
    }

    /// A branch or iteration has begun.
    pub(super) fn begin(&mut self, index: usize, child: BranchId) {
        if let Some(place) = self.children.get_mut(index) {
            *place = Some(child);
        }
    }

    /// A branch or iteration has its output.
    pub(super) fn take(&mut self, index: usize, output: Payload) {
        if let Some(place) = self.outputs.get_mut(index) {
            *place = Some(output);
        }
    }

    /// A branch or iteration has ended.
    pub(super) fn gone(&mut self, index: usize) {
        if let Some(place) = self.children.get_mut(index) {
            *place = None;
            self.open = self.open.saturating_sub(1);
        }
    }

    /// What is left of it when all have ended; nothing of it stays.
    pub(super) fn end(&mut self) -> Self {
        let last_event = self.last_event;
        std::mem::replace(self, Self::new(0, last_event, Worklist::default()))
    }

    /// The outputs as one array.
    pub(super) fn result(&mut self) -> Payload {
        let outputs = std::mem::take(&mut self.outputs).into_iter().flatten();
        Arc::new(outputs.map(Arc::unwrap_or_clone).collect())
    }
}

/// The name of a branch; never given twice, so that a late appointment finds nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BranchId {
    slot: u32,
    generation: u32,
}

/// All living branches.
#[derive(Default)]
pub(super) struct Branches {
    slots: Vec<(u32, Option<Branch>)>,
    free: Vec<u32>,
}

impl Branches {
    pub(super) fn add(&mut self, branch: Branch) -> BranchId {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push((0, None));
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        let (generation, place) = &mut self.slots[slot as usize];
        *place = Some(branch);
        BranchId {
            slot,
            generation: *generation,
        }
    }

    pub(super) fn remove(&mut self, id: BranchId) -> Option<Branch> {
        let (generation, place) = self.slots.get_mut(id.slot as usize)?;
        if *generation != id.generation {
            return None;
        }
        *generation += 1;
        self.free.push(id.slot);
        place.take()
    }

    /// The branch that was added first.
    pub(super) fn first(&self) -> Option<BranchId> {
        let (generation, _) = self.slots.first()?;
        Some(BranchId {
            slot: 0,
            generation: *generation,
        })
    }

    pub(super) fn get(&self, id: BranchId) -> Option<&Branch> {
        let (generation, branch) = self.slots.get(id.slot as usize)?;
        branch.as_ref().filter(|_| *generation == id.generation)
    }

    pub(super) fn get_mut(&mut self, id: BranchId) -> Option<&mut Branch> {
        let (generation, branch) = self.slots.get_mut(id.slot as usize)?;
        branch.as_mut().filter(|_| *generation == id.generation)
    }

    pub(super) fn frame(&self, id: BranchId) -> Option<&Frame> {
        self.get(id)?.frame.as_ref()
    }

    pub(super) fn frame_mut(&mut self, id: BranchId) -> Option<&mut Frame> {
        self.get_mut(id)?.frame.as_mut()
    }

    pub(super) fn alive(&self) -> usize {
        self.slots.len() - self.free.len()
    }
}
