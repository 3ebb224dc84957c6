//! Where variables have a value: the ways through each machine, followed until nothing changes.

use rustc_hash::FxHashMap;

use super::{Setter, is_apart};
use crate::{Cause, MachineId, Model, StateId, Transition};

/// What is known of a variable's value at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Every way to the place assigns it.
    Always,
    /// Some ways do.
    Sometimes,
    /// None does.
    Never,
}

/// The variables that have a value when each state begins.
#[derive(Debug, Default)]
pub(super) struct Assigned {
    numbers: FxHashMap<String, usize>,
    before: FxHashMap<StateId, Known>,
}

/// Sets of variables by number: those that some way assigns, and those that every way does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Known {
    some: Bits,
    every: Bits,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Bits(Vec<u64>);

impl Assigned {
    pub(super) fn of(model: &Model) -> Self {
        let mut all = Self::default();
        let facts = model.states().iter().flat_map(|it| &it.variables().all);
        for fact in facts.filter(|it| it.set_by.is_some()) {
            let next = all.numbers.len();
            all.numbers.entry(fact.name.clone()).or_insert(next);
        }
        if all.numbers.is_empty() {
            return all;
        }
        // Machines stand behind the machines around them, so what is known outside is there.
        for machine in model.machines() {
            let outside = match machine.owner() {
                Some(owner) if !is_apart(model, machine.id()) => {
                    all.before.get(&owner.state).cloned().unwrap_or_default()
                }
                _ => Known::default(),
            };
            all.follow(model, machine.id(), outside);
        }
        all
    }

    pub(super) fn certainty(&self, state: StateId, name: &str) -> Certainty {
        let Some(number) = self.numbers.get(name) else {
            return Certainty::Never;
        };
        // What no way leads to is complained about as that.
        let Some(known) = self.before.get(&state) else {
            return Certainty::Always;
        };
        match (known.every.has(*number), known.some.has(*number)) {
            (true, _) => Certainty::Always,
            (false, true) => Certainty::Sometimes,
            (false, false) => Certainty::Never,
        }
    }

    /// Follows all ways through one machine until nothing changes.
    fn follow(&mut self, model: &Model, machine: MachineId, outside: Known) {
        let flow = model.flow(machine);
        let Some(start) = flow.start() else { return };
        self.before.insert(start, outside);
        let mut open = vec![start];
        while let Some(state) = open.pop() {
            for way in flow.outgoing(state) {
                let known = self.after(model, state, way);
                if self.merge(way.to, known) {
                    open.push(way.to);
                }
            }
        }
    }

    /// What is known at the end of a way.
    fn after(&self, model: &Model, state: StateId, way: Transition) -> Known {
        let mut known = self.before.get(&state).cloned().unwrap_or_default();
        let taken = Setter::on(way.cause);
        for fact in &model.state(state).variables().all {
            if fact.set_by == Some(taken)
                && let Some(number) = self.numbers.get(&fact.name)
            {
                known.some.add(*number);
                known.every.add(*number);
            }
        }
        known
    }

    /// Whether that is news.
    fn merge(&mut self, state: StateId, news: Known) -> bool {
        let Some(known) = self.before.get_mut(&state) else {
            self.before.insert(state, news);
            return true;
        };
        let grown = known.some.join(&news.some);
        let shrunk = known.every.meet(&news.every);
        grown || shrunk
    }
}

impl Setter {
    /// Whose `Assign` is done on a way.
    pub(super) fn on(cause: Cause) -> Self {
        match cause {
            // A rule with its own `Assign` takes the place of the state's.
            Cause::Choice(index) => Self::Rule(index),
            Cause::Catch(index) => Self::Catcher(index),
            Cause::Start | Cause::Next | Cause::Default => Self::State,
        }
    }
}

impl Bits {
    fn has(&self, number: usize) -> bool {
        let word = self.0.get(number / 64).copied().unwrap_or_default();
        word >> (number % 64) & 1 == 1
    }

    fn add(&mut self, number: usize) {
        if self.0.len() <= number / 64 {
            self.0.resize(number / 64 + 1, 0);
        }
        self.0[number / 64] |= 1 << (number % 64);
    }

    /// Adds all of another set; whether there was anything to add.
    fn join(&mut self, other: &Self) -> bool {
        let before = self.clone();
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
        *self != before
    }

    /// Keeps what is in both sets; whether anything had to go.
    fn meet(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for (index, own) in self.0.iter_mut().enumerate() {
            let kept = *own & other.0.get(index).copied().unwrap_or_default();
            changed |= kept != *own;
            *own = kept;
        }
        changed
    }
}
