//! What expressions can see: the input, the context object, variables and chance.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use asl_path::Scope;
use serde_json::{Map, Value, json};

use crate::random::Random;
use crate::run::Simulation;
use crate::run::arns::Arns;
use crate::run::branch::{Branch, Frame};
use crate::run::data::context::{Context, ExecutionFacts, merge, state_machine};
use crate::run::data::variables::Variables;
use crate::run::distributed::children::{Child, Home};
use crate::{Machine, Payload, RunOptions};

/// The item of an iteration.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(in crate::run) index: usize,
    pub(in crate::run) value: Payload,
    /// Its name, where the items are the members of an object.
    pub(in crate::run) key: Option<Arc<str>>,
    /// Where a Distributed Map has it from.
    pub(in crate::run) source: Option<Arc<str>>,
}

impl Item {
    /// What an iteration gets that selects nothing. Of the member of an object that is the name
    /// and the value (documented for the context object, not recorded for the input).
    pub(in crate::run) fn input(&self) -> Payload {
        match &self.key {
            Some(key) => Arc::new(json!({ "Key": &**key, "Value": *self.value })),
            None => Arc::clone(&self.value),
        }
    }

    /// `$$.Map.Item`.
    pub(crate) fn context(&self) -> Value {
        let mut item = json!({ "Index": self.index });
        if let Some(key) = &self.key {
            item["Key"] = (&**key).into();
        }
        item["Value"] = Value::clone(&self.value);
        if let Some(source) = &self.source {
            item["Source"] = (&**source).into();
        }
        item
    }
}

/// The members of the context object that stay the same during an execution.
#[derive(Debug)]
pub(in crate::run) struct Facts {
    /// Without its input, which is copied into the context object when that is first made.
    execution: Value,
    input: Payload,
    state_machine: Value,
    overlay: Option<Value>,
    /// The whole context object, where somebody gives it.
    whole: Option<Value>,
    pub(in crate::run) region: Arc<str>,
    pub(in crate::run) arns: Arns,
    /// The context object of the last view that made one: the next one only changes what differs,
    /// so that the execution's input is not copied for every item of a Map.
    spare: RefCell<Option<Context>>,
}

impl Facts {
    pub(in crate::run) fn new(options: &RunOptions, input: &Payload, random: &Random) -> Self {
        let names = &options.names;
        let made_up = random.uuid();
        let name = names.execution.clone().unwrap_or(made_up);
        let machine = &names.state_machine;
        let arns = Arns::new(names);
        let execution = ExecutionFacts {
            arn: &arns.execution(options.workflow, machine, &name, random),
            input: &Value::Null,
            started: options.start_time,
            name: &name,
            role: &names.role_arn,
        };
        Self {
            execution: execution.to_json(),
            input: Arc::clone(input),
            state_machine: state_machine(&arns.state_machine(machine), machine),
            overlay: options.context.clone(),
            whole: None,
            region: Arc::from(names.region.as_str()),
            arns,
            spare: RefCell::default(),
        }
    }
}

impl Facts {
    /// The facts of a state that runs alone: its execution is Express, with an id without the last
    /// part and nothing to redrive (recorded).
    pub(in crate::run) fn be_of_one_state(&mut self, context: Option<Value>) {
        self.whole = context;
        if let Some(execution) = self.execution.as_object_mut() {
            execution.shift_remove("RedriveCount");
            let id = execution.get("Id").and_then(Value::as_str);
            let id = id
                .and_then(|id| id.rsplit_once(':'))
                .map(|(id, _)| id.to_owned());
            if let Some(id) = id {
                execution.insert("Id".to_owned(), id.into());
            }
        }
    }

    /// The members that stay the same.
    pub(in crate::run) fn constant(&self) -> Context {
        let execution = self.laid_over("Execution", &self.execution);
        let machine = self.laid_over("StateMachine", &self.state_machine);
        let over = self
            .overlay_of("Execution")
            .and_then(|over| over.get("Input"));
        match over {
            Some(_) => Context::of(json!({ "Execution": execution, "StateMachine": machine })),
            None => Context::constant(&execution, &self.input, &machine),
        }
    }

    /// The members that stay the same in a child execution.
    fn constant_of(&self, home: Home, members: Map<String, Value>) -> Context {
        let laid_over = members
            .into_iter()
            .map(|(name, value)| (self.laid_over(&name, &value), name));
        let members = laid_over.map(|(value, name)| (name, value)).collect();
        Context::of(Value::Object(members)).at(home)
    }

    fn laid_over(&self, name: &str, value: &Value) -> Value {
        let mut value = value.clone();
        if let Some(over) = self.overlay_of(name) {
            merge(&mut value, over);
        }
        value
    }

    /// What the options lay over a member of the context object.
    pub(in crate::run) fn overlay_of(&self, name: &str) -> Option<&Value> {
        self.overlay.as_ref()?.get(name)
    }

    /// Lays over all members but the named ones, which have it already.
    pub(in crate::run) fn lay_over_others(&self, members: &mut Map<String, Value>, but: &[&str]) {
        let Some(Value::Object(overlay)) = &self.overlay else {
            return;
        };
        let constant = ["Execution", "StateMachine"];
        for (name, over) in overlay {
            if !but.contains(&name.as_str()) && !constant.contains(&name.as_str()) {
                members.shift_remove(name);
                members.insert(name.clone(), over.clone());
            }
        }
    }
}

/// The view of one expression of one state.
pub(in crate::run) struct View<'a> {
    input: &'a Value,
    item: Option<&'a Arc<Item>>,
    variables: &'a Variables,
    frame: &'a Frame,
    machine: &'a Machine,
    facts: &'a Facts,
    home: Home,
    /// The child execution, where it is one.
    child: Option<&'a Child>,
    random: &'a Random,
    /// Made, or taken from the view before, when an expression first asks for it.
    context: OnceCell<Context>,
}

impl Simulation<'_> {
    /// What an expression of the visited state sees when `$` is `input`.
    pub(in crate::run) fn view<'a>(
        &'a self,
        branch: &'a Branch,
        frame: &'a Frame,
        input: &'a Value,
    ) -> View<'a> {
        View {
            input,
            item: branch.item.as_ref(),
            variables: &branch.variables,
            frame,
            machine: self.machine,
            facts: &self.facts,
            home: branch.home,
            child: self.children.get(branch.home),
            random: &self.random,
            context: OnceCell::new(),
        }
    }
}

impl<'a> View<'a> {
    /// The same view from inside an iteration that begins.
    pub(in crate::run) fn of_item(mut self, item: &'a Arc<Item>) -> Self {
        self.item = Some(item);
        self
    }

    /// The value of a variable, shared.
    pub(in crate::run) fn payload(&self, name: &str) -> Option<&Payload> {
        self.variables.get(name)
    }

    fn build_context(&self) -> Context {
        if let Some(whole) = &self.facts.whole {
            return Context::of(whole.clone());
        }
        let spare = self.facts.spare.take();
        let spare = spare.filter(|context| context.home() == self.home);
        let mut context = spare.unwrap_or_else(|| match self.child {
            Some(child) => self.facts.constant_of(self.home, child.constant()),
            None => self.facts.constant(),
        });
        let state = self.machine.state(self.frame.state);
        context.make_for(state, self.frame, self.item, self.facts);
        context
    }
}

/// Gives the context object back, for the next view.
impl Drop for View<'_> {
    fn drop(&mut self) {
        if self.facts.whole.is_none()
            && let Some(context) = self.context.take()
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
        self.context.get_or_init(|| self.build_context()).value()
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
