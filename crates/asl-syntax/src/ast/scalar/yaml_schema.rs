//! What a plain scalar stands for: the core schema of YAML 1.2 (section 10.3.2), which holds JSON's values.

use serde_json::Number;

use super::ScalarValue;

/// The value of a plain scalar. `yes` and `no` are strings, as are the numbers that JSON cannot hold.
pub(super) fn resolve(text: &str) -> ScalarValue {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => ScalarValue::Null,
        "true" | "True" | "TRUE" => ScalarValue::Bool(true),
        "false" | "False" | "FALSE" => ScalarValue::Bool(false),
        _ if is_placeholder(text) => ScalarValue::Placeholder(text.to_owned()),
        _ => match number(text) {
            Some(number) => ScalarValue::Number(number),
            None => ScalarValue::String(text.to_owned()),
        },
    }
}

/// Placeholders and nothing else, or what a number may have around them: `${Minutes}`, `1${Zeros}`.
fn is_placeholder(text: &str) -> bool {
    let Some((before, mut rest)) = text.split_once("${") else {
        return false;
    };
    let of_number = |it: &str| {
        it.bytes()
            .all(|it| it.is_ascii_digit() || matches!(it, b'-' | b'.'))
    };
    let mut between = before;
    loop {
        let Some((_, after)) = rest.split_once('}') else {
            return false;
        };
        if !of_number(between) {
            return false;
        }
        match after.split_once("${") {
            Some((next, tail)) => (between, rest) = (next, tail),
            None => return of_number(after),
        }
    }
}

fn number(text: &str) -> Option<Number> {
    let first = text.as_bytes().first()?;
    if !first.is_ascii_digit() && !matches!(first, b'-' | b'+' | b'.') {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    if !is_decimal(text) {
        return None;
    }
    integer(text).or_else(|| Number::from_f64(text.parse().ok()?))
}

fn radix(digits: &str, radix: u32) -> Option<Number> {
    if digits.starts_with(['+', '-']) {
        return None;
    }
    u64::from_str_radix(digits, radix).ok().map(Number::from)
}

fn integer(text: &str) -> Option<Number> {
    if text == "-0" {
        // An integer has no negative zero, a JSON number has.
        return None;
    }
    let signed = text.parse::<i64>().map(Number::from);
    signed
        .or_else(|_| text.parse::<u64>().map(Number::from))
        .ok()
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.map(|it| it.strip_prefix(['-', '+']).unwrap_or(it));
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|it| !it.is_empty() && digits(it))
}

fn digits(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}
