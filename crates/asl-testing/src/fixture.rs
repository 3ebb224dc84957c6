//! Texts with cursors in them, and answers drawn so that they read like what a user sees.

use asl_text::{TextRange, TextSize};

/// What stands for a cursor in a marked text.
pub const CURSOR: &str = "$0";

/// A text with the places where `$0` stood in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixture {
    /// The text without its marks.
    pub text: String,
    /// Where the marks stood, in the text without them.
    pub cursors: Vec<TextSize>,
}

impl Fixture {
    /// Reads a marked text. A line break at its very beginning is left out, so that the text can
    /// start on a line of its own in the test.
    pub fn parse(marked: &str) -> Self {
        let marked = marked.strip_prefix('\n').unwrap_or(marked);
        let (mut text, mut cursors) = (String::new(), Vec::new());
        for (index, part) in marked.split(CURSOR).enumerate() {
            if index > 0 {
                cursors.push(size(text.len()));
            }
            text.push_str(part);
        }
        Self { text, cursors }
    }

    /// The one cursor.
    ///
    /// # Panics
    /// When there is none, or more than one.
    pub fn cursor(&self) -> TextSize {
        assert_eq!(self.cursors.len(), 1, "a fixture with one {CURSOR}");
        self.cursors[0]
    }

    /// What lies between the two cursors, or an empty range at the one.
    ///
    /// # Panics
    /// When there is no cursor, or more than two.
    pub fn range(&self) -> TextRange {
        assert!(!self.cursors.is_empty(), "a fixture with {CURSOR}");
        assert!(
            self.cursors.len() <= 2,
            "a fixture with at most two {CURSOR}"
        );
        TextRange::new(self.cursors[0], self.cursors[self.cursors.len() - 1])
    }
}

/// Draws ranges under the lines that they stand in, as a compiler does:
///
/// ```text
/// 2   |   "StartAt": "Pack",
///     |               ^^^^ names it
/// ```
/// Only lines with a range are shown. A range over several lines is drawn to the end of its first
/// one and says which line it ends in; an empty one is drawn as `|`.
pub fn annotate(text: &str, marks: &[(TextRange, &str)]) -> String {
    let mut marks: Vec<_> = marks.to_vec();
    marks.sort_by_key(|(range, _)| (range.start(), range.end()));
    let (mut drawn, mut shown) = (String::new(), None);
    for (range, label) in marks {
        let start = usize::from(range.start());
        let line_start = text[..start].rfind('\n').map_or(0, |it| it + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |it| start + it);
        let number = text[..start].matches('\n').count() + 1;
        if shown.replace(number) != Some(number) {
            let line = &text[line_start..line_end];
            let heading = format!("{number:<3} | {line}\n");
            drawn.push_str(&heading);
        }
        let end = usize::from(range.end());
        let carets = match text[start..end.min(line_end)].chars().count() {
            0 => "|".to_owned(),
            count => "^".repeat(count),
        };
        let indent = " ".repeat(text[line_start..start].chars().count());
        let mut label = label.to_owned();
        if end > line_end {
            let last = text[..end].matches('\n').count() + 1;
            label = format!("… to line {last} {label}");
        }
        drawn += format!("    | {indent}{carets} {label}").trim_end();
        drawn.push('\n');
    }
    drawn
}

/// The text after edits that do not overlap and all speak of the text before.
pub fn apply<'a>(text: &str, edits: impl IntoIterator<Item = (TextRange, &'a str)>) -> String {
    let mut edits: Vec<_> = edits.into_iter().collect();
    edits.sort_by_key(|(range, _)| range.start());
    let mut text = text.to_owned();
    for (range, insert) in edits.into_iter().rev() {
        text.replace_range(usize::from(range.start())..usize::from(range.end()), insert);
    }
    text
}

fn size(len: usize) -> TextSize {
    TextSize::try_from(len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Fixture, annotate, apply};
    use asl_text::TextRange;

    #[test]
    fn marks_are_taken_out() {
        let fixture = Fixture::parse("\na$0b$0");
        assert_eq!(fixture.text, "ab");
        assert_eq!(fixture.range(), TextRange::new(1.into(), 2.into()));
    }

    #[test]
    fn ranges_are_drawn_under_their_lines() {
        let drawn = annotate(
            "one\ntwo\n",
            &[(TextRange::new(4.into(), 6.into()), "here")],
        );
        assert_eq!(drawn, "2   | two\n    | ^^ here\n");
    }

    #[test]
    fn edits_speak_of_the_text_before() {
        let edits = [
            (TextRange::new(0.into(), 1.into()), "xx"),
            (TextRange::empty(2.into()), "!"),
        ];
        assert_eq!(apply("ab", edits), "xxb!");
    }
}
