//! From a decoded text back to its source: which decoded bytes came from which source bytes.

use rowan::{TextRange, TextSize};

/// A scalar's characters after unescaping, unfolding and unindenting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// From offsets in [`Decoded::text`] to offsets in the document.
    pub map: OffsetMap,
}

/// From offsets in a decoded text to offsets in the document that the tree's root covers.
///
/// Both sides are cut into the same pieces. A piece stands alike on both sides, or it was replaced as a whole (an
/// escape, a folded line end); what lies inside a replaced piece belongs to its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetMap {
    /// The pieces, by both of their starts; neither side overlaps, the source may have gaps.
    pub(super) pieces: Vec<Piece>,
    /// The end of the decoded text and of its source.
    pub(super) end: (u32, u32),
}

/// One piece: where it starts on both sides, and whether it stands alike on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) decoded: u32,
    pub(super) source: u32,
    pub(super) source_len: u32,
    pub(super) alike: bool,
}

impl Piece {
    /// The piece farther behind on both sides.
    pub(super) fn moved(&self, decoded: u32, source: u32) -> Self {
        Self {
            decoded: self.decoded + decoded,
            source: self.source + source,
            ..*self
        }
    }

    /// Whether `next` goes on where this piece ends, alike on both sides.
    pub(super) fn goes_on(&self, next: &Self) -> bool {
        self.alike && next.alike && self.source + self.source_len == next.source
    }

    /// The source offset of a decoded offset in it.
    pub(super) fn to_source(self, decoded: u32) -> u32 {
        let inside = if self.alike {
            decoded - self.decoded
        } else {
            0
        };
        self.source + inside
    }

    /// The decoded offset of a source offset in it or behind it, where the piece at `next` follows.
    pub(super) fn to_decoded(self, source: u32, next: u32) -> u32 {
        let inside = source - self.source;
        match (self.alike, inside >= self.source_len) {
            (_, true) => next,
            (true, false) => self.decoded + inside,
            (false, false) => self.decoded,
        }
    }

    /// Where the source of its decoded text before `decoded` ends.
    pub(super) fn source_end(self, decoded: u32) -> u32 {
        let inside = if self.alike {
            (decoded - self.decoded).min(self.source_len)
        } else {
            self.source_len
        };
        self.source + inside
    }
}

impl Decoded {
    /// A text that stands for a piece of source as a whole.
    pub fn standing_for(text: &str, source: TextRange) -> Self {
        let mut decoder = Decoder::new(text.len());
        decoder.replaced(text, source);
        decoder.finish(source.end())
    }
}

impl OffsetMap {
    /// A piece of source that stands alike behind `blanks` bytes that are in no source.
    pub fn behind_blanks(blanks: TextSize, source: TextRange) -> Self {
        let start = source.start().into();
        let piece = |decoded: TextSize, len: TextSize, alike| Piece {
            decoded: decoded.into(),
            source: start,
            source_len: len.into(),
            alike,
        };
        let none = TextSize::new(0);
        let mut pieces = vec![piece(blanks, source.len(), true)];
        if blanks > none {
            pieces.insert(0, piece(none, none, false));
        }
        Self {
            pieces,
            end: ((blanks + source.len()).into(), source.end().into()),
        }
    }

    /// The source offset of a decoded offset.
    pub fn to_source(&self, decoded: TextSize) -> TextSize {
        let decoded = u32::from(decoded);
        if decoded >= self.end.0 {
            return TextSize::new(self.end.1);
        }
        let index = self.pieces.partition_point(|it| it.decoded <= decoded);
        let Some(piece) = index.checked_sub(1).map(|it| self.pieces[it]) else {
            return TextSize::new(self.end.1);
        };
        piece.to_source(decoded).into()
    }

    /// The source range of a decoded range. Its end is the end of the last character's source, so that an escape
    /// is covered whole and a line's indentation is left out.
    pub fn to_source_range(&self, decoded: TextRange) -> TextRange {
        let start = self.to_source(decoded.start());
        if decoded.is_empty() {
            return TextRange::empty(start);
        }
        TextRange::new(start, self.source_end(decoded.end().into()).max(start))
    }

    /// The decoded offset of a source offset: the last one that does not stand behind it.
    pub fn to_decoded(&self, source: TextSize) -> TextSize {
        let source = u32::from(source);
        if source >= self.end.1 {
            return TextSize::new(self.end.0);
        }
        let index = self.pieces.partition_point(|it| it.source <= source);
        let Some(at) = index.checked_sub(1) else {
            return TextSize::new(0);
        };
        let next = self.pieces.get(at + 1).map_or(self.end.0, |it| it.decoded);
        self.pieces[at].to_decoded(source, next).into()
    }

    /// Where the source of the decoded text before `decoded` ends.
    fn source_end(&self, decoded: u32) -> TextSize {
        let index = self.pieces.partition_point(|it| it.decoded < decoded);
        let Some(piece) = index.checked_sub(1).map(|it| self.pieces[it]) else {
            return self.to_source(TextSize::new(decoded));
        };
        piece.source_end(decoded).into()
    }
}

/// Writes a [`Decoded`] piece by piece, in the order of the source.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    text: String,
    pieces: Vec<Piece>,
}

impl Decoder {
    /// A decoder that expects about `capacity` bytes.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            pieces: Vec::new(),
        }
    }

    /// Source text that stands for itself; `source` is its offset in the document.
    pub(super) fn verbatim(&mut self, text: &str, source: TextSize) {
        self.push(text, TextRange::at(source, TextSize::of(text)), true);
    }

    /// Source text that stands for something else: an escape, a folded line end.
    pub(super) fn replaced(&mut self, text: &str, source: TextRange) {
        self.push(text, source, false);
    }

    /// The result; the decoded text's end is the source's `end`.
    pub(super) fn finish(self, end: TextSize) -> Decoded {
        let map = OffsetMap {
            end: (self.text.len() as u32, end.into()),
            pieces: self.pieces,
        };
        Decoded {
            text: self.text,
            map,
        }
    }

    fn push(&mut self, text: &str, source: TextRange, alike: bool) {
        if text.is_empty() {
            return;
        }
        let (start, len) = (u32::from(source.start()), u32::from(source.len()));
        let decoded = self.text.len() as u32;
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut()
            && alike
            && last.alike
            && last.source + last.source_len == start
        {
            last.source_len += len;
            return;
        }
        self.pieces.push(Piece {
            decoded,
            source: start,
            source_len: len,
            alike,
        });
    }
}
