//! The commonest edit of all: letters typed or erased inside a string of a text without errors.
//!
//! In such a text a string of JSON, or a line of a block scalar of YAML behind its first character, says nothing about
//! what stands around it, and no guess is made from its content. So its token can be replaced alone, wherever it
//! stands; also where the smallest block around it is the whole document.

use asl_text::{Edit, TextRange, TextSize};
use rowan::GreenToken;

use crate::SyntaxKind::{BLOCK_LINE, DOUBLE_QUOTED};
use crate::parse::{Format, Layer};
use crate::{SyntaxNode, SyntaxToken};

/// The layer after the edit, if it is of that kind.
pub(crate) fn apply(
    layer: &Layer,
    root: &SyntaxNode,
    edit: &Edit,
    format: Format,
) -> Option<Layer> {
    if !layer.errors.is_empty() {
        return None;
    }
    let token = token_at(root, edit.range)?;
    let inside = edit.range - token.text_range().start();
    let text = match format {
        Format::Json => in_quotes(&token, inside, &edit.insert)?,
        Format::Yaml => in_block(&token, inside, &edit.insert)?,
    };
    let green = token.replace_with(GreenToken::new(token.kind().into(), &text));
    Some(Layer {
        green,
        errors: Vec::new(),
        flags: layer.flags,
    })
}

/// The token that the range lies in; of two that an empty range stands between, the first.
fn token_at(root: &SyntaxNode, range: TextRange) -> Option<SyntaxToken> {
    // The byte before an empty range is found by halving, the token at an offset by going through all.
    let start = range.start().checked_sub(TextSize::new(1));
    let wanted = match start.filter(|_| range.is_empty()) {
        Some(start) => TextRange::new(start, range.end()),
        None => range,
    };
    root.covering_element(wanted).into_token()
}

/// The string's text after the edit, if all of it that changes stands between its quotes.
fn in_quotes(token: &SyntaxToken, inside: TextRange, insert: &str) -> Option<String> {
    let text = token.text();
    let quotes = token.kind() == DOUBLE_QUOTED && text.len() >= 2 && !text.contains('\\');
    if !quotes || !insert.bytes().all(is_plain) {
        return None;
    }
    let content = TextRange::new(1.into(), TextSize::of(text) - TextSize::new(1));
    content.contains_range(inside).then_some(())?;
    replaced(text, inside, insert)
}

/// The line's text after the edit, if all of it that changes stands behind its first letter: where a block scalar
/// begins and ends is decided by what its lines begin with.
fn in_block(token: &SyntaxToken, inside: TextRange, insert: &str) -> Option<String> {
    if token.kind() != BLOCK_LINE || !insert.chars().all(is_simple) {
        return None;
    }
    let before = token.text().get(..inside.start().into())?;
    // A line of dashes or points could become the mark between two documents.
    let is_begun = |it: char| !it.is_whitespace() && !matches!(it, '-' | '.');
    before.contains(is_begun).then_some(())?;
    replaced(token.text(), inside, insert)
}

fn replaced(text: &str, inside: TextRange, insert: &str) -> Option<String> {
    let (start, end) = (usize::from(inside.start()), usize::from(inside.end()));
    Some([text.get(..start)?, insert, text.get(end..)?].concat())
}

/// Whether a character is one that a line of text can hold whatever stands around it.
fn is_simple(char: char) -> bool {
    matches!(char, ' '..='~') || char.is_alphanumeric()
}

/// Whether a byte means nothing but itself in a string.
fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && !matches!(byte, b'"' | b'\\')
}

#[cfg(test)]
mod tests {
    use asl_text::{Edit, Text, TextRange};

    use crate::{Format, Parse, SyntaxKind, parse, reparse};

    /// Types `insert` at `at` and answers the tree before and after, which equals a full parse's.
    fn typed(before: &str, at: u32, insert: &str) -> (Parse, Parse) {
        typed_in(Format::Json, before, at, insert)
    }

    fn typed_in(format: Format, before: &str, at: u32, insert: &str) -> (Parse, Parse) {
        let old = parse(before, format);
        let mut text = Text::new(before);
        let edit = Edit {
            range: TextRange::empty(at.into()),
            insert: insert.to_owned(),
        };
        assert!(text.apply(&edit).is_ok());
        let new = reparse(&old, &text, &edit);
        assert_eq!(new, parse(&text.to_string(), format), "{insert:?} at {at}");
        (old, new)
    }

    fn shares_the_second_entry(old: &Parse, new: &Parse) -> bool {
        let entry = |it: &Parse| {
            let entries = it
                .syntax()
                .descendants()
                .filter(|it| it.kind() == SyntaxKind::ENTRY);
            entries
                .last()
                .map(|it| std::ptr::from_ref(&*it.green()).addr())
        };
        entry(old).is_some() && entry(old) == entry(new)
    }

    #[test]
    fn all_but_the_string_stays() {
        let text = r#"{"StartAt": "A", "States": {}}"#;
        for at in [2, 9, 13, 14] {
            let (old, new) = typed(text, at, "x");
            assert!(shares_the_second_entry(&old, &new), "typed at {at}");
        }
    }

    #[test]
    fn what_may_end_the_string_is_parsed() {
        let text = r#"{"StartAt": "A", "States": {}}"#;
        for (at, insert) in [(1, "x"), (15, "x"), (14, "\""), (14, "\\"), (14, "\n")] {
            typed(text, at, insert);
        }
    }

    #[test]
    fn a_line_of_a_block_scalar_is_replaced_alone() {
        let text = "a: |\n  {\n    \"b\": 1\n  }\nc: {d: 1}\n";
        let (old, new) = typed_in(Format::Yaml, text, 14, "x # y: z");
        assert!(shares_the_second_entry(&old, &new));
    }

    #[test]
    fn a_block_scalar_is_what_a_full_parse_reads() {
        let texts = [
            "a: |\n  {\n    \"b\": 1\n\n  }\nc: {d: 1}\n",
            "a: >-\n    b\n    --\n    #c\n\n  # d\ne: |+\n  f\n\n",
            "|\n-- a\n..\n# b\n",
        ];
        for text in texts {
            for at in 0..=u32::try_from(text.len()).unwrap_or_default() {
                for insert in [
                    "x", " ", "-", ".", "#", ": ", "\t", "\n", "\n  ", "é", "\u{7}",
                ] {
                    typed_in(Format::Yaml, text, at, insert);
                }
            }
        }
    }
}
