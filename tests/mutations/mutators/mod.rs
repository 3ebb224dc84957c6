//! The table: which rule each function breaks, and what may be said besides.

mod choice;
mod data;
mod errors;
mod flow;
mod integrations;
mod jsonata;
mod loops;
mod maps;
mod practice;
mod structure;
mod syntax;
mod values;
mod variables;

use crate::mutant::{Mutants, Source};

/// A way to break a definition.
#[derive(Debug)]
pub(crate) struct Mutator {
    /// The code of the rule that must fire.
    pub(crate) rule: &'static str,
    /// What it does.
    pub(crate) name: &'static str,
    /// Finds every place where it can be done.
    pub(crate) make: fn(&Source, &mut Mutants<'_>),
    /// What is wrong then as well, and may be said.
    pub(crate) beside: &'static [&'static str],
}

const fn of(
    rule: &'static str,
    name: &'static str,
    make: fn(&Source, &mut Mutants<'_>),
    beside: &'static [&'static str],
) -> Mutator {
    Mutator {
        rule,
        name,
        make,
        beside,
    }
}

/// What follows when nothing leads to some states any more.
const CUT_OFF: &[&str] = &[
    "unreachable-state",
    "no-terminal-state",
    "endless-loop",
    "unassigned-variable",
    "maybe-unassigned",
    "unraised-error",
    "heartbeat-not-below-timeout",
];

/// What follows for variables.
const UNSET: &[&str] = &["unassigned-variable", "maybe-unassigned", "unraised-error"];

/// What follows when something else is called.
const OTHER_CALL: &[&str] = &[
    "impossible-error",
    "unraised-error",
    "express-integration",
    "express-children",
    "unknown-context-path",
];

/// The data that mutators make up, such as `$.order.id`, is nowhere, and what they put in another's place is missing
/// there, the token of a Task too: that may be said of every mutant.
pub(crate) const ANYWHERE: &[&str] = &["missing-member", "missing-task-token"];

/// Every mutator, in the order of the rules.
#[rustfmt::skip]
pub(crate) const MUTATORS: &[Mutator] = &[
    of("syntax-error", "no colon", syntax::no_colon, &[]),
    of("syntax-error", "no blank behind the colon", syntax::no_blank, &["invalid-variable-name", "unassigned-variable", "maybe-unassigned"]),
    of("syntax-error", "no comma", syntax::no_comma, &[]),
    of("syntax-error", "no closing quote", syntax::no_quote, &[]),
    of("syntax-error", "no value", syntax::no_value, CUT_OFF),
    of("syntax-error", "no closing bracket", syntax::no_bracket, &["syntax-error"]),
    of("trailing-comma", "a comma", syntax::trailing_comma, &[]),
    of("json-comment", "a comment", syntax::comment, &[]),
    of("unsupported-yaml", "a list as key", syntax::complex_key, &[]),
    of("duplicate-key", "an entry twice", syntax::duplicate_key, &["duplicate-state"]),
    of("content-after-document", "a value behind", syntax::content_after, &[]),
    of("missing-field", "a field", structure::missing_field, CUT_OFF),
    of("missing-field", "all of a group", structure::missing_group, CUT_OFF),
    of("missing-field", "for another's value", structure::missing_for_a_value, &[]),
    of("missing-field", "a variable", choice::missing_variable, &[]),
    of("missing-next-or-end", "neither", structure::missing_next, UNSET),
    of("unknown-field", "a new one", structure::unknown_field, &[]),
    of("unknown-field", "a typing mistake", structure::misspelt_field, UNSET),
    of("unknown-field", "a mistyped operator", choice::misspelt_operator, &[]),
    of("misplaced-field", "of another object", structure::misplaced_field, &[]),
    of("wrong-query-language", "of the other", structure::wrong_query_language, &[]),
    of("query-language-downgrade", "a state", structure::downgrade, &[]),
    of("conflicting-fields", "with another's value", structure::ruled_out_by_a_value, &[]),
    of("conflicting-fields", "both", structure::conflicting, &["missing-field", "unreachable-state", "no-terminal-state", "endless-loop", "unassigned-variable", "maybe-unassigned", "unraised-error", "heartbeat-not-below-timeout"]),
    of("wrong-type", "a value", values::wrong_type, CUT_OFF),
    of("wrong-type", "a member", values::wrong_member, &["misplaced-states-all"]),
    of("wrong-type", "a state", values::state_is_text, CUT_OFF),
    of("unknown-value", "a word", values::unknown_value, &[]),
    of("out-of-range", "too small or large", values::out_of_range, &["heartbeat-not-below-timeout", "express-time", "long-retry"]),
    of("empty-list", "no members", values::empty_list, CUT_OFF),
    of("invalid-timestamp", "only a day", values::invalid_timestamp, &[]),
    of("invalid-resource", "only a name", values::invalid_resource, OTHER_CALL),
    of("missing-comparison", "no operator", choice::missing_comparison, &[]),
    of("several-comparisons", "two operators", choice::several, &[]),
    of("shadowed-rule", "the same again", choice::shadowed, &[]),
    of("shadowed-rule", "behind true", choice::always, &["shadowed-rule"]),
    of("wrong-operand", "a value", choice::wrong_operand, &[]),
    of("invalid-state-name", "a long name", flow::long_name, &[]),
    of("invalid-label", "long and odd", flow::invalid_label, &[]),
    of("duplicate-label", "the same twice", flow::duplicate_label, &[]),
    of("distributed-map", "inline", maps::inline, &["express-children", "unraised-error", "unknown-context-path", "unassigned-variable", "shadowed-variable"]),
    of("missing-target", "nowhere", flow::missing_target, CUT_OFF),
    of("missing-target", "a typing mistake", flow::misspelt_target, &[]),
    of("target-across-scopes", "into and out", flow::across, CUT_OFF),
    of("unreachable-state", "an island", flow::island, &[]),
    of("unreachable-state", "two that lead to each other", flow::islands, &[]),
    of("no-terminal-state", "all lead back", flow::no_terminal, CUT_OFF),
    of("endless-loop", "one leads back", flow::endless, CUT_OFF),
    of("stuck-loop", "before the start", loops::stuck, &[]),
    of("duplicate-state", "another machine's", flow::duplicate_state, &[]),
    of("invalid-path", "an open bracket", data::open_bracket, &[]),
    of("invalid-path", "no dollar", data::no_dollar, &[]),
    of("invalid-path", "in a template", data::open_bracket_in_template, &[]),
    of("invalid-reference-path", "many values", data::many_values, &[]),
    of("invalid-dynamic-value", "a number", data::number_for_path, &[]),
    of("invalid-dynamic-value", "a word", data::word_for_path, &[]),
    of("invalid-function-call", "not closed", data::open_call, &[]),
    of("unknown-function", "no such one", data::unknown_function, &[]),
    of("wrong-argument-count", "none", data::no_arguments, &[]),
    of("wrong-argument-type", "a text", data::wrong_argument, &[]),
    of("wrong-argument-type", "numbers", data::impossible_numbers, &[]),
    of("format-placeholders", "more than values", data::placeholders, &[]),
    of("missing-dynamic-suffix", "none", data::no_suffix, &[]),
    of("ambiguous-key", "both", data::ambiguous, &["wrong-parameter-type"]),
    of("unknown-context-path", "a typing mistake", data::context, &[]),
    of("missing-member", "of a response", data::missing_member, &[]),
    of("static-result", "a path", data::static_result, &[]),
    of("invalid-jsonata", "not closed", jsonata::invalid, &[]),
    of("unsupported-jsonata", "a bare name", jsonata::bare_name, &[]),
    of("unavailable-member", "a typing mistake", jsonata::unavailable, &[]),
    of("unknown-jsonata-function", "no such one", jsonata::unknown_function, &[]),
    of("jsonata-arguments", "too many", jsonata::arguments, &[]),
    of("unclosed-jsonata", "the end is missing", jsonata::unclosed, &[]),
    of("wrong-result", "a text", jsonata::text_for_bool, &[]),
    of("wrong-result", "less than no time", jsonata::negative, &[]),
    of("jsonata-not-evaluated", "blanks around", jsonata::blanks, &[]),
    of("jsonata-not-evaluated", "a path", jsonata::left_over, &[]),
    of("jsonata-not-evaluated", "in JSONPath", jsonata::in_json_path, &[]),
    of("dynamic-suffix-in-jsonata", "a key", jsonata::suffix, &[]),
    of("invalid-variable-name", "a digit first", variables::invalid_name, &[]),
    of("shadowed-variable", "in a nested machine", variables::shadowed, &[]),
    of("unassigned-variable", "nobody's", variables::unassigned, &["wrong-result"]),
    of("maybe-unassigned", "a way around", variables::maybe, &["maybe-unassigned"]),
    of("misplaced-states-all", "with another", errors::all_with_another, &["shadowed-handler"]),
    of("misplaced-states-all", "not last", errors::all_first, &["shadowed-handler"]),
    of("misspelt-error", "nearly", errors::misspelt, &[]),
    of("wrong-error-prefix", "of the other kind", errors::wrong_prefix, &[]),
    of("impossible-error", "another's", errors::impossible, &[]),
    of("unraised-error", "of a Map or a heartbeat", errors::unraised, &[]),
    of("uncatchable-error", "the end", errors::uncatchable, &[]),
    of("shadowed-handler", "the same again", errors::shadowed, &[]),
    of("heartbeat-not-below-timeout", "the same", errors::heartbeat, &[]),
    of("max-delay-below-interval", "a long first wait", errors::longest_wait, &["long-retry"]),
    of("past-timestamp", "long ago", practice::past, &[]),
    of("standard-time", "over a year", practice::over_a_year, &[]),
    of("express-time", "too long", integrations::express_time, &[]),
    of("long-retry", "for centuries", practice::long_retry, &[]),
    of("unknown-resource", "no such action", integrations::unknown_resource, OTHER_CALL),
    of("unsupported-pattern", "not to be waited for", integrations::unsupported_pattern, OTHER_CALL),
    of("unknown-action", "no such action", integrations::unknown_action, OTHER_CALL),
    of("retired-service", "one that is gone", integrations::retired, OTHER_CALL),
    of("missing-parameter", "one that must be there", integrations::missing_parameter, &[]),
    of("missing-parameter", "nothing given", integrations::nothing_given, &[]),
    of("unknown-parameter", "one more", integrations::unknown_parameter, &[]),
    of("wrong-parameter-type", "a list", integrations::wrong_parameter, &[]),
    of("unknown-parameter-value", "another word", integrations::parameter_value, &[]),
    of("parameter-out-of-range", "more or less", integrations::out_of_range, &[]),
    of("invalid-arn", "a slip", integrations::arn, OTHER_CALL),
    of("express-integration", "waits", integrations::express, OTHER_CALL),
    of("missing-task-token", "waits", integrations::no_token, OTHER_CALL),
    of("express-children", "one that waits", integrations::express_children, OTHER_CALL),
    of("lambda-without-retry", "none", practice::no_retry, &[]),
    of("task-without-timeout", "none", practice::no_timeout, &["unraised-error"]),
    of("choice-without-default", "none", practice::no_default, CUT_OFF),
    of("unbounded-loop", "before the start", loops::unbounded, &[]),
    of("token-in-logs", "kept", loops::kept_token, &[]),
    of("secret-in-history", "read", loops::secret, OTHER_CALL),
    of("comment-not-text", "a number", values::comment, &[]),
    of("deprecated-field", "the old name", structure::deprecated, &[]),
    of("unknown-ignore", "no such code", structure::unknown_ignore, &[]),
];

/// Rules that no definition breaks by itself, with the reason.
pub(crate) const WITHOUT: &[(&str, &str)] = &[
    (
        "invalid-configuration",
        "is about `asl.toml`; its page holds it",
    ),
    (
        "definition-too-large",
        "takes a megabyte, of which each mutant would be one; its page holds it",
    ),
    (
        "payload-too-large",
        "takes a quarter of a megabyte; its page holds it",
    ),
    (
        "undefined-substitution",
        "is about the template around a definition; its page holds it",
    ),
    (
        "unused-substitution",
        "is about the template around a definition; its page holds it",
    ),
];
