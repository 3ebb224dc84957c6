//! Adding and random numbers.

use crate::convert::jsonata::expr::{Expr, Kind, Level, Need};
use crate::convert::jsonata::{Notes, Why};

/// A sum of 32 bits.
pub(super) fn short(mut sum: Expr, notes: &mut Notes) -> Expr {
    let demand = Need::Holds(format!("$abs({}) < 2147483648", sum.code));
    notes.demand(&mut sum, &[demand], Some("States.MathAdd"));
    sum
}

/// Numbers are rounded half up, which `$round` does not.
pub(super) fn rounded(it: &Expr) -> String {
    if it.kind == Kind::Whole {
        return it.at(Level::Sum);
    }
    format!("$floor({} + 0.5)", it.at(Level::Sum))
}

/// A number from the start up to the end, which it never is.
pub(super) fn random(from: &Expr, to: &Expr, seed: Option<&Expr>) -> Expr {
    let (start, end) = (from.at(Level::Sum), to.at(Level::Sum));
    let span = match (start.parse::<i32>(), end.parse::<i32>()) {
        (Ok(start), Ok(end)) => (i64::from(end) - i64::from(start)).to_string(),
        _ => format!("({end} - {start})"),
    };
    let seed = seed.map_or("", |it| it.code.as_str());
    let (mut code, mut level) = (format!("$floor($random({seed}) * {span})"), Level::Atom);
    if start != "0" {
        (code, level) = (format!("{code} + {start}"), Level::Sum);
    }
    Expr::new(code, level, Kind::Whole)
        .strict_in(from)
        .strict_in(to)
}

/// Both are made by `java.util.Random`: of a power of two its whole number and its fraction give the same.
pub(super) fn seeded(from: &Expr, to: &Expr, seed: &Expr) -> Result<Expr, Why> {
    let bounds = from
        .code
        .parse::<i32>()
        .ok()
        .zip(to.code.parse::<i32>().ok());
    let span = bounds.and_then(|(from, to)| to.checked_sub(from));
    let same =
        span.is_some_and(|it| (1..=1 << 26).contains(&it) && it.cast_unsigned().is_power_of_two());
    if !same {
        return Err(Why::new(
            "States.MathRandom with a seed gives numbers that JSONata cannot give, unless the range is a power of two",
        ));
    }
    Ok(random(from, to, Some(seed)).strict_in(seed))
}
