//! Where steps into a value lead: members, elements, whole paths as Step Functions evaluates them.

use asl_path::path::{Name, Step, StepKind};

use super::Shape;
use super::shape::{Kinds, Member, Object};

/// Whether a value is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// In every run.
    Always,
    /// In some runs, for all that is known.
    Maybe,
    /// In no run.
    Never,
}

/// What stands at a place in a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The value, where it is there.
    pub shape: Shape,
    /// Whether it is there.
    pub presence: Presence,
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// What the path gives.
    pub shape: Shape,
    /// Whether it gives anything in every run.
    pub presence: Presence,
    /// The step that certainly leads nowhere, and what the steps before it lead to.
    pub missing: Option<(usize, Shape)>,
}

impl Shape {
    /// The member of that name; a value that is no object has none.
    pub fn member(&self, name: &str) -> Found {
        if let Some(found) = self.service_member(name) {
            return found;
        }
        let Some(kinds) = self.kinds() else {
            return Found::maybe(Self::unknown());
        };
        let Some(object) = &kinds.object else {
            return Found::never();
        };
        let only = kinds.is_only_object();
        match (object.member(name), &object.rest) {
            (Some(member), _) if member.shape.is_never() => Found::never(),
            (Some(member), _) if member.required && only => Found {
                shape: member.shape.clone(),
                presence: Presence::Always,
            },
            (Some(member), _) => Found::maybe(member.shape.clone()),
            (None, Some(rest)) => Found::maybe(rest.clone()),
            (None, None) => Found::never(),
        }
    }

    /// Without building all members of a large structure for one of them.
    fn service_member(&self, name: &str) -> Option<Found> {
        let shape = self.as_service()?;
        if shape.members().len() == 0 {
            return None;
        }
        let member = shape.member(name);
        Some(member.map_or_else(Found::never, |it| Found::maybe(Self::service(it.shape))))
    }

    /// The element at that place, from 0; a value that is no array has none.
    pub fn element(&self, index: usize) -> Found {
        let Some(kinds) = self.kinds() else {
            return Found::maybe(Self::unknown());
        };
        let Some(array) = &kinds.array else {
            return Found::never();
        };
        let only = *kinds
            == (Kinds {
                array: kinds.array.clone(),
                ..Kinds::default()
            });
        match (array.first.get(index), &array.rest) {
            (Some(element), _) if only => Found {
                shape: element.clone(),
                presence: Presence::Always,
            },
            (Some(element), _) | (None, Some(element)) => Found::maybe(element.clone()),
            (None, None) => Found::never(),
        }
    }

    /// What the elements of the array have in common; [`Shape::never`] where there are none.
    pub fn elements(&self) -> Self {
        let Some(kinds) = self.kinds() else {
            return Self::unknown();
        };
        let elements = kinds.array.iter();
        Self::any_of(
            elements
                .flat_map(|it| it.first.iter().chain(&it.rest))
                .cloned(),
        )
    }

    /// The members that the object is known to have or to be able to have.
    pub fn members(&self) -> Vec<Member> {
        let kinds = self.kinds();
        let object = kinds.and_then(|it| it.object.clone());
        object.map(|it| it.members).unwrap_or_default()
    }

    /// What the members have in common, those of unknown names too.
    pub fn values(&self) -> Self {
        let Some(kinds) = self.kinds() else {
            return Self::unknown();
        };
        let all = kinds.object.iter().flat_map(|it| {
            let members = it.members.iter().map(|it| &it.shape);
            members.chain(&it.rest)
        });
        Self::any_of(all.cloned())
    }

    /// Where the steps of a JSONPath lead, as Step Functions evaluates them.
    pub fn follow(&self, steps: &[Step]) -> Followed {
        let mut walk = Walk {
            at: self.clone(),
            presence: Presence::Always,
            many: false,
        };
        for (index, step) in steps.iter().enumerate() {
            let before = walk.at.clone();
            if matches!(step.kind, StepKind::Descend) {
                return Followed::somewhere(Self::list(Self::unknown()));
            }
            if !walk.step(&step.kind) {
                let shape = Self::unknown();
                return Followed {
                    shape: if walk.many { Self::list(shape) } else { shape },
                    presence: Presence::Never,
                    missing: Some((index, before)),
                };
            }
        }
        let shape = if walk.many {
            Self::list(walk.at)
        } else {
            walk.at
        };
        Followed {
            shape,
            presence: walk.presence,
            missing: None,
        }
    }
}

/// The way along a path.
struct Walk {
    at: Shape,
    presence: Presence,
    /// The path has come to any number of values.
    many: bool,
}

impl Walk {
    /// Takes a step; whether it can lead anywhere.
    fn step(&mut self, kind: &StepKind) -> bool {
        match kind {
            StepKind::Names(names) => match names.as_slice() {
                [name] => return self.name(name),
                names => self.pick(names),
            },
            StepKind::Indices(indices) => match indices.as_slice() {
                [index] => self.index(*index),
                _ => self.scatter(self.at.elements().join(&Shape::null())),
            },
            StepKind::FromEnd(_) => {
                self.presence = Presence::Maybe;
                self.at = self.at.elements().join(&Shape::null());
            }
            StepKind::Slice { .. } => self.scatter(self.at.elements()),
            StepKind::Wildcard => self.scatter(self.at.elements().join(&self.at.values())),
            // A filter on an object is asked of the object itself.
            StepKind::Filter(_) => self.scatter(self.at.elements().join(&self.at.only_object())),
            StepKind::Descend | StepKind::Missing => self.scatter(Shape::unknown()),
        }
        true
    }

    fn name(&mut self, name: &Name) -> bool {
        // Of nothing no member can be missing.
        if self.at.is_never() {
            return true;
        }
        let found = self.at.member(&name.text);
        if found.presence != Presence::Always {
            self.presence = Presence::Maybe;
        }
        self.at = found.shape;
        found.presence != Presence::Never
    }

    /// An index out of the array gives null, and so does every index of what is not there.
    fn index(&mut self, index: i32) {
        let found = usize::try_from(index).map(|it| self.at.element(it));
        let found = found.unwrap_or_else(|_| Found::never());
        if found.presence == Presence::Always {
            self.at = found.shape;
            return;
        }
        self.presence = Presence::Maybe;
        let is_array = self.at.kinds().is_none_or(|it| it.array.is_some());
        self.at = match found.presence {
            _ if !is_array => Shape::unknown(),
            Presence::Never => Shape::null(),
            _ => found.shape.join(&Shape::null()),
        };
    }

    fn pick(&mut self, names: &[Name]) {
        self.presence = Presence::Maybe;
        let members = names.iter().map(|name| {
            let found = self.at.member(&name.text);
            Member::optional(&name.text, found.shape.join(&Shape::null()))
        });
        self.at = Shape::object(members, None);
    }

    fn scatter(&mut self, items: Shape) {
        self.many = true;
        self.presence = Presence::Maybe;
        self.at = items;
    }
}

impl Shape {
    /// The value where it is an object.
    #[must_use]
    pub fn only_object(&self) -> Self {
        match self.kinds() {
            Some(kinds) => Self::of(Kinds {
                object: kinds.object.clone(),
                ..Kinds::default()
            }),
            None => Self::of(Kinds {
                object: Kinds::any().object,
                ..Kinds::default()
            }),
        }
    }
}

impl Kinds {
    /// Whether it can be nothing but an object.
    pub fn is_only_object(&self) -> bool {
        let Self {
            null,
            boolean,
            number,
            string,
            array,
            object,
        } = self;
        !null
            && boolean.is_none()
            && number.is_none()
            && string.is_none()
            && array.is_none()
            && object.is_some()
    }
}

impl Object {
    /// Whether it has no members but those that are named.
    pub fn is_closed(&self) -> bool {
        self.rest.is_none()
    }
}

impl Found {
    fn maybe(shape: Shape) -> Self {
        Self {
            shape,
            presence: Presence::Maybe,
        }
    }

    fn never() -> Self {
        Self {
            shape: Shape::never(),
            presence: Presence::Never,
        }
    }
}

impl Followed {
    /// Nothing is known of the way there.
    pub(super) fn somewhere(shape: Shape) -> Self {
        Self {
            shape,
            presence: Presence::Maybe,
            missing: None,
        }
    }
}
