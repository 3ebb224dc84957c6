//! The laws of shapes, over generated values: what a shape is said to describe it describes.

use asl_model::shapes::{Presence, Shape};
use asl_path::path::parse;
use asl_path::reference::{self, ReferencePath};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Small values of few names, so that two of them often share some.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (0..5_i64).prop_map(Value::from),
        "[ab]{0,2}".prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let object = prop::collection::vec(("[abc]", inner.clone()), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::Array),
            object.prop_map(|it| Value::Object(it.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn path() -> impl Strategy<Value = String> {
    let step = prop_oneof![
        4 => "\\.[abc]",
        1 => (0..3).prop_map(|it| format!("[{it}]")),
        1 => Just("[*]".to_owned()),
        1 => Just("[1:]".to_owned()),
        1 => Just("[?(@.a)]".to_owned()),
        1 => Just("['a','b']".to_owned()),
        1 => Just("..a".to_owned()),
        1 => Just("[(@.length-1)]".to_owned()),
    ];
    prop::collection::vec(step, 0..4).prop_map(|it| format!("${}", it.concat()))
}

proptest! {
    #[test]
    fn a_value_is_in_its_own_shape(value in value()) {
        prop_assert!(Shape::from_value(&value).contains(&value));
        prop_assert!(Shape::from_example(&value).contains(&value));
        prop_assert!(!Shape::never().contains(&value));
        prop_assert!(Shape::unknown().contains(&value));
    }

    #[test]
    fn a_join_has_both_and_is_no_news_again(a in value(), b in value(), c in value()) {
        let (x, y) = (Shape::from_value(&a), Shape::from_value(&b));
        let joined = x.join(&y);
        prop_assert!(joined.contains(&a) && joined.contains(&b));
        prop_assert_eq!(&joined.join(&x), &joined);
        prop_assert_eq!(&joined.join(&y), &joined);
        if y.join(&x).contains(&c) {
            prop_assert!(joined.contains(&c));
        }
    }

    #[test]
    fn a_path_leads_into_the_shape_as_into_the_value(a in value(), b in value(), path in path()) {
        let parsed = parse(&path).value;
        for shape in [Shape::from_value(&a), Shape::from_value(&a).join(&Shape::from_value(&b)), Shape::from_example(&a)] {
            let followed = shape.follow(&parsed.steps);
            if let Ok(found) = asl_path::path::evaluate(&parsed, &a) {
                prop_assert!(followed.shape.contains(&found), "{path}: {found} not in {:?}", followed.shape.describe(5));
            } else {
                prop_assert_ne!(followed.presence, Presence::Always);
            }
        }
    }

    #[test]
    fn what_is_certainly_missing_is_not_found(a in value(), names in prop::collection::vec("[abcd]", 1..4)) {
        let path = format!("$.{}", names.join("."));
        let parsed = parse(&path).value;
        let followed = Shape::from_value(&a).follow(&parsed.steps);
        prop_assert_eq!(followed.missing.is_some(), asl_path::path::evaluate(&parsed, &a).is_err());
    }

    #[test]
    fn a_result_is_put_into_the_shape_as_into_the_value(a in value(), b in value(), new in value(), names in prop::collection::vec(prop_oneof![3 => "\\.[abc]", 1 => Just("[0]".to_owned()), 1 => Just("[1]".to_owned())], 0..4)) {
        let Ok(path) = ReferencePath::parse(&format!("${}", names.concat())) else {
            return Ok(());
        };
        let mut document = a.clone();
        if reference::write(&mut document, &path, new.clone()).is_err() {
            return Ok(());
        }
        let new = Shape::from_value(&new);
        for shape in [Shape::from_value(&a), Shape::from_value(&a).join(&Shape::from_value(&b)), Shape::unknown()] {
            let placed = shape.with(path.steps(), &new);
            prop_assert!(placed.contains(&document), "{document} not in {:?}", placed.describe(5));
        }
    }
}
