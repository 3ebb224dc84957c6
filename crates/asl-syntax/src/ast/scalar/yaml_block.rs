//! Decoding of literal and folded block scalars.
//!
//! Their tokens say all that is needed: WHITESPACE at the start of a line is its indentation, a BLOCK_LINE its text.
//! The scalar ends before its last line break, which it has even at the end of the text.

use rowan::{NodeOrToken, TextRange, TextSize};

use super::map::{Decoded, Decoder};
use crate::SyntaxKind::{BLOCK_HEADER, BLOCK_LINE, NEWLINE};
use crate::{SyntaxNode, SyntaxToken};

/// One line: its text, and the line break before it.
struct Line {
    text: Option<SyntaxToken>,
    /// The break before the line.
    before: TextRange,
}

impl Line {
    /// Whether the line keeps its breaks when it is folded: it starts with a blank.
    fn is_spaced(&self) -> bool {
        let text = self.text.as_ref();
        text.is_some_and(|it| it.text().starts_with([' ', '\t']))
    }
}

/// Where the scalar's lines stand, from the first one's text.
pub(super) fn content_range(node: &SyntaxNode) -> TextRange {
    let end = node.text_range().end();
    let lines = lines(node);
    let first = lines.iter().find_map(|it| it.text.as_ref());
    TextRange::new(first.map_or(end, |it| it.text_range().start()), end)
}

/// Decodes the scalar of `header`.
pub(super) fn decode(node: &SyntaxNode, header: &SyntaxToken) -> Decoded {
    let end = node.text_range().end();
    let mut decoder = Decoder::new(node.text_range().len().into());
    let lines = lines(node);
    if header.text().starts_with('>') {
        folded(&mut decoder, &lines);
    } else {
        literal(&mut decoder, &lines);
    }
    if !lines.is_empty() && !header.text().contains('-') {
        decoder.replaced("\n", TextRange::empty(end));
    }
    decoder.finish(end)
}

/// The lines behind the header.
fn lines(node: &SyntaxNode) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let tokens = node
        .children_with_tokens()
        .filter_map(NodeOrToken::into_token);
    for token in tokens.skip_while(|it| it.kind() != BLOCK_HEADER) {
        match token.kind() {
            NEWLINE => lines.push(Line {
                text: None,
                before: token.text_range(),
            }),
            BLOCK_LINE => {
                if let Some(line) = lines.last_mut() {
                    line.text = Some(token);
                }
            }
            _ => {}
        }
    }
    lines
}

fn literal(decoder: &mut Decoder, lines: &[Line]) {
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            line_break(decoder, line);
        }
        text(decoder, line);
    }
}

/// Two lines of text are joined by a space; where empty lines stand between them, each of those is a line break.
/// A line that starts with a blank keeps all the breaks around it.
fn folded(decoder: &mut Decoder, lines: &[Line]) {
    let mut previous: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.text.is_none() {
            continue;
        }
        match previous {
            None => breaks(decoder, &lines[1..=index]),
            Some(last) if line.is_spaced() || lines[last].is_spaced() => {
                breaks(decoder, &lines[last + 1..=index]);
            }
            Some(last) if last + 1 == index => decoder.replaced(" ", line.before),
            Some(last) => breaks(decoder, &lines[last + 2..=index]),
        }
        text(decoder, line);
        previous = Some(index);
    }
    breaks(
        decoder,
        &lines[previous.map_or(1, |it| it + 1).min(lines.len())..],
    );
}

fn breaks(decoder: &mut Decoder, lines: &[Line]) {
    for line in lines {
        line_break(decoder, line);
    }
}

/// Writes the break before `line`; it is a line feed however it is written.
fn line_break(decoder: &mut Decoder, line: &Line) {
    if line.before.len() == TextSize::new(1) {
        return decoder.verbatim("\n", line.before.start());
    }
    decoder.replaced("\n", line.before);
}

fn text(decoder: &mut Decoder, line: &Line) {
    if let Some(token) = &line.text {
        decoder.verbatim(token.text(), token.text_range().start());
    }
}
