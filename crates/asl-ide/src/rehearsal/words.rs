//! What is said of a value: a few lines below the page of the expression.

use asl_interp::evaluate::Failed;
use serde_json::Value;

use super::Rehearsal;
use super::subject::{Kind, Subject};
use super::value::{Chosen, Outcome, Told};
use crate::report::brief::{brief, excerpt, shorten};

/// Lines and characters that are shown of a value.
const LINES: usize = 10;
const MOST: usize = 400;
/// A value that is longer gets lines of its own.
const SHORT: usize = 60;
/// States that are named.
const NAMES: usize = 3;

/// The section of a page.
pub(super) fn section(rehearsal: &Rehearsal, subject: &Subject<'_>, told: &Told) -> String {
    let heading = heading(rehearsal, subject, told);
    let mut section = match &told.outcome {
        Outcome::Value(found) => format!("{heading}{}", value(found)),
        Outcome::Undefined => format!("{heading} nothing (undefined)"),
        Outcome::Failed(failed) => format!("{heading} {}", failure(failed)),
        Outcome::NotReached(why) => {
            let why = why.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
            format!("{heading} not reached with this data{why}")
        }
    };
    // What fails has said so.
    if let (Outcome::Value(_), Some(chosen)) = (&told.outcome, &told.chosen) {
        section.push_str("; ");
        section.push_str(&choice(chosen));
    }
    if let Some(names) = made_up(&told.made_up) {
        section.push_str("\n\n");
        section.push_str(&names);
    }
    section
}

/// `With order.input.json, case Approved, the first of 3 visits:`
fn heading(rehearsal: &Rehearsal, subject: &Subject<'_>, told: &Told) -> String {
    let example = &rehearsal.example;
    let case = example.mocks.as_ref().and_then(|it| it.test_case.as_ref());
    let case = case.map(|it| format!(", case {it}")).unwrap_or_default();
    let visit = match told.visit {
        (_, 1) => String::new(),
        (1, all) => format!(", the first of {all} visits"),
        (number, all) => format!(", visit {number} of {all}"),
    };
    let part = match &subject.kind {
        Kind::Expression {
            expression,
            part: Some(part),
        } => expression
            .text()
            .get(part.clone())
            .map(|it| format!(" {} is", code(&shorten(it, SHORT)))),
        _ if told.is_written => Some(" writes".to_owned()),
        _ => None,
    };
    format!(
        "With {}{case}{visit}:{}",
        code(&example.name),
        part.unwrap_or_default()
    )
}

fn value(value: &Value) -> String {
    let short = brief(value, SHORT + 1);
    if short.chars().count() <= SHORT && !short.contains('`') {
        return format!(" {}", code(&short));
    }
    format!("\n\n```json\n{}\n```", excerpt(value, LINES, MOST))
}

fn failure(failed: &Failed) -> String {
    let cause = shorten(&failed.cause, MOST);
    format!("fails with {}\n\n```\n{cause}\n```", code(&failed.error))
}

fn choice(chosen: &Chosen) -> String {
    match chosen {
        Chosen::This => "this choice is taken".to_owned(),
        Chosen::Other(index) => format!("choice {} is taken", index + 1),
        Chosen::Default => "`Default` is taken".to_owned(),
        Chosen::Failed(error) => format!("the state fails with {}", code(error)),
    }
}

fn made_up(states: &[String]) -> Option<String> {
    let shown: Vec<_> = states.iter().take(NAMES).map(|it| code(it)).collect();
    let more = if states.len() > NAMES { ", …" } else { "" };
    let answers = if states.len() == 1 {
        "answer of"
    } else {
        "answers of"
    };
    (!shown.is_empty()).then(|| format!("Made up: the {answers} {}{more}", shown.join(", ")))
}

fn code(text: &str) -> String {
    if text.contains('`') {
        return format!("`` {text} ``");
    }
    format!("`{text}`")
}
