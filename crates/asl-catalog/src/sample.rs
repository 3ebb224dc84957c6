//! Answers that a service could give, made up from the shape of its response.
//!
//! They let a machine run on where nothing else answers: no token leads to another page, what was
//! waited for is there, nothing has failed. The same seed gives the same answer.

mod words;

use serde_json::{Map, Value};

use crate::action::Action;
use crate::pattern::Pattern;
use crate::shape::{Kind, Member, Number, Shape};
use words::Role;

/// Members in members in members: deeper ones are left out.
const DEPTH: usize = 4;

/// The most elements that a list gets, whatever its shape asks for.
const ELEMENTS: usize = 10;

/// A value of a shape.
pub fn sample(shape: Shape<'_>, seed: u64) -> Value {
    Maker::new(seed).value(shape, Place::start())
}

/// What a Task gets that calls an action, and what the request says again in the response, such
/// as a table's name. `{}` where nobody can say.
pub fn sample_result(action: Action<'_>, pattern: Pattern, request: &Value, seed: u64) -> Value {
    let result = match pattern {
        // Whatever sends the token back decides.
        Pattern::WaitForTaskToken => None,
        Pattern::RequestResponse => action.response(),
        // For some jobs no source says what comes back; most give the response itself.
        Pattern::Sync | Pattern::Sync2 => action.result(pattern).or_else(|| action.response()),
    };
    let Some(shape) = result else {
        return Value::Object(Map::new());
    };
    let maker = Maker {
        action: Some(action),
        request: request.as_object(),
        ..Maker::new(seed)
    };
    maker.value(shape, Place::start())
}

/// Makes values.
struct Maker<'a> {
    seed: u64,
    action: Option<Action<'a>>,
    request: Option<&'a Map<String, Value>>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The names on the way, with dots.
    path: &'p str,
    /// The last name.
    name: &'p str,
    depth: usize,
}

impl Place<'_> {
    fn start() -> Self {
        Self {
            path: "",
            name: "",
            depth: 0,
        }
    }
}

impl Maker<'_> {
    fn new(seed: u64) -> Self {
        Self {
            seed,
            action: None,
            request: None,
        }
    }

    fn value(&self, shape: Shape<'_>, place: Place<'_>) -> Value {
        match shape.kind() {
            Kind::Structure => self.structure(shape, place).into(),
            Kind::Union => self.union(shape, place).into(),
            Kind::List => self.list(shape, place),
            Kind::Map => self.map(shape, place),
            Kind::Document => Map::new().into(),
            Kind::Boolean => words::is_true(place.name).into(),
            Kind::Timestamp => words::TIME.into(),
            Kind::String | Kind::Blob => self.text(shape, place).into(),
            Kind::Integer | Kind::Long | Kind::Float | Kind::Double => number(shape, place.name),
        }
    }

    fn structure(&self, shape: Shape<'_>, place: Place<'_>) -> Map<String, Value> {
        let mut object = Map::new();
        if place.depth >= DEPTH {
            return object;
        }
        for member in shape.members() {
            if let Some(value) = self.member(member, place) {
                object.insert(member.name.to_owned(), value);
            }
        }
        object
    }

    fn member(&self, member: Member<'_>, place: Place<'_>) -> Option<Value> {
        let path = match place.path {
            "" => member.name.to_owned(),
            path => format!("{path}.{}", member.name),
        };
        let inner = Place {
            path: &path,
            name: member.name,
            depth: place.depth + 1,
        };
        if place.depth == 0
            && let Some(value) = self.request_value(member)
        {
            return Some(value);
        }
        if let Some(value) = self.known(member.shape, inner) {
            return Some(value);
        }
        let is_wanted = !self.is_page_token(inner)
            && !member.is_deprecated
            && (place.depth + 1 < DEPTH || !member.shape.kind().is_object());
        let role = words::role(member.name);
        match role {
            _ if !is_wanted && !member.is_required => None,
            // A response without failures leaves their lists empty.
            Role::Failure if member.shape.kind() == Kind::List => Some(Value::Array(Vec::new())),
            Role::Failure if member.shape.kind() == Kind::Map => Some(Map::new().into()),
            Role::Failure if member.shape.kind().is_number() => Some(0.into()),
            Role::Failure | Role::OnDemand if !member.is_required => None,
            _ => Some(self.value(member.shape, inner)),
        }
    }

    /// What the request says under the same name, where the response can say the same.
    fn request_value(&self, member: Member<'_>) -> Option<Value> {
        let value = self.request?.get(member.name)?.as_str()?;
        let is_text = member.shape.kind() == Kind::String;
        (is_text && !value.is_empty()).then(|| value.into())
    }

    /// What the API's waiters wait for, and that there are no more pages.
    fn known(&self, shape: Shape<'_>, place: Place<'_>) -> Option<Value> {
        let action = self.action?;
        if action.more_pages() == Some(place.path) {
            return Some(false.into());
        }
        // A few waiters wait for a value that their own model does not know.
        let is_value = |text| shape.values().len() == 0 || shape.values().any(|it| it == text);
        let mut successes = action.successes();
        let success = successes.find(|it| it.path == place.path && is_value(it.value))?;
        shape.kind().is_text().then(|| success.value.into())
    }

    fn is_page_token(&self, place: Place<'_>) -> bool {
        let mut tokens = self.action.into_iter().flat_map(Action::page_tokens);
        tokens.any(|token| token == place.path)
            || (place.depth == 1 && words::role(place.name) == Role::PageToken)
    }

    /// The first member alone.
    fn union(&self, shape: Shape<'_>, place: Place<'_>) -> Map<String, Value> {
        let mut object = Map::new();
        let inner = Place {
            depth: place.depth + 1,
            ..place
        };
        let simple = |member: &Member<'_>| !member.shape.kind().is_object();
        let member = shape.members().find(simple).or(shape.members().next());
        if let Some(member) = member {
            let name = member.name;
            let value = if inner.depth > DEPTH && is_nested(member.shape) {
                empty(member.shape)
            } else {
                self.value(member.shape, Place { name, ..inner })
            };
            object.insert(name.to_owned(), value);
        }
        object
    }

    fn list(&self, shape: Shape<'_>, place: Place<'_>) -> Value {
        let count = bound(shape.min()).unwrap_or(1).clamp(1, ELEMENTS);
        let too_deep = place.depth >= DEPTH && shape.element().is_some_and(is_nested);
        let element = shape.element().filter(|_| !too_deep);
        let elements = element.into_iter().cycle().take(count);
        let singular = place.name.strip_suffix('s').unwrap_or(place.name);
        let name = singular;
        elements
            .map(|element| self.value(element, Place { name, ..place }))
            .collect()
    }

    fn map(&self, shape: Shape<'_>, place: Place<'_>) -> Value {
        let (Some(key), Some(value)) = (shape.key(), shape.value()) else {
            return Map::new().into();
        };
        let mut object = Map::new();
        if place.depth < DEPTH || !is_nested(value) {
            let key = key.values().next().unwrap_or(words::key(place.name));
            object.insert(key.to_owned(), self.value(value, place));
        }
        object.into()
    }

    fn text(&self, shape: Shape<'_>, place: Place<'_>) -> String {
        if let Some(value) = words::best(shape.values()) {
            return value.to_owned();
        }
        let seed = words::mix(self.seed, place.path);
        let text = match shape.kind() {
            Kind::Blob => words::blob(place.name).to_owned(),
            _ => words::text(place.name, seed),
        };
        let max = bound(shape.max()).unwrap_or(usize::MAX);
        // A text of a million letters is of no use, whatever the shape asks for.
        let min = bound(shape.min()).unwrap_or(0).min(1024).min(max);
        let fill = "0".repeat(min.saturating_sub(text.chars().count()));
        text.chars().take(max).chain(fill.chars()).collect()
    }
}

/// Whether a value of it would have members of its own.
fn is_nested(shape: Shape<'_>) -> bool {
    shape.kind().is_object() || shape.kind() == Kind::List
}

/// An array or object without anything in it.
fn empty(shape: Shape<'_>) -> Value {
    match shape.kind() {
        Kind::List => Value::Array(Vec::new()),
        _ => Map::new().into(),
    }
}

fn bound(number: Option<Number>) -> Option<usize> {
    number?.as_i64()?.try_into().ok()
}

fn number(shape: Shape<'_>, name: &str) -> Value {
    let wanted = words::number(name);
    let min = shape.min().and_then(Number::as_i64).unwrap_or(i64::MIN);
    let max = shape.max().and_then(Number::as_i64).unwrap_or(i64::MAX);
    // The least value wins over a greatest one that contradicts it.
    wanted.min(max).max(min).into()
}
