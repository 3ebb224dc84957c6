//! What stands here, where it comes from and where it leads.

use asl_ide::{HighlightKind, Transitions};

use crate::machine::Variant;
use crate::{Answer, ensure, same};

pub(crate) fn definition(variant: Variant) -> Answer {
    let asked = variant.ask();
    for (word, from, to) in [
        ("Begin", 0, 1),
        ("Approve", 0, 1),
        ("Pack", 0, 2),
        ("Refuse", 0, 1),
        ("limit", 1, 0),
    ] {
        let found = asl_ide::goto_definition(&asked.analysis, asked.at(word, from));
        let found = found.ok_or_else(|| format!("nothing at {word}"))?;
        let targets: Vec<_> = found.info.iter().map(|it| it.focus_range).collect();
        same(&targets, &vec![asked.range(word, to)])?;
    }
    Ok(())
}

pub(crate) fn references(variant: Variant) -> Answer {
    let asked = variant.ask();
    for (word, declaration, others) in [("Pack", 2, [0, 1].as_slice()), ("limit", 0, &[1])] {
        let places =
            |it: &[usize]| -> Vec<_> { it.iter().map(|it| asked.range(word, *it)).collect() };
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
        same(&find(true), &places(&all))?;
    }
    Ok(())
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

pub(crate) fn call_hierarchy(variant: Variant) -> Answer {
    let asked = variant.ask();
    let draw = |found: Option<Vec<Transitions>>| {
        let found = found.into_iter().flatten();
        let one = |it: Transitions| format!("{}: {}", it.state.name, it.causes.join(", "));
        found.map(one).collect::<Vec<_>>()
    };
    let item = asl_ide::prepare_call_hierarchy(&asked.analysis, asked.at("Approve", 0));
    let item = item.ok_or("no state here")?;
    same(&item.selection_range, &asked.range("Approve", 1))?;
    let incoming = asl_ide::incoming_transitions(&asked.analysis, asked.at("Pack", 2));
    same(
        &draw(incoming).join(" | ").as_str(),
        &"Check: Default | Cool: Next",
    )?;
    let outgoing = asl_ide::outgoing_transitions(&asked.analysis, asked.at("Approve", 1));
    let mut outgoing = draw(outgoing);
    outgoing.sort();
    same(
        &outgoing.join(" | ").as_str(),
        &"Cool: Next | Refuse: catches States.ALL",
    )
}

pub(crate) fn links(variant: Variant) -> Answer {
    let asked = variant.ask();
    let found = asl_ide::document_links(&asked.analysis, asked.file);
    let found = found
        .iter()
        .find(|it| asked.slice(it.range) == "arn:aws:states:::lambda:invoke");
    let target = found.map(|it| it.target.as_str());
    ensure(
        target.is_some_and(|it| it.contains("docs.aws.amazon.com") && it.ends_with("Invoke")),
        || format!("{target:?}"),
    )
}
