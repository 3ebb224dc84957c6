//! The context object of a run: made when an expression first asks for it, and from then on changed
//! only where it differs, so that neither the execution's input nor an item is copied for every
//! expression.

use std::sync::Arc;

use asl_lang::StateType;
use serde_json::{Map, Value, json};

use crate::program::{State, StateId};
use crate::run::branch::Frame;
use crate::run::data::scope::{Facts, Item};
use crate::run::distributed::children::Home;
use crate::{Payload, Time};

/// A context object, and what it was last made for.
#[derive(Debug)]
pub(in crate::run) struct Context {
    value: Value,
    /// The execution that it is of.
    home: Home,
    made_for: Option<MadeFor>,
}

/// What the changing members of a context object depend on.
#[derive(Debug)]
struct MadeFor {
    state: StateId,
    entered: Time,
    retries: u32,
    token: Option<Arc<str>>,
    item: Option<Arc<Item>>,
}

/// The members that change from state to state, in their order.
const CHANGING: [&str; 3] = ["State", "Task", "Map"];

/// `$$.Execution`.
pub(crate) struct ExecutionFacts<'a> {
    pub(crate) arn: &'a str,
    pub(crate) input: &'a Value,
    pub(crate) started: Time,
    pub(crate) name: &'a str,
    pub(crate) role: &'a str,
}

impl ExecutionFacts<'_> {
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "Id": self.arn,
            "Input": self.input,
            "StartTime": self.started.to_string(),
            "Name": self.name,
            "RoleArn": self.role,
            "RedriveCount": 0,
        })
    }
}

/// `$$.StateMachine`.
pub(in crate::run) fn state_machine(arn: &str, name: &str) -> Value {
    json!({ "Id": arn, "Name": name })
}

impl Context {
    /// The members that stay the same. `execution` is without its input.
    pub(in crate::run) fn constant(
        execution: &Value,
        input: &Payload,
        state_machine: &Value,
    ) -> Self {
        let mut execution = execution.clone();
        if let Some(place) = execution.get_mut("Input") {
            *place = Value::clone(input);
        }
        Self::of(json!({ "Execution": execution, "StateMachine": state_machine }))
    }

    /// A context object that somebody gives.
    pub(in crate::run) fn of(value: Value) -> Self {
        Self {
            value,
            home: Home::Own,
            made_for: None,
        }
    }

    /// The same, of another execution.
    pub(in crate::run) fn at(mut self, home: Home) -> Self {
        self.home = home;
        self
    }

    pub(in crate::run) fn home(&self) -> Home {
        self.home
    }

    pub(in crate::run) fn value(&self) -> &Value {
        &self.value
    }

    pub(in crate::run) fn into_value(self) -> Value {
        self.value
    }

    /// Changes what differs for a visit of a state.
    pub(in crate::run) fn make_for(
        &mut self,
        state: &State,
        frame: &Frame,
        item: Option<&Arc<Item>>,
        facts: &Facts,
    ) {
        let now = MadeFor::of(frame, item);
        let before = self.made_for.replace(now);
        let Some(now) = &self.made_for else { return };
        let Value::Object(members) = &mut self.value else {
            return;
        };
        let same = before.as_ref();
        if same.is_none_or(|before| !before.same_visit(now)) {
            put(members, "State", Some(of_state(state, frame)), facts);
        }
        let same_token = same.is_some_and(|before| before.token == now.token);
        let same_item = same.is_some_and(|before| before.same_item(now));
        if same_token && same_item {
            return;
        }
        // What comes later in the object is written again, so that the order stays.
        if !same_token {
            let token = now.token.as_ref();
            let task = token.map(|token| json!({ "Token": &**token }));
            put(members, "Task", task, facts);
        }
        let item = item.map(|item| json!({ "Item": item.context() }));
        put(members, "Map", item, facts);
        facts.lay_over_others(members, &CHANGING);
    }
}

/// Takes a member away and puts another one at the end, if there is one; the first stays in place.
fn put(members: &mut Map<String, Value>, name: &str, value: Option<Value>, facts: &Facts) {
    if name != CHANGING[0] {
        members.shift_remove(name);
    }
    let over = facts.overlay_of(name);
    let value = match (value, over) {
        (None, None) => return,
        (Some(value), None) => value,
        (value, Some(over)) => {
            let mut value = value.unwrap_or_default();
            merge(&mut value, over);
            value
        }
    };
    members.insert(name.to_owned(), value);
}

fn of_state(state: &State, frame: &Frame) -> Value {
    state_member(&state.name, state.state_type, frame.entered, frame.retries)
}

/// `$$.State`.
pub(crate) fn state_member(name: &str, kind: StateType, entered: Time, retries: u32) -> Value {
    let mut context = json!({ "Name": name, "EnteredTime": entered.to_string() });
    // Only states that can retry have a count (recorded: a Pass has none).
    if matches!(kind, StateType::Task | StateType::Parallel | StateType::Map) {
        context["RetryCount"] = retries.into();
    }
    context
}

impl MadeFor {
    fn of(frame: &Frame, item: Option<&Arc<Item>>) -> Self {
        Self {
            state: frame.state,
            entered: frame.entered,
            retries: frame.retries,
            token: frame.token.clone(),
            item: item.map(Arc::clone),
        }
    }

    fn same_visit(&self, other: &Self) -> bool {
        (self.state, self.entered, self.retries) == (other.state, other.entered, other.retries)
    }

    fn same_item(&self, other: &Self) -> bool {
        match (&self.item, &other.item) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        }
    }
}

/// Lays one document over another, object by object.
pub(in crate::run) fn merge(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                merge(under.entry(name).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over.clone(),
    }
}
