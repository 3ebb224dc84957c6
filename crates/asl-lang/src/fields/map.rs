//! The fields of Map states, inline and distributed.

use super::common::{
    ASSIGN, CATCH, COMMENT, END, INPUT_PATH, NEXT, NEXT_OR_END_GROUP, OUTPUT, OUTPUT_PATH,
    QUERY_LANGUAGE, RESULT_PATH, RESULT_SELECTOR, RETRY, TYPE,
};
use crate::{Field, Group, Languages, Place, Root, ValueKind};

const PROCESSORS: &[&str] = &["ItemProcessor", "Iterator"];

const ANY_PATH: ValueKind = ValueKind::ReferencePath {
    nullable: false,
    root: Root::Any,
};

pub(crate) static MAP: &[Field] = &[
    TYPE,
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    Field::new(
        "ItemsPath",
        ANY_PATH,
        "The path to the array to go through; `$`, the default, is the whole input.",
    )
    .json_path()
    .example("\"$.\""),
    Field::new(
        "Items",
        ValueKind::Template,
        "The array to go through, or an expression that gives one; a Distributed Map takes the members of an object too. Without it the state's input must be an array.",
    )
    .jsonata_only()
    .example("\"{%  %}\""),
    Field::new(
        "ItemReader",
        ValueKind::Mapping(Place::ItemReader),
        "Where a Distributed Map reads its items from: objects of a bucket, or the lines of a file in S3.",
    )
    .example("{}"),
    Field::new(
        "ItemSelector",
        ValueKind::Template,
        "The input of each iteration, built from the item (`$$.Map.Item.Value` or `$states.context.Map.Item.Value`) and from the state's input. Without it that is the item.",
    )
    .expression()
    .example("{}"),
    Field::new(
        "Parameters",
        ValueKind::Template,
        "The older name of `ItemSelector`.",
    )
    .json_path()
    .replaced_by("ItemSelector")
    .example("{}"),
    Field::new(
        "ItemBatcher",
        ValueKind::Mapping(Place::ItemBatcher),
        "Hands several items at once to each child execution of a Distributed Map, which then gets them as `Items`.",
    )
    .example("{}"),
    Field::new(
        "ItemProcessor",
        ValueKind::Mapping(Place::Processor),
        "The machine that runs once for every item, or for every batch of items.",
    )
    .one_of(PROCESSORS)
    .example("{}"),
    Field::new(
        "Iterator",
        ValueKind::Mapping(Place::Processor),
        "The older name of `ItemProcessor`.",
    )
    .one_of(PROCESSORS)
    .replaced_by("ItemProcessor")
    .example("{}"),
    Field::new(
        "MaxConcurrency",
        ValueKind::Integer { min: 0, max: i64::MAX },
        "How many iterations may run at a time. `0`, the default, leaves it to Step Functions: at most 40 inline and 10,000 distributed.",
    )
    .expression()
    .example("0"),
    Field::new(
        "MaxConcurrencyPath",
        ANY_PATH,
        "A path to `MaxConcurrency` in the state's input.",
    )
    .json_path(),
    Field::new(
        "ToleratedFailurePercentage",
        ValueKind::Number { min: 0.0, max: 100.0 },
        "How many of a hundred items may fail before a Distributed Map fails with `States.ExceedToleratedFailureThreshold`; `0` by default.",
    )
    .expression()
    .example("0"),
    Field::new(
        "ToleratedFailurePercentagePath",
        ANY_PATH,
        "A path to `ToleratedFailurePercentage` in the state's input.",
    )
    .json_path(),
    Field::new(
        "ToleratedFailureCount",
        ValueKind::Integer { min: 0, max: i64::MAX },
        "How many items may fail before a Distributed Map fails with `States.ExceedToleratedFailureThreshold`; `0` by default.",
    )
    .expression()
    .example("0"),
    Field::new(
        "ToleratedFailureCountPath",
        ANY_PATH,
        "A path to `ToleratedFailureCount` in the state's input.",
    )
    .json_path(),
    Field::new(
        "Label",
        ValueKind::Text,
        "A name for a Distributed Map that becomes part of the ARN of its runs: at most 40 characters, no blanks or wildcards, unique in the definition. Without it one is made.",
    ),
    Field::new(
        "ResultWriter",
        ValueKind::Mapping(Place::ResultWriter),
        "Where a Distributed Map writes the results of its child executions, instead of into its own output.",
    )
    .example("{}"),
    RESULT_SELECTOR,
    RESULT_PATH,
    OUTPUT_PATH,
    ASSIGN,
    OUTPUT,
    RETRY,
    CATCH,
    NEXT,
    END,
];

pub(crate) static GROUPS: &[Group] = &[
    NEXT_OR_END_GROUP,
    Group {
        fields: PROCESSORS,
        required: true,
        languages: Languages::Both,
    },
    Group {
        fields: &["ItemSelector", "Parameters"],
        required: false,
        languages: Languages::JsonPath,
    },
    Group {
        fields: &["MaxConcurrency", "MaxConcurrencyPath"],
        required: false,
        languages: Languages::JsonPath,
    },
    Group {
        fields: &[
            "ToleratedFailurePercentage",
            "ToleratedFailurePercentagePath",
        ],
        required: false,
        languages: Languages::JsonPath,
    },
    Group {
        fields: &["ToleratedFailureCount", "ToleratedFailureCountPath"],
        required: false,
        languages: Languages::JsonPath,
    },
];
