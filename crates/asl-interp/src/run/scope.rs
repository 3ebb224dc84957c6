//! What expressions can see: the input, the context object, variables and chance.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use asl_lang::{StateType, WorkflowType};
use asl_path::Scope;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};

use super::Simulation;
use super::branch::{Branch, Frame};
use crate::random::Random;
use crate::{Machine, Payload, RunOptions};

/// The variables of a scope and, behind them, those of the scopes around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    own: FxHashMap<Arc<str>, Payload>,
    outer: Option<Arc<Variables>>,
}

impl Variables {
    /// The scope of a branch or an iteration: it sees the outer variables and keeps its own.
    pub(super) fn inside(outer: &Arc<Variables>) -> Arc<Self> {
        Arc::new(Self {
            own: FxHashMap::default(),
            outer: Some(Arc::clone(outer)),
        })
    }

    pub(super) fn set(&mut self, name: Arc<str>, value: Payload) {
        self.own.insert(name, value);
    }

    /// The variables of this scope alone, by name.
    pub(super) fn listed(&self) -> Vec<(String, Payload)> {
        let own = self.own.iter();
        let mut listed: Vec<_> = own
            .map(|(name, value)| (name.to_string(), Arc::clone(value)))
            .collect();
        listed.sort_by(|one, two| one.0.cmp(&two.0));
        listed
    }

    fn get(&self, name: &str) -> Option<&Payload> {
        let mut scope = self;
        loop {
            if let Some(value) = scope.own.get(name) {
                return Some(value);
            }
            scope = scope.outer.as_deref()?;
        }
    }
}

/// The item of an iteration.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) index: usize,
    pub(super) value: Payload,
}

/// The members of the context object that stay the same during an execution.
#[derive(Debug)]
pub(super) struct Facts {
    execution: Value,
    state_machine: Value,
    overlay: Option<Value>,
    /// The whole context object, where somebody gives it.
    whole: Option<Value>,
    pub(super) region: Arc<str>,
    /// What the ARN of a Map run begins with.
    pub(super) map_run: String,
    /// The context object of the last view that made one: the next one only changes what differs,
    /// so that the execution's input is not copied for every item of a Map.
    spare: RefCell<Option<Map<String, Value>>>,
}

impl Facts {
    pub(super) fn new(options: &RunOptions, input: &Payload, random: &Random) -> Self {
        let names = &options.names;
        let made_up = random.uuid();
        let name = names.execution.clone().unwrap_or(made_up);
        let machine = &names.state_machine;
        let place = format!(
            "arn:{}:states:{}:{}",
            names.partition, names.region, names.account
        );
        let id = match options.workflow {
            WorkflowType::Standard => format!("{place}:execution:{machine}:{name}"),
            WorkflowType::Express => format!("{place}:express:{machine}:{name}:{}", random.uuid()),
        };
        let execution = json!({
            "Id": id,
            "Input": **input,
            "StartTime": options.start_time.to_string(),
            "Name": name,
            "RoleArn": names.role_arn,
            "RedriveCount": 0,
        });
        let state_machine =
            json!({ "Id": format!("{place}:stateMachine:{machine}"), "Name": machine });
        let region = Arc::from(names.region.as_str());
        Self {
            execution,
            state_machine,
            overlay: options.context.clone(),
            whole: None,
            region,
            map_run: format!("{place}:mapRun:{machine}"),
            spare: RefCell::default(),
        }
    }
}

impl Facts {
    /// The facts of a state that runs alone: its execution is Express, with an id without the last
    /// part and nothing to redrive (recorded).
    pub(super) fn be_of_one_state(&mut self, context: Option<Value>) {
        self.whole = context;
        if let Some(execution) = self.execution.as_object_mut() {
            execution.shift_remove("RedriveCount");
            let id = execution.get("Id").and_then(Value::as_str);
            let id = id.and_then(|id| id.rsplit_once(':')).map(|(id, _)| id.to_owned());
            if let Some(id) = id {
                execution.insert("Id".to_owned(), id.into());
            }
        }
    }

    /// The members that stay the same.
    fn constant(&self) -> Map<String, Value> {
        let members = [
            ("Execution".to_owned(), self.execution.clone()),
            ("StateMachine".to_owned(), self.state_machine.clone()),
        ];
        members.into_iter().collect()
    }
}

/// The view of one expression of one state.
pub(super) struct View<'a> {
    input: &'a Value,
    item: Option<&'a Item>,
    variables: &'a Variables,
    frame: &'a Frame,
    machine: &'a Machine,
    facts: &'a Facts,
    random: &'a Random,
    /// Made, or taken from the view before, when an expression first asks for it.
    context: OnceCell<Value>,
}

impl Simulation<'_> {
    /// What an expression of the visited state sees when `$` is `input`.
    pub(super) fn view<'a>(
        &'a self,
        branch: &'a Branch,
        frame: &'a Frame,
        input: &'a Value,
    ) -> View<'a> {
        View {
            input,
            item: branch.item.as_deref(),
            variables: &branch.variables,
            frame,
            machine: self.machine,
            facts: &self.facts,
            random: &self.random,
            context: OnceCell::new(),
        }
    }
}

impl<'a> View<'a> {
    /// The same view from inside an iteration that begins.
    pub(super) fn of_item(mut self, item: &'a Item) -> Self {
        self.item = Some(item);
        self
    }

    /// The value of a variable, shared.
    pub(super) fn payload(&self, name: &str) -> Option<&Payload> {
        self.variables.get(name)
    }

    fn build_context(&self) -> Value {
        if let Some(whole) = &self.facts.whole {
            return whole.clone();
        }
        let mut context = self
            .facts
            .spare
            .take()
            .unwrap_or_else(|| self.facts.constant());
        context.insert("State".to_owned(), self.state_context());
        context.shift_remove("Task");
        if let Some(token) = &self.frame.token {
            context.insert("Task".to_owned(), json!({ "Token": &**token }));
        }
        context.shift_remove("Map");
        if let Some(item) = self.item {
            let item = json!({ "Index": item.index, "Value": *item.value });
            context.insert("Map".to_owned(), json!({ "Item": item }));
        }
        let mut context = Value::Object(context);
        if let Some(overlay) = &self.facts.overlay {
            merge(&mut context, overlay);
        }
        context
    }

    fn state_context(&self) -> Value {
        let state = self.machine.state(self.frame.state);
        let mut context =
            json!({ "Name": &*state.name, "EnteredTime": self.frame.entered.to_string() });
        // Only states that can retry have a count (recorded: a Pass has none).
        if matches!(
            state.state_type,
            StateType::Task | StateType::Parallel | StateType::Map
        ) {
            context["RetryCount"] = self.frame.retries.into();
        }
        context
    }
}

/// Gives the context object back, for the next view.
impl Drop for View<'_> {
    fn drop(&mut self) {
        // An overlay may lie over any member, so nothing of it may stay.
        if self.facts.overlay.is_none()
            && self.facts.whole.is_none()
            && let Some(Value::Object(context)) = self.context.take()
        {
            self.facts.spare.replace(Some(context));
        }
    }
}

impl Scope for View<'_> {
    fn input(&self) -> &Value {
        self.input
    }

    fn context(&self) -> &Value {
        self.context.get_or_init(|| self.build_context())
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.payload(name).map(|value| &**value)
    }

    fn random(&self) -> u64 {
        self.random.next()
    }

    fn uuid(&self) -> String {
        self.random.uuid()
    }
}

/// Lays one document over another, object by object.
fn merge(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                merge(under.entry(name).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over.clone(),
    }
}
