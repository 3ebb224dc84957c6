//! What stands here, where it comes from and where it leads.

use asl_ide::{HighlightKind, Transitions};

use crate::machine::{Asked, Variant};
use crate::{Answer, Question, ensure, same};

/// What can be gone to and come from, as the table calls it.
pub(crate) const PARTS: [(&str, Question); 10] = [
    ("Go to definition: states", |it| {
        let asked = it.ask();
        let states = [("Begin", 1), ("Approve", 1), ("Pack", 2), ("Refuse", 1)];
        let mut states = states.into_iter();
        states.try_for_each(|(word, to)| leads(&asked, (word, 0), (word, to)))
    }),
    ("Go to definition: variables", |it| {
        leads(&it.ask(), ("limit", 1), ("limit", 0))
    }),
    ("Go to definition: members of the data", |it| {
        let asked = with_data(it);
        leads(&asked, ("subtotal", 1), ("subtotal", 0))
    }),
    ("Find references: states", |it| {
        used(&it.ask(), "Pack", 2, &[0, 1])
    }),
    ("Find references: variables", |it| {
        used(&it.ask(), "limit", 0, &[1])
    }),
    ("Find references: members of the data", |it| {
        used(&with_data(it), "subtotal", 0, &[1])
    }),
    ("Call hierarchy: transitions in", incoming),
    ("Call hierarchy: transitions out", outgoing),
    ("Links: the reference of an action", |it| {
        let asked = it.ask();
        linked(
            &asked,
            "arn:aws:states:::lambda:invoke",
            ["docs.aws.amazon.com", "Invoke"],
        )
    }),
    ("Links: an ARN in the console", |it| {
        let arn = "arn:aws:lambda:eu-west-1:123456789012:function:approve";
        let (json, yaml) = (
            "\"arn:aws:states:::lambda:invoke\"",
            "arn:aws:states:::lambda:invoke",
        );
        let asked = it.altered((json, &format!("\"{arn}\"")), (yaml, arn));
        linked(&asked, arn, ["console.aws.amazon.com", "approve"])
    }),
];

/// A member that the first state makes and the second one reads.
fn with_data(variant: Variant) -> Asked {
    variant.altered(
        (
            "\"Next\": \"Check\"\n    },\n    \"Check\": {\n      \"Type\": \"Choice\",",
            "\"Output\": { \"subtotal\": 7 },\n      \"Next\": \"Check\"\n    },\n    \"Check\": {\n      \"Type\": \"Choice\",\n      \"InputPath\": \"$.subtotal\",",
        ),
        (
            "Next: Check\n  Check:\n    Type: Choice\n",
            "Output:\n      subtotal: 7\n    Next: Check\n  Check:\n    Type: Choice\n    InputPath: $.subtotal\n",
        ),
    )
}

fn leads(asked: &Asked, from: (&str, usize), to: (&str, usize)) -> Answer {
    let found = asl_ide::goto_definition(&asked.analysis, asked.at(from.0, from.1));
    let found = found.ok_or_else(|| format!("nothing at {}", from.0))?;
    let targets: Vec<_> = found.info.iter().map(|it| it.focus_range).collect();
    same(&targets, &vec![asked.range(to.0, to.1)])
}

fn used(asked: &Asked, word: &str, declaration: usize, others: &[usize]) -> Answer {
    let places = |it: &[usize]| -> Vec<_> { it.iter().map(|it| asked.range(word, *it)).collect() };
    let find = |with_declaration| {
        let at = asked.at(word, declaration);
        let found = asl_ide::references(&asked.analysis, at, with_declaration);
        let mut found: Vec<_> = found.into_iter().flatten().map(|it| it.range).collect();
        found.sort_by_key(|it| it.start());
        found
    };
    same(&find(false), &places(others))?;
    let mut all = [others, &[declaration]].concat();
    all.sort_unstable();
    same(&find(true), &places(&all))
}

pub(crate) fn highlight(variant: Variant) -> Answer {
    let asked = variant.ask();
    for (word, declaration, count) in [("Pack", 2, 3), ("limit", 0, 2)] {
        let found = asl_ide::document_highlight(&asked.analysis, asked.at(word, 1));
        let mut found: Vec<_> = found.iter().map(|it| (it.range, it.kind)).collect();
        found.sort_by_key(|it| it.0.start());
        let kind = |it| {
            if it == declaration {
                HighlightKind::Write
            } else {
                HighlightKind::Read
            }
        };
        let wanted: Vec<_> = (0..count)
            .map(|it| (asked.range(word, it), kind(it)))
            .collect();
        same(&found, &wanted)?;
    }
    Ok(())
}

fn drawn(found: Option<Vec<Transitions>>) -> String {
    let found = found.into_iter().flatten();
    let one = |it: Transitions| format!("{}: {}", it.state.name, it.causes.join(", "));
    let mut lines: Vec<_> = found.map(one).collect();
    lines.sort();
    lines.join(" | ")
}

fn incoming(variant: Variant) -> Answer {
    let asked = variant.ask();
    let incoming = asl_ide::incoming_transitions(&asked.analysis, asked.at("Pack", 2));
    let wanted = "Check: Default | Cool: Next";
    same(&drawn(incoming).as_str(), &wanted)
}

fn outgoing(variant: Variant) -> Answer {
    let asked = variant.ask();
    let item = asl_ide::prepare_call_hierarchy(&asked.analysis, asked.at("Approve", 0));
    let item = item.ok_or("no state here")?;
    same(&item.selection_range, &asked.range("Approve", 1))?;
    let outgoing = asl_ide::outgoing_transitions(&asked.analysis, asked.at("Approve", 1));
    let wanted = "Cool: Next | Refuse: catches States.ALL";
    same(&drawn(outgoing).as_str(), &wanted)
}

fn linked(asked: &Asked, text: &str, wanted: [&str; 2]) -> Answer {
    let found = asl_ide::document_links(&asked.analysis, asked.file);
    let mut found = found.iter().filter(|it| asked.slice(it.range) == text);
    let target = found.next().map(|it| it.target.as_str());
    let is_right = |it: &str| wanted.iter().all(|part| it.contains(part));
    ensure(target.is_some_and(is_right), || format!("{target:?}"))
}
