//! Reads filters: `[?(@.a == 'x' && @.b > 2 || !@.c)]`.
//!
//! The engine has no expression grammar. It cuts the text at `&&` and `||`, strips parentheses from
//! the ends of each piece, and cuts a piece at the first operator that it finds in a fixed order.

use super::parse::{Reader, Roots, range, trim};
use super::{Comparator, Criterion, Filter, Operand, OperandKind, Path, Pattern, StepKind};

/// In the order in which the engine looks for them.
const OPERATORS: [(&str, Comparator); 7] = [
    ("==", Comparator::Equal),
    (">=", Comparator::GreaterOrEqual),
    ("<=", Comparator::LessOrEqual),
    ("!=", Comparator::NotEqual),
    ("<", Comparator::Less),
    (">", Comparator::Greater),
    ("=~", Comparator::Matches),
];

/// Reads the filter whose question mark stands at `start`.
pub(super) fn read(reader: &mut Reader<'_>, start: usize, end: usize) -> StepKind {
    if !is_balanced(&reader.text[start..end]) {
        reader.error(start, end, "The parentheses of this filter do not match");
    }
    let (mut from, mut to) = trim(reader.text, start + 1, end);
    let inner = &reader.text[from..to];
    if inner.starts_with('(') && inner.ends_with(')') && inner.len() > 1 {
        to -= 1;
        from += 1;
    } else {
        reader.error(start, end, "A filter is written [?(…)]");
        from += usize::from(inner.starts_with('('));
    }
    reader.in_filter = true;
    let any = alternatives(reader, from, to);
    reader.in_filter = false;
    StepKind::Filter(Filter { any })
}

/// Parentheses are counted outside quotes, where a backslash before a quote keeps it from counting.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    let mut quoted = false;
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\'' if before != '\\' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        before = c;
    }
    depth == 0 && !quoted
}

fn alternatives(reader: &mut Reader<'_>, start: usize, end: usize) -> Vec<Vec<Criterion>> {
    split(reader.text, start, end, "||")
        .into_iter()
        .map(|(from, to)| {
            let pieces = split(reader.text, from, to, "&&");
            pieces
                .into_iter()
                .filter_map(|(from, to)| criterion(reader, from, to))
                .collect()
        })
        .collect()
}

fn split(text: &str, start: usize, end: usize, separator: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut from = start;
    for (at, _) in text[start..end].match_indices(separator) {
        pieces.push((from, start + at));
        from = start + at + separator.len();
    }
    pieces.push((from, end));
    pieces
}

fn criterion(reader: &mut Reader<'_>, start: usize, end: usize) -> Option<Criterion> {
    let (start, end) = strip(reader.text, start, end);
    let text = &reader.text[start..end];
    if text.is_empty() {
        reader.error(start, end, "A comparison is missing here");
        return None;
    }
    let found = OPERATORS.iter().find_map(|(sign, comparator)| {
        text.find(sign)
            .map(|at| (start + at, sign.len(), *comparator))
    });
    let Some((at, length, comparator)) = found else {
        return exists(reader, start, end);
    };
    let left = operand(reader, start, at);
    let right = operand(reader, at + length, end);
    check_operands(reader, &left, comparator, &right);
    Some(Criterion::Compare {
        left,
        comparator,
        right,
    })
}

fn strip(text: &str, start: usize, end: usize) -> (usize, usize) {
    let inner = &text[start..end];
    let left = inner.trim_start_matches(['[', '?', '(', ' ']);
    let from = end - left.len();
    (from, from + left.trim_end_matches([')', ' ']).len())
}

fn exists(reader: &mut Reader<'_>, start: usize, end: usize) -> Option<Criterion> {
    let text = &reader.text[start..end];
    if !is_path(text) {
        reader.error(
            start,
            end,
            "Expected a path such as @.name, or a comparison",
        );
        return None;
    }
    let negated = text.starts_with('!');
    let path = definite_path(reader, start + usize::from(negated), end);
    Some(Criterion::Exists { path, negated })
}

fn is_path(text: &str) -> bool {
    text.starts_with(['$', '@']) || text.starts_with("!@")
}

fn definite_path(reader: &mut Reader<'_>, start: usize, end: usize) -> Path {
    let path = reader.path(start, end, Roots::Filter);
    if !path.is_definite() {
        reader.error(
            start,
            end,
            "A path in a filter can only have names and single indices",
        );
    }
    path
}

fn operand(reader: &mut Reader<'_>, start: usize, end: usize) -> Operand {
    let (start, end) = trim(reader.text, start, end);
    let text = &reader.text[start..end];
    let kind = if is_path(text) {
        // The engine drops the '!' before a path that is compared.
        OperandKind::Path(definite_path(
            reader,
            start + usize::from(text.starts_with('!')),
            end,
        ))
    } else if let Some(pattern) = pattern(text) {
        pattern
    } else {
        let quoted = text
            .strip_prefix('\'')
            .and_then(|text| text.strip_suffix('\''));
        OperandKind::Text(quoted.unwrap_or(text).to_owned())
    };
    Operand {
        kind,
        range: range(start, end),
    }
}

fn pattern(text: &str) -> Option<OperandKind> {
    let body = text.strip_prefix('/')?;
    let (pattern, ignore_case) = match body.strip_suffix("/i") {
        Some(pattern) => (pattern, true),
        None => (body.strip_suffix('/')?, false),
    };
    Some(OperandKind::Pattern(Pattern::new(pattern, ignore_case)))
}

fn check_operands(
    reader: &mut Reader<'_>,
    left: &Operand,
    comparator: Comparator,
    right: &Operand,
) {
    let at = |operand: &Operand| (operand.range.start().into(), operand.range.end().into());
    for operand in [left, right] {
        let (start, end): (usize, usize) = at(operand);
        if start == end {
            reader.error(start, end, "A value is missing here");
        }
    }
    let (start, end) = at(right);
    if reader.text[start..end].starts_with('!') {
        reader.error(
            start,
            end,
            "'!' can only stand before a path that is tested alone",
        );
    }
    if comparator == Comparator::Matches {
        check_pattern(reader, left, right);
    }
}

fn check_pattern(reader: &mut Reader<'_>, left: &Operand, right: &Operand) {
    let is_pattern = |operand: &Operand| matches!(operand.kind, OperandKind::Pattern(_));
    if is_pattern(left) || is_pattern(right) || right.range.is_empty() {
        return;
    }
    let (start, end) = (right.range.start().into(), right.range.end().into());
    reader.error(start, end, "'=~' takes a regular expression: /…/ or /…/i");
}
