//! The one table of rules. Everything that is known about a rule but its code stands here.

use crate::Severity::{Error, Hint, Warning};
use crate::{Group, Rule};

/// Declares the rules and [`RULES`], the list of them all in this order.
macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $group:ident, $aws:expr, $fixable:literal, $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $name: Rule = Rule {
                code: $code,
                severity: $severity,
                group: Group::$group,
                summary: $summary,
                aws: $aws,
                fixable: $fixable,
                page: include_str!(concat!("../rules/", $code, ".md")),
            };
        )*

        /// Every rule, by group.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

const SCHEMA: Option<&str> = Some("SCHEMA_VALIDATION_FAILED");
const NOT_JSON: Option<&str> = Some("INVALID_JSON_DESCRIPTION");
const TARGET: Option<&str> = Some("MISSING_TRANSITION_TARGET");
const NO_END: Option<&str> = Some("MISSING_END_STATE");
const DUPLICATE: Option<&str> = Some("DUPLICATE_STATE_NAME");

rules! {
    SYNTAX_ERROR = "syntax-error", Error, Syntax, NOT_JSON, true,
        "The text is not valid JSON or YAML.";
    TRAILING_COMMA = "trailing-comma", Error, Syntax, NOT_JSON, true,
        "A comma stands behind the last value.";
    JSON_COMMENT = "json-comment", Error, Syntax, NOT_JSON, true,
        "A comment stands in JSON.";
    UNSUPPORTED_YAML = "unsupported-yaml", Error, Syntax, None, false,
        "A form of YAML that a definition cannot have.";
    DUPLICATE_KEY = "duplicate-key", Error, Syntax, None, true,
        "An object has the same key twice.";
    CONTENT_AFTER_DOCUMENT = "content-after-document", Error, Syntax, NOT_JSON, false,
        "Something stands behind the definition.";

    MISSING_FIELD = "missing-field", Error, Structure, SCHEMA, true,
        "A required field is missing.";
    MISSING_NEXT_OR_END = "missing-next-or-end", Error, Structure, SCHEMA, true,
        "A state says neither where to go on nor that it is the end.";
    UNKNOWN_FIELD = "unknown-field", Error, Structure, SCHEMA, true,
        "No such field exists.";
    MISPLACED_FIELD = "misplaced-field", Error, Structure, SCHEMA, true,
        "The field exists, but not here.";
    WRONG_QUERY_LANGUAGE = "wrong-query-language", Error, Structure, SCHEMA, true,
        "The field belongs to the other query language.";
    QUERY_LANGUAGE_DOWNGRADE = "query-language-downgrade", Error, Structure, SCHEMA, true,
        "A state in JSONPath inside a machine in JSONata.";
    CONFLICTING_FIELDS = "conflicting-fields", Error, Structure, SCHEMA, true,
        "Fields exclude each other.";
    WRONG_TYPE = "wrong-type", Error, Structure, SCHEMA, true,
        "A value has the wrong type.";
    UNKNOWN_VALUE = "unknown-value", Error, Structure, SCHEMA, true,
        "A value is none of those that the field may have.";
    OUT_OF_RANGE = "out-of-range", Error, Structure, SCHEMA, true,
        "A number is too small or too large.";
    EMPTY_LIST = "empty-list", Error, Structure, SCHEMA, false,
        "A list that must have members is empty.";
    INVALID_TIMESTAMP = "invalid-timestamp", Error, Structure, SCHEMA, true,
        "A timestamp is not in RFC 3339 form.";
    INVALID_RESOURCE = "invalid-resource", Error, Structure, SCHEMA, false,
        "A resource is not an ARN.";
    MISSING_COMPARISON = "missing-comparison", Error, Structure, SCHEMA, false,
        "A choice rule compares nothing.";
    SEVERAL_COMPARISONS = "several-comparisons", Error, Structure, SCHEMA, true,
        "A choice rule compares more than once.";
    SHADOWED_RULE = "shadowed-rule", Warning, Structure, None, true,
        "A choice rule never gets a turn.";
    WRONG_OPERAND = "wrong-operand", Error, Structure, SCHEMA, true,
        "A comparison value has the wrong type for its operator.";
    INVALID_STATE_NAME = "invalid-state-name", Error, Structure, Some("INVALID_STATE_NAME"), false,
        "A state's name is too long or empty.";
    INVALID_LABEL = "invalid-label", Error, Structure, Some("INVALID_LABEL_NAME"), true,
        "A Map's label is too long or has characters that it must not have.";
    DUPLICATE_LABEL = "duplicate-label", Error, Structure, Some("DUPLICATE_LABEL_NAME"), true,
        "Two Maps have the same label.";
    DISTRIBUTED_MAP = "distributed-map", Warning, Structure, None, false,
        "A Map lacks what a distributed one needs, or is none and has what only those have.";
    DEFINITION_TOO_LARGE = "definition-too-large", Error, Structure, None, false,
        "The definition is longer than AWS takes.";

    MISSING_TARGET = "missing-target", Error, Flow, TARGET, true,
        "A transition leads to a state that does not exist.";
    TARGET_ACROSS_SCOPES = "target-across-scopes", Error, Flow, TARGET, false,
        "A transition leads into or out of a nested machine.";
    UNREACHABLE_STATE = "unreachable-state", Error, Flow, TARGET, true,
        "No transition leads to a state.";
    NO_TERMINAL_STATE = "no-terminal-state", Error, Flow, NO_END, false,
        "A machine has no state that ends it.";
    ENDLESS_LOOP = "endless-loop", Warning, Flow, None, false,
        "A loop has no way out.";
    STUCK_LOOP = "stuck-loop", Warning, Flow, None, false,
        "Nothing in a loop changes what its way out depends on.";
    DUPLICATE_STATE = "duplicate-state", Error, Flow, DUPLICATE, true,
        "Two states have the same name.";

    INVALID_PATH = "invalid-path", Error, Data, SCHEMA, true,
        "A path is not valid JSONPath.";
    INVALID_REFERENCE_PATH = "invalid-reference-path", Error, Data, SCHEMA, false,
        "A path may select several values where exactly one is needed.";
    INVALID_DYNAMIC_VALUE = "invalid-dynamic-value", Error, Data, SCHEMA, true,
        "A key that ends in `.$` holds neither a path nor an intrinsic function call.";
    INVALID_FUNCTION_CALL = "invalid-function-call", Error, Data, SCHEMA, false,
        "An intrinsic function call is not written correctly.";
    UNKNOWN_FUNCTION = "unknown-function", Error, Data, SCHEMA, true,
        "No intrinsic function has this name.";
    WRONG_ARGUMENT_COUNT = "wrong-argument-count", Warning, Data, None, false,
        "An intrinsic function gets too few or too many arguments.";
    WRONG_ARGUMENT_TYPE = "wrong-argument-type", Warning, Data, None, false,
        "An argument cannot be what the intrinsic function needs.";
    FORMAT_PLACEHOLDERS = "format-placeholders", Warning, Data, None, false,
        "The `{}` of a `States.Format` and its values do not add up.";
    MISSING_DYNAMIC_SUFFIX = "missing-dynamic-suffix", Warning, Data, Some("NO_DOLLAR"), true,
        "A value looks like a path, but its key does not end in `.$`.";
    AMBIGUOUS_KEY = "ambiguous-key", Warning, Data, None, true,
        "A template has the same key with and without `.$`.";
    STATIC_RESULT = "static-result", Warning, Data, Some("PASS_RESULT_IS_STATIC"), true,
        "A key in `Result` ends in `.$`, but nothing in `Result` is evaluated.";
    UNKNOWN_CONTEXT_PATH = "unknown-context-path", Warning, Data, None, true,
        "A path leads to nothing in the context object.";
    MISSING_MEMBER = "missing-member", Warning, Data, None, true,
        "A path or an expression reads a member that the data certainly does not have.";
    PAYLOAD_TOO_LARGE = "payload-too-large", Warning, Data, None, false,
        "The constant data of a state is more than a state may hand on.";

    UNDEFINED_SUBSTITUTION = "undefined-substitution", Warning, Data, None, true,
        "The template fills in nothing for a name in the definition.";
    UNUSED_SUBSTITUTION = "unused-substitution", Warning, Data, None, false,
        "The template fills in a name that is not in the definition.";

    INVALID_JSONATA = "invalid-jsonata", Error, Jsonata, Some("INVALID_JSONATA_EXPRESSION"), false,
        "An expression is not JSONata.";
    UNSUPPORTED_JSONATA = "unsupported-jsonata", Error, Jsonata, Some("UNSUPPORTED_JSONATA_EXPRESSION"), false,
        "An expression uses something of JSONata that Step Functions does not have.";
    UNAVAILABLE_MEMBER = "unavailable-member", Warning, Jsonata, None, true,
        "`$states` has no such member in this field.";
    UNKNOWN_JSONATA_FUNCTION = "unknown-jsonata-function", Warning, Jsonata, None, true,
        "No JSONata function has this name.";
    JSONATA_ARGUMENTS = "jsonata-arguments", Warning, Jsonata, None, false,
        "A JSONata function gets too few or too many arguments.";
    UNCLOSED_JSONATA = "unclosed-jsonata", Error, Jsonata, SCHEMA, true,
        "An expression is not closed with `%}`.";
    WRONG_RESULT = "wrong-result", Warning, Jsonata, None, false,
        "A field of JSONata never has a value that it can take.";
    JSONATA_NOT_EVALUATED = "jsonata-not-evaluated", Warning, Jsonata, None, true,
        "A text looks like an expression, but it is never evaluated.";
    DYNAMIC_SUFFIX_IN_JSONATA = "dynamic-suffix-in-jsonata", Warning, Jsonata, None, true,
        "A key ends in `.$` where that has no meaning.";

    INVALID_VARIABLE_NAME = "invalid-variable-name", Error, Variables, SCHEMA, false,
        "A variable has a name that it must not have.";
    SHADOWED_VARIABLE = "shadowed-variable", Error, Variables, SCHEMA, false,
        "A nested machine assigns a variable of a machine around it.";
    UNASSIGNED_VARIABLE = "unassigned-variable", Warning, Variables, None, true,
        "A variable is read where it never has a value.";
    MAYBE_UNASSIGNED = "maybe-unassigned", Warning, Variables, None, false,
        "A variable is read where it does not always have a value.";

    MISPLACED_STATES_ALL = "misplaced-states-all", Error, Errors, SCHEMA, true,
        "`States.ALL` is not alone or not last.";
    MISSPELT_ERROR = "misspelt-error", Warning, Errors, None, true,
        "A reserved error name is nearly one that exists.";
    WRONG_ERROR_PREFIX = "wrong-error-prefix", Warning, Errors, None, true,
        "An error of the service's other kind of integration.";
    IMPOSSIBLE_ERROR = "impossible-error", Warning, Errors, None, true,
        "An error that the called service never raises.";
    UNRAISED_ERROR = "unraised-error", Hint, Errors, None, false,
        "A reserved error that does not occur in such a state.";
    UNCATCHABLE_ERROR = "uncatchable-error", Warning, Errors, None, true,
        "An error that nothing can handle.";
    SHADOWED_HANDLER = "shadowed-handler", Warning, Errors, None, true,
        "A retrier or catcher never gets a turn.";

    HEARTBEAT_NOT_BELOW_TIMEOUT = "heartbeat-not-below-timeout", Warning, Time, None, true,
        "A heartbeat is missed no sooner than the task times out.";
    MAX_DELAY_BELOW_INTERVAL = "max-delay-below-interval", Warning, Time, None, true,
        "The longest wait of a retrier is shorter than its first.";
    PAST_TIMESTAMP = "past-timestamp", Warning, Time, None, false,
        "A Wait lasts until a time that is past.";
    STANDARD_TIME = "standard-time", Warning, Time, None, false,
        "A time is longer than a Standard workflow lives.";
    EXPRESS_TIME = "express-time", Warning, Time, None, false,
        "A time is longer than an Express workflow lives.";
    LONG_RETRY = "long-retry", Warning, Time, None, false,
        "The waits of a retrier are longer than the execution may last.";

    UNKNOWN_RESOURCE = "unknown-resource", Error, Integrations, SCHEMA, true,
        "Step Functions has no such integration.";
    UNSUPPORTED_PATTERN = "unsupported-pattern", Error, Integrations, SCHEMA, true,
        "The action cannot be waited for in this way.";
    UNKNOWN_ACTION = "unknown-action", Warning, Integrations, None, true,
        "The AWS SDK has no such action, or Step Functions cannot call it.";
    RETIRED_SERVICE = "retired-service", Warning, Integrations, None, false,
        "AWS no longer offers the service.";
    MISSING_PARAMETER = "missing-parameter", Warning, Integrations, None, true,
        "A call lacks a parameter that it needs.";
    UNKNOWN_PARAMETER = "unknown-parameter", Warning, Integrations, None, true,
        "A call has a parameter that the action does not take.";
    WRONG_PARAMETER_TYPE = "wrong-parameter-type", Warning, Integrations, None, false,
        "A parameter's value cannot be what the action takes.";
    UNKNOWN_PARAMETER_VALUE = "unknown-parameter-value", Warning, Integrations, None, true,
        "A parameter's value is none of those that the action knows.";
    PARAMETER_OUT_OF_RANGE = "parameter-out-of-range", Warning, Integrations, None, false,
        "A parameter is smaller, larger or longer than the action takes.";
    INVALID_ARN = "invalid-arn", Warning, Integrations, None, false,
        "An ARN has a region or an account that cannot be.";
    MISSING_TASK_TOKEN = "missing-task-token", Warning, Integrations, None, false,
        "A Task waits for a token that it gives to nobody.";
    EXPRESS_INTEGRATION = "express-integration", Error, Integrations, SCHEMA, false,
        "An Express workflow uses what only Standard workflows may.";
    EXPRESS_CHILDREN = "express-children", Warning, Integrations, None, false,
        "An Express child of a distributed Map uses what only Standard workflows may.";

    LAMBDA_WITHOUT_RETRY = "lambda-without-retry", Hint, Practice, None, true,
        "Nothing retries the errors of Lambda that pass by themselves.";
    TASK_WITHOUT_TIMEOUT = "task-without-timeout", Hint, Practice, None, false,
        "A Task may wait for ever.";
    CHOICE_WITHOUT_DEFAULT = "choice-without-default", Hint, Practice, None, false,
        "A Choice fails where none of its rules holds.";
    UNBOUNDED_LOOP = "unbounded-loop", Hint, Practice, None, false,
        "A loop that waits for something has no limit.";
    TOKEN_IN_LOGS = "token-in-logs", Hint, Practice, None, true,
        "A task token stands where the history and logs keep it.";
    SECRET_IN_HISTORY = "secret-in-history", Hint, Practice, None, false,
        "A call answers with a secret, which the history keeps.";
    COMMENT_NOT_TEXT = "comment-not-text", Hint, Practice, None, true,
        "A comment is not a string.";
    DEPRECATED_FIELD = "deprecated-field", Hint, Practice, None, true,
        "A field has a newer name.";
    INVALID_CONFIGURATION = "invalid-configuration", Error, Practice, None, true,
        "Something in `asl.toml` cannot be used.";
    UNKNOWN_IGNORE = "unknown-ignore", Hint, Practice, None, true,
        "`asl-ignore` names a rule that does not exist.";
}

/// The rules that only advise how to meet failures that may never come, and readers who should not.
pub(crate) static ADVICE: &[&Rule] = &[
    &LAMBDA_WITHOUT_RETRY,
    &TASK_WITHOUT_TIMEOUT,
    &CHOICE_WITHOUT_DEFAULT,
    &UNBOUNDED_LOOP,
    &SECRET_IN_HISTORY,
];
