//! The fields of the parts of a Distributed Map: reader, batcher and writer.

use super::common::{ARGUMENTS, PARAMETERS};
use crate::{EnumValue, Field, Group, Languages, Root, ValueKind, limits};

const ANY_PATH: ValueKind = ValueKind::ReferencePath {
    nullable: false,
    root: Root::Any,
};

const READERS: &[EnumValue] = &[
    EnumValue {
        name: "arn:aws:states:::s3:getObject",
        doc: "Reads one object: the members of a JSON array, or the lines of a CSV, JSON Lines, Parquet or manifest file.",
    },
    EnumValue {
        name: "arn:aws:states:::s3:listObjectsV2",
        doc: "Lists the objects of a bucket; each is an item with `Key`, `Size`, `Etag` and more.",
    },
];

pub(crate) static ITEM_READER: &[Field] = &[
    Field::new(
        "Resource",
        ValueKind::Resource(READERS),
        "What to read: one object (`s3:getObject`) or the list of objects in a bucket (`s3:listObjectsV2`).",
    )
    .always()
    .example("\"arn:aws:states:::s3:getObject\""),
    Field::new(
        "ReaderConfig",
        ValueKind::Mapping(crate::Place::ReaderConfig),
        "How the data is laid out and how many items to take.",
    )
    .example("{ \"InputType\": \"JSON\" }"),
    PARAMETERS,
    ARGUMENTS,
];

const INPUT_TYPES: &[EnumValue] = &[
    EnumValue {
        name: "CSV",
        doc: "Rows of a CSV file; each item is an object by column name.",
    },
    EnumValue {
        name: "JSON",
        doc: "Members of one JSON array.",
    },
    EnumValue {
        name: "JSONL",
        doc: "One JSON value per line.",
    },
    EnumValue {
        name: "PARQUET",
        doc: "Rows of a Parquet file.",
    },
    EnumValue {
        name: "MANIFEST",
        doc: "Files that an S3 Inventory or Athena manifest lists.",
    },
];

const HEADER_LOCATIONS: &[EnumValue] = &[
    EnumValue {
        name: "FIRST_ROW",
        doc: "The first line of the file holds the column names.",
    },
    EnumValue {
        name: "GIVEN",
        doc: "`CSVHeaders` holds the column names.",
    },
];

const DELIMITERS: &[EnumValue] = &[
    EnumValue {
        name: "COMMA",
        doc: "`,`, the default.",
    },
    EnumValue {
        name: "PIPE",
        doc: "`|`, a vertical bar.",
    },
    EnumValue {
        name: "SEMICOLON",
        doc: "`;`, a semicolon.",
    },
    EnumValue {
        name: "SPACE",
        doc: "A blank.",
    },
    EnumValue {
        name: "TAB",
        doc: "A tab.",
    },
];

const MANIFEST_TYPES: &[EnumValue] = &[
    EnumValue {
        name: "ATHENA_DATA",
        doc: "The manifest of an Athena `UNLOAD` query.",
    },
    EnumValue {
        name: "S3_INVENTORY",
        doc: "The manifest of an S3 Inventory report; the default.",
    },
];

const TRANSFORMATIONS: &[EnumValue] = &[
    EnumValue {
        name: "NONE",
        doc: "Items are the objects that the listing gives; the default.",
    },
    EnumValue {
        name: "LOAD_AND_FLATTEN",
        doc: "Items are what the listed objects hold.",
    },
];

pub(crate) static READER_CONFIG: &[Field] = &[
    Field::new(
        "InputType",
        ValueKind::Enum(INPUT_TYPES),
        "How the data is laid out.",
    )
    .example("\"JSON\""),
    Field::new(
        "CSVHeaderLocation",
        ValueKind::Enum(HEADER_LOCATIONS),
        "Where the column names of a CSV file are: `FIRST_ROW` or `GIVEN`.",
    )
    .example("\"FIRST_ROW\""),
    Field::new(
        "CSVHeaders",
        ValueKind::Strings,
        "The column names of a CSV file, with `\"CSVHeaderLocation\": \"GIVEN\"`.",
    )
    .example("[]"),
    Field::new(
        "CSVDelimiter",
        ValueKind::Enum(DELIMITERS),
        "What separates the columns of a CSV file; `COMMA` by default.",
    )
    .example("\"COMMA\""),
    Field::new(
        "ItemsPointer",
        ValueKind::Text,
        "A JSON Pointer to the array of items inside a JSON file, for example `/data/items`.",
    )
    .expression(),
    Field::new(
        "ManifestType",
        ValueKind::Enum(MANIFEST_TYPES),
        "Which kind of manifest the file is, with `\"InputType\": \"MANIFEST\"`.",
    ),
    Field::new(
        "Transformation",
        ValueKind::Enum(TRANSFORMATIONS),
        "With `s3:listObjectsV2`: whether items are the listed objects or what they hold.",
    ),
    Field::new(
        "MaxItems",
        ValueKind::Integer {
            min: 0,
            max: i64::MAX,
        },
        "How many items to take at most; `0` or none means all.",
    )
    .expression()
    .example("100"),
    Field::new(
        "MaxItemsPath",
        ANY_PATH,
        "A path to `MaxItems` in the state's input.",
    )
    .json_path(),
];

pub(crate) static READER_GROUPS: &[Group] = &[Group {
    fields: &["MaxItems", "MaxItemsPath"],
    required: false,
    languages: Languages::Both,
}];

pub(crate) static ITEM_BATCHER: &[Field] = &[
    Field::new(
        "MaxItemsPerBatch",
        ValueKind::Integer {
            min: 1,
            max: i64::MAX,
        },
        "How many items one child execution gets at most.",
    )
    .expression()
    .example("10"),
    Field::new(
        "MaxItemsPerBatchPath",
        ANY_PATH,
        "A path to `MaxItemsPerBatch` in the state's input.",
    )
    .json_path(),
    Field::new(
        "MaxInputBytesPerBatch",
        ValueKind::Integer {
            min: 1,
            max: limits::PAYLOAD_BYTES,
        },
        "How large the input of one child execution may be, in bytes; at most 262144.",
    )
    .expression()
    .example("262144"),
    Field::new(
        "MaxInputBytesPerBatchPath",
        ANY_PATH,
        "A path to `MaxInputBytesPerBatch` in the state's input.",
    )
    .json_path(),
    Field::new(
        "BatchInput",
        ValueKind::Template,
        "A value that every child execution gets beside its `Items`.",
    )
    .expression()
    .example("{}"),
];

pub(crate) static BATCHER_GROUPS: &[Group] = &[
    Group {
        fields: &["MaxItemsPerBatch", "MaxItemsPerBatchPath"],
        required: false,
        languages: Languages::Both,
    },
    Group {
        fields: &["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"],
        required: false,
        languages: Languages::Both,
    },
];

const WRITERS: &[EnumValue] = &[EnumValue {
    name: "arn:aws:states:::s3:putObject",
    doc: "Writes the results as objects below a prefix of a bucket.",
}];

pub(crate) static RESULT_WRITER: &[Field] = &[
    Field::new(
        "Resource",
        ValueKind::Resource(WRITERS),
        "Where to write: `arn:aws:states:::s3:putObject`. It needs `Bucket` and `Prefix` as its parameters.",
    )
    .example("\"arn:aws:states:::s3:putObject\""),
    PARAMETERS,
    ARGUMENTS,
    Field::new(
        "WriterConfig",
        ValueKind::Mapping(crate::Place::WriterConfig),
        "How the results are shaped before they are written or handed on.",
    )
    .example("{}"),
];

const OUTPUT_TYPES: &[EnumValue] = &[
    EnumValue {
        name: "JSON",
        doc: "A JSON array.",
    },
    EnumValue {
        name: "JSONL",
        doc: "One JSON value per line.",
    },
];

const WRITER_TRANSFORMATIONS: &[EnumValue] = &[
    EnumValue {
        name: "NONE",
        doc: "Outputs with the metadata of the child executions.",
    },
    EnumValue {
        name: "COMPACT",
        doc: "Outputs alone, in the shape in which the child executions gave them.",
    },
    EnumValue {
        name: "FLATTEN",
        doc: "Outputs alone; an output that is an array is taken apart into its members.",
    },
];

pub(crate) static WRITER_CONFIG: &[Field] = &[
    Field::new(
        "OutputType",
        ValueKind::Enum(OUTPUT_TYPES),
        "The format of the files: `JSON` or `JSONL`.",
    )
    .example("\"JSON\""),
    Field::new(
        "Transformation",
        ValueKind::Enum(WRITER_TRANSFORMATIONS),
        "What is kept of each child execution: `NONE`, `COMPACT` or `FLATTEN`.",
    )
    .example("\"COMPACT\""),
];
