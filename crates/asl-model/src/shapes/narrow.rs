//! What a test that a value has passed says of it, and of what it stands in.

use asl_lang::{ChoiceOperator, OperandKind};
use asl_path::path::Root;

use super::condition::Operand;
use super::ground::Ground;
use super::shape::{Constants, Kinds, Member, Object, Shape};

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
    pub(super) fn of(operator: &ChoiceOperator, operand: &Operand, holds: bool) -> Self {
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
        object.set(Member::required(name, member));
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
                object.set(Member::required(name, inner));
            }
            _ if rest.is_empty() && object.is_closed() => {
                object.members.retain(|it| *it.name != **name);
            }
            _ if rest.is_empty() => {
                object.set(Member::optional(name, Self::never()));
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
