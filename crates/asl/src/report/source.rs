//! Pieces of a file's text to show: the lines of what is marked, or a part of a very long line.

use std::borrow::Cow;
use std::ops::Range;

use asl_text::TextRange;

/// A finding longer than this is marked at its first lines only.
const MARKED_LINES: usize = 4;

/// More bytes than this are not shown whole.
const LONG: usize = 4_000;

/// Of a very long line: bytes shown before the beginning of what is marked, and after it.
const BEFORE: usize = 60;
const AFTER: usize = 120;

/// The text of a file, with the beginnings of its lines.
pub(crate) struct Lines<'a> {
    /// The file's path for the report.
    pub(super) name: &'a str,
    text: &'a str,
    starts: Vec<usize>,
}

/// A piece of the source to show.
pub(super) struct Excerpt<'a> {
    /// The number of its first line, from 1.
    pub(super) line: usize,
    /// Whole lines; or a part of one, with dots at its ends.
    pub(super) source: Cow<'a, str>,
    /// What to mark, in bytes of the piece.
    pub(super) marks: Vec<Range<usize>>,
}

impl<'a> Lines<'a> {
    /// Reads the lines of a file; `name` is its path for the report.
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            name,
            text,
            starts: std::iter::once(0).chain(after).collect(),
        }
    }

    /// One piece that holds all these ranges, when it is not too long.
    pub(super) fn together(&self, ranges: &[TextRange]) -> Option<Excerpt<'a>> {
        let marks: Vec<_> = ranges.iter().map(|range| self.mark(*range)).collect();
        let first = self.line_of(marks.iter().map(|mark| mark.start).min()?);
        let last = self.line_of(marks.iter().map(|mark| mark.end).max()?);
        let (from, to) = (self.start(first), self.start(last + 1));
        if to - from > LONG {
            return None;
        }
        let source = self.text[from..to].trim_end_matches(['\n', '\r']);
        let shift = |offset: usize| (offset - from).min(source.len());
        Some(Excerpt {
            line: first + 1,
            source: source.into(),
            marks: marks
                .iter()
                .map(|mark| shift(mark.start)..shift(mark.end))
                .collect(),
        })
    }

    /// The piece around one range.
    pub(super) fn alone(&self, range: TextRange) -> Excerpt<'a> {
        let clipped = || self.clipped(&self.mark(range));
        self.together(&[range]).unwrap_or_else(clipped)
    }

    /// A part of the first line of what is marked, as minified files need it.
    fn clipped(&self, mark: &Range<usize>) -> Excerpt<'a> {
        let line = self.line_of(mark.start);
        let end = self.text[..self.start(line + 1)]
            .trim_end_matches(['\n', '\r'])
            .len();
        let from = self.character(mark.start.saturating_sub(BEFORE).max(self.start(line)));
        let to = self
            .character((mark.start + AFTER).min(end))
            .max(mark.start);
        let shift = |offset: usize| offset.min(to) - from + '…'.len_utf8();
        let shown = shift(mark.start)..shift(mark.end);
        Excerpt {
            line: line + 1,
            source: format!("…{}…", &self.text[from..to]).into(),
            marks: std::iter::once(shown).collect(),
        }
    }

    /// Where a range begins, as `name:line:column`, the latter two from 1.
    pub(super) fn place(&self, range: TextRange) -> String {
        let start = self.mark(range).start;
        let line = self.line_of(start);
        let column = self.text[self.start(line)..start].chars().count();
        format!("{}:{}:{}", self.name, line + 1, column + 1)
    }

    /// A range in the text, without the lines that are too many.
    fn mark(&self, range: TextRange) -> Range<usize> {
        let end = usize::from(range.end()).min(self.text.len());
        let start = usize::from(range.start()).min(end);
        start..end.min(self.start(self.line_of(start) + MARKED_LINES).max(start))
    }

    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// Where a line begins; behind the last one that is the text's end.
    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// The beginning of the character that the offset lies in.
    fn character(&self, offset: usize) -> usize {
        let mut before = (0..=offset).rev();
        before
            .find(|at| self.text.is_char_boundary(*at))
            .unwrap_or(0)
    }
}

impl Excerpt<'_> {
    /// What the renderer says of where the first mark is: it counts columns in this piece.
    pub(super) fn place(&self, name: &str) -> String {
        let before = self
            .marks
            .first()
            .map_or("", |mark| &self.source[..mark.start]);
        let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
        let line_number =
            self.line + above.matches('\n').count() + usize::from(before.contains('\n'));
        format!("{name}:{line_number}:{}", line.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use asl_text::TextSize;

    use super::*;

    fn range(start: usize, end: usize) -> TextRange {
        let size = |offset| TextSize::new(u32::try_from(offset).expect("small"));
        TextRange::new(size(start), size(end))
    }

    /// The marked texts, and the piece they stand in.
    fn shown(excerpt: &Excerpt<'_>) -> (Vec<String>, usize, String) {
        let marks = excerpt
            .marks
            .iter()
            .map(|mark| excerpt.source[mark.clone()].to_owned());
        (marks.collect(), excerpt.line, excerpt.source.to_string())
    }

    #[test]
    fn a_piece_is_whole_lines() {
        let lines = Lines::new("a", "one\r\ntwo\nthree\n");
        let excerpt = lines.alone(range(6, 7));
        assert_eq!(shown(&excerpt), (vec!["w".to_owned()], 2, "two".to_owned()));
        assert_eq!(lines.place(range(6, 7)), "a:2:2");
        assert_eq!(excerpt.place("a"), "a:2:2");
    }

    #[test]
    fn ranges_come_together_in_any_order() {
        let lines = Lines::new("a", "one\ntwo\nthree\nfour");
        let excerpt = lines.together(&[range(8, 13), range(0, 3)]).expect("short");
        assert_eq!(shown(&excerpt).0, ["three", "one"]);
        assert_eq!(excerpt.place("a"), "a:3:1");
    }

    #[test]
    fn a_very_long_line_is_shown_in_part() {
        let text = format!("{}hit{}\n", "é".repeat(5_000), "ü".repeat(5_000));
        let lines = Lines::new("a", &text);
        let excerpt = lines.alone(range(10_000, 10_003));
        assert_eq!(shown(&excerpt).0, ["hit"]);
        assert!(excerpt.source.len() < 300);
        assert_eq!(lines.place(range(10_000, 10_003)), "a:1:5001");
        assert!(
            lines
                .together(&[range(0, 2), range(10_000, 10_003)])
                .is_none()
        );
    }

    #[test]
    fn a_long_range_is_marked_at_its_beginning() {
        let text = "x\n".repeat(100);
        let excerpt = Lines::new("a", &text).alone(range(2, 150));
        assert_eq!(shown(&excerpt).1, 2);
        assert!(excerpt.marks[0].len() <= 2 * MARKED_LINES);
    }

    #[test]
    fn the_end_of_the_text_is_a_place_too() {
        for text in ["", "a", "a\n", "a\r\n"] {
            let end = text.len();
            for at in 0..=end + 3 {
                let excerpt = Lines::new("a", text).alone(range(at.min(end), at));
                assert!(
                    excerpt.marks[0].end <= excerpt.source.len(),
                    "{text:?} {at}"
                );
            }
        }
    }
}
