//! A compiled expression.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use crate::engine::Engine;
use crate::error::{CompileError, CompileErrorKind, Failure};
use crate::placeholder::{masked, placeholders};
use crate::scope::{Limits, Scope};
use crate::simple::Simple;
use crate::survey::{MemberUse, Survey, VariableUse};

/// Whose rules an expression follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Step Functions: no document, so no bare names at the top level and no `$$`; no `$eval`.
    StepFunctions,
    /// JSONata alone, against a document.
    Plain,
}

/// An expression, ready to be evaluated; cheap to clone.
#[derive(Clone, Debug)]
pub struct Expression(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    source: String,
    placeholders: Vec<Range<usize>>,
    engine: Engine,
    variables: Vec<VariableUse>,
    members: Vec<MemberUse>,
    whole_states: bool,
    simple: Option<Simple>,
}

impl Expression {
    /// Compiles an expression of a state machine, without its `{%` and `%}`.
    pub fn compile(source: &str) -> Result<Self, Vec<CompileError>> {
        Self::compile_as(source, Dialect::StepFunctions)
    }

    /// Compiles an expression by the rules of a dialect.
    pub fn compile_as(source: &str, dialect: Dialect) -> Result<Self, Vec<CompileError>> {
        let placeholders = placeholders(source);
        let text = if placeholders.is_empty() {
            Cow::Borrowed(source)
        } else {
            Cow::Owned(masked(source, &placeholders))
        };
        let (engine, survey) = Engine::compile(&text, dialect)?;
        let Survey {
            variables,
            members,
            whole_states,
            errors,
            simple,
        } = survey;
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self(Arc::new(Compiled {
            source: source.to_owned(),
            placeholders,
            engine,
            variables,
            members,
            whole_states,
            simple,
        })))
    }

    /// The text that it was compiled from.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// The placeholders, such as `${Limit}`, that a deployment replaces. Each stands for a variable
    /// that nobody has assigned; inside of strings they are text.
    pub fn placeholders(&self) -> &[Range<usize>] {
        &self.0.placeholders
    }

    /// Every variable that it reads or calls, in the order of the text; also those that it binds
    /// itself and the functions of the language.
    pub fn variables(&self) -> &[VariableUse] {
        &self.0.variables
    }

    /// The names that directly follow `$states`, in the order of the text.
    pub fn states_members(&self) -> &[MemberUse] {
        &self.0.members
    }

    /// Whether it uses `$states` as a whole, so that it may read any member.
    pub fn uses_whole_states(&self) -> bool {
        self.0.whole_states
    }

    /// Where it reads a member of `$states` by name, if it does.
    pub fn states_member(&self, name: &str) -> Option<Range<usize>> {
        let member = self.0.members.iter().find(|member| member.name == name)?;
        Some(member.range.clone())
    }

    /// Evaluates it. No value is JSONata's undefined.
    pub fn evaluate<S: Scope + ?Sized>(
        &self,
        scope: &S,
        limits: &Limits,
    ) -> Result<Option<Value>, Failure> {
        if let Some(simple) = &self.0.simple
            && let Ok(answer) = simple.answer(scope, limits)
        {
            return Ok(answer);
        }
        self.0.engine.evaluate(
            &self.0.variables,
            &self.0.members,
            self.0.whole_states,
            scope,
            limits,
        )
    }
}

pub(crate) fn invalid(range: Range<usize>, code: &str, message: String) -> CompileError {
    CompileError {
        range,
        code: code.to_owned(),
        message,
        kind: CompileErrorKind::Invalid,
    }
}
