//! A value with another one put into it, as `ResultPath` does.

use asl_path::reference::ReferenceStep;

use super::Shape;
use super::shape::{Array, Kinds, Member, Object};

impl Shape {
    /// The value after `new` was put into it. Where that fails in every run nothing comes out of it;
    /// what is said then is that nothing is known.
    #[must_use]
    pub fn with(&self, steps: &[ReferenceStep], new: &Shape) -> Self {
        let placed = self.placed(steps, new, false);
        if placed.is_never() && !new.is_never() {
            return Self::unknown();
        }
        placed
    }

    /// Below the document itself null stands for nothing yet.
    fn placed(&self, steps: &[ReferenceStep], new: &Shape, below: bool) -> Self {
        let Some((step, rest)) = steps.split_first() else {
            return new.clone();
        };
        let kinds = self.kinds();
        let kinds = kinds.map_or_else(Kinds::any, std::borrow::Cow::into_owned);
        let mut placed = Kinds::default();
        let fresh = below && kinds.null;
        match step {
            ReferenceStep::Name(name) => {
                let known = kinds.object.map(|it| it.with(name, rest, new));
                placed.object = known;
                if fresh {
                    let made = Object::empty().with(name, rest, new);
                    return Self::of(placed).join(&Self::object(made.members, None));
                }
            }
            ReferenceStep::Index(index) => {
                placed.array = kinds.array.map(|it| it.with(*index, rest, new));
                if fresh && *index == 0 {
                    let made = Self::nothing().placed(rest, new, true);
                    return Self::of(placed).join(&Self::array(vec![made], None));
                }
            }
        }
        Self::of(placed)
    }

    /// What is not there yet becomes what the next step needs, as null does.
    fn nothing() -> Self {
        Self::null()
    }
}

impl Object {
    fn empty() -> Self {
        Self {
            members: Vec::new(),
            rest: None,
        }
    }

    fn with(mut self, name: &str, rest: &[ReferenceStep], new: &Shape) -> Self {
        let known = self.member(name);
        let before = match (known, &self.rest) {
            (Some(member), _) if member.required => member.shape.clone(),
            (Some(member), _) => member.shape.join(&Shape::nothing()),
            (None, Some(other)) => other.join(&Shape::nothing()),
            (None, None) => Shape::nothing(),
        };
        let shape = before.placed(rest, new, true);
        self.set(Member::required(name, shape));
        self
    }
}

impl Array {
    fn with(mut self, index: usize, rest: &[ReferenceStep], new: &Shape) -> Self {
        if let Some(element) = self.first.get_mut(index) {
            *element = element.placed(rest, new, true);
            return self;
        }
        let before = self.rest.clone().unwrap_or_else(Shape::nothing);
        let placed = before.join(&Shape::nothing()).placed(rest, new, true);
        match &self.rest {
            None if self.first.len() == index => self.first.push(placed),
            None => {}
            Some(rest) => self.rest = Some(rest.join(&placed)),
        }
        self
    }
}
