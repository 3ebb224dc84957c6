//! The variable that is named at the cursor, in either query language: one that states assign, or
//! one that lives inside a JSONata expression.

use std::ops::Range;

use asl_jsonata::syntax::{Tree, occurrences};
use asl_lang::{limits, reserved::STATES_VARIABLE};
use asl_model::{Code, Expression, Model, State, VariableName};
use asl_syntax::{TextRange, TextSize};

use crate::{Analysis, Document, FilePosition};

/// A variable in the text.
#[derive(Debug, Clone)]
pub(crate) struct NamedVariable {
    /// Where its name stands at the cursor, without the dollar sign.
    pub(crate) range: TextRange,
    /// Its name without the dollar sign.
    pub(crate) name: String,
    /// Every place that names it, in the order of the text.
    pub(crate) places: Vec<VariablePlace>,
    /// It lives inside one expression.
    pub(crate) is_local: bool,
}

/// A place that names a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VariablePlace {
    /// Where the name stands, without the dollar sign.
    pub(crate) range: TextRange,
    /// The whole assignment, or the name where there is none.
    pub(crate) full_range: TextRange,
    /// It gives the variable a value.
    pub(crate) is_write: bool,
}

/// The document at a position with the variable that is named there.
pub(crate) fn variable_named_at(
    analysis: &Analysis,
    at: FilePosition,
) -> Option<(&Document, NamedVariable)> {
    let document = analysis.document(at.file)?;
    Some((document, variable_at(document.model(), at.offset)?))
}

/// The variable that the offset touches, its dollar sign included.
pub(crate) fn variable_at(model: &Model, offset: TextSize) -> Option<NamedVariable> {
    let variables = model.variables();
    let Some(name) = variables.at(offset) else {
        return local_at(model, offset);
    };
    let places = variables.same(name).map(|it| place(model, it));
    Some(NamedVariable {
        range: name.range,
        name: name.name.clone(),
        places: places.collect(),
        is_local: false,
    })
}

fn place(model: &Model, name: &VariableName) -> VariablePlace {
    let is_write = name.set_by.is_some();
    let entry = || {
        let root = model.parse().syntax();
        let token = crate::tokens::token_at(&root, name.range.start())?;
        let mut around = token.parent_ancestors();
        let entry = around.find(|it| it.kind() == asl_syntax::SyntaxKind::ENTRY)?;
        Some(entry.text_range())
    };
    VariablePlace {
        range: name.range,
        full_range: entry().filter(|_| is_write).unwrap_or(name.range),
        is_write,
    }
}

/// A variable that the expression at the offset makes itself.
fn local_at(model: &Model, offset: TextSize) -> Option<NamedVariable> {
    let state = model.state(model.state_at(offset)?);
    let (expression, at) = state.expression_at(offset)?;
    let Code::Jsonata(tree) = expression.code() else {
        return None;
    };
    let all = occurrences(tree);
    let touched = all
        .iter()
        .find(|it| it.made.is_some() && it.range.start <= at && at <= it.range.end)?;
    let same = all.iter().filter(|it| it.made == touched.made);
    let places = same.map(|it| {
        let range = name_range(state, expression, it.range.clone());
        VariablePlace {
            range,
            full_range: range,
            is_write: it.made.as_ref() == Some(&it.range),
        }
    });
    Some(NamedVariable {
        range: name_range(state, expression, touched.range.clone()),
        name: touched.name.clone(),
        places: places.collect(),
        is_local: true,
    })
}

/// Behind the dollar sign.
fn name_range(state: &State, expression: &Expression, range: Range<usize>) -> TextRange {
    state.to_document(expression.place_of(range.start + 1..range.end))
}

/// Why a variable cannot have that name, in words for the user.
pub(crate) fn refuse_name(model: &Model, variable: &NamedVariable, name: &str) -> Option<String> {
    if !asl_path::path::is_variable_name(name) {
        let message =
            "A variable's name begins with a letter or _ and goes on with letters, digits and _";
        return Some(message.to_owned());
    }
    if name.chars().count() > limits::VARIABLE_NAME_CHARS {
        let most = limits::VARIABLE_NAME_CHARS;
        return Some(format!("A variable's name has at most {most} characters"));
    }
    if name == STATES_VARIABLE {
        return Some("\"states\" is kept for the state's data".to_owned());
    }
    if asl_jsonata::function(name).is_some() {
        return Some(format!("${name} is a function of JSONata"));
    }
    is_taken(model, variable, name).then(|| format!("There is a variable ${name} already"))
}

/// Another variable of that name would be mistaken for this one, or this one for it.
fn is_taken(model: &Model, variable: &NamedVariable, name: &str) -> bool {
    let places = variable.places.iter();
    let mut expressions = places.filter_map(|place| {
        let state = model.state(model.state_at(place.range.start())?);
        Some(state.expression_at(place.range.start())?.0)
    });
    let in_expression =
        |it: &Expression| matches!(it.code(), Code::Jsonata(tree) if has_local(tree, name));
    if expressions.any(in_expression) {
        return true;
    }
    let variables = model.variables();
    let known = variables.at(variable.range.start());
    !variable.is_local && known.is_some_and(|it| variables.taken(model, it, name).is_some())
}

/// Whether an expression has a variable of that name, its own or not.
fn has_local(tree: &Tree, name: &str) -> bool {
    occurrences(tree).iter().any(|it| it.name == name)
}
