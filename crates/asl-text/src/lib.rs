//! Text: a rope with edits, and positions in UTF-8, UTF-16 and UTF-32.
//!
//! Offsets are bytes ([`TextSize`]); positions are lines and characters in an [`Encoding`]. A line ends with CR, LF or
//! CR LF and with nothing else, as in the Language Server Protocol.

mod difference;

use std::fmt;

use ropey::{Rope, RopeSlice};
pub use text_size::{TextRange, TextSize};

/// A text. Cloning shares its contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    rope: Rope,
}

/// A replacement of a byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub range: TextRange,
    /// What comes instead.
    pub insert: String,
}

/// A line and a character, both from 0; characters count in an [`Encoding`]'s units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// The line, from 0.
    pub line: u32,
    /// The character in its line, from 0.
    pub character: u32,
}

/// Two positions; the end is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Range {
    /// The first position.
    pub start: Position,
    /// The position behind the last one.
    pub end: Position,
}

/// What a position's character counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the LSP's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// An edit whose range does not lie in the text or cuts a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditError;

impl Text {
    /// A text with these contents.
    pub fn new(text: &str) -> Self {
        Self {
            rope: Rope::from_str(text),
        }
    }

    /// The length in bytes.
    pub fn len(&self) -> TextSize {
        TextSize::new(self.rope.len_bytes() as u32)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// The number of lines; an empty text has one.
    pub fn line_count(&self) -> u32 {
        self.rope.len_lines() as u32
    }

    /// The line, from 0, that an offset stands on; one beyond the end stands on the last line.
    pub fn line(&self, offset: TextSize) -> u32 {
        self.rope
            .byte_to_line(usize::from(offset).min(self.rope.len_bytes())) as u32
    }

    /// A part of the text; what lies outside is left out.
    pub fn slice(&self, range: TextRange) -> String {
        let len = self.rope.len_bytes();
        let (start, end) = (
            usize::from(range.start()).min(len),
            usize::from(range.end()).min(len),
        );
        self.rope
            .get_byte_slice(start..end)
            .map(|it| it.to_string())
            .unwrap_or_default()
    }

    /// A part of the text that begins and ends at the characters which its borders cut.
    pub fn slice_chars(&self, range: TextRange) -> String {
        let border = |it: TextSize| {
            let byte = usize::from(it).min(self.rope.len_bytes());
            TextSize::new(self.rope.char_to_byte(self.rope.byte_to_char(byte)) as u32)
        };
        self.slice(TextRange::new(border(range.start()), border(range.end())))
    }

    /// A part of the text as a text of its own, behind some blanks. It shares the contents.
    pub fn part(&self, range: TextRange, blanks: usize) -> Self {
        let len = self.rope.len_bytes();
        let (start, end) = (
            usize::from(range.start()).min(len),
            usize::from(range.end()).min(len),
        );
        let slice = self.rope.get_byte_slice(start..end);
        let mut rope = slice.map(Rope::from).unwrap_or_default();
        rope.insert(0, &" ".repeat(blanks));
        Self { rope }
    }

    /// Replaces a part of the text; nothing changes on an error.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        let (start, end) = (self.char(edit.range.start())?, self.char(edit.range.end())?);
        self.rope.try_remove(start..end).map_err(|_| EditError)?;
        self.rope
            .try_insert(start, &edit.insert)
            .map_err(|_| EditError)
    }

    /// The number of characters before an offset that cuts none.
    fn char(&self, offset: TextSize) -> Result<usize, EditError> {
        let offset = usize::from(offset);
        let char = self.rope.try_byte_to_char(offset).map_err(|_| EditError)?;
        if self.rope.char_to_byte(char) != offset {
            return Err(EditError);
        }
        Ok(char)
    }

    /// The position of an offset. One beyond the end is the end, one inside of a character its start, and one inside
    /// of CR LF the end of its line.
    pub fn position(&self, offset: TextSize, encoding: Encoding) -> Position {
        let offset = usize::from(offset).min(self.rope.len_bytes());
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        let (chunk, chunk_start, ..) = self.rope.chunk_at_byte(start);
        // Nearly every line lies in one piece of the rope, where it is counted without looking for it again.
        let character = match chunk.get(start - chunk_start..) {
            Some(rest) if offset - start <= rest.len() => column(rest, offset - start, encoding),
            _ => self.column_across_chunks(line, offset, encoding),
        };
        Position {
            line: line as u32,
            character: character as u32,
        }
    }

    fn column_across_chunks(&self, line: usize, offset: usize, encoding: Encoding) -> usize {
        let start = self.rope.line_to_char(line);
        let at = self.rope.byte_to_char(offset);
        let at = at.min(start + body_chars(self.rope.line(line)));
        match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(at) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(at) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf32 => at - start,
        }
    }

    /// The offset of a position. A character beyond its line's end is that end, a line beyond the last one the
    /// text's end, the middle of a character its start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> TextSize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.len();
        }
        let slice = self.rope.line(line);
        let wanted = position.character as usize;
        let chars = match encoding {
            Encoding::Utf8 => slice.byte_to_char(wanted.min(slice.len_bytes())),
            Encoding::Utf16 => slice.utf16_cu_to_char(wanted.min(slice.len_utf16_cu())),
            Encoding::Utf32 => wanted,
        };
        let chars = chars.min(body_chars(slice));
        TextSize::new((self.rope.line_to_byte(line) + slice.char_to_byte(chars)) as u32)
    }

    /// The positions of a range.
    pub fn range(&self, range: TextRange, encoding: Encoding) -> Range {
        Range {
            start: self.position(range.start(), encoding),
            end: self.position(range.end(), encoding),
        }
    }

    /// The byte range of two positions; swapped ones are put right.
    pub fn text_range(&self, range: Range, encoding: Encoding) -> TextRange {
        let (a, b) = (
            self.offset(range.start, encoding),
            self.offset(range.end, encoding),
        );
        TextRange::new(a.min(b), a.max(b))
    }
}

/// The number of characters of a line without its CR, LF or CR LF.
fn body_chars(line: RopeSlice<'_>) -> usize {
    let len = line.len_chars();
    let backwards = line.chars_at(len).reversed();
    len - backwards.take_while(|it| matches!(it, '\n' | '\r')).count()
}

/// The column of a byte of a line, which `text` begins with.
fn column(text: &str, offset: usize, encoding: Encoding) -> usize {
    let whole = (0..=offset).rev().find(|it| text.is_char_boundary(*it));
    let before = &text[..whole.unwrap_or_default()];
    let body = before.trim_end_matches(['\n', '\r']);
    match encoding {
        Encoding::Utf8 => body.len(),
        Encoding::Utf16 => body.encode_utf16().count(),
        Encoding::Utf32 => body.chars().count(),
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the edited range does not lie in the text, or cuts a character")
    }
}

impl std::error::Error for EditError {}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}
