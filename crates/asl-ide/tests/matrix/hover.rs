//! What is said of a word, by what the word is.

use std::sync::Arc;

use asl_ide::{Example, HoverConfig};
use serde_json::json;

use crate::machine::{Asked, Variant};
use crate::{Answer, Question, ensure};

/// The kinds of words that there is something to say of, as the table calls them.
pub(crate) const PARTS: [(&str, Question); 16] = [
    ("Hover: states, with the ways in and out", |it| {
        says(&it.ask(), "Approve", &["Task", "Check", "Cool"])
    }),
    ("Hover: fields", |it| {
        says(
            &it.ask(),
            "MaxAttempts",
            &["not counting the first attempt"],
        )
    }),
    ("Hover: comparison operators", |it| {
        let wanted = ["compares with a number"];
        says(&it.ask(), "NumericGreaterThan", &wanted)
    }),
    ("Hover: error names", |it| {
        says(&it.ask(), "States.TaskFailed", &["States.Timeout"])
    }),
    ("Hover: resources", |it| {
        let wanted = ["AWS Lambda", "FunctionName", ".waitForTaskToken"];
        says(&it.ask(), "lambda:invoke", &wanted)
    }),
    ("Hover: parameters", |it| {
        let wanted = ["required", "lambda:invoke"];
        says(&it.ask(), "FunctionName", &wanted)
    }),
    ("Hover: intrinsic functions", |it| {
        says(&it.ask(), "States.Format", &["template", "→ text"])
    }),
    ("Hover: JSONata functions", |it| {
        says(&it.ask(), "$max", &["$max(array)", "Largest"])
    }),
    ("Hover: members of $states", |it| {
        says(&it.ask(), "$states.input", &["entered"])
    }),
    ("Hover: context paths", context_paths),
    ("Hover: variables", |it| {
        says(&it.ask(), "$limit", &["limit", "Begin"])
    }),
    ("Hover: the data at a path", |it| {
        let asked = it.altered(("$.Payload", "$.StatusCode"), ("$.Payload", "$.StatusCode"));
        says(&asked, "StatusCode", &["number"])
    }),
    ("Hover: values with an example", values),
    ("Hover: the data into and out of a state", |it| {
        says(&it.ask(), "Cool", &["StatusCode"])
    }),
    ("Hover: the schedule of a retrier", |it| {
        let wanted = ["after 2 s, 4 s; 6 s in all"];
        says(&it.ask(), "IntervalSeconds", &wanted)
    }),
    ("Hover: seconds as people say them", |it| {
        says(&it.ask(), "5400", &["1 h 30 min"])
    }),
];

fn says(asked: &Asked, word: &str, wanted: &[&str]) -> Answer {
    let found = asl_ide::hover(&asked.analysis, asked.at(word, 0)).ok_or("nothing")?;
    let missing = wanted.iter().find(|it| !found.info.contains(**it));
    ensure(missing.is_none(), || {
        format!("no {missing:?} in {}", found.info)
    })?;
    let about = asked.slice(found.range);
    let is_there = found.range.contains(asked.at(word, 0).offset);
    ensure(is_there, || format!("it is about {about}"))
}

fn context_paths(variant: Variant) -> Answer {
    let path = "$$.Execution.Id";
    let asked = variant.altered(("$.count", path), ("$.count", path));
    says(&asked, path, &["execution"])
}

fn values(variant: Variant) -> Answer {
    let asked = variant.ask();
    let example = Example {
        name: "order.input.json".to_owned(),
        input: json!({ "floor": 7, "total": 500, "count": 2 }),
        ..Example::default()
    };
    let config = HoverConfig {
        example: Some(Arc::new(example)),
        ..HoverConfig::default()
    };
    let said = |word: &str, wanted: &str| {
        let found = asl_ide::hover_with(&asked.analysis, asked.at(word, 0), &config);
        let found = found.ok_or("nothing")?;
        let wanted = format!("With `order.input.json`: {wanted}");
        ensure(found.info.ends_with(&wanted), || found.info.clone())
    };
    said("$max", "`7`")?;
    // What somebody writes may keep the states behind from running.
    if variant.is_broken() {
        return Ok(());
    }
    said("$.total", "`500`")?;
    said("NumericGreaterThan", "`true`; this choice is taken")?;
    said("States.Format", "`\"2 items\"`")
}
