//! The model of one version of a document.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use asl_lang::QueryLanguage;
use asl_syntax::{Parse, TextSize};
use rustc_hash::FxHashMap;

use crate::lower::Lowering;
use crate::scratch::Scratch;
use crate::shapes::{DataFlow, Shape};
use crate::variables::{Outline, Variables};
use crate::{Flow, Machine, MachineFacts, MachineId, Owner, Reference, State, StateId};

/// What a document means. Immutable, cheap to clone, `Send + Sync`.
///
/// Ids name things in the model that gave them and in its clones, in no other.
#[derive(Debug, Clone)]
pub struct Model {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    parse: Parse,
    roots: Vec<MachineId>,
    machines: Vec<Machine>,
    /// The states of one machine stand together, in the text's order.
    states: Vec<State>,
    names: Arc<OnceLock<Names>>,
    variables: OnceLock<Variables>,
    data_flow: OnceLock<Arc<DataFlow>>,
    example: Option<Example>,
    /// What the version before knew of the data.
    earlier_flow: Option<Arc<DataFlow>>,
    /// What a version with the same names and references knew of variables.
    earlier: Option<Arc<Outline>>,
    scratch: Scratch,
    lowered: usize,
    compared: usize,
}

/// What executions begin with, as far as examples show it, and what follows from that.
#[derive(Debug)]
struct Example {
    input: Arc<Shape>,
    flow: OnceLock<Arc<DataFlow>>,
    /// What the version before knew.
    earlier: Option<Arc<DataFlow>>,
}

impl Example {
    fn of(input: Arc<Shape>) -> Self {
        Self {
            input,
            flow: OnceLock::new(),
            earlier: None,
        }
    }

    /// The same for another version of the document.
    fn again(&self) -> Self {
        Self::of(Arc::clone(&self.input))
    }

    fn known(&self) -> Option<Arc<DataFlow>> {
        self.flow.get().or(self.earlier.as_ref()).cloned()
    }
}

type Names = FxHashMap<Arc<str>, Vec<StateId>>;

impl Model {
    /// Reads a document. With the model of the version before, only states whose green node
    /// changed are read again.
    pub fn lower(parse: &Parse, previous: Option<&Model>) -> Model {
        let mut lowering = Lowering::default();
        let old_root = previous.and_then(|it| it.inner.machines.first());
        let root = parse.root().value();
        let root = root.as_ref().and_then(asl_syntax::ast::Value::as_mapping);
        let facts = root.map(|it| lowering.machine(it, None, old_root.map(|it| &*it.facts)));
        let mut inner = Inner {
            parse: parse.clone(),
            roots: Vec::new(),
            machines: Vec::new(),
            states: Vec::with_capacity(previous.map_or(0, |it| it.inner.states.len())),
            names: Arc::default(),
            variables: OnceLock::new(),
            data_flow: OnceLock::new(),
            example: previous
                .and_then(|it| it.inner.example.as_ref())
                .map(Example::again),
            earlier_flow: None,
            earlier: None,
            scratch: previous.map_or_else(Scratch::default, |it| it.inner.scratch.clone()),
            lowered: lowering.lowered,
            compared: lowering.compared.get(),
        };
        if let Some(facts) = facts {
            inner.roots.push(MachineId(0));
            inner.place(Arc::new(facts));
        }
        if let Some(previous) = previous.filter(|it| inner.same_names(&it.inner)) {
            inner.names = previous.inner.names.clone();
            inner.earlier = previous.outline();
        }
        if let Some(previous) = previous {
            let flow = previous.inner.data_flow.get();
            let flow = flow.or(previous.inner.earlier_flow.as_ref());
            inner.earlier_flow = flow.map(Arc::clone);
            if let (Some(now), Some(before)) = (&mut inner.example, &previous.inner.example) {
                now.earlier = before.known();
            }
        }
        Model {
            inner: Arc::new(inner),
        }
    }

    /// Reads a document that is much like another one: states that both have alike are taken over. Nothing is
    /// kept for both, so that one may be kept with the other.
    pub fn lower_apart(parse: &Parse, like: &Model) -> Model {
        let mut model = Self::lower(parse, Some(like));
        if let Some(inner) = Arc::get_mut(&mut model.inner) {
            inner.scratch = Scratch::default();
        }
        model
    }

    /// The tree that was read.
    pub fn parse(&self) -> &Parse {
        &self.inner.parse
    }

    /// The machines that stand in no other: one for a definition, none for a document that is no object.
    pub fn roots(&self) -> &[MachineId] {
        &self.inner.roots
    }

    /// The document's own machine.
    pub fn root(&self) -> Option<&Machine> {
        self.inner.roots.first().map(|it| self.machine(*it))
    }

    /// All machines, outer ones before the ones inside.
    pub fn machines(&self) -> &[Machine] {
        &self.inner.machines
    }

    /// All states, machine by machine.
    pub fn states(&self) -> &[State] {
        &self.inner.states
    }

    /// A machine of this model.
    pub fn machine(&self, id: MachineId) -> &Machine {
        &self.inner.machines[id.index()]
    }

    /// A state of this model.
    pub fn state(&self, id: StateId) -> &State {
        &self.inner.states[id.index()]
    }

    /// The states of a machine, in the text's order.
    pub fn states_of(&self, machine: MachineId) -> &[State] {
        let (start, end) = self.machine(machine).states;
        &self.inner.states[start as usize..end as usize]
    }

    /// The innermost state whose entry holds the offset; the end of an entry counts.
    pub fn state_at(&self, offset: TextSize) -> Option<StateId> {
        let mut found = None;
        let mut machine = self.machine_around(&self.inner.roots, offset);
        while let Some(state) = machine.and_then(|it| self.state_in(it, offset)) {
            found = Some(state);
            let nested: Vec<_> = self.state(state).nested().collect();
            machine = self.machine_around(&nested, offset);
        }
        found
    }

    /// The innermost machine whose mapping holds the offset; its ends count.
    pub fn machine_at(&self, offset: TextSize) -> Option<MachineId> {
        let mut found = None;
        let mut machine = self.machine_around(&self.inner.roots, offset);
        while let Some(inner) = machine {
            found = machine;
            let state = self.state_in(inner, offset);
            let nested = state.map(|it| self.state(it).nested().collect::<Vec<_>>());
            machine = self.machine_around(&nested.unwrap_or_default(), offset);
        }
        found
    }

    /// Every name of a state where one is meant to be entered, machine by machine.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_>> {
        let references = |it: &MachineId| self.references_in(*it);
        let ids: Vec<_> = self.inner.machines.iter().map(Machine::id).collect();
        ids.into_iter().flat_map(move |it| references(&it))
    }

    /// The references that mean states of that machine.
    pub fn references_in(
        &self,
        machine: MachineId,
    ) -> impl Iterator<Item = Reference<'_>> + use<'_> {
        let start = self.machine(machine).start_at();
        let states = self.states_of(machine).iter();
        start.into_iter().chain(states.flat_map(State::references))
    }

    /// The reference whose scalar, quotes included, holds the offset; its ends count.
    pub fn reference_at(&self, offset: TextSize) -> Option<Reference<'_>> {
        let holds = |it: &Reference<'_>| it.value_range.contains_inclusive(offset);
        let machine = self.machine(self.machine_at(offset)?);
        let state = self.state_at(offset).map(|it| self.state(it));
        let in_state = state.and_then(|it| it.references().find(holds));
        in_state.or_else(|| machine.start_at().filter(holds))
    }

    /// The references that mean this state.
    pub fn references_to(&self, state: StateId) -> impl Iterator<Item = Reference<'_>> + use<'_> {
        let state = self.state(state);
        self.references_in(state.machine)
            .filter(move |it| it.target == state.name() && self.resolve(it) == Some(state.id))
    }

    /// The state that a reference means: of its own machine, the first one of that name.
    pub fn resolve(&self, reference: &Reference<'_>) -> Option<StateId> {
        self.resolve_name(reference.machine, reference.target)
    }

    /// The first state of that name in a machine.
    pub fn resolve_name(&self, machine: MachineId, name: &str) -> Option<StateId> {
        let machine = self.machine(machine);
        let local = machine.facts.graph.resolve(&machine.facts, name)?;
        Some(StateId(machine.states.0 + local))
    }

    /// All states of that name in all machines of the document.
    pub fn states_named(&self, name: &str) -> &[StateId] {
        self.names().get(name).map_or(&[], Vec::as_slice)
    }

    /// How control goes through a machine. Made on the first question and kept over edits that
    /// change neither names nor references.
    pub fn flow(&self, machine: MachineId) -> Flow<'_> {
        let machine = self.machine(machine);
        Flow {
            edges: machine.facts.graph.edges(&machine.facts),
            first: machine.states.0,
        }
    }

    /// All variables of the document; gathered on the first question.
    pub fn variables(&self) -> &Variables {
        let earlier = self.inner.earlier.as_ref();
        let gather = || Variables::of(self, earlier);
        self.inner.variables.get_or_init(gather)
    }

    /// What is known of the data at every state, whatever an execution begins with; followed on the
    /// first question.
    pub fn data_flow(&self) -> &DataFlow {
        let earlier = self.inner.earlier_flow.as_deref();
        let follow = || Arc::new(DataFlow::after(self, &Shape::unknown(), earlier));
        self.inner.data_flow.get_or_init(follow)
    }

    /// The same with what examples of inputs have in common as the data that an execution begins with: more than is certain,
    /// so it is for offers and explanations, never for judgements. Followed on the first question.
    pub fn likely_data_flow(&self) -> &DataFlow {
        let Some(example) = &self.inner.example else {
            return self.data_flow();
        };
        let earlier = example.earlier.as_deref();
        let follow = || Arc::new(DataFlow::after(self, &example.input, earlier));
        example.flow.get_or_init(follow)
    }

    /// The same model with an example of what executions begin with; it stays over the versions to come.
    pub fn with_example(&self, input: Shape) -> Model {
        let mut model = Self::lower(self.parse(), Some(self));
        if let Some(inner) = Arc::get_mut(&mut model.inner) {
            inner.example = Some(Example::of(Arc::new(input)));
        }
        model
    }

    /// What is known of variables already, by this version or by the one before.
    fn outline(&self) -> Option<Arc<Outline>> {
        let known = self.inner.variables.get().map(Variables::outline);
        known.or(self.inner.earlier.as_ref()).map(Arc::clone)
    }

    /// What was kept last with this version of the document, or with one before or after it, when
    /// it is of that type. A start to work from, which has to know itself what it was made from.
    pub fn last_kept<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.inner.scratch.last()
    }

    /// Keeps a value for the questions to come, also to versions after this one; there is one place.
    pub fn keep<T: Any + Send + Sync>(&self, value: Arc<T>) {
        self.inner.scratch.keep(value);
    }

    /// How many state entries were read for this model, not taken over from the one before.
    pub fn lowered(&self) -> usize {
        self.inner.lowered
    }

    /// How many state entries were not the same nodes as in the model before and had to be compared
    /// with them letter by letter: none after a keystroke, all after a full parse.
    pub fn compared(&self) -> usize {
        self.inner.compared
    }

    fn names(&self) -> &Names {
        self.inner.names.get_or_init(|| {
            let mut names = Names::default();
            for state in &self.inner.states {
                let ids = names.entry(state.facts.name.clone()).or_default();
                ids.push(state.id);
            }
            names
        })
    }

    fn machine_around(&self, machines: &[MachineId], offset: TextSize) -> Option<MachineId> {
        let holds = |it: &&MachineId| self.machine(**it).range().contains_inclusive(offset);
        machines.iter().find(holds).copied()
    }

    fn state_in(&self, machine: MachineId, offset: TextSize) -> Option<StateId> {
        let states = self.states_of(machine);
        let after = states.partition_point(|it| it.base <= offset);
        let state = states.get(after.checked_sub(1)?)?;
        state.range().contains_inclusive(offset).then_some(state.id)
    }
}

impl Inner {
    /// Gives ids and places to a machine and all in it, level by level, so that the states of each
    /// machine stand together.
    fn place(&mut self, root: Arc<MachineFacts>) {
        let mut queue = VecDeque::from([(root, None, TextSize::new(0), QueryLanguage::JsonPath)]);
        let mut next_machine = 1;
        while let Some((facts, owner, base, outer)) = queue.pop_front() {
            let id = MachineId(self.machines.len() as u32);
            let language = facts.query_language.unwrap_or(outer);
            let first = self.states.len() as u32;
            for placed in &facts.states {
                let state = StateId(self.states.len() as u32);
                let base = base + placed.offset;
                let own = placed.facts.query_language.unwrap_or(language);
                let nested = (
                    next_machine,
                    next_machine + placed.facts.nested.len() as u32,
                );
                next_machine = nested.1;
                for machine in &placed.facts.nested {
                    let owner = machine.nesting.map(|nesting| Owner { state, nesting });
                    queue.push_back((machine.clone(), owner, base, language));
                }
                self.states.push(State {
                    id: state,
                    machine: id,
                    base,
                    query_language: own,
                    nested,
                    facts: placed.facts.clone(),
                });
            }
            let states = (first, self.states.len() as u32);
            self.machines.push(Machine {
                id,
                owner,
                base,
                query_language: language,
                states,
                facts,
            });
        }
    }

    fn same_names(&self, previous: &Self) -> bool {
        let same = |(a, b): (&Machine, &Machine)| Arc::ptr_eq(&a.facts.graph, &b.facts.graph);
        self.machines.len() == previous.machines.len()
            && self.machines.iter().zip(&previous.machines).all(same)
    }
}
