//! What the language expects at a place of the tree, whether something stands there or not.

use asl_lang::{ChoiceOperator, Field, Place, StateType, ValueKind, choice_operator};
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_syntax::{SyntaxKind, SyntaxNode};

/// What a value should be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expectation {
    /// An object with the fields of that place.
    Object(Place),
    /// A state that does not say its type.
    UntypedState,
    /// An object of states by name.
    States,
    /// The value of that field.
    Field(&'static Field),
    /// An error name in a list of them.
    ErrorName,
    /// What that operator compares with.
    Operator(&'static ChoiceOperator),
    /// Something inside a payload template; `dynamic` under a key that ends in `.$`.
    Template {
        /// The string is a path or an intrinsic function call.
        dynamic: bool,
    },
    /// Nothing that the language knows.
    Free,
}

/// What the language expects as the value of `holder`: an ENTRY, an ITEM or a DOCUMENT.
pub(crate) fn expected_value(holder: &SyntaxNode) -> Expectation {
    match holder.kind() {
        SyntaxKind::DOCUMENT | SyntaxKind::STREAM => Expectation::Object(Place::Machine),
        SyntaxKind::ENTRY => {
            let Some(entry) = Entry::cast(holder.clone()) else {
                return Expectation::Free;
            };
            let key = entry.key().map(|it| it.text()).unwrap_or_default();
            let around = holder
                .parent()
                .map_or(Expectation::Free, |it| expected_of(&it));
            value_of_key(around, &key, entry.value().as_ref())
        }
        SyntaxKind::ITEM => holder
            .parent()
            .map_or(Expectation::Free, |it| expected_item(expected_of(&it))),
        _ => Expectation::Free,
    }
}

/// What the language expects where this value stands.
pub(crate) fn expected_of(value: &SyntaxNode) -> Expectation {
    let holder = value.parent();
    holder.map_or(Expectation::Object(Place::Machine), |it| {
        expected_value(&it)
    })
}

/// What the language expects as the value of a key in an object of which `around` is expected.
/// `value` is what stands there: a state's own text says its type.
pub(crate) fn value_of_key(around: Expectation, key: &str, value: Option<&Value>) -> Expectation {
    match around {
        Expectation::Object(place) => of_field(place, key),
        Expectation::UntypedState => StateType::ALL
            .into_iter()
            .find_map(|it| asl_lang::field(Place::State(it), key))
            .map_or(Expectation::Free, of_kind),
        Expectation::States => state(value.and_then(Value::as_mapping)),
        Expectation::Template { .. } => Expectation::Template {
            dynamic: key.ends_with(asl_lang::reserved::TEMPLATE_SUFFIX),
        },
        Expectation::Field(field) if is_template(field) => Expectation::Template {
            dynamic: key.ends_with(asl_lang::reserved::TEMPLATE_SUFFIX),
        },
        _ => Expectation::Free,
    }
}

/// What the language expects of each member of a list.
pub(crate) fn expected_item(list: Expectation) -> Expectation {
    match list {
        Expectation::Field(field) => match field.value {
            ValueKind::Sequence { of, .. } => Expectation::Object(of),
            ValueKind::ErrorNames => Expectation::ErrorName,
            ValueKind::Template => Expectation::Template { dynamic: false },
            _ => Expectation::Free,
        },
        Expectation::Template { .. } => Expectation::Template { dynamic: false },
        _ => Expectation::Free,
    }
}

fn of_field(place: Place, key: &str) -> Expectation {
    if let Some(field) = asl_lang::field(place, key) {
        return of_kind(field);
    }
    if matches!(place, Place::ChoiceRule | Place::NestedRule) {
        return choice_operator(key).map_or(Expectation::Free, Expectation::Operator);
    }
    let dynamic = key.strip_suffix(asl_lang::reserved::TEMPLATE_SUFFIX);
    match dynamic.and_then(|it| asl_lang::field(place, it)) {
        Some(_) => Expectation::Template { dynamic: true },
        None => Expectation::Free,
    }
}

fn of_kind(field: &'static Field) -> Expectation {
    match field.value {
        ValueKind::Mapping(of) => Expectation::Object(of),
        ValueKind::States => Expectation::States,
        _ => Expectation::Field(field),
    }
}

fn is_template(field: &Field) -> bool {
    matches!(field.value, ValueKind::Template | ValueKind::Assignments)
}

fn state(mapping: Option<&Mapping>) -> Expectation {
    let kind = mapping.and_then(|it| it.value("Type"));
    let kind = kind.as_ref().and_then(Value::as_scalar);
    let kind = kind.and_then(|it| StateType::from_name(&it.text()));
    kind.map_or(Expectation::UntypedState, |it| {
        Expectation::Object(Place::State(it))
    })
}
