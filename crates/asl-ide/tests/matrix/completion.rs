//! What is offered, by what it is.

use asl_ide::{CompletionConfig, CompletionItem, FilePosition};

use crate::machine::{Asked, Variant};
use crate::{Answer, Question, ensure, same};

/// The kinds of what is offered, as the table calls them.
pub(crate) const PARTS: [(&str, Question); 15] = [
    ("Completion: state names", |it| at(it, "Approve", "Refuse")),
    ("Completion: fields", fields),
    ("Completion: comparison operators", |it| {
        at(it, "NumericGreaterThan", "StringMatches")
    }),
    ("Completion: fixed values", |it| {
        at(it, "Choice", "Parallel")
    }),
    ("Completion: error names", |it| {
        at(it, "States.TaskFailed", "States.Timeout")
    }),
    ("Completion: errors of this service", |it| {
        let known = "Lambda.TooManyRequestsException";
        at(it, "States.TaskFailed", known)
    }),
    ("Completion: resources", |it| {
        behind(it, "lambda:invoke", "lambda:invoke.waitForTaskToken")
    }),
    ("Completion: parameters", |it| {
        at(it, "FunctionName", "Qualifier")
    }),
    ("Completion: intrinsic functions", |it| {
        at(it, "States.Format", "States.MathAdd")
    }),
    ("Completion: JSONata functions", |it| at(it, "$max", "$min")),
    ("Completion: members of $states", |it| {
        behind(it, "$states.", "context")
    }),
    ("Completion: context paths", context_paths),
    ("Completion: variables in scope", |it| {
        at(it, "$limit", "$limit")
    }),
    ("Completion: members of the data", |it| {
        at(it, "$.Payload", "StatusCode")
    }),
    ("Completion: whole states", whole_states),
];

fn items(asked: &Asked, at: FilePosition) -> Vec<CompletionItem> {
    asl_ide::completions(&asked.analysis, at, &CompletionConfig::default())
}

fn offered(asked: &Asked, at: FilePosition, wanted: &str) -> Answer {
    let items = items(asked, at);
    let labels: Vec<_> = items.iter().map(|it| it.label.as_str()).collect();
    let twice = labels.iter().filter(|it| **it == wanted).count();
    ensure(twice == 1, || format!("{wanted}: {twice} in {labels:?}"))
}

/// Within a word that is written already.
fn at(variant: Variant, word: &str, wanted: &str) -> Answer {
    let asked = variant.ask();
    offered(&asked, asked.at(word, 0), wanted)
}

fn behind(variant: Variant, word: &str, wanted: &str) -> Answer {
    let asked = variant.ask();
    offered(&asked, asked.behind(word), wanted)
}

/// A field whose name was begun, without all that follows it, is offered and taken.
fn fields(variant: Variant) -> Answer {
    let asked = variant.altered(
        ("\"Comment\": \"Puts it into a box\",", "\"Comm\n"),
        ("Comment: Puts it into a box", "Comm"),
    );
    let items = items(&asked, asked.behind("Comm"));
    let item = items.into_iter().find(|it| it.label == "Comment");
    let item = item.ok_or("no Comment")?;
    let after = asked.applied(&[item.additional, vec![item.edit]].concat());
    same(&after.text.matches("Comm").count(), &1)?;
    same(&after.text.matches("Comment").count(), &1)
}

fn context_paths(variant: Variant) -> Answer {
    let asked = variant.altered(("$.count", "$$.Exec"), ("$.count", "$$.Exec"));
    offered(&asked, asked.behind("$$.Exec"), "$$.Execution.Id")
}

fn whole_states(variant: Variant) -> Answer {
    let asked = variant.altered(
        ("    \"Cool\": {", "    \"Tas\n    \"Cool\": {"),
        ("  Cool:", "  Tas\n  Cool:"),
    );
    let place = asked.range("Tas", asked.text.matches("Tas").count() - 1);
    let at = FilePosition {
        file: asked.file,
        offset: place.end(),
    };
    offered(&asked, at, "Task state")
}
