//! What the expressions of a state saw in an execution, put together from its trace.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Surroundings;
use crate::run::{ExecutionFacts, Item, state_member};
use crate::{ChildExecution, Execution, MapRun, Payload, StateVisit};

impl Execution {
    /// What the first attempt of a visit (an index into [`Execution::states`]) saw when it began. `$` is
    /// the state's input; whoever asks about a later step puts the data of that step there.
    pub fn surroundings(&self, visit: usize) -> Option<Surroundings> {
        let seen = self.states.get(visit)?;
        self.seen(visit, seen.item.as_deref())
    }

    /// The same for what a Map makes of its first item, in `ItemSelector`; nothing for a Map that came to
    /// no item.
    pub fn surroundings_of_items(&self, visit: usize) -> Option<Surroundings> {
        let item = self.states.get(visit)?.first_item.as_deref()?;
        self.seen(visit, Some(item))
    }

    fn seen(&self, visit: usize, item: Option<&Item>) -> Option<Surroundings> {
        let state = self.states.get(visit)?;
        Some(Surroundings {
            context: Arc::new(self.context_of(visit, state, item)),
            variables: self.variables_of(visit),
            time: state.entered,
            ..Surroundings::new(Arc::clone(&state.input))
        })
    }

    /// The context object.
    fn context_of(&self, visit: usize, state: &StateVisit, item: Option<&Item>) -> Value {
        let mut context = match self.child_of(visit) {
            Some((run, child)) => self.context_of_child(run, child),
            None => self.context.as_object().cloned().unwrap_or_default(),
        };
        let own = state_member(&state.name, state.state_type, state.entered, 0);
        context.insert("State".to_owned(), own);
        if let Some(token) = state.tokens.first() {
            context.insert("Task".to_owned(), json!({ "Token": token.token }));
        }
        if let Some(item) = item {
            context.insert("Map".to_owned(), json!({ "Item": item.context() }));
        }
        Value::Object(context)
    }

    fn context_of_child(&self, run: &MapRun, child: &ChildExecution) -> Map<String, Value> {
        let role = self.context.pointer("/Execution/RoleArn");
        let execution = ExecutionFacts {
            arn: &child.arn,
            input: &child.input,
            started: child.started,
            name: &child.name,
            role: role.and_then(Value::as_str).unwrap_or_default(),
        };
        let members = [
            ("Execution".to_owned(), execution.to_json()),
            ("StateMachine".to_owned(), run.state_machine.clone()),
        ];
        members.into_iter().collect()
    }

    /// The child execution of a Distributed Map that a visit belongs to.
    fn child_of(&self, visit: usize) -> Option<(&MapRun, &ChildExecution)> {
        let mut at = self.states.get(visit).filter(|it| it.in_child)?;
        loop {
            if let Some(run) = self.run_at(at.parent?) {
                let index = at.index?;
                let child = run.children.iter().find(|it| it.index == index)?;
                return Some((run, child));
            }
            at = self.states.get(at.parent?)?;
        }
    }

    fn run_at(&self, visit: usize) -> Option<&MapRun> {
        self.map_runs.iter().find(|it| it.visit == Some(visit))
    }

    /// The variables, those of the scopes around first: what stands behind wins. A branch's own come
    /// from the states before in it; the scopes around stay as they are while it runs.
    fn variables_of(&self, visit: usize) -> Vec<(Arc<str>, Payload)> {
        let mut scopes = Vec::new();
        let mut at = Some(visit);
        while let Some(index) = at {
            let Some(state) = self.states.get(index) else {
                break;
            };
            let before = self.states.iter().take(index);
            let own = before.filter(|it| (it.parent, it.index) == (state.parent, state.index));
            scopes.push(own.flat_map(|it| it.assigned.iter().cloned()).collect());
            // A child execution knows nothing of the variables around.
            at = state.parent.filter(|it| self.run_at(*it).is_none());
        }
        scopes.into_iter().rev().flat_map(|it: Vec<_>| it).collect()
    }
}
