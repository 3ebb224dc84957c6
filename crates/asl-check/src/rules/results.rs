//! Expressions of JSONata that can never have the value that their field needs.

use asl_jsonata::syntax::{Node, NodeKind};
use asl_lang::{Place, QueryLanguage};
use asl_model::{Code, Expression, StateFacts};

use crate::findings::Findings;
use crate::table::WRONG_RESULT;

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
        }
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
        NodeKind::Number(_) => Some(Gives::Number),
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
