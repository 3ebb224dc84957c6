//! Flow collections: `{a: b, c}` and `[a, b: c]`.

use super::block::MAX_DEPTH;
use super::cursor::{Ahead, Mark, Parser};
use super::props::Properties;
use super::scalar::is_flow_indicator;
use crate::SyntaxErrorKind;
use crate::SyntaxKind::{
    COLON, COMMA, ENTRY, ERROR, ERROR_TEXT, ITEM, KEY, L_BRACE, L_BRACKET, MAPPING, QUESTION,
    R_BRACE, R_BRACKET, SCALAR, SEQUENCE,
};

impl Parser<'_> {
    /// Reads the flow collection that starts here; its later lines stand right of the column `above`.
    pub(super) fn flow(&mut self, node: Mark, above: isize) {
        if self.depth >= MAX_DEPTH {
            return self.too_deep_flow(node);
        }
        self.depth += 1;
        let (opener, mapping) = (self.at, self.byte() == b'{');
        let (start, closer) = if mapping {
            (L_BRACE, b'}')
        } else {
            (L_BRACKET, b']')
        };
        self.brackets.push(closer);
        self.token(start, self.at + 1);
        self.flow_parts(opener, mapping, above);
        self.brackets.pop();
        if self.byte() == closer {
            self.token(if mapping { R_BRACE } else { R_BRACKET }, self.at + 1);
        }
        self.depth -= 1;
        self.close(node, if mapping { MAPPING } else { SEQUENCE });
    }

    /// Reads entries or items and commas, up to the closing bracket.
    fn flow_parts(&mut self, opener: usize, mapping: bool, above: isize) {
        let closer = if mapping { b'}' } else { b']' };
        let mut needs_comma = false;
        loop {
            let ahead = self.peek();
            if self.flow_ends(ahead, above) {
                let kind = if mapping {
                    SyntaxErrorKind::MissingBrace
                } else {
                    SyntaxErrorKind::MissingBracket
                };
                return self.error_about(kind, self.at, opener);
            }
            let end = self.at;
            self.trivia();
            match self.byte() {
                byte if byte == closer => return,
                b'}' | b']' => {
                    if self.wrong_bracket(opener, mapping) {
                        return;
                    }
                }
                b',' => {
                    if !needs_comma {
                        self.error(SyntaxErrorKind::ExtraComma, self.at, self.at + 1);
                    }
                    self.token(COMMA, self.at + 1);
                    needs_comma = false;
                }
                _ => {
                    if needs_comma {
                        self.error(SyntaxErrorKind::MissingComma, end, end);
                    }
                    self.flow_part(mapping, above);
                    needs_comma = true;
                }
            }
        }
    }

    /// Whether the flow collection ends before `ahead` without its bracket: at the text's end, at a document's
    /// marker, or where a line left of it is one of the block around it.
    ///
    /// YAML wants every line indented deeper than the block around, but the parsers that AWS uses do not ask for it;
    /// so that the last is a guess.
    fn flow_ends(&mut self, ahead: Ahead, above: isize) -> bool {
        if self.ended(ahead) {
            return true;
        }
        let outside = self.crossed(ahead) && self.indent(ahead) <= above;
        if !outside || matches!(self.byte_at(ahead.at), b'}' | b']') {
            return false;
        }
        let json = self.brackets.last() == Some(&b'}') && self.is_line_of_json(ahead.at);
        let entry = !json && self.key_shape(ahead.at, true).is_some();
        let block = entry || self.indicator_at(ahead.at, b'-');
        self.guessable |= block;
        block && self.guess
    }

    /// A bracket that is not the awaited one: it closes an outer collection, or it is text in error.
    fn wrong_bracket(&mut self, opener: usize, mapping: bool) -> bool {
        if self.brackets.contains(&self.byte()) {
            let kind = if mapping {
                SyntaxErrorKind::MissingBrace
            } else {
                SyntaxErrorKind::MissingBracket
            };
            self.error_about(kind, self.at, opener);
            return true;
        }
        self.error(SyntaxErrorKind::UnexpectedCloser, self.at, self.at + 1);
        let error = self.open();
        self.token(ERROR_TEXT, self.at + 1);
        self.close(error, ERROR);
        false
    }

    fn flow_part(&mut self, mapping: bool, above: isize) {
        if self.byte() == b'#' {
            // A comment needs a blank before it.
            return self.rest_of_line(SyntaxErrorKind::UnexpectedCharacter);
        }
        let part = self.open();
        if mapping {
            self.flow_entry(above);
            return self.close(part, ENTRY);
        }
        let (value, start) = (self.open(), self.at);
        if self.indicator_at(self.at, b'?') || self.empty_flow_key() {
            // The node that was opened for a value holds the pair's entry.
            let entry = self.open();
            self.flow_entry(above);
            self.close(entry, ENTRY);
            self.close(value, MAPPING);
        } else {
            self.flow_value(value, above);
            self.flow_pair(value, start, above);
        }
        self.close(part, ITEM);
    }

    /// Turns the value just read into the key of a mapping with one pair, if a colon follows: `[a: b]`.
    fn flow_pair(&mut self, value: Mark, start: usize, above: isize) {
        let ahead = self.peek();
        if !self.colon_follows(ahead, start) {
            return;
        }
        if ahead.line > start as isize {
            self.error(SyntaxErrorKind::KeyOverLines, start, self.at);
        }
        let mapping = self.open_around(value);
        let entry = self.open_around(Self::inner(mapping));
        self.make_key(Self::inner(entry), start);
        self.flow_value_behind(above);
        self.close(entry, ENTRY);
        self.close(mapping, MAPPING);
    }

    fn flow_entry(&mut self, above: isize) {
        if self.indicator_at(self.at, b'?') {
            self.token(QUESTION, self.at + 1);
            let ahead = self.peek();
            if self.ended(ahead) {
                return self.error(SyntaxErrorKind::MissingKey, self.at, self.at);
            }
            self.trivia();
        }
        let start = self.at;
        if self.empty_flow_key() || matches!(self.byte(), b',' | b'}' | b']') {
            self.error(SyntaxErrorKind::MissingKey, self.at, self.at);
            let key = self.open();
            self.close(key, KEY);
        } else {
            let key = self.open();
            self.flow_value(key, above);
            self.make_key(key, start);
        }
        let ahead = self.peek();
        if self.colon_follows(ahead, start) {
            self.flow_value_behind(above);
        }
    }

    /// Reads the colon ahead and the value behind it.
    fn flow_value_behind(&mut self, above: isize) {
        let quoted = matches!(self.bytes[self.at - 1], b'"' | b'\'' | b'}' | b']');
        self.trivia();
        self.token(COLON, self.at + 1);
        if !quoted && matches!(self.byte(), b'{' | b'[') {
            self.error(SyntaxErrorKind::MissingSpace, self.at, self.at);
        }
        let ahead = self.peek();
        if self.flow_ends(ahead, above) || matches!(self.byte_at(ahead.at), b',' | b'}' | b']') {
            return self.missing();
        }
        self.trivia();
        let value = self.open();
        self.flow_value(value, above);
    }

    /// Whether a colon without a key stands here.
    fn empty_flow_key(&self) -> bool {
        self.byte() == b':'
            && (self.blank_at(self.at + 1) || is_flow_indicator(self.byte_at(self.at + 1)))
    }

    /// Whether the colon of a pair whose key starts at `start` stands at `ahead`; behind a quote or a bracket it
    /// needs no blank.
    fn colon_follows(&self, ahead: Ahead, start: usize) -> bool {
        let quoted =
            matches!(self.bytes[self.at - 1], b'"' | b'\'' | b'}' | b']') && self.at > start;
        self.byte_at(ahead.at) == b':'
            && !self.ended(ahead)
            && (quoted
                || self.blank_at(ahead.at + 1)
                || is_flow_indicator(self.byte_at(ahead.at + 1)))
    }

    /// Reads a value inside a flow collection.
    fn flow_value(&mut self, node: Mark, above: isize) {
        let mut properties = Properties::default();
        loop {
            match self.byte() {
                b'!' | b'&' => {
                    self.property(&mut properties);
                    let ahead = self.peek();
                    let empty = self.ended(ahead)
                        || matches!(self.byte_at(ahead.at), b',' | b'}' | b']')
                        || self.colon_follows(ahead, self.at);
                    if empty {
                        return self.close(node, SCALAR);
                    }
                    self.trivia();
                }
                b'{' | b'[' => return self.flow(node, above),
                b'"' | b'\'' => return self.quoted(node, SCALAR, above),
                b'*' => return self.alias(node, properties),
                _ => return self.plain_in_flow(node, above),
            }
        }
    }

    /// Writes a flow collection that is nested too deep, up to its closing bracket, as text in error.
    fn too_deep_flow(&mut self, node: Mark) {
        let mut open = 0_usize;
        let mut end = self.at;
        for byte in &self.bytes[self.at..] {
            match byte {
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            end += 1;
            if open == 0 {
                break;
            }
        }
        self.error(SyntaxErrorKind::TooDeep, self.at, end);
        self.token_with_lines(ERROR_TEXT, end);
        self.close(node, ERROR);
    }
}
