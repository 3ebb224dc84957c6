//! Decoding of literal and folded block scalars.
//!
//! Their tokens say all that is needed: WHITESPACE at the start of a line is its indentation, a BLOCK_LINE its text.
//! The scalar ends before its last line break, which it has even at the end of the text.

use rowan::{GreenNodeData, NodeOrToken, TextRange, TextSize};

use super::map::{Decoded, Decoder};
use crate::SyntaxKind::{BLOCK_HEADER, BLOCK_LINE, NEWLINE};
use crate::{SyntaxNode, SyntaxToken};

/// One line: its text and where that stands, and the line break before it.
struct Line<'a> {
    text: Option<(&'a str, TextSize)>,
    /// The break before the line.
    before: TextRange,
}

impl Line<'_> {
    /// Whether the line keeps its breaks when it is folded: it starts with a blank.
    fn is_spaced(&self) -> bool {
        self.text.is_some_and(|it| it.0.starts_with([' ', '\t']))
    }
}

/// Where the scalar's lines stand, from the first one's text.
pub(super) fn content_range(node: &SyntaxNode) -> TextRange {
    let range = node.text_range();
    let green = node.green();
    let first = tokens(&green, range.start()).find(|it| it.0 == BLOCK_LINE.into());
    TextRange::new(first.map_or(range.end(), |it| it.2), range.end())
}

/// Decodes the scalar of `header`.
pub(super) fn decode(node: &SyntaxNode, header: &SyntaxToken) -> Decoded {
    let (range, green) = (node.text_range(), node.green());
    let end = range.end();
    let mut decoder = Decoder::new(range.len().into());
    let lines = lines(&green, range.start());
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

/// The tokens behind the header of a scalar that starts at `offset`, and where they stand. A definition in a template
/// has tens of thousands of them, and green tokens cost a tenth of positioned ones.
fn tokens(
    node: &GreenNodeData,
    mut offset: TextSize,
) -> impl Iterator<Item = (rowan::SyntaxKind, &str, TextSize)> {
    let tokens = node.children().filter_map(move |child| {
        let start = offset;
        let token = match child {
            NodeOrToken::Token(token) => token,
            NodeOrToken::Node(node) => {
                offset += node.text_len();
                return None;
            }
        };
        offset += token.text_len();
        Some((token.kind(), token.text(), start))
    });
    tokens.skip_while(|it| it.0 != BLOCK_HEADER.into())
}

/// The lines behind the header.
fn lines(node: &GreenNodeData, offset: TextSize) -> Vec<Line<'_>> {
    let (line_break, text) = (NEWLINE.into(), BLOCK_LINE.into());
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (kind, content, start) in tokens(node, offset) {
        if kind == line_break {
            lines.push(Line {
                text: None,
                before: TextRange::at(start, TextSize::of(content)),
            });
        } else if kind == text
            && let Some(line) = lines.last_mut()
        {
            line.text = Some((content, start));
        }
    }
    lines
}

fn literal(decoder: &mut Decoder, lines: &[Line<'_>]) {
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            line_break(decoder, line);
        }
        text(decoder, line);
    }
}

/// Two lines of text are joined by a space; where empty lines stand between them, each of those is a line break.
/// A line that starts with a blank keeps all the breaks around it.
fn folded(decoder: &mut Decoder, lines: &[Line<'_>]) {
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

fn breaks(decoder: &mut Decoder, lines: &[Line<'_>]) {
    for line in lines {
        line_break(decoder, line);
    }
}

/// Writes the break before `line`; it is a line feed however it is written.
fn line_break(decoder: &mut Decoder, line: &Line<'_>) {
    if line.before.len() == TextSize::new(1) {
        return decoder.verbatim("\n", line.before.start());
    }
    decoder.replaced("\n", line.before);
}

fn text(decoder: &mut Decoder, line: &Line<'_>) {
    if let Some((text, start)) = line.text {
        decoder.verbatim(text, start);
    }
}
