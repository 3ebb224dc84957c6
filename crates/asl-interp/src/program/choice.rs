//! Choice rules at run time: And, Or, Not and the comparison operators with their rules on types.
//!
//! A comparison of values of another type than the operator's is false, never an error; a path that
//! leads nowhere is an error, except under `IsPresent` (recorded).

use std::borrow::Cow;
use std::cmp::Ordering;

use asl_path::Scope;
use asl_path::path::{PathFailure, resolve};
use serde_json::Value;

use crate::failure::Failure;
use crate::program::PathText;
use crate::time::timestamp;

/// A rule.
#[derive(Debug)]
pub(crate) enum Rule {
    And(Vec<Rule>),
    Or(Vec<Rule>),
    Not(Box<Rule>),
    Test { variable: PathText, test: Test },
}

/// What is asked of a variable.
#[derive(Debug)]
pub(crate) enum Test {
    Compare {
        family: Family,
        comparison: Comparison,
        operand: Operand,
    },
    Matches(Wildcards),
    Present(bool),
    Type(ValueType, bool),
}

/// The operators by the type that they compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    String,
    Numeric,
    Timestamp,
    Boolean,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// The type that an `Is…` operator asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueType {
    Null,
    Numeric,
    String,
    Boolean,
    Timestamp,
}

/// What a variable is compared with.
#[derive(Debug)]
pub(crate) enum Operand {
    Literal(Value),
    /// A timestamp that was parsed when the machine was compiled.
    Moment(jiff::Timestamp),
    Path(PathText),
}

impl Rule {
    /// Whether the rule holds.
    pub(crate) fn holds<S: Scope>(&self, scope: &S) -> Result<bool, Failure> {
        match self {
            Self::And(rules) => all(rules, scope, true),
            Self::Or(rules) => all(rules, scope, false).map(|none| !none),
            Self::Not(rule) => rule.holds(scope).map(|holds| !holds),
            Self::Test { variable, test } => test.holds(variable, scope),
        }
    }
}

/// Whether every rule answers `wanted`; stops at the first that does not.
fn all<S: Scope>(rules: &[Rule], scope: &S, wanted: bool) -> Result<bool, Failure> {
    for rule in rules {
        if rule.holds(scope)? != wanted {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Test {
    /// The test of an `Is…` operator, by what follows the `Is`.
    pub(crate) fn is(kind: &str, wanted: bool) -> Option<Self> {
        Some(match kind {
            "Present" => Self::Present(wanted),
            "Null" => Self::Type(ValueType::Null, wanted),
            "Numeric" => Self::Type(ValueType::Numeric, wanted),
            "String" => Self::Type(ValueType::String, wanted),
            "Boolean" => Self::Type(ValueType::Boolean, wanted),
            "Timestamp" => Self::Type(ValueType::Timestamp, wanted),
            _ => return None,
        })
    }

    fn holds<S: Scope>(&self, variable: &PathText, scope: &S) -> Result<bool, Failure> {
        let found = look_up(variable, scope);
        let no_input = match &found {
            Err(failure) => failure.as_ref().is_some_and(PathFailure::is_null_input),
            Ok(_) => false,
        };
        if let Self::Present(wanted) = self
            && !no_input
        {
            return Ok(found.is_ok() == *wanted);
        }
        let value = found.map_err(|failure| no_value(variable, failure.as_ref()))?;
        match self {
            Self::Compare {
                family,
                comparison,
                operand,
            } => Ok(operand
                .compare(*family, &value, scope)?
                .is_some_and(|order| comparison.accepts(order))),
            Self::Matches(pattern) => Ok(value.as_str().is_some_and(|text| pattern.matches(text))),
            Self::Type(kind, wanted) => Ok(kind.describes(&value) == *wanted),
            Self::Present(_) => Ok(false),
        }
    }
}

/// What a path of a rule leads to. An index past the end leads nowhere, though it is null elsewhere:
/// published samples of AWS ask with `IsPresent` and `$.list[0]` whether a list is empty.
fn look_up<'s, S: Scope>(
    path: &PathText,
    scope: &'s S,
) -> Result<Cow<'s, Value>, Option<PathFailure>> {
    match resolve(&path.path, scope) {
        Ok(Cow::Owned(Value::Null)) => Err(None),
        found => found.map_err(Some),
    }
}

/// The cause is the same whatever is wrong with the path (recorded).
fn no_value(path: &PathText, failure: Option<&PathFailure>) -> Failure {
    if let Some(failure) = failure.filter(|failure| failure.is_null_input()) {
        return Failure::runtime(failure.to_string());
    }
    let text = &path.text;
    Failure::runtime(format!(
        "Invalid path '{text}': The choice state's condition path references an invalid value."
    ))
}

impl ValueType {
    fn describes(self, value: &Value) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Numeric => value.is_number(),
            Self::String => value.is_string(),
            Self::Boolean => value.is_boolean(),
            Self::Timestamp => value.as_str().and_then(timestamp).is_some(),
        }
    }
}

impl Comparison {
    fn accepts(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

impl Family {
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Numeric => "a number",
            Self::Timestamp => "a timestamp",
            Self::Boolean => "true or false",
        }
    }

    /// How two values of this family stand to each other; nothing when one is of another type.
    fn order(self, one: &Value, two: &Value) -> Option<Ordering> {
        match self {
            Self::String => Some(text_order(one.as_str()?, two.as_str()?)),
            Self::Numeric => number_order(one, two),
            Self::Timestamp => Some(timestamp(one.as_str()?)?.cmp(&timestamp(two.as_str()?)?)),
            Self::Boolean => Some(one.as_bool()?.cmp(&two.as_bool()?)),
        }
    }
}

impl Operand {
    /// The operand of a literal form, if it has the operator's type.
    pub(crate) fn literal(family: Family, value: &Value) -> Option<Self> {
        match family {
            Family::String => value.is_string().then(|| Self::Literal(value.clone())),
            Family::Numeric => value.is_number().then(|| Self::Literal(value.clone())),
            Family::Boolean => value.is_boolean().then(|| Self::Literal(value.clone())),
            Family::Timestamp => timestamp(value.as_str()?).map(Self::Moment),
        }
    }

    fn compare<S: Scope>(
        &self,
        family: Family,
        value: &Value,
        scope: &S,
    ) -> Result<Option<Ordering>, Failure> {
        match self {
            Self::Literal(literal) => Ok(family.order(value, literal)),
            Self::Moment(moment) => Ok(value
                .as_str()
                .and_then(timestamp)
                .map(|value| value.cmp(moment))),
            Self::Path(path) => {
                let other =
                    look_up(path, scope).map_err(|failure| no_value(path, failure.as_ref()))?;
                Ok(family.order(value, &other))
            }
        }
    }
}

/// Java compares strings by their UTF-16 units; so does AWS.
fn text_order(one: &str, two: &str) -> Ordering {
    if one.is_ascii() && two.is_ascii() {
        return one.cmp(two);
    }
    one.encode_utf16().cmp(two.encode_utf16())
}

fn number_order(one: &Value, two: &Value) -> Option<Ordering> {
    if let (Some(one), Some(two)) = (one.as_i64(), two.as_i64()) {
        return Some(one.cmp(&two));
    }
    one.as_f64()?.partial_cmp(&two.as_f64()?)
}

/// The pattern of `StringMatches`: `*` stands for any text, `\*` for a star, `\\` for a backslash.
#[derive(Debug)]
pub(crate) struct Wildcards {
    /// The literal pieces between the stars.
    pieces: Vec<String>,
}

impl Wildcards {
    pub(crate) fn compile(pattern: &str) -> Self {
        let mut pieces = vec![String::new()];
        let mut characters = pattern.chars();
        while let Some(character) = characters.next() {
            match character {
                '*' => pieces.push(String::new()),
                '\\' => append(&mut pieces, characters.next().unwrap_or('\\')),
                other => append(&mut pieces, other),
            }
        }
        Self { pieces }
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.pieces.first().is_some_and(|only| only == text);
        };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        for piece in middle {
            let Some(at) = rest.find(piece.as_str()) else {
                return false;
            };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(last.as_str())
    }
}

fn append(pieces: &mut [String], character: char) {
    if let Some(piece) = pieces.last_mut() {
        piece.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_like_aws() {
        let cases = [
            ("log-*.txt", "log-1.txt", true),
            ("log-*.txt", "log-.txt", true),
            ("log-*.txt", "log.txt", false),
            ("*", "", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "ac", false),
            ("a*a", "a", false),
            (r"a\*b", "a*b", true),
            (r"a\*b", "axb", false),
            (r"a\\b", r"a\b", true),
            ("exact", "exact", true),
            ("exact", "exactly", false),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(
                Wildcards::compile(pattern).matches(text),
                expected,
                "{pattern} on {text}"
            );
        }
    }

    #[test]
    fn strings_compare_by_utf16_units() {
        // U+FF5E is one unit above the surrogates, U+1F600 two units that begin with one.
        assert_eq!(text_order("\u{ff5e}", "\u{1f600}"), Ordering::Greater);
    }
}
