//! What a template fills in for `${Name}`: names that are never filled in, and values that go nowhere.

use asl_model::host::{
    Definition, Host, Intrinsic, PlacedResource, StateMachine, Substitution, names,
};
use asl_model::{Model, State};
use asl_syntax::ast::{Scalar, Value};
use asl_syntax::{Parse, SyntaxKind, SyntaxNode, TextRange, TextSize, WalkEvent};
use asl_text::Edit;

use super::Ignores;
use crate::suggest::nearest;
use crate::table::{UNDEFINED_SUBSTITUTION, UNUSED_SUBSTITUTION};
use crate::{CheckConfig, Diagnostic, Fix, Rule};

/// A name that a template should fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The name.
    pub name: String,
    /// Where it stands, without `${` and `}`.
    pub range: TextRange,
}

/// The names in the texts of a definition's states. What stands in a `Sub` of CloudFormation is
/// filled in by that. Kept with each state's facts.
pub fn placeholders(model: &Model) -> Vec<Placeholder> {
    let states = model.roots().iter().flat_map(|it| model.states_of(*it));
    let of_state = |state: &State| {
        let kept = state.facts().derived(|it| Kept(in_tree(&it.syntax())));
        let moved = kept.0.iter().map(|it| Placeholder {
            name: it.name.clone(),
            range: it.range + state.base(),
        });
        moved.collect::<Vec<_>>()
    };
    states.flat_map(of_state).collect()
}

/// The placeholders of one state, relative to its entry.
struct Kept(Vec<Placeholder>);

fn in_tree(root: &SyntaxNode) -> Vec<Placeholder> {
    let mut found = Vec::new();
    let mut walk = root.preorder();
    while let Some(event) = walk.next() {
        let WalkEvent::Enter(node) = event else {
            continue;
        };
        let is_call = || {
            Value::cast(node.clone())
                .and_then(|it| Intrinsic::of(&it))
                .is_some()
        };
        match node.kind() {
            SyntaxKind::SCALAR | SyntaxKind::MAPPING | SyntaxKind::SEQUENCE if is_call() => {
                walk.skip_subtree();
            }
            SyntaxKind::SCALAR => in_scalar(&node, &mut found),
            _ => {}
        }
    }
    found
}

fn in_scalar(node: &SyntaxNode, found: &mut Vec<Placeholder>) {
    let Some(scalar) = Scalar::cast(node.clone()) else {
        return;
    };
    if !node.text().contains_char('$') {
        return;
    }
    let decoded = scalar.decoded();
    let at = |it: usize| TextSize::new(u32::try_from(it).unwrap_or(u32::MAX));
    found.extend(names(&decoded.text).into_iter().map(|it| Placeholder {
        name: decoded.text[it.clone()].to_owned(),
        range: (decoded.map).to_source_range(TextRange::new(at(it.start), at(it.end))),
    }));
}

/// The names that none of the machines which the definition belongs to fills in; without those that a
/// comment around them silences.
pub fn undefined_substitutions(
    model: &Model,
    placeholders: &[Placeholder],
    machines: &[&StateMachine],
    config: &CheckConfig,
) -> Vec<Diagnostic> {
    let mut found = undefined(placeholders, machines, config);
    if !found.is_empty() {
        let ignores = Ignores::of(model);
        found.retain(|it| !ignores.cover(it));
    }
    found
}

fn undefined(
    placeholders: &[Placeholder],
    machines: &[&StateMachine],
    config: &CheckConfig,
) -> Vec<Diagnostic> {
    if machines.is_empty() || !machines.iter().all(|it| it.takes_substitutions) {
        return Vec::new();
    }
    let Some(severity) = config.severity(&UNDEFINED_SUBSTITUTION) else {
        return Vec::new();
    };
    let defined: Vec<&str> = machines
        .iter()
        .flat_map(|it| it.substitutions.iter().map(|it| it.name.as_str()))
        .collect();
    let is_known = |it: &&Placeholder| {
        defined.contains(&it.name.as_str()) || config.substitutions.contains_key(&it.name)
    };
    let unknown = placeholders.iter().filter(|it| !is_known(it));
    unknown
        .map(|it| {
            let near = nearest(&it.name, defined.iter().copied());
            let hint = near.map_or_else(String::new, |it| format!("; did you mean \"{it}\"?"));
            let fixes = near.map(|near| Fix {
                title: format!("Change to \"{near}\""),
                edits: vec![Edit {
                    range: it.range,
                    insert: near.to_owned(),
                }],
                preferred: true,
            });
            let message = format!("The template fills in nothing for \"{}\"{hint}", it.name);
            Diagnostic {
                severity,
                fixes: fixes.into_iter().collect(),
                ..finding(&UNDEFINED_SUBSTITUTION, message, it.range)
            }
        })
        .collect()
}

/// The names that a machine fills in although its definition, which is the model, has none of them;
/// ranges are those of the template. The comment of the definition as a whole may silence them.
pub fn unused_substitutions(
    model: &Model,
    placed: &PlacedResource,
    placeholders: &[Placeholder],
    config: &CheckConfig,
) -> Vec<Diagnostic> {
    let found = unused(placed, placeholders, config);
    let is_silenced = !found.is_empty() && Ignores::of(model).covers_all(&UNUSED_SUBSTITUTION);
    if is_silenced { Vec::new() } else { found }
}

fn unused(
    placed: &PlacedResource,
    placeholders: &[Placeholder],
    config: &CheckConfig,
) -> Vec<Diagnostic> {
    let severity = config.severity(&UNUSED_SUBSTITUTION);
    let (Some(machine), Some(severity)) = (placed.facts.machine.as_ref(), severity) else {
        return Vec::new();
    };
    let is_used = |it: &&Substitution| placeholders.iter().any(|used| used.name == it.name);
    let unused = machine.substitutions.iter().filter(|it| !is_used(it));
    unused
        .map(|it| {
            let message = format!(
                "Nothing in the definition is filled in with \"{}\"",
                it.name
            );
            Diagnostic {
                severity,
                tag: Some(crate::Tag::Unnecessary),
                ..finding(&UNUSED_SUBSTITUTION, message, it.name_range + placed.offset)
            }
        })
        .collect()
}

/// What is wrong with the substitutions of definitions that are objects of a template, whatever
/// their comments say.
pub fn check_template(parse: &Parse, config: &CheckConfig) -> Vec<Diagnostic> {
    let Some(host) = Host::read(parse, None) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (placed, machine) in host.machines() {
        let Some(Definition::Inline(range)) = machine.definition else {
            continue;
        };
        let inside = |it: &Placeholder| range.contains_range(it.range);
        let mut used = in_tree(&placed.facts.syntax());
        used.retain(inside);
        for it in undefined(&used, &[machine], config) {
            found.push(crate::check::moved(&it, placed.offset));
        }
        found.extend(unused(placed, &used, config));
    }
    found.sort_by_key(|it| it.range.start());
    found
}

fn finding(rule: &'static Rule, message: String, range: TextRange) -> Diagnostic {
    Diagnostic {
        rule,
        severity: rule.severity,
        message,
        range,
        related: Vec::new(),
        fixes: Vec::new(),
        tag: None,
        aws: None,
    }
}
