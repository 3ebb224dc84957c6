//! The commonest edits of all: letters typed or erased inside a string, lines inside a block, of a text without errors.
//!
//! In such a text the inside of a string says nothing about what stands around it, nor do the lines of a block scalar of
//! YAML between its first and its last, and no guess is made from their content. So their tokens can be replaced alone,
//! wherever they stand; also where the smallest block around them is the whole document.

mod lines;
mod quoted;

use asl_text::{Edit, TextRange, TextSize};
use rowan::{GreenNode, GreenToken};

use crate::SyntaxKind::BLOCK_LINE;
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
    Some(Layer {
        green: replaced_token(root, edit, format).or_else(|| lines::replaced(root, edit))?,
        errors: Vec::new(),
        flags: layer.flags,
    })
}

/// The tree with another text of one token.
fn replaced_token(root: &SyntaxNode, edit: &Edit, format: Format) -> Option<GreenNode> {
    let token = token_at(root, edit.range)?;
    let inside = edit.range - token.text_range().start();
    let stays = match token.kind() {
        BLOCK_LINE => in_block(&token, inside, &edit.insert),
        _ => quoted::is_inside(&token, inside, &edit.insert, format),
    };
    let text = replaced(token.text(), inside, &edit.insert).filter(|_| stays)?;
    Some(token.replace_with(GreenToken::new(token.kind().into(), &text)))
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

/// Whether all of a block's line that changes stands behind its first letter: where a block scalar begins and ends is
/// decided by what its lines begin with.
fn in_block(line: &SyntaxToken, inside: TextRange, insert: &str) -> bool {
    let before = line.text().get(..inside.start().into());
    before.is_some_and(is_begun) && insert.chars().all(is_simple)
}

/// Whether a line that begins so is one of text, whatever follows: dashes or points could become the mark between two
/// documents.
fn is_begun(line: &str) -> bool {
    line.contains(|it: char| !it.is_whitespace() && !matches!(it, '-' | '.'))
}

fn replaced(text: &str, inside: TextRange, insert: &str) -> Option<String> {
    let (start, end) = (usize::from(inside.start()), usize::from(inside.end()));
    Some([text.get(..start)?, insert, text.get(end..)?].concat())
}

/// Whether a character is one that a line of text can hold whatever stands around it.
fn is_simple(char: char) -> bool {
    matches!(char, ' '..='~') || char.is_alphanumeric()
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
    fn a_string_with_escapes_is_replaced_alone() {
        let text = r#"{"a": "\"x\" \\ \u00e9", "States": {}}"#;
        for (at, insert) in [
            (7, "y"),
            (9, "y"),
            (12, r#"\""#),
            (15, r"\u00e9"),
            (22, "y"),
        ] {
            let (old, new) = typed(text, at, insert);
            assert!(shares_the_second_entry(&old, &new), "typed at {at}");
        }
        for at in 0..=u32::try_from(text.len()).unwrap_or_default() {
            for insert in ["x", "\\", "\"", "\\\"", "\\u12", "d83d", "\\q"] {
                typed(text, at, insert);
            }
        }
    }

    #[test]
    fn quotes_of_yaml_are_what_a_full_parse_reads() {
        let texts = [
            "a: \"b \\\" c\\\\ \\u00e9\n\n  d # e\"\nc: {d: 1}\n",
            "a: 'it''s\n  -- b\n  '''\nc: {d: '1'}\n",
            "'a': \"b\"\n",
        ];
        let inserts = [
            "x", " ", "-", "#", ": ", "\t", "\n", "\n  ", "é", "'", "''", "\"", "\\\"", "\\",
            "\u{7}",
        ];
        for text in texts {
            for at in 0..=u32::try_from(text.len()).unwrap_or_default() {
                for insert in inserts {
                    typed_in(Format::Yaml, text, at, insert);
                }
            }
        }
    }

    #[test]
    fn lines_of_a_block_scalar_are_replaced_alone() {
        let text = "a: |\n  {\n    \"b\": 1\n  }\nc: {d: 1}\n";
        for (at, insert) in [(18, "\n    "), (8, "\n\n    x"), (11, "    \"x\": 2,\n  ")] {
            let (old, new) = typed_in(Format::Yaml, text, at, insert);
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
            "a: |\r\n  b\r\n\r\n   c\r\n  d\r\n",
            "a: !x |2+\n    b\n  c\n   \n  d\n\n\n",
        ];
        for text in texts {
            for at in 0..=u32::try_from(text.len()).unwrap_or_default() {
                for insert in [
                    "x", " ", "-", ".", "#", ": ", "\t", "\n", "\n  ", "\n    ", "\n\n  x", "\n x",
                    "é", "\u{7}",
                ] {
                    typed_in(Format::Yaml, text, at, insert);
                }
            }
        }
    }
}
