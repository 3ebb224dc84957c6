//! Tags (`!Sub`, `!!str`, `!<uri>`), anchors (`&name`) and names of aliases.

use super::cursor::Parser;
use crate::SyntaxErrorKind;
use crate::SyntaxKind::{ANCHOR, TAG};

/// The properties that a node has so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Properties {
    tag: bool,
    anchor: bool,
}

impl Properties {
    pub(super) fn any(self) -> bool {
        self.tag || self.anchor
    }
}

impl Parser<'_> {
    /// Reads the tag or the anchor that starts here.
    pub(super) fn property(&mut self, seen: &mut Properties) {
        let start = self.at;
        let end = self.property_end(start);
        let tag = self.byte() == b'!';
        let twice = if tag { &mut seen.tag } else { &mut seen.anchor };
        if std::mem::replace(twice, true) {
            self.error(SyntaxErrorKind::DuplicateProperty, start, end);
        }
        if tag {
            self.check_tag(start, end);
        } else if end == start + 1 {
            self.error(SyntaxErrorKind::BadAnchor, start, end);
        }
        self.token(if tag { TAG } else { ANCHOR }, end);
        let in_flow = !self.brackets.is_empty();
        let closed = in_flow && matches!(self.byte(), b',' | b'}' | b']');
        if !self.blank_at(self.at) && !closed {
            self.error(SyntaxErrorKind::MissingSpace, self.at, self.at);
        }
    }

    fn check_tag(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        if text.starts_with("!<") {
            if !text.ends_with('>') || text.len() < 4 {
                self.error(SyntaxErrorKind::BadTag, start, end);
            }
            return;
        }
        let allowed = |it: u8| it.is_ascii_alphanumeric() || b"!#;/?:@&=+$_.~*'()%-".contains(&it);
        if !text.bytes().all(allowed) {
            return self.error(SyntaxErrorKind::BadTag, start, end);
        }
        let Some(length) = text[1..].find('!') else {
            return;
        };
        let (handle, suffix) = text.split_at(length + 2);
        let known = handle == "!!" || self.handles.contains(&handle);
        if !known {
            self.error(SyntaxErrorKind::UnknownTagHandle, start, end);
        } else if suffix.is_empty() || suffix.contains('!') {
            self.error(SyntaxErrorKind::BadTag, start, end);
        }
    }

    /// The end of the tag or anchor at `at`.
    pub(super) fn property_end(&self, at: usize) -> usize {
        if self.bytes[at..].starts_with(b"!<") {
            let line = &self.bytes[at..self.line_end(at)];
            if let Some(length) = line.iter().position(|byte| *byte == b'>') {
                return at + length + 1;
            }
        }
        self.name_end(at + 1)
    }

    /// The end of the name of an anchor, an alias or a tag: a blank or a flow indicator.
    pub(super) fn name_end(&self, mut at: usize) -> usize {
        while !self.blank_at(at) && !matches!(self.byte_at(at), b',' | b'[' | b']' | b'{' | b'}') {
            at += 1;
        }
        at
    }

    /// The first place from `at` on that is no tag, anchor or blank, on the same line.
    pub(super) fn skip_properties(&self, mut at: usize) -> usize {
        while matches!(self.byte_at(at), b'!' | b'&') {
            let end = self.property_end(at);
            at = self.skip_blanks(end);
            if at == end {
                break;
            }
        }
        at
    }
}
