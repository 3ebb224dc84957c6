//! Block collections: mappings of `key: value` lines and sequences of `- value` lines.
//!
//! A collection owns the lines at its column. A line between its column and the one of the node around it is
//! indented wrongly, and still belongs to it: this is what a cut blank leaves behind.

use super::cursor::{Ahead, Mark, Parser};
use super::props::Properties;
use crate::SyntaxErrorKind;
use crate::SyntaxKind::{
    ALIAS, ALIAS_NAME, COLON, DASH, ENTRY, ERROR, ITEM, KEY, MAPPING, QUESTION, SCALAR, SEQUENCE,
};

/// Nodes this deep are read; what is deeper is text in error (dropping a tree is recursive).
pub(super) const MAX_DEPTH: u32 = 500;

/// Where a value stands: how deep its lines must be indented, and what may start on its first line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Every line of the value stands right of this column.
    pub(super) above: isize,
    /// The dashes of a sequence stand right of this column.
    pub(super) dash_above: isize,
    /// Block collections may start here: nothing but blanks and dashes stands before it on its line.
    pub(super) block: bool,
    /// The value is an item of a block sequence, whose dash stands at `above`.
    item: bool,
}

impl Place {
    /// The value of a document.
    pub(super) fn root(block: bool) -> Self {
        Self {
            above: -1,
            dash_above: -1,
            block,
            item: false,
        }
    }

    /// The value of an entry whose key stands at `column`; its sequence may stand at the same column.
    pub(super) fn entry(column: isize, block: bool) -> Self {
        Self {
            above: column,
            dash_above: column - 1,
            block,
            item: false,
        }
    }

    /// The value behind a dash at `column`.
    pub(super) fn item(column: isize) -> Self {
        Self {
            above: column,
            dash_above: column,
            block: true,
            item: true,
        }
    }
}

impl Parser<'_> {
    /// Reads the value that starts here.
    pub(super) fn value(&mut self, place: Place) {
        let node = self.open();
        self.value_of(node, place);
    }

    /// Reads the value that `node` was opened for.
    fn value_of(&mut self, node: Mark, place: Place) {
        if self.depth >= MAX_DEPTH {
            return self.too_deep(node, place.above);
        }
        self.depth += 1;
        self.value_in(node, place);
        self.depth -= 1;
    }

    fn value_in(&mut self, node: Mark, mut place: Place) {
        let mut properties = Properties::default();
        loop {
            if place.block && self.indicator_at(self.at, b'-') {
                return self.block_sequence(node, place);
            }
            if place.block && self.starts_entry() {
                return self.block_mapping(node, place);
            }
            if !matches!(self.byte(), b'!' | b'&') {
                return self.content(node, place, properties);
            }
            self.property(&mut properties);
            let ahead = self.peek();
            if !self.continues(ahead, place) {
                return self.close(node, SCALAR);
            }
            place.block = self.crossed(ahead);
            self.trivia();
        }
    }

    /// A value that is no block collection, unless it is one at a place where none may start.
    fn content(&mut self, node: Mark, place: Place, properties: Properties) {
        match self.byte() {
            b'*' => self.alias(node, properties),
            b'{' | b'[' => self.flow(node, place.above),
            b'"' | b'\'' => self.quoted(node, SCALAR, place.above),
            b'|' | b'>' => self.block_scalar(node, place.above),
            b'-' if self.indicator_at(self.at, b'-') => {
                self.error(SyntaxErrorKind::SequenceOnKeyLine, self.at, self.at + 1);
                self.block_sequence(node, place);
            }
            b'?' if self.indicator_at(self.at, b'?') => {
                self.error(SyntaxErrorKind::NestedMapping, self.at, self.at + 1);
                self.block_mapping(node, place);
            }
            _ if place.block && self.lone_key(place) => self.block_mapping(node, place),
            _ => self.plain(node, SCALAR, place.above),
        }
    }

    /// Reads `*name`.
    pub(super) fn alias(&mut self, node: Mark, properties: Properties) {
        let end = self.name_end(self.at + 1);
        if properties.any() || end == self.at + 1 {
            self.error(SyntaxErrorKind::BadAlias, self.at, end);
        }
        self.token(ALIAS_NAME, end);
        self.close(node, ALIAS);
    }

    /// Whether the value at `place` goes on with `ahead`.
    fn continues(&self, ahead: Ahead, place: Place) -> bool {
        if self.ended(ahead) {
            return false;
        }
        !self.crossed(ahead)
            || self.indent(ahead) > place.above
            || (ahead.column() > place.dash_above && self.indicator_at(ahead.at, b'-'))
    }

    /// Reads the value behind a colon or dash that ends here; `block` as in [`Place`] for a value on the same line.
    fn value_behind(&mut self, mut place: Place) {
        let ahead = self.peek();
        if !self.continues(ahead, place) {
            return self.missing();
        }
        place.block |= self.crossed(ahead);
        self.trivia();
        self.value(place);
    }

    fn block_sequence(&mut self, node: Mark, place: Place) {
        let column = self.column();
        loop {
            self.tab_before();
            let item = self.open();
            self.token(DASH, self.at + 1);
            self.value_behind(Place::item(column));
            self.close(item, ITEM);
            self.rest_of_line(SyntaxErrorKind::UnexpectedText);
            self.stray_lines(column, |parser, at| !parser.indicator_at(at, b'-'));
            let ahead = self.peek();
            if self.ended(ahead)
                || ahead.column() <= place.dash_above
                || !self.indicator_at(ahead.at, b'-')
            {
                break;
            }
            self.next_line(column);
        }
        self.close(node, SEQUENCE);
    }

    fn block_mapping(&mut self, node: Mark, place: Place) {
        let column = self.column();
        loop {
            self.tab_before();
            self.block_entry(column);
            self.rest_of_line(SyntaxErrorKind::UnexpectedText);
            if !self.next_entry(column, place) {
                break;
            }
        }
        self.close(node, MAPPING);
    }

    /// Goes to the next entry of the mapping at `column`; what belongs to nothing before it is wrapped.
    fn next_entry(&mut self, column: isize, place: Place) -> bool {
        loop {
            self.stray_lines(column, Self::stray_in_mapping);
            let ahead = self.peek();
            if self.ended(ahead) || ahead.column() <= place.above {
                return false;
            }
            // Left of this mapping, and nearer to the one around it: a line of that one.
            let (out, here) = (ahead.column() - place.above, column - ahead.column());
            if out < here && !place.item {
                return false;
            }
            if !self.indicator_at(ahead.at, b'-') {
                self.next_line(column);
                return true;
            }
            if place.item {
                return false;
            }
            self.stray_value(column, SyntaxErrorKind::ItemInMapping);
        }
    }

    /// Goes to the next line of the collection at `column`, and says if it is indented wrongly.
    fn next_line(&mut self, column: isize) {
        self.trivia();
        if self.column() != column {
            let start = self.line.max(0) as usize;
            self.error(SyntaxErrorKind::BadIndentation, start, self.at);
        }
    }

    /// Says that a tab indents the collection's line.
    fn tab_before(&mut self) {
        if self.tab {
            let start = self.trim_end(self.line.max(0) as usize, self.at);
            self.error(SyntaxErrorKind::TabIndentation, start, self.at);
        }
    }

    /// Reads one line of a mapping at `column`, and what belongs to it.
    fn block_entry(&mut self, column: isize) {
        if self.starts_stray() {
            return self.stray_here(column, SyntaxErrorKind::MissingKey);
        }
        let entry = self.open();
        if self.indicator_at(self.at, b'?') {
            self.explicit_entry(column);
        } else if let Some(shape) = self.key_ahead(self.at) {
            self.key(shape, column);
            self.blanks();
            self.token(COLON, self.at + 1);
            if self.indicator_at(self.at, b':') {
                self.rest_of_line(SyntaxErrorKind::NestedMapping);
            } else if !self.blank_at(self.at) {
                self.error(SyntaxErrorKind::MissingSpace, self.at, self.at);
            }
            self.value_behind(Place::entry(column, false));
        } else {
            self.entry_without_colon(column);
        }
        self.close(entry, ENTRY);
    }

    /// Reads `? key` and, on the next line, `: value`.
    fn explicit_entry(&mut self, column: isize) {
        let place = Place::entry(column, true);
        self.token(QUESTION, self.at + 1);
        let ahead = self.peek();
        if self.continues(ahead, place) {
            self.trivia();
            let start = self.at;
            let key = self.open();
            self.value_of(key, place);
            self.make_key(key, start);
        } else {
            self.error(SyntaxErrorKind::ComplexKey, self.at, self.at);
        }
        let ahead = self.peek();
        if self.ended(ahead)
            || ahead.column() != column
            || !self.crossed(ahead)
            || !self.indicator_at(ahead.at, b':')
        {
            return;
        }
        self.trivia();
        self.tab_before();
        self.token(COLON, self.at + 1);
        self.value_behind(Place::entry(column, true));
    }

    /// Makes the closed node that `mark` opened at `start` a KEY, if it is one scalar token.
    pub(super) fn make_key(&mut self, mark: Mark, start: usize) {
        if self.kind(mark) == SCALAR && !self.is_block_scalar(mark) {
            return self.rename(mark, KEY);
        }
        self.error(SyntaxErrorKind::ComplexKey, start, self.at);
        let around = self.open_around(mark);
        self.close(around, ERROR);
    }
}
