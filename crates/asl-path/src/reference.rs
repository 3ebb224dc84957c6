//! Reference paths: the paths that name one place, and so can be written to, as `ResultPath` does.
//!
//! AWS fails here with `States.ReferencePathConflict`, reported many times for `ResultPath` and
//! `ItemsPath`, where the specification has `States.ResultPathMatchFailure`, which no recording shows.

use std::fmt;

use serde_json::{Map, Value};

use crate::PathError;
use crate::path::{Path, Root, StepKind, parse as parse_path};

/// A path of names and indices only, such as `$.order.items[0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePath {
    text: String,
    steps: Vec<ReferenceStep>,
}

/// One step of a reference path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceStep {
    /// A member of an object.
    Name(String),
    /// An element of an array.
    Index(usize),
}

/// The path does not fit the data: the cause as AWS words it, without the sentence about the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceFailure {
    message: String,
}

impl ReferencePath {
    /// Reads a reference path into the input (`$…`); the errors say what else it is.
    pub fn parse(text: &str) -> Result<Self, Vec<PathError>> {
        let path = parse_path(text).into_result()?;
        path.is_reference_path().map_err(|error| vec![error])?;
        if path.root != Root::Input {
            let message =
                "Only the state's own data can be written to: the path must start with '$'";
            return Err(vec![PathError {
                range: path.root_range,
                message: message.to_owned(),
            }]);
        }
        Ok(Self {
            text: text.trim().to_owned(),
            steps: steps(&path),
        })
    }

    /// The path as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The steps, outermost first; none for `$`.
    pub fn steps(&self) -> &[ReferenceStep] {
        &self.steps
    }

    fn conflict(&self, step: &ReferenceStep, document: &Value) -> ReferenceFailure {
        if document.is_object() || document.is_array() {
            let message = format!("Unable to apply step \"{step}\" to input {document}");
            return ReferenceFailure { message };
        }
        ReferenceFailure {
            message: format!(
                "Unable to apply ReferencePath {} to input {document}",
                self.text
            ),
        }
    }
}

fn steps(path: &Path) -> Vec<ReferenceStep> {
    let step = |kind: &StepKind| match kind {
        StepKind::Names(names) => names
            .first()
            .map(|name| ReferenceStep::Name(name.text.clone())),
        StepKind::Indices(indices) => {
            let index = indices
                .first()
                .and_then(|index| usize::try_from(*index).ok());
            index.map(ReferenceStep::Index)
        }
        _ => None,
    };
    path.steps
        .iter()
        .filter_map(|path_step| step(&path_step.kind))
        .collect()
}

/// The value at the path. The failure names the first step that leads nowhere.
pub fn read<'d>(document: &'d Value, path: &ReferencePath) -> Result<&'d Value, ReferenceFailure> {
    path.steps.iter().try_fold(document, |node, step| {
        let next = match step {
            ReferenceStep::Name(name) => node.as_object().and_then(|object| object.get(name)),
            ReferenceStep::Index(index) => node.as_array().and_then(|array| array.get(*index)),
        };
        next.ok_or_else(|| path.conflict(step, document))
    })
}

/// Puts `value` into `document` at the path, making objects and arrays that are not there yet.
///
/// A name fits an object, an index an array that has it or ends right before it; null and what is not
/// there become whichever the step needs. On a failure the document is as it was.
pub fn write(
    document: &mut Value,
    path: &ReferencePath,
    value: Value,
) -> Result<(), ReferenceFailure> {
    if let Some(step) = misfit(document, &path.steps) {
        return Err(path.conflict(step, document));
    }
    let mut node = document;
    for step in &path.steps {
        node = enter(node, step);
    }
    *node = value;
    Ok(())
}

/// The first step that does not fit, if any; looks before anything is changed.
fn misfit<'p>(document: &Value, steps: &'p [ReferenceStep]) -> Option<&'p ReferenceStep> {
    let mut node = Some(document);
    for (index, step) in steps.iter().enumerate() {
        // Only below the document itself does null stand for nothing yet.
        let here = node.filter(|value| index == 0 || !value.is_null());
        node = match (step, here) {
            (ReferenceStep::Name(name), Some(Value::Object(object))) => object.get(name),
            (ReferenceStep::Index(index), Some(Value::Array(array))) if *index <= array.len() => {
                array.get(*index)
            }
            (ReferenceStep::Name(_) | ReferenceStep::Index(0), None) => None,
            _ => return Some(step),
        };
    }
    None
}

/// The place below `node`, made when it is not there; `misfit` has seen to it that the step fits.
fn enter<'d>(node: &'d mut Value, step: &ReferenceStep) -> &'d mut Value {
    match step {
        ReferenceStep::Name(name) => {
            if !node.is_object() {
                *node = Value::Object(Map::new());
            }
            &mut node[name.as_str()]
        }
        ReferenceStep::Index(index) => {
            if !node.is_array() {
                *node = Value::Array(Vec::new());
            }
            if let Some(array) = node.as_array_mut().filter(|array| *index >= array.len()) {
                array.push(Value::Null);
            }
            &mut node[*index]
        }
    }
}

impl ReferenceFailure {
    /// The error name.
    pub const ERROR: &str = asl_lang::reserved::REFERENCE_PATH_CONFLICT;
}

impl fmt::Display for ReferenceStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Index(index) => write!(f, "{index}"),
        }
    }
}

impl fmt::Display for ReferenceFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReferenceFailure {}
