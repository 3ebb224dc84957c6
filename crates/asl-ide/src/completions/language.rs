//! Which query language somebody writes who has not said it yet: `QueryLanguage` often comes last.

use asl_lang::QueryLanguage;
use asl_lang::reserved::JSONATA_OPEN;
use asl_model::{Expression, State};
use asl_syntax::TextSize;
use asl_syntax::ast::{Document as Tree, Value};

use crate::Document;

/// How many states on each side are looked at.
const NEAR: usize = 8;

const FIELD: &str = "QueryLanguage";

/// The language of a state; where nobody says it, JSONata when it is written there or nearby.
pub(super) fn of_state(document: &Document, state: &State) -> QueryLanguage {
    if state.query_language() == QueryLanguage::Jsonata || is_said(document, state) {
        return state.query_language();
    }
    let states = document.model().states();
    let own = state.id().index();
    let near = &states[own.saturating_sub(NEAR)..states.len().min(own + NEAR)];
    let is_written = |it: &State| {
        let text = document.text().slice(it.range());
        it.query_language() == QueryLanguage::JsonPath && text.contains(JSONATA_OPEN)
    };
    if near.iter().any(is_written) {
        QueryLanguage::Jsonata
    } else {
        QueryLanguage::JsonPath
    }
}

/// The JSONata expression at an offset of a state that is in JSONPath only because nobody says otherwise.
pub(super) fn unsaid<'a>(
    document: &Document,
    state: &'a State,
    offset: TextSize,
) -> Option<(&'a Expression, usize)> {
    if state.query_language() == QueryLanguage::Jsonata || is_said(document, state) {
        return None;
    }
    let offset = offset.checked_sub(state.base())?;
    let expressions = state.facts().expressions(QueryLanguage::Jsonata).iter();
    let mut found = expressions.filter_map(|it| Some((it, it.offset_in(offset)?)));
    found.next()
}

/// Whether the state or the whole definition says its language.
fn is_said(document: &Document, state: &State) -> bool {
    let root = document.parse().root().documents().next();
    let root = root.as_ref().and_then(Tree::value);
    let said = |it: &Value| it.as_mapping().is_some_and(|it| it.value(FIELD).is_some());
    let of_state = state.facts().mapping();
    of_state.is_some_and(|it| it.value(FIELD).is_some()) || root.as_ref().is_some_and(said)
}
