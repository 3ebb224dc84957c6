//! A definition's text after an edit of the template around it: what the edit touched is decoded again.

use std::sync::Arc;

use asl_syntax::ast::{Notation, Scalar, ScalarStyle, Stretch, Value};
use asl_syntax::{GreenNode, NodeOrToken, SyntaxKind, SyntaxNode, TextRange, TextSize};
use asl_text::{Edit, Text};

use super::text::{EmbeddedText, Since, notation};
use crate::lower::address;

/// One edit of a template.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The template's text after the edit.
    pub text: &'a Text,
    /// The edit.
    pub edit: &'a Edit,
}

/// An edit as a resource of the template sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within<'a> {
    pub(super) change: Change<'a>,
    /// The start of the resource's entry, before the edit as well as after it.
    pub(super) offset: TextSize,
}

impl Within<'_> {
    /// What is replaced, relative to the entry.
    fn range(&self) -> Option<TextRange> {
        let range = self.change.edit.range;
        let start = range.start().checked_sub(self.offset)?;
        Some(TextRange::at(start, range.len()))
    }

    fn insert(&self) -> &str {
        &self.change.edit.insert
    }

    /// An offset behind the edit after it.
    fn moved(&self, offset: TextSize) -> TextSize {
        offset + TextSize::of(self.insert()) - self.change.edit.range.len()
    }

    /// A range that begins before the edit and ends behind it, after the edit.
    fn stretched(&self, range: TextRange) -> TextRange {
        TextRange::new(range.start(), self.moved(range.end()))
    }
}

impl EmbeddedText {
    /// The text that `value` makes, where one made `old` before the edit. `None` where that has to be found out
    /// from its start: the edit touches more than the inside of one scalar.
    pub(super) fn again(value: &Value, old: &Arc<Self>, within: &Within<'_>) -> Option<Self> {
        let green = value.syntax().green().into_owned();
        if value.range().start() != old.start {
            return None;
        }
        let scalars = changed(old.green.clone(), green.clone(), old.start)?;
        let (index, notation) = old.segment(&scalars, within)?;
        let segment = &old.segments[index];
        let whole = Stretch {
            decoded: segment.range,
            source: segment.source,
        };
        let is_cut = |decoded: TextSize, source: TextSize| {
            let around = old.around(decoded);
            let is_cut = |source| scalars.old.is_cut(notation, source, &around);
            source.checked_sub(scalars.start).is_some_and(is_cut)
        };
        let stretch = old.map.stretch(whole, within.range()?, is_cut);
        let source = within.stretched(stretch.source);
        let text = within.change.text.slice(source + within.offset);
        let inside = source.checked_sub(scalars.start)?;
        let decoded = (scalars.new).decode_stretch(notation, inside, &text)?;
        let mut new = old.followed(green);
        new.map.replace(stretch, &decoded.map, source.len());
        let before = old.text.slice(stretch.decoded);
        let edit = Edit::between(&before, &decoded.text).map(|it| Edit {
            range: it.range + stretch.decoded.start(),
            ..it
        });
        if let Some(edit) = &edit {
            new.text.apply(edit).ok()?;
        }
        new.move_segments(index, edit.as_ref(), within);
        new.since = Some(Since {
            before: Arc::downgrade(old),
            edit,
        });
        new.is_definition().then_some(new)
    }

    /// The segment that the changed scalar makes, where the edit lies between its borders and leaves them as they were.
    fn segment(&self, scalars: &Scalars, within: &Within<'_>) -> Option<(usize, Notation)> {
        let range = within.range()?;
        let behind = (self.segments).partition_point(|it| it.source.start() <= range.start());
        let index = behind.checked_sub(1)?;
        let segment = self.segments.get(index)?;
        let borders = |it: &Scalar| {
            let (inner, outer) = (it.content_range(), it.range());
            (inner, outer.end() - inner.end(), it.style())
        };
        let (old, new) = (borders(&scalars.old), borders(&scalars.new));
        let breaks = within.insert().contains(['\n', '\r']);
        let is_block = segment.notation.style == ScalarStyle::Literal;
        let stays = segment.source.contains_range(range)
            && !segment.source.is_empty()
            && !scalars.new.tells_indent()
            && old.0 + scalars.start == segment.source
            && new.0 + scalars.start == within.stretched(segment.source)
            && (old.1, old.2) == (new.1, new.2)
            && (is_block || segment.notation.has_lines || !breaks);
        let of_new = if is_block {
            notation(&scalars.new)
        } else {
            segment.notation
        };
        (stays && of_new == segment.notation).then_some((index, of_new))
    }

    /// The characters before and behind an offset in the text.
    fn around(&self, offset: TextSize) -> String {
        let one = TextSize::new(1);
        let start = offset.checked_sub(one).unwrap_or(offset);
        self.text.slice_chars(TextRange::new(start, offset + one))
    }

    /// The same text as what another value makes.
    fn followed(&self, green: GreenNode) -> Self {
        Self {
            text: self.text.clone(),
            map: self.map.clone(),
            segments: self.segments.clone(),
            is_substituted: self.is_substituted,
            own_names: self.own_names.clone(),
            green,
            start: self.start,
            since: None,
        }
    }

    /// The edit lies in that segment, others stand behind it.
    fn move_segments(&mut self, index: usize, edit: Option<&Edit>, within: &Within<'_>) {
        let by = |it: TextSize| match edit {
            Some(edit) => it + TextSize::of(edit.insert.as_str()) - edit.range.len(),
            None => it,
        };
        for (at, segment) in self.segments.iter_mut().enumerate().skip(index) {
            if at == index {
                segment.source = within.stretched(segment.source);
                segment.range = TextRange::new(segment.range.start(), by(segment.range.end()));
            } else {
                segment.source =
                    TextRange::at(within.moved(segment.source.start()), segment.source.len());
                segment.range = TextRange::at(by(segment.range.start()), segment.range.len());
            }
        }
    }
}

/// A scalar before and after an edit, each as a tree of its own.
struct Scalars {
    old: Scalar,
    new: Scalar,
    /// Where both start.
    start: TextSize,
}

/// The one scalar in which two trees differ; `start` is where both stand. What an edit did not touch is the
/// same green node, so that nothing has to be compared.
fn changed(mut old: GreenNode, mut new: GreenNode, mut start: TextSize) -> Option<Scalars> {
    while old.kind() != SyntaxKind::SCALAR.into() {
        if old.kind() != new.kind() || old.children().len() != new.children().len() {
            return None;
        }
        let mut at = start;
        let mut differing = None;
        for (before, after) in old.children().zip(new.children()) {
            let length = before.text_len();
            match (before, after) {
                (NodeOrToken::Node(a), NodeOrToken::Node(b)) if address(a) == address(b) => {}
                (NodeOrToken::Token(a), NodeOrToken::Token(b)) if std::ptr::eq(a, b) => {}
                (NodeOrToken::Node(a), NodeOrToken::Node(b)) if differing.is_none() => {
                    differing = Some((a.to_owned(), b.to_owned(), at));
                }
                _ => return None,
            }
            at += length;
        }
        (old, new, start) = differing?;
    }
    Some(Scalars {
        old: Scalar::cast(SyntaxNode::new_root(old))?,
        new: Scalar::cast(SyntaxNode::new_root(new))?,
        start,
    })
}
