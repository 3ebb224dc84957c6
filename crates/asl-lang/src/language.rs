//! The query languages, the state types and the workflow types, with their words.

/// How a state reads and shapes its data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QueryLanguage {
    /// Paths, payload templates and intrinsic functions; what a definition means that says nothing.
    #[default]
    JsonPath,
    /// Expressions between `{%` and `%}`.
    Jsonata,
}

impl QueryLanguage {
    /// Both languages.
    pub const ALL: [QueryLanguage; 2] = [QueryLanguage::JsonPath, QueryLanguage::Jsonata];

    /// The name as `QueryLanguage` holds it.
    pub const fn name(self) -> &'static str {
        match self {
            QueryLanguage::JsonPath => "JSONPath",
            QueryLanguage::Jsonata => "JSONata",
        }
    }

    /// The field that holds what a call is given.
    pub const fn given_in(self) -> &'static str {
        match self {
            QueryLanguage::JsonPath => "Parameters",
            QueryLanguage::Jsonata => "Arguments",
        }
    }

    /// The language of that exact name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.name() == name)
    }

    /// A sentence of markdown.
    pub const fn doc(self) -> &'static str {
        match self {
            QueryLanguage::JsonPath => {
                "Paths such as `$.order.id`, payload templates with `.$` keys and intrinsic functions; the default."
            }
            QueryLanguage::Jsonata => {
                "JSONata expressions between `{%` and `%}` in `Arguments`, `Output`, `Assign` and `Condition`."
            }
        }
    }
}

/// The eight kinds of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StateType {
    /// Calls a service, a function, an activity or an HTTP endpoint.
    Task,
    /// Goes on where the first fitting rule says.
    Choice,
    /// Runs several machines on the same input.
    Parallel,
    /// Runs one machine for every item.
    Map,
    /// Lets time pass.
    Wait,
    /// Hands on or shapes data.
    Pass,
    /// Ends the machine well.
    Succeed,
    /// Ends the machine with an error.
    Fail,
}

impl StateType {
    /// All of them, in the order in which they are offered.
    pub const ALL: [StateType; 8] = [
        StateType::Task,
        StateType::Choice,
        StateType::Parallel,
        StateType::Map,
        StateType::Wait,
        StateType::Pass,
        StateType::Succeed,
        StateType::Fail,
    ];

    /// All of them, in the order in which AWS's messages list them (recorded).
    pub const AS_AWS_LISTS: [StateType; 8] = [
        StateType::Task,
        StateType::Wait,
        StateType::Pass,
        StateType::Succeed,
        StateType::Fail,
        StateType::Choice,
        StateType::Parallel,
        StateType::Map,
    ];

    /// The name as `Type` holds it.
    pub const fn name(self) -> &'static str {
        match self {
            StateType::Task => "Task",
            StateType::Choice => "Choice",
            StateType::Parallel => "Parallel",
            StateType::Map => "Map",
            StateType::Wait => "Wait",
            StateType::Pass => "Pass",
            StateType::Succeed => "Succeed",
            StateType::Fail => "Fail",
        }
    }

    /// The type of that exact name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// One or two sentences of markdown.
    pub const fn doc(self) -> &'static str {
        match self {
            StateType::Task => {
                "Calls something outside the machine: a Lambda function, an AWS service, an activity or an HTTP endpoint. The answer becomes the state's result."
            }
            StateType::Choice => {
                "Looks at its input and goes on to the `Next` of the first rule that applies, or to `Default`. It has no `Next` or `End` of its own."
            }
            StateType::Parallel => {
                "Runs all its `Branches` at the same time, each on the same input. The result is an array with one output per branch, in the branches' order."
            }
            StateType::Map => {
                "Runs its `ItemProcessor` once for every item of an array, inline or as a distributed run over data in S3. The result is an array with one output per item, in the items' order."
            }
            StateType::Wait => {
                "Waits for a number of seconds or until a point in time, then hands its input on."
            }
            StateType::Pass => {
                "Hands its input on, or puts a fixed or shaped value in its place. It calls nothing."
            }
            StateType::Succeed => {
                "Ends the machine, or the branch or iteration it stands in, successfully."
            }
            StateType::Fail => {
                "Ends the machine, or the branch or iteration it stands in, with an error name and a cause."
            }
        }
    }

    /// Whether the state goes on with `Next` or ends with `End`.
    pub const fn has_next(self) -> bool {
        !matches!(
            self,
            StateType::Choice | StateType::Succeed | StateType::Fail
        )
    }

    /// Whether the state may have `Retry` and `Catch`.
    pub const fn handles_errors(self) -> bool {
        matches!(self, StateType::Task | StateType::Parallel | StateType::Map)
    }
}

/// How a machine is run and billed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WorkflowType {
    /// Up to a year, exactly once, billed by transition.
    #[default]
    Standard,
    /// Up to five minutes, billed by request, duration and memory.
    Express,
}

impl WorkflowType {
    /// The name as the API has it.
    pub const fn name(self) -> &'static str {
        match self {
            WorkflowType::Standard => "STANDARD",
            WorkflowType::Express => "EXPRESS",
        }
    }
}
