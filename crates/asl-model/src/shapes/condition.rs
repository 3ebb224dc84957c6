//! Conditions of choice rules, and what is known of the data where they hold or do not.

use asl_lang::{ChoiceOperator, OperandKind, QueryLanguage, choice_operator};
use asl_path::path::{Path, Root, Step, StepKind};
use asl_syntax::ast::{Mapping, Value};

use super::ground::Ground;
use super::program::{Reader, literal};
use super::shape::{Constants, Kinds, Object, Shape};
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
        let test = Test::of(operator, operand, holds);
        ground.narrowed(&path.root, &names, &test)
    }

    /// The expressions whose absence the condition asks for: `IsPresent`.
    pub(super) fn asks_for_presence(operator: &ChoiceOperator) -> bool {
        operator.name == "IsPresent"
    }

    /// The expressions of the condition in order, each with whether it may lead nowhere.
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

/// What a comparison says of the value that it looked at.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// It is there.
    Present,
    /// It is not there.
    Absent,
    /// It is one of these.
    Is(Shape),
    /// It is none of these; of whole kinds only.
    IsNot(Shape),
}

impl Test {
    fn of(operator: &ChoiceOperator, operand: &Operand, holds: bool) -> Self {
        let wanted = match operand {
            Operand::Literal(it) => truth(it),
            Operand::Path(_) => None,
        };
        if operator.operand == OperandKind::TypeTest {
            let Some(wanted) = wanted else {
                return Self::Present;
            };
            return Self::of_type(operator.name, wanted == holds);
        }
        if !holds {
            return Self::Present;
        }
        let constant = match operand {
            Operand::Literal(it) if operator.name.ends_with("Equals") && is_equals(operator) => {
                Some(it.clone()).filter(|it| !it.is_unknown())
            }
            _ => None,
        };
        Self::Is(match operator.operand {
            OperandKind::String => constant.unwrap_or_else(Shape::string),
            OperandKind::Number => constant.unwrap_or_else(Shape::number),
            OperandKind::Bool => constant.unwrap_or_else(Shape::boolean),
            OperandKind::Timestamp | OperandKind::Pattern | OperandKind::TypeTest => {
                Shape::string()
            }
        })
    }

    fn of_type(name: &str, is: bool) -> Self {
        let shape = match name {
            "IsPresent" if is => return Self::Present,
            "IsPresent" => return Self::Absent,
            "IsNull" => Shape::null(),
            "IsString" => Shape::string(),
            "IsNumeric" => Shape::number(),
            "IsBoolean" => Shape::boolean(),
            // A text that is no timestamp is text all the same.
            "IsTimestamp" if is => Shape::string(),
            _ => return Self::Present,
        };
        if is {
            Self::Is(shape)
        } else {
            Self::IsNot(shape)
        }
    }

    fn apply(&self, shape: &Shape) -> Shape {
        match self {
            Self::Present => shape.clone(),
            Self::Absent => Shape::never(),
            Self::Is(wanted) => shape.meet_kinds(wanted),
            Self::IsNot(gone) => shape.without_kinds(gone),
        }
    }
}

/// `StringEquals`, not `StringLessThanEquals`.
fn is_equals(operator: &ChoiceOperator) -> bool {
    !operator.name.contains("Than")
}

fn truth(shape: &Shape) -> Option<bool> {
    match shape.kinds()?.boolean.as_ref()? {
        Constants::Of(all) => all.first().copied(),
        Constants::Any => None,
    }
}

impl Ground {
    /// What is known once a value has passed a test.
    pub(super) fn narrowed(&self, root: &Root, names: &[&str], test: &Test) -> Self {
        let mut known = self.clone();
        match root {
            Root::Input => known.input = self.input.narrowed(names, test),
            Root::Variable(name) => {
                let shape = self.variable(name).narrowed(names, test);
                known.entry.variables.set(name, shape);
            }
            Root::Context | Root::Current => {}
        }
        known
    }
}

impl Shape {
    /// The value when what these names lead to has passed a test; never when it cannot have.
    pub(super) fn narrowed(&self, names: &[&str], test: &Test) -> Self {
        let Some((name, rest)) = names.split_first() else {
            return test.apply(self);
        };
        let absent = matches!(test, Test::Absent);
        if absent {
            return self.without(names);
        }
        let kinds = self.only_object();
        let Some(kinds) = kinds.kinds() else {
            return self.clone();
        };
        let Some(mut object) = kinds.object.clone() else {
            return Self::never();
        };
        let member = match (object.member(name), &object.rest) {
            (Some(member), _) => member.shape.narrowed(rest, test),
            (None, Some(other)) => other.narrowed(rest, test),
            (None, None) => Self::never(),
        };
        if member.is_never() {
            return Self::never();
        }
        object.set(super::shape::Member::required(name, member));
        Self::of(Kinds {
            object: Some(object),
            ..Kinds::default()
        })
    }

    /// The value when these names lead nowhere: certain of the last name alone where all before it
    /// are there.
    fn without(&self, names: &[&str]) -> Self {
        let (Some((name, rest)), Some(kinds)) = (names.split_first(), self.kinds()) else {
            return self.clone();
        };
        let Some(object) = kinds.object.clone().filter(|_| kinds.is_only_object()) else {
            return self.clone();
        };
        let mut object: Object = object;
        let known = object.member(name).cloned();
        match known {
            Some(member) if rest.is_empty() && member.required => return Self::never(),
            Some(member) if !rest.is_empty() && member.required => {
                let inner = member.shape.without(rest);
                if inner.is_never() {
                    return Self::never();
                }
                object.set(super::shape::Member::required(name, inner));
            }
            _ if rest.is_empty() => {
                object.set(super::shape::Member::optional(name, Self::never()));
            }
            _ => {}
        }
        Self::of(Kinds {
            object: Some(object),
            ..Kinds::default()
        })
    }

    /// What both describe, as far as scalars go; arrays and objects are taken from this one.
    pub(super) fn meet_kinds(&self, wanted: &Self) -> Self {
        let Some(w) = wanted.kinds() else {
            return self.clone();
        };
        let Some(own) = self.kinds() else {
            return wanted.clone();
        };
        Self::of(Kinds {
            null: own.null && w.null,
            boolean: meet(own.boolean.as_ref(), w.boolean.as_ref(), |a, b| a == b),
            number: meet(own.number.as_ref(), w.number.as_ref(), |a, b| {
                a.as_f64() == b.as_f64()
            }),
            string: meet(own.string.as_ref(), w.string.as_ref(), |a, b| a == b),
            array: own.array.clone().filter(|_| w.array.is_some()),
            object: own.object.clone().filter(|_| w.object.is_some()),
        })
    }

    /// The value where it is of none of those kinds.
    fn without_kinds(&self, gone: &Self) -> Self {
        let (Some(own), Some(gone)) = (self.kinds(), gone.kinds()) else {
            return self.clone();
        };
        let mut left = own.into_owned();
        left.null &= !gone.null;
        left.boolean = left.boolean.filter(|_| gone.boolean.is_none());
        left.number = left.number.filter(|_| gone.number.is_none());
        left.string = left.string.filter(|_| gone.string.is_none());
        Self::of(left)
    }
}

fn meet<T: Clone>(
    own: Option<&Constants<T>>,
    wanted: Option<&Constants<T>>,
    same: impl Fn(&T, &T) -> bool,
) -> Option<Constants<T>> {
    match (own?, wanted?) {
        (Constants::Any, other) | (other, Constants::Any) => Some(other.clone()),
        (Constants::Of(own), Constants::Of(wanted)) => {
            let both = own.iter().filter(|it| wanted.iter().any(|w| same(it, w)));
            let both: Vec<T> = both.cloned().collect();
            (!both.is_empty()).then_some(Constants::Of(both))
        }
    }
}
