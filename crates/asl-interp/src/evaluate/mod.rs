//! One expression alone, evaluated as an execution would: paths, intrinsic functions, templates,
//! JSONata. Plain data goes in and comes out.

mod jsonata;
mod language;
mod rule;
mod visit;

use std::ops::Range;
use std::sync::Arc;

use asl_jsonata::CompileErrorKind;
use asl_lang::reserved::RUNTIME;
use asl_path::path::{self, Root, invalid_path, resolve};
use asl_path::reference::{self, ReferenceFailure, ReferencePath};
use asl_path::template::{self, Template};
use asl_path::{PathError, Scope, intrinsic};
use serde_json::Value;

pub use asl_jsonata::Dialect;
pub use language::Language;
pub use rule::holds;

use crate::random::Random;
use crate::{Payload, Stop, Time};

/// What an expression can see.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The state's input: `$`, or `$states.input`.
    pub input: Payload,
    /// What the state's work gave: `$states.result`, where the field has it.
    pub result: Option<Payload>,
    /// What a catcher takes: `$states.errorOutput`, where the field has it.
    pub error_output: Option<Payload>,
    /// The context object: `$$`, or `$states.context`.
    pub context: Payload,
    /// Variables by their names, without the dollar sign.
    pub variables: Vec<(Arc<str>, Payload)>,
    /// Feeds everything random.
    pub seed: u64,
    /// The time of `$now()` and `$millis()`.
    pub time: Time,
    /// Whether Step Functions' rules hold or those of the languages alone. As [`Dialect::Plain`]
    /// JSONata's bare names and `$` read the input, and AWS's limits on an evaluation do not hold.
    pub dialect: Dialect,
    /// Whether the input is there for plain JSONata's bare names; without, they find nothing.
    pub has_document: bool,
    /// Levels of nested evaluation of plain JSONata; without it, far more than anybody needs.
    pub depth: Option<usize>,
    /// Ends the evaluation from outside.
    pub stop: Stop,
}

impl Failed {
    /// How an execution fails over a JSONata expression without a value.
    pub fn undefined(expression: &str) -> Self {
        jsonata::undefined(expression)
    }
}

impl Surroundings {
    /// An input and nothing else, at the beginning of 1970.
    pub fn new(input: Payload) -> Self {
        Self {
            input,
            result: None,
            error_output: None,
            context: Arc::new(Value::Object(serde_json::Map::new())),
            variables: Vec::new(),
            seed: 0,
            time: Time::default(),
            dialect: Dialect::StepFunctions,
            has_document: true,
            depth: None,
            stop: Stop::new(),
        }
    }
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is not of its language; at least one mistake.
    Unreadable(Vec<Mistake>),
    /// An execution would fail here.
    Failed(Failed),
}

/// What keeps a text from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// In a template the string's place, as a JSON pointer.
    pub pointer: Option<String>,
    /// The bytes of the text, or of the template's string.
    pub range: Range<usize>,
    /// JSONata's code of the mistake (`S0201`), or the name that AWS gives such a refusal.
    pub code: String,
    /// One sentence for people.
    pub message: String,
}

/// A failure in the words of Step Functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The error's name.
    pub error: String,
    /// The cause, without the sentence that names the state.
    pub cause: String,
    /// The code and message of the error that JSONata threw.
    pub thrown: Option<(String, String)>,
}

/// The [`Mistake::code`] of JSONata that Step Functions does not support, such as bare names.
pub const UNSUPPORTED: &str = CompileErrorKind::Unsupported.code();

/// What `CreateStateMachine` calls a definition with a path that is none (recorded).
const REFUSED: &str = "SCHEMA_VALIDATION_FAILED";

/// Evaluates a text. `None` is JSONata's undefined, which an execution does not take for a value.
///
/// A template is JSON text here; see [`evaluate_template`] for one that is read already.
pub fn evaluate(
    language: Language,
    text: &str,
    around: &Surroundings,
) -> Result<Option<Value>, Problem> {
    let view = View::new(around);
    match language {
        Language::JsonPath => evaluate_path(text, &view).map(Some),
        Language::ReferencePath => evaluate_reference(text, &view).map(Some),
        Language::Intrinsic => evaluate_call(text, &view).map(Some),
        Language::Template => {
            let template = serde_json::from_str(text).map_err(|error| not_json(text, &error))?;
            evaluate_template(&template, around).map(Some)
        }
        Language::Jsonata => jsonata::evaluate(text, around),
    }
}

/// Fills in a payload template: `name.$` members, or `{% … %}` strings where it has any.
pub fn evaluate_template(source: &Value, around: &Surroundings) -> Result<Value, Problem> {
    if jsonata::is_template(source) {
        return jsonata::fill(source, around);
    }
    let mistake = |error: template::TemplateError| Mistake {
        pointer: Some(error.pointer),
        range: error.range.into(),
        code: REFUSED.to_owned(),
        message: error.message,
    };
    let template = Template::compile(source)
        .map_err(|errors| Problem::Unreadable(errors.into_iter().map(mistake).collect()))?;
    template.evaluate(&View::new(around)).map_err(failed)
}

fn evaluate_path(text: &str, view: &View<'_>) -> Result<Value, Problem> {
    let path = path::parse(text).into_result().map_err(unreadable)?;
    // The engine alone reads from null as well, if only to fail in words of its own.
    let alone = view.around.dialect == Dialect::Plain && path.root == Root::Input;
    let found = if alone {
        path::evaluate(&path, view.input())
    } else {
        resolve(&path, view)
    };
    match found {
        Ok(value) => Ok(value.into_owned()),
        Err(failure) => Err(runtime(invalid_path(text, &failure))),
    }
}

fn evaluate_reference(text: &str, view: &View<'_>) -> Result<Value, Problem> {
    let path = path::parse(text).into_result().map_err(unreadable)?;
    path.is_reference_path()
        .map_err(|error| unreadable(vec![error]))?;
    if path.root != Root::Input {
        return evaluate_path(text, view);
    }
    let path = ReferencePath::parse(text).map_err(unreadable)?;
    let found = reference::read(view.input(), &path).cloned();
    found.map_err(|failure| fails(ReferenceFailure::ERROR, failure.to_string()))
}

fn evaluate_call(text: &str, view: &View<'_>) -> Result<Value, Problem> {
    let call = intrinsic::parse(text).into_result().map_err(unreadable)?;
    intrinsic::evaluate(&call, text, view).map_err(failed)
}

fn unreadable(errors: Vec<PathError>) -> Problem {
    let mistake = |error: PathError| Mistake {
        pointer: None,
        range: error.range.into(),
        code: REFUSED.to_owned(),
        message: error.message,
    };
    Problem::Unreadable(errors.into_iter().map(mistake).collect())
}

fn not_json(text: &str, error: &serde_json::Error) -> Problem {
    let line_start = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    Problem::Unreadable(vec![Mistake {
        pointer: None,
        range: at..at,
        code: REFUSED.to_owned(),
        message: format!("The template is not JSON: {error}"),
    }])
}

fn failed(failure: template::Failure) -> Problem {
    fails(failure.error, failure.cause)
}

fn runtime(cause: String) -> Problem {
    fails(RUNTIME, cause)
}

fn fails(error: &str, cause: String) -> Problem {
    Problem::Failed(Failed {
        error: error.to_owned(),
        cause,
        thrown: None,
    })
}

/// The surroundings as paths and functions ask for them.
struct View<'a> {
    around: &'a Surroundings,
    random: Random,
}

impl<'a> View<'a> {
    fn new(around: &'a Surroundings) -> Self {
        Self {
            around,
            random: Random::new(around.seed),
        }
    }
}

impl Scope for View<'_> {
    fn input(&self) -> &Value {
        &self.around.input
    }

    fn context(&self) -> &Value {
        &self.around.context
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        let mut found = self.around.variables.iter().rev();
        found
            .find(|(own, _)| &**own == name)
            .map(|(_, value)| &**value)
    }

    fn random(&self) -> u64 {
        self.random.next()
    }

    fn uuid(&self) -> String {
        self.random.uuid()
    }
}
