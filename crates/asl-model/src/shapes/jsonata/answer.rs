//! Answers of JSONata, and how lists are seen there.

use serde_json::Value;

use crate::shapes::follow::Presence;
use crate::shapes::shape::{Kinds, Shape};

/// An answer: a value, or none at all.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) shape: Shape,
    /// There may be no value.
    pub(super) nothing: bool,
}

/// A whole number is written as one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole, and small enough to be exact"
)]
pub(super) fn constant(number: f64) -> Shape {
    let whole = number.fract() == 0.0 && number.abs() < 9e15;
    let number = if whole {
        Some((number as i64).into())
    } else {
        serde_json::Number::from_f64(number)
    };
    number.map_or_else(Shape::number, |it| Shape::from_value(&Value::Number(it)))
}

pub(super) fn is_object(shape: &Shape) -> bool {
    shape.kinds().is_some_and(|it| it.is_only_object())
}

impl Answer {
    pub(super) fn certain(shape: Shape) -> Self {
        Self {
            shape,
            nothing: false,
        }
    }

    pub(super) fn perhaps(shape: Shape) -> Self {
        Self {
            shape,
            nothing: true,
        }
    }

    pub(super) fn unknown() -> Self {
        Self::perhaps(Shape::unknown())
    }
}

impl Shape {
    /// Whether it can be an array.
    pub(in crate::shapes) fn can_be_array(&self) -> bool {
        self.kinds().is_none_or(|it| it.array.is_some())
    }

    /// What names behind each other lead to in JSONata, through the items of lists.
    #[must_use]
    pub fn through<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let start = self.clone();
        names.into_iter().fold(start, |shape, name| {
            let found = shape.flattened().member(name);
            if found.presence == Presence::Never {
                return Self::unknown();
            }
            found.shape
        })
    }

    /// What a step of JSONata sees of it: the elements of an array, or the value itself.
    #[must_use]
    pub fn flattened(&self) -> Self {
        let Some(kinds) = self.kinds() else {
            return Self::unknown();
        };
        if kinds.array.is_none() {
            return self.clone();
        }
        let itself = Self::of(Kinds {
            array: None,
            ..kinds.into_owned()
        });
        itself.join(&self.elements())
    }
}
