//! What at a place has a value: an expression or a part of one, a choice rule.

use std::ops::Range;

use asl_jsonata::syntax::{Attached, Node, NodeKind, Tree, occurrences};
use asl_lang::reserved::STATES_VARIABLE;
use asl_lang::{Place, choice_operator};
use asl_model::{Code, Expression, Model, Origin, State, Step};
use asl_path::intrinsic::{Expr, ExprKind};
use asl_path::path::{Path, StepKind};
use asl_syntax::{TextRange, TextSize};

/// What has a value.
pub(crate) struct Subject<'m> {
    pub(crate) state: &'m State,
    /// Its place in the document.
    pub(crate) range: TextRange,
    /// Its place in the definition, as a JSON pointer.
    pub(crate) pointer: String,
    pub(crate) kind: Kind<'m>,
}

/// The kinds of what has a value.
pub(crate) enum Kind<'m> {
    /// An expression.
    Expression {
        /// The whole of it.
        expression: &'m Expression,
        /// The bytes of the part that is meant; nothing for all of it.
        part: Option<Range<usize>>,
    },
    /// A choice rule of JSONPath, or one within it. The pointer is that of the rule.
    Rule {
        /// The number among the state's rules, from 0.
        index: usize,
    },
}

/// The keys of a rule besides operators that are about whether it holds.
const OF_RULE: [&str; 4] = ["Variable", "And", "Or", "Not"];

/// What at an offset has a value.
pub(crate) fn subject(model: &Model, offset: TextSize) -> Option<Subject<'_>> {
    let state = model.state(model.state_at(offset)?);
    match state.expression_at(offset) {
        Some((expression, at)) => in_expression(model, state, expression, at, offset),
        None => rule(model, state, offset),
    }
}

fn in_expression<'m>(
    model: &'m Model,
    state: &'m State,
    expression: &'m Expression,
    at: usize,
    offset: TextSize,
) -> Option<Subject<'m>> {
    let part = match expression.code() {
        Code::Path(path) if path.errors.is_empty() => of_path(&path.value, at),
        Code::Intrinsic(call) if call.errors.is_empty() => of_call(&call.value, at)?,
        Code::Jsonata(tree) if tree.errors.is_empty() => of_jsonata(tree, at)?,
        _ => return None,
    };
    let whole = trimmed(expression.text());
    // What a name in ResultPath is has no value yet.
    let part = Some(part).filter(|it| *it != whole && expression.field != "ResultPath");
    let place = expression.place_of(part.clone().unwrap_or(whole.clone()));
    Some(Subject {
        state,
        range: state.to_document(place),
        pointer: model.pointer(&model.location(offset)?),
        kind: Kind::Expression { expression, part },
    })
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// The path up to the step at the cursor.
fn of_path(path: &Path, at: usize) -> Range<usize> {
    let whole = Range::<usize>::from(path.range);
    let at = TextSize::new(at as u32);
    if at <= path.root_range.end() {
        return path.root_range.into();
    }
    match path.step_at(at).and_then(|it| path.steps.get(it)) {
        // Nothing but what follows says what is looked for.
        Some(step) if !matches!(step.kind, StepKind::Descend | StepKind::Missing) => {
            whole.start..step.range.end().into()
        }
        _ => whole,
    }
}

/// The path at the cursor, or the call around it.
fn of_call(call: &Expr, at: usize) -> Option<Range<usize>> {
    let offset = TextSize::new(at as u32);
    let around = call.descendants().into_iter().rev();
    let mut around = around.filter(|it| it.range.contains_inclusive(offset));
    around.find_map(|it| match &it.kind {
        ExprKind::Path(path) => Some(of_path(path, at)),
        ExprKind::Call(_) => Some(it.range.into()),
        _ => None,
    })
}

/// The innermost path, call or parenthesis around the cursor that has a value of its own: one that needs
/// nothing that the expression around it makes. Else the whole.
fn of_jsonata(tree: &Tree, at: usize) -> Option<Range<usize>> {
    let chain = tree.root.around(at);
    let mut found = tree.root.range.clone();
    let names = occurrences(tree);
    let is_closed = |range: &Range<usize>| {
        let inside = |it: &Range<usize>| range.start <= it.start && it.end <= range.end;
        let mut free = names.iter().filter(|it| inside(&it.range));
        free.all(|it| it.made.as_ref().is_none_or(inside))
    };
    for (level, node) in chain.iter().enumerate() {
        let next = chain.get(level + 1).copied();
        let (range, goes_on) = candidate(node, next);
        if let Some(range) = range.filter(is_closed) {
            found = range;
        }
        if !goes_on {
            break;
        }
    }
    (!chain.is_empty()).then_some(found)
}

/// The bytes that a node stands for when the cursor is in `next` of it, and whether `next` sees the same data
/// as the node.
fn candidate(node: &Node, next: Option<&Node>) -> (Option<Range<usize>>, bool) {
    let whole = Some(node.range.clone());
    let is = |it: &Node| next.is_some_and(|next| std::ptr::eq(next, it));
    let nodes = |it: &Attached| matches!(it, Attached::Filter(node) if is(node));
    if node.attached.iter().any(nodes) {
        return (whole, false);
    }
    match &node.kind {
        NodeKind::Path(steps) => match steps.iter().position(is) {
            Some(0) => (whole, true),
            Some(step) => (Some(node.range.start..steps[step].range.end), false),
            None => (whole, false),
        },
        NodeKind::Variable(name) if name != STATES_VARIABLE && !name.is_empty() => (whole, false),
        NodeKind::Call {
            function, partial, ..
        } => (whole.filter(|_| !partial), !is(function)),
        NodeKind::Block(_) => (whole, true),
        NodeKind::Apply(_) => (whole, false),
        NodeKind::Lambda { .. } | NodeKind::Transform(_) | NodeKind::Sort(_) => (None, false),
        _ => (None, true),
    }
}

/// The rule whose operator, variable or rules the cursor is on.
fn rule<'m>(model: &'m Model, state: &'m State, offset: TextSize) -> Option<Subject<'m>> {
    let mut location = model.location(offset)?;
    let Some(Step::Key(key)) = location.steps.pop() else {
        return None;
    };
    let holder = Origin::State(state.id());
    let place = (location.holder == holder).then(|| model.place(holder, &location.steps))??;
    let is_rule = matches!(place, Place::ChoiceRule | Place::NestedRule);
    let decides = choice_operator(&key).is_some() || OF_RULE.contains(&key.as_str());
    let [Step::Key(_), Step::Index(index), ..] = location.steps.as_slice() else {
        return None;
    };
    let root = state.facts().syntax();
    let token = root.covering_element(TextRange::empty(offset.checked_sub(state.base())?));
    (is_rule && decides).then(|| Subject {
        state,
        range: state.to_document(token.text_range()),
        pointer: model.pointer(&location),
        kind: Kind::Rule { index: *index },
    })
}
