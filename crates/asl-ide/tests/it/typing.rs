//! Expressions typed one character after the other, as editors send them: what is wanted is offered
//! among the first at every step.

use asl_ide::{CompletionConfig, CompletionItem, Format, completions};
use asl_testing::fixture::CURSOR;

use crate::support::Setup;

const JSON: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Begin",
  "States": {
    "Begin": {
      "Type": "Pass",
      "Assign": { "order": { "name": "A", "items": [{ "price": 2 }] }, "limit": 3 },
      "Next": "Work"
    },
    "Work": {
      "Type": "Pass",
      "Output": HERE
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
"#;

const YAML: &str = r"
QueryLanguage: JSONata
StartAt: Begin
States:
  Begin:
    Type: Pass
    Assign:
      order: {name: A, items: [{price: 2}]}
      limit: 3
    Next: Work
  Work:
    Type: Pass
    Output: HERE
    Next: Done
  Done:
    Type: Succeed
";

/// What stands around the typed characters: quotes that the editor closes, or not.
const AROUND: &[(&str, &str, &str)] = &[
    (JSON, "\"", "\","),
    (JSON, "\"", ""),
    (JSON, "\"", "%}\","),
    (JSON, "\"", "}\","),
    (YAML, "'", "'"),
    (YAML, "\"", "\""),
    (YAML, "'", ""),
    (YAML, "'", "%}'"),
    (YAML, "|-\n      ", ""),
    (YAML, ">-\n      ", " %}"),
];

/// Expressions with the words that are wanted in them.
const TYPED: &[(&str, &[&str])] = &[
    (
        "{% $sum($order.items.price) + $limit",
        &["$sum", "$order", "items", "price", "$limit"],
    ),
    (
        "{% ($o := {'id': 1, 'at': $states.context.State.Name}; $o.id & $string($order.name))",
        &[
            "$states", "context", "State", "Name", "$o", "id", "$string", "$order", "name",
        ],
    ),
    (
        "{% $map($order.items, function($one) { $one.price > $limit })",
        &["$map", "$order", "items", "$one", "price", "$limit"],
    ),
];

#[test]
fn character_by_character() {
    for (document, before, behind) in AROUND {
        for (typed, wanted) in TYPED {
            let typed = if before.starts_with('\'') {
                typed.replace('\'', "''")
            } else {
                (*typed).to_owned()
            };
            type_out(document, before, behind, &typed, wanted);
        }
    }
}

fn type_out(document: &str, before: &str, behind: &str, typed: &str, wanted: &[&str]) {
    let format = if document.starts_with('{') {
        Format::Json
    } else {
        Format::Yaml
    };
    let mut at = 0;
    for word in wanted {
        let found = typed[at..].find(word).unwrap_or_default();
        // A lambda's own parameter is named, not chosen.
        let binds = |start: usize| {
            typed[..start].ends_with("function(") || typed[start + word.len()..].starts_with(" :=")
        };
        let mut start = at + found;
        if binds(start) {
            start += word.len();
            start += typed[start..].find(word).unwrap_or_default();
        }
        // A dollar sign alone stands for everything.
        let least = if word.starts_with('$') { 2 } else { 0 };
        for length in least..=word.len() {
            let so_far = &typed[..start + length];
            let text = [before, so_far, CURSOR, behind].concat();
            let text = document.replace("HERE", &text);
            let setup = Setup::new(&text, format);
            let config = CompletionConfig {
                snippets: true,
                ..CompletionConfig::default()
            };
            let items = completions(&setup.analysis, setup.position(), &config);
            let first = first_five(items, &word[..length]);
            assert!(
                first.iter().any(|it| it == word),
                "{word} is not in {first:?} behind\n{text}"
            );
        }
        at = start + word.len();
    }
}

/// As an editor shows them: those that begin with what is typed.
fn first_five(mut items: Vec<CompletionItem>, typed: &str) -> Vec<String> {
    items.retain(|it| it.filter_text.starts_with(typed));
    items.sort_by(|a, b| a.sort_text.cmp(&b.sort_text));
    items.into_iter().take(5).map(|it| it.label).collect()
}
