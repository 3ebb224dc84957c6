//! The map of a large text that is edited in place: a definition of a megabyte in a template has a
//! hundred thousand pieces, of which a keystroke changes one.

use std::sync::Arc;

use rowan::{TextRange, TextSize};

use super::map::{OffsetMap, Piece};

/// Chunks are made this long; one that has grown to twice as many pieces is cut again.
const CHUNK: usize = 256;

/// From offsets in a decoded text to offsets in its source, as [`OffsetMap`] has it.
///
/// The pieces stand in chunks, each with offsets of its own: an edit writes the chunk that it touches
/// again and moves the starts of those behind it, which are some hundred numbers. A clone shares the chunks.
#[derive(Debug, Clone, Default)]
pub struct LongMap {
    /// None is empty.
    chunks: Vec<Chunk>,
    /// The end of the decoded text and of its source.
    end: (u32, u32),
}

#[derive(Debug, Clone)]
struct Chunk {
    decoded: u32,
    source: u32,
    /// Relative to the chunk's start.
    pieces: Arc<[Piece]>,
}

/// A stretch of the decoded text and what it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its place in the decoded text.
    pub decoded: TextRange,
    /// Its place in the source.
    pub source: TextRange,
}

/// The place of a piece: its chunk, and its number in that.
type At = (usize, usize);

/// Maps are equal when they lead everywhere alike; how their pieces are cut does not matter.
impl PartialEq for LongMap {
    fn eq(&self, other: &Self) -> bool {
        self.end == other.end && self.joined().eq(other.joined())
    }
}

impl Eq for LongMap {}

impl From<&OffsetMap> for LongMap {
    fn from(map: &OffsetMap) -> Self {
        let mut long = Self::default();
        long.append(map);
        long
    }
}

impl LongMap {
    /// Puts the map of another text behind this one; its source stands behind this one's.
    pub fn append(&mut self, map: &OffsetMap) {
        let start = self.end.0;
        let pieces = map.pieces.iter().map(|it| it.moved(start, 0));
        self.chunks.extend(chunks(&pieces.collect::<Vec<_>>()));
        self.end = (start + map.end.0, map.end.1);
    }

    /// The source offset of a decoded offset; see [`OffsetMap::to_source`].
    pub fn to_source(&self, decoded: TextSize) -> TextSize {
        let decoded = u32::from(decoded);
        let piece = self.last(|it| it.decoded <= decoded);
        let Some(piece) = piece.filter(|_| decoded < self.end.0) else {
            return self.end.1.into();
        };
        piece.to_source(decoded).into()
    }

    /// The source range of a decoded range; see [`OffsetMap::to_source_range`].
    pub fn to_source_range(&self, decoded: TextRange) -> TextRange {
        let start = self.to_source(decoded.start());
        if decoded.is_empty() {
            return TextRange::empty(start);
        }
        let end = u32::from(decoded.end());
        let last = self.last(|it| it.decoded < end);
        let end = last.map_or(self.end.1, |it| it.source_end(end));
        TextRange::new(start, TextSize::new(end).max(start))
    }

    /// The decoded offset of a source offset; see [`OffsetMap::to_decoded`].
    pub fn to_decoded(&self, source: TextSize) -> TextSize {
        let source = u32::from(source);
        if source >= self.end.1 {
            return self.end.0.into();
        }
        let Some(at) = self.find(|it| it.source <= source) else {
            return 0.into();
        };
        let next = self
            .next(at)
            .map_or(self.end.0, |it| self.piece(it).decoded);
        self.piece(at).to_decoded(source, next).into()
    }

    /// The smallest stretch of `within` around `edited`, a range of the source, that begins and ends at cuts,
    /// with at least one character of its source on each side of the edit that is not within's own border.
    ///
    /// `is_cut` is asked about the starts of pieces, with their offsets in the decoded text and in the source.
    pub fn stretch(
        &self,
        within: Stretch,
        edited: TextRange,
        is_cut: impl Fn(TextSize, TextSize) -> bool,
    ) -> Stretch {
        let inside = |it: &Piece| within.decoded.contains(it.decoded.into());
        let is_cut = |it: &Piece| is_cut(it.decoded.into(), it.source.into());
        let before = |it: &Piece| {
            TextSize::new(it.source) < edited.start() && within.decoded.end() > it.decoded.into()
        };
        let mut at = self.find(before);
        let mut start = (within.decoded.start(), within.source.start());
        while let Some(found) = at.map(|it| self.piece(it)).filter(inside) {
            if is_cut(&found) {
                start = (found.decoded.into(), found.source.into());
                break;
            }
            at = at.and_then(|it| self.previous(it));
        }
        let until = |it: &Piece| {
            TextSize::new(it.decoded) < within.decoded.start()
                || TextSize::new(it.source) <= edited.end()
        };
        let mut at = match self.find(until) {
            Some(it) => self.next(it),
            None => (!self.chunks.is_empty()).then_some((0, 0)),
        };
        let mut end = (within.decoded.end(), within.source.end());
        while let Some(found) = at.map(|it| self.piece(it)).filter(inside) {
            if is_cut(&found) {
                end = (found.decoded.into(), found.source.into());
                break;
            }
            at = at.and_then(|it| self.next(it));
        }
        Stretch {
            decoded: TextRange::new(start.0, end.0.max(start.0)),
            source: TextRange::new(start.1, end.1.max(start.1)),
        }
    }

    /// Replaces a stretch that begins and ends at pieces by another text, whose map has offsets from its own
    /// start on both sides; `source` is the length of what that text comes from.
    pub fn replace(&mut self, old: Stretch, new: &OffsetMap, source: TextSize) {
        let (start, end) = (u32::from(old.decoded.start()), u32::from(old.decoded.end()));
        let from = (start, u32::from(old.source.start()));
        // How far all behind the stretch moves; forward or back, so the numbers wrap around.
        let by = (
            new.end.0.wrapping_sub(old.decoded.len().into()),
            u32::from(source).wrapping_sub(old.source.len().into()),
        );
        // The chunks with the piece before the stretch and the one behind it.
        let first = self.chunks.partition_point(|it| it.decoded < start);
        let first = first.saturating_sub(1);
        let last = self.chunks.partition_point(|it| it.decoded < end);
        let touched = self.chunks.get(first..last.max(first)).unwrap_or_default();
        let pieces = || touched.iter().flat_map(Chunk::pieces);
        let behind = pieces().filter(|it| it.decoded >= end).map(|it| Piece {
            decoded: it.decoded.wrapping_add(by.0),
            source: it.source.wrapping_add(by.1),
            ..it
        });
        let all = pieces()
            .filter(|it| it.decoded < start)
            .chain(new.pieces.iter().map(|it| it.moved(from.0, from.1)))
            .chain(behind);
        let written = chunks(&all.collect::<Vec<_>>());
        for chunk in self.chunks.iter_mut().skip(last.max(first)) {
            chunk.decoded = chunk.decoded.wrapping_add(by.0);
            chunk.source = chunk.source.wrapping_add(by.1);
        }
        self.chunks.splice(first..last.max(first), written);
        self.end = (self.end.0.wrapping_add(by.0), self.end.1.wrapping_add(by.1));
    }

    /// The last piece for which the question, which is true up to some piece, is true.
    fn last(&self, is_before: impl Fn(&Piece) -> bool) -> Option<Piece> {
        self.find(is_before).map(|it| self.piece(it))
    }

    fn find(&self, is_before: impl Fn(&Piece) -> bool) -> Option<At> {
        let chunk = self.chunks.partition_point(|it| {
            let first = it.pieces.first();
            first.is_some_and(|first| is_before(&first.moved(it.decoded, it.source)))
        });
        let chunk = chunk.checked_sub(1)?;
        let Chunk {
            decoded,
            source,
            pieces,
        } = &self.chunks[chunk];
        let piece = pieces.partition_point(|it| is_before(&it.moved(*decoded, *source)));
        Some((chunk, piece.checked_sub(1)?))
    }

    fn piece(&self, (chunk, piece): At) -> Piece {
        let chunk = &self.chunks[chunk];
        chunk.pieces[piece].moved(chunk.decoded, chunk.source)
    }

    fn next(&self, (chunk, piece): At) -> Option<At> {
        if piece + 1 < self.chunks[chunk].pieces.len() {
            return Some((chunk, piece + 1));
        }
        (chunk + 1 < self.chunks.len()).then_some((chunk + 1, 0))
    }

    fn previous(&self, (chunk, piece): At) -> Option<At> {
        if let Some(piece) = piece.checked_sub(1) {
            return Some((chunk, piece));
        }
        let chunk = chunk.checked_sub(1)?;
        Some((chunk, self.chunks[chunk].pieces.len().checked_sub(1)?))
    }

    /// All pieces; what stands alike on both sides is never cut in two.
    fn joined(&self) -> impl Iterator<Item = Piece> + '_ {
        let mut pieces = self.chunks.iter().flat_map(Chunk::pieces).peekable();
        std::iter::from_fn(move || {
            let mut piece = pieces.next()?;
            while let Some(next) = pieces.next_if(|it| piece.goes_on(it)) {
                piece.source_len += next.source_len;
            }
            Some(piece)
        })
    }
}

impl Chunk {
    fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let moved = |it: &Piece| it.moved(self.decoded, self.source);
        self.pieces.iter().map(moved)
    }
}

/// Cuts pieces into chunks.
fn chunks(pieces: &[Piece]) -> Vec<Chunk> {
    let size = if pieces.len() <= 2 * CHUNK {
        2 * CHUNK
    } else {
        CHUNK
    };
    let chunk = |all: &[Piece]| {
        let (decoded, source) = all.first().map_or((0, 0), |it| (it.decoded, it.source));
        let relative = |it: &Piece| Piece {
            decoded: it.decoded - decoded,
            source: it.source - source,
            ..*it
        };
        Chunk {
            decoded,
            source,
            pieces: all.iter().map(relative).collect(),
        }
    };
    pieces.chunks(size).map(chunk).collect()
}
