//! Prints a path in one canonical way that reads back as the same path.

use std::fmt;

use super::{Comparator, Criterion, Filter, Name, Operand, OperandKind, Path, Root, StepKind};

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Root::Input => f.write_str("$")?,
            Root::Context => f.write_str("$$")?,
            Root::Variable(name) => write!(f, "${name}")?,
            Root::Current => f.write_str("@")?,
        }
        let mut after_descend = false;
        for step in &self.steps {
            match &step.kind {
                StepKind::Names(names) => print_names(names, after_descend, f)?,
                kind => kind.fmt(f)?,
            }
            after_descend = step.kind == StepKind::Descend;
        }
        Ok(())
    }
}

/// A dot and the bare name where that is possible.
fn print_names(names: &[Name], after_descend: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match names {
        // What the engine makes of a name that a bracket cuts short.
        [] => f.write_str(if after_descend { "]" } else { ".]" }),
        [name] if !after_descend && is_bare(&name.text) => write!(f, ".{}", name.text),
        names => {
            let names: Vec<String> = names
                .iter()
                .map(|name| format!("'{}'", name.text))
                .collect();
            write!(f, "[{}]", names.join(","))
        }
    }
}

fn is_bare(name: &str) -> bool {
    !name.is_empty()
        && name != "*"
        && !name.contains(|c| c <= ' ' || matches!(c, '.' | '[' | ']' | '\''))
}

impl fmt::Display for StepKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Names(names) => print_names(names, false, f),
            Self::Wildcard => f.write_str("[*]"),
            Self::Descend => f.write_str(".."),
            Self::Indices(indices) => {
                let indices: Vec<String> = indices.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", indices.join(","))
            }
            Self::Slice { from, to } => {
                let bound =
                    |bound: &Option<i32>| bound.map_or_else(String::new, |bound| bound.to_string());
                write!(f, "[{}:{}]", bound(from), bound(to))
            }
            Self::FromEnd(offset) => write!(f, "[(@.length{offset})]"),
            Self::Filter(filter) => write!(f, "[?({filter})]"),
            Self::Missing => f.write_str("."),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, all) in self.any.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { " || " })?;
            for (index, criterion) in all.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { " && " })?;
                criterion.fmt(f)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists { path, negated } => {
                write!(f, "{}{path}", if *negated { "!" } else { "" })
            }
            Self::Compare {
                left,
                comparator,
                right,
            } => write!(f, "{left} {comparator} {right}"),
        }
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            OperandKind::Path(path) => path.fmt(f),
            OperandKind::Text(text) => write!(f, "'{text}'"),
            OperandKind::Pattern(pattern) => pattern.fmt(f),
        }
    }
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Matches => "=~",
        })
    }
}
