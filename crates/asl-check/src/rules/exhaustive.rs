//! Whether one rule of a Choice always holds, where that is plain to see: a rule and its opposite, or
//! the comparisons of one value with another in all directions.

use std::collections::BTreeMap;

use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use serde_json::Value;

/// The cases of a question that a rule is about: `covers` of `all`, as bits.
struct Cases {
    question: String,
    covers: u8,
    all: u8,
}

/// Whether the rules cover all cases of some question.
pub(super) fn is_exhaustive(rules: &[Value]) -> bool {
    let mut covered: BTreeMap<String, u8> = BTreeMap::new();
    rules.iter().filter_map(cases).any(|it| {
        let before = covered.entry(it.question).or_default();
        *before |= it.covers;
        *before == it.all
    })
}

fn cases(rule: &Value) -> Option<Cases> {
    let rule = rule.as_object()?;
    if let Some(condition) = rule.get("Condition") {
        return of_condition(condition);
    }
    if let Some(negated) = rule.get("Not") {
        let inner = cases(negated)?;
        return Some(Cases {
            covers: inner.all & !inner.covers,
            ..inner
        });
    }
    let variable = rule.get("Variable").and_then(Value::as_str);
    let operand = rule
        .iter()
        .find(|it| asl_lang::choice_operator(it.0).is_some());
    if let (Some(variable), Some((operator, operand))) = (variable, operand) {
        return Some(of_operator(variable, operator, operand));
    }
    let combined = ["And", "Or"]
        .iter()
        .find_map(|it| Some((it, rule.get(*it)?)))?;
    Some(yes(format!("{} {}", combined.0, combined.1)))
}

/// One of two cases.
fn yes(question: String) -> Cases {
    Cases {
        question,
        covers: 0b01,
        all: 0b11,
    }
}

fn of_condition(condition: &Value) -> Option<Cases> {
    if let Value::Bool(it) = condition {
        return Some(Cases {
            covers: if *it { 0b11 } else { 0 },
            ..yes(String::new())
        });
    }
    let text = condition.as_str()?.strip_prefix(JSONATA_OPEN)?;
    let text = text.strip_suffix(JSONATA_CLOSE)?.trim();
    if text == "true" {
        return of_condition(&Value::Bool(true));
    }
    let negated = text
        .strip_prefix("$not(")
        .and_then(|it| it.strip_suffix(')'));
    Some(match negated {
        Some(inner) => Cases {
            covers: 0b10,
            ..yes(inner.trim().to_owned())
        },
        None => yes(text.to_owned()),
    })
}

fn of_operator(variable: &str, operator: &str, operand: &Value) -> Cases {
    if let Value::Bool(it) = operand {
        return Cases {
            covers: if *it { 0b01 } else { 0b10 },
            ..yes(format!("{variable} {operator}"))
        };
    }
    let plain = operator.strip_suffix("Path").unwrap_or(operator);
    // Less, equal and greater, a bit each.
    let ways = [
        ("LessThanEquals", 0b011),
        ("GreaterThanEquals", 0b110),
        ("LessThan", 0b001),
        ("GreaterThan", 0b100),
        ("Equals", 0b010),
    ];
    let way = ways
        .iter()
        .find_map(|(name, covers)| Some((plain.strip_suffix(name)?, *covers)));
    match way {
        Some((family, covers)) => {
            let is_path = plain != operator;
            Cases {
                question: format!("{variable} {family} {is_path} {operand}"),
                covers,
                all: 0b111,
            }
        }
        None => yes(format!("{variable} {operator} {operand}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::is_exhaustive;

    #[track_caller]
    fn holds(rules: Value, wanted: bool) {
        let Value::Array(list) = rules else {
            unreachable!("a list")
        };
        assert_eq!(is_exhaustive(&list), wanted, "{list:?}");
    }

    #[test]
    fn opposites_are_all_there_is() {
        let x = |key: &str, value: Value| json!({ "Variable": "$.x", key: value, "Next": "A" });
        let is_one = json!({ "Variable": "$.x", "NumericEquals": 1 });
        holds(
            json!([
                x("BooleanEquals", json!(true)),
                x("BooleanEquals", json!(false))
            ]),
            true,
        );
        holds(
            json!([x("IsPresent", json!(true)), { "Not": x("IsPresent", json!(true)) }]),
            true,
        );
        holds(json!([is_one, { "Not": is_one, "Next": "B" }]), true);
        holds(
            json!([
                x("NumericLessThan", json!(5)),
                x("NumericGreaterThanEquals", json!(5))
            ]),
            true,
        );
        holds(
            json!([
                x("StringLessThanPath", json!("$.y")),
                x("StringGreaterThanPath", json!("$.y")),
                x("StringEqualsPath", json!("$.y"))
            ]),
            true,
        );
        let both = json!([x("IsNull", json!(true)), x("IsString", json!(true))]);
        holds(json!([{ "And": both }, { "Not": { "And": both } }]), true);
        holds(
            json!([{ "Condition": "{% $a = 1 %}" }, { "Condition": "{% $not($a = 1) %}" }]),
            true,
        );
        holds(json!([{ "Condition": "{% true %}" }]), true);
    }

    #[test]
    fn others_leave_something_open() {
        let x = |key: &str, value: Value| json!({ "Variable": "$.x", key: value, "Next": "A" });
        holds(json!([x("BooleanEquals", json!(true))]), false);
        holds(
            json!([
                x("NumericLessThan", json!(5)),
                x("NumericGreaterThan", json!(5))
            ]),
            false,
        );
        holds(
            json!([
                x("NumericLessThan", json!(5)),
                x("NumericGreaterThanEquals", json!(6))
            ]),
            false,
        );
        holds(
            json!([
                x("NumericLessThan", json!(5)),
                x("StringGreaterThanEquals", json!(5))
            ]),
            false,
        );
        holds(
            json!([x("StringEquals", json!("a")), x("StringEquals", json!("b"))]),
            false,
        );
        holds(
            json!([{ "Condition": "{% $a = 1 %}" }, { "Condition": "{% $a = 2 %}" }]),
            false,
        );
        holds(json!([{ "Condition": false }, 5, "${Rule}", {}]), false);
    }
}
