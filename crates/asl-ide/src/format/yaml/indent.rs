//! Where the lines of block YAML begin: each level right of the one around it by the same number of blanks.
//!
//! A line that begins with a key or a dash gets the column of its level. All other lines (texts over
//! several lines, flow collections, comments) move with the line that they belong to.

use asl_syntax::ast::{Entry, Item, Value};
use asl_syntax::{Parse, SyntaxKind, SyntaxNode, TextRange, TextSize};
use asl_text::Edit;
use rustc_hash::FxHashMap;

use crate::tokens::token_at;

/// The edits of the lines' beginnings; `None` for a text in which they are not clear.
pub(super) fn edits(parse: &Parse, text: &str, step: usize) -> Option<Vec<Edit>> {
    let lines = Lines::new(text)?;
    let mut columns = Columns {
        lines: &lines,
        step,
        of_line: FxHashMap::default(),
        dashes: Vec::new(),
    };
    columns.value(&parse.root().value()?, 0);
    let Columns {
        of_line,
        mut dashes,
        ..
    } = columns;
    dashes.extend(lines.moved(&parse.syntax(), &of_line));
    Some(dashes)
}

/// Where the lines of a text start and how many blanks they begin with.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Option<Self> {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        };
        let tabs = lines
            .starts
            .iter()
            .any(|it| text[*it..].trim_start_matches(' ').starts_with('\t'));
        (!tabs).then_some(lines)
    }

    fn of(&self, offset: TextSize) -> usize {
        self.starts.partition_point(|it| *it <= usize::from(offset)) - 1
    }

    fn column(&self, offset: TextSize) -> usize {
        usize::from(offset) - self.starts[self.of(offset)]
    }

    /// The blanks at a line's beginning.
    fn blanks(&self, line: usize) -> usize {
        let text = &self.text[self.starts[line]..];
        text.len() - text.trim_start_matches(' ').len()
    }

    fn is_first_of_line(&self, offset: TextSize) -> bool {
        self.column(offset) == self.blanks(self.of(offset))
    }

    /// The new beginnings of all lines, given those of the lines that begin with a key or a dash.
    fn moved(&self, root: &SyntaxNode, of_line: &FxHashMap<usize, usize>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut current = 0;
        // How far the last line moved that began in a column.
        let mut of_column: FxHashMap<usize, isize> = FxHashMap::default();
        for (line, behind) in self.next_shifts(of_line).into_iter().enumerate() {
            let Some(kind) = self.first_token(root, line) else {
                continue;
            };
            let column = self.blanks(line);
            if let Some(own) = self.shift(of_line, line) {
                current = own;
                of_column.insert(column, own);
            }
            // A comment belongs to the line below, or to one above that begins in its column.
            let by = match (kind, behind) {
                (SyntaxKind::COMMENT, Some((next, by))) if next == column => by,
                (SyntaxKind::COMMENT, _) => of_column.get(&column).copied().unwrap_or(current),
                _ => current,
            };
            edits.extend(self.shifted(line, by));
        }
        edits
    }

    fn shift(&self, of_line: &FxHashMap<usize, usize>, line: usize) -> Option<isize> {
        let new = *of_line.get(&line)?;
        Some(new.cast_signed() - self.blanks(line).cast_signed())
    }

    /// For each line the column of the next one that begins with a key or a dash, and how far that moves.
    fn next_shifts(&self, of_line: &FxHashMap<usize, usize>) -> Vec<Option<(usize, isize)>> {
        let mut next = None;
        let mut shifts = vec![None; self.starts.len()];
        for line in (0..self.starts.len()).rev() {
            next = self
                .shift(of_line, line)
                .map(|it| (self.blanks(line), it))
                .or(next);
            shifts[line] = next;
        }
        shifts
    }

    fn shifted(&self, line: usize, by: isize) -> Option<Edit> {
        let old = self.blanks(line);
        let new = old.saturating_add_signed(by);
        let start = TextSize::new(self.starts[line] as u32);
        (new != old).then(|| Edit {
            range: TextRange::at(start, TextSize::new(old as u32)),
            insert: " ".repeat(new),
        })
    }

    /// What a line begins with; `None` for an empty line, and for blanks that belong to no text.
    fn first_token(&self, root: &SyntaxNode, line: usize) -> Option<SyntaxKind> {
        let offset = self.starts[line] + self.blanks(line);
        let token = token_at(root, TextSize::new(offset as u32))?;
        let in_text = token
            .parent()
            .is_some_and(|it| it.kind() == SyntaxKind::SCALAR);
        (in_text || token.kind() != SyntaxKind::NEWLINE).then(|| token.kind())
    }
}

/// The columns of keys and dashes.
struct Columns<'a> {
    lines: &'a Lines<'a>,
    step: usize,
    of_line: FxHashMap<usize, usize>,
    /// One blank behind a dash that is followed by a block.
    dashes: Vec<Edit>,
}

impl Columns<'_> {
    fn value(&mut self, value: &Value, column: usize) {
        match value {
            Value::Mapping(it) if is_block(it.syntax()) => {
                let own = it
                    .entries()
                    .next()
                    .map(|it| self.lines.column(it.range().start()));
                for entry in it.entries() {
                    self.entry(&entry, own.unwrap_or_default(), column);
                }
            }
            Value::Sequence(it) if is_block(it.syntax()) => {
                it.items().for_each(|it| self.item(&it, column));
            }
            _ => {}
        }
    }

    /// A list may stand in the column of its key or right of it; which one stays.
    fn entry(&mut self, entry: &Entry, own: usize, column: usize) {
        self.place(entry.range().start(), column);
        let Some(value) = entry.value() else { return };
        let first = value.as_sequence().and_then(|it| it.items().next());
        let flush = first.is_some_and(|it| self.lines.column(it.range().start()) == own);
        self.value(&value, if flush { column } else { column + self.step });
    }

    fn item(&mut self, item: &Item, column: usize) {
        self.place(item.range().start(), column);
        let Some(value) = item.value() else { return };
        let dash = item.range().start() + TextSize::new(1);
        let blanks = TextRange::new(dash, value.range().start().max(dash));
        let same_line = self.lines.of(dash) == self.lines.of(blanks.end());
        if same_line && is_block(value.syntax()) && blanks.len() != TextSize::new(1) {
            self.dashes.push(Edit {
                range: blanks,
                insert: " ".to_owned(),
            });
        }
        self.value(&value, column + 2);
    }

    fn place(&mut self, offset: TextSize, column: usize) {
        if self.lines.is_first_of_line(offset) {
            self.of_line.insert(self.lines.of(offset), column);
        }
    }
}

/// A mapping or sequence without braces.
fn is_block(node: &SyntaxNode) -> bool {
    let braces = node
        .children_with_tokens()
        .any(|it| matches!(it.kind(), SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET));
    !braces && matches!(node.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE)
}
