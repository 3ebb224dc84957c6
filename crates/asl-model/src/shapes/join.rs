//! Shapes of values that come from several places.

use super::Shape;
use super::shape::{Array, Constants, Kinds, Member, Object};

impl Shape {
    /// A value that has one of both shapes.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        self.join_within(other, 0)
    }

    /// What all of them have in common; nothing of them gives [`Shape::never`].
    pub fn any_of(shapes: impl IntoIterator<Item = Shape>) -> Self {
        let joined = shapes.into_iter().reduce(|a, b| a.join(&b));
        joined.unwrap_or_else(Self::never)
    }

    /// Shapes of the catalogue may contain themselves, so two of them are compared some levels deep.
    fn join_within(&self, other: &Self, depth: u8) -> Self {
        if self.is_same(other) || other.is_never() {
            return self.clone();
        }
        if self.is_never() {
            return other.clone();
        }
        if depth > 12 {
            return Self::unknown();
        }
        let (Some(own), Some(others)) = (self.kinds(), other.kinds()) else {
            return Self::unknown();
        };
        let joined = own.join(&others, depth + 1);
        // What is no news is the same in memory too, which later comparisons see at once.
        if joined == *own {
            return self.clone();
        }
        Self::of(joined)
    }
}

impl Kinds {
    fn join(&self, other: &Self, depth: u8) -> Self {
        Self {
            null: self.null || other.null,
            boolean: either(
                self.boolean.as_ref(),
                other.boolean.as_ref(),
                Constants::join,
            ),
            number: either(self.number.as_ref(), other.number.as_ref(), Constants::join),
            string: either(self.string.as_ref(), other.string.as_ref(), Constants::join),
            array: either(self.array.as_ref(), other.array.as_ref(), |a, b| {
                a.join(b, depth)
            }),
            object: either(self.object.as_ref(), other.object.as_ref(), |a, b| {
                a.join(b, depth)
            }),
        }
    }
}

impl Array {
    fn join(&self, other: &Self, depth: u8) -> Self {
        let shared = self.first.len().min(other.first.len());
        let both = self.first.iter().zip(&other.first);
        let first = both.map(|(a, b)| a.join_within(b, depth)).collect();
        let more = [self, other].into_iter();
        let more = more.flat_map(|it| it.first[shared..].iter().chain(&it.rest));
        let rest = more.cloned().reduce(|a, b| a.join_within(&b, depth));
        Self { first, rest }
    }
}

impl Object {
    fn join(&self, other: &Self, depth: u8) -> Self {
        let mut members = Vec::with_capacity(self.members.len());
        for (index, own) in self.members.iter().enumerate() {
            // Mostly both have the same names in the same order.
            let twin = other.members.get(index).filter(|it| it.name == own.name);
            let twin = twin.or_else(|| other.member(&own.name));
            members.push(match twin {
                Some(twin) => Member {
                    name: own.name.clone(),
                    shape: own.shape.join_within(&twin.shape, depth),
                    required: own.required && twin.required,
                },
                None => own.beside(other, depth),
            });
        }
        let new = other
            .members
            .iter()
            .filter(|it| self.member(&it.name).is_none());
        members.extend(new.map(|it| it.beside(self, depth)));
        let rest = either(self.rest.as_ref(), other.rest.as_ref(), |a, b| {
            a.join_within(b, depth)
        });
        Self { members, rest }
    }
}

impl Member {
    /// The member when the value can also be an object without it.
    fn beside(&self, other: &Object, depth: u8) -> Self {
        let shape = match &other.rest {
            Some(rest) => self.shape.join_within(rest, depth),
            None => self.shape.clone(),
        };
        Self {
            name: self.name.clone(),
            shape,
            required: false,
        }
    }
}

fn either<T: Clone>(a: Option<&T>, b: Option<&T>, join: impl Fn(&T, &T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(join(a, b)),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}
