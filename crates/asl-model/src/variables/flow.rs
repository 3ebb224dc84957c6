//! Where variables have a value: the ways through each machine, followed until nothing changes.

use std::collections::BTreeSet;
use std::sync::Arc;

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
    /// By state; nothing where no way leads.
    before: Vec<Option<Known>>,
}

/// Sets of variables by number: those that some way assigns, and those that every way does. Mostly both are one in
/// memory, and the same as that of the state before.
#[derive(Debug, Clone)]
struct Known {
    some: Arc<Bits>,
    every: Arc<Bits>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Bits(Vec<u64>);

impl Assigned {
    pub(super) fn of(model: &Model) -> Self {
        let mut all = Self::default();
        let facts = model.states().iter().flat_map(|it| &it.variables().all);
        for fact in facts.filter(|it| it.set_by.is_some()) {
            let next = all.numbers.len();
            if !all.numbers.contains_key(&fact.name) {
                all.numbers.insert(fact.name.clone(), next);
            }
        }
        if all.numbers.is_empty() {
            return all;
        }
        all.before = vec![None; model.states().len()];
        // Machines stand behind the machines around them, so what is known outside is there.
        for machine in model.machines() {
            let outside = match machine.owner() {
                Some(owner) if !is_apart(model, machine.id()) => {
                    all.known(owner.state).cloned().unwrap_or_default()
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
        let Some(known) = self.known(state) else {
            return Certainty::Always;
        };
        match (known.every.has(*number), known.some.has(*number)) {
            (true, _) => Certainty::Always,
            (false, true) => Certainty::Sometimes,
            (false, false) => Certainty::Never,
        }
    }

    fn known(&self, state: StateId) -> Option<&Known> {
        self.before.get(state.index())?.as_ref()
    }

    /// Follows all ways through one machine until nothing changes.
    fn follow(&mut self, model: &Model, machine: MachineId, outside: Known) {
        let flow = model.flow(machine);
        let Some(start) = flow.start() else { return };
        self.merge(start, outside);
        // In an order in which, loops aside, what leads to a state comes before it.
        let mut open = BTreeSet::from([(flow.order(start), start)]);
        while let Some((_, state)) = open.pop_first() {
            for way in flow.outgoing(state) {
                let known = self.after(model, state, way);
                if self.merge(way.to, known) {
                    open.insert((flow.order(way.to), way.to));
                }
            }
        }
    }

    /// What is known at the end of a way.
    fn after(&self, model: &Model, state: StateId, way: Transition) -> Known {
        let mut known = self.known(state).cloned().unwrap_or_default();
        let taken = Setter::on(way.cause);
        let facts = model.state(state).variables().all.iter();
        let set = facts.filter(|it| it.set_by == Some(taken));
        let numbers = set.filter_map(|it| self.numbers.get(&it.name).copied());
        let new = numbers.filter(|it| !known.every.has(*it));
        let new: Vec<usize> = new.collect();
        if !new.is_empty() {
            known.add(&new);
        }
        known
    }

    /// Whether that is news.
    fn merge(&mut self, state: StateId, news: Known) -> bool {
        let Some(slot) = self.before.get_mut(state.index()) else {
            return false;
        };
        if let Some(known) = slot {
            return known.merge(&news);
        }
        *slot = Some(news);
        true
    }
}

impl Default for Known {
    /// No way assigns any.
    fn default() -> Self {
        let none = Arc::<Bits>::default();
        Self {
            some: Arc::clone(&none),
            every: none,
        }
    }
}

impl Known {
    fn add(&mut self, numbers: &[usize]) {
        let is_one = Arc::ptr_eq(&self.some, &self.every);
        let with = |set: &Bits| {
            let mut set = set.clone();
            for number in numbers {
                set.add(*number);
            }
            Arc::new(set)
        };
        self.every = with(&self.every);
        self.some = if is_one {
            Arc::clone(&self.every)
        } else {
            with(&self.some)
        };
    }

    /// What is known where two ways meet; whether that is another than before.
    fn merge(&mut self, news: &Self) -> bool {
        let same = |a: &Arc<Bits>, b: &Arc<Bits>| Arc::ptr_eq(a, b);
        let grows = !same(&self.some, &news.some) && !self.some.holds(&news.some);
        let shrinks = !same(&self.every, &news.every) && !news.every.holds(&self.every);
        if grows {
            self.some = Arc::new(self.some.join(&news.some));
        }
        if shrinks {
            self.every = Arc::new(self.every.meet(&news.every));
        }
        grows || shrinks
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

    /// Whether all of another set is in it.
    fn holds(&self, other: &Self) -> bool {
        let word = |index: usize| self.0.get(index).copied().unwrap_or_default();
        let others = other.0.iter().enumerate();
        others.fold(0, |missing, (index, it)| missing | (it & !word(index))) == 0
    }

    /// What is in either.
    fn join(&self, other: &Self) -> Self {
        let (long, short) = if self.0.len() < other.0.len() {
            (other, self)
        } else {
            (self, other)
        };
        let mut all = long.clone();
        for (own, other) in all.0.iter_mut().zip(&short.0) {
            *own |= other;
        }
        all
    }

    /// What is in both.
    fn meet(&self, other: &Self) -> Self {
        let both = self.0.iter().zip(&other.0);
        Self(both.map(|(a, b)| a & b).collect())
    }
}
