//! Expressions and values of JSONata that can never be what their field needs.

use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::reserved::JSONATA_OPEN;
use asl_lang::{Place, QueryLanguage, StateType, ValueKind};
use asl_model::{Code, Expression, StateFacts};

use super::leftovers;
use crate::findings::Findings;
use crate::literal::Literal;
use crate::table::WRONG_RESULT;
use crate::walk::{Member, Object};

/// What a field needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Bool,
    Number,
}

/// What an expression gives, as far as its form says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gives {
    Text,
    Number,
    Bool,
    Null,
}

/// Judges every expression in a field that takes values of one kind only.
pub(super) fn results(facts: &StateFacts, language: QueryLanguage, findings: &mut Findings) {
    for expression in facts.expressions(language) {
        let Code::Jsonata(tree) = expression.code() else {
            continue;
        };
        let Some(needs) = needs(expression) else {
            continue;
        };
        let whole_field = expression.assigns.is_none() && tree.errors.is_empty();
        if !whole_field || !expression.is_closed {
            continue;
        }
        let wrong = gives(&tree.root).filter(|it| !fits(*it, needs));
        // What AWS refuses is another finding.
        let is_taken = || asl_jsonata::Expression::compile(expression.text()).is_ok();
        if let Some(gives) = wrong.filter(|_| is_taken()) {
            let message = format!(
                "\"{}\" needs {}, and this is {}",
                expression.field,
                needs.title(),
                gives.title()
            );
            findings.report(&WRONG_RESULT, expression.range(), message);
        } else if let Some(message) = out_of_range(expression, &tree.root) {
            findings.report(&WRONG_RESULT, expression.range(), message);
        }
    }
}

/// A number that is written out and is less or more than the field takes.
#[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
fn out_of_range(expression: &Expression, node: &Node) -> Option<String> {
    let value = constant(node)?;
    let field = asl_lang::field(expression.place, expression.field)?;
    let ValueKind::Integer { min, max } = field.value else {
        return None;
    };
    let (word, limit) = match value {
        it if it < min as f64 => ("least", min),
        it if it > max as f64 => ("most", max),
        _ => return None,
    };
    let name = expression.field;
    Some(format!(
        "\"{name}\" must be at {word} {limit}, and this is {value}"
    ))
}

fn constant(node: &Node) -> Option<f64> {
    match &node.kind {
        _ if !node.attached.is_empty() => None,
        NodeKind::Number(it) => Some(*it),
        NodeKind::Negate(it) => constant(it).map(|it| -it),
        _ => None,
    }
}

/// A Map in JSONata whose items are no list and nothing that gives one. An object has members to go through.
pub(super) fn items(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    if object.place != Place::State(StateType::Map) || member.name != "Items" {
        return;
    }
    let is_value = match &member.literal {
        Literal::Null | Literal::Bool(_) | Literal::Number(_) => true,
        // An expression that is not closed and a path are findings of their own.
        Literal::Text(it) => !it.contains(JSONATA_OPEN) && !leftovers::is_path(it),
        Literal::Object | Literal::List | Literal::Unknown => false,
    };
    if object.is_jsonata() && is_value {
        let found = member.literal.title();
        let message = format!("\"Items\" needs a list, and this is {found}");
        findings.report(&WRONG_RESULT, member.value_range(), message);
    }
}

fn needs(expression: &Expression) -> Option<Needs> {
    match (expression.place, expression.field) {
        (Place::ChoiceRule, "Condition") => Some(Needs::Bool),
        (Place::State(_), "Seconds" | "TimeoutSeconds" | "HeartbeatSeconds" | "MaxConcurrency") => {
            Some(Needs::Number)
        }
        _ => None,
    }
}

fn fits(gives: Gives, needs: Needs) -> bool {
    match needs {
        Needs::Bool => gives == Gives::Bool,
        Needs::Number => gives == Gives::Number,
    }
}

/// `None` where it depends on data.
fn gives(node: &Node) -> Option<Gives> {
    if !node.attached.is_empty() {
        return None;
    }
    match &node.kind {
        NodeKind::Text(_) => Some(Gives::Text),
        NodeKind::Number(_) | NodeKind::Negate(_) => Some(Gives::Number),
        NodeKind::Bool(_) => Some(Gives::Bool),
        NodeKind::Null => Some(Gives::Null),
        NodeKind::Binary { operator, .. } => match *operator {
            "&" => Some(Gives::Text),
            "+" | "-" | "*" | "/" | "%" => Some(Gives::Number),
            "=" | "!=" | "<" | "<=" | ">" | ">=" | "and" | "or" | "in" => Some(Gives::Bool),
            _ => None,
        },
        _ => None,
    }
}

impl Needs {
    fn title(self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Number => "a number",
        }
    }
}

impl Gives {
    fn title(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Null => "null",
        }
    }
}
