//! Whole things as people write them: a state of each type, a retrier, a catcher, a rule, a branch.

use asl_lang::{Field, Place, QueryLanguage, Required, StateType, ValueKind, reserved};

use super::draft::Draft;

/// The state that a new machine begins with until it gets another name.
const FIRST: &str = "First step";

/// An object with what it usually has; `None` where that is nothing but its required fields.
pub(super) fn of_place(place: Place, language: QueryLanguage) -> Option<Draft> {
    let members = match place {
        Place::Retrier => retrier(),
        Place::Catcher => catcher(language),
        Place::ChoiceRule => rule(language),
        Place::Branch => machine(),
        Place::Processor => processor(),
        Place::State(kind) => return Some(of_state(kind, language)),
        _ => return None,
    };
    Some(object(members))
}

/// A state with its required fields and those that nearly all states of its type have.
pub(super) fn of_state(kind: StateType, language: QueryLanguage) -> Draft {
    let usual: &[&str] = match kind {
        StateType::Wait => &["Seconds", "Next"],
        StateType::Map => &["ItemProcessor", "Next"],
        StateType::Fail => &["Error", "Cause"],
        StateType::Choice => &["Default"],
        _ => &["Next"],
    };
    let fields = asl_lang::fields(Place::State(kind)).iter();
    let wanted = fields.filter(|it| {
        let is_wanted = it.required == Required::Always || usual.contains(&it.name);
        is_wanted && it.languages.contains(language)
    });
    let member = |field: &Field| {
        let value = match field.name {
            "Type" => Draft::Fixed(kind.name()),
            _ => of_field(field, language),
        };
        (field.name.to_owned(), value)
    };
    Draft::Object(wanted.map(member).collect())
}

fn of_field(field: &Field, language: QueryLanguage) -> Draft {
    let inner = |of| of_place(of, language).unwrap_or(Draft::Object(Vec::new()));
    match field.value {
        ValueKind::Sequence { of, .. } => Draft::List(Box::new(inner(of))),
        ValueKind::Mapping(of) => inner(of),
        ValueKind::Integer { .. } => Draft::Bare("10".to_owned()),
        _ => text(""),
    }
}

type Members = Vec<(&'static str, Draft)>;

/// The schedule is the one that AWS has where nothing is said.
fn retrier() -> Members {
    vec![
        ("ErrorEquals", Draft::List(Box::new(text("")))),
        ("IntervalSeconds", number("1")),
        ("MaxAttempts", number("3")),
        ("BackoffRate", number("2")),
    ]
}

fn catcher(language: QueryLanguage) -> Members {
    let all = Draft::List(Box::new(text(reserved::ALL_ERRORS)));
    let mut members = vec![("ErrorEquals", all)];
    if language == QueryLanguage::JsonPath {
        members.push(("ResultPath", text("$.error")));
    }
    members.push(("Next", text("")));
    members
}

fn rule(language: QueryLanguage) -> Members {
    match language {
        QueryLanguage::JsonPath => vec![
            ("Variable", Draft::Behind("$.")),
            ("StringEquals", text("")),
            ("Next", text("")),
        ],
        QueryLanguage::Jsonata => vec![("Condition", Draft::Expression), ("Next", text(""))],
    }
}

/// A machine with one state, which ends it.
fn machine() -> Members {
    let state = vec![
        ("Type", Draft::Fixed(StateType::Pass.name())),
        ("End", Draft::Bare("true".to_owned())),
    ];
    vec![
        ("StartAt", text(FIRST)),
        (
            "States",
            Draft::Under(FIRST.to_owned(), Box::new(object(state))),
        ),
    ]
}

fn processor() -> Members {
    let mut members = vec![("ProcessorConfig", object(vec![("Mode", text("INLINE"))]))];
    members.extend(machine());
    members
}

fn object(members: Members) -> Draft {
    let members = members.into_iter().map(|(name, it)| (name.to_owned(), it));
    Draft::Object(members.collect())
}

fn text(text: &str) -> Draft {
    Draft::Text(text.to_owned())
}

fn number(text: &str) -> Draft {
    Draft::Bare(text.to_owned())
}

#[cfg(test)]
mod tests {
    use asl_lang::{Place, QueryLanguage, choice_operator, field};

    use super::{Draft, of_place};

    #[test]
    fn they_have_the_fields_of_their_places() {
        for language in [QueryLanguage::JsonPath, QueryLanguage::Jsonata] {
            for place in Place::ALL {
                let Some(Draft::Object(members)) = of_place(place, language) else {
                    continue;
                };
                for (name, _) in members {
                    let is_known =
                        field(place, &name).is_some_and(|it| it.languages.contains(language));
                    assert!(
                        is_known || choice_operator(&name).is_some(),
                        "{name} in {}",
                        place.title()
                    );
                }
            }
        }
    }
}
