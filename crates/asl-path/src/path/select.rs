//! The border to jsonpath-rust: the steps that mean the same in it, lowered to its tree.
//!
//! It reads RFC 9535, where much differs from Step Functions: filters, several names, negative
//! and absent indices, and every failure. What is the same are wildcards, slices without odd bounds,
//! and looking for a name or everything below; only these cross the border, and they are built
//! as a tree, never as text. Nothing else in the crate knows the library.

use jsonpath_rust::parser::model::{JpQuery, Segment, Selector};
use jsonpath_rust::query::js_path_process;
use serde_json::Value;

use super::{Step, StepKind};

/// A node that was found, and its place below the node that was searched, such as `['a'][0]`.
pub(super) struct Found<'d> {
    pub(super) value: &'d Value,
    pub(super) place: String,
}

/// The first step, or `..` and the step after it, as the library's query, when it means the same there.
pub(super) fn lower(steps: &[Step]) -> Option<JpQuery> {
    let segment = match steps {
        [
            Step {
                kind: StepKind::Descend,
                ..
            },
            next,
            rest @ ..,
        ] => Segment::Descendant(Box::new(Segment::Selector(descendant(
            &next.kind,
            rest.is_empty(),
        )?))),
        [step, ..] => Segment::Selector(selector(&step.kind)?),
        [] => return None,
    };
    Some(JpQuery::new(vec![segment]))
}

fn selector(kind: &StepKind) -> Option<Selector> {
    match kind {
        StepKind::Wildcard => Some(Selector::Wildcard),
        StepKind::Slice { from, to } => slice(*from, *to),
        _ => None,
    }
}

/// With both bounds given, a negative one does not count from the end in the engine.
fn slice(from: Option<i32>, to: Option<i32>) -> Option<Selector> {
    let odd = from.is_some() && to.is_some() && from.min(to) < Some(0);
    (!odd).then(|| Selector::Slice(from.map(i64::from), to.map(i64::from), None))
}

/// A wildcard after `..` is the same only at the end: before further steps the engine treats the
/// members of objects and the elements of arrays differently.
fn descendant(kind: &StepKind, last: bool) -> Option<Selector> {
    match kind {
        StepKind::Names(names) => match names.as_slice() {
            [name] => Some(Selector::Name(name.text.clone())),
            _ => None,
        },
        StepKind::Wildcard if last => Some(Selector::Wildcard),
        _ => None,
    }
}

/// Runs a lowered query on a node, in the order of the document.
pub(super) fn run<'d>(query: &JpQuery, node: &'d Value) -> Vec<Found<'d>> {
    js_path_process(query, node)
        .unwrap_or_default()
        .into_iter()
        .map(|found| Found {
            value: found.val,
            place: found.path.trim_start_matches('$').to_owned(),
        })
        .collect()
}
