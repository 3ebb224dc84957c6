//! Whether a value is of the type that its field needs.

use asl_lang::{OperandKind, ValueKind};
use asl_model::{Model, StateFacts};
use asl_syntax::Format;
use asl_syntax::ast::Value;
use asl_text::{Edit, TextRange};

use crate::edits;
use crate::findings::Findings;
use crate::literal::{Literal, is_expression};
use crate::table::{COMMENT_NOT_TEXT, WRONG_TYPE};
use crate::walk::{Meaning, Member, Object};

/// The types that a value may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Text,
    TextOrNull,
    Bool,
    Integer,
    Number,
    Object,
    List,
    Condition,
    Any,
}

impl Expected {
    pub(super) fn of(kind: ValueKind) -> Self {
        match kind {
            ValueKind::Text
            | ValueKind::StateName
            | ValueKind::Timestamp
            | ValueKind::Enum(_)
            | ValueKind::Resource(_)
            | ValueKind::RoleArn
            | ValueKind::Variable => Self::Text,
            ValueKind::Path { nullable, .. } | ValueKind::ReferencePath { nullable, .. } => {
                if nullable {
                    Self::TextOrNull
                } else {
                    Self::Text
                }
            }
            ValueKind::Bool => Self::Bool,
            ValueKind::Integer { .. } => Self::Integer,
            ValueKind::Number { .. } => Self::Number,
            ValueKind::Assignments | ValueKind::States | ValueKind::Mapping(_) => Self::Object,
            ValueKind::Strings | ValueKind::ErrorNames | ValueKind::Sequence { .. } => Self::List,
            ValueKind::Condition => Self::Condition,
            ValueKind::Operand(kind) => Self::of_operand(kind),
            ValueKind::Template | ValueKind::Json => Self::Any,
        }
    }

    pub(super) fn of_operand(kind: OperandKind) -> Self {
        match kind {
            OperandKind::String | OperandKind::Timestamp | OperandKind::Pattern => Self::Text,
            OperandKind::Number => Self::Number,
            OperandKind::Bool | OperandKind::TypeTest => Self::Bool,
        }
    }

    pub(super) fn accepts(self, literal: &Literal) -> bool {
        match (self, literal) {
            (_, Literal::Unknown) | (Self::Any, _) => true,
            (Self::Text | Self::TextOrNull, Literal::Text(_)) => true,
            (Self::TextOrNull, Literal::Null) => true,
            (Self::Bool | Self::Condition, Literal::Bool(_)) => true,
            (Self::Condition, Literal::Text(text)) => is_expression(text),
            (Self::Integer, Literal::Number(it)) => is_whole(it),
            (Self::Number, Literal::Number(_)) => true,
            (Self::Object, Literal::Object) | (Self::List, Literal::List) => true,
            _ => false,
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::TextOrNull => "a string or null",
            Self::Bool => "true or false",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Object => "an object",
            Self::List => "a list",
            Self::Condition => "true, false or a {% … %} expression",
            Self::Any => "any value",
        }
    }

    /// The value in the type that is needed, where only its quotes are wrong.
    pub(super) fn convert(self, literal: &Literal, range: TextRange) -> Vec<Edit> {
        let text = match (self, literal) {
            (Self::Bool, Literal::Text(text)) => text
                .to_lowercase()
                .parse()
                .ok()
                .map(|it: bool| it.to_string()),
            (Self::Integer | Self::Number, Literal::Text(text)) => text
                .trim()
                .parse::<serde_json::Number>()
                .ok()
                .filter(|it| self == Self::Number || is_whole(it))
                .map(|it| it.to_string()),
            (Self::Text | Self::TextOrNull, Literal::Number(it)) => Some(format!("\"{it}\"")),
            (Self::Text | Self::TextOrNull, Literal::Bool(it)) => Some(format!("\"{it}\"")),
            _ => None,
        };
        text.map_or_else(Vec::new, |it| edits::replace(range, it))
    }
}

fn is_whole(number: &serde_json::Number) -> bool {
    number.as_f64().is_none_or(|it| it.fract() == 0.0)
}

/// Values of fields.
pub(super) fn wrong_type(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let Some(field) = member.field(object) else {
        return;
    };
    let expected = Expected::of(field.value);
    let is_comment = field.name == "Comment";
    let fits = expected.accepts(&member.literal);
    if fits || is_comment || field.jsonata && member.is_expression(object) {
        return;
    }
    let is_expression = field.jsonata && member.literal.text().is_some_and(is_expression);
    let found = if is_expression {
        "an expression, which needs the query language JSONata"
    } else {
        member.literal.title()
    };
    let message = format!(
        "\"{}\" must be {}, not {found}",
        field.name,
        expected.title()
    );
    let range = member.value_range();
    let edits = expected.convert(&member.literal, range);
    let mut finding = findings.report(&WRONG_TYPE, range, message);
    if expected == Expected::Integer {
        finding = finding.aws("Expected value of type Integer", range);
    }
    finding.fix(format!("Change to {}", expected.title()), edits);
}

/// A comment that is no text. The tables of the language have a text there; what AWS says of anything else is
/// not known, so it is a hint.
pub(super) fn comment(_: &Object<'_>, member: &Member, findings: &mut Findings) {
    let is_comment =
        member.name == "Comment" && matches!(member.meaning, Meaning::Field(_) | Meaning::Comment);
    if !is_comment || Expected::Text.accepts(&member.literal) {
        return;
    }
    let message = format!("\"Comment\" is a string, not {}", member.literal.title());
    let range = member.value_range();
    findings.report(&COMMENT_NOT_TEXT, range, message).maybe(
        "Change to a string",
        Expected::Text.convert(&member.literal, range),
    );
}

/// Members of lists that must all be of one type.
pub(super) fn member_types(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let (Some(field), Some(Value::Sequence(list))) = (member.field(object), &member.value) else {
        return;
    };
    let expected = match field.value {
        ValueKind::Strings | ValueKind::ErrorNames => Expected::Text,
        ValueKind::Sequence { .. } => Expected::Object,
        _ => return,
    };
    // What a function of a template is given are no members.
    if !matches!(member.literal, Literal::List) {
        return;
    }
    for value in list.values() {
        let literal = Literal::of(&value, object.scope.format);
        if expected.accepts(&literal) {
            continue;
        }
        let message = format!(
            "Each member of \"{}\" must be {}, not {}",
            field.name,
            expected.title(),
            literal.title()
        );
        let edits = expected.convert(&literal, value.range());
        findings
            .report(&WRONG_TYPE, value.range(), message)
            .fix(format!("Change to {}", expected.title()), edits);
    }
}

/// A `Type` that is no text, so that nothing else about the state can be judged.
pub(super) fn type_is_text(value: &Value, findings: &mut Findings) {
    // What JSON has without quotes and YAML takes for a text is a mistake in the notation.
    let literal = Literal::of(value, Format::Yaml);
    if !matches!(literal, Literal::Text(_) | Literal::Unknown) {
        let message = format!("\"Type\" must be a string, not {}", literal.title());
        findings.report(&WRONG_TYPE, value.range(), message);
    }
}

/// A state must be an object.
pub(super) fn state_is_object(facts: &StateFacts, findings: &mut Findings) {
    let Some(value) = facts.entry().and_then(|it| it.value()) else {
        return;
    };
    let is_wrong = match &value {
        Value::Sequence(_) => true,
        Value::Scalar(it) => !crate::literal::is_placeholder(&it.text()),
        Value::Mapping(_) | Value::Alias(_) | Value::Missing(_) => false,
    };
    if is_wrong && value.tag().is_none() && !facts.is_open() {
        findings.report(&WRONG_TYPE, value.range(), "A state must be an object");
    }
}

/// A definition must be an object, and there must be one.
pub(super) fn document_is_object(model: &Model, findings: &mut Findings) {
    let (range, message) = match model.parse().root().value() {
        Some(Value::Mapping(_)) => return,
        None | Some(Value::Missing(_)) => (
            TextRange::default(),
            "There is no state machine in this document yet",
        ),
        Some(value) => (value.range(), "A definition must be an object"),
    };
    if model.parse().errors().is_empty() {
        findings.report(&WRONG_TYPE, range, message);
    }
}

impl Member {
    /// The field that the entry is, when it is one of the query language in force.
    pub(super) fn field(&self, object: &Object<'_>) -> Option<&'static asl_lang::Field> {
        match self.meaning {
            Meaning::Field(it) if it.languages.contains(object.scope.language) => Some(it),
            _ => None,
        }
    }
}
