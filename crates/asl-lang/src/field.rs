//! What one field of the language is: its name, its value, where it belongs and its words.

use crate::{OperandKind, Place, QueryLanguage};

/// One field of one [`Place`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key as written, without a `.$` suffix.
    pub name: &'static str,
    /// What the value must be. In JSONata a `{% … %}` string may stand for it where
    /// [`Field::jsonata`] says so.
    pub value: ValueKind,
    /// Whether AWS refuses a definition without it. This holds in the languages that know the
    /// field: `Condition` is required in JSONata rules only.
    pub required: Required,
    /// The query languages that know the field; with the other one AWS refuses it.
    pub languages: Languages,
    /// In a JSONata state, a `{% … %}` string may replace the whole value.
    pub jsonata: bool,
    /// The field that has taken this one's place, for fields that are kept for old definitions.
    pub deprecated: Option<&'static str>,
    /// One to three sentences of markdown.
    pub doc: &'static str,
    /// JSON text of a typical value, for completion to insert.
    pub example: Option<&'static str>,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// AWS refuses the definition without it.
    Always,
    /// Exactly one of a required [`Group`] must be there; these are the group's fields.
    OneOf(&'static [&'static str]),
    /// May be left out.
    Optional,
}

/// Fields of one place that exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// At most one of these may be present.
    pub fields: &'static [&'static str],
    /// One of them must be present.
    pub required: bool,
    /// The group is looked at in states of these query languages.
    pub languages: Languages,
}

/// The query languages in which something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// JSONPath states only.
    JsonPath,
    /// JSONata states only.
    Jsonata,
    /// Both.
    Both,
}

impl Languages {
    /// Whether `language` is among them.
    pub const fn contains(self, language: QueryLanguage) -> bool {
        match self {
            Languages::Both => true,
            Languages::JsonPath => matches!(language, QueryLanguage::JsonPath),
            Languages::Jsonata => matches!(language, QueryLanguage::Jsonata),
        }
    }
}

/// What a field's value must be.
///
/// A `${Name}` placeholder may stand anywhere in a definition that is deployed with
/// substitutions; that is the reader's concern, not this table's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueKind {
    /// Any text.
    Text,
    /// The name of a state in the same machine.
    StateName,
    /// `true` or `false`.
    Bool,
    /// A whole number; both ends are included and are what AWS enforces at creation.
    Integer {
        /// The smallest value.
        min: i64,
        /// The largest value.
        max: i64,
    },
    /// A number; both ends are included.
    Number {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
    },
    /// An RFC 3339 timestamp with `T` and a zone, for example `2026-03-14T01:59:00Z`.
    Timestamp,
    /// A JSONPath that may select many values.
    Path {
        /// `null` is allowed and means "nothing".
        nullable: bool,
        /// An intrinsic function call may stand in its place.
        intrinsic: bool,
    },
    /// A JSONPath that selects exactly one place: names and single indices only.
    ReferencePath {
        /// `null` is allowed and means "nothing".
        nullable: bool,
        /// Where the path may begin.
        root: Root,
    },
    /// Any JSON value. In JSONPath a key that ends in `.$` holds a path or an intrinsic function
    /// call; in JSONata any string may be `{% … %}`.
    Template,
    /// An object whose keys are variable names and whose values are a [`ValueKind::Template`].
    Assignments,
    /// Any JSON value, taken as it stands: nothing in it is evaluated.
    Json,
    /// A list of strings.
    Strings,
    /// One of these strings.
    Enum(&'static [EnumValue]),
    /// A non-empty list of error names.
    ErrorNames,
    /// The ARN of what a Task calls, a Distributed Map reads from or writes to.
    Resource(&'static [EnumValue]),
    /// The ARN of an IAM role.
    RoleArn,
    /// `true`, `false` or a `{% … %}` expression that gives one of them.
    Condition,
    /// A path of a choice rule: a path to the value to look at, from input, context or variable.
    Variable,
    /// What a choice operator compares with.
    Operand(OperandKind),
    /// An object whose keys are state names and whose values are states.
    States,
    /// An object with the fields of that place.
    Mapping(Place),
    /// A list of objects with the fields of that place.
    Sequence {
        /// The place of each member.
        of: Place,
        /// AWS refuses an empty list.
        non_empty: bool,
    },
}

/// Where a reference path may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// At `$` only: the path says where to write into the state's data.
    Input,
    /// At `$`, `$$` or `$variable`: the path says what to read.
    Any,
}

/// One string that a field may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// The string as written.
    pub name: &'static str,
    /// A sentence of markdown.
    pub doc: &'static str,
}

impl Field {
    /// A required or optional field of both languages without more; the base of the tables.
    pub(crate) const fn new(name: &'static str, value: ValueKind, doc: &'static str) -> Self {
        Field {
            name,
            value,
            required: Required::Optional,
            languages: Languages::Both,
            jsonata: false,
            deprecated: None,
            doc,
            example: None,
        }
    }

    /// AWS refuses the definition without it.
    pub(crate) const fn always(mut self) -> Self {
        self.required = Required::Always;
        self
    }

    /// One of these fields is required.
    pub(crate) const fn one_of(mut self, fields: &'static [&'static str]) -> Self {
        self.required = Required::OneOf(fields);
        self
    }

    /// Known in JSONPath states only.
    pub(crate) const fn json_path(mut self) -> Self {
        self.languages = Languages::JsonPath;
        self
    }

    /// Known in JSONata states only, and may be one expression as a whole.
    pub(crate) const fn jsonata_only(mut self) -> Self {
        self.languages = Languages::Jsonata;
        self.jsonata = true;
        self
    }

    /// May be one expression as a whole in JSONata states.
    pub(crate) const fn expression(mut self) -> Self {
        self.jsonata = true;
        self
    }

    /// Replaced by another field.
    pub(crate) const fn replaced_by(mut self, name: &'static str) -> Self {
        self.deprecated = Some(name);
        self
    }

    /// What completion inserts as its value.
    pub(crate) const fn example(mut self, json: &'static str) -> Self {
        self.example = Some(json);
        self
    }
}
