//! From the model to the nodes and ways of a picture, not yet placed.

use asl_model::{Cause, MachineId, Model, Nesting, State, StateId, Transition};
use asl_syntax::ast::{Mapping, Sequence, Value};
use rustc_hash::FxHashMap;

use crate::causes;

use super::{
    Graph, GraphEdge, GraphEdgeKind, GraphGroup, GraphNode, GraphNodeKind, Point, Rect, words,
};

/// The nodes, groups and ways of a machine and those in it.
pub(super) fn build(model: &Model, machine: MachineId) -> Graph {
    let mut builder = Builder {
        model,
        graph: Graph::default(),
    };
    builder.machine(machine, None);
    builder.graph
}

struct Builder<'a> {
    model: &'a Model,
    graph: Graph,
}

impl Builder<'_> {
    fn machine(&mut self, machine: MachineId, group: Option<usize>) {
        let flow = self.model.flow(machine);
        let start = flow.start();
        let begin = start.map(|_| self.mark(GraphNodeKind::Start, group));
        let mut nodes = FxHashMap::default();
        for state in self.model.states_of(machine) {
            let reachable = start.is_none() || flow.reachable(state.id());
            nodes.insert(state.id(), self.state(state, group, reachable));
        }
        if let (Some(begin), Some(start)) = (begin, start) {
            self.edge(begin, nodes[&start], GraphEdgeKind::Flow, Vec::new());
        }
        for state in self.model.states_of(machine) {
            let outgoing: Vec<_> = flow.outgoing(state.id()).collect();
            self.transitions(state, &outgoing, &nodes);
        }
        self.ends(machine, group, &nodes);
    }

    fn mark(&mut self, kind: GraphNodeKind, group: Option<usize>) -> usize {
        self.graph.nodes.push(GraphNode {
            kind,
            name: String::new(),
            detail: None,
            comment: None,
            retries: false,
            reachable: true,
            group,
            place: Rect::default(),
            text: None,
        });
        self.graph.nodes.len() - 1
    }

    fn state(&mut self, state: &State, group: Option<usize>, reachable: bool) -> usize {
        let node = self.mark(GraphNodeKind::State(state.kind()), group);
        let mapping = state.facts().mapping();
        let made = &mut self.graph.nodes[node];
        state.name().clone_into(&mut made.name);
        made.detail = mapping.as_ref().and_then(|it| words::detail(state, it));
        made.comment = state.facts().comment().map(str::to_owned);
        made.retries = mapping
            .as_ref()
            .is_some_and(|it| it.value("Retry").is_some());
        made.reachable = reachable;
        made.text = Some((state.range(), state.name_range()));
        for machine in state.nested() {
            let owner = self.model.machine(machine).owner();
            let title = match owner.map(|it| it.nesting) {
                Some(Nesting::Branch(index)) => format!("Branch {}", index + 1),
                _ => String::new(),
            };
            self.graph.groups.push(GraphGroup {
                owner: node,
                title,
                place: Rect::default(),
            });
            self.machine(machine, Some(self.graph.groups.len() - 1));
        }
        node
    }

    /// The ways out of a state; rules or catchers that lead to the same state share one.
    fn transitions(
        &mut self,
        state: &State,
        outgoing: &[Transition],
        nodes: &FxHashMap<StateId, usize>,
    ) {
        let mapping = state.facts().mapping();
        let labels = Labels::of(mapping.as_ref());
        for transition in outgoing {
            let (from, to) = (nodes[&state.id()], nodes[&transition.to]);
            let (kind, label) = labels.of_cause(transition.cause);
            let mut edges = self.graph.edges.iter_mut();
            match edges.find(|it| (it.from, it.to, it.kind) == (from, to, kind)) {
                Some(edge) => edge.label.extend(label),
                None => self.edge(from, to, kind, label.into_iter().collect()),
            }
        }
    }

    /// The end of the machine, and the ways there from every state that says so.
    fn ends(
        &mut self,
        machine: MachineId,
        group: Option<usize>,
        nodes: &FxHashMap<StateId, usize>,
    ) {
        let states = self.model.states_of(machine).iter();
        let last = states.filter(|it| {
            it.facts().is_end() && it.kind().is_none_or(asl_lang::StateType::has_next)
        });
        let last: Vec<_> = last.map(|it| nodes[&it.id()]).collect();
        if last.is_empty() {
            return;
        }
        let end = self.mark(GraphNodeKind::End, group);
        for from in last {
            self.edge(from, end, GraphEdgeKind::Flow, Vec::new());
        }
    }

    fn edge(&mut self, from: usize, to: usize, kind: GraphEdgeKind, label: Vec<String>) {
        self.graph.edges.push(GraphEdge {
            from,
            to,
            kind,
            label,
            label_place: None,
            points: Vec::<Point>::new(),
            joins: false,
        });
    }
}

/// What stands on the ways out of one state.
struct Labels {
    rules: Vec<Value>,
    catchers: Vec<Value>,
}

impl Labels {
    fn of(mapping: Option<&Mapping>) -> Self {
        let list = |field: &str| -> Vec<Value> {
            let value = mapping.and_then(|it| it.value(field));
            let list = value.as_ref().and_then(Value::as_sequence).cloned();
            list.as_ref()
                .map(Sequence::values)
                .into_iter()
                .flatten()
                .collect()
        };
        Self {
            rules: list("Choices"),
            catchers: list("Catch"),
        }
    }

    fn of_cause(&self, cause: Cause) -> (GraphEdgeKind, Option<String>) {
        match cause {
            Cause::Start | Cause::Next => (GraphEdgeKind::Flow, None),
            Cause::Default => (GraphEdgeKind::Default, Some("otherwise".to_owned())),
            Cause::Choice(index) => {
                let rule = self.rules.get(index).map(Value::to_json);
                (GraphEdgeKind::Choice, rule.map(|it| causes::rule(&it)))
            }
            Cause::Catch(index) => {
                let catcher = self.catchers.get(index).map(Value::to_json);
                (GraphEdgeKind::Catch, catcher.map(|it| causes::errors(&it)))
            }
        }
    }
}
