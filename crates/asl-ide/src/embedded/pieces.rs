//! Edits of a definition that a template puts together of several pieces, as `Fn::Join` does.
//!
//! Between two pieces stands what cannot be edited: the delimiter, or what a function makes. An edit
//! across it is one edit for each piece, when what stands between them stays.

use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;

use super::Way;
use super::back::Writer;

/// What an edit makes of one piece.
struct Change<'a> {
    /// The part of the piece that the edit spans.
    range: TextRange,
    old: String,
    new: &'a str,
}

impl Way<'_> {
    /// The edits as those of the document around; `None` where one of them cannot be written there.
    pub(crate) fn edits(&self, edits: Vec<Edit>) -> Option<Vec<Edit>> {
        let edits = edits.into_iter().map(|it| self.edit_pieces(&it));
        let edits: Option<Vec<_>> = edits.collect();
        edits.map(|it| it.into_iter().flatten().collect())
    }

    fn edit_pieces(&self, edit: &Edit) -> Option<Vec<Edit>> {
        if let Some(whole) = self.edit(edit, Writer::Edit) {
            return Some(vec![whole]);
        }
        let changes = self.changes(edit)?.into_iter();
        let changed = changes.filter(|it| it.old != it.new);
        let edits = changed.map(|it| {
            let edit = Edit {
                range: it.range,
                insert: it.new.to_owned(),
            };
            self.edit(&edit, Writer::Edit)
        });
        edits.collect()
    }

    /// What the edit makes of each piece that it spans.
    fn changes<'e>(&self, edit: &'e Edit) -> Option<Vec<Change<'e>>> {
        let spanned = self.part.segments().iter();
        let spanned = spanned.filter_map(|it| it.range.intersect(edit.range));
        let text = |range| self.part.document().text().slice(range);
        let mut changes: Vec<_> = spanned
            .map(|range| Change {
                range,
                old: text(range),
                new: "",
            })
            .collect();
        let (first, last) = (changes.first()?.range, changes.last()?.range);
        let before = text(TextRange::new(edit.range.start(), first.start()));
        let behind = text(TextRange::new(last.end(), edit.range.end()));
        let rest = edit.insert.strip_prefix(before.as_str())?;
        let mut rest = rest.strip_suffix(behind.as_str())?;
        let ends: Vec<TextSize> = changes.iter().map(|it| it.range.start()).skip(1).collect();
        let betweens: Vec<_> = (changes.iter().zip(&ends))
            .map(|(it, next)| text(TextRange::new(it.range.end(), *next)))
            .collect();
        // From both ends what stays as it is; what is left goes where it fits first.
        let mut left = 0;
        while left < betweens.len() {
            let after = rest.strip_prefix(changes[left].old.as_str());
            let Some(after) = after.and_then(|it| it.strip_prefix(betweens[left].as_str())) else {
                break;
            };
            changes[left].new = &rest[..changes[left].old.len()];
            (rest, left) = (after, left + 1);
        }
        let mut right = betweens.len();
        while right > left {
            let old = changes[right].old.len();
            let before = rest.strip_suffix(changes[right].old.as_str());
            let Some(before) = before.and_then(|it| it.strip_suffix(betweens[right - 1].as_str()))
            else {
                break;
            };
            changes[right].new = &rest[rest.len() - old..];
            (rest, right) = (before, right - 1);
        }
        for at in left..right {
            let between = betweens[at].as_str();
            let end = rest.find(between)?;
            changes[at].new = &rest[..end];
            rest = &rest[end + between.len()..];
        }
        changes[right].new = rest;
        Some(changes)
    }
}
