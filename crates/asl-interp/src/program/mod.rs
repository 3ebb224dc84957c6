//! What a definition is compiled into: flat tables of flows and states that refer to each other by
//! number, with every path, template, rule and timestamp ready to be evaluated.

pub(crate) mod choice;
pub(crate) mod distributed;
pub(crate) mod jsonata;
pub(crate) mod retry;

use std::sync::Arc;
use std::time::Duration;

use asl_lang::StateType;
use asl_path::path::Path;
use asl_path::reference::ReferencePath;
use asl_path::template::{Expression, Template};

use crate::Payload;
use crate::history::TaskFamily;
use crate::worker::TaskKind;
use choice::Rule;
use distributed::Distributed;
use jsonata::{JsonataSteps, Query, Shape};
use retry::{Catcher, Retrier};

/// A state, by its place in `Machine::states`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StateId(pub(crate) u32);

impl StateId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The states between a `StartAt` and its ends: a machine, a branch or an item processor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flow {
    pub(crate) start: StateId,
}

/// A compiled state.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "a field cannot be called `type`")]
pub(crate) struct State {
    pub(crate) name: Arc<str>,
    pub(crate) pointer: Arc<str>,
    pub(crate) state_type: StateType,
    pub(crate) next: Next,
    pub(crate) steps: Steps,
    pub(crate) retry: Vec<Retrier>,
    pub(crate) catch: Vec<Catcher>,
    pub(crate) kind: Kind,
}

impl State {
    /// What a Distributed Map has besides the fields of any Map.
    pub(crate) fn distributed(&self) -> Option<&Distributed> {
        match &self.kind {
            Kind::Map(map) => map.distributed.as_ref(),
            _ => None,
        }
    }
}

/// Where a state goes when its work is done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Next {
    To(StateId),
    End,
}

/// The data-flow steps in the state's query language.
#[derive(Debug)]
pub(crate) enum Steps {
    JsonPath(Box<JsonPathSteps>),
    Jsonata(JsonataSteps),
}

/// How a rule of a Choice leaves its state, in the state's query language.
#[derive(Debug)]
pub(crate) enum Exit {
    JsonPath { assign: Option<Template> },
    Jsonata(Shape),
}

/// A payload template in the state's query language.
#[derive(Debug)]
pub(crate) enum Payloads {
    JsonPath(Template),
    Jsonata(jsonata::Template),
}

/// The data-flow steps of a JSONPath state, in AWS's order.
#[derive(Debug, Default)]
pub(crate) struct JsonPathSteps {
    pub(crate) input_path: Selection,
    pub(crate) parameters: Option<Template>,
    pub(crate) result_selector: Option<Template>,
    pub(crate) result_path: Target,
    pub(crate) output_path: Selection,
    pub(crate) assign: Option<Template>,
}

/// `InputPath` and `OutputPath`.
#[derive(Debug, Default)]
pub(crate) enum Selection {
    /// `"$"`, or absent.
    #[default]
    Whole,
    /// `null`: an empty object.
    Nothing,
    /// Any other path.
    Path(PathText),
}

/// `ResultPath`.
#[derive(Debug, Default)]
pub(crate) enum Target {
    /// `"$"`, or absent: the result replaces the input.
    #[default]
    Whole,
    /// `null`: the result is dropped.
    Discard,
    /// A place in the input.
    At(ReferencePath),
}

/// A path with the text that causes repeat.
#[derive(Debug)]
pub(crate) struct PathText {
    pub(crate) text: Arc<str>,
    pub(crate) path: Path,
}

/// What a state does besides passing data.
#[derive(Debug)]
pub(crate) enum Kind {
    Pass {
        result: Option<Payload>,
    },
    Succeed,
    Fail {
        error: Option<Text>,
        cause: Option<Text>,
    },
    Wait(Delay),
    Choice {
        rules: Vec<Branching>,
        default: Option<StateId>,
    },
    Task(Box<TaskSpec>),
    Parallel {
        branches: Vec<Flow>,
    },
    Map(Box<MapSpec>),
}

/// One rule of a Choice with what follows it.
#[derive(Debug)]
pub(crate) struct Branching {
    pub(crate) condition: Condition,
    pub(crate) next: StateId,
    pub(crate) exit: Exit,
}

/// When a rule of a Choice matches.
#[derive(Debug)]
pub(crate) enum Condition {
    Rule(Rule),
    Literal(bool),
    Query(Query),
}

/// A text that is written out or found.
#[derive(Debug)]
pub(crate) enum Text {
    Literal(Arc<str>),
    Computed(Expression),
    Query(Query),
}

/// How long a Wait waits.
#[derive(Debug)]
pub(crate) enum Delay {
    Seconds(u64),
    SecondsPath(PathText),
    Until(jiff::Timestamp),
    UntilPath(PathText),
    SecondsQuery(Query),
    UntilQuery(Query),
}

/// A number that is written out or found.
#[derive(Debug)]
pub(crate) enum Count {
    Literal(u64),
    Path(PathText),
    Query(Query),
}

impl Count {
    /// The expression that gives it, if one does.
    pub(crate) fn query(&self) -> Option<&Query> {
        match self {
            Self::Query(query) => Some(query),
            Self::Literal(_) | Self::Path(_) => None,
        }
    }
}

/// A Task.
#[derive(Debug)]
pub(crate) struct TaskSpec {
    pub(crate) resource: Arc<str>,
    pub(crate) kind: TaskKind,
    pub(crate) family: TaskFamily,
    /// `resourceType` of the events.
    pub(crate) event_type: Arc<str>,
    /// `resource` of the events.
    pub(crate) event_resource: Arc<str>,
    pub(crate) timeout: Option<Count>,
    pub(crate) heartbeat: Option<Count>,
    pub(crate) credentials: Option<Payloads>,
}

/// A Map.
#[derive(Debug)]
pub(crate) struct MapSpec {
    pub(crate) flow: Flow,
    pub(crate) items: Items,
    /// `ItemSelector`, or the `Parameters` of older definitions.
    pub(crate) selector: Option<Payloads>,
    pub(crate) concurrency: Option<Count>,
    /// Expressions that are evaluated although an inline Map does nothing with their values.
    pub(crate) tolerated: Vec<Query>,
    /// A Distributed Map runs its items as executions of their own.
    pub(crate) distributed: Option<Distributed>,
}

/// Where the items of a Map are.
#[derive(Debug)]
pub(crate) enum Items {
    /// `ItemsPath`, or the input.
    JsonPath(Option<ItemsPath>),
    /// `Items`, or the input.
    Jsonata(Option<jsonata::Template>),
}

/// `ItemsPath`.
#[derive(Debug)]
pub(crate) struct ItemsPath {
    pub(crate) path: PathText,
    /// The same path, when it goes into the input; it words the failure.
    pub(crate) reference: Option<ReferencePath>,
}

/// A machine's own limit on its time.
pub(crate) type TimeLimit = Option<Duration>;
