//! The escapes of double-quoted YAML scalars (YAML 1.2, section 5.7).

/// The character that the escape at the start of `text` stands for, and the escape's length in bytes. A backslash
/// that starts no escape stands for itself; a code of no character is U+FFFD.
pub(super) fn decode(text: &str) -> (char, usize) {
    let Some(name) = text[1..].chars().next() else {
        return ('\\', 1);
    };
    let char = match name {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => name,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return code(text, 2),
        'u' => return unicode(text),
        'U' => return code(text, 8),
        _ => return ('\\', 1),
    };
    (char, 1 + name.len_utf8())
}

/// `\uXXXX`, or the two halves of a surrogate pair as JSON writes them.
fn unicode(text: &str) -> (char, usize) {
    let (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) =
        (hex(text, 2, 4), low_half(text))
    else {
        return code(text, 4);
    };
    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    (
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        12,
    )
}

fn low_half(text: &str) -> Option<u32> {
    text.get(6..8)
        .filter(|it| *it == "\\u")
        .and_then(|_| hex(text, 8, 4))
}

fn code(text: &str, digits: usize) -> (char, usize) {
    match hex(text, 2, digits) {
        Some(code) => {
            let char = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            (char, 2 + digits)
        }
        None => ('\\', 1),
    }
}

fn hex(text: &str, start: usize, digits: usize) -> Option<u32> {
    let text = text.get(start..start + digits)?;
    if !text.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(text, 16).ok()
}
