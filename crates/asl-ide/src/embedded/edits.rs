//! Edits of a part as edits of the document around it.

use asl_model::host::Segment;
use asl_syntax::ast::ScalarStyle;
use asl_syntax::{TextRange, TextSize};
use asl_text::{Edit, Encoding, Position};

use super::Way;
use super::back::{Writer, written};

impl Way<'_> {
    /// The edit as one of the document around; `None` where that cannot be written, such as one
    /// across what a function of the template stands for.
    pub(super) fn edit(&self, edit: &Edit, writer: Writer) -> Option<Edit> {
        let Some(indent) = self.part.indent() else {
            return self.in_text(edit, writer);
        };
        let inside = usize::from(edit.range.start()) >= indent;
        inside.then(|| Edit {
            range: self.part.to_host_range(edit.range),
            insert: edit.insert.clone(),
        })
    }

    fn in_text(&self, edit: &Edit, writer: Writer) -> Option<Edit> {
        let segments = self.part.segments();
        let behind = segments.partition_point(|it| it.range.end() < edit.range.end());
        let holds = |it: &&Segment| it.range.contains_range(edit.range);
        let segment = segments.get(behind).filter(holds)?;
        if segment.notation.style != ScalarStyle::Literal {
            let source = self.source(segment, edit.range);
            return Some(Edit {
                range: source + self.part.base(),
                insert: written(&edit.insert, segment.notation, writer)?,
            });
        }
        self.in_block(segment, edit, writer)
    }

    /// A block's lines stand behind blanks that are no part of its text.
    fn in_block(&self, segment: &Segment, edit: &Edit, writer: Writer) -> Option<Edit> {
        let (mut range, mut insert) = (edit.range, edit.insert.clone());
        let last_break = self.char_before(segment.range.end()) == Some('\n');
        if last_break && range.end() == segment.range.end() {
            // The block's last line break is not in the scalar: what goes behind it goes before it, with
            // a line break in front in place of the one at the end.
            insert = insert.strip_suffix('\n')?.to_owned();
            let end = range.end().checked_sub(TextSize::new(1))?;
            if range.start() > end {
                insert.insert(0, '\n');
            }
            range = TextRange::new(range.start().min(end), end);
        }
        let indent = segment.notation.indent;
        let mut written = written(&insert, segment.notation, writer)?;
        let source = self.source(segment, range) + self.part.base();
        let text = self.host.text();
        let column = text.position(source.start(), Encoding::Utf8).character as usize;
        // A line without text need not have the blanks: what comes to stand on it brings them along.
        let line = text.position(source.end(), Encoding::Utf8).line + 1;
        let next = Position { line, character: 0 };
        let next = text.offset(next, Encoding::Utf8).max(source.end());
        let behind = text.slice(TextRange::new(source.end(), next));
        let joins = !range.is_empty() && !behind.trim_end().is_empty();
        let stands = if written.is_empty() {
            joins
        } else {
            !written.starts_with('\n')
        };
        if column < indent && stands {
            written.insert_str(0, &" ".repeat(indent - column));
        }
        Some(Edit {
            range: source,
            insert: written,
        })
    }

    /// The characters of the scalar that a range of its text comes from, relative to the base.
    fn source(&self, segment: &Segment, range: TextRange) -> TextRange {
        let map = self.part.map();
        let at = |offset: TextSize| {
            let is_end = offset == segment.range.end();
            let source = if is_end {
                segment.source.end()
            } else {
                map.to_source(offset)
            };
            source.clamp(segment.source.start(), segment.source.end())
        };
        let start = at(range.start());
        if range.is_empty() {
            return TextRange::empty(start);
        }
        let end = match self.char_before(range.end()) {
            Some('\n') => at(range.end()),
            _ => map.to_source_range(range).end().min(segment.source.end()),
        };
        TextRange::new(start, end.max(start))
    }

    fn char_before(&self, offset: TextSize) -> Option<char> {
        let start = offset.checked_sub(TextSize::new(1))?;
        let text = self.part.document().text();
        text.slice(TextRange::new(start, offset)).chars().next()
    }
}
