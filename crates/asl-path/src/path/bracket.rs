//! Reads what stands in brackets: names, indices, slices, scripts, wildcards and filters.

use super::filter;
use super::parse::{Reader, first_end, range};
use super::{Name, Step, StepKind};

/// Reads the bracket that opens at `open`; the step begins at `start`, perhaps with a dot before the
/// bracket. Answers where the next step begins.
pub(super) fn read(
    reader: &mut Reader<'_>,
    start: usize,
    open: usize,
    end: usize,
    steps: &mut Vec<Step>,
) -> usize {
    let close = closing(&reader.text[open..end]).map(|length| open + length);
    if close.is_none() {
        reader.error(open, open + 1, "This bracket is not closed");
    }
    let inner_end = close.unwrap_or(end);
    let stop = close.map_or(end, |close| close + 1);
    let kind = content(reader, open + 1, inner_end);
    steps.push(Step {
        kind,
        range: range(start, stop),
    });
    stop
}

/// Where the bracket closes that the text begins with. The engine counts brackets without looking at
/// quotes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn content(reader: &mut Reader<'_>, start: usize, end: usize) -> StepKind {
    let text = &reader.text[start..end];
    if text == "*" {
        return StepKind::Wildcard;
    }
    let lead = text.len() - text.trim_start_matches([' ', '(']).len();
    let at = start + lead;
    match text[lead..].chars().next() {
        None => {
            reader.error(
                start,
                end,
                "A name, an index or '*' is missing in the brackets",
            );
            StepKind::Missing
        }
        Some('?') if reader.in_filter => {
            reader.error(start, end, "A filter cannot stand in a filter");
            StepKind::Missing
        }
        Some('?') => filter::read(reader, at, end),
        Some('\'') => names(reader, at, end, '\''),
        Some('0'..='9' | ':' | '-') => positions(reader, start, end),
        Some('@') => script(reader, start, at, end),
        Some('"') => {
            reader.error(at, end, "Names in brackets stand in single quotes");
            names(reader, at, end, '"')
        }
        Some('*') if text.trim() == "*" => {
            reader.error(start, end, "No blanks can stand beside '*' in brackets");
            StepKind::Wildcard
        }
        Some(_) => {
            let message =
                "Expected a quoted name, an index, a slice, '*' or a filter in the brackets";
            reader.error(at, end, message);
            StepKind::Missing
        }
    }
}

/// Quoted names. There are no escapes, and what stands between the names is not looked at.
fn names(reader: &mut Reader<'_>, start: usize, end: usize, quote: char) -> StepKind {
    let text = &reader.text[start..end];
    let mut names = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        if c == ']' {
            break;
        }
        if c != quote {
            continue;
        }
        match open.take() {
            None => open = Some(at + 1),
            Some(from) => names.push(Name {
                text: text[from..at].to_owned(),
                range: range(start + from, start + at),
                quoted: true,
            }),
        }
    }
    if let Some(from) = open {
        reader.error(start + from - 1, start + from, "This quote is not closed");
        let rest = text[from..]
            .find(']')
            .map_or(text.len(), |length| from + length);
        let name = text[from..rest].to_owned();
        names.push(Name {
            text: name,
            range: range(start + from, start + rest),
            quoted: true,
        });
    }
    StepKind::Names(names)
}

/// `[0]`, `[0,2]`, `[1:3]`.
fn positions(reader: &mut Reader<'_>, start: usize, end: usize) -> StepKind {
    let text = &reader.text[start..end];
    let other = text.find(|c: char| !matches!(c, '0'..='9' | ',' | ':' | '-' | ' '));
    if let Some(other) = other {
        let at = start + other;
        reader.error(
            at,
            first_end(reader.text, at, end),
            "Only digits, ',', ':' and '-' can stand here",
        );
        return StepKind::Missing;
    }
    let compact: String = text.chars().filter(|c| *c != ' ').collect();
    let kind = if compact.contains(',') {
        indices(&compact)
    } else {
        slice_or_index(&compact)
    };
    kind.unwrap_or_else(|| {
        reader.error(
            start,
            end,
            "This is neither an index, a list of indices nor a slice",
        );
        StepKind::Missing
    })
}

/// A trailing comma is legal, and a colon among commas is one more comma.
fn indices(compact: &str) -> Option<StepKind> {
    let list = compact.strip_suffix(',').unwrap_or(compact);
    let indices: Option<Vec<i32>> = list
        .split([',', ':'])
        .map(|part| part.parse().ok())
        .collect();
    indices.map(StepKind::Indices)
}

/// One bound must be there; a third part, the step, is read but means nothing.
fn slice_or_index(compact: &str) -> Option<StepKind> {
    let Some((from, rest)) = compact.split_once(':') else {
        return compact
            .parse()
            .ok()
            .map(|index| StepKind::Indices(vec![index]));
    };
    let (to, step) = rest.split_once(':').unwrap_or((rest, ""));
    if !step.is_empty() {
        step.parse::<i32>().ok()?;
    }
    match (from.is_empty(), to.is_empty()) {
        (true, true) => None,
        (true, false) => Some(StepKind::Slice {
            from: None,
            to: Some(to.parse().ok()?),
        }),
        (false, true) => Some(StepKind::Slice {
            from: Some(from.parse().ok()?),
            to: None,
        }),
        (false, false) => Some(StepKind::Slice {
            from: Some(from.parse().ok()?),
            to: Some(to.parse().ok()?),
        }),
    }
}

/// `[(@.length-1)]` and `[(@.size()-1)]`, the only scripts there are.
fn script(reader: &mut Reader<'_>, start: usize, at: usize, end: usize) -> StepKind {
    let offset = script_offset(&reader.text[at + 1..end]);
    offset.map_or_else(
        || {
            reader.error(
                start,
                end,
                "The only scripts are [(@.length-1)] and the like",
            );
            StepKind::Missing
        },
        StepKind::FromEnd,
    )
}

fn script_offset(text: &str) -> Option<i32> {
    let body = text.strip_prefix('.')?;
    let (function, rest) = body.split_at(body.find('-')?);
    let function: String = function
        .chars()
        .filter(|c| !matches!(c, ' ' | '(' | ')'))
        .collect();
    if function != "length" && function != "size" {
        return None;
    }
    let (number, _) = rest.split_once(')')?;
    number.replace(' ', "").parse().ok()
}
