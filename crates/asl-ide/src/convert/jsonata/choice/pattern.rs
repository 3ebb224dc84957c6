//! The pattern of `StringMatches` as a regular expression.

use crate::convert::jsonata::text;

/// `StringMatches`: a pattern without stars is a comparison, stars at the ends need no letters of the expression.
pub(super) fn matches(code: &str, there: &str, pattern: &str) -> String {
    let pieces = pieces(pattern);
    let [first, middle @ .., last] = pieces.as_slice() else {
        return format!("{there} = {}", text::text(&pieces.concat()));
    };
    let mut expression = String::from("/");
    if !first.is_empty() {
        expression.push('^');
        expression.push_str(&text::pattern(first));
    }
    let filled: Vec<&String> = middle.iter().filter(|it| !it.is_empty()).collect();
    let open = first.is_empty();
    for (index, piece) in filled.iter().enumerate() {
        if index > 0 || !open {
            expression.push_str("[\\s\\S]*");
        }
        expression.push_str(&text::pattern(piece));
    }
    if !last.is_empty() {
        if !(open && filled.is_empty()) {
            expression.push_str("[\\s\\S]*");
        }
        expression.push_str(&text::pattern(last));
        expression.push('$');
    }
    if expression.len() == 1 {
        return "true".to_owned();
    }
    format!("$contains({code}, {expression}/)")
}

/// The texts between the stars; `\*` is a star and `\\` a backslash.
fn pieces(pattern: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut characters = pattern.chars();
    while let Some(c) = characters.next() {
        let c = match c {
            '*' => {
                pieces.push(String::new());
                continue;
            }
            '\\' => characters.next().unwrap_or('\\'),
            other => other,
        };
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}
