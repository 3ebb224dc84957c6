//! What is wrong with a call, as far as that can be seen without data.

use asl_lang::limits::{self, INTRINSIC_NESTING as DEEPEST};
use asl_lang::{Intrinsic, Param, ParamKind, ReturnKind, intrinsic};
use text_size::TextRange;

use super::ast::{Call, Expr, ExprKind};
use super::functions::{ALGORITHMS, mismatch};

/// One thing that is wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub range: TextRange,
    /// One sentence without a full stop, for people.
    pub message: String,
}

/// What can be wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// There is no such function.
    UnknownFunction,
    /// Too few or too many arguments.
    WrongArity {
        /// The fewest.
        least: usize,
        /// The most; none when any number will do.
        most: Option<usize>,
        /// How many there are.
        given: usize,
    },
    /// An argument is of a kind that the function does not take, or a literal that it refuses.
    WrongArgument,
    /// `States.Format` has another number of `{}` than of values.
    PlaceholderMismatch {
        /// How many `{}` the template has.
        placeholders: usize,
        /// How many values follow it.
        values: usize,
    },
    /// Calls stand in calls more than ten deep.
    TooDeep,
}

/// Everything that is wrong with the call and the calls in it, the outer ones first.
pub fn check(expr: &Expr) -> Vec<Problem> {
    let mut problems = Vec::new();
    check_expr(expr, 1, &mut problems);
    problems
}

fn check_expr(expr: &Expr, depth: usize, problems: &mut Vec<Problem>) {
    let ExprKind::Call(call) = &expr.kind else {
        return;
    };
    if depth == DEEPEST + 1 {
        problems.push(Problem {
            kind: ProblemKind::TooDeep,
            range: expr.range,
            message: too_deep(),
        });
    }
    match intrinsic(&call.name) {
        Some(function) => check_call(call, function, problems),
        None => problems.push(unknown(call)),
    }
    for arg in &call.args {
        check_expr(arg, depth + 1, problems);
    }
}

pub(super) fn too_deep() -> String {
    format!("Functions can be nested {DEEPEST} deep")
}

fn unknown(call: &Call) -> Problem {
    Problem {
        kind: ProblemKind::UnknownFunction,
        range: call.name_range,
        message: format!("There is no function {}", call.name),
    }
}

fn check_call(call: &Call, function: &'static Intrinsic, problems: &mut Vec<Problem>) {
    let (least, most, given) = (function.min_args(), function.max_args(), call.args.len());
    if given < least || most.is_some_and(|most| given > most) {
        problems.push(Problem {
            kind: ProblemKind::WrongArity { least, most, given },
            range: call.args_range,
            message: arity_message(function.name, least, most, given),
        });
    }
    for (arg, param) in call.args.iter().zip(params(function)) {
        if let Some(message) = wrong_argument(arg, param) {
            problems.push(Problem {
                kind: ProblemKind::WrongArgument,
                range: arg.range,
                message,
            });
        }
    }
    problems.extend(special(call, function.name));
}

/// The parameter for each argument; the variadic one repeats.
pub(super) fn params(function: &'static Intrinsic) -> impl Iterator<Item = &'static Param> {
    let last = function.params.last().filter(|param| param.variadic);
    function
        .params
        .iter()
        .chain(std::iter::repeat_with(move || last).map_while(|param| param))
}

fn arity_message(name: &str, least: usize, most: Option<usize>, given: usize) -> String {
    let wanted = match most {
        Some(most) if most == least => count(least),
        Some(most) => format!("{least} to {}", count(most)),
        None => format!("at least {}", count(least)),
    };
    format!("{name} takes {wanted}, not {given}")
}

fn count(number: usize) -> String {
    match number {
        0 => "no arguments".to_owned(),
        1 => "1 argument".to_owned(),
        number => format!("{number} arguments"),
    }
}

/// Paths may lead to anything, so only literals and calls can be wrong.
fn wrong_argument(arg: &Expr, param: &Param) -> Option<String> {
    let given = match &arg.kind {
        ExprKind::Path(_) | ExprKind::Missing => return None,
        ExprKind::String(_) => ParamKind::String,
        ExprKind::Number(_) => ParamKind::Number,
        ExprKind::Bool(_) => ParamKind::Bool,
        ExprKind::Null if param.kind == ParamKind::Any => return None,
        ExprKind::Null => return Some(format!("'{}' cannot be null", param.name)),
        ExprKind::Call(call) => returned(intrinsic(&call.name)?.returns)?,
    };
    let fits = param.kind == ParamKind::Any || param.kind == given;
    (!fits).then(|| {
        format!(
            "'{}' must be {}, not {}",
            param.name,
            noun(param.kind),
            noun(given)
        )
    })
}

fn returned(kind: ReturnKind) -> Option<ParamKind> {
    match kind {
        ReturnKind::Any => None,
        ReturnKind::String => Some(ParamKind::String),
        ReturnKind::Number => Some(ParamKind::Number),
        ReturnKind::Bool => Some(ParamKind::Bool),
        ReturnKind::Array => Some(ParamKind::Array),
        ReturnKind::Object => Some(ParamKind::Object),
    }
}

/// A kind with its article.
fn noun(kind: ParamKind) -> &'static str {
    match kind {
        ParamKind::Any => "any value",
        ParamKind::String => "a text",
        ParamKind::Number => "a number",
        ParamKind::Bool => "true or false",
        ParamKind::Array => "an array",
        ParamKind::Object => "an object",
    }
}

/// What single functions refuse beside arity and kinds.
fn special(call: &Call, name: &str) -> Option<Problem> {
    let wrong = |index: usize, message: String| Problem {
        kind: ProblemKind::WrongArgument,
        range: call.args[index].range,
        message,
    };
    match (name, call.args.as_slice()) {
        ("States.Format", [template, values @ ..]) => placeholders(call, template, values.len()),
        ("States.JsonMerge", [_, _, deep, ..]) if deep.kind == ExprKind::Bool(true) => Some(wrong(
            2,
            "Deep merging is not supported: the third argument must be false".to_owned(),
        )),
        ("States.Hash", [_, algorithm, ..]) => match &algorithm.kind {
            ExprKind::String(literal) if !ALGORITHMS.contains(&literal.text.as_str()) => {
                Some(wrong(
                    1,
                    format!("The algorithm must be one of {}", ALGORITHMS.join(", ")),
                ))
            }
            _ => None,
        },
        ("States.ArrayRange", [_, _, step, ..]) if is_zero(step) => {
            Some(wrong(2, "The step cannot be 0".to_owned()))
        }
        ("States.ArrayRange", [first, last, step]) => {
            let many = items(number(first)?, number(last)?, number(step)?);
            (many > RANGE_ITEMS).then(|| {
                wrong(
                    1,
                    format!(
                        "The array would have more than {} members",
                        limits::ARRAY_RANGE_ITEMS
                    ),
                )
            })
        }
        // The end is not among the numbers: with a seed the function answers as Java's `ints` does (recorded).
        ("States.MathRandom", [start, end, ..]) => {
            let (start, end) = (number(start)?, number(end)?);
            (start >= end).then(|| {
                let message = format!("There is no number from {start} up to {end}");
                wrong(1, message)
            })
        }
        ("States.ArrayGetItem", [_, index, ..]) => (number(index)? <= -1.0).then(|| {
            wrong(
                1,
                "An index counts from 0 and cannot be negative".to_owned(),
            )
        }),
        ("States.ArrayPartition", [_, size, ..]) if is_zero(size) => {
            Some(wrong(1, "The size of a chunk cannot be 0".to_owned()))
        }
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
const RANGE_ITEMS: f64 = limits::ARRAY_RANGE_ITEMS as f64;

fn number(expr: &Expr) -> Option<f64> {
    match &expr.kind {
        ExprKind::Number(it) => it.as_f64(),
        _ => None,
    }
}

/// How many members a range has, its last one included.
fn items(first: f64, last: f64, step: f64) -> f64 {
    ((last - first) / step).floor() + 1.0
}

fn is_zero(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Number(number) if number.as_f64() == Some(0.0))
}

fn placeholders(call: &Call, template: &Expr, values: usize) -> Option<Problem> {
    let ExprKind::String(literal) = &template.kind else {
        return None;
    };
    let placeholders = literal.placeholders.len();
    (placeholders != values).then(|| Problem {
        kind: ProblemKind::PlaceholderMismatch {
            placeholders,
            values,
        },
        range: call.args_range,
        message: mismatch(placeholders, values),
    })
}
