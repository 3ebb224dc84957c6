//! Placeholders such as `${Limit}`, which a deployment replaces with text before there is an
//! expression at all. Until then each one outside of a string stands for some value.

use std::ops::Range;

/// The placeholders outside of strings, quoted names and comments.
pub(crate) fn placeholders(source: &str) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        at = match bytes[at] {
            quote @ (b'"' | b'\'' | b'`') => end_of_quoted(bytes, at + 1, quote),
            b'/' if bytes.get(at + 1) == Some(&b'*') => end_of_comment(source, at + 2),
            b'$' => match placeholder(bytes, at) {
                Some(end) => {
                    found.push(at..end);
                    end
                }
                None => at + 1,
            },
            _ => at + 1,
        };
    }
    found
}

/// The same text with a variable of the same length in the place of each placeholder, so that every
/// position stays.
pub(crate) fn masked(source: &str, placeholders: &[Range<usize>]) -> String {
    let mut text = source.to_owned();
    for range in placeholders {
        let name: String = source[range.start + 2..range.end - 1]
            .chars()
            .map(|character| {
                if character.is_ascii_alphanumeric() {
                    character
                } else {
                    '_'
                }
            })
            .collect();
        text.replace_range(range.clone(), &format!("$_{name}_"));
    }
    text
}

fn end_of_quoted(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' && quote != b'`' {
            2
        } else {
            1
        };
    }
    at + 1
}

fn end_of_comment(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    rest.find("*/").map_or(source.len(), |end| at + end + 2)
}

/// Where `${Name}` ends, if it stands here. Names are those of CloudFormation.
pub(crate) fn placeholder(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at + 1) != Some(&b'{') {
        return None;
    }
    let name = bytes[at + 2..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.:".contains(byte))
        .count();
    let end = at + 2 + name;
    (name > 0 && bytes.get(end) == Some(&b'}')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_placeholders_outside_of_strings() {
        let source = r#"${A} + '${B}' & "\"${C}" & `${D}` /* ${E} */ & ${F-g.h} & ${} & $x{a}"#;
        let found: Vec<&str> = placeholders(source)
            .into_iter()
            .map(|range| &source[range])
            .collect();
        assert_eq!(found, ["${A}", "${F-g.h}"]);
    }

    #[test]
    fn a_mask_moves_nothing() {
        let source = "${A.b} + 1";
        let masked = masked(source, &placeholders(source));
        assert_eq!(masked, "$_A_b_ + 1");
        assert_eq!(masked.len(), source.len());
    }
}
