//! Filters as predicates: `[?(@.price > 10 && @.name)]` is `[price > 10 and name != null]`.
//!
//! Texts that look like numbers are numbers to a path and texts to JSONata: comparing one with a number fails there.

use asl_path::path::{Comparator, Criterion, Filter, Operand, OperandKind, Path, Root, StepKind};

use super::expr::{Expr, Level};
use super::{Why, text};

/// What stands between the brackets. `root` is what `$` means.
pub(super) fn condition(filter: &Filter, root: &Expr) -> Result<String, Why> {
    let mut any = Vec::new();
    for all in &filter.any {
        let all: Vec<String> = all
            .iter()
            .map(|it| criterion(it, root))
            .collect::<Result<_, _>>()?;
        any.push(all.join(" and "));
    }
    Ok(any.join(" or "))
}

fn criterion(criterion: &Criterion, root: &Expr) -> Result<String, Why> {
    match criterion {
        Criterion::Exists { path, negated } => {
            let test = format!("{} != null", place(path, root)?);
            Ok(if *negated {
                format!("$not({test})")
            } else {
                test
            })
        }
        Criterion::Compare {
            left,
            comparator,
            right,
        } => {
            let sign = sign(*comparator)?;
            Ok(format!(
                "{} {sign} {}",
                operand(left, root)?,
                operand(right, root)?
            ))
        }
    }
}

fn sign(comparator: Comparator) -> Result<&'static str, Why> {
    Ok(match comparator {
        Comparator::Equal => "=",
        Comparator::NotEqual => "!=",
        Comparator::Less => "<",
        Comparator::LessOrEqual => "<=",
        Comparator::Greater => ">",
        Comparator::GreaterOrEqual => ">=",
        Comparator::Matches => {
            return Err(Why::new(
                "A regular expression in a filter follows Java's rules, in JSONata others",
            ));
        }
    })
}

fn operand(operand: &Operand, root: &Expr) -> Result<String, Why> {
    match &operand.kind {
        OperandKind::Path(path) => place(path, root),
        OperandKind::Text(literal) => {
            let quoted = usize::from(operand.range.len()) > literal.len();
            let plain = matches!(literal.as_str(), "true" | "false" | "null")
                || literal.parse::<serde_json::Number>().is_ok();
            Ok(if plain && !quoted {
                literal.clone()
            } else {
                text::text(literal)
            })
        }
        OperandKind::Pattern(_) => sign(Comparator::Matches).map(str::to_owned),
    }
}

/// `@.a.b` is `a.b`, `@` itself `$`.
fn place(path: &Path, root: &Expr) -> Result<String, Why> {
    let mut code = match path.root {
        Root::Current => String::new(),
        _ => root.at(Level::Atom),
    };
    for step in &path.steps {
        match &step.kind {
            StepKind::Names(names) if names.len() == 1 => {
                let name = &names[0].text;
                let step = text::step(name).ok_or_else(|| Why::name(name))?;
                code.push_str(if code.is_empty() { &step[1..] } else { &step });
            }
            StepKind::Indices(indices)
                if indices.len() == 1 && indices[0] >= 0 && !code.is_empty() =>
            {
                code = format!("{code}[{}]", indices[0]);
            }
            _ => {
                return Err(Why::new(
                    "Only names and indices can be converted inside of a filter",
                ));
            }
        }
    }
    Ok(if code.is_empty() {
        "$".to_owned()
    } else {
        code
    })
}
