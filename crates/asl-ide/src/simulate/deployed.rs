//! The definition that runs: with values for its placeholders and for the functions of a template.

use asl_check::table::{CONTENT_AFTER_DOCUMENT, SYNTAX_ERROR, UNSUPPORTED_YAML};
use asl_check::{CheckConfig, Deployed};
use asl_interp::CompileError;
use asl_model::Model;
use asl_model::host::{Likely, names};
use asl_syntax::ast::Root;
use asl_syntax::{TextRange, pointer};
use serde_json::Value;

use super::{SimulateError, SimulateProblem};
use crate::Document;
use crate::embedded::Values;

/// A document as it is deployed, as far as that is known.
pub(crate) struct Runnable<'a> {
    document: &'a Document,
    deployed: Option<Deployed>,
    /// What the functions of the template stand for, in a definition that may have some.
    likely: Option<&'a Likely>,
}

impl<'a> Runnable<'a> {
    pub(crate) fn new(document: &'a Document, values: &Values, likely: Option<&'a Likely>) -> Self {
        let deployed = if values.is_empty() {
            None
        } else {
            Deployed::of(document.model(), values)
        };
        Self {
            document,
            deployed,
            likely,
        }
    }

    /// The definition as a JSON value, when its text can be read.
    pub(crate) fn definition(&self) -> Result<Value, SimulateError> {
        let mut problems = self.unreadable();
        if problems.is_empty() {
            if let Some(value) = self.recovered() {
                return Ok(value);
            }
            let start = TextRange::default();
            problems.push(self.at(start, "The document is empty"));
        }
        Err(SimulateError { problems })
    }

    /// The same, whatever state the text is in: what can be made out of it.
    pub(crate) fn recovered(&self) -> Option<Value> {
        let value = self.model().parse().root().value()?;
        Some(match self.likely {
            Some(likely) => likely.json(&value),
            None => value.to_json(),
        })
    }

    /// What the interpreter found in the definition.
    pub(crate) fn compiling(&self, errors: Vec<CompileError>) -> SimulateError {
        let root = self.model().parse().root();
        let problem = |error: CompileError| match place(&root, &error.pointer) {
            Some(range) => self.at(range, &(error.message + &self.open_name(range))),
            None => SimulateProblem::unplaced(error.to_string()),
        };
        SimulateError {
            problems: errors.into_iter().map(problem).collect(),
        }
    }

    fn model(&self) -> &Model {
        let deployed = self.deployed.as_ref();
        deployed.map_or(self.document.model(), Deployed::model)
    }

    fn at(&self, range: TextRange, message: &str) -> SimulateProblem {
        let deployed = self.deployed.as_ref();
        let range = deployed.map_or(range, |it| it.in_source(range));
        SimulateProblem::at(self.document, range, message)
    }

    /// What is said of a value for which nothing is filled in.
    fn open_name(&self, range: TextRange) -> String {
        let text = self
            .model()
            .parse()
            .syntax()
            .text()
            .slice(range)
            .to_string();
        match names(&text).into_iter().next() {
            Some(name) if !text.contains('\n') => format!(
                "; nothing says what ${{{}}} is: a template beside it, or [substitutions] in asl.toml",
                &text[name]
            ),
            _ => String::new(),
        }
    }

    /// What keeps the text from being read, in the words of the diagnostics.
    fn unreadable(&self) -> Vec<SimulateProblem> {
        let errors = self.model().parse().errors().iter();
        let mut errors = errors.filter(|it| !it.kind.is_harmless()).peekable();
        if errors.peek().is_none() {
            return Vec::new();
        }
        let breaking = [&SYNTAX_ERROR, &CONTENT_AFTER_DOCUMENT, &UNSUPPORTED_YAML];
        let found = asl_check::check(self.model(), &CheckConfig::default());
        let problems: Vec<_> = found
            .iter()
            .filter(|it| breaking.iter().any(|rule| rule.code == it.rule.code))
            .map(|it| self.at(it.range, &it.message))
            .collect();
        if !problems.is_empty() {
            return problems;
        }
        // The document itself silences those rules; it still cannot be read.
        errors.map(|it| self.at(it.range, it.message())).collect()
    }
}

/// The value that the pointer names; of an object or a list its key, which fits on a line. For one
/// that is not there the nearest one around it.
fn place(root: &Root, pointer: &str) -> Option<TextRange> {
    let Some(value) = pointer::resolve(root, pointer) else {
        return place(root, pointer.rsplit_once('/')?.0);
    };
    let key = pointer::resolve_entry(root, pointer).and_then(|it| it.key());
    match (value.as_scalar(), key) {
        (None, Some(key)) => Some(key.range()),
        _ => Some(value.range()),
    }
}
