//! Following a path through the result of a Task: what is there, and what cannot be.

use crate::lookup::lookup;
use crate::nearest::nearest;
use crate::shape::{Kind, Shape};

/// Where one step of a path leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'a> {
    /// To a value of this shape, if there is one.
    To(Shape<'a>),
    /// Nobody can say what is there: the value is any JSON, such as a function's payload.
    Open,
    /// Nothing is ever there: the shape has no such member, or no members or elements at all.
    Nowhere {
        /// The member that is most like the name.
        nearest: Option<&'a str>,
    },
}

/// What a Task gets that calls `resource`, a structure; `None` where nobody can say: functions,
/// activities, placeholders, whatever comes back with a task token.
pub fn result(resource: &str) -> Option<Shape<'static>> {
    let found = lookup(resource).ok()?;
    found.action.result(found.pattern)
}

impl<'a> Shape<'a> {
    /// The value of that name in an object.
    pub fn at_name(self, name: &str) -> Step<'a> {
        match self.kind() {
            Kind::Document => Step::Open,
            Kind::Map => self.value().map_or(Step::Open, Step::To),
            _ => match self.member(name) {
                Some(member) => Step::To(member.shape),
                None => Step::Nowhere {
                    nearest: nearest(name, self.members().map(|it| it.name)),
                },
            },
        }
    }

    /// An element of a list, whichever.
    pub fn at_index(self) -> Step<'a> {
        match self.kind() {
            Kind::Document => Step::Open,
            Kind::List => self.element().map_or(Step::Open, Step::To),
            _ => Step::Nowhere { nearest: None },
        }
    }
}
