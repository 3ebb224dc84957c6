//! The tables agree with themselves and are whole: no name twice, no words missing, no group that
//! speaks of a field that is not there.

use asl_lang::{
    CHOICE_OPERATORS, CONTEXT_PATHS, ERROR_NAMES, ErrorKind, Field, INTRINSICS, Languages, Place,
    QueryLanguage, Required, SERVICE_ERRORS, StateType, ValueKind, choice_operator, error_name,
    field, fields, groups,
};

fn every_field() -> impl Iterator<Item = (Place, &'static Field)> {
    Place::ALL
        .into_iter()
        .flat_map(|place| fields(place).iter().map(move |field| (place, field)))
}

/// Words are sentences: they begin with a capital or a code span and end with a full stop.
fn assert_words(of: &str, doc: &str) {
    assert!(doc.len() > 5, "{of}: no words");
    assert!(doc.ends_with('.'), "{of}: no full stop: {doc}");
    assert!(!doc.contains("  "), "{of}: two blanks: {doc}");
    assert!(
        doc.starts_with(|first: char| first.is_uppercase() || first == '`'),
        "{of}: {doc}"
    );
    assert_eq!(
        doc.matches('`').count() % 2,
        0,
        "{of}: open code span: {doc}"
    );
}

fn assert_unique<'a>(of: &str, names: impl Iterator<Item = &'a str>) {
    let mut seen = Vec::new();
    for name in names {
        assert!(!seen.contains(&name), "{of}: {name} stands there twice");
        seen.push(name);
    }
}

#[test]
fn counts_are_those_of_the_language() {
    assert_eq!(CHOICE_OPERATORS.len(), 39);
    assert_eq!(INTRINSICS.len(), 18);
    assert_eq!(StateType::ALL.len(), 8);
    assert_eq!(ERROR_NAMES.len(), 19);
}

#[test]
fn names_are_unique() {
    for place in Place::ALL {
        assert_unique(place.title(), fields(place).iter().map(|field| field.name));
    }
    assert_unique("operators", CHOICE_OPERATORS.iter().map(|row| row.name));
    assert_unique("functions", INTRINSICS.iter().map(|row| row.name));
    assert_unique("context", CONTEXT_PATHS.iter().map(|row| row.path));
    assert_unique("errors", ERROR_NAMES.iter().map(|row| row.name));
    assert_unique("services", SERVICE_ERRORS.iter().map(|row| row.service));
    for service in SERVICE_ERRORS {
        assert_unique(service.service, service.errors.iter().map(|row| row.name));
    }
    assert_unique("places", Place::ALL.iter().map(|place| place.title()));
}

#[test]
fn no_operator_is_also_a_field_of_a_rule() {
    for operator in &CHOICE_OPERATORS {
        assert!(field(Place::ChoiceRule, operator.name).is_none());
        assert!(field(Place::NestedRule, operator.name).is_none());
    }
}

#[test]
fn everything_has_words() {
    for (place, field) in every_field() {
        assert_words(&format!("{} of {}", field.name, place.title()), field.doc);
        if let ValueKind::Enum(values) | ValueKind::Resource(values) = field.value {
            assert!(!values.is_empty(), "{} has no values", field.name);
            assert_unique(field.name, values.iter().map(|value| value.name));
            for value in values {
                assert_words(value.name, value.doc);
            }
        }
    }
    for operator in &CHOICE_OPERATORS {
        assert_words(operator.name, operator.doc);
    }
    for function in &INTRINSICS {
        assert_words(function.name, function.doc);
        for param in function.params {
            assert_words(param.name, param.doc);
        }
    }
    for path in CONTEXT_PATHS {
        assert_words(path.path, path.doc);
    }
    for error in ERROR_NAMES {
        assert_words(error.name, error.meaning);
        assert_words(error.name, error.raised_when);
        if let Some(note) = error.note {
            assert_words(error.name, note);
        }
    }
    for error in SERVICE_ERRORS.iter().flat_map(|service| service.errors) {
        assert_words(error.name, error.doc);
    }
    for kind in StateType::ALL {
        assert_words(kind.name(), kind.doc());
    }
    for language in QueryLanguage::ALL {
        assert_words(language.name(), language.doc());
    }
}

#[test]
fn groups_speak_of_fields_that_are_there() {
    for place in Place::ALL {
        for group in groups(place) {
            for name in group.fields {
                assert!(field(place, name).is_some(), "{name} in {}", place.title());
            }
        }
    }
}

#[test]
fn one_of_fields_have_a_required_group() {
    for (place, field) in every_field() {
        if let Required::OneOf(names) = field.required {
            let known = groups(place)
                .iter()
                .any(|group| group.required && group.fields == names);
            assert!(known, "{} of {} has no group", field.name, place.title());
            assert!(names.contains(&field.name));
        }
    }
}

#[test]
fn deprecated_fields_have_a_successor() {
    for (place, old) in every_field() {
        if let Some(new) = old.deprecated {
            assert!(field(place, new).is_some(), "{new} in {}", place.title());
        }
    }
}

#[test]
fn path_forms_belong_to_json_path_and_expressions_to_jsonata() {
    for (place, field) in every_field() {
        let of = format!("{} of {}", field.name, place.title());
        if field.name.ends_with("Path") {
            assert_eq!(field.languages, Languages::JsonPath, "{of}");
        }
        if field.jsonata {
            assert!(field.languages.contains(QueryLanguage::Jsonata), "{of}");
        }
    }
}

#[test]
fn ranges_are_not_empty() {
    for (_, field) in every_field() {
        match field.value {
            ValueKind::Integer { min, max } => assert!(min < max, "{}", field.name),
            ValueKind::Number { min, max } => assert!(min < max, "{}", field.name),
            _ => {}
        }
    }
}

#[test]
fn counterparts_of_operators_point_at_each_other() {
    for operator in &CHOICE_OPERATORS {
        let Some(other) = operator.counterpart else {
            continue;
        };
        let other = choice_operator(other).expect("the counterpart is an operator");
        assert_eq!(other.counterpart, Some(operator.name));
        assert_eq!(other.operand, operator.operand);
        assert_ne!(other.is_path, operator.is_path);
        assert_eq!(operator.is_path, operator.name.ends_with("Path"));
    }
}

#[test]
fn names_are_found_again() {
    for kind in StateType::ALL {
        assert_eq!(StateType::from_name(kind.name()), Some(kind));
    }
    for language in QueryLanguage::ALL {
        assert_eq!(QueryLanguage::from_name(language.name()), Some(language));
    }
    assert_eq!(StateType::from_name("task"), None);
    let status = error_name("States.Http.StatusCode.429").expect("a status is an error name");
    assert_eq!(status.kind, ErrorKind::Prefix);
    assert!(error_name("States.Timeouts").is_none());
}

#[test]
fn optional_parameters_stand_last() {
    for function in &INTRINSICS {
        let soft =
            |index: usize| function.params[index].optional || function.params[index].variadic;
        for index in 1..function.params.len() {
            assert!(soft(index) || !soft(index - 1), "{}", function.name);
        }
        let call = format!("{}(", function.name);
        assert!(function.example.starts_with(&call), "{}", function.name);
    }
    let arity = |name| {
        let function = asl_lang::intrinsic(name).expect("a function");
        (function.min_args(), function.max_args())
    };
    assert_eq!(arity("States.Format"), (1, None));
    assert_eq!(arity("States.Array"), (0, None));
    assert_eq!(arity("States.MathRandom"), (2, Some(3)));
    assert_eq!(arity("States.UUID"), (0, Some(0)));
    assert_eq!(arity("States.JsonMerge"), (3, Some(3)));
}

#[test]
fn service_errors_begin_with_their_prefix() {
    for service in SERVICE_ERRORS {
        for error in service.errors {
            let own = error.name.starts_with(&format!("{}.", service.prefix));
            let known = ["Sandbox.", "AmazonECS.", "Events.ConnectionResource."];
            let other = known.iter().any(|prefix| error.name.starts_with(prefix));
            assert!(own || other, "{}", error.name);
        }
        let firm = service.errors.iter().skip_while(|error| error.transient);
        assert!(
            firm.clone().all(|error| !error.transient),
            "{}",
            service.service
        );
    }
}

#[test]
fn members_of_the_context_follow_their_parents() {
    for (at, path) in CONTEXT_PATHS.iter().enumerate() {
        let Some((parent, _)) = path.path.rsplit_once('.') else {
            panic!("{} has no parent", path.path);
        };
        if parent == "$$" {
            continue;
        }
        let before = CONTEXT_PATHS[..at].iter().any(|other| other.path == parent);
        assert!(before, "{} stands before its parent", path.path);
    }
}
