//! Which words of a definition somebody would have chosen from a list, and where they stand: read from
//! the whole text with the tables of the language, without the editor's own idea of places.

use std::collections::HashMap;

use asl_catalog::Shape;
use asl_lang::{Field, Place, StateType, ValueKind};
use asl_syntax::ast::{Entry, Mapping, Scalar, Value};
use asl_syntax::{Format, TextSize, parse};

use crate::words;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Key,
    Value,
    State,
    Error,
    Resource,
    Parameter,
    Function,
    Context,
    Variable,
    /// A member of the data: offered where the data is known.
    Member,
}

/// A word that should be offered.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) kind: Kind,
    /// The offset of its first letter.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The labels that are meant by it.
    pub(crate) labels: Vec<String>,
}

/// All of them in the order of the text.
pub(crate) fn wanted(text: &str, format: Format) -> Vec<Wanted> {
    let parsed = parse(text, format);
    assert_eq!(parsed.errors(), [], "the text is whole");
    let mut walk = Walk {
        text,
        found: Vec::new(),
        names: HashMap::new(),
    };
    if let Some(root) = parsed.root().value() {
        walk.value(&root, Expected::Object(Place::Machine), 0);
    }
    walk.states();
    walk.found.sort_by_key(|it| it.start);
    walk.found
}

#[derive(Clone, Copy)]
enum Expected {
    Object(Place),
    States,
    Field(&'static Field),
    ErrorName,
    Truth,
    /// What a call is given, where it is known.
    Template(Option<Shape<'static>>),
    Dynamic,
    Free,
}

struct Walk<'a> {
    text: &'a str,
    found: Vec<Wanted>,
    /// Where the names of states stand, by machine.
    names: HashMap<(usize, String), Vec<(usize, usize)>>,
}

fn bounds(range: asl_syntax::TextRange) -> (usize, usize) {
    (range.start().into(), range.end().into())
}

impl Walk<'_> {
    fn add(&mut self, kind: Kind, (start, end): (usize, usize), label: &str) {
        self.found.push(Wanted {
            kind,
            start,
            end,
            labels: vec![label.to_owned()],
        });
    }

    fn value(&mut self, value: &Value, expected: Expected, machine: usize) {
        match value {
            Value::Mapping(mapping) => self.mapping(mapping, expected, machine),
            Value::Sequence(list) => {
                let of = item_of(expected);
                list.values().for_each(|it| self.value(&it, of, machine));
            }
            Value::Scalar(scalar) => self.scalar(scalar, expected, machine),
            _ => {}
        }
    }

    fn mapping(&mut self, mapping: &Mapping, expected: Expected, machine: usize) {
        let start = usize::from(mapping.range().start());
        let machine = match expected {
            Expected::Object(Place::Machine | Place::Processor | Place::Branch) => start,
            _ => machine,
        };
        for entry in mapping.entries() {
            let Some(key) = entry.key() else { continue };
            let name = key.text();
            let at = bounds(key.content_range());
            let below = match expected {
                Expected::Object(place) => self.field(mapping, place, &name, at),
                Expected::States => {
                    self.name(machine, name, at);
                    Expected::Object(Place::State(type_of(&entry)))
                }
                Expected::Template(shape) => self.parameter(shape, &name, at),
                Expected::Field(field) if is_template(field) => self.parameter(None, &name, at),
                _ => Expected::Free,
            };
            if let Some(value) = entry.value() {
                self.value(&value, below, machine);
            }
        }
    }

    fn field(
        &mut self,
        mapping: &Mapping,
        place: Place,
        name: &str,
        at: (usize, usize),
    ) -> Expected {
        if let Some(field) = asl_lang::field(place, name) {
            self.add(Kind::Key, at, name);
            return match field.value {
                ValueKind::Mapping(of) => Expected::Object(of),
                ValueKind::States => Expected::States,
                ValueKind::Bool => Expected::Truth,
                ValueKind::Template => Expected::Template(request(mapping, name, at.0)),
                _ => Expected::Field(field),
            };
        }
        let rule = matches!(place, Place::ChoiceRule | Place::NestedRule);
        match asl_lang::choice_operator(name).filter(|_| rule) {
            Some(operator) => {
                self.add(Kind::Key, at, name);
                match operator.operand {
                    _ if operator.is_path => Expected::Dynamic,
                    asl_lang::OperandKind::Bool | asl_lang::OperandKind::TypeTest => {
                        Expected::Truth
                    }
                    _ => Expected::Free,
                }
            }
            None => Expected::Free,
        }
    }

    fn parameter(
        &mut self,
        shape: Option<Shape<'static>>,
        name: &str,
        at: (usize, usize),
    ) -> Expected {
        let plain = name.strip_suffix(".$").unwrap_or(name);
        let member = shape.and_then(|it| it.member(plain));
        if member.is_some() {
            self.add(Kind::Parameter, at, name);
        }
        if name.ends_with(".$") {
            return Expected::Dynamic;
        }
        let shape = member.map(|it| it.shape);
        Expected::Template(shape.or_else(|| shape?.value()))
    }

    fn scalar(&mut self, scalar: &Scalar, expected: Expected, machine: usize) {
        let (text, at) = (scalar.text(), bounds(scalar.content_range()));
        let raw = &self.text[at.0..at.1];
        if text.starts_with("{%") {
            self.found.extend(words::of_jsonata(raw, at.0));
            return;
        }
        match expected {
            Expected::Field(field) => match field.value {
                ValueKind::StateName => self.name(machine, text, at),
                ValueKind::Enum(values) if values.iter().any(|it| it.name == text) => {
                    self.add(Kind::Value, at, &text);
                }
                ValueKind::Resource(_) => self.found.extend(words::of_resource(raw, at.0)),
                ValueKind::Path { .. } | ValueKind::ReferencePath { .. } | ValueKind::Variable => {
                    self.found.extend(words::of_path(raw, at.0));
                }
                _ => {}
            },
            Expected::Dynamic => self.found.extend(words::of_path(raw, at.0)),
            Expected::ErrorName => self.error(scalar, &text, at),
            Expected::Truth => self.add(Kind::Value, at, &text),
            Expected::Template(Some(shape)) if shape.values().any(|it| it == text) => {
                self.add(Kind::Value, at, &text);
            }
            _ => {}
        }
    }

    fn error(&mut self, scalar: &Scalar, text: &str, at: (usize, usize)) {
        let tasks = scalar.syntax().ancestors().filter_map(Mapping::cast);
        let action = tasks.into_iter().find_map(|it| action(&it, at.0));
        let is_own = action.is_some_and(|it| it.errors().any(|it| it == text));
        if asl_lang::error_name(text).is_some() || is_own {
            // The last word of it: what comes before is a service, or the language's own.
            let dot = text.find('.').map_or(0, |it| it + 1);
            self.add(Kind::Error, (at.0 + dot, at.1), text);
        }
    }

    fn name(&mut self, machine: usize, name: String, at: (usize, usize)) {
        self.names.entry((machine, name)).or_default().push(at);
    }

    /// A name of a state is known where it stands further up already.
    fn states(&mut self) {
        let names = std::mem::take(&mut self.names);
        for ((_, name), mut places) in names {
            places.sort_unstable();
            for at in places.into_iter().skip(1) {
                self.add(Kind::State, at, &name);
            }
        }
    }
}

fn is_template(field: &Field) -> bool {
    matches!(field.value, ValueKind::Template | ValueKind::Assignments)
}

fn item_of(list: Expected) -> Expected {
    match list {
        Expected::Field(field) => match field.value {
            ValueKind::Sequence { of, .. } => Expected::Object(of),
            ValueKind::ErrorNames => Expected::ErrorName,
            _ => Expected::Free,
        },
        Expected::Template(shape) => Expected::Template(shape.and_then(Shape::element)),
        _ => Expected::Free,
    }
}

fn type_of(entry: &Entry) -> StateType {
    let value = entry.value();
    let mapping = value.as_ref().and_then(Value::as_mapping);
    let kind = mapping.and_then(|it| it.value("Type"));
    let kind = kind
        .as_ref()
        .and_then(Value::as_scalar)
        .map(Scalar::text)
        .unwrap_or_default();
    StateType::from_name(&kind).unwrap_or(StateType::Pass)
}

/// What the Task calls, where it says so before that offset.
fn action(state: &Mapping, before: usize) -> Option<asl_catalog::Action<'static>> {
    let resource = state.value("Resource")?;
    let scalar = resource
        .as_scalar()
        .filter(|it| it.range().end() < TextSize::new(before as u32))?;
    asl_catalog::lookup(&scalar.text()).ok().map(|it| it.action)
}

fn request(state: &Mapping, field: &str, before: usize) -> Option<Shape<'static>> {
    let is_given = matches!(field, "Parameters" | "Arguments");
    action(state, before).filter(|_| is_given)?.request()
}
