//! The 18 intrinsic functions of JSONPath states.
//!
//! Source: developer guide, "Intrinsic functions for JSONPath states", and recorded executions.

/// One intrinsic function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intrinsic {
    /// The name as written, with its `States.`.
    pub name: &'static str,
    /// The parameters in order. Optional ones and a variadic one stand last.
    pub params: &'static [Param],
    /// What a call gives.
    pub returns: ReturnKind,
    /// One to three sentences of markdown.
    pub doc: &'static str,
    /// A call with what it gives, as `call → value`.
    pub example: &'static str,
}

/// One parameter of an intrinsic function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    /// What signature help calls it.
    pub name: &'static str,
    /// What it must be.
    pub kind: ParamKind,
    /// It may be left out.
    pub optional: bool,
    /// Any number of arguments, also none, may stand here.
    pub variadic: bool,
    /// A sentence of markdown.
    pub doc: &'static str,
}

/// What an argument must be; a path or a call may always give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParamKind {
    /// Any JSON value.
    Any,
    /// Text.
    String,
    /// A number; it is rounded to a whole one.
    Number,
    /// `true` or `false`.
    Bool,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// What a call gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReturnKind {
    /// Any JSON value.
    Any,
    /// Text.
    String,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Intrinsic {
    /// The smallest number of arguments.
    pub fn min_args(&self) -> usize {
        self.params
            .iter()
            .filter(|param| !param.optional && !param.variadic)
            .count()
    }

    /// The largest number of arguments; `None` where there is no end.
    pub fn max_args(&self) -> Option<usize> {
        let variadic = self.params.iter().any(|param| param.variadic);
        (!variadic).then_some(self.params.len())
    }
}

/// The function of that exact name, `States.` included.
pub fn intrinsic(name: &str) -> Option<&'static Intrinsic> {
    INTRINSICS.iter().find(|function| function.name == name)
}

const fn param(name: &'static str, kind: ParamKind, doc: &'static str) -> Param {
    Param {
        name,
        kind,
        optional: false,
        variadic: false,
        doc,
    }
}

const fn optional(name: &'static str, kind: ParamKind, doc: &'static str) -> Param {
    Param {
        optional: true,
        ..param(name, kind, doc)
    }
}

const fn variadic(name: &'static str, kind: ParamKind, doc: &'static str) -> Param {
    Param {
        variadic: true,
        ..param(name, kind, doc)
    }
}

const ARRAY: Param = param("array", ParamKind::Array, "The array.");
const TEXT_TO_HASH: Param = param(
    "data",
    ParamKind::String,
    "The text to hash; at most 10,000 characters.",
);

/// All of them, arrays first, in the order in which they are offered.
pub static INTRINSICS: [Intrinsic; 18] = [
    Intrinsic {
        name: "States.Format",
        params: &[
            param(
                "template",
                ParamKind::String,
                "Text with a `{}` for every further argument; `\\\\{`, `\\\\}` and `\\\\'` stand for the character itself.",
            ),
            variadic(
                "values",
                ParamKind::Any,
                "What takes the place of each `{}`, in order.",
            ),
        ],
        returns: ReturnKind::String,
        doc: "Puts values into a text. There must be as many values as `{}`; text goes in without quotes, `null` as `null`.",
        example: "States.Format('Order {} of {}', $.id, $.name) → \"Order 7 of Ada\"",
    },
    Intrinsic {
        name: "States.Array",
        params: &[variadic("values", ParamKind::Any, "The members.")],
        returns: ReturnKind::Array,
        doc: "Makes an array of its arguments, in their order; without arguments an empty one.",
        example: "States.Array(1, 'a', $.b) → [1, \"a\", true]",
    },
    Intrinsic {
        name: "States.ArrayPartition",
        params: &[
            ARRAY,
            param(
                "size",
                ParamKind::Number,
                "How many members each piece gets; greater than zero.",
            ),
        ],
        returns: ReturnKind::Array,
        doc: "Cuts an array into pieces of that size. The last piece may be shorter.",
        example: "States.ArrayPartition($.numbers, 2) → [[1, 2], [3]]",
    },
    Intrinsic {
        name: "States.ArrayContains",
        params: &[
            ARRAY,
            param("value", ParamKind::Any, "The value to look for."),
        ],
        returns: ReturnKind::Bool,
        doc: "Whether the array has a member equal to the value. Arrays and objects are compared by what they hold.",
        example: "States.ArrayContains($.numbers, 2) → true",
    },
    Intrinsic {
        name: "States.ArrayRange",
        params: &[
            param("first", ParamKind::Number, "The first number."),
            param(
                "last",
                ParamKind::Number,
                "The number to stop at; it is part of the range if the step meets it.",
            ),
            param(
                "step",
                ParamKind::Number,
                "The distance between two numbers; not zero, may be negative.",
            ),
        ],
        returns: ReturnKind::Array,
        doc: "Makes an array of whole numbers from the first to the last. It may have at most 1,000 members.",
        example: "States.ArrayRange(1, 9, 2) → [1, 3, 5, 7, 9]",
    },
    Intrinsic {
        name: "States.ArrayGetItem",
        params: &[
            ARRAY,
            param("index", ParamKind::Number, "The member's place, from `0`."),
        ],
        returns: ReturnKind::Any,
        doc: "Gives the member at that place. A place outside the array is an error.",
        example: "States.ArrayGetItem($.numbers, 0) → 1",
    },
    Intrinsic {
        name: "States.ArrayLength",
        params: &[ARRAY],
        returns: ReturnKind::Number,
        doc: "Gives the number of members of an array.",
        example: "States.ArrayLength($.numbers) → 3",
    },
    Intrinsic {
        name: "States.ArrayUnique",
        params: &[ARRAY],
        returns: ReturnKind::Array,
        doc: "Leaves out members that are equal to an earlier one.",
        example: "States.ArrayUnique($.letters) → [\"a\", \"b\"]",
    },
    Intrinsic {
        name: "States.Base64Encode",
        params: &[param(
            "text",
            ParamKind::String,
            "The text to encode; at most 10,000 characters.",
        )],
        returns: ReturnKind::String,
        doc: "Encodes the UTF-8 bytes of a text in Base64.",
        example: "States.Base64Encode('Data') → \"RGF0YQ==\"",
    },
    Intrinsic {
        name: "States.Base64Decode",
        params: &[param(
            "base64",
            ParamKind::String,
            "The text to decode; at most 10,000 characters.",
        )],
        returns: ReturnKind::String,
        doc: "Decodes Base64 to text.",
        example: "States.Base64Decode('RGF0YQ==') → \"Data\"",
    },
    Intrinsic {
        name: "States.Hash",
        params: &[
            TEXT_TO_HASH,
            param(
                "algorithm",
                ParamKind::String,
                "`MD5`, `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`.",
            ),
        ],
        returns: ReturnKind::String,
        doc: "Hashes a text; the answer is in lower-case hexadecimal digits.",
        example: "States.Hash('a', 'MD5') → \"0cc175b9c0f1b6a831c399e269772661\"",
    },
    Intrinsic {
        name: "States.JsonMerge",
        params: &[
            param("first", ParamKind::Object, "An object."),
            param("second", ParamKind::Object, "An object; its members win."),
            param(
                "deep",
                ParamKind::Bool,
                "Must be `false`: only shallow merging exists.",
            ),
        ],
        returns: ReturnKind::Object,
        doc: "Merges two objects. Where both have a member, the second's is taken whole.",
        example: "States.JsonMerge($.defaults, $.given, false) → {\"a\": 1, \"b\": 2}",
    },
    Intrinsic {
        name: "States.StringToJson",
        params: &[param("text", ParamKind::String, "JSON text.")],
        returns: ReturnKind::Any,
        doc: "Reads JSON text; empty text gives `null`.",
        example: "States.StringToJson('[1, 2]') → [1, 2]",
    },
    Intrinsic {
        name: "States.JsonToString",
        params: &[param("value", ParamKind::Any, "Any value.")],
        returns: ReturnKind::String,
        doc: "Writes a value as JSON text without blanks.",
        example: "States.JsonToString($.order) → \"{\\\"id\\\":7}\"",
    },
    Intrinsic {
        name: "States.MathRandom",
        params: &[
            param("start", ParamKind::Number, "The smallest number."),
            param("end", ParamKind::Number, "The end of the range."),
            optional(
                "seed",
                ParamKind::Number,
                "The same seed gives the same number.",
            ),
        ],
        returns: ReturnKind::Number,
        doc: "Gives a random whole number of a range.",
        example: "States.MathRandom(1, 100) → 42",
    },
    Intrinsic {
        name: "States.MathAdd",
        params: &[
            param(
                "a",
                ParamKind::Number,
                "A number; it is rounded to a whole one.",
            ),
            param(
                "b",
                ParamKind::Number,
                "A number; it is rounded to a whole one.",
            ),
        ],
        returns: ReturnKind::Number,
        doc: "Adds two whole numbers; a negative one subtracts.",
        example: "States.MathAdd($.count, 1) → 4",
    },
    Intrinsic {
        name: "States.StringSplit",
        params: &[
            param("text", ParamKind::String, "The text to split."),
            param(
                "delimiters",
                ParamKind::String,
                "Every character of this text is a place to split at.",
            ),
        ],
        returns: ReturnKind::Array,
        doc: "Splits a text at every delimiter character. Empty pieces are left out.",
        example: "States.StringSplit('a,b+c', ',+') → [\"a\", \"b\", \"c\"]",
    },
    Intrinsic {
        name: "States.UUID",
        params: &[],
        returns: ReturnKind::String,
        doc: "Makes a random UUID (version 4).",
        example: "States.UUID() → \"9e3c1d5a-7f0b-4c52-8a4e-1b2c3d4e5f60\"",
    },
];
