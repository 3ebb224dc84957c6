//! The library behind the border: how an expression is handed to it and how its answers and errors
//! are turned into ours.

use jlens_core::{Bindings, Error, NodeKind, Options, parse_recover};
use serde_json::{Map, Value};

use crate::error::{CompileError, Failure, FailureKind};
use crate::expression::{Dialect, invalid};
use crate::functions;
use crate::scope::{Limits, Scope, StatesMember};
use crate::survey::{MemberUse, Survey, VariableUse};

const TOO_DEEP: &str = "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
const TOO_LARGE: &str =
    "Expression evaluation memory limit exceeded: Check for excessive memory usage";
const TOO_LONG: &str = "Expression evaluation timeout: Check for infinite loop";

/// An expression as the library holds it.
#[derive(Debug)]
pub(crate) struct Engine {
    expression: jlens_core::Expression,
    dialect: Dialect,
}

impl Engine {
    pub(crate) fn compile(
        source: &str,
        dialect: Dialect,
    ) -> Result<(Self, Survey), Vec<CompileError>> {
        let expression = jlens_core::Expression::compile(source)
            .map_err(|first| syntax_errors(source, &first))?;
        let survey = Survey::of(&expression.ast().root, source, dialect);
        let engine = Self {
            expression,
            dialect,
        };
        Ok((engine, survey))
    }

    pub(crate) fn source(&self) -> &str {
        self.expression.source()
    }

    pub(crate) fn evaluate<S: Scope + ?Sized>(
        &self,
        variables: &[VariableUse],
        members: &[MemberUse],
        whole_states: bool,
        scope: &S,
        limits: &Limits,
    ) -> Result<Option<Value>, Failure> {
        let chance = variables.iter().any(|used| is_chance(&used.name));
        let seed = if chance { scope.seed() } else { 0 };
        let bindings = self.bind(variables, members, whole_states, scope, seed);
        let options = options(limits, scope.now_millis(), seed);
        let document = scope.document();
        match self.expression.evaluate_with(document, &bindings, &options) {
            Ok(None) => self.nothing(document, &bindings, &options),
            Ok(Some(Value::Null)) if self.is_arithmetic() => Ok(Some("NaN".into())),
            Ok(answer) => Ok(answer),
            Err(error) => self.thrown(&error, document, &bindings, &options),
        }
    }

    /// Only what the expression uses is handed over.
    fn bind<S: Scope + ?Sized>(
        &self,
        variables: &[VariableUse],
        members: &[MemberUse],
        whole_states: bool,
        scope: &S,
        seed: u64,
    ) -> Bindings {
        let mut bindings = functions::bindings(self.dialect);
        for used in variables {
            let name = used.name.as_str();
            if bindings.get(name).is_some() {
                continue;
            }
            if name == "states" {
                let states = states(members, whole_states, scope);
                bindings = bindings.var(name, Value::Object(states));
            } else if let Some(value) = scope.variable(name) {
                bindings = bindings.var(name, value.clone());
            } else if let Some(function) = functions::chance(name, seed) {
                bindings = bindings.function(name, function);
            }
        }
        bindings
    }

    /// The library answers nothing for undefined and for functions; AWS tells them apart.
    fn nothing(
        &self,
        document: Option<&Value>,
        bindings: &Bindings,
        options: &Options,
    ) -> Result<Option<Value>, Failure> {
        let source = format!("$type(({}\n))", self.source());
        let answer = jlens_core::Expression::compile(&source)
            .and_then(|asked| asked.evaluate_with(document, bindings, options));
        if answer != Ok(Some("function".into())) {
            return Ok(None);
        }
        Err(Failure {
            kind: FailureKind::Unsupported,
            code: String::new(),
            message: String::new(),
            range: None,
        })
    }

    /// A result of arithmetic is a number: what the library shows as null is none.
    fn is_arithmetic(&self) -> bool {
        matches!(&self.expression.ast().root.kind, NodeKind::Binary { op, .. }
            if matches!(op.symbol(), "+" | "-" | "*" | "/" | "%"))
    }

    /// The library fails where a number becomes infinite. JSONata fails only when that number is
    /// used again, so a division that is the whole expression has a result.
    fn thrown(
        &self,
        error: &Error,
        document: Option<&Value>,
        bindings: &Bindings,
        options: &Options,
    ) -> Result<Option<Value>, Failure> {
        let root = &self.expression.ast().root;
        if error.code() == "D1001" && error.span() == Some(root.span) && self.is_arithmetic() {
            let half = format!("({}\n) > 0", halved(self.source(), root));
            let positive = jlens_core::Expression::compile(&half)
                .and_then(|asked| asked.evaluate_with(document, bindings, options));
            let negative = positive == Ok(Some(Value::Bool(false)));
            let text = if negative { "-Infinity" } else { "Infinity" };
            return Ok(Some(text.into()));
        }
        Err(failure(error))
    }
}

/// An expression with the sign of the infinite result: for a division its dividend, since a
/// divisor of zero has none; for the rest the first operand.
fn halved<'s>(source: &'s str, root: &jlens_core::Node) -> &'s str {
    match &root.kind {
        NodeKind::Binary { lhs, .. } => source.get(lhs.span.start..lhs.span.end).unwrap_or("1"),
        _ => "1",
    }
}

fn is_chance(name: &str) -> bool {
    matches!(name, "random" | "shuffle" | "uuid")
}

fn states<S: Scope + ?Sized>(members: &[MemberUse], whole: bool, scope: &S) -> Map<String, Value> {
    let used = StatesMember::ALL
        .into_iter()
        .filter(|member| whole || members.iter().any(|used| used.name == member.name()));
    used.filter_map(|member| Some((member.name().to_owned(), scope.states(member)?.clone())))
        .collect()
}

fn options(limits: &Limits, now_millis: i64, seed: u64) -> Options {
    Options::new()
        .max_depth(limits.depth)
        .max_array_length(limits.items)
        .max_string_length(limits.string_bytes)
        .max_result_size(limits.result_bytes)
        .max_steps(limits.steps)
        .timeout(limits.time)
        .now(now_millis)
        .seed(seed)
}

fn failure(error: &Error) -> Failure {
    let (kind, message) = match error.code() {
        "D1011" => (FailureKind::Limit, TOO_DEEP.to_owned()),
        "U1001" => (FailureKind::Limit, TOO_LARGE.to_owned()),
        "D1012" | "U1006" => (FailureKind::Limit, TOO_LONG.to_owned()),
        _ => (FailureKind::Thrown, error.message()),
    };
    Failure {
        kind,
        code: error.code().to_owned(),
        message,
        range: error.span().map(|span| span.start..span.end),
    }
}

/// The first error is the one that AWS shows; what recovery finds behind it is for editors.
fn syntax_errors(source: &str, first: &Error) -> Vec<CompileError> {
    let span = first.span().unwrap_or_default();
    let mut errors = vec![invalid(span.start..span.end, first.code(), first.message())];
    let recovered = parse_recover(source).diagnostics;
    let later = recovered.iter().filter(|found| {
        found.severity == jlens_core::Severity::Error && found.span.start > span.end
    });
    errors.extend(later.map(|found| {
        let range = found.span.start..found.span.end;
        invalid(range, &found.code, found.message.clone())
    }));
    errors
}
