//! A new state between two.

use asl_model::Origin;
use serde_json::json;

use super::CodeAction;
use super::refactor::{Target, action, free_name, lead_to, node};
use crate::convert::Plan;
use crate::{Document, FileRange};

/// The name of a state that is yet to be given one.
const NEW: &str = "New state";

/// "Insert a state before …" on a name that a state is left or begun by: a Pass state goes between, for
/// this way alone.
pub(super) fn insert_state(document: &Document, range: FileRange) -> Option<CodeAction> {
    let model = document.model();
    let reference = model.reference_at(range.range.start())?;
    let to = model.resolve(&reference)?;
    // Behind the state that is left, or before the one that is begun with.
    let (beside, behind) = match reference.from {
        Origin::State(from) => (from, true),
        Origin::Machine(_) => (to, false),
    };
    let beside = Target::of(document, beside)?;
    let name = free_name(model, NEW);
    let state = node(&json!({ "Type": "Pass", "Next": reference.target }));
    let mut plan = Plan::default();
    plan.beside(&beside.entry, behind, (name.clone(), state));
    let mut edits = plan.edits(&document.text().to_string(), document.format());
    edits.push(lead_to(&reference, document, &name));
    let title = format!("Insert a state before \"{}\"", reference.target);
    Some(action(title, range, edits))
}

/// "Insert a state behind …" on the name of a state that goes on or ends.
pub(super) fn insert_behind(document: &Document, range: FileRange) -> Option<CodeAction> {
    let target = Target::named(document, range)?;
    if !target.state.kind()?.has_next() {
        return None;
    }
    let way = target
        .fields
        .get("Next")
        .or_else(|| target.fields.get("End"))?;
    let goes_on = (way.key()?.text(), target.value(&way.key()?.text())?);
    let name = free_name(target.model, NEW);
    let mut plan = Plan::default();
    let next = crate::convert::Node::text(name.clone());
    plan.instead(&way, vec![("Next".to_owned(), next)]);
    let kind = ("Type".to_owned(), crate::convert::Node::text("Pass"));
    let state = crate::convert::Node::Map(vec![kind, goes_on]);
    plan.beside(&target.entry, true, (name, state));
    let title = format!("Insert a state behind \"{}\"", target.state.name());
    Some(target.action(title, range, &plan))
}
