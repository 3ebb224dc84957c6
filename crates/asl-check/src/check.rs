//! Runs the rules: per state what can be kept between keystrokes, then what needs the whole.

use std::sync::OnceLock;

use asl_lang::QueryLanguage;
use asl_model::{Model, State};
use asl_syntax::Format;
use asl_text::TextSize;

use crate::filled::Filled;
use crate::language;
use crate::rules::{Ignores, check_document, check_state};
use crate::{CheckConfig, Diagnostic};

/// Everything that is wrong with a document, in the order of its positions.
///
/// What a state shows by itself is kept with the state's facts, so after an edit only the states
/// that the edit touched are looked at again. Placeholders that `config` has values for are judged
/// by their values.
pub fn check(model: &Model, config: &CheckConfig) -> Vec<Diagnostic> {
    let Some(filled) = filled(model, config) else {
        return wanted(model, config, all(model, config));
    };
    let found = wanted(filled.model(), config, all(filled.model(), config));
    let found = found.into_iter();
    found.map(|it| filled.said_of_source(it, config)).collect()
}

/// The document as a deployment makes it; `None` where it is deployed as it stands, as far as that is
/// known.
pub(crate) fn filled(model: &Model, config: &CheckConfig) -> Option<Filled> {
    if let Some(filled) = Filled::unquoted_again(model, config) {
        return Some(filled);
    }
    let filled = Filled::of(model, config)?;
    let unquoted = filled.unquoted(model, config, near(filled.model(), config));
    Some(unquoted.unwrap_or(filled))
}

/// Answers what is found in the state at an offset, or of the machine where there is none.
fn near<'a>(
    model: &'a Model,
    config: &'a CheckConfig,
) -> impl FnMut(TextSize) -> Vec<Diagnostic> + use<'a> {
    let is_unclear = language::is_unclear(model);
    let document = OnceLock::new();
    move |offset| match model.state_at(offset) {
        Some(state) => found_in(model.state(state), model, is_unclear).collect(),
        None => (document.get_or_init(|| check_document(model, config))).clone(),
    }
}

/// Everything that is found, in the order of its positions, whatever is said of severities.
pub(crate) fn all(model: &Model, config: &CheckConfig) -> Vec<Diagnostic> {
    let mut found = check_document(model, config);
    let is_unclear = language::is_unclear(model);
    for state in model.states() {
        found.extend(found_in(state, model, is_unclear));
    }
    found.sort_by_key(|it| (it.range.start(), it.range.end()));
    found
}

/// What a state shows by itself, as findings of the document.
fn found_in<'a>(
    state: &'a State,
    model: &'a Model,
    is_unclear: bool,
) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let format = model.parse().format();
    let local = if language::is_unclear_in(state, model, is_unclear) {
        fewest_findings_of(state, format)
    } else {
        findings_of(state, state.query_language(), format)
    };
    local.iter().map(|it| moved(it, state.base()))
}

/// What is left when the settings and the document's comments have had their say.
fn wanted(model: &Model, config: &CheckConfig, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let ignores = Ignores::of(model);
    found.retain_mut(|it| match config.severity(it.rule) {
        Some(severity) => {
            it.severity = severity;
            !ignores.cover(it)
        }
        None => false,
    });
    found
}

/// What a state shows by itself, in either query language; the one in force may come from outside.
#[derive(Debug, Default)]
struct Local {
    json_path: OnceLock<Vec<Diagnostic>>,
    jsonata: OnceLock<Vec<Diagnostic>>,
}

/// The findings in the query language in which the state is more likely written.
fn fewest_findings_of(state: &State, format: Format) -> &[Diagnostic] {
    let in_language = QueryLanguage::ALL.map(|it| findings_of(state, it, format));
    let [first, second] = in_language;
    if second.len() < first.len() {
        second
    } else {
        first
    }
}

fn findings_of(state: &State, language: QueryLanguage, format: Format) -> &[Diagnostic] {
    let local = state.facts().derived(|_| Local::default());
    let slot = match language {
        QueryLanguage::JsonPath => &local.json_path,
        QueryLanguage::Jsonata => &local.jsonata,
    };
    slot.get_or_init(|| check_state(state.facts(), language, format))
}

/// A finding of a state as a finding of the document.
pub(crate) fn moved(found: &Diagnostic, base: TextSize) -> Diagnostic {
    let mut found = found.clone();
    found.range += base;
    if let Some(aws) = &mut found.aws {
        aws.at += base;
    }
    let related = found.related.into_iter();
    found.related = related.map(|it| it.moved(|at| at + base)).collect();
    for edit in found.fixes.iter_mut().flat_map(|it| &mut it.edits) {
        edit.range += base;
    }
    found
}
