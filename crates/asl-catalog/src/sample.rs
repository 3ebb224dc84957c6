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

/// Members in members in members: of deeper ones only those that are always there are given.
const DEPTH: usize = 4;

/// No value of any shape needs to be deeper; only a damaged table asks for more.
const GREATEST_DEPTH: usize = 24;

/// How far ahead a union's members are compared.
const OUTLOOK: usize = 6;

/// The most letters that a text gets, whatever its shape asks for.
const LETTERS: usize = 4096;

/// The most elements that a list gets, whatever its shape asks for.
const ELEMENTS: usize = 10;

/// A value of a shape.
pub fn sample(shape: Shape<'_>, seed: u64) -> Value {
    Maker::new(seed).value(shape, Place::start())
}

/// What a Task gets that calls an action, and what the request says again in the response, such
/// as a table's name. `{}` where nobody can say.
pub fn sample_result(action: Action<'_>, pattern: Pattern, request: &Value, seed: u64) -> Value {
    let Some(shape) = action.result(pattern) else {
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
            Kind::Integer | Kind::Long | Kind::Float | Kind::Double => {
                number(shape, words::number(place.name))
            }
        }
    }

    fn structure(&self, shape: Shape<'_>, place: Place<'_>) -> Map<String, Value> {
        let mut object = Map::new();
        if place.depth >= GREATEST_DEPTH {
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
        let shape = member.shape;
        let is_page_token = self.is_page_token(inner);
        if place.depth == 0
            && !is_page_token
            && let Some(value) = self.request_value(member)
        {
            return Some(value);
        }
        if let Some(value) = self.known(shape, inner) {
            return Some(value);
        }
        let is_wanted = !is_page_token && !member.is_deprecated && !is_too_deep(shape, place.depth);
        match words::role(member.name) {
            _ if !is_wanted && !member.is_required => None,
            // A response without failures leaves their lists empty, whatever its shape asks for.
            Role::Failure if is_collection(shape) => Some(empty(shape)),
            Role::Failure if shape.kind().is_number() => Some(number(shape, 0)),
            Role::Failure | Role::OnDemand if !member.is_required => None,
            _ => Some(self.value(shape, inner)),
        }
    }

    /// What the request says under the same name, where the response can say the same.
    fn request_value(&self, member: Member<'_>) -> Option<Value> {
        let value = self.request?.get(member.name)?.as_str()?;
        let is_text = member.shape.kind() == Kind::String;
        (is_text && !value.is_empty() && is_known(member.shape, value)).then(|| value.into())
    }

    /// What the API's waiters wait for, and that there are no more pages.
    fn known(&self, shape: Shape<'_>, place: Place<'_>) -> Option<Value> {
        let action = self.action?;
        if action.more_pages() == Some(place.path) {
            return Some(false.into());
        }
        // A few waiters wait for a value that their own model does not know.
        let mut successes = action.successes();
        let success = successes.find(|it| it.path == place.path && is_known(shape, it.value))?;
        shape.kind().is_text().then(|| success.value.into())
    }

    fn is_page_token(&self, place: Place<'_>) -> bool {
        let mut tokens = self.action.into_iter().flat_map(Action::page_tokens);
        tokens.any(|token| token == place.path)
            || (place.depth == 1 && words::role(place.name) == Role::PageToken)
    }

    /// One member alone: the first that is simple, or, where it gets deep, that ends the soonest.
    fn union(&self, shape: Shape<'_>, place: Place<'_>) -> Map<String, Value> {
        let mut object = Map::new();
        let depth = place.depth + 1;
        let simple = |member: &Member<'_>| !member.shape.kind().is_object();
        let member = if depth > DEPTH {
            shape.members().min_by_key(|it| height(it.shape, OUTLOOK))
        } else {
            shape.members().find(simple).or(shape.members().next())
        };
        if let Some(member) = member.filter(|_| depth <= GREATEST_DEPTH) {
            let place = Place {
                name: member.name,
                depth,
                ..place
            };
            object.insert(member.name.to_owned(), self.value(member.shape, place));
        }
        object
    }

    fn list(&self, shape: Shape<'_>, place: Place<'_>) -> Value {
        let element = shape.element();
        let count = count(shape, element, place);
        let elements = element.into_iter().cycle().take(count);
        let name = place.name.strip_suffix('s').unwrap_or(place.name);
        let depth = deeper(place.depth);
        let place = Place {
            name,
            depth,
            ..place
        };
        elements.map(|it| self.value(it, place)).collect()
    }

    fn map(&self, shape: Shape<'_>, place: Place<'_>) -> Value {
        let (Some(key), Some(value)) = (shape.key(), shape.value()) else {
            return Map::new().into();
        };
        let count = count(shape, Some(value), place);
        let known = key.values().map(str::to_owned);
        let other = (1..).map(|at| match at {
            1 => words::key(place.name).to_owned(),
            at => format!("{}{at}", words::key(place.name)),
        });
        let depth = deeper(place.depth);
        let keys = known.chain(other).take(count);
        let entries = keys.map(|key| (key, self.value(value, Place { depth, ..place })));
        Value::Object(entries.collect())
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
        let min = least(shape).min(LETTERS).min(max);
        let fill = "0".repeat(min.saturating_sub(text.chars().count()));
        text.chars().take(max).chain(fill.chars()).collect()
    }
}

/// Whether a value of it would have members of its own.
fn is_nested(shape: Shape<'_>) -> bool {
    shape.kind().is_object() || shape.kind() == Kind::List
}

/// Whether a text is one of a shape's values, where it has some.
fn is_known(shape: Shape<'_>, text: &str) -> bool {
    shape.values().len() == 0 || shape.values().any(|it| it == text)
}

fn is_collection(shape: Shape<'_>) -> bool {
    matches!(shape.kind(), Kind::List | Kind::Map)
}

/// Whether a member that need not be there is left out at that depth.
fn is_too_deep(shape: Shape<'_>, depth: usize) -> bool {
    match shape.kind() {
        Kind::List => {
            depth + 1 >= DEPTH && least(shape) > 0 && shape.element().is_some_and(is_nested)
        }
        kind => depth + 1 >= DEPTH && kind.is_object(),
    }
}

/// How many elements or entries there are: one, or as many as there must be.
fn count(shape: Shape<'_>, inner: Option<Shape<'_>>, place: Place<'_>) -> usize {
    let least = least(shape).min(ELEMENTS);
    let is_deep = place.depth >= DEPTH && inner.is_some_and(is_nested);
    match is_deep {
        _ if place.depth >= GREATEST_DEPTH => 0,
        true => least,
        false => least.max(bound(shape.max()).unwrap_or(1).min(1)),
    }
}

/// Lists in lists have no names between them, so that their depth counts only where it gets great.
fn deeper(depth: usize) -> usize {
    if depth >= DEPTH { depth + 1 } else { depth }
}

/// How many levels the smallest value of a shape has, as far as `outlook` goes.
fn height(shape: Shape<'_>, outlook: usize) -> usize {
    let Some(further) = outlook.checked_sub(1) else {
        return 1;
    };
    let below = |it: Shape<'_>| 1 + height(it, further);
    match shape.kind() {
        Kind::Structure => {
            let required = shape.members().filter(|it| it.is_required);
            1 + required.map(|it| below(it.shape)).max().unwrap_or(0)
        }
        Kind::Union => {
            let members = shape.members().map(|it| below(it.shape));
            1 + members.min().unwrap_or(0)
        }
        Kind::List | Kind::Map if least(shape) > 0 => {
            let inner = shape.element().or(shape.value());
            1 + inner.map_or(0, below)
        }
        _ => 0,
    }
}

/// An array or object without anything in it.
fn empty(shape: Shape<'_>) -> Value {
    match shape.kind() {
        Kind::List => Value::Array(Vec::new()),
        _ => Map::new().into(),
    }
}

/// The least length or count.
fn least(shape: Shape<'_>) -> usize {
    bound(shape.min()).unwrap_or(0)
}

fn bound(number: Option<Number>) -> Option<usize> {
    number?.as_i64()?.try_into().ok()
}

/// A number as near to what is wanted as the shape allows.
#[expect(clippy::cast_precision_loss, reason = "wanted numbers are small")]
fn number(shape: Shape<'_>, wanted: i64) -> Value {
    let goal = wanted as f64;
    // The least value wins over a greatest one that contradicts it.
    let least = shape.min().filter(|it| goal < it.as_f64());
    let bound = least.or_else(|| shape.max().filter(|it| goal > it.as_f64()));
    match bound.map(|it| (it.as_i64(), it.as_f64())) {
        None => wanted.into(),
        Some((Some(whole), _)) => whole.into(),
        Some((None, real)) => real.into(),
    }
}
