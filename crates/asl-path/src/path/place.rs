//! Where an evaluation stands in the document, printed only when something fails.

use std::fmt::{self, Write};

use super::{Name, Step, StepKind};

/// A place in the document, as a list towards the root that lives on the stack.
pub(super) enum Place<'p> {
    Root,
    Name(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, i64),
    /// A place that is printed already.
    Below(&'p Place<'p>, &'p str),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("$"),
            Self::Name(parent, name) => write!(f, "{parent}['{name}']"),
            Self::Index(parent, index) => write!(f, "{parent}[{index}]"),
            Self::Below(parent, text) => write!(f, "{parent}{text}"),
        }
    }
}

/// The steps as the engine prints them, which is not as they were written.
pub(super) fn fragments(steps: &[Step]) -> String {
    steps.iter().map(|step| fragment(&step.kind)).collect()
}

fn fragment(kind: &StepKind) -> String {
    match kind {
        StepKind::Names(names) => names_fragment(names),
        StepKind::Wildcard => "[*]".to_owned(),
        StepKind::Descend => "..".to_owned(),
        StepKind::Indices(indices) => {
            let indices: Vec<String> = indices.iter().map(ToString::to_string).collect();
            format!("[{}]", indices.join(","))
        }
        StepKind::Slice { from, to } => format!("[{}:{}]", bound(*from), bound(*to)),
        StepKind::FromEnd(offset) => format!("[@.size(){offset}]"),
        StepKind::Filter(_) => "[?]".to_owned(),
        StepKind::Missing => "[]".to_owned(),
    }
}

fn bound(bound: Option<i32>) -> String {
    bound.map_or_else(String::new, |bound| bound.to_string())
}

/// `['a', 'b']`.
pub(super) fn names_fragment(names: &[Name]) -> String {
    let mut text = String::from("[");
    for (index, name) in names.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}'{}'", name.text);
    }
    text.push(']');
    text
}
