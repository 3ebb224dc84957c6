//! Which query language a state is judged in, where the definition does not say it clearly.

use asl_lang::QueryLanguage;
use asl_model::{Model, State};
use asl_syntax::ast::Mapping;

use crate::suggest::nearest;

const FIELD: &str = "QueryLanguage";

/// Whether the machine around everything names a language that cannot be read: one that is still
/// being typed or misspelt, or a placeholder. That is one finding, and no field of its states
/// should be another.
pub(crate) fn is_unclear(model: &Model) -> bool {
    let root = model.parse().root().value();
    let mapping = root.as_ref().and_then(|it| it.as_mapping());
    let own = model.root().and_then(|it| it.facts().query_language());
    own.is_none() && mapping.is_some_and(is_meant)
}

/// Whether the fields of a state say better than its `QueryLanguage` how it is written: that cannot
/// be read, or the machine's language excludes it, which is a finding of its own.
pub(crate) fn is_unclear_in(state: &State, model: &Model, machine_is_unclear: bool) -> bool {
    if let Some(own) = state.facts().query_language() {
        let outer = model.machine(state.machine()).query_language();
        return own == QueryLanguage::JsonPath && outer == QueryLanguage::Jsonata;
    }
    let own = state.facts().derived(|facts| {
        let mapping = facts.mapping();
        Meant(mapping.as_ref().is_some_and(is_meant))
    });
    machine_is_unclear || own.0
}

/// Whether a state without a readable `QueryLanguage` has one all the same.
struct Meant(bool);

fn is_meant(mapping: &Mapping) -> bool {
    let mut keys = mapping.entries().filter_map(|it| it.key());
    keys.any(|it| it.is(FIELD) || nearest(&it.text(), [FIELD]).is_some())
}
