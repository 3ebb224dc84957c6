//! Why one state leads to another, in a few words: the condition of a rule, the errors of a catcher.

use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use asl_lang::{OperandKind, choice_operator};
use asl_model::{Cause, State};
use asl_syntax::ast::Value;
use serde_json::Value as Json;

/// What takes one from a state along a transition: `Next`, `rule 2: total > 100`, `Default`,
/// `catches States.ALL`.
pub(crate) fn words(state: &State, cause: Cause) -> String {
    match cause {
        Cause::Start => "StartAt".to_owned(),
        Cause::Next => "Next".to_owned(),
        Cause::Default => "Default".to_owned(),
        Cause::Choice(index) => {
            let rule = member(state, "Choices", index).map(|it| rule(&it));
            format!("rule {}: {}", index + 1, rule.unwrap_or_default())
        }
        Cause::Catch(index) => {
            let errors = member(state, "Catch", index).map(|it| errors(&it));
            format!("catches {}", errors.unwrap_or_default())
        }
    }
}

/// A member of a list that is a field of a state.
fn member(state: &State, field: &str, index: usize) -> Option<Json> {
    let list = state.facts().mapping()?.value(field)?;
    let member = list.as_sequence()?.values().nth(index);
    member.as_ref().map(Value::to_json)
}

/// When a choice rule holds; its comment when somebody wrote one.
pub(crate) fn rule(rule: &Json) -> String {
    let comment = rule.get("Comment").and_then(Json::as_str);
    comment.map_or_else(|| condition(rule), str::to_owned)
}

fn condition(rule: &Json) -> String {
    match rule.get("Condition") {
        Some(Json::String(text)) => return plain(text),
        Some(other) => return other.to_string(),
        None => {}
    }
    let joined = |all: &Json, word: &str| {
        let rules = all.as_array().map(Vec::as_slice).unwrap_or_default();
        rules.iter().map(part).collect::<Vec<_>>().join(word)
    };
    if let Some(all) = rule.get("And") {
        return joined(all, " and ");
    }
    if let Some(any) = rule.get("Or") {
        return joined(any, " or ");
    }
    match rule.get("Not") {
        Some(not) => format!("not {}", part(not)),
        None => comparison(rule).unwrap_or_else(|| "…".to_owned()),
    }
}

/// A rule within another one, in brackets where it would be read wrongly.
fn part(rule: &Json) -> String {
    let words = condition(rule);
    if rule.get("And").is_some() || rule.get("Or").is_some() {
        return format!("({words})");
    }
    words
}

fn comparison(rule: &Json) -> Option<String> {
    let variable = plain(rule.get("Variable")?.as_str()?);
    let (operator, operand) = rule
        .as_object()?
        .iter()
        .find_map(|(key, value)| Some((choice_operator(key)?, value)))?;
    if operator.operand == OperandKind::TypeTest {
        let what = operator.name.trim_start_matches("Is").to_lowercase();
        let not = if operand == &Json::Bool(false) {
            "not "
        } else {
            ""
        };
        return Some(format!("{variable} is {not}{what}"));
    }
    let operand = match operand {
        Json::String(text) if operator.is_path => plain(text),
        other => other.to_string(),
    };
    Some(format!("{variable} {} {operand}", sign(operator.name)))
}

/// `<` for `NumericLessThanPath`.
fn sign(operator: &str) -> &'static str {
    let operator = operator.trim_end_matches("Path");
    let signs = [
        ("LessThanEquals", "≤"),
        ("GreaterThanEquals", "≥"),
        ("LessThan", "<"),
        ("GreaterThan", ">"),
        ("Matches", "~"),
    ];
    let found = signs.iter().find(|it| operator.ends_with(it.0));
    found.map_or("=", |it| it.1)
}

/// The errors that a catcher takes.
pub(crate) fn errors(catcher: &Json) -> String {
    let names = catcher.get("ErrorEquals").and_then(Json::as_array);
    let names = names.map(Vec::as_slice).unwrap_or_default();
    let names: Vec<_> = names.iter().filter_map(Json::as_str).collect();
    match names.as_slice() {
        [] => "error".to_owned(),
        names => names.join(", "),
    }
}

/// A path without `$.`, an expression without its brackets, all on one line.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim();
    let inner = text
        .strip_prefix(JSONATA_OPEN)
        .and_then(|it| it.strip_suffix(JSONATA_CLOSE))
        .unwrap_or_else(|| text.strip_prefix("$.").unwrap_or(text));
    inner.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn rules_read_like_conditions() {
        let rows = [
            (
                json!({"Variable": "$.total", "NumericGreaterThanEquals": 100}),
                "total ≥ 100",
            ),
            (
                json!({"Variable": "$.kind", "StringEquals": "a"}),
                "kind = \"a\"",
            ),
            (
                json!({"Variable": "$.a", "StringEqualsPath": "$.b"}),
                "a = b",
            ),
            (
                json!({"Variable": "$.a", "IsPresent": false}),
                "a is not present",
            ),
            (
                json!({"Variable": "$.a", "StringMatches": "x*"}),
                "a ~ \"x*\"",
            ),
            (
                json!({"Not": {"Variable": "$.a", "IsNull": true}}),
                "not a is null",
            ),
            (
                json!({"And": [
                    {"Variable": "$.a", "BooleanEquals": true},
                    {"Or": [{"Variable": "$.b", "NumericLessThan": 1}, {"Variable": "$.c", "IsString": true}]},
                ]}),
                "a = true and (b < 1 or c is string)",
            ),
            (
                json!({"Condition": "{% $states.input.a\n > 1 %}"}),
                "$states.input.a > 1",
            ),
            (
                json!({"Comment": "too many", "Variable": "$.a", "IsNull": true}),
                "too many",
            ),
            (json!({"Next": "A"}), "…"),
        ];
        for (rule, words) in rows {
            assert_eq!(super::rule(&rule), words);
        }
    }
}
