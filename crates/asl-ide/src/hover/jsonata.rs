//! Inside JSONata expressions: functions, `$states` and its members, variables.

use std::fmt::Write as _;
use std::ops::Range;

use asl_jsonata::syntax::{Node, NodeKind, Tree, occurrences};
use asl_lang::reserved::STATES_VARIABLE;
use asl_lang::states_member;
use asl_model::{Code, Expression, Model, State};
use asl_syntax::TextSize;

use super::data;
use crate::{RangeInfo, shapes, words};

/// The page of what stands at an offset of a JSONata expression.
pub(super) fn page(model: &Model, offset: TextSize) -> Option<RangeInfo<String>> {
    let state = model.state(model.state_at(offset)?);
    let (expression, at) = state.expression_at(offset)?;
    let Code::Jsonata(tree) = expression.code() else {
        return None;
    };
    let hover = Hover {
        model,
        state,
        expression,
    };
    let chain = tree.root.around(at);
    let names = occurrences(tree);
    let touched = names
        .iter()
        .find(|it| it.range.start <= at && at <= it.range.end);
    if let Some(name) = touched {
        let info = hover.variable(tree, &name.name, name.made.as_ref())?;
        return Some(hover.answer(name.range.clone(), info));
    }
    let path = chain
        .iter()
        .rev()
        .find(|it| matches!(it.kind, NodeKind::Path(_)))?;
    hover
        .member(path, at)
        .or_else(|| hover.known(tree, path, at))
}

struct Hover<'a> {
    model: &'a Model,
    state: &'a State,
    expression: &'a Expression,
}

impl Hover<'_> {
    fn answer(&self, bytes: Range<usize>, info: String) -> RangeInfo<String> {
        RangeInfo {
            range: self.state.to_document(self.expression.place_of(bytes)),
            info,
        }
    }

    fn variable(&self, tree: &Tree, name: &str, made: Option<&Range<usize>>) -> Option<String> {
        if let Some(made) = made {
            let mut page = format!("**${name}** — a variable of this expression");
            let ground = shapes::ground(self.model, self.state, self.expression);
            let shape = ground.map(|it| it.local(tree, made)).unwrap_or_default();
            if let Some(known) = shapes::words(&shape) {
                let _ = write!(page, "\n\n`{known}`");
            }
            return Some(page);
        }
        if name == STATES_VARIABLE {
            let members = asl_lang::STATES_MEMBERS.iter();
            let (place, field) = (self.expression.place, self.expression.field);
            let here = members.filter(|it| it.is_readable(place, field));
            let lines: Vec<_> = here
                .map(|it| format!("* `{}`: {}", it.name, it.doc))
                .collect();
            return Some(format!(
                "**$states** — the state's data\n\n{}",
                lines.join("\n")
            ));
        }
        let assigned = words::variable(self.model, self.state, name);
        assigned.or_else(|| asl_jsonata::function(name).map(words::jsonata_function))
    }

    /// A name below a value of which something is known.
    fn known(&self, tree: &Tree, path: &Node, at: usize) -> Option<RangeInfo<String>> {
        let NodeKind::Path(steps) = &path.kind else {
            return None;
        };
        let touches = |it: &Node| it.range.start <= at && at <= it.range.end;
        let index = steps.iter().rposition(touches).filter(|it| *it > 0)?;
        let names: Option<Vec<&str>> = steps[1..=index].iter().map(name).collect();
        let names = names?;
        let ground = shapes::ground(self.model, self.state, self.expression)?;
        let shape = ground.node(tree, &steps[0]);
        let page = data::member(names.last()?, &shape.through(names.iter().copied()))?;
        Some(self.answer(steps[index].range.clone(), page))
    }

    /// A name behind `$states`.
    fn member(&self, path: &Node, at: usize) -> Option<RangeInfo<String>> {
        let NodeKind::Path(steps) = &path.kind else {
            return None;
        };
        let is_states =
            |it: &Node| matches!(&it.kind, NodeKind::Variable(name) if name == STATES_VARIABLE);
        if !steps.first().is_some_and(is_states) {
            return None;
        }
        let index = steps
            .iter()
            .position(|it| it.range.start <= at && at <= it.range.end)?;
        let names: Option<Vec<&str>> = steps[1..=index].iter().map(name).collect();
        let names = names?;
        let end = steps[index].range.start + names.last()?.len();
        let range = steps[index].range.start..end.min(steps[index].range.end);
        if let ["context", rest @ ..] = names.as_slice()
            && !rest.is_empty()
            && let Some(known) = asl_lang::context_path(&format!("$$.{}", rest.join(".")))
        {
            let page = words::context(known).replacen("$$", "$states.context", 1);
            return Some(self.answer(range, page));
        }
        let [name] = names.as_slice() else {
            return None;
        };
        let member = states_member(name)?;
        let mut page = format!("**$states.{name}**\n\n{}", member.doc);
        let ground = shapes::ground(self.model, self.state, self.expression);
        let shape = ground.and_then(|it| it.states_member(name));
        if *name != "context"
            && let Some(known) = shape.as_ref().and_then(data::block)
        {
            let _ = write!(page, "\n\n{known}");
        }
        Some(self.answer(range, page))
    }
}

fn name(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Name(name) => Some(name),
        _ => None,
    }
}
