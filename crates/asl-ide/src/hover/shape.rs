//! Shapes of the catalogue in words: a line for a value, a block of lines for what has members.

use std::fmt::Write as _;

use asl_catalog::{Kind, Member, Shape};

/// Members that are listed at most.
const MEMBERS: usize = 40;
/// Members of a member, and values, that are named at most.
const NAMES: usize = 6;

/// What a value is: `string`, `NONE | ALL_OLD`, `list of { Key*, Value }`.
pub(crate) fn brief(shape: Shape<'_>) -> String {
    match shape.kind() {
        Kind::Structure => members_in_line(shape, " "),
        Kind::Union => format!("one of {}", members_in_line(shape, " ")),
        Kind::List => format!("list of {}", element(shape.element())),
        Kind::Map => format!("map of {}", element(shape.value())),
        Kind::String if shape.values().len() == 1 => {
            format!("\"{}\"", shape.values().next().unwrap_or_default())
        }
        Kind::String if shape.values().len() > 0 => some(shape.values().map(str::to_owned), " | "),
        Kind::Document => "any JSON".to_owned(),
        kind => kind.name().to_owned(),
    }
}

/// A few words: `string`, `list`, `structure`.
pub(crate) fn kind(shape: Shape<'_>) -> String {
    match shape.kind() {
        Kind::Document => "any JSON".to_owned(),
        Kind::List | Kind::Map => shape.describe(),
        kind => kind.name().to_owned(),
    }
}

fn element(shape: Option<Shape<'_>>) -> String {
    match shape {
        Some(it) if it.kind() == Kind::Union && !it.name().is_empty() => it.name().to_owned(),
        Some(it) if matches!(it.kind(), Kind::List | Kind::Map) => it.describe(),
        Some(it) => brief(it),
        None => "any JSON".to_owned(),
    }
}

fn members_in_line(shape: Shape<'_>, blank: &str) -> String {
    if shape.members().len() == 0 {
        return "object".to_owned();
    }
    let mut members: Vec<_> = shape.members().collect();
    members.sort_by_key(|it| !is_needed(it));
    let names = members.iter().map(|it| format!("{}{}", it.name, mark(it)));
    format!("{{{blank}{}{blank}}}", some(names, ", "))
}

/// The first names, and how many more there are.
fn some(names: impl ExactSizeIterator<Item = String>, between: &str) -> String {
    let more = names.len().saturating_sub(NAMES);
    let mut shown: Vec<_> = names.take(NAMES).collect();
    if more > 0 {
        shown.push("…".to_owned());
    }
    shown.join(between)
}

/// The call does not work without it.
pub(crate) fn is_needed(member: &Member<'_>) -> bool {
    member.is_required && !member.is_filled_in
}

fn mark(member: &Member<'_>) -> &'static str {
    if is_needed(member) { "*" } else { "" }
}

/// A block with a member on each line, those that must be there first and with a star.
pub(crate) fn block(shape: Shape<'_>) -> String {
    let mut members: Vec<_> = shape.members().collect();
    members.sort_by_key(|it| !is_needed(it));
    let more = members.len().saturating_sub(MEMBERS);
    members.truncate(MEMBERS);
    let name = |it: &Member<'_>| format!("{}{}", it.name, mark(it));
    let width = members.iter().map(|it| name(it).chars().count()).max();
    let width = width.unwrap_or(0);
    let mut block = "```\n".to_owned();
    for member in &members {
        let _ = writeln!(block, "{:width$}  {}", name(member), brief(member.shape));
    }
    if more > 0 {
        let _ = writeln!(block, "… and {more} more");
    }
    block.push_str("```");
    block
}

/// The bounds of a value: `1 to 255 characters`.
pub(crate) fn bounds(shape: Shape<'_>) -> Option<String> {
    let unit = match shape.kind() {
        Kind::String | Kind::Blob => " characters",
        Kind::List | Kind::Map => " entries",
        kind if kind.is_number() => "",
        _ => return None,
    };
    let number = |it: asl_catalog::Number| match it.as_i64() {
        Some(whole) => whole.to_string(),
        None => it.as_f64().to_string(),
    };
    match (shape.min().map(number), shape.max().map(number)) {
        (Some(min), Some(max)) if min == max => Some(format!("{min}{unit}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}{unit}")),
        (Some(min), None) if min != "0" => Some(format!("at least {min}{unit}")),
        (None, Some(max)) => Some(format!("at most {max}{unit}")),
        _ => None,
    }
}
