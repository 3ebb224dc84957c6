//! The commonest edit of all: letters typed or erased inside a string of a JSON text without errors.
//!
//! In such a text a string says nothing about what stands around it, and no guess is made from its content. So its
//! token can be replaced alone, wherever it stands; also where the smallest block around it is the whole document.

use asl_text::{Edit, TextRange, TextSize};
use rowan::GreenToken;

use crate::SyntaxKind::DOUBLE_QUOTED;
use crate::parse::Layer;
use crate::{SyntaxNode, SyntaxToken};

/// The layer after the edit, if it is of that kind.
pub(crate) fn apply(layer: &Layer, root: &SyntaxNode, edit: &Edit) -> Option<Layer> {
    if !layer.errors.is_empty() || !edit.insert.bytes().all(is_plain) {
        return None;
    }
    let token = root.covering_element(edit.range).into_token()?;
    let inside = edit.range - token.text_range().start();
    let text = replaced(&token, inside, &edit.insert)?;
    let green = token.replace_with(GreenToken::new(DOUBLE_QUOTED.into(), &text));
    Some(Layer {
        green,
        errors: Vec::new(),
        flags: layer.flags,
    })
}

/// The token's text after the edit, if all of it that changes stands between its quotes.
fn replaced(token: &SyntaxToken, inside: TextRange, insert: &str) -> Option<String> {
    let text = token.text();
    let quotes = token.kind() == DOUBLE_QUOTED && text.len() >= 2 && !text.contains('\\');
    if !quotes {
        return None;
    }
    let content = TextRange::new(1.into(), TextSize::of(text) - TextSize::new(1));
    if !content.contains_range(inside) {
        return None;
    }
    let (start, end) = (usize::from(inside.start()), usize::from(inside.end()));
    Some([text.get(..start)?, insert, text.get(end..)?].concat())
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
        let old = parse(before, Format::Json);
        let mut text = Text::new(before);
        let edit = Edit {
            range: TextRange::empty(at.into()),
            insert: insert.to_owned(),
        };
        assert!(text.apply(&edit).is_ok());
        let new = reparse(&old, &text, &edit);
        assert_eq!(new, parse(&text.to_string(), Format::Json));
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
}
