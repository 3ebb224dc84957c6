//! The shape of a value: the kinds of JSON value that it can be, and what is known of each.

use std::sync::Arc;

use serde_json::{Number, Value};

use super::service;

/// How many constants of one kind are told apart; more are any value of the kind.
const CONSTANTS: usize = 8;

/// Members in members in members: what lies deeper is unknown.
const DEPTH: u8 = 12;

/// How many parts a shape may have in all.
const SIZE: u32 = 2_000;

/// How many parts a part may have that is left out of a shape grown too large.
const SMALL: u32 = 16;

/// What is known of a value before anything runs: the set of values that it can be.
///
/// [`Shape::unknown`] is every value and [`Shape::never`] none. A shape never says more than what is
/// certain, so "not in the shape" means that no run has it. Cheap to clone; how large a shape can
/// grow is bounded, so that shapes of loops come to rest.
#[derive(Debug, Clone)]
pub struct Shape(Repr);

#[derive(Debug, Clone)]
enum Repr {
    Unknown,
    Known(Arc<Known>),
    /// A shape of the catalogue, which may contain itself; looked into a level at a time.
    Service(asl_catalog::Shape<'static>),
}

#[derive(Debug)]
struct Known {
    kinds: Kinds,
    depth: u8,
    size: u32,
}

/// A shape by the kinds of value that it can be; a kind that is not there it cannot be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kinds {
    /// It can be null.
    pub null: bool,
    /// It can be true or false.
    pub boolean: Option<Constants<bool>>,
    /// It can be a number.
    pub number: Option<Constants<Number>>,
    /// It can be text.
    pub string: Option<Constants<Arc<str>>>,
    /// It can be an array.
    pub array: Option<Array>,
    /// It can be an object.
    pub object: Option<Object>,
}

/// Which values of one kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Constants<T> {
    /// Any.
    Any,
    /// One of these.
    Of(Vec<T>),
}

/// What is known of an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    /// The elements that are certainly there, from the first on.
    pub first: Vec<Shape>,
    /// What further elements are; with nothing there are none.
    pub rest: Option<Shape>,
}

/// What is known of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The members that it has or can have, each name once.
    pub members: Vec<Member>,
    /// What members of other names are; with nothing there are none: the object is closed.
    pub rest: Option<Shape>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: Arc<str>,
    /// Its value, where it is there.
    pub shape: Shape,
    /// It is always there.
    pub required: bool,
}

impl Shape {
    /// Any value: nothing is known.
    pub fn unknown() -> Self {
        Self(Repr::Unknown)
    }

    /// No value: what nothing leads to.
    pub fn never() -> Self {
        Self::of(Kinds::default())
    }

    /// Null.
    pub fn null() -> Self {
        Self::of(Kinds {
            null: true,
            ..Kinds::default()
        })
    }

    /// True or false.
    pub fn boolean() -> Self {
        Self::of(Kinds {
            boolean: Some(Constants::Any),
            ..Kinds::default()
        })
    }

    /// Any number.
    pub fn number() -> Self {
        Self::of(Kinds {
            number: Some(Constants::Any),
            ..Kinds::default()
        })
    }

    /// Any text.
    pub fn string() -> Self {
        Self::of(Kinds {
            string: Some(Constants::Any),
            ..Kinds::default()
        })
    }

    /// That very text.
    pub fn text(text: &str) -> Self {
        Self::of(Kinds {
            string: Some(Constants::Of(vec![text.into()])),
            ..Kinds::default()
        })
    }

    /// An array of any length, perhaps none, of such elements.
    pub fn list(items: Shape) -> Self {
        Self::array(Vec::new(), Some(items))
    }

    /// An array that begins with these elements; with nothing else for no `rest`.
    pub fn array(first: Vec<Shape>, rest: Option<Shape>) -> Self {
        Self::of(Kinds {
            array: Some(Array { first, rest }),
            ..Kinds::default()
        })
    }

    /// An object; of members with the same name the last counts.
    pub fn object(members: impl IntoIterator<Item = Member>, rest: Option<Shape>) -> Self {
        let mut object = Object {
            members: Vec::new(),
            rest,
        };
        members.into_iter().for_each(|it| object.set(it));
        Self::of(Kinds {
            object: Some(object),
            ..Kinds::default()
        })
    }

    /// A value of a shape of the catalogue, as a Task gets it in a response.
    pub fn service(shape: asl_catalog::Shape<'static>) -> Self {
        Self(Repr::Service(shape))
    }

    /// Exactly that value, constants included.
    pub fn from_value(value: &Value) -> Self {
        let kinds = Kinds::default();
        Self::of(match value {
            Value::Null => Kinds {
                null: true,
                ..kinds
            },
            Value::Bool(it) => Kinds {
                boolean: Some(Constants::Of(vec![*it])),
                ..kinds
            },
            Value::Number(it) => Kinds {
                number: Some(Constants::Of(vec![it.clone()])),
                ..kinds
            },
            Value::String(it) => return Self::text(it),
            Value::Array(items) => return Self::array_of(items.iter().map(Self::from_value)),
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| {
                    Member::required(name.as_str(), Self::from_value(value))
                };
                return Self::object(members.iter().map(member), None);
            }
        })
    }

    /// What an example says of other values of its kind: the members it has are there in them with
    /// values of the same kinds, but which texts and numbers they are is open, and so is what else
    /// they have.
    pub fn from_example(value: &Value) -> Self {
        match value {
            Value::Null => Self::unknown(),
            Value::Bool(_) => Self::boolean(),
            Value::Number(_) => Self::number(),
            Value::String(_) => Self::string(),
            Value::Array(items) => {
                let items = items.iter().map(Self::from_example);
                Self::list(items.reduce(|a, b| a.join(&b)).unwrap_or_default())
            }
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| {
                    Member::optional(name.as_str(), Self::from_example(value))
                };
                Self::object(members.iter().map(member), Some(Self::unknown()))
            }
        }
    }

    /// An array of exactly these elements; a long one is told by what its elements have in common.
    pub fn array_of(items: impl ExactSizeIterator<Item = Shape>) -> Self {
        if items.len() > SMALL as usize {
            let all = items.reduce(|a, b| a.join(&b));
            return Self::list(all.unwrap_or_default());
        }
        Self::array(items.collect(), None)
    }

    /// The shape with those kinds; parts are left unknown where it would grow too large.
    pub fn of(kinds: Kinds) -> Self {
        let known = Known::measured(kinds);
        if known.depth <= DEPTH && known.size <= SIZE {
            return Self(Repr::Known(Arc::new(known)));
        }
        let mut kinds = known.kinds;
        kinds.for_parts(|part| {
            if part.size() > SMALL || part.depth() >= DEPTH {
                *part = Self::unknown();
            }
        });
        if kinds.parts().count() > SIZE as usize / SMALL as usize {
            kinds.forget_members();
        }
        Self(Repr::Known(Arc::new(Known::measured(kinds))))
    }

    /// Whether it can be any value.
    pub fn is_unknown(&self) -> bool {
        matches!(self.0, Repr::Unknown)
    }

    /// Whether it can be no value.
    pub fn is_never(&self) -> bool {
        match &self.0 {
            Repr::Known(known) => known.size == 1 && known.kinds == Kinds::default(),
            Repr::Unknown | Repr::Service(_) => false,
        }
    }

    /// The kinds of value that it can be; nothing where it can be any.
    pub fn kinds(&self) -> Option<std::borrow::Cow<'_, Kinds>> {
        use std::borrow::Cow;
        match &self.0 {
            Repr::Unknown => None,
            Repr::Known(known) => Some(Cow::Borrowed(&known.kinds)),
            Repr::Service(shape) => service::kinds(*shape).map(Cow::Owned),
        }
    }

    /// The shape of the catalogue that it is, where it is one.
    pub fn as_service(&self) -> Option<asl_catalog::Shape<'static>> {
        match &self.0 {
            Repr::Service(shape) => Some(*shape),
            Repr::Unknown | Repr::Known(_) => None,
        }
    }

    /// Whether both are one and the same in memory, which is quick to see.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Unknown, Repr::Unknown) => true,
            (Repr::Known(a), Repr::Known(b)) => Arc::ptr_eq(a, b),
            (Repr::Service(a), Repr::Service(b)) => a == b,
            _ => false,
        }
    }

    /// The same shape with what lies below that many levels unknown.
    #[must_use]
    pub(crate) fn cut(&self, levels: u8) -> Self {
        match &self.0 {
            Repr::Known(known) if known.depth > levels => {
                if levels == 0 {
                    return Self::unknown();
                }
                let mut kinds = known.kinds.clone();
                kinds.for_parts(|part| *part = part.cut(levels - 1));
                Self::of(kinds)
            }
            _ => self.clone(),
        }
    }

    fn size(&self) -> u32 {
        match &self.0 {
            Repr::Known(known) => known.size,
            Repr::Unknown | Repr::Service(_) => 1,
        }
    }

    fn depth(&self) -> u8 {
        match &self.0 {
            Repr::Known(known) => known.depth,
            Repr::Unknown | Repr::Service(_) => 0,
        }
    }
}

impl Default for Shape {
    /// Unknown.
    fn default() -> Self {
        Self::unknown()
    }
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        if self.is_same(other) {
            return true;
        }
        match (&self.0, &other.0) {
            (Repr::Known(a), Repr::Known(b)) => {
                a.size == b.size && a.depth == b.depth && a.kinds == b.kinds
            }
            _ => false,
        }
    }
}

impl Known {
    fn measured(kinds: Kinds) -> Self {
        let (mut depth, mut size) = (0, 1_u32);
        for part in kinds.parts() {
            depth = depth.max(part.depth().saturating_add(1));
            size = size.saturating_add(part.size());
        }
        Self { kinds, depth, size }
    }
}

impl Kinds {
    /// Every value.
    pub fn any() -> Self {
        let any = || Some(Shape::unknown());
        Self {
            null: true,
            boolean: Some(Constants::Any),
            number: Some(Constants::Any),
            string: Some(Constants::Any),
            array: Some(Array {
                first: Vec::new(),
                rest: any(),
            }),
            object: Some(Object {
                members: Vec::new(),
                rest: any(),
            }),
        }
    }

    /// Elements and members.
    fn parts(&self) -> impl Iterator<Item = &Shape> {
        let elements = self
            .array
            .iter()
            .flat_map(|it| it.first.iter().chain(&it.rest));
        let members = self.object.iter().flat_map(|it| {
            let members = it.members.iter().map(|it| &it.shape);
            members.chain(&it.rest)
        });
        elements.chain(members)
    }

    fn for_parts(&mut self, mut change: impl FnMut(&mut Shape)) {
        if let Some(array) = &mut self.array {
            array
                .first
                .iter_mut()
                .chain(&mut array.rest)
                .for_each(&mut change);
        }
        if let Some(object) = &mut self.object {
            let members = object.members.iter_mut().map(|it| &mut it.shape);
            members.chain(&mut object.rest).for_each(&mut change);
        }
    }

    /// Of arrays and objects only that they are such.
    fn forget_members(&mut self) {
        let any = Self::any();
        if self.array.is_some() {
            self.array = any.array;
        }
        if self.object.is_some() {
            self.object = any.object;
        }
    }
}

impl<T: PartialEq + Clone> Constants<T> {
    /// One of either.
    #[must_use]
    pub(super) fn join(&self, other: &Self) -> Self {
        let (Self::Of(own), Self::Of(others)) = (self, other) else {
            return Self::Any;
        };
        let mut all = own.clone();
        for it in others {
            if !all.contains(it) {
                all.push(it.clone());
            }
        }
        if all.len() > CONSTANTS {
            return Self::Any;
        }
        Self::Of(all)
    }
}

impl Object {
    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|it| &*it.name == name)
    }

    /// Puts a member in the place of one with its name, or behind all.
    pub(super) fn set(&mut self, member: Member) {
        match self.members.iter_mut().find(|it| it.name == member.name) {
            Some(known) => *known = member,
            None => self.members.push(member),
        }
    }
}

impl Member {
    /// One that is always there.
    pub fn required(name: &str, shape: Shape) -> Self {
        Self {
            name: name.into(),
            shape,
            required: true,
        }
    }

    /// One that can be missing.
    pub fn optional(name: &str, shape: Shape) -> Self {
        Self {
            required: false,
            ..Self::required(name, shape)
        }
    }
}
