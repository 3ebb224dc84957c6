//! How control goes through one machine.

use std::collections::VecDeque;

use crate::graph::{Edge, Edges};
use crate::{Cause, StateId};

/// The flow of one machine: which state leads to which and why.
///
/// Only fields that lead on count: a `Next` in a Succeed state has a reference but no transition.
#[derive(Debug, Clone, Copy)]
pub struct Flow<'a> {
    pub(crate) edges: &'a Edges,
    pub(crate) first: u32,
}

/// One way from a state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The state that is left; `None` for the machine's start.
    pub from: Option<StateId>,
    /// The state that is entered.
    pub to: StateId,
    /// Why.
    pub cause: Cause,
}

impl<'a> Flow<'a> {
    /// The state that `StartAt` names.
    pub fn start(self) -> Option<StateId> {
        self.edges.start.map(|it| self.id(it))
    }

    /// Whether the machine has a start and every name of a state in it is that of one.
    pub fn is_whole(self) -> bool {
        self.edges.is_whole
    }

    /// All transitions, the start first, then in the text's order.
    pub fn transitions(self) -> impl Iterator<Item = Transition> + use<'a> {
        let start = self.start().map(Transition::start);
        let all = self.edges.all.iter().map(move |it| self.transition(*it));
        start.into_iter().chain(all)
    }

    /// The transitions out of a state, in the text's order.
    pub fn outgoing(self, state: StateId) -> impl Iterator<Item = Transition> + use<'a> {
        let edges = self.edges.outgoing(self.local(state));
        edges.iter().map(move |it| self.transition(*it))
    }

    /// The transitions into a state, the machine's start first.
    pub fn incoming(self, state: StateId) -> impl Iterator<Item = Transition> + use<'a> {
        let start = self.start().filter(|it| *it == state);
        let edges = self.edges.incoming(self.local(state));
        start
            .map(Transition::start)
            .into_iter()
            .chain(edges.map(move |it| self.transition(*it)))
    }

    /// The state's number in an order in which, loops aside, every state comes before those that it leads to.
    pub(crate) fn order(self, state: StateId) -> u32 {
        self.edges.order[self.local(state) as usize]
    }

    /// Whether a way leads from the start to the state. Nothing is reachable without a start.
    pub fn reachable(self, state: StateId) -> bool {
        self.edges.reachable[self.local(state) as usize]
    }

    /// Whether a way leads from the state to an end of the machine. A state that leads nowhere, or to
    /// a name that no state has, counts as an end: what is wrong there is another matter.
    pub fn can_end(self, state: StateId) -> bool {
        self.edges.can_end[self.local(state) as usize]
    }

    /// The states that no way from the start leads to, in groups that hang together; each group in
    /// the text's order. Empty when there is no start.
    pub fn islands(self) -> Vec<Vec<StateId>> {
        if self.edges.start.is_none() {
            return Vec::new();
        }
        self.groups(|it| !self.edges.reachable[it as usize])
    }

    /// The reachable states from which no end can be reached, in groups that hang together.
    pub fn loops_without_exit(self) -> Vec<Vec<StateId>> {
        self.groups(|it| self.edges.reachable[it as usize] && !self.edges.can_end[it as usize])
    }

    /// The reachable states that lead back to themselves, in groups in which every state leads to every
    /// other; each group in the text's order.
    pub fn loops(self) -> impl Iterator<Item = Vec<StateId>> + use<'a> {
        let loops = self.edges.loops().iter();
        loops.map(move |group| group.iter().map(|it| self.id(*it)).collect())
    }

    /// How many transitions lie between `from` and each state of the machine, by
    /// [`crate::Machine::states`]' order; `None` where no way leads.
    pub fn distances(self, from: StateId) -> Vec<Option<u32>> {
        let mut distances = vec![None; self.edges.can_end.len()];
        let mut queue = VecDeque::from([(self.local(from), 0)]);
        while let Some((state, distance)) = queue.pop_front() {
            let known = &mut distances[state as usize];
            if known.is_none() {
                *known = Some(distance);
                let next = self.edges.outgoing(state).iter();
                queue.extend(next.map(|it| (it.to, distance + 1)));
            }
        }
        distances
    }

    /// The states that `belongs`, in groups connected in either direction.
    fn groups(self, belongs: impl Fn(u32) -> bool) -> Vec<Vec<StateId>> {
        let mut seen = vec![false; self.edges.can_end.len()];
        let mut groups = Vec::new();
        for state in 0..seen.len() as u32 {
            if seen[state as usize] || !belongs(state) {
                continue;
            }
            seen[state as usize] = true;
            let mut group = vec![state];
            let mut at = 0;
            while let Some(state) = group.get(at).copied() {
                at += 1;
                let out = self.edges.outgoing(state).iter().map(|it| it.to);
                for next in out.chain(self.edges.incoming(state).map(|it| it.from)) {
                    if belongs(next) && !std::mem::replace(&mut seen[next as usize], true) {
                        group.push(next);
                    }
                }
            }
            group.sort_unstable();
            groups.push(group.into_iter().map(|it| self.id(it)).collect());
        }
        groups
    }

    fn transition(self, edge: Edge) -> Transition {
        Transition {
            from: Some(self.id(edge.from)),
            to: self.id(edge.to),
            cause: edge.cause,
        }
    }

    fn id(self, local: u32) -> StateId {
        StateId(self.first + local)
    }

    fn local(self, state: StateId) -> u32 {
        state.0 - self.first
    }
}

impl Transition {
    fn start(to: StateId) -> Self {
        Self {
            from: None,
            to,
            cause: Cause::Start,
        }
    }
}
