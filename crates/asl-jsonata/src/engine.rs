//! The library behind the border: how an expression is handed to it and how its answers and errors
//! are turned into ours.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use jlens_core::{Ast, Bindings, Document, Error, Options, parse_recover};
use serde_json::{Map, Value};

use crate::error::{CompileError, Failure, FailureKind};
use crate::expression::{Dialect, invalid};
use crate::needed::needed;
use crate::scope::{Limits, STATES, Scope, StatesMember};

use crate::survey::{MemberUse, Survey, VariableUse};
use crate::syntax::{NodeKind, converted, parse};
use crate::{functions, infinite, numbers};

const TOO_DEEP: &str = "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
/// An array, a text or the result is too large.
const OUT_OF_MEMORY: &str = "U1001";
const TOO_LARGE: &str =
    "Expression evaluation memory limit exceeded: Check for excessive memory usage";
/// A number that became infinite, and what making a text of one is called.
const INFINITE: &str = "D1001";
const NO_TEXT: (&str, &str) = (
    "D3001",
    "Attempting to invoke string function on Infinity or NaN",
);
/// So many infinite numbers are named in one result.
const MOST_INFINITE: usize = 16;
const TOO_LONG: &str = "Expression evaluation timeout: Check for infinite loop";

/// Runs something that calls itself as deeply as an expression is nested.
pub(crate) use jlens_core::stack::grow;

/// An expression as the library holds it.
#[derive(Debug)]
pub(crate) struct Engine {
    expression: jlens_core::Expression,
    dialect: Dialect,
    /// Whether a document for `$` would make a difference.
    reads_document: bool,
}

/// What one evaluation is given.
struct Sight<'s> {
    bindings: Bindings,
    options: Options,
    document: Option<&'s Value>,
    /// Variables that are lent from a session.
    lent: Vec<(&'s str, Rc<Document>)>,
}

impl Sight<'_> {
    fn ask(&self, expression: &jlens_core::Expression) -> Result<Option<Value>, Error> {
        if self.lent.is_empty() {
            return expression.evaluate_with(self.document, &self.bindings, &self.options);
        }
        let lent: Vec<(&str, &Document)> = self
            .lent
            .iter()
            .map(|(name, document)| (*name, &**document))
            .collect();
        // The expression does not read the document, so any will do.
        let document = Document::new(&Value::Null);
        expression.evaluate_document_with(&document, &lent, &self.bindings, &self.options)
    }

    fn ask_text(&self, source: &str) -> Result<Option<Value>, Error> {
        self.ask(&jlens_core::Expression::compile(source)?)
    }
}

impl Engine {
    pub(crate) fn compile(
        source: &str,
        dialect: Dialect,
    ) -> Result<(Self, Survey), Vec<CompileError>> {
        let expression = jlens_core::Expression::compile(source)
            .map_err(|first| syntax_errors(source, &first))?;
        let survey = Survey::of(&converted(source, expression.ast()), source, dialect);
        let reads = expression.reads_with(&functions::bindings(dialect));
        let engine = Self {
            reads_document: reads.input().is_some(),
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
        let options = options(limits, scope.now_millis());
        let Some(interrupt) = scope.interrupt() else {
            return self.computed(variables, members, whole_states, scope, options);
        };
        let evaluation = interrupt.begin();
        let options = options.cancel_token(evaluation.token());
        let answer = self.computed(variables, members, whole_states, scope, options);
        answer.map_err(|failure| {
            if evaluation.took_too_much() {
                too_large(failure.range)
            } else {
                failure
            }
        })
    }

    fn computed<S: Scope + ?Sized>(
        &self,
        variables: &[VariableUse],
        members: &[MemberUse],
        whole_states: bool,
        scope: &S,
        options: Options,
    ) -> Result<Option<Value>, Failure> {
        let chance = variables.iter().any(|used| is_chance(&used.name));
        let seed = if chance { scope.seed() } else { 0 };
        let mut sight = Sight {
            bindings: functions::bindings(self.dialect),
            options: options.seed(seed),
            document: scope.document(),
            lent: Vec::new(),
        };
        for used in variables {
            let name = used.name.as_str();
            let known = sight.bindings.get(name).is_some()
                || sight.lent.iter().any(|(lent, _)| *lent == name);
            if known {
                continue;
            }
            if let Some(document) = self.lend(name, members, whole_states, scope) {
                sight.lent.push((name, document));
                continue;
            }
            let bindings = std::mem::take(&mut sight.bindings);
            let source = self.source();
            sight.bindings = bind(bindings, name, source, members, whole_states, scope, seed);
        }
        let mut answer = match sight.ask(&self.expression) {
            Ok(Some(answer)) => answer,
            Ok(None) => return self.nothing(&sight),
            Err(error) => match self.thrown(error, &sight)? {
                Some(answer) => answer,
                None => return Ok(None),
            },
        };
        infinite::name_nothing(self.source(), &mut answer);
        if numbers::settle(&mut answer) {
            let data = variables.iter().flat_map(|used| values(used, scope));
            numbers::restore(&mut answer, data);
        }
        Ok(Some(answer))
    }

    /// A variable as a session keeps it, where that gives the same answers as a copy.
    fn lend<S: Scope + ?Sized>(
        &self,
        name: &str,
        members: &[MemberUse],
        whole_states: bool,
        scope: &S,
    ) -> Option<Rc<Document>> {
        let session = scope.session()?;
        if self.reads_document || scope.document().is_some() {
            return None;
        }
        if name != STATES {
            let value = scope.shared_variable(name)?;
            return (value.is_array() || value.is_object()).then(|| session.value(value))?;
        }
        let mut shared = Vec::new();
        for member in used_members(members, whole_states) {
            match scope.shared_states(member) {
                Some(value) => shared.push((member, value)),
                None if scope.states(member).is_some() => return None,
                None => {}
            }
        }
        session.states(&shared)
    }

    /// The library answers nothing for undefined and for functions; AWS tells them apart.
    fn nothing(&self, sight: &Sight<'_>) -> Result<Option<Value>, Failure> {
        let answer = sight.ask_text(&format!("$type({}\n)", self.source()));
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

    /// Errors of the right side of `and` and `or` name that operator in JSONata, whatever it was
    /// that failed.
    fn named_as_there<'e>(&self, error: &'e Error) -> Cow<'e, Error> {
        let span = error.span().filter(|_| error.token().is_some());
        let operator = span.and_then(|span| around(self.source(), &(span.start..span.end)));
        match operator {
            Some(operator) => Cow::Owned(error.clone().with("token", operator)),
            None => Cow::Borrowed(error),
        }
    }

    /// The library fails where a number becomes infinite, JSONata only where that number is used
    /// again.
    fn thrown(&self, error: Error, sight: &Sight<'_>) -> Result<Option<Value>, Failure> {
        let failure = failure(&self.named_as_there(&error));
        if let Some(range) = &failure.range
            && error.code() == INFINITE
            && infinite::becomes_text(self.source(), range)
        {
            let (code, message) = NO_TEXT;
            return Err(Failure {
                code: code.to_owned(),
                message: message.to_owned(),
                ..failure
            });
        }
        let (mut source, mut error) = (self.source().to_owned(), error);
        for _ in 0..MOST_INFINITE {
            let operation = error.span().filter(|_| error.code() == INFINITE);
            let operation = operation.map(|span| span.start..span.end);
            let Some(named) = operation.and_then(|it| infinite::named(&source, &it)) else {
                break;
            };
            match sight.ask_text(&named) {
                Ok(answer) => return Ok(answer),
                Err(next) => (source, error) = (named, next),
            }
        }
        Err(failure)
    }
}

/// The outermost `and` or `or` on whose right side that part of the expression stands.
fn around(source: &str, part: &Range<usize>) -> Option<&'static str> {
    if !source.contains("and") && !source.contains("or") {
        return None;
    }
    let tree = parse(source);
    let chain = tree.root.around(part.start);
    chain.into_iter().find_map(|node| match &node.kind {
        NodeKind::Binary { operator, operands } if matches!(*operator, "and" | "or") => {
            let right = &operands[1].range;
            (right.start <= part.start && part.end <= right.end).then_some(*operator)
        }
        _ => None,
    })
}

/// The values behind a variable that are handed to the engine.
fn values<'s, S: Scope + ?Sized>(
    used: &VariableUse,
    scope: &'s S,
) -> impl Iterator<Item = &'s Value> {
    let is_states = used.name == STATES;
    let members = StatesMember::ALL.into_iter().filter(move |_| is_states);
    let members = members.filter_map(|member| scope.states(member));
    members.chain(scope.variable(&used.name))
}

fn is_chance(name: &str) -> bool {
    matches!(name, "random" | "shuffle" | "uuid")
}

/// Hands a variable over as a copy: only what the expression uses.
fn bind<S: Scope + ?Sized>(
    bindings: Bindings,
    name: &str,
    source: &str,
    members: &[MemberUse],
    whole_states: bool,
    scope: &S,
    seed: u64,
) -> Bindings {
    if name == STATES {
        let used = used_members(members, whole_states).filter_map(|member| {
            let (name, value) = (member.name(), scope.states(member)?);
            let uses = members.iter().filter(|used| used.name == name);
            let value = if whole_states {
                value.clone()
            } else {
                needed(value, source, uses)
            };
            Some((name.to_owned(), value))
        });
        let states: Map<String, Value> = used.collect();
        return bindings.var(name, Value::Object(states));
    }
    if let Some(value) = scope.variable(name) {
        return bindings.var(name, value.clone());
    }
    match functions::chance(name, seed) {
        Some(function) => bindings.function(name, function),
        None => bindings,
    }
}

fn used_members(members: &[MemberUse], whole: bool) -> impl Iterator<Item = StatesMember> {
    StatesMember::ALL
        .into_iter()
        .filter(move |member| whole || members.iter().any(|used| used.name == member.name()))
}

fn options(limits: &Limits, now_millis: i64) -> Options {
    Options::new()
        .max_depth(limits.depth)
        .max_array_length(limits.items)
        .max_string_length(limits.string_bytes)
        .max_result_size(limits.result_bytes)
        .max_steps(limits.steps)
        .timeout(limits.time)
        .now(now_millis)
}

/// The failure of an evaluation that was ended for its memory.
fn too_large(range: Option<Range<usize>>) -> Failure {
    Failure {
        kind: FailureKind::Limit,
        code: OUT_OF_MEMORY.to_owned(),
        message: TOO_LARGE.to_owned(),
        range,
    }
}

fn failure(error: &Error) -> Failure {
    let (kind, message) = match error.code() {
        "D1011" => (FailureKind::Limit, TOO_DEEP.to_owned()),
        OUT_OF_MEMORY => (FailureKind::Limit, TOO_LARGE.to_owned()),
        "D1012" | "U1006" => (FailureKind::Limit, TOO_LONG.to_owned()),
        _ => (FailureKind::Thrown, message(error)),
    };
    Failure {
        kind,
        code: error.code().to_owned(),
        message,
        range: error.span().map(|span| span.start..span.end),
    }
}

/// The words of JSONata 2.0.6: whole numbers without a fraction, and the limit that it names for
/// ranges, which is not the one that it has.
fn message(error: &Error) -> String {
    let message = numbers::plain_in_text(&error.message());
    if error.code() == "D2014" {
        return message.replace("exceed 1e7", "exceed 1e6");
    }
    message
}

/// The first error is the one that AWS shows; what recovery finds behind it is for editors.
fn syntax_errors(source: &str, first: &Error) -> Vec<CompileError> {
    let span = first.span().unwrap_or_default();
    let mut errors = vec![invalid(span.start..span.end, first.code(), message(first))];
    let recovered = recovered_errors(&parse_recover(source));
    errors.extend(
        recovered
            .into_iter()
            .filter(|later| later.range.start > span.end),
    );
    errors
}

/// What recovery had to pass over, in the order of the text.
pub(crate) fn recovered_errors(tree: &Ast) -> Vec<CompileError> {
    let found = tree.diagnostics.iter();
    let errors = found.filter(|found| found.severity == jlens_core::Severity::Error);
    errors
        .map(|found| {
            let range = found.span.start..found.span.end;
            invalid(range, &found.code, numbers::plain_in_text(&found.message))
        })
        .collect()
}
