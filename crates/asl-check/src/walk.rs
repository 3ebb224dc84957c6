//! Goes through the objects of one state, or of the machine around the states, with the tables of
//! the language in hand.
//!
//! Every object is visited once with what it is (its [`Place`]), every entry with the field that
//! it is. The states of nested machines are left out: each has a walk of its own.

use asl_lang::reserved::TEMPLATE_SUFFIX;
use asl_lang::{
    CHOICE_OPERATORS, ChoiceOperator, Field, Place, QueryLanguage, ValueKind, choice_operator,
    field,
};
use asl_syntax::Format;
use asl_syntax::ast::{Entry, Key, Mapping, Sequence, Value};
use asl_text::TextRange;

use crate::edits;
use crate::findings::Findings;
use crate::literal::{Literal, is_expression, is_open_key};
use crate::rules::{OBJECT_RULES, VALUE_RULES};

/// What holds for a whole walk.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The query language in force.
    pub(crate) language: QueryLanguage,
    /// The notation of the document.
    pub(crate) format: Format,
    /// The object that the walk began with: the state, or the machine.
    pub(crate) root: Mapping,
}

/// One object of the definition.
#[derive(Debug)]
pub(crate) struct Object<'s> {
    pub(crate) scope: &'s Scope,
    /// What the object is.
    pub(crate) place: Place,
    pub(crate) mapping: Mapping,
    pub(crate) members: Vec<Member>,
    /// Fields may come from elsewhere (YAML merge keys), so a missing one may be there all the same.
    pub(crate) is_open: bool,
    /// What to mark when something is missing.
    pub(crate) anchor: TextRange,
}

/// One entry of an object.
#[derive(Debug)]
pub(crate) struct Member {
    /// The key as decoded.
    pub(crate) name: String,
    pub(crate) key: Key,
    pub(crate) entry: Entry,
    pub(crate) value: Option<Value>,
    pub(crate) literal: Literal,
    pub(crate) meaning: Meaning,
}

/// What a key means in its place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Meaning {
    /// A field of the place.
    Field(&'static Field),
    /// A field of the place, written with `.$` so that a path or a call gives its value.
    Dynamic(&'static Field),
    /// A comparison operator of a choice rule.
    Operator(&'static ChoiceOperator),
    /// A comment where the language has none; AWS is not known to refuse one anywhere.
    Comment,
    /// Nothing that can be known: a key with a placeholder, or YAML's merge key.
    Open,
    /// No field of the place.
    Nothing,
}

/// Visits an object and all objects in it.
pub(crate) fn walk(scope: &Scope, place: Place, mapping: &Mapping, findings: &mut Findings) {
    let object = Object::new(scope, place, mapping.clone());
    for rule in OBJECT_RULES {
        rule(&object, findings);
    }
    for member in &object.members {
        for rule in VALUE_RULES {
            rule(&object, member, findings);
        }
        if let (Meaning::Field(field), Some(value)) = (member.meaning, &member.value) {
            descend(scope, field.value, value, findings);
        }
    }
}

fn descend(scope: &Scope, kind: ValueKind, value: &Value, findings: &mut Findings) {
    // The argument of a function of a template, `!If [C, […], …]`, is not what stands here.
    let is_call = value.tag().is_some_and(|it| !it.text().starts_with("!!"));
    if is_call {
        return;
    }
    match (kind, value) {
        (ValueKind::Mapping(place), Value::Mapping(it)) => walk(scope, place, it, findings),
        (ValueKind::Sequence { of, .. }, Value::Sequence(it)) => {
            for item in mappings(it) {
                walk(scope, of, &item, findings);
            }
        }
        _ => {}
    }
}

/// The members of a list that are objects.
fn mappings(list: &Sequence) -> impl Iterator<Item = Mapping> {
    list.values().filter_map(|it| match it {
        Value::Mapping(it) => Some(it),
        _ => None,
    })
}

impl<'s> Object<'s> {
    fn new(scope: &'s Scope, place: Place, mapping: Mapping) -> Self {
        let members: Vec<_> = mapping
            .entries()
            .filter_map(|it| Member::new(it, place, scope.format))
            .collect();
        let anchor = match edits::key_of(mapping.syntax()) {
            Some(key) => key.content_range(),
            None => edits::first_token(mapping.syntax()),
        };
        Self {
            scope,
            place,
            is_open: members.iter().any(|it| matches!(it.meaning, Meaning::Open)),
            mapping,
            members,
            anchor,
        }
    }

    /// The member that gives that field a value.
    pub(crate) fn get(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|it| match it.meaning {
            Meaning::Field(field) | Meaning::Dynamic(field) => field.name == name,
            _ => false,
        })
    }

    /// Whether the state is in JSONata.
    pub(crate) fn is_jsonata(&self) -> bool {
        self.scope.language == QueryLanguage::Jsonata
    }

    /// Whether the object is a choice rule, nested or not.
    pub(crate) fn is_rule(&self) -> bool {
        matches!(self.place, Place::ChoiceRule | Place::NestedRule)
    }

    /// The names of the fields that this object may have in its query language.
    pub(crate) fn known_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let (language, is_rule) = (self.scope.language, self.is_rule() && !self.is_jsonata());
        let operators = CHOICE_OPERATORS.iter().filter(move |_| is_rule);
        asl_lang::fields(self.place)
            .iter()
            .filter(move |it| it.languages.contains(language))
            .map(|it| it.name)
            .chain(operators.map(|it| it.name))
    }
}

impl Member {
    fn new(entry: Entry, place: Place, format: Format) -> Option<Self> {
        let key = entry.key()?;
        let name = key.text();
        let value = entry.value();
        Some(Self {
            meaning: Meaning::of(&name, place),
            literal: value
                .as_ref()
                .map_or(Literal::Unknown, |it| Literal::of(it, format)),
            name,
            key,
            entry,
            value,
        })
    }

    /// Where the value stands; where it should stand, when there is none.
    pub(crate) fn value_range(&self) -> TextRange {
        match &self.value {
            Some(value) => value.range(),
            None => TextRange::empty(self.entry.range().end()),
        }
    }

    /// Whether the value is an expression that may stand for any value of the field.
    pub(crate) fn is_expression(&self, object: &Object<'_>) -> bool {
        object.is_jsonata() && self.literal.text().is_some_and(is_expression)
    }
}

impl Meaning {
    fn of(name: &str, place: Place) -> Self {
        if let Some(field) = field(place, name) {
            return Self::Field(field);
        }
        let dynamic = name
            .strip_suffix(TEMPLATE_SUFFIX)
            .and_then(|it| field(place, it));
        if let Some(field) = dynamic.filter(|_| place == Place::Credentials) {
            return Self::Dynamic(field);
        }
        let is_rule = matches!(place, Place::ChoiceRule | Place::NestedRule);
        if let Some(operator) = choice_operator(name).filter(|_| is_rule) {
            return Self::Operator(operator);
        }
        if name == "Comment" {
            return Self::Comment;
        }
        if is_open_key(name) {
            return Self::Open;
        }
        Self::Nothing
    }
}
