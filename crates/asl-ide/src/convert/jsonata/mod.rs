//! JSONPath states as JSONata states that do the same.
//!
//! What differs wherever data is not as the definition expects: a JSONPath state ends the execution with
//! `States.Runtime`, a JSONata state fails with `States.QueryEvaluationError`, which can be caught; a name on an array is
//! a failure for a path, JSONata looks into the items. Numbers are doubles in JSONata, so that `1.0` is written `1`.

mod choice;
mod expr;
mod filter;
mod handlers;
mod intrinsic;
mod map;
mod output;
mod path;
mod state;
mod template;
mod text;
mod value;

use asl_path::PathError;
use asl_path::path::{Criterion, Path, StepKind};
use asl_syntax::TextRange;
use expr::{Expr, Kind, Need};
use value::Val;

use super::{Note, Refused};
pub(super) use state::{Source, convert_state};

/// Why something cannot be converted.
#[derive(Debug, Clone)]
pub(super) struct Why(String);

impl Why {
    fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    fn of(errors: &[PathError]) -> Self {
        Self(
            errors
                .first()
                .map_or_else(String::new, |it| it.message.clone()),
        )
    }

    fn name(name: &str) -> Self {
        Self(format!(
            "JSONata has no step to a member with the name \"{name}\""
        ))
    }

    fn negative() -> Self {
        Self("A negative index always leads to null, which JSONata has no step for".to_owned())
    }

    fn spread() -> Self {
        Self("An index or a filter applies to each of the values before it; in JSONata it would apply to all of them together".to_owned())
    }
}

/// The same with its place.
#[derive(Debug, Clone)]
pub(super) struct Stop(Refused);

impl Stop {
    fn at(range: TextRange, why: Why) -> Self {
        Self(Refused {
            range,
            reason: why.0,
        })
    }

    pub(super) fn into_refused(self) -> Refused {
        self.0
    }
}

/// What a user should know of what was converted.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The value that is being converted.
    at: TextRange,
    /// Whether expressions test the form of the data wherever a path would; else notes say what differs.
    exact: bool,
    pub(super) all: Vec<Note>,
}

impl Notes {
    /// `exact` asks for expressions that test the form of the data.
    pub(super) fn new(exact: bool) -> Self {
        Self {
            exact,
            ..Self::default()
        }
    }

    fn add(&mut self, text: impl Into<String>) {
        let note = Note {
            range: self.at,
            text: text.into(),
        };
        if !self.all.contains(&note) {
            self.all.push(note);
        }
    }

    /// Decides what becomes of a path's demands.
    fn settle(&mut self, value: Val) -> Val {
        let Val::Code(mut expr) = value else {
            return value;
        };
        let demands = std::mem::take(&mut expr.demands);
        self.demand(&mut expr, &demands, None);
        Val::Code(expr)
    }

    /// Makes an expression test what it demands, or says what happens without. `of` names the function that demands it.
    fn demand(&mut self, expr: &mut Expr, demands: &[Need], of: Option<&str>) {
        if self.exact {
            let own = std::mem::take(&mut expr.needs);
            expr::merge(&mut expr.needs, demands);
            expr::merge(&mut expr.needs, &own);
            // Those find something else where the test fails.
            let finds = |it: &&Need| matches!(it, Need::IsOrMissing(_, "array"));
            demands
                .iter()
                .filter(finds)
                .for_each(|it| self.unlike(it, of));
            return;
        }
        for demand in demands {
            self.unlike(demand, of);
        }
    }

    /// Says what happens where data is of another form.
    fn unlike(&mut self, demand: &Need, of: Option<&str>) {
        let text = match (demand, of) {
            (Need::Is(_, kind), Some(function)) => {
                format!("{function} fails on what is no {kind}, JSONata may go on")
            }
            (_, Some(function)) => {
                format!("{function} fails on numbers that are too small or too large, JSONata goes on")
            }
            (Need::Is(_, "object") | Need::IsOrMissing(_, "object"), None) => {
                "A name after an array fails in a path, JSONata looks into the items".to_owned()
            }
            (Need::Is(_, "array"), None) => {
                "An index or a slice of what is no array fails in a path, JSONata takes it for an array of one".to_owned()
            }
            (Need::IsOrMissing(..), None) => {
                "'[*]' finds the members of an object and nothing in other values that are no array, JSONata takes them for an array of one".to_owned()
            }
            (Need::IsNot(_, "null"), None) => {
                "A path fails where the input is null, JSONata goes on".to_owned()
            }
            _ => "ResultPath fails where it meets an array, JSONata goes on".to_owned(),
        };
        self.add(text);
    }

    /// Says that a value is printed otherwise, if it may be.
    fn printed(&mut self, part: &Expr) {
        let plain = |it: &&str| expr::can_be(&part.shape, it);
        let known = matches!(part.kind, Kind::Text | Kind::Timestamp | Kind::Whole);
        if !known && ["object", "array", "number"].iter().any(plain) {
            self.add("States.Format prints objects and arrays as Java does, and 1.0 as 1.0; JSONata prints JSON, and 1");
        }
    }

    /// Where a path leads to parts of several things, JSONata takes arrays among the parts apart. What `[*]` alone finds
    /// are the items as they are.
    fn spread(&mut self, path: &Path) {
        let joins = match path.steps.last().map(|it| &it.kind) {
            Some(StepKind::Names(_) | StepKind::Slice { .. } | StepKind::Filter(_)) => true,
            Some(StepKind::Indices(indices)) => indices.len() > 1,
            _ => false,
        };
        let compares = |it: &StepKind| match it {
            StepKind::Filter(filter) => filter
                .any
                .iter()
                .flatten()
                .any(|it| matches!(it, Criterion::Compare { .. })),
            _ => false,
        };
        if path.steps.iter().any(|it| compares(&it.kind)) {
            self.add("A filter of a path takes texts that hold numbers for numbers and passes over null; JSONata may fail there");
        }
        if joins && !path.is_definite() {
            self.add("Where this finds arrays, JSONata joins their items to one array");
        }
    }
}

/// Whether an expression has a value wherever it may stand.
fn is_given(code: &str) -> bool {
    let name = code.strip_prefix('$').unwrap_or_default();
    let name = name.strip_prefix("states.").unwrap_or(name);
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
