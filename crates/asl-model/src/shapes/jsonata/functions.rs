//! What the functions of JSONata answer.

use super::answer::Answer;
use crate::shapes::shape::Shape;

/// The answers of functions that the table of functions does not tell in full.
pub(super) fn answered(name: &str, given: &[Answer], bodies: &[Answer]) -> Answer {
    let first = given.first().map(|it| it.shape.clone()).unwrap_or_default();
    let sequence = |items: Shape| Answer::perhaps(items.join(&Shape::list(items.clone())));
    match name {
        "exists" => return Answer::certain(Shape::boolean()),
        "count" | "millis" | "random" => return Answer::certain(Shape::number()),
        "uuid" => return Answer::certain(Shape::string()),
        "now" if given.is_empty() => return Answer::certain(Shape::string()),
        "merge" => return merged(&first),
        "map" => {
            let body = bodies
                .first()
                .map(|it| it.shape.clone())
                .unwrap_or_default();
            return sequence(body);
        }
        "filter" | "reverse" | "shuffle" | "sort" | "distinct" => {
            return sequence(first.flattened());
        }
        "single" => return Answer::perhaps(first.flattened()),
        "split" => return sequence(Shape::string()),
        "keys" => return sequence(Shape::string()),
        "range" => return sequence(Shape::number()),
        "partition" => {
            let part = Shape::list(first.flattened());
            return sequence(part.join(&first.flattened()));
        }
        "append" => {
            let second = given.get(1).map(|it| it.shape.clone()).unwrap_or_default();
            return sequence(first.flattened().join(&second.flattened()));
        }
        _ => {}
    }
    let function = asl_jsonata::function(name);
    match function.map(|it| it.returns.as_str()) {
        Some("string") => Answer::perhaps(Shape::string()),
        Some("number") => Answer::perhaps(Shape::number()),
        Some("boolean") => Answer::perhaps(Shape::boolean()),
        _ => Answer::unknown(),
    }
}

/// `$merge`: of objects whose order is known each is put over those before it.
fn merged(list: &Shape) -> Answer {
    let kinds = list.kinds();
    let array = kinds.as_ref().and_then(|it| it.array.as_ref());
    let exact = array.filter(|it| it.rest.is_none() && !it.first.is_empty());
    let is_objects = |it: &Shape| it.kinds().is_some_and(|it| it.is_only_object());
    match exact {
        Some(array) if array.first.iter().all(is_objects) => {
            let merged = array.first.iter().cloned().reduce(|a, b| a.merged(&b));
            Answer::certain(merged.unwrap_or_default())
        }
        _ => Answer::perhaps(Shape::object([], Some(Shape::unknown()))),
    }
}
