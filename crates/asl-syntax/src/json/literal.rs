//! Words and the insides of strings: which ones JSON allows, and what was probably meant by the others.

use super::lexer::{self, Source};
use crate::builder::range;
use crate::error::{SyntaxError, SyntaxErrorKind};

/// What is wrong with an unquoted word in a value's place, and what should stand there instead.
pub(super) fn complaint(word: &str) -> Option<(SyntaxErrorKind, Option<String>)> {
    if matches!(word, "true" | "false" | "null") || is_number(word) || has_placeholder(word) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let meant = match lower.as_str() {
        "true" | "false" | "null" => Some(lower),
        "none" | "nil" | "undefined" => Some("null".to_owned()),
        _ => None,
    };
    if meant.is_some() {
        return Some((SyntaxErrorKind::BadLiteral, meant));
    }
    if word.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '-' | '+' | '.')) {
        return Some((SyntaxErrorKind::BadNumber, number_meant(word)));
    }
    Some((SyntaxErrorKind::BadLiteral, Some(quoted(word))))
}

/// `text` as a JSON string; quotes that are escaped already stay as they are.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut escaped = false;
    for char in text.chars() {
        if char == '"' && !escaped {
            out.push('\\');
        }
        escaped = char == '\\' && !escaped;
        out.push(char);
    }
    out.push('"');
    out
}

/// Reports what JSON does not allow in the string's content `start..end`.
pub(super) fn check_content(
    text: &str,
    start: usize,
    end: usize,
    report: &mut dyn FnMut(SyntaxError),
) {
    let mut at = start;
    while at < end {
        let byte = text.as_bytes()[at];
        match byte {
            b'\\' => {
                let (len, valid) = escape(&text[at..end]);
                if !valid {
                    report(SyntaxError::new(
                        SyntaxErrorKind::BadEscape,
                        range(at, at + len),
                    ));
                }
                at += len;
            }
            0..0x20 => {
                let kind = SyntaxErrorKind::ControlCharacter;
                let error = SyntaxError::new(kind, range(at, at + 1));
                report(error.with_replacement(control_escape(byte)));
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// The length of the escape at the start of `text`, and whether JSON knows it.
fn escape(text: &str) -> (usize, bool) {
    let Some(next) = text[1..].chars().next() else {
        return (1, false);
    };
    match next {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => (2, true),
        'u' => {
            let digits = text[2..].bytes().take(4);
            let count = digits.take_while(u8::is_ascii_hexdigit).count();
            (2 + count, count == 4)
        }
        _ => (1 + next.len_utf8(), false),
    }
}

fn control_escape(byte: u8) -> String {
    match byte {
        b'\t' => "\\t".to_owned(),
        0x8 => "\\b".to_owned(),
        0xC => "\\f".to_owned(),
        _ => format!("\\u{byte:04x}"),
    }
}

/// The grammar of numbers, RFC 8259 section 6.
fn is_number(word: &str) -> bool {
    let rest = word.strip_prefix('-').unwrap_or(word);
    let (whole, rest) = digits(rest);
    if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
        return false;
    }
    let rest = match rest.strip_prefix('.').map(digits) {
        Some(("", _)) => return false,
        Some((_, rest)) => rest,
        None => rest,
    };
    let Some(exponent) = rest.strip_prefix(['e', 'E']) else {
        return rest.is_empty();
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (power, rest) = digits(exponent);
    !power.is_empty() && rest.is_empty()
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|it: char| !it.is_ascii_digit());
    text.split_at(end.unwrap_or(text.len()))
}

/// `+5`, `.5`, `5.` and `007` have one meaning each.
fn number_meant(word: &str) -> Option<String> {
    let (sign, rest) = match word.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", word.strip_prefix('+').unwrap_or(word)),
    };
    let trimmed = rest.trim_start_matches('0');
    let whole = if trimmed.starts_with(|it: char| it.is_ascii_digit()) {
        trimmed.to_owned()
    } else {
        format!("0{trimmed}")
    };
    let number = format!("{sign}{}", whole.trim_end_matches('.'));
    is_number(&number).then_some(number)
}

/// Placeholders, with nothing but the characters of numbers around them.
fn has_placeholder(word: &str) -> bool {
    let source = Source::new(word);
    let (mut at, mut found) = (0, false);
    while let Some(byte) = source.get(at) {
        if let Some(end) = lexer::placeholder(&source, at) {
            (at, found) = (end, true);
        } else if byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E') {
            at += 1;
        } else {
            return false;
        }
    }
    found
}
