//! Choice rules as conditions: `Variable` and `StringEquals` are `{% $states.input.status = 'ready' %}`.
//!
//! A rule fails where its variable is missing, and a comparison with a value of another type is false; in JSONata it is
//! the other way round. So a condition tests first that the variable is there, unless an earlier test has done so, and
//! of what type it is, unless the comparison is `=`, which no other type passes.

mod known;
mod pattern;
mod test;

use asl_lang::{OperandKind, choice_operator};
use asl_syntax::ast::{Mapping, Value};

use super::expr::{Expr, Kind, Level, Need, merge};
use super::path::{Leaf, Scope};
use super::{Notes, Stop, Why, text};
use crate::convert::node::Node;
pub(super) use known::Known;
use test::Test;

/// A condition while it is made.
struct Condition {
    expr: Expr,
    /// What is known after it held, and after it did not.
    yes: Known,
    no: Known,
}

/// Converts rules one after the other.
pub(super) struct Rules<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) notes: &'a mut Notes,
}

impl Rules<'_> {
    /// The `Condition` of a rule, what it needs, and what the next rule knows. `before` must hold before anything is
    /// looked at.
    pub(super) fn condition(
        &mut self,
        rule: &Mapping,
        known: &Known,
        before: &[Need],
    ) -> Result<(Node, Vec<Need>, Known), Stop> {
        let mut all = known.clone();
        all.add(before);
        let mut condition = self.rule(rule, &all)?;
        let own = std::mem::take(&mut condition.expr.needs);
        merge(&mut condition.expr.needs, before);
        merge(&mut condition.expr.needs, &own);
        let code = format!("{{% {} %}}", condition.expr.guarded());
        Ok((Node::text(code), condition.expr.needs, condition.no))
    }

    fn rule(&mut self, rule: &Mapping, known: &Known) -> Result<Condition, Stop> {
        for (name, is_and) in [("And", true), ("Or", false)] {
            if let Some(value) = rule.value(name) {
                return self.all(&value, is_and, known);
            }
        }
        if let Some(value) = rule.value("Not") {
            let Value::Mapping(inner) = &value else {
                return Err(Stop::at(
                    value.range(),
                    Why::new("A rule must be an object"),
                ));
            };
            let inner = self.rule(inner, known)?;
            let mut expr = Expr::new(
                format!("$not({})", inner.expr.code),
                Level::Atom,
                Kind::Other,
            );
            expr.needs = inner.expr.needs;
            return Ok(Condition {
                expr,
                yes: inner.no,
                no: inner.yes,
            });
        }
        self.test(rule, known)
    }

    /// `And` or `Or`: each rule is looked at only if those before it left the answer open.
    fn all(&mut self, rules: &Value, is_and: bool, known: &Known) -> Result<Condition, Stop> {
        let level = if is_and { Level::And } else { Level::Or };
        let mut codes = Vec::new();
        let mut whole = Expr::new("", level, Kind::Other);
        // What is known where the rules go on, and what where one of them has decided.
        let (mut open, mut decided): (Known, Option<Known>) = (known.clone(), None);
        let items: Vec<Value> = rules
            .as_sequence()
            .map_or_else(Vec::new, |it| it.values().collect());
        for (index, item) in items.iter().enumerate() {
            let Value::Mapping(item) = item else {
                return Err(Stop::at(item.range(), Why::new("A rule must be an object")));
            };
            let part = self.rule(item, &open)?;
            if index == 0 {
                merge(&mut whole.needs, &part.expr.needs);
            }
            let rest: Vec<Need> = part
                .expr
                .needs
                .iter()
                .filter(|it| !whole.needs.iter().any(|known| it.follows_from(known)))
                .cloned()
                .collect();
            codes.push(or_error(&part.expr, &rest, level));
            let (goes_on, decides) = if is_and {
                (part.yes, part.no)
            } else {
                (part.no, part.yes)
            };
            let decides = open.and(&decides);
            decided = Some(decided.map_or_else(|| decides.clone(), |it| it.common(&decides)));
            open = open.and(&goes_on);
        }
        if codes.is_empty() {
            return Err(Stop::at(rules.range(), Why::new("There is no rule here")));
        }
        if codes.len() == 1 {
            whole.level = Level::Condition;
        }
        whole.code = codes.join(if is_and { " and " } else { " or " });
        let decided = decided.unwrap_or_default();
        let (yes, no) = if is_and {
            (open, decided)
        } else {
            (decided, open)
        };
        Ok(Condition {
            expr: whole,
            yes,
            no,
        })
    }

    fn test(&mut self, rule: &Mapping, known: &Known) -> Result<Condition, Stop> {
        let operators = rule.entries().filter_map(|entry| {
            let operator = choice_operator(&entry.key()?.text())?;
            Some((operator, entry.value()?))
        });
        let Some((operator, operand)) = operators.into_iter().next() else {
            return Err(Stop::at(
                rule.range(),
                Why::new("The rule has no comparison operator"),
            ));
        };
        let Some(variable) = rule.value("Variable") else {
            return Err(Stop::at(rule.range(), Why::new("The rule has no variable")));
        };
        let variable = self.path(&variable)?;
        let test = Test {
            variable: &variable,
            known,
        };
        let stop = |why| Stop::at(operand.range(), why);
        if operator.operand == OperandKind::TypeTest {
            let wanted = Node::read(&operand).to_json().as_bool();
            let wanted =
                wanted.ok_or_else(|| stop(Why::new("The operator takes true or false")))?;
            return test.kind(operator.name, wanted).map_err(stop);
        }
        if operator.is_path {
            let other = self.path(&operand)?;
            return Ok(test.compare_with(operator, &other));
        }
        test.compare(operator, &Node::read(&operand)).map_err(stop)
    }

    fn path(&mut self, value: &Value) -> Result<Expr, Stop> {
        let path = super::template::path_of(value)?;
        let stop = |why| Stop::at(value.range(), why);
        self.notes.at = value.range();
        self.notes.spread(&path);
        let found = self.scope.resolve(&path, Leaf::Missing).map_err(stop)?;
        self.notes.settle(found).expr().map_err(stop)
    }
}

/// A part of `and` or `or` that fails where something is missing that it alone needs.
fn or_error(expr: &Expr, needs: &[Need], level: Level) -> String {
    if needs.is_empty() {
        return expr.at(level);
    }
    let tests: Vec<String> = needs.iter().map(Need::to_string).collect();
    let wrong: Vec<String> = needs.iter().map(Need::wrong).collect();
    let message = text::text(&wrong.join(" or "));
    format!(
        "({} ? {} : $error({message}))",
        tests.join(" and "),
        expr.at(Level::Or)
    )
}
