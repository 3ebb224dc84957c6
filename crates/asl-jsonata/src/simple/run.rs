//! A simple expression, computed.

use std::cmp::Ordering;

use serde_json::Value;

use super::datum::{Copier, Datum, View, collapsed, number};
use super::{Each, Lambda, Operator, Term, Unclear, Whole};
use crate::scope::{Limits, Scope};

/// More than this is for the engine, which counts what it does and can be interrupted.
const MOST: u64 = 500_000;

/// The most steps that the engine takes for one of ours.
const STEPS_OF_THE_ENGINE: u64 = 4;

/// What an evaluation may do before it is left to the engine: steps, and bytes of what it makes. Both
/// end well before the limits, so that none of them is passed here.
pub(super) fn budget(limits: &Limits) -> u64 {
    let bytes = limits.result_bytes.min(limits.string_bytes) as u64;
    MOST.min(limits.steps / STEPS_OF_THE_ENGINE)
        .min(bytes)
        .min(limits.items as u64)
}

pub(super) struct Run<'d, S: ?Sized> {
    scope: &'d S,
    /// The variables of the expression itself.
    locals: Vec<Datum<'d>>,
    left: u64,
}

impl<'d, S: Scope + ?Sized> Run<'d, S> {
    pub(super) fn new(scope: &'d S, budget: u64) -> Self {
        Self {
            scope,
            locals: Vec::new(),
            left: budget,
        }
    }

    /// The value of an expression or undefined. With `exact` integers stay as they are in the data
    /// where doubles do not hold them; without, they are for the engine.
    pub(super) fn answer(mut self, root: &'d Term, exact: bool) -> Result<Option<Value>, Unclear> {
        let datum = self.term(root).ok_or(Unclear)?;
        if datum.is_missing() {
            return Ok(None);
        }
        let left = self.left;
        let copied = Copier { left, exact }.copy(&datum);
        copied.map(Some).ok_or(Unclear)
    }

    fn term(&mut self, term: &'d Term) -> Option<Datum<'d>> {
        self.charge(1)?;
        match term {
            Term::Constant(value) => Some(Datum::Lent(value)),
            Term::Local(slot) => self.locals.get(*slot).cloned(),
            // It may be a function, or nothing.
            Term::Variable(name) => self.scope.variable(name).map(Datum::Lent),
            Term::States(member) => {
                let value = member.and_then(|member| self.scope.states(member));
                Some(value.map_or(Datum::Missing, Datum::Lent))
            }
            Term::Names(start, names) => self.names(start, names),
            Term::Negate(operand) => match self.term(operand)?.view() {
                View::Missing => Some(Datum::Missing),
                View::Number(operand) => number(-operand),
                _ => None,
            },
            Term::Both(operator, operands) => self.both(*operator, operands),
            Term::Condition(nodes) => self.condition(nodes),
            Term::Record(members) => self.record(members),
            Term::Block(statements) => self.block(statements),
            Term::Each(each, items, lambda) => self.each(*each, items, lambda),
            Term::Whole(whole, value) => {
                let value = self.term(value)?;
                self.whole(*whole, &value)
            }
        }
    }

    fn charge(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps as u64)?;
        Some(())
    }

    fn names(&mut self, start: &'d Term, names: &'d [String]) -> Option<Datum<'d>> {
        let value = match start {
            // A function has no members.
            Term::Variable(name) if !names.is_empty() => {
                let value = self.scope.variable(name);
                value.map_or(Datum::Missing, Datum::Lent)
            }
            _ => self.term(start)?,
        };
        if !names.is_empty()
            && let View::Array(items) = value.view()
        {
            self.charge(items.saturating_mul(names.len()))?;
        }
        value.follow(names)
    }

    fn both(&mut self, operator: Operator, [left, right]: &'d [Term; 2]) -> Option<Datum<'d>> {
        let left = self.term(left)?;
        if matches!(operator, Operator::And | Operator::Or) {
            let decides = operator == Operator::Or;
            let mut holds = left.truth()?;
            if holds != decides {
                holds = self.term(right)?.truth()?;
            }
            return Some(Datum::Bool(holds));
        }
        let right = self.term(right)?;
        match operator {
            Operator::Equal => equal(&left, &right, true).map(Datum::Bool),
            Operator::Unequal => equal(&left, &right, false).map(Datum::Bool),
            Operator::Join => {
                let text = left.text()? + right.text()?;
                self.charge(text.len())?;
                Some(Datum::Text(text.into()))
            }
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::Remainder => arithmetic(operator, &left, &right),
            _ => compare(operator, &left, &right),
        }
    }

    fn condition(&mut self, nodes: &'d [Term]) -> Option<Datum<'d>> {
        let holds = self.term(nodes.first()?)?.truth()?;
        match nodes.get(if holds { 1 } else { 2 }) {
            Some(branch) => self.term(branch),
            None => Some(Datum::Missing),
        }
    }

    fn record(&mut self, members: &'d [(String, Term)]) -> Option<Datum<'d>> {
        let mut record = Vec::with_capacity(members.len());
        for (name, member) in members {
            let value = self.term(member)?;
            if !value.is_missing() {
                record.push((name.as_str(), value));
            }
        }
        Some(Datum::Record(record.into()))
    }

    fn block(&mut self, statements: &'d [(bool, Term)]) -> Option<Datum<'d>> {
        let visible = self.locals.len();
        let mut last = Datum::Missing;
        for (binds, statement) in statements {
            last = self.term(statement)?;
            if *binds {
                self.locals.push(last.clone());
            }
        }
        self.locals.truncate(visible);
        Some(last)
    }

    fn each(&mut self, each: Each, items: &'d Term, lambda: &'d Lambda) -> Option<Datum<'d>> {
        let mut whole = self.term(items)?;
        let items = match whole.view() {
            View::Missing => return Some(Datum::Missing),
            View::Array(items) => items,
            _ => {
                whole = Datum::Items([whole].into());
                1
            }
        };
        let mut kept = Vec::with_capacity(items);
        for index in 0..items {
            let item = whole.item(index);
            match each {
                Each::Map => {
                    let made = self.called(lambda, &item, index, &whole)?;
                    if !made.is_missing() {
                        kept.push(made);
                    }
                }
                Each::Filter => {
                    if self.called(lambda, &item, index, &whole)?.truth()? {
                        kept.push(item);
                    }
                }
            }
        }
        Some(collapsed(kept))
    }

    /// What a lambda makes of an item; it may ask for the index and for all items as well.
    fn called(
        &mut self,
        lambda: &'d Lambda,
        item: &Datum<'d>,
        index: usize,
        whole: &Datum<'d>,
    ) -> Option<Datum<'d>> {
        self.charge(1)?;
        let visible = self.locals.len();
        #[expect(clippy::cast_precision_loss, reason = "an index is small")]
        for parameter in 0..lambda.parameters {
            self.locals.push(match parameter {
                0 => item.clone(),
                1 => Datum::Number(index as f64),
                2 => whole.clone(),
                _ => Datum::Missing,
            });
        }
        let made = self.term(&lambda.body)?;
        self.locals.truncate(visible);
        Some(made)
    }

    fn whole(&mut self, whole: Whole, value: &Datum<'d>) -> Option<Datum<'d>> {
        let items = match value.view() {
            View::Array(items) => Some(items),
            _ => None,
        };
        match whole {
            Whole::Exists => Some(Datum::Bool(!value.is_missing())),
            #[expect(clippy::cast_precision_loss, reason = "the data is smaller")]
            Whole::Count => number(items.unwrap_or(usize::from(!value.is_missing())) as f64),
            _ if value.is_missing() => Some(Datum::Missing),
            Whole::Boolean => value.truth().map(Datum::Bool),
            Whole::Not => value.truth().map(|holds| Datum::Bool(!holds)),
            _ => {
                let numbers = match items {
                    Some(items) => (0..items)
                        .map(|index| numeric(&value.item(index)))
                        .collect::<Option<Vec<_>>>()?,
                    None => vec![numeric(value)?],
                };
                self.charge(numbers.len())?;
                folded(whole, &numbers)
            }
        }
    }
}

fn folded<'d>(whole: Whole, numbers: &[f64]) -> Option<Datum<'d>> {
    let sum = || numbers.iter().sum::<f64>();
    #[expect(clippy::cast_precision_loss, reason = "the data is smaller")]
    let folded = match whole {
        Whole::Sum => Some(sum()),
        Whole::Average => (!numbers.is_empty()).then(|| sum() / numbers.len() as f64),
        Whole::Max => numbers.iter().copied().reduce(f64::max),
        Whole::Min => numbers.iter().copied().reduce(f64::min),
        _ => return None,
    };
    folded.map_or(Some(Datum::Missing), number)
}

fn numeric(value: &Datum<'_>) -> Option<f64> {
    match value.view() {
        View::Number(number) => Some(number),
        _ => None,
    }
}

fn arithmetic<'d>(operator: Operator, left: &Datum<'_>, right: &Datum<'_>) -> Option<Datum<'d>> {
    let (left, right) = match (left.view(), right.view()) {
        (View::Number(left), View::Number(right)) => (left, right),
        (View::Missing, View::Number(_) | View::Missing) | (View::Number(_), View::Missing) => {
            return Some(Datum::Missing);
        }
        _ => return None,
    };
    number(match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        _ => left % right,
    })
}

/// Whether two values are equal, or are not; nothing is neither. Arrays and objects are for the engine.
fn equal(left: &Datum<'_>, right: &Datum<'_>, wanted: bool) -> Option<bool> {
    let equal = match (left.view(), right.view()) {
        (View::Missing, _) | (_, View::Missing) => return Some(false),
        (View::Array(_), View::Array(_)) | (View::Object(_), View::Object(_)) => return None,
        (View::Null, View::Null) => true,
        (View::Bool(left), View::Bool(right)) => left == right,
        #[expect(clippy::float_cmp, reason = "as JSONata compares them")]
        (View::Number(left), View::Number(right)) => left == right,
        (View::Text(left), View::Text(right)) => left == right,
        _ => false,
    };
    Some(equal == wanted)
}

fn compare<'d>(operator: Operator, left: &Datum<'_>, right: &Datum<'_>) -> Option<Datum<'d>> {
    let order = match (left.view(), right.view()) {
        (View::Number(left), View::Number(right)) => left.partial_cmp(&right)?,
        (View::Text(left), View::Text(right)) => left.encode_utf16().cmp(right.encode_utf16()),
        (View::Missing, View::Missing | View::Number(_) | View::Text(_))
        | (View::Number(_) | View::Text(_), View::Missing) => return Some(Datum::Missing),
        _ => return None,
    };
    Some(Datum::Bool(match operator {
        Operator::Less => order == Ordering::Less,
        Operator::LessOrEqual => order != Ordering::Greater,
        Operator::Greater => order == Ordering::Greater,
        Operator::GreaterOrEqual => order != Ordering::Less,
        _ => return None,
    }))
}
