//! What can be done about a place, by what it does. After each action the text is no more broken than it was,
//! and every name leads somewhere.

use asl_ide::{CheckConfig, CodeAction, FileRange};

use crate::machine::{Asked, Variant};
use crate::{Answer, Question, ensure, same};

/// What can be done, as the table calls it.
pub(crate) const PARTS: [(&str, Question); 12] = [
    ("Code actions: quick fixes", quick_fix),
    ("Code actions: create a missing state", create),
    ("Code actions: insert a state before", |it| {
        let asked = it.ask();
        let title = "Insert a state before \"Approve\"";
        done(&act(&asked, asked.selection("Approve", 0), title)?, "Pass")
    }),
    ("Code actions: insert a state behind", |it| {
        let asked = it.ask();
        let title = "Insert a state behind \"Cool\"";
        done(&act(&asked, asked.selection("Cool", 1), title)?, "Pass")
    }),
    ("Code actions: retry transient errors", |it| {
        on_task(it, "Retry transient errors of \"Pack\"", "Retry")
    }),
    ("Code actions: catch errors with a new state", |it| {
        on_task(it, "Catch errors of \"Pack\" with a new state", "Catch")
    }),
    ("Code actions: move into a Parallel", |it| {
        on_state(it, "Move \"Cool\" into a Parallel", "Branches")
    }),
    ("Code actions: move into a Map", |it| {
        on_state(it, "Move \"Cool\" into a Map", "ItemProcessor")
    }),
    ("Code actions: move into an execution of its own", |it| {
        let title = "Move \"Cool\" into an execution of its own";
        on_state(it, title, "states:startExecution")
    }),
    ("Code actions: move several states into a Parallel", several),
    (
        "Code actions: change fields to their newer names",
        newer_fields,
    ),
    ("Code actions: sort states by flow", sort),
];

/// What can be done at a place.
pub(crate) fn actions(asked: &Asked, range: FileRange) -> Vec<CodeAction> {
    asl_ide::code_actions(&asked.analysis, range, &CheckConfig::default())
}

pub(crate) fn titled(actions: Vec<CodeAction>, title: &str) -> Result<CodeAction, String> {
    let titles: Vec<_> = actions.iter().map(|it| it.title.clone()).collect();
    let found = actions.into_iter().find(|it| it.title == title);
    found.ok_or_else(|| format!("no {title:?} in {titles:?}"))
}

/// The document after the action of that title, which must not break anything.
fn act(asked: &Asked, range: FileRange, title: &str) -> Result<Asked, String> {
    let after = after(asked, &titled(actions(asked, range), title)?);
    let (now, before) = (count(&after, "syntax-error"), count(asked, "syntax-error"));
    ensure(now <= before, || {
        format!("{title} breaks it:\n{}", after.text)
    })?;
    same(&count(&after, "missing-target"), &0)?;
    Ok(after)
}

/// The text after an action, whatever files it makes.
pub(crate) fn after(asked: &Asked, action: &CodeAction) -> Asked {
    let edits = action.change.edits.iter().flat_map(|it| it.1.clone());
    asked.applied(&edits.collect::<Vec<_>>())
}

fn count(asked: &Asked, code: &str) -> usize {
    let found = asl_ide::diagnostics(&asked.analysis, asked.file, &CheckConfig::default());
    found.iter().filter(|it| it.rule.code == code).count()
}

fn done(after: &Asked, wanted: &str) -> Answer {
    ensure(after.text.contains(wanted), || after.text.clone())
}

/// A name that no state has.
fn lost(variant: Variant) -> Asked {
    variant.altered(
        ("\"Default\": \"Pack\"", "\"Default\": \"Pakc\""),
        ("Default: Pack", "Default: Pakc"),
    )
}

fn quick_fix(variant: Variant) -> Answer {
    let wrong = lost(variant);
    let fixed = act(&wrong, wrong.selection("Pakc", 0), "Change to \"Pack\"")?;
    same(&fixed.text, &variant.ask().text)
}

fn create(variant: Variant) -> Answer {
    let wrong = lost(variant);
    let title = "Create state \"Pakc\"";
    let created = act(&wrong, wrong.selection("Pakc", 0), title)?;
    same(&created.text.matches("Pakc").count(), &2)
}

/// Three states that one way leads into, and all ways out of which lead to the same.
fn several(variant: Variant) -> Answer {
    let asked = variant.ask();
    let (first, last) = (asked.range("Approve", 1), asked.range("Cool", 1));
    let range = FileRange {
        file: asked.file,
        range: first.cover(last),
    };
    let title = "Move 3 states into a Parallel";
    if variant.is_in_pieces() {
        return is_not_offered(&asked, range, title);
    }
    done(&act(&asked, range, title)?, "Branches")
}

/// `Iterator` is what `ItemProcessor` was called.
fn newer_fields(variant: Variant) -> Answer {
    let asked = variant.altered(
        (
            "\"Type\": \"Pass\",\n      \"Comment\": \"Puts it into a box\",",
            "\"Type\": \"Map\",\n      \"Iterator\": { \"StartAt\": \"I\", \"States\": { \"I\": { \"Type\": \"Succeed\" } } },",
        ),
        (
            "Type: Pass\n    Comment: Puts it into a box",
            "Type: Map\n    Iterator: { StartAt: I, States: { I: { Type: Succeed } } }",
        ),
    );
    let title = "Change \"Parameters\" to \"ItemSelector\", \"Iterator\" to \"ItemProcessor\"";
    let other = "Change \"Iterator\" to \"ItemProcessor\", \"Parameters\" to \"ItemSelector\"";
    let range = asked.selection("Pack", 2);
    let after = act(&asked, range, title).or_else(|_| act(&asked, range, other))?;
    done(&after, "ItemProcessor")?;
    done(&after, "ItemSelector")?;
    ensure(!after.text.contains("Iterator"), || after.text.clone())
}

/// Something that is done with a state as it stands in the machine.
fn on_state(variant: Variant, title: &str, wanted: &str) -> Answer {
    let asked = variant.ask();
    let range = asked.selection("Cool", 1);
    done(&act(&asked, range, title)?, wanted)
}

/// The same with a Task that handles no errors.
fn on_task(variant: Variant, title: &str, wanted: &str) -> Answer {
    let call = "arn:aws:states:::sqs:sendMessage";
    let task = format!("\"Type\": \"Task\",\n      \"Resource\": \"{call}\",");
    let yaml = format!("Type: Task\n    Resource: {call}");
    let asked = variant.altered(
        (
            "\"Type\": \"Pass\",\n      \"Comment\": \"Puts it into a box\",",
            &task,
        ),
        ("Type: Pass\n    Comment: Puts it into a box", &yaml),
    );
    let before = asked.text.matches(wanted).count();
    let after = act(&asked, asked.selection("Pack", 2), title)?;
    ensure(after.text.matches(wanted).count() > before, || {
        after.text.clone()
    })
}

/// What moves states over the borders of a text in pieces has no place there, and is not offered.
fn is_not_offered(asked: &Asked, range: FileRange, title: &str) -> Answer {
    let found = titled(actions(asked, range), title);
    ensure(found.is_err(), || "an edit over pieces".to_owned())
}

/// Cool comes before Refuse, because the way that errors take comes last.
fn sort(variant: Variant) -> Answer {
    let asked = variant.ask();
    let range = asked.selection("States", 0);
    let title = "Sort states by flow";
    if variant.is_in_pieces() {
        return is_not_offered(&asked, range, title);
    }
    let sorted = act(&asked, range, title)?;
    let (cool, refuse) = (sorted.range("5400", 0), sorted.range("NotApproved", 0));
    ensure(cool.end() < refuse.start(), || sorted.text.clone())
}
