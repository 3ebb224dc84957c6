//! Writing a text as a scalar of JSON or YAML.

use asl_syntax::ast::ScalarStyle;

/// A JSON string.
pub(crate) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A YAML scalar in the style of the one whose place it takes, or in the plainest that can hold it.
/// `flow` when it stands inside `{…}` or `[…]`.
pub(crate) fn yaml(text: &str, style: Option<ScalarStyle>, flow: bool) -> String {
    match style {
        Some(ScalarStyle::DoubleQuoted) => json(text),
        Some(ScalarStyle::SingleQuoted) if !text.contains(char::is_control) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ if is_plain(text, flow) => text.to_owned(),
        _ => json(text),
    }
}

/// Whether a text can stand without quotes and is read as that text again.
pub(crate) fn is_plain(text: &str, flow: bool) -> bool {
    let starts = text.starts_with(|it: char| {
        it.is_alphanumeric() || matches!(it, '_' | '$' | '/' | '(' | '.') || !it.is_ascii()
    });
    let inside = !text.contains(": ") && !text.contains(" #") && !text.ends_with([':', ' ']);
    let in_flow = !flow || !text.contains([',', '[', ']', '{', '}', ':']);
    starts && inside && in_flow && !text.contains(char::is_control) && !is_other_type(text)
}

/// Whether a plain scalar of this text is, to some reader of YAML, no string.
fn is_other_type(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let word = matches!(
        lower.as_str(),
        "null" | "~" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | ".inf" | ".nan"
    );
    word || lower.starts_with(|it: char| it.is_ascii_digit() || it == '.')
}

#[cfg(test)]
mod tests {
    use super::{json, yaml};
    use asl_syntax::ast::ScalarStyle;

    #[test]
    fn quotes_only_where_needed() {
        let plain = |it| yaml(it, None, false);
        assert_eq!(plain("Pack order"), "Pack order");
        assert_eq!(plain("yes"), "\"yes\"");
        assert_eq!(plain("12 apples"), "\"12 apples\"");
        assert_eq!(plain("a: b"), "\"a: b\"");
        assert_eq!(plain("- a"), "\"- a\"");
        assert_eq!(plain(""), "\"\"");
        assert_eq!(yaml("a, b", None, true), "\"a, b\"");
    }

    #[test]
    fn the_style_is_kept() {
        assert_eq!(
            yaml("It's", Some(ScalarStyle::SingleQuoted), false),
            "'It''s'"
        );
        assert_eq!(yaml("a", Some(ScalarStyle::DoubleQuoted), false), "\"a\"");
        assert_eq!(json("a\"b"), r#""a\"b""#);
    }
}
