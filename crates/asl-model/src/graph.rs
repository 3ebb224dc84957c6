//! What follows from a machine's names and references: made once, on the first question, and kept
//! over all edits that change neither.
//!
//! Everything here counts states within their machine, so it does not age when the machine moves.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use asl_lang::StateType;

use crate::{Cause, MachineFacts, StateFacts};

/// Names and flow of one machine.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    names: OnceLock<FxHashMap<Arc<str>, u32>>,
    edges: OnceLock<Edges>,
}

/// The transitions of one machine.
#[derive(Debug)]
pub(crate) struct Edges {
    pub(crate) start: Option<u32>,
    /// It has a start, and all names of states in it are those of states.
    pub(crate) is_whole: bool,
    /// Sorted by `from`.
    pub(crate) all: Vec<Edge>,
    /// Where the edges of each state start in `all`, and the end.
    out: Vec<u32>,
    /// Edges by the state that they lead to.
    into: Vec<u32>,
    into_start: Vec<u32>,
    pub(crate) reachable: Vec<bool>,
    pub(crate) can_end: Vec<bool>,
    /// By state: its number in an order in which, loops aside, every state comes before those that
    /// it leads to.
    pub(crate) order: Vec<u32>,
    /// The states in that order.
    pub(crate) by_order: Vec<u32>,
    loops: OnceLock<Vec<Vec<u32>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) cause: Cause,
}

impl Graph {
    /// The first state of that name.
    pub(crate) fn resolve(&self, facts: &MachineFacts, name: &str) -> Option<u32> {
        self.names(facts).get(name).copied()
    }

    fn names(&self, facts: &MachineFacts) -> &FxHashMap<Arc<str>, u32> {
        self.names.get_or_init(|| {
            let mut names = FxHashMap::default();
            names.reserve(facts.states.len());
            for (index, state) in facts.states.iter().enumerate() {
                names
                    .entry(state.facts.name.clone())
                    .or_insert(index as u32);
            }
            names
        })
    }

    pub(crate) fn edges(&self, facts: &MachineFacts) -> &Edges {
        self.edges.get_or_init(|| Edges::new(self, facts))
    }
}

impl Edges {
    fn new(graph: &Graph, facts: &MachineFacts) -> Self {
        let states = facts.states.len();
        let (mut all, mut out) = (Vec::new(), Vec::with_capacity(states + 1));
        let mut exits = Vec::new();
        let mut is_whole = true;
        for (index, state) in facts.states.iter().enumerate() {
            out.push(all.len() as u32);
            let mut leaves = state.facts.is_end || state.facts.is_open;
            let mut goes_on = false;
            for fact in &state.facts.references {
                let to = graph.resolve(facts, &fact.target);
                is_whole &= to.is_some();
                if !counts(&state.facts, fact.cause) {
                    continue;
                }
                let Some(to) = to else {
                    leaves = true;
                    continue;
                };
                goes_on |= !matches!(fact.cause, Cause::Catch(_));
                all.push(Edge {
                    from: index as u32,
                    to,
                    cause: fact.cause,
                });
            }
            if leaves || !goes_on {
                exits.push(index as u32);
            }
        }
        out.push(all.len() as u32);
        let (into, into_start) = incoming(&all, states);
        let start = facts.start_at.as_ref();
        let start = start.and_then(|it| graph.resolve(facts, &it.target));
        let mut edges = Self {
            is_whole: is_whole && start.is_some(),
            start,
            all,
            out,
            into,
            into_start,
            reachable: Vec::new(),
            can_end: Vec::new(),
            order: Vec::new(),
            by_order: Vec::new(),
            loops: OnceLock::new(),
        };
        edges.reachable = walk(states, edges.start, |at, visit| {
            edges.outgoing(at).iter().for_each(|it| visit(it.to));
        });
        edges.can_end = walk(states, exits, |at, visit| {
            edges.incoming(at).for_each(|it| visit(it.from));
        });
        edges.by_order = edges.forward();
        edges.order = vec![0; states];
        for (number, state) in edges.by_order.iter().enumerate() {
            edges.order[*state as usize] = number as u32;
        }
        edges
    }

    /// Whether both lead from the same places to the same places, whatever the states are named.
    pub(crate) fn leads_as(&self, other: &Self) -> bool {
        self.start == other.start && self.out == other.out && self.all == other.all
    }

    /// The states from the start on, those that no way leads to last.
    fn forward(&self) -> Vec<u32> {
        let states = self.out.len() - 1;
        let mut seen = vec![false; states];
        let mut finished = Vec::with_capacity(states);
        // Each state on the way here, with how many of its ways have been gone.
        let mut way: Vec<(u32, usize)> = Vec::new();
        if let Some(start) = self.start {
            seen[start as usize] = true;
            way.push((start, 0));
        }
        while let Some((state, gone)) = way.last_mut() {
            let state = *state;
            *gone += 1;
            match self.outgoing(state).get(*gone - 1) {
                Some(edge) if seen[edge.to as usize] => {}
                Some(edge) => {
                    seen[edge.to as usize] = true;
                    way.push((edge.to, 0));
                }
                None => {
                    finished.push(state);
                    way.pop();
                }
            }
        }
        finished.reverse();
        let unseen = (0..states as u32).filter(|it| !seen[*it as usize]);
        finished.extend(unseen);
        finished
    }

    /// The reachable states that lead back to themselves, in groups that lead to each other; each
    /// group in the text's order.
    pub(crate) fn loops(&self) -> &[Vec<u32>] {
        self.loops.get_or_init(|| {
            let mut seen: Vec<bool> = self.reachable.iter().map(|it| !it).collect();
            let mut loops = Vec::new();
            // What leads to the first state of those that are left, is led to by it.
            for first in &self.by_order {
                let mut group = Vec::new();
                let mut open = vec![*first];
                while let Some(state) = open.pop() {
                    if !std::mem::replace(&mut seen[state as usize], true) {
                        group.push(state);
                        open.extend(self.incoming(state).map(|it| it.from));
                    }
                }
                let leads_back = || self.outgoing(*first).iter().any(|it| it.to == *first);
                if group.len() > 1 || (group.len() == 1 && leads_back()) {
                    group.sort_unstable();
                    loops.push(group);
                }
            }
            loops
        })
    }

    /// The transitions out of a state, in the text's order.
    pub(crate) fn outgoing(&self, state: u32) -> &[Edge] {
        let state = state as usize;
        &self.all[self.out[state] as usize..self.out[state + 1] as usize]
    }

    /// The transitions into a state, in the text's order.
    pub(crate) fn incoming(&self, state: u32) -> impl Iterator<Item = &Edge> {
        let state = state as usize;
        let range = self.into_start[state] as usize..self.into_start[state + 1] as usize;
        self.into[range].iter().map(|it| &self.all[*it as usize])
    }
}

/// Whether a field leads on from a state of that type; a `Next` in a Succeed state does not.
fn counts(state: &StateFacts, cause: Cause) -> bool {
    match state.kind {
        None => true,
        Some(StateType::Choice) => matches!(cause, Cause::Choice(_) | Cause::Default),
        Some(kind) => match cause {
            Cause::Next => kind.has_next(),
            Cause::Catch(_) => kind.handles_errors(),
            Cause::Start | Cause::Choice(_) | Cause::Default => false,
        },
    }
}

/// Edges sorted by the state that they lead to, by counting.
fn incoming(all: &[Edge], states: usize) -> (Vec<u32>, Vec<u32>) {
    let mut start = vec![0_u32; states + 1];
    for edge in all {
        start[edge.to as usize + 1] += 1;
    }
    for index in 0..states {
        start[index + 1] += start[index];
    }
    let (mut at, mut into) = (start.clone(), vec![0; all.len()]);
    for (index, edge) in all.iter().enumerate() {
        let slot = &mut at[edge.to as usize];
        into[*slot as usize] = index as u32;
        *slot += 1;
    }
    (into, start)
}

/// All that can be come to from `from`.
fn walk(
    states: usize,
    from: impl IntoIterator<Item = u32>,
    next: impl Fn(u32, &mut dyn FnMut(u32)),
) -> Vec<bool> {
    let mut seen = vec![false; states];
    let mut queue: Vec<u32> = Vec::new();
    let mut visit = |state: u32, queue: &mut Vec<u32>| {
        if !std::mem::replace(&mut seen[state as usize], true) {
            queue.push(state);
        }
    };
    from.into_iter().for_each(|it| visit(it, &mut queue));
    while let Some(state) = queue.pop() {
        next(state, &mut |it| visit(it, &mut queue));
    }
    seen
}
