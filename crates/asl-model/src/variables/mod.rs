//! Variables over the whole document: which names mean the same variable, and where it has a value.
//!
//! A variable belongs to the outermost machine around a place that assigns its name: machines inside
//! see it, and AWS refuses to assign it there again. The children of a Distributed Map see nothing
//! of what is around it.

mod facts;
mod flow;

use std::sync::Arc;

use asl_syntax::{TextRange, TextSize, ast};
use rustc_hash::{FxHashMap, FxHashSet};

pub use facts::{Setter, VariableFact, VariableFacts};
pub use flow::Certainty;

use crate::{MachineId, Model, Nesting, StateFacts, StateId, Transition};
use flow::Assigned;

/// A variable's name in the document. Ranges are offsets in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableName {
    /// The name without the dollar sign.
    pub name: String,
    /// Where the name stands, without the dollar sign and without `.$`.
    pub range: TextRange,
    /// The state that sets or reads it.
    pub state: StateId,
    /// Who sets it; nothing where it is read.
    pub set_by: Option<Setter>,
    /// Read by an expression that can do without a value.
    pub is_guarded: bool,
    /// The machine whose variable it is; nothing where no machine around assigns it.
    pub scope: Option<MachineId>,
}

/// All variables of a document.
#[derive(Debug, Default)]
pub struct Variables {
    names: Vec<VariableName>,
    outline: Arc<Outline>,
}

/// What follows from which state assigns what, wherever the names stand; kept over the edits that
/// change neither that nor the ways through the machines.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    key: Key,
    /// The machines whose own states assign a variable of that name.
    assigned: FxHashMap<String, Vec<MachineId>>,
    /// By machine: itself and those around it whose variables it sees, from the inside out.
    chains: Vec<Vec<MachineId>>,
    /// Machines that assign variables nobody can know before they run.
    unknown: Vec<MachineId>,
    flow: Assigned,
}

/// What an outline depends on besides names and flow: by state what it assigns, as a number, and by
/// machine whether it is run apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Key {
    states: Vec<u64>,
    apart: Vec<bool>,
}

impl Key {
    fn of(model: &Model) -> Self {
        let states = model.states().iter();
        let machines = model.machines().iter();
        Self {
            states: states.map(|it| it.variables().outline).collect(),
            apart: machines.map(|it| is_apart(model, it.id())).collect(),
        }
    }
}

impl Outline {
    fn of(model: &Model, key: Key) -> Self {
        let mut all = Self {
            key,
            ..Self::default()
        };
        for state in model.states() {
            let facts = state.variables();
            if !facts.unknown.is_empty() {
                all.unknown.push(state.machine());
            }
            for fact in facts.all.iter().filter(|it| it.set_by.is_some()) {
                match all.assigned.get_mut(&fact.name) {
                    // States of one machine stand together.
                    Some(machines) if machines.last() == Some(&state.machine()) => {}
                    Some(machines) => machines.push(state.machine()),
                    None => {
                        let machines = vec![state.machine()];
                        all.assigned.insert(fact.name.clone(), machines);
                    }
                }
            }
        }
        let chains = model.machines().iter().map(|it| scopes(model, it.id()));
        all.chains = chains.collect();
        all.flow = Assigned::of(model);
        all
    }
}

impl Variables {
    /// Gathers them; `earlier` is what is known of a version with the same states and ways.
    pub(crate) fn of(model: &Model, earlier: Option<&Arc<Outline>>) -> Self {
        let key = Key::of(model);
        let outline = match earlier.filter(|it| it.key == key) {
            Some(same) => Arc::clone(same),
            None => Arc::new(Outline::of(model, key)),
        };
        let mut all = Self {
            names: Vec::new(),
            outline,
        };
        for state in model.states() {
            for fact in &state.variables().all {
                let scope = all.scope(model, state.machine(), &fact.name);
                if !fact.is_called && (scope.is_some() || !fact.is_function) {
                    all.names.push(VariableName {
                        name: fact.name.clone(),
                        range: state.to_document(fact.range),
                        state: state.id(),
                        set_by: fact.set_by,
                        is_guarded: fact.is_guarded,
                        scope,
                    });
                }
            }
        }
        all.names.sort_by_key(|it| it.range.start());
        all
    }

    pub(crate) fn outline(&self) -> &Arc<Outline> {
        &self.outline
    }

    /// Every name, in the text's order.
    pub fn names(&self) -> &[VariableName] {
        &self.names
    }

    /// The name that holds an offset; its ends count, and so does a dollar sign before it.
    pub fn at(&self, offset: TextSize) -> Option<&VariableName> {
        let one = TextSize::new(1);
        let with_dollar = |it: &&VariableName| {
            let start = if it.set_by.is_none() {
                it.range.start().checked_sub(one).unwrap_or_default()
            } else {
                it.range.start()
            };
            TextRange::new(start, it.range.end()).contains_inclusive(offset)
        };
        self.names.iter().find(with_dollar)
    }

    /// All names of the same variable, in the text's order; those that read a variable which nobody
    /// assigns belong to nothing.
    pub fn same<'a>(&'a self, name: &'a VariableName) -> impl Iterator<Item = &'a VariableName> {
        let same = |it: &&VariableName| it.scope == name.scope && it.name == name.name;
        self.names
            .iter()
            .filter(same)
            .filter(move |_| name.scope.is_some())
    }

    /// What is known of a variable's value when a state begins.
    pub fn certainty(&self, state: StateId, name: &str) -> Certainty {
        self.outline.flow.certainty(state, name)
    }

    /// The variables that can have a value when a state begins, each with its first assignment that
    /// can be seen from there.
    pub fn visible(&self, model: &Model, state: StateId) -> Vec<&VariableName> {
        let chain = self.chain(model.state(state).machine());
        let mut found: Vec<&VariableName> = Vec::new();
        let mut known: FxHashSet<&str> = FxHashSet::default();
        for name in self.names.iter().filter(|it| it.set_by.is_some()) {
            let seen = name.scope.is_some_and(|it| chain.contains(&it))
                && chain.contains(&model.state(name.state).machine())
                && self.certainty(state, &name.name) != Certainty::Never;
            if seen && known.insert(&name.name) {
                found.push(name);
            }
        }
        found
    }

    /// Whether some machine around a state assigns variables nobody can know before it runs.
    pub fn is_open(&self, model: &Model, state: StateId) -> bool {
        let chain = self.chain(model.state(state).machine());
        !self.outline.unknown.is_empty() && chain.iter().any(|it| self.outline.unknown.contains(it))
    }

    /// A machine and those around it whose variables it sees, from the inside out.
    fn chain(&self, machine: MachineId) -> &[MachineId] {
        self.outline
            .chains
            .get(machine.index())
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a state of that machine itself assigns the variable.
    pub fn assigns(&self, machine: MachineId, name: &str) -> bool {
        let machines = self.outline.assigned.get(name);
        machines.is_some_and(|it| it.contains(&machine))
    }

    /// A place that would mean this variable, or that this variable would be mistaken for, were its
    /// name another. Names in machines that do not see each other have nothing to do with each other.
    pub fn taken<'a>(
        &'a self,
        model: &Model,
        variable: &VariableName,
        name: &str,
    ) -> Option<&'a VariableName> {
        let own = variable
            .scope
            .unwrap_or(model.state(variable.state).machine());
        let sees = |from, to| self.chain(from).contains(&to);
        self.names.iter().filter(|it| it.name == name).find(|it| {
            let machine = model.state(it.state).machine();
            match it.scope {
                Some(scope) => sees(own, scope) || sees(scope, own),
                None => sees(machine, own),
            }
        })
    }

    /// Whether a way out of a state sets the variable.
    pub fn sets(&self, model: &Model, way: Transition, from: StateId, name: &str) -> bool {
        let setter = Setter::on(way.cause);
        let mut all = model.state(from).variables().all.iter();
        all.any(|it| it.set_by == Some(setter) && it.name == name)
    }

    /// Assignments that AWS refuses, since the name has a value outside when the machine begins.
    pub fn shadowing<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a VariableName> {
        let set = self.names.iter().filter(|it| it.set_by.is_some());
        set.filter(|it| {
            it.scope
                .is_some_and(|scope| scope != model.state(it.state).machine())
        })
    }

    /// The outermost machine around whose variable of that name can be seen. One that a machine
    /// around assigns later is another variable (recorded); it is meant only where there is no other.
    fn scope(&self, model: &Model, machine: MachineId, name: &str) -> Option<MachineId> {
        let machines = self.outline.assigned.get(name)?;
        let mut later = None;
        let mut found = Some(machine).filter(|it| machines.contains(it));
        let mut inner = machine;
        for &outer in self.chain(machine).iter().skip(1) {
            let owner = model.machine(inner).owner();
            if machines.contains(&outer) {
                match owner.map(|it| self.certainty(it.state, name)) {
                    Some(Certainty::Never) | None => later = later.or(Some(outer)),
                    Some(_) => found = Some(outer),
                }
            }
            inner = outer;
        }
        found.or(later)
    }
}

/// A machine and those around it whose variables it sees, from the inside out.
fn scopes(model: &Model, machine: MachineId) -> Vec<MachineId> {
    let mut chain = vec![machine];
    let mut at = model.machine(machine);
    while let Some(owner) = at.owner().filter(|_| !is_apart(model, at.id())) {
        at = model.machine(model.state(owner.state).machine());
        chain.push(at.id());
    }
    chain
}

/// Whether a machine is run by executions of its own: the processor of a Distributed Map.
pub(crate) fn is_apart(model: &Model, machine: MachineId) -> bool {
    let Some(owner) = model.machine(machine).owner() else {
        return false;
    };
    if owner.nesting != Nesting::ItemProcessor {
        return false;
    }
    let facts = model.state(owner.state).facts();
    facts.derived(|facts| Apart(is_distributed(facts))).0
}

/// Whether the items of a Map are run by executions of their own.
struct Apart(bool);

pub(crate) fn is_distributed(facts: &StateFacts) -> bool {
    let mode = facts.mapping().and_then(|it| {
        let path = [Nesting::ItemProcessor.field(), "ProcessorConfig", "Mode"];
        let start = ast::Value::cast(it.syntax().clone())?;
        path.iter()
            .try_fold(start, |value, key| value.as_mapping()?.value(key))
    });
    let text = mode.and_then(|it| it.as_scalar().map(|it| it.decoded().text));
    text.as_deref() == Some("DISTRIBUTED")
}
