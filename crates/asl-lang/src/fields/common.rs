//! Fields that several states share.

use crate::{EnumValue, Field, Group, Languages, Place, Root, StateType, ValueKind};

pub(super) const COMMENT: Field = Field::new(
    "Comment",
    ValueKind::Text,
    "Words for people; Step Functions ignores them.",
)
.example("\"\"");

pub(super) const QUERY_LANGUAGES: &[EnumValue] = &[
    EnumValue {
        name: "JSONPath",
        doc: "Paths, payload templates and intrinsic functions; the default.",
    },
    EnumValue {
        name: "JSONata",
        doc: "Expressions between `{%` and `%}`.",
    },
];

pub(super) const QUERY_LANGUAGE: Field = Field::new(
    "QueryLanguage",
    ValueKind::Enum(QUERY_LANGUAGES),
    "The query language of this state; without it, the machine's. A machine in JSONPath may have JSONata states, but not the other way round.",
)
.example("\"JSONata\"");

const STATE_TYPES: &[EnumValue] = &[
    type_value(StateType::Task),
    type_value(StateType::Choice),
    type_value(StateType::Parallel),
    type_value(StateType::Map),
    type_value(StateType::Wait),
    type_value(StateType::Pass),
    type_value(StateType::Succeed),
    type_value(StateType::Fail),
];

const fn type_value(kind: StateType) -> EnumValue {
    EnumValue {
        name: kind.name(),
        doc: kind.doc(),
    }
}

pub(super) const TYPE: Field = Field::new(
    "Type",
    ValueKind::Enum(STATE_TYPES),
    "What kind of state this is. It decides which other fields the state may have.",
)
.always();

const NEXT_OR_END: &[&str] = &["Next", "End"];

pub(super) const NEXT: Field = Field::new(
    "Next",
    ValueKind::StateName,
    "The state to go on to when this one is done. It must be a state of the same machine, and a state has either `Next` or `\"End\": true`.",
)
.one_of(NEXT_OR_END);

pub(super) const END: Field = Field::new(
    "End",
    ValueKind::Bool,
    "`true` ends the machine, or the branch or iteration, after this state. A state has either `End` or `Next`.",
)
.one_of(NEXT_OR_END)
.example("true");

pub(super) const NEXT_OR_END_GROUP: Group = Group {
    fields: NEXT_OR_END,
    required: true,
    languages: Languages::Both,
};

pub(super) const INPUT_PATH: Field = Field::new(
    "InputPath",
    ValueKind::Path { nullable: true, intrinsic: false },
    "Selects the part of the state's input to work on; `$`, the default, is all of it. `null` makes it an empty object.",
)
.json_path()
.example("\"$\"");

pub(super) const OUTPUT_PATH: Field = Field::new(
    "OutputPath",
    ValueKind::Path { nullable: true, intrinsic: false },
    "Selects the part of the data that becomes the state's output, after `ResultPath`; `$`, the default, is all of it. `null` makes it an empty object.",
)
.json_path()
.example("\"$\"");

pub(super) const PARAMETERS: Field = Field::new(
    "Parameters",
    ValueKind::Template,
    "A payload template: the value to work on, built from constants and from paths. A key that ends in `.$` takes its value from a path, from the context object (`$$.`) or from an intrinsic function.",
)
.json_path()
.example("{}");

pub(super) const RESULT_SELECTOR: Field = Field::new(
    "ResultSelector",
    ValueKind::Template,
    "A payload template that reshapes the raw result before `ResultPath` places it. Paths start at the result, not at the input.",
)
.json_path()
.example("{}");

pub(super) const RESULT_PATH: Field = Field::new(
    "ResultPath",
    ValueKind::ReferencePath { nullable: true, root: Root::Input },
    "Where in the state's input the result is put: `$`, the default, replaces the input; `$.name` adds it; `null` throws the result away and keeps the input.",
)
.json_path()
.example("\"$\"");

pub(super) const ASSIGN: Field = Field::new(
    "Assign",
    ValueKind::Assignments,
    "Sets variables for the states that follow. All values are worked out first, then all variables are set; they are visible in this machine and in the machines nested in it.",
)
.example("{}");

pub(super) const OUTPUT: Field = Field::new(
    "Output",
    ValueKind::Template,
    "The state's output: any JSON value, in which strings may be `{% … %}`. Without it the output is the result, or the input where there is no result.",
)
.jsonata_only()
.example("\"{%  %}\"");

pub(super) const ARGUMENTS: Field = Field::new(
    "Arguments",
    ValueKind::Template,
    "What the state works on: any JSON value, in which strings may be `{% … %}`. Without it that is the state's input.",
)
.jsonata_only()
.example("{}");

pub(super) const RETRY: Field = Field::new(
    "Retry",
    ValueKind::Sequence { of: Place::Retrier, non_empty: false },
    "Retriers, tried in order when the state fails: the first whose `ErrorEquals` fits runs the state again after a delay. Each counts its own attempts.",
)
.example("[]");

pub(super) const CATCH: Field = Field::new(
    "Catch",
    ValueKind::Sequence { of: Place::Catcher, non_empty: false },
    "Catchers, tried in order when the state fails and no retrier applies any more: the first whose `ErrorEquals` fits says where to go on.",
)
.example("[]");
