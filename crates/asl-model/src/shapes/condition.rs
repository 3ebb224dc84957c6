//! Conditions of choice rules, and what is known of the data where they hold or do not.

use asl_lang::{ChoiceOperator, QueryLanguage, choice_operator};
use asl_path::path::{Path, Step, StepKind};
use asl_syntax::ast::{Mapping, Value};

use super::ground::Ground;
use super::narrow::Test;
use super::program::{Reader, literal};
use super::shape::Shape;
use crate::{Code, Expression};

/// A condition; expressions are named by their place in the state's list.
#[derive(Debug, Default)]
pub(super) enum Condition {
    /// It cannot be understood.
    #[default]
    Unknown,
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    /// A comparison of what a path leads to.
    Test {
        variable: usize,
        operator: &'static ChoiceOperator,
        operand: Operand,
    },
    /// `Condition` of JSONata.
    Jsonata(usize),
}

/// What a comparison compares with.
#[derive(Debug)]
pub(super) enum Operand {
    Literal(Shape),
    Path(usize),
}

impl Condition {
    pub(super) fn of(rule: &Mapping, reader: &mut Reader<'_>) -> Self {
        if reader.language == QueryLanguage::Jsonata {
            let condition = rule.value("Condition");
            let index = condition.and_then(|it| reader.index(it.range()));
            return index.map_or(Self::Unknown, Self::Jsonata);
        }
        for entry in rule.entries() {
            let (Some(key), Some(value)) = (entry.key(), entry.value()) else {
                continue;
            };
            match (key.text().as_str(), &value) {
                ("And", Value::Sequence(_)) => return Self::And(Self::all(&value, reader)),
                ("Or", Value::Sequence(_)) => return Self::Or(Self::all(&value, reader)),
                ("Not", Value::Mapping(it)) => {
                    return Self::Not(Box::new(Self::of(it, reader)));
                }
                (name, _) => {
                    if let Some(operator) = choice_operator(name) {
                        return Self::test(rule, operator, &value, reader);
                    }
                }
            }
        }
        Self::Unknown
    }

    fn all(value: &Value, reader: &mut Reader<'_>) -> Vec<Self> {
        let Value::Sequence(list) = value else {
            return Vec::new();
        };
        let rule = |item: Value| match item {
            Value::Mapping(it) => Self::of(&it, reader),
            _ => Self::Unknown,
        };
        list.values().map(rule).collect()
    }

    fn test(
        rule: &Mapping,
        operator: &'static ChoiceOperator,
        value: &Value,
        reader: &mut Reader<'_>,
    ) -> Self {
        let operand = if operator.is_path {
            reader.index(value.range()).map(Operand::Path)
        } else {
            Some(Operand::Literal(literal(value)))
        };
        let variable = rule.value("Variable");
        let variable = variable.and_then(|it| reader.index(it.range()));
        match (variable, operand) {
            (Some(variable), Some(operand)) => Self::Test {
                variable,
                operator,
                operand,
            },
            _ => Self::Unknown,
        }
    }

    /// What is known where the condition holds, or where it does not.
    pub(super) fn refine(&self, ground: &Ground, all: &[Expression], holds: bool) -> Ground {
        match (self, holds) {
            (Self::And(parts), true) | (Self::Or(parts), false) => {
                let start = ground.clone();
                let next = |known: Ground, part: &Self| part.refine(&known, all, holds);
                parts.iter().fold(start, next)
            }
            // Those before hold, or do not, and one of them decides.
            (Self::And(parts), false) | (Self::Or(parts), true) => {
                let mut before = ground.clone();
                let mut decided = None;
                for part in parts {
                    let here = part.refine(&before, all, holds);
                    decided = Some(match decided {
                        Some(known) => here.join(&known),
                        None => here,
                    });
                    before = part.refine(&before, all, !holds);
                }
                decided.unwrap_or_else(|| ground.clone())
            }
            (Self::Not(part), _) => part.refine(ground, all, !holds),
            (Self::Test { .. }, _) => self.tested(ground, all, holds),
            (Self::Jsonata(index), _) => match all.get(*index).map(Expression::code) {
                Some(Code::Jsonata(tree)) => super::jsonata::refine(ground, &tree.root, holds),
                _ => ground.clone(),
            },
            (Self::Unknown, _) => ground.clone(),
        }
    }

    fn tested(&self, ground: &Ground, all: &[Expression], holds: bool) -> Ground {
        let Self::Test {
            variable,
            operator,
            operand,
        } = self
        else {
            return ground.clone();
        };
        let Some(Code::Path(parsed)) = all.get(*variable).map(Expression::code) else {
            return ground.clone();
        };
        let path = &parsed.value;
        let Some(names) = names(path) else {
            return ground.clone();
        };
        // What fails in every run is complained about; it says nothing of the ways on.
        let fails = !Self::asks_for_presence(operator) && ground.path(path).missing.is_some();
        if fails {
            return ground.clone();
        }
        let test = Test::of(operator, operand, holds);
        ground.narrowed(&path.root, &names, &test)
    }

    /// Whether the variable may lead nowhere: `IsPresent`.
    fn asks_for_presence(operator: &ChoiceOperator) -> bool {
        operator.name == "IsPresent"
    }

    /// Shows the expressions of the condition that must lead somewhere, in order, with what they see.
    pub(super) fn look(
        &self,
        ground: &Ground,
        all: &[Expression],
        look: &mut dyn FnMut(usize, &Ground),
    ) {
        match self {
            Self::And(parts) | Self::Or(parts) => {
                let go_on = matches!(self, Self::And(_));
                let mut known = ground.clone();
                for part in parts {
                    part.look(&known, all, look);
                    known = part.refine(&known, all, go_on);
                }
            }
            Self::Not(part) => part.look(ground, all, look),
            Self::Test {
                variable,
                operator,
                operand,
            } => {
                if !Self::asks_for_presence(operator) {
                    look(*variable, ground);
                }
                if let Operand::Path(path) = operand {
                    look(*path, ground);
                }
            }
            Self::Jsonata(index) => look(*index, ground),
            Self::Unknown => {}
        }
    }
}

/// The names of a path that consists of them alone.
fn names(path: &Path) -> Option<Vec<&str>> {
    let name = |step: &'_ Step| match &step.kind {
        StepKind::Names(names) if names.len() == 1 => Some(()),
        _ => None,
    };
    path.steps.iter().map(name).collect::<Option<Vec<()>>>()?;
    let names = path.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Names(names) => names.first().map(|it| it.text.as_str()),
        _ => None,
    });
    Some(names.collect())
}
