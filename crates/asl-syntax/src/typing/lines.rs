//! Lines inside of a block scalar.

use asl_text::{Edit, TextRange, TextSize};
use rowan::{GreenNode, GreenToken, NodeOrToken};

use super::is_simple;
use crate::SyntaxKind::{BLOCK_HEADER, BLOCK_LINE, NEWLINE, SCALAR, WHITESPACE};
use crate::{SyntaxElement, SyntaxKind, SyntaxNode};

type Element = NodeOrToken<GreenNode, GreenToken>;

/// The tree with other lines in a block scalar, if all that changes lies behind the first letter, whose column is the
/// block's, and before the last line, which may end it.
pub(super) fn replaced(root: &SyntaxNode, edit: &Edit) -> Option<GreenNode> {
    if !edit.insert.chars().all(|it| is_simple(it) || it == '\n') {
        return None;
    }
    let scalar = scalar_around(root, edit.range)?;
    let (first, indent) = first_line(&scalar)?;
    let (start, end) = (
        line_start(&scalar, edit.range.start())?,
        line_end(&scalar, edit.range.end())?,
    );
    if edit.range.start() <= first {
        return None;
    }
    let range = TextRange::new(start.text_range().start(), end.text_range().start());
    let at = |it: TextSize| usize::from(it - range.start());
    let mut text = String::new();
    let mut token = Some(start.clone());
    while let Some(it) = token.filter(|it| it.index() < end.index()) {
        text.push_str(it.as_token()?.text());
        token = it.next_sibling_or_token();
    }
    if !text.is_char_boundary(at(edit.range.start()))
        || !text.is_char_boundary(at(edit.range.end()))
    {
        return None;
    }
    text.replace_range(at(edit.range.start())..at(edit.range.end()), &edit.insert);
    let tokens = tokens(&text, indent)?;
    let green = scalar
        .green()
        .splice_children(start.index()..end.index(), tokens);
    Some(scalar.replace_with(green))
}

/// The block scalar that a range lies inside of.
fn scalar_around(root: &SyntaxNode, range: TextRange) -> Option<SyntaxNode> {
    let one = TextSize::new(1);
    let wider = TextRange::new(range.start().checked_sub(one)?, range.end() + one);
    let known = root.text_range().contains_range(wider);
    let element = known.then(|| root.covering_element(wider))?;
    let node = element.as_node().cloned().or_else(|| element.parent())?;
    let header = |it: SyntaxElement| it.into_token().filter(|it| it.kind() == BLOCK_HEADER);
    let header = node.children_with_tokens().take(8).find_map(header)?;
    // Where the header says how far lines are indented, they do not say it themselves.
    let tells = header.text().contains(|it: char| it.is_ascii_digit());
    (node.kind() == SCALAR && !tells).then_some(node)
}

/// Where the first line's text stands, and the blanks before it.
fn first_line(scalar: &SyntaxNode) -> Option<(TextSize, usize)> {
    let (mut blanks, mut at) = (0, scalar.text_range().start());
    for child in scalar.green().children() {
        let token = child.into_token()?;
        if token.kind() == BLOCK_LINE.into() {
            return (blanks > 0).then_some((at, blanks));
        }
        let is_blank = token.kind() == WHITESPACE.into();
        blanks = if is_blank { token.text().len() } else { 0 };
        at += token.text_len();
    }
    None
}

/// The first token of the line at an offset, which may be its break.
fn line_start(scalar: &SyntaxNode, offset: TextSize) -> Option<SyntaxElement> {
    let before = offset.checked_sub(TextSize::new(1))?;
    let mut token = scalar.child_or_token_at_range(TextRange::new(before, offset))?;
    loop {
        if token.kind() == NEWLINE {
            // Inside of CR LF stands no line.
            let is_behind = token.text_range().end() <= offset;
            return token.next_sibling_or_token().filter(|_| is_behind);
        }
        token = token.prev_sibling_or_token()?;
    }
}

/// The break at the end of the line at an offset.
fn line_end(scalar: &SyntaxNode, offset: TextSize) -> Option<SyntaxElement> {
    let behind = TextRange::at(offset, TextSize::new(1));
    let mut token = scalar.child_or_token_at_range(behind)?;
    loop {
        if token.kind() == NEWLINE {
            return (token.text_range().start() >= offset).then_some(token);
        }
        token = token.next_sibling_or_token()?;
    }
}

/// Lines as tokens, without the last one's break; `None` where one ends the block.
fn tokens(text: &str, indent: usize) -> Option<Vec<Element>> {
    let mut tokens = Vec::new();
    let mut push = |kind: SyntaxKind, text: &str| {
        if !text.is_empty() {
            tokens.push(Element::from(GreenToken::new(kind.into(), text)));
        }
    };
    let mut rest = text;
    loop {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, behind) = rest.split_at(end);
        let blanks = line.bytes().take(indent).take_while(|it| *it == b' ');
        let (blanks, content) = line.split_at(blanks.count());
        if blanks.len() < indent && !content.is_empty() {
            return None;
        }
        push(WHITESPACE, blanks);
        push(BLOCK_LINE, content);
        if behind.is_empty() {
            return Some(tokens);
        }
        let length = if behind.starts_with("\r\n") { 2 } else { 1 };
        push(NEWLINE, &behind[..length]);
        rest = &behind[length..];
    }
}
