//! The comparison operators of choice rules.

/// One comparison operator of a JSONPath choice rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOperator {
    /// The key as written, for example `StringEqualsPath`.
    pub name: &'static str,
    /// What the operator compares with. For a `…Path` operator: what the path must lead to.
    pub operand: OperandKind,
    /// The value of this operator is a path to the operand.
    pub is_path: bool,
    /// The other form: `StringEquals` ⇄ `StringEqualsPath`, where there is one.
    pub counterpart: Option<&'static str>,
    /// One or two sentences of markdown.
    pub doc: &'static str,
}

/// What an operator compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperandKind {
    /// Text.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// An RFC 3339 timestamp as text.
    Timestamp,
    /// Text in which `*` stands for any characters and `\\*` for a star.
    Pattern,
    /// `true` or `false`: whether the value is of a type (`IsNull`, `IsPresent` …).
    TypeTest,
}

/// The operator of that exact name.
pub fn choice_operator(name: &str) -> Option<&'static ChoiceOperator> {
    CHOICE_OPERATORS
        .iter()
        .find(|operator| operator.name == name)
}

/// The 39 comparison operators, in the order in which they are offered.
pub static CHOICE_OPERATORS: [ChoiceOperator; 39] = [
    ChoiceOperator {
        name: "StringEquals",
        operand: OperandKind::String,
        is_path: false,
        counterpart: Some("StringEqualsPath"),
        doc: "True when the value at `Variable` is text and is equal to this one. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringEqualsPath",
        operand: OperandKind::String,
        is_path: true,
        counterpart: Some("StringEquals"),
        doc: "True when the value at `Variable` is text and is equal to the one that this path leads to. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringLessThan",
        operand: OperandKind::String,
        is_path: false,
        counterpart: Some("StringLessThanPath"),
        doc: "True when the value at `Variable` is text and comes before this one. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringLessThanPath",
        operand: OperandKind::String,
        is_path: true,
        counterpart: Some("StringLessThan"),
        doc: "True when the value at `Variable` is text and comes before the one that this path leads to. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringGreaterThan",
        operand: OperandKind::String,
        is_path: false,
        counterpart: Some("StringGreaterThanPath"),
        doc: "True when the value at `Variable` is text and comes after this one. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringGreaterThanPath",
        operand: OperandKind::String,
        is_path: true,
        counterpart: Some("StringGreaterThan"),
        doc: "True when the value at `Variable` is text and comes after the one that this path leads to. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringLessThanEquals",
        operand: OperandKind::String,
        is_path: false,
        counterpart: Some("StringLessThanEqualsPath"),
        doc: "True when the value at `Variable` is text and comes before or equals this one. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringLessThanEqualsPath",
        operand: OperandKind::String,
        is_path: true,
        counterpart: Some("StringLessThanEquals"),
        doc: "True when the value at `Variable` is text and comes before or equals the one that this path leads to. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringGreaterThanEquals",
        operand: OperandKind::String,
        is_path: false,
        counterpart: Some("StringGreaterThanEqualsPath"),
        doc: "True when the value at `Variable` is text and comes after or equals this one. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringGreaterThanEqualsPath",
        operand: OperandKind::String,
        is_path: true,
        counterpart: Some("StringGreaterThanEquals"),
        doc: "True when the value at `Variable` is text and comes after or equals the one that this path leads to. Texts are compared character by character and by case.",
    },
    ChoiceOperator {
        name: "StringMatches",
        operand: OperandKind::Pattern,
        is_path: false,
        counterpart: None,
        doc: "True when the value at `Variable` is text that fits this pattern. `*` stands for any number of characters, `\\\\*` for a star itself.",
    },
    ChoiceOperator {
        name: "NumericEquals",
        operand: OperandKind::Number,
        is_path: false,
        counterpart: Some("NumericEqualsPath"),
        doc: "True when the value at `Variable` is a number and is equal to this one. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericEqualsPath",
        operand: OperandKind::Number,
        is_path: true,
        counterpart: Some("NumericEquals"),
        doc: "True when the value at `Variable` is a number and is equal to the one that this path leads to. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericLessThan",
        operand: OperandKind::Number,
        is_path: false,
        counterpart: Some("NumericLessThanPath"),
        doc: "True when the value at `Variable` is a number and is less than this one. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericLessThanPath",
        operand: OperandKind::Number,
        is_path: true,
        counterpart: Some("NumericLessThan"),
        doc: "True when the value at `Variable` is a number and is less than the one that this path leads to. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericGreaterThan",
        operand: OperandKind::Number,
        is_path: false,
        counterpart: Some("NumericGreaterThanPath"),
        doc: "True when the value at `Variable` is a number and is greater than this one. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericGreaterThanPath",
        operand: OperandKind::Number,
        is_path: true,
        counterpart: Some("NumericGreaterThan"),
        doc: "True when the value at `Variable` is a number and is greater than the one that this path leads to. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericLessThanEquals",
        operand: OperandKind::Number,
        is_path: false,
        counterpart: Some("NumericLessThanEqualsPath"),
        doc: "True when the value at `Variable` is a number and is less than or equal to this one. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericLessThanEqualsPath",
        operand: OperandKind::Number,
        is_path: true,
        counterpart: Some("NumericLessThanEquals"),
        doc: "True when the value at `Variable` is a number and is less than or equal to the one that this path leads to. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericGreaterThanEquals",
        operand: OperandKind::Number,
        is_path: false,
        counterpart: Some("NumericGreaterThanEqualsPath"),
        doc: "True when the value at `Variable` is a number and is greater than or equal to this one. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "NumericGreaterThanEqualsPath",
        operand: OperandKind::Number,
        is_path: true,
        counterpart: Some("NumericGreaterThanEquals"),
        doc: "True when the value at `Variable` is a number and is greater than or equal to the one that this path leads to. Texts that look like numbers do not count.",
    },
    ChoiceOperator {
        name: "BooleanEquals",
        operand: OperandKind::Bool,
        is_path: false,
        counterpart: Some("BooleanEqualsPath"),
        doc: "True when the value at `Variable` is a boolean and equal to this one.",
    },
    ChoiceOperator {
        name: "BooleanEqualsPath",
        operand: OperandKind::Bool,
        is_path: true,
        counterpart: Some("BooleanEquals"),
        doc: "True when the value at `Variable` is a boolean and equal to the one that this path leads to.",
    },
    ChoiceOperator {
        name: "TimestampEquals",
        operand: OperandKind::Timestamp,
        is_path: false,
        counterpart: Some("TimestampEqualsPath"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is equal to this one. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampEqualsPath",
        operand: OperandKind::Timestamp,
        is_path: true,
        counterpart: Some("TimestampEquals"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is equal to the one that this path leads to. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampLessThan",
        operand: OperandKind::Timestamp,
        is_path: false,
        counterpart: Some("TimestampLessThanPath"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is earlier than this one. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampLessThanPath",
        operand: OperandKind::Timestamp,
        is_path: true,
        counterpart: Some("TimestampLessThan"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is earlier than the one that this path leads to. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampGreaterThan",
        operand: OperandKind::Timestamp,
        is_path: false,
        counterpart: Some("TimestampGreaterThanPath"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is later than this one. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampGreaterThanPath",
        operand: OperandKind::Timestamp,
        is_path: true,
        counterpart: Some("TimestampGreaterThan"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is later than the one that this path leads to. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampLessThanEquals",
        operand: OperandKind::Timestamp,
        is_path: false,
        counterpart: Some("TimestampLessThanEqualsPath"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is earlier than or equal to this one. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampLessThanEqualsPath",
        operand: OperandKind::Timestamp,
        is_path: true,
        counterpart: Some("TimestampLessThanEquals"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is earlier than or equal to the one that this path leads to. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampGreaterThanEquals",
        operand: OperandKind::Timestamp,
        is_path: false,
        counterpart: Some("TimestampGreaterThanEqualsPath"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is later than or equal to this one. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "TimestampGreaterThanEqualsPath",
        operand: OperandKind::Timestamp,
        is_path: true,
        counterpart: Some("TimestampGreaterThanEquals"),
        doc: "True when the value at `Variable` is an RFC 3339 timestamp and is later than or equal to the one that this path leads to. Both are compared as points in time.",
    },
    ChoiceOperator {
        name: "IsNull",
        operand: OperandKind::TypeTest,
        is_path: false,
        counterpart: None,
        doc: "With `true`: applies when the value at `Variable` is `null`. With `false`: applies when it is not so. The value must be there; test `IsPresent` first where it may be missing.",
    },
    ChoiceOperator {
        name: "IsPresent",
        operand: OperandKind::TypeTest,
        is_path: false,
        counterpart: None,
        doc: "With `true`: applies when `Variable` leads to anything at all, even to `null`. With `false`: applies when it is not so. Put it before the comparison it guards: comparing a value that is not there fails the execution.",
    },
    ChoiceOperator {
        name: "IsNumeric",
        operand: OperandKind::TypeTest,
        is_path: false,
        counterpart: None,
        doc: "With `true`: applies when the value at `Variable` is a number. With `false`: applies when it is not so. The value must be there; test `IsPresent` first where it may be missing.",
    },
    ChoiceOperator {
        name: "IsString",
        operand: OperandKind::TypeTest,
        is_path: false,
        counterpart: None,
        doc: "With `true`: applies when the value at `Variable` is text. With `false`: applies when it is not so. The value must be there; test `IsPresent` first where it may be missing.",
    },
    ChoiceOperator {
        name: "IsBoolean",
        operand: OperandKind::TypeTest,
        is_path: false,
        counterpart: None,
        doc: "With `true`: applies when the value at `Variable` is a boolean. With `false`: applies when it is not so. The value must be there; test `IsPresent` first where it may be missing.",
    },
    ChoiceOperator {
        name: "IsTimestamp",
        operand: OperandKind::TypeTest,
        is_path: false,
        counterpart: None,
        doc: "With `true`: applies when the value at `Variable` is text that is an RFC 3339 timestamp. With `false`: applies when it is not so. The value must be there; test `IsPresent` first where it may be missing.",
    },
];
