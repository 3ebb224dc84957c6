//! Says whether an item passes a filter, with the engine's ideas of equality and order.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value;

use super::{
    Comparator, Criterion, Filter, Operand, OperandKind, Path, PathFailure, Pattern, Root, evaluate,
};

/// Whether the item passes. `document` is what `$` means in the filter.
///
/// The engine tests from right to left, which shows only when a test fails with an error.
pub(super) fn accepts(
    filter: &Filter,
    item: &Value,
    document: &Value,
) -> Result<bool, PathFailure> {
    for all in filter.any.iter().rev() {
        if accepts_all(all, item, document)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn accepts_all(all: &[Criterion], item: &Value, document: &Value) -> Result<bool, PathFailure> {
    for criterion in all.iter().rev() {
        if !holds(criterion, item, document)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn holds(criterion: &Criterion, item: &Value, document: &Value) -> Result<bool, PathFailure> {
    match criterion {
        Criterion::Exists { path, negated } => {
            exists(path, item, document).map(|is| is != *negated)
        }
        Criterion::Compare {
            left,
            comparator,
            right,
        } => {
            let model = value(left, item, document)?;
            let expected = value(right, item, document)?;
            match (model, expected) {
                (Some(model), Some(expected)) => compare(&model, *comparator, &expected),
                // A path that leads nowhere makes every comparison false, '!=' too.
                _ => Ok(false),
            }
        }
    }
}

fn exists(path: &Path, item: &Value, document: &Value) -> Result<bool, PathFailure> {
    Ok(lookup(path, item, document)?.is_some_and(|value| !value.is_null()))
}

/// The value of a path, or none when there is no such place.
fn lookup<'d>(
    path: &Path,
    item: &'d Value,
    document: &'d Value,
) -> Result<Option<Cow<'d, Value>>, PathFailure> {
    let start = if path.root == Root::Current {
        item
    } else {
        document
    };
    match evaluate(path, start) {
        Ok(value) => Ok(Some(value)),
        Err(failure) if failure.is_missing() => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// A side of a comparison: a value of the data, or a text of the path.
enum Side<'d> {
    Value(Cow<'d, Value>),
    Text(&'d str),
    Pattern(&'d Pattern),
}

impl Side<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Value(value) => value.as_str(),
            Self::Text(text) => Some(text),
            Self::Pattern(_) => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self, Self::Value(value) if value.is_null())
    }

    /// The text "null" passes for null, in the path and in the data alike.
    fn is_nullish(&self) -> bool {
        self.is_null() || self.text() == Some("null")
    }

    fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Value(value) => value.as_bool(),
            _ => None,
        }
    }

    fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Value(value) => value
                .as_number()
                .and_then(|number| Decimal::read(&number.to_string()).ok()),
            _ => None,
        }
    }
}

fn value<'d>(
    operand: &'d Operand,
    item: &'d Value,
    document: &'d Value,
) -> Result<Option<Side<'d>>, PathFailure> {
    Ok(match &operand.kind {
        OperandKind::Path(path) => lookup(path, item, document)?.map(Side::Value),
        OperandKind::Text(text) => Some(Side::Text(text)),
        OperandKind::Pattern(pattern) => Some(Side::Pattern(pattern)),
    })
}

fn compare(
    model: &Side<'_>,
    comparator: Comparator,
    expected: &Side<'_>,
) -> Result<bool, PathFailure> {
    if comparator == Comparator::Matches {
        return matches(model, expected);
    }
    let ordered = !matches!(comparator, Comparator::Equal | Comparator::NotEqual);
    if ordered && model.is_null() != expected.is_null() {
        return Ok(false);
    }
    // Two sides that cannot be compared make every comparison false, '!=' too.
    let Some(order) = order(expected, model)? else {
        return Ok(false);
    };
    Ok(match comparator {
        Comparator::Equal => order.is_eq(),
        Comparator::NotEqual => order.is_ne(),
        Comparator::Greater => order.is_lt(),
        Comparator::GreaterOrEqual => order.is_le(),
        Comparator::Less => order.is_gt(),
        Comparator::LessOrEqual => order.is_ge(),
        Comparator::Matches => false,
    })
}

/// How the expected side stands to the model side; none when they cannot be compared.
///
/// A literal is a text until it meets a number or a boolean of the data, then it is read as one; a
/// text that is no number raises the error of Java's `BigDecimal`.
fn order(expected: &Side<'_>, model: &Side<'_>) -> Result<Option<Ordering>, PathFailure> {
    match (expected.is_nullish(), model.is_nullish()) {
        (true, true) => return Ok(Some(Ordering::Equal)),
        (true, false) => return Ok(Some(Ordering::Less)),
        (false, true) => return Ok(Some(Ordering::Greater)),
        (false, false) => {}
    }
    if let (Some(expected), Some(model)) = (expected.text(), model.text()) {
        return Ok(Some(java_order(&expected.replace("\\'", "'"), model)));
    }
    if let Some(model) = model.as_number() {
        let expected = match expected.text() {
            Some(text) => Some(Decimal::read(text).map_err(PathFailure::invalid)?),
            None => expected.as_number(),
        };
        return Ok(expected.map(|expected| expected.order(&model)));
    }
    if let Some(model) = model.as_bool() {
        let expected = expected
            .text()
            .map(|text| text.eq_ignore_ascii_case("true"))
            .or(expected.as_bool());
        return Ok(expected.map(|expected| expected.cmp(&model)));
    }
    Ok(None)
}

/// Java orders strings by UTF-16 units.
fn java_order(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

fn matches(model: &Side<'_>, expected: &Side<'_>) -> Result<bool, PathFailure> {
    let ((Side::Pattern(pattern), other) | (other, Side::Pattern(pattern))) = (expected, model)
    else {
        return Ok(false);
    };
    let text = match other {
        Side::Value(value) if value.is_null() => return Ok(false),
        Side::Value(value) => value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned),
        Side::Text(text) => (*text).to_owned(),
        Side::Pattern(_) => return Ok(false),
    };
    // What cannot be said fails rather than matching nothing.
    pattern.matches(&text).ok_or_else(|| {
        PathFailure::invalid(format!(
            "The regular expression {pattern} cannot be evaluated here"
        ))
    })
}

/// A number of the data or of the path, compared by value.
enum Decimal {
    Whole(i128),
    Fraction(f64),
}

impl Decimal {
    /// Reads as Java's `BigDecimal` does, and fails with its words.
    fn read(text: &str) -> Result<Self, String> {
        if let Ok(whole) = text.parse::<i128>() {
            return Ok(Self::Whole(whole));
        }
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let mut points = 0;
        for c in digits.chars() {
            match c {
                '0'..='9' => {}
                '.' if points == 0 => points += 1,
                '.' => {
                    return Err("Character array contains more than one decimal point.".to_owned());
                }
                'e' | 'E' => break,
                other => return Err(not_a_digit(other)),
            }
        }
        text.parse()
            .map(Self::Fraction)
            .map_err(|_| "No digits found.".to_owned())
    }

    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Whole(left), Self::Whole(right)) => left.cmp(right),
            _ => self.approximate().total_cmp(&other.approximate()),
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "only compared with a fraction, which is no more precise"
    )]
    fn approximate(&self) -> f64 {
        match self {
            Self::Whole(whole) => *whole as f64,
            // Minus zero is zero.
            Self::Fraction(fraction) => *fraction + 0.0,
        }
    }
}

fn not_a_digit(c: char) -> String {
    format!(
        "Character {c} is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark."
    )
}
