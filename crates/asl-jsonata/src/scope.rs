//! What an expression can see, and how far it may go.

use std::sync::Arc;
use std::time::Duration;

use asl_lang::STATES_MEMBERS;
pub(crate) use asl_lang::reserved::STATES_VARIABLE as STATES;
use serde_json::Value;

use crate::interrupt::Interrupt;
use crate::session::Session;

/// A member of `$states`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatesMember {
    /// The state's input.
    Input,
    /// What the state's work gave.
    Result,
    /// The error that a catcher takes.
    ErrorOutput,
    /// The context object.
    Context,
}

impl StatesMember {
    /// Every member, in the order in which `$states` shows them and in which the language's table has them.
    pub const ALL: [Self; 4] = [Self::Input, Self::Result, Self::ErrorOutput, Self::Context];

    /// `input`, `result`, `errorOutput` or `context`.
    pub fn name(self) -> &'static str {
        STATES_MEMBERS[self as usize].name
    }

    /// The member of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|member| member.name() == name)
    }
}

/// What an expression can see. Values are lent: nothing is copied for an expression that does not
/// read it.
pub trait Scope {
    /// A member of `$states`; nothing where it is not available.
    fn states(&self, member: StatesMember) -> Option<&Value>;

    /// The value of a variable, by its name without the dollar sign.
    fn variable(&self, name: &str) -> Option<&Value>;

    /// Feeds `$random`, `$shuffle` and `$uuid`: asked once per evaluation that uses chance.
    fn seed(&self) -> u64;

    /// The time of `$now` and `$millis`, in milliseconds since 1970-01-01T00:00:00Z.
    fn now_millis(&self) -> i64;

    /// The document that `$` and bare names read; Step Functions has none.
    fn document(&self) -> Option<&Value> {
        None
    }

    /// Where values are kept between evaluations; without it the engine gets a copy each time.
    fn session(&self) -> Option<&Session> {
        None
    }

    /// What ends an evaluation from outside: the session's, if there is nothing else.
    fn interrupt(&self) -> Option<&Interrupt> {
        self.session().and_then(Session::interrupt)
    }

    /// A member of `$states` to be kept in the session, if it is shared.
    fn shared_states(&self, _member: StatesMember) -> Option<&Arc<Value>> {
        None
    }

    /// The value of a variable to be kept in the session, if it is shared.
    fn shared_variable(&self, _name: &str) -> Option<&Arc<Value>> {
        None
    }
}

/// A scope of values that are at hand: shared, never copied to be handed on.
#[derive(Clone, Debug, Default)]
pub struct Bindings {
    document: Option<Arc<Value>>,
    states: [Option<Arc<Value>>; 4],
    variables: Vec<(Arc<str>, Arc<Value>)>,
    seed: u64,
    now_millis: i64,
    interrupt: Option<Interrupt>,
}

impl Bindings {
    /// A scope in which there is nothing, at the beginning of 1970.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same scope with a member of `$states`.
    pub fn states(mut self, member: StatesMember, value: Arc<Value>) -> Self {
        self.states[member as usize] = Some(value);
        self
    }

    /// The same scope with a variable, by its name without the dollar sign.
    pub fn variable(mut self, name: impl Into<Arc<str>>, value: Arc<Value>) -> Self {
        self.variables.push((name.into(), value));
        self
    }

    /// The same scope with a document for `$` and bare names.
    pub fn document(mut self, document: Arc<Value>) -> Self {
        self.document = Some(document);
        self
    }

    /// The same scope with another source of chance.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The same scope, in which evaluations fail soon after the interrupt is set.
    pub fn interrupted_by(mut self, interrupt: &Interrupt) -> Self {
        self.interrupt = Some(interrupt.clone());
        self
    }

    /// The same scope at another time, in milliseconds since 1970-01-01T00:00:00Z.
    pub fn now_millis(mut self, millis: i64) -> Self {
        self.now_millis = millis;
        self
    }
}

impl Scope for Bindings {
    fn states(&self, member: StatesMember) -> Option<&Value> {
        self.states[member as usize].as_deref()
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        let mut found = self.variables.iter().rev();
        found
            .find(|(own, _)| &**own == name)
            .map(|(_, value)| &**value)
    }

    fn seed(&self) -> u64 {
        self.seed
    }

    fn now_millis(&self) -> i64 {
        self.now_millis
    }

    fn document(&self) -> Option<&Value> {
        self.document.as_deref()
    }

    fn interrupt(&self) -> Option<&Interrupt> {
        self.interrupt.as_ref()
    }
}

/// How far an evaluation may go. The defaults are those measured of AWS, whose time limit is not
/// known: the steps stand for it, since the same expression on the same data always takes the same.
/// A regular expression that backtracks without end takes few steps, so there is a limit on real
/// time as well, for nothing else to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of nested evaluation.
    pub depth: usize,
    /// Items of an array that is built.
    pub items: usize,
    /// Bytes of a string that is built.
    pub string_bytes: usize,
    /// Bytes of the result as JSON text.
    pub result_bytes: usize,
    /// Steps of evaluation, in place of time.
    pub steps: u64,
    /// Real time, measured by the engine.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 100,
            items: 873_782,
            string_bytes: (1 << 23) - 1,
            result_bytes: 1 << 26,
            steps: 20_000_000,
            time: Duration::from_secs(5),
        }
    }
}
