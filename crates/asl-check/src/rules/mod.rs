//! The rules: one small function each, in files by topic, called from the lists here.

mod arns;
mod bounds;
mod choice;
mod context;
mod data;
mod dependences;
mod distributed;
mod errors;
mod exhaustive;
mod express;
mod fields;
mod flow;
mod ignores;
mod intrinsics;
mod jsonata;
mod leftovers;
mod lifetime;
mod loops;
mod names;
mod needs;
mod numbers;
mod oversized;
mod parameters;
mod paths;
mod practice;
mod reserved_errors;
mod resources;
mod results;
mod secrets;
mod service_errors;
mod shadowed_rules;
pub(crate) mod substitutions;
mod syntax;
mod targets;
mod templates;
mod texts;
mod time;
mod timestamp;
mod turns;
mod types;
mod variables;

pub(crate) use ignores::Ignores;

use asl_lang::{Place, QueryLanguage};
use asl_model::{Machine, Model, StateFacts};
use asl_syntax::Format;
use asl_syntax::ast::Mapping;

use crate::findings::Findings;
use crate::walk::{Member, Object, Scope, walk};
use crate::{CheckConfig, Diagnostic};

/// A rule about one object of a state.
type ObjectRule = fn(&Object<'_>, &mut Findings);
/// A rule about one entry of an object.
type ValueRule = fn(&Object<'_>, &Member, &mut Findings);
/// A rule about a state as a whole, judged from its own text alone.
type StateRule = fn(&StateFacts, &mut Findings);
/// A rule about the machine that the states make together.
type MachineRule = fn(&Model, &Machine, &mut Findings);
/// A rule about the whole document.
type DocumentRule = fn(&Model, &mut Findings);
/// A rule about the whole document that needs to know more than its text.
type ConfiguredRule = fn(&Model, &CheckConfig, &mut Findings);

pub(crate) const OBJECT_RULES: &[ObjectRule] = &[
    syntax::duplicate_keys,
    fields::missing_fields,
    fields::groups,
    dependences::depending_fields,
    dependences::credentials_of_activities,
    fields::unknown_fields,
    fields::wrong_query_language,
    fields::deprecated_fields,
    choice::comparisons,
    shadowed_rules::shadowed,
    errors::handlers,
    resources::task,
    distributed::map,
    time::heartbeat,
    time::longest_wait,
];

pub(crate) const VALUE_RULES: &[ValueRule] = &[
    syntax::duplicate_keys_in_data,
    types::wrong_type,
    types::member_types,
    types::comment,
    choice::wrong_operand,
    texts::unknown_value,
    texts::invalid_timestamp,
    texts::invalid_resource,
    texts::unusable_resource,
    texts::resource_arn,
    time::past,
    oversized::payload,
    numbers::out_of_range,
    numbers::empty_list,
    names::label,
    paths::paths,
    templates::templates,
    templates::static_result,
    jsonata::never_evaluated,
    leftovers::paths,
    results::items,
    ignores::unknown_codes,
];

const STATE_RULES: &[StateRule] = &[
    names::state_name,
    types::state_is_object,
    fields::state_type,
];

const MACHINE_RULES: &[MachineRule] = &[
    targets::targets,
    flow::unreachable_states,
    flow::no_terminal_state,
    flow::endless_loops,
    loops::stuck_loops,
    fields::query_language_downgrade,
];

const DOCUMENT_RULES: &[DocumentRule] = &[
    syntax::errors,
    syntax::further_documents,
    types::document_is_object,
    flow::duplicate_states,
    names::duplicate_labels,
    variables::names,
    variables::shadowed,
    variables::unassigned,
    data::missing_members,
    context::context,
    context::tokens,
    secrets::tokens,
    oversized::definition,
];

const CONFIGURED_RULES: &[ConfiguredRule] = &[
    express::express,
    practice::practice,
    loops::unbounded_loops,
    secrets::secrets,
];

/// What the state's own text shows, in ranges relative to its entry.
pub(crate) fn check_state(
    facts: &StateFacts,
    language: QueryLanguage,
    format: Format,
) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for rule in STATE_RULES {
        rule(facts, &mut findings);
    }
    jsonata::expressions(facts, language, &mut findings);
    results::results(facts, language, &mut findings);
    if let (Some(kind), Some(mapping)) = (facts.kind(), facts.mapping()) {
        walk_root(
            Place::State(kind),
            &mapping,
            language,
            format,
            &mut findings,
        );
    }
    findings.into_list()
}

/// What all other rules find, in ranges of the document.
pub(crate) fn check_document(model: &Model, config: &CheckConfig) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for rule in CONFIGURED_RULES {
        rule(model, config, &mut findings);
    }
    for rule in DOCUMENT_RULES {
        rule(model, &mut findings);
    }
    if let (Some(machine), Some(mapping)) = (model.root(), root_mapping(model)) {
        let (language, format) = (machine.query_language(), model.parse().format());
        walk_root(Place::Machine, &mapping, language, format, &mut findings);
    }
    for machine in model.machines() {
        for rule in MACHINE_RULES {
            rule(model, machine, &mut findings);
        }
    }
    findings.into_list()
}

fn walk_root(
    place: Place,
    mapping: &Mapping,
    language: QueryLanguage,
    format: Format,
    findings: &mut Findings,
) {
    let scope = Scope {
        language,
        format,
        root: mapping.clone(),
    };
    walk(&scope, place, mapping, findings);
}

fn root_mapping(model: &Model) -> Option<Mapping> {
    model.parse().root().value()?.as_mapping().cloned()
}
