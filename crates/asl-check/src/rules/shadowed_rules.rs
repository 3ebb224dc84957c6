//! Choice rules that never get a turn: an earlier one asks the same, or always holds.

use asl_jsonata::CHANGING;
use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use asl_lang::{Place, StateType};
use asl_syntax::ast::{Mapping, Value};
use asl_text::TextRange;
use serde_json::Value as Json;

use crate::edits;
use crate::findings::Findings;
use crate::literal::is_open_key;
use crate::table::SHADOWED_RULE;
use crate::walk::Object;

/// What a rule does and how it is explained: none of it decides whether it holds.
const NO_CONDITION: [&str; 4] = ["Next", "Comment", "Assign", "Output"];

/// A rule that can be judged.
struct Rule {
    mapping: Mapping,
    /// When it holds.
    condition: Json,
    /// What to mark.
    range: TextRange,
}

/// The rules of a Choice: the first that holds is taken.
pub(super) fn shadowed(object: &Object<'_>, findings: &mut Findings) {
    let is_choice = object.place == Place::State(StateType::Choice);
    let Some(choices) = object.get("Choices").filter(|_| is_choice) else {
        return;
    };
    let Some(Value::Sequence(list)) = &choices.value else {
        return;
    };
    let mut before: Vec<Rule> = Vec::new();
    for rule in list.values().filter_map(Rule::of) {
        let always = |it: &&Rule| object.is_jsonata() && it.always_holds();
        if let Some(earlier) = before.iter().find(always) {
            report(&rule, earlier, "this one always holds", findings);
        } else if let Some(earlier) = before.iter().find(|it| it.holds_with(&rule)) {
            report(&rule, earlier, "this one asks the same", findings);
        }
        before.push(rule);
    }
}

fn report(rule: &Rule, earlier: &Rule, why: &str, findings: &mut Findings) {
    let message = "This rule is never taken: an earlier one holds whenever it does";
    findings
        .report(&SHADOWED_RULE, rule.range, message)
        .related(earlier.range, format!("A rule before it: {why}"))
        .maybe(
            "Remove this rule",
            edits::remove_item(rule.mapping.syntax(), 0),
        );
}

impl Rule {
    /// `None` for what may become anything.
    fn of(value: Value) -> Option<Self> {
        let Value::Mapping(mapping) = value else {
            return None;
        };
        let mut keys = mapping.entries().filter_map(|it| it.key());
        if keys.any(|it| is_open_key(&it.text())) {
            return None;
        }
        let Json::Object(mut condition) = Value::Mapping(mapping.clone()).to_json() else {
            return None;
        };
        condition.retain(|name, _| !NO_CONDITION.contains(&name.as_str()));
        let entry = mapping.entries().find(|it| {
            let key = it.key().map(|it| it.text());
            key.is_some_and(|it| condition.contains_key(&it))
        })?;
        Some(Self {
            condition: without_blanks(condition.into()),
            range: entry.value().map_or(entry.range(), |it| it.range()),
            mapping,
        })
    }

    fn always_holds(&self) -> bool {
        match &self.condition["Condition"] {
            Json::Bool(it) => *it,
            Json::String(it) => it == "true",
            _ => false,
        }
    }

    fn holds_with(&self, later: &Self) -> bool {
        let changes = |it: &str| {
            CHANGING
                .iter()
                .any(|name| it.contains(&format!("${name}(")))
        };
        let condition = later.condition["Condition"].as_str();
        self.condition == later.condition && !condition.is_some_and(changes)
    }
}

/// An expression without its delimiters and the blanks at its ends.
fn without_blanks(mut condition: Json) -> Json {
    let Some(Json::String(text)) = condition.get_mut("Condition") else {
        return condition;
    };
    let inner = text.strip_prefix(JSONATA_OPEN);
    let inner = inner.and_then(|it| it.strip_suffix(JSONATA_CLOSE));
    if let Some(inner) = inner.map(|it| it.trim().to_owned()) {
        *text = inner;
    }
    condition
}
