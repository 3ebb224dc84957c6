//! A stretch of a scalar decoded alone, so that an edit of a large text costs what it touches.
//!
//! A scalar's text is read from its start to its end, but what a place stands for is mostly decided near it: between
//! escapes on one line, at the starts of lines elsewhere. Such places are *cuts*: what stands behind one decodes
//! alike whatever stands before it.

use rowan::{TextRange, TextSize};

use super::map::{Decoded, Decoder};
use super::{Scalar, ScalarStyle, json, yaml};
use crate::SyntaxKind;

/// How a large scalar is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notation {
    /// How it is written.
    pub style: ScalarStyle,
    /// The blanks before each line of a block.
    pub indent: usize,
    /// It may stand on more than one line, which are folded where it is no block.
    pub has_lines: bool,
}

impl Scalar {
    /// Whether one of its tokens stands on more than one line.
    pub fn has_lines(&self) -> bool {
        let token = super::scalar_token(self.syntax());
        token.is_some_and(|it| it.text().contains('\n') || it.text().contains('\r'))
    }

    /// Whether it is a block whose header says how far its lines are indented: then they do not say it themselves.
    pub fn tells_indent(&self) -> bool {
        let header = super::scalar_token(self.syntax());
        let header = header.filter(|it| it.kind() == SyntaxKind::BLOCK_HEADER);
        header.is_some_and(|it| it.text().contains(|it: char| it.is_ascii_digit()))
    }

    /// Whether a piece of its map that starts at `source` starts at a cut; `around` are the decoded characters before
    /// and behind that place.
    pub fn is_cut(&self, notation: Notation, source: TextSize, around: &str) -> bool {
        match notation.style {
            ScalarStyle::Literal => around.starts_with('\n') && !around.ends_with('\n'),
            ScalarStyle::Folded => false,
            _ if notation.has_lines => self.starts_line(source).unwrap_or_default(),
            _ => true,
        }
    }

    /// Whether the text of a line starts at this offset of a scalar in quotes, or of a plain one.
    fn starts_line(&self, source: TextSize) -> Option<bool> {
        let token = super::scalar_token(self.syntax())?;
        let at = usize::from(source.checked_sub(token.text_range().start())?);
        let (before, behind) = token.text().split_at_checked(at)?;
        let before = before.trim_end_matches([' ', '\t']);
        let is_break = |it: char| matches!(it, '\n' | '\r');
        Some(before.ends_with(is_break) && !behind.starts_with(is_break))
    }

    /// Decodes `text`, which stands at `source` in this scalar and begins and ends at cuts; the map has offsets from
    /// the start of `text`. `None` where it does not decode alone.
    pub fn decode_stretch(
        &self,
        notation: Notation,
        source: TextRange,
        text: &str,
    ) -> Option<Decoded> {
        match notation.style {
            ScalarStyle::Literal => {
                let is_last = source.end() == self.range().end();
                let header = super::scalar_token(self.syntax())?;
                let ends_line = is_last && !header.text().contains('-');
                literal(text, notation.indent, is_last, ends_line)
            }
            ScalarStyle::Folded => None,
            ScalarStyle::DoubleQuoted if !notation.has_lines => json::decode_text(text, 0.into()),
            _ if notation.has_lines => Some(self.lines(text)?),
            // Half of a pair of quotes at the end would go on behind it.
            ScalarStyle::SingleQuoted if ends_in_half(text) => None,
            ScalarStyle::SingleQuoted | ScalarStyle::Plain | ScalarStyle::DoubleQuoted => {
                self.lines(text)
            }
        }
    }

    fn lines(&self, text: &str) -> Option<Decoded> {
        let kind = super::scalar_token(self.syntax())?.kind();
        Some(yaml::decode_text(text, 0.into(), kind))
    }
}

fn ends_in_half(text: &str) -> bool {
    text.bytes().rev().take_while(|it| *it == b'\'').count() % 2 == 1
}

/// Lines of a literal block from the text of one to the text of another, or to the block's last line. `None` where the
/// last one lacks blanks, of which the text behind it has some.
fn literal(text: &str, indent: usize, is_last: bool, ends_line: bool) -> Option<Decoded> {
    let mut decoder = Decoder::new(text.len());
    let offset = |at: usize| TextSize::new(at as u32);
    let mut at = 0;
    loop {
        let end = text[at..].find(['\n', '\r']).map(|it| at + it);
        decoder.verbatim(&text[at..end.unwrap_or(text.len())], offset(at));
        let Some(end) = end else { break };
        let length = if text[end..].starts_with("\r\n") {
            2
        } else {
            1
        };
        if length == 1 {
            decoder.verbatim("\n", offset(end));
        } else {
            decoder.replaced("\n", TextRange::at(offset(end), offset(length)));
        }
        at = end + length;
        let blanks = text[at..].bytes().take(indent);
        let blanks = blanks.take_while(|it| *it == b' ').count();
        at += blanks;
        if at == text.len() && blanks < indent && !is_last {
            return None;
        }
    }
    let end = offset(text.len());
    if ends_line {
        decoder.replaced("\n", TextRange::empty(end));
    }
    Some(decoder.finish(end))
}
