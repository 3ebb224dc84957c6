//! Parsing one block again: a block mapping or sequence alone, as the whole parse would come to it.
//!
//! A block ends where a line stands left of it. What stands behind it is the same before and after the edit, so the
//! new text of the block can be read alone if that line still ends it, nothing in it is left open, and it is all read.

use asl_text::{Encoding, TextRange, TextSize};

use super::block::Place;
use super::build::finish;
use super::control_characters;
use super::cursor::{Event, Parser};
use crate::SyntaxKind::{
    ANCHOR, BLOCK_HEADER, BLOCK_LINE, COLON, COMMENT, DASH, DIRECTIVE, DOCUMENT, DOCUMENT_END,
    DOCUMENT_START, ENTRY, ERROR, ERROR_TEXT, ITEM, L_BRACE, L_BRACKET, MAPPING, NEWLINE, QUESTION,
    SEQUENCE, TAG, WHITESPACE,
};
use crate::builder::Pass;
use crate::reparse::Block;
use crate::{SyntaxKind, SyntaxNode};

/// Parses a block alone, or `None` where that might not be what a whole parse reads.
pub(crate) fn reparse_block(block: &Block<'_>, guess: bool) -> Option<Pass> {
    let first = block.source.bytes().next()?;
    if matches!(first, b' ' | b'\t' | b'\r' | b'\n' | b'#' | b'%') || !is_block(block.old) {
        return None;
    }
    let context = context(block)?;
    let behind = behind(block.old, context.place)?;
    let mut parser = Parser::new(block.source, context.column, guess);
    let dash = parser.indicator_at(0, b'-');
    let column = context.column as isize;
    if column <= context.place.above && !(dash && column > context.place.dash_above) {
        return None;
    }
    parser.depth = context.depth;
    parser.value(context.place);
    let open_end = ends_in_block_scalar(&parser.events) && behind != Behind::NextLine;
    if parser.at != block.source.len() || open_end {
        return None;
    }
    control_characters(&mut parser);
    let pass = finish(&parser);
    let same_kind = pass.green.kind() == block.old.kind().into();
    same_kind.then_some(pass)
}

/// Parses some of a block's entries or items, from the start of one to the end of another, as a block; what
/// stands behind them is not looked at.
pub(crate) fn reparse_run(run: &Block<'_>) -> Option<Pass> {
    let first = run.source.bytes().next()?;
    if matches!(first, b' ' | b'\t' | b'\r' | b'\n' | b'#' | b'%') || !is_block(run.old) {
        return None;
    }
    let context = context(run)?;
    let mut parser = Parser::new(run.source, context.column, false);
    parser.depth = context.depth;
    parser.value(context.place);
    if parser.at != run.source.len() {
        return None;
    }
    control_characters(&mut parser);
    let pass = finish(&parser);
    (pass.green.kind() == run.old.kind().into()).then_some(pass)
}

/// Whether `node` is a block collection without properties.
fn is_block(node: &SyntaxNode) -> bool {
    let first = node.first_child_or_token().map(|it| it.kind());
    !matches!(first, Some(TAG | ANCHOR | L_BRACE | L_BRACKET) | None)
}

/// How a whole parse comes to a block.
struct Context {
    place: Place,
    column: usize,
    depth: u32,
}

fn context(block: &Block<'_>) -> Option<Context> {
    let node = block.old;
    // What stands where nothing may ends the text before it by what its first line says.
    if node.ancestors().any(|it| it.kind() == ERROR) {
        return None;
    }
    let has_directives = node
        .ancestors()
        .find(|it| it.kind() == DOCUMENT)
        .is_none_or(|it| has(&it, DIRECTIVE));
    if has_directives {
        return None;
    }
    let column = column(block, node.text_range().start())?;
    let parent = node.parent()?;
    let outer = parent.parent()?;
    let place = match parent.kind() {
        DOCUMENT => Place::root(true),
        ITEM if outer.kind() == SEQUENCE => Place::item(column_of(block, &outer)?),
        ENTRY if outer.kind() == MAPPING && has(&parent, COLON) && !has(&parent, QUESTION) => {
            Place::entry(column_of(block, &outer)?, true)
        }
        _ => return None,
    };
    let collections = node.ancestors().skip(1);
    let depth = collections.filter(|it| matches!(it.kind(), MAPPING | SEQUENCE));
    Some(Context {
        place,
        column: column as usize,
        depth: depth.count() as u32,
    })
}

/// The column of a block collection: the one of its first entry or item.
fn column_of(block: &Block<'_>, collection: &SyntaxNode) -> Option<isize> {
    if !is_block(collection) && !has(collection, TAG) && !has(collection, ANCHOR) {
        return None;
    }
    column(block, collection.children().next()?.text_range().start())
}

/// The column of a block, if nothing but blanks and dashes stands before it on its line.
fn column(block: &Block<'_>, start: TextSize) -> Option<isize> {
    let position = block.text.position(start, Encoding::Utf8);
    let column = TextSize::new(position.character);
    let before = block.text.slice(TextRange::new(start - column, start));
    before
        .bytes()
        .all(|byte| matches!(byte, b' ' | b'-'))
        .then_some(u32::from(column) as isize)
}

/// What stands behind a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// The next thing, on the next line.
    NextLine,
    /// Empty lines, comments, or nothing at all.
    Other,
}

/// What stands behind the block, if it ends the block by its column.
fn behind(node: &SyntaxNode, place: Place) -> Option<Behind> {
    let (mut lines, mut comment, mut column) = (0, false, 0_isize);
    let mut token = node.last_token()?.next_token();
    while let Some(next) = token {
        match next.kind() {
            NEWLINE => {
                lines += 1;
                column = 0;
            }
            WHITESPACE if next.text().contains('\t') => return None,
            WHITESPACE => column = next.text().len() as isize,
            COMMENT => comment = true,
            DOCUMENT_START | DOCUMENT_END if lines > 0 => return Some(Behind::Other),
            kind => {
                let dash = kind == DASH && column > place.dash_above;
                let ends = lines > 0 && column <= place.above && !dash;
                let next_line = lines == 1 && !comment;
                return ends.then_some(if next_line {
                    Behind::NextLine
                } else {
                    Behind::Other
                });
            }
        }
        token = next.next_token();
    }
    Some(Behind::Other)
}

/// Whether the last token belongs to a block scalar, which may reach farther than its text tells.
fn ends_in_block_scalar(events: &[Event]) -> bool {
    let last = events.iter().rev().find_map(|event| match event {
        Event::Token(kind, _) => Some(*kind),
        _ => None,
    });
    matches!(
        last,
        Some(BLOCK_HEADER | BLOCK_LINE | NEWLINE | WHITESPACE | COMMENT | ERROR_TEXT)
    )
}

fn has(node: &SyntaxNode, kind: SyntaxKind) -> bool {
    node.children_with_tokens().any(|it| it.kind() == kind)
}
