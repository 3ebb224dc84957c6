//! What "expand selection" selects next.

use asl_jsonata::syntax::{Node, NodeKind};
use asl_model::{Code, Expression, Model};
use asl_path::intrinsic::{Expr, ExprKind};
use asl_path::path::Path;
use asl_syntax::{SyntaxKind, SyntaxNode, TextRange, TextSize};

use crate::tokens::{token_at, token_before};
use crate::{Analysis, FileId};

/// # Expand selection
///
/// From the word to the text inside the quotes, the string, the field, the object, the state and so
/// on up to the whole document; inside of an expression from the name to the way that leads to it, the argument, the
/// call. Answers, for each offset, ranges from the innermost on; each holds the one before.
pub fn selection_ranges(
    analysis: &Analysis,
    file: FileId,
    offsets: &[TextSize],
) -> Vec<Vec<TextRange>> {
    let document = analysis.document(file);
    let root = document.map(|it| it.parse().syntax());
    let at = |offset: &TextSize| {
        let inside = document.map(|it| in_expression(it.model(), *offset));
        let ranges = root.as_ref().map(|it| {
            let inside = inside.unwrap_or_default();
            with(inside, ranges_at(it, *offset))
        });
        ranges
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| vec![TextRange::empty(*offset)])
    };
    offsets.iter().map(at).collect()
}

fn ranges_at(root: &SyntaxNode, offset: TextSize) -> Vec<TextRange> {
    let behind = token_at(root, offset).filter(|it| !it.kind().is_trivia());
    let Some(token) = behind.or_else(|| token_before(root, offset)) else {
        return Vec::new();
    };
    let mut ranges = Vec::new();
    if matches!(
        token.kind(),
        SyntaxKind::DOUBLE_QUOTED | SyntaxKind::SINGLE_QUOTED
    ) {
        let (range, one) = (token.text_range(), TextSize::new(1));
        if range.len() >= TextSize::new(2) {
            ranges.push(TextRange::new(range.start() + one, range.end() - one));
        }
    }
    if !token.kind().is_trivia() {
        ranges.push(token.text_range());
    }
    ranges.extend(token.parent_ancestors().map(|it| it.text_range()));
    ranges.retain(|it| it.contains_inclusive(offset));
    ranges.dedup();
    ranges
}

/// Smaller ranges before those that hold them all.
fn with(mut inside: Vec<TextRange>, around: Vec<TextRange>) -> Vec<TextRange> {
    let widest = inside.last().copied();
    let holds = |it: &TextRange| widest.is_none_or(|all| it.contains_range(all) && *it != all);
    inside.extend(around.into_iter().filter(holds));
    inside
}

/// The parts of the expression at an offset that hold it, the smallest first.
fn in_expression(model: &Model, offset: TextSize) -> Vec<TextRange> {
    let found = model.state_at(offset).map(|it| model.state(it));
    let Some((state, (expression, at))) =
        found.and_then(|it| Some((it, it.expression_at(offset)?)))
    else {
        return Vec::new();
    };
    let mut parts = parts(expression, at);
    parts.push(0..expression.text().len());
    let places = parts.into_iter().map(|it| expression.place_of(it));
    let mut ranges: Vec<_> = places.map(|it| state.to_document(it)).collect();
    ranges.retain(|it| it.contains_inclusive(offset) && !it.is_empty());
    ranges.sort_by_key(|it| it.len());
    ranges.dedup();
    // Two that touch at the cursor are no parts of each other.
    let mut chain: Vec<TextRange> = Vec::new();
    for range in ranges {
        if chain.last().is_none_or(|it| range.contains_range(*it)) {
            chain.push(range);
        }
    }
    chain
}

type Bytes = std::ops::Range<usize>;

/// The bytes of everything around a byte of an expression.
fn parts(expression: &Expression, at: usize) -> Vec<Bytes> {
    let mut found = Vec::new();
    match expression.code() {
        Code::Path(parsed) => of_path(&parsed.value, &mut found),
        Code::Intrinsic(parsed) => {
            let all = parsed.value.descendants().into_iter();
            all.for_each(|it| of_call(it, &mut found));
        }
        Code::Jsonata(tree) => {
            let around = tree.root.around(at).into_iter();
            around.for_each(|it| of_jsonata(it, &mut found));
        }
    }
    found
}

/// The root, each step, and the way up to it.
fn of_path(path: &Path, found: &mut Vec<Bytes>) {
    let bytes = |it: TextRange| usize::from(it.start())..usize::from(it.end());
    found.push(bytes(path.root_range));
    found.push(bytes(path.range));
    for step in &path.steps {
        if let asl_path::path::StepKind::Names(names) = &step.kind {
            found.extend(names.iter().map(|it| bytes(it.range)));
        }
        found.push(path.range.start().into()..step.range.end().into());
    }
}

fn of_call(expr: &Expr, found: &mut Vec<Bytes>) {
    let bytes = |it: TextRange| usize::from(it.start())..usize::from(it.end());
    found.push(bytes(expr.range));
    match &expr.kind {
        ExprKind::Path(path) => of_path(path, found),
        ExprKind::Call(call) => found.extend([bytes(call.name_range), bytes(call.args_range)]),
        _ => {}
    }
}

fn of_jsonata(node: &Node, found: &mut Vec<Bytes>) {
    found.push(node.range.clone());
    if let NodeKind::Path(steps) = &node.kind {
        let ways = steps.iter().map(|it| node.range.start..it.range.end);
        found.extend(ways);
    }
}
