//! The document as a whole: what is in it, what is wrong with it, what is drawn over it.

use asl_ide::{
    CheckConfig, CodeLensKind, DocumentSymbol, FileRange, InlayHint, InlayHintsConfig,
    SemanticKind, TextRange, TextSize,
};

use crate::machine::{Asked, STATES, Variant};
use crate::{Answer, Question, ensure, same};

/// What has parts in the table, as it calls them.
pub(crate) const PARTS: [(&str, Question); 12] = [
    ("Expand selection: from the name to the document", selection),
    ("Expand selection: inside expressions", inside_expressions),
    ("Semantic tokens: paths", |it| {
        let wanted = [
            ("total", SemanticKind::Property),
            ("$limit", SemanticKind::Variable),
        ];
        coloured(it, &wanted)
    }),
    ("Semantic tokens: intrinsic functions", |it| {
        let wanted = [
            ("States.Format", SemanticKind::Function),
            ("count", SemanticKind::Property),
        ];
        coloured(it, &wanted)
    }),
    ("Semantic tokens: JSONata", |it| {
        let wanted = [
            ("$max", SemanticKind::Function),
            ("3", SemanticKind::Number),
        ];
        coloured(it, &wanted)
    }),
    ("Inlay hints: the schedule of a retrier", |it| {
        let wanted = "retries 2 times, after 2 s, 4 s; 6 s in all";
        hinted(&it.ask(), "States.TaskFailed", wanted)
    }),
    ("Inlay hints: seconds as people say them", |it| {
        hinted(&it.ask(), "5400", "1 h 30 min")
    }),
    ("Inlay hints: the data that reaches a state", |it| {
        let asked = it.altered(
            (
                "\"Next\": \"Check\"",
                "\"Output\": { \"total\": 7 },\n      \"Next\": \"Check\"",
            ),
            ("Next: Check", "Output: { total: 7 }\n    Next: Check"),
        );
        let all = hints(&asked);
        let is_there = all.iter().any(|it| it.label == "gets {total: 7}");
        ensure(is_there, || format!("{all:?}"))
    }),
    ("Inlay hints: what is filled in for a substitution", |it| {
        let asked = it.altered(("\"approval\"", "\"${Wanted}\""), ("approval", "${Wanted}"));
        hinted(&asked, "${Wanted}", "filled in")
    }),
    ("Code lens: simulate, each test case", |it| {
        lens(it, &CodeLensKind::Simulate(None), "Begin")?;
        let case = CodeLensKind::Simulate(Some("Refused".to_owned()));
        lens(it, &case, "Begin")
    }),
    ("Code lens: test a state", |it| {
        lens(it, &CodeLensKind::TestState("Pack".to_owned()), "Pack")
    }),
    ("Code lens: ways in", |it| {
        let asked = it.ask();
        let ways = [0, 1].map(|it| asked.range("Pack", it)).to_vec();
        lens(it, &CodeLensKind::WaysIn(ways), "Pack")
    }),
];

pub(crate) fn diagnostics(variant: Variant) -> Answer {
    let asked = variant.altered(
        ("\"Default\": \"Pack\"", "\"Default\": \"Lost\""),
        ("Default: Pack", "Default: Lost"),
    );
    let found = asl_ide::diagnostics(&asked.analysis, asked.file, &CheckConfig::default());
    let mut texts = found
        .iter()
        .filter(|it| it.rule.code == "missing-target")
        .map(|it| asked.slice(it.range).trim_matches(['"', '\\']));
    same(&texts.next(), &Some("Lost"))?;
    same(&texts.next(), &None)?;
    let is_syntax = found.iter().any(|it| it.rule.code == "syntax-error");
    same(&is_syntax, &variant.is_broken())
}

fn selection(variant: Variant) -> Answer {
    let asked = variant.ask();
    let offset = asked.at("Approve", 0).offset;
    let chains = asl_ide::selection_ranges(&asked.analysis, asked.file, &[offset]);
    let chain = chains.first().ok_or("no ranges")?;
    same(&asked.slice(chain[0]), &"Approve")?;
    let nested = chain.windows(2).all(|it| it[1].contains_range(it[0]));
    ensure(nested, || format!("{chain:?}"))?;
    let rule = asked.range("Variable", 0).cover(chain[0]);
    let state = rule.cover(asked.range("Choices", 0));
    let next = asked.range("Resource", 0);
    let has = |wanted: TextRange| {
        let mut steps = chain.iter();
        steps.any(|it| it.contains_range(wanted) && !it.contains_range(next))
    };
    ensure(has(rule) && has(state), || format!("{chain:?}"))?;
    same(
        &chain.last().map(|it| it.end()),
        &Some(TextSize::of(asked.text.as_str())),
    )
}

pub(crate) fn outline(variant: Variant) -> Answer {
    fn flat(symbols: &[DocumentSymbol], found: &mut Vec<(String, TextRange)>) {
        for symbol in symbols {
            found.push((symbol.name.clone(), symbol.selection_range));
            flat(&symbol.children, found);
        }
    }
    let asked = variant.ask();
    let mut found = Vec::new();
    flat(
        &asl_ide::document_symbols(&asked.analysis, asked.file),
        &mut found,
    );
    found.retain(|it| STATES.contains(&it.0.as_str()));
    let names: Vec<_> = found.iter().map(|it| it.0.as_str()).collect();
    same(&names, &STATES.to_vec())?;
    let texts: Vec<_> = found.iter().map(|it| asked.slice(it.1)).collect();
    same(&texts, &STATES.to_vec())
}

pub(crate) fn folding(variant: Variant) -> Answer {
    if !variant.has_lines() {
        return Ok(());
    }
    let asked = variant.ask();
    let found = asl_ide::folding_ranges(&asked.analysis, asked.file);
    let holds = |from: (&str, usize), to: &str, but: &str| {
        let (from, to) = (asked.range(from.0, from.1), asked.range(to, 0));
        let but = asked.range(but, 0);
        let mut found = found.iter().map(|it| it.range);
        found.any(|it| {
            it.contains_range(to) && !it.contains_range(but) && it.start() >= from.start()
        })
    };
    let is_right = holds(("Approve", 1), "IntervalSeconds", "NotApproved")
        && holds(("Choices", 0), "NumericGreaterThan", "Default");
    ensure(is_right, || format!("{found:?}"))
}

/// From a name to the way that leads to it and the call around.
fn inside_expressions(variant: Variant) -> Answer {
    let asked = variant.ask();
    let offset = asked.at("$states.input.floor", 0).offset;
    let chains = asl_ide::selection_ranges(&asked.analysis, asked.file, &[offset]);
    let chain = chains.first().ok_or("no ranges")?;
    let texts: Vec<_> = chain.iter().map(|it| asked.slice(*it)).collect();
    let mut texts = texts.iter();
    let steps = [
        "input",
        "$states.input",
        "$states.input.floor",
        "[3, $states.input.floor]",
        "$max([3, $states.input.floor])",
    ];
    for step in steps {
        ensure(texts.any(|it| *it == step), || {
            format!("no {step} in {chain:?}")
        })?;
    }
    Ok(())
}

fn coloured(variant: Variant, wanted: &[(&str, SemanticKind)]) -> Answer {
    let asked = variant.ask();
    let found = asl_ide::semantic_tokens(&asked.analysis, asked.file, None);
    let drawn: Vec<_> = found
        .iter()
        .map(|it| (asked.slice(it.range), it.kind))
        .collect();
    for wanted in wanted {
        ensure(drawn.contains(wanted), || {
            format!("{wanted:?} in {drawn:?}")
        })?;
    }
    let state = asked.range("States.Format", 0);
    let some = asl_ide::semantic_tokens(&asked.analysis, asked.file, Some(state));
    let is_part = some.iter().all(|it| found.contains(it)) && !some.is_empty();
    ensure(is_part && some.len() < found.len(), || format!("{some:?}"))
}

fn hints(asked: &Asked) -> Vec<InlayHint> {
    let all = FileRange {
        file: asked.file,
        range: TextRange::up_to(TextSize::of(asked.text.as_str())),
    };
    let config = InlayHintsConfig {
        values: [("Wanted".to_owned(), "filled in".to_owned())].into(),
        ..InlayHintsConfig::default()
    };
    asl_ide::inlay_hints(&asked.analysis, all, &config)
}

/// The hint stands right behind what it is about.
fn hinted(asked: &Asked, behind: &str, label: &str) -> Answer {
    let found = hints(asked);
    let hint = found.iter().find(|it| it.label == label);
    let hint = hint.ok_or_else(|| format!("{label} in {found:?}"))?;
    let place = asked.range(behind, 0);
    let distance = hint.offset.checked_sub(place.end()).map(usize::from);
    ensure(distance.is_some_and(|it| it < 20), || format!("{hint:?}"))
}

/// The lens stands above the name of that state.
fn lens(variant: Variant, kind: &CodeLensKind, state: &str) -> Answer {
    let asked = variant.ask();
    let cases = ["Refused".to_owned()];
    let found = asl_ide::code_lens(&asked.analysis, asked.file, &cases);
    let found = found.iter().find(|it| it.kind == *kind);
    let text = found.map(|it| asked.slice(it.range).trim_matches(['"', '\\']));
    same(&text, &Some(state))
}

pub(crate) fn graph(variant: Variant) -> Answer {
    let asked = variant.ask();
    let graph = asl_ide::graph(&asked.analysis, asked.at("Cool", 0)).ok_or("no graph")?;
    let named = graph.nodes.iter().filter(|it| !it.name.is_empty());
    let mut names: Vec<_> = named.map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    let mut wanted = STATES;
    wanted.sort_unstable();
    same(&names, &wanted.to_vec())?;
    for node in graph.nodes.iter().filter(|it| !it.name.is_empty()) {
        let text = node.text.map(|it| asked.slice(it.1));
        same(&text, &Some(node.name.as_str()))?;
    }
    let edges = graph.edges.iter();
    let edges: Vec<_> = edges
        .map(|it| {
            (
                graph.nodes[it.from].name.as_str(),
                graph.nodes[it.to].name.as_str(),
            )
        })
        .collect();
    for wanted in [
        ("Check", "Approve"),
        ("Approve", "Refuse"),
        ("Cool", "Pack"),
    ] {
        ensure(edges.contains(&wanted), || format!("{edges:?}"))?;
    }
    ensure(graph.to_svg().contains("Approve"), || {
        "no picture".to_owned()
    })
}
