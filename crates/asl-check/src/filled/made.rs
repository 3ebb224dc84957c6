//! The filled text, its tree and its model, made of those before as far as they agree.
//!
//! What a keystroke changes of the document is where its trees differ; only that is filled in again, and
//! the filled document is parsed and read again as after that keystroke in itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use asl_model::Model;
use asl_syntax::{Difference, Parse, parse, reparse};
use asl_text::{Edit, Text, TextRange, TextSize};

use super::pieces::{Piece, fill, is_bare_word};

type Values = BTreeMap<String, String>;

/// What was filled last for a document: with all quotes, and with some left out.
#[derive(Default)]
pub(super) struct Kept {
    quoted: Option<Arc<Made>>,
    unquoted: Option<Arc<Made>>,
}

/// A document with values.
pub(super) struct Made {
    /// The document without them.
    source: Parse,
    values: Values,
    text: Text,
    /// What it means with the values; none where there are none in it.
    pub(super) model: Option<Model>,
    /// The values in it, in order.
    pub(super) pieces: Vec<Piece>,
}

impl Kept {
    /// The document with these values; without the quotes of the placeholders in `bare`, if those are
    /// known.
    pub(super) fn made(model: &Model, values: &Values, bare: Option<&[TextRange]>) -> Arc<Made> {
        let last = model.last_kept::<Self>();
        let of_last = |it: &Self| match bare {
            Some(_) => it.unquoted.clone(),
            None => it.quoted.clone(),
        };
        let before = last.as_deref().and_then(of_last);
        let bare_ones = bare.unwrap_or_default();
        let made = match before {
            Some(before) => before.again(model, values, bare_ones),
            None => Arc::new(Made::new(model, values, bare_ones, None)),
        };
        let other = |of: fn(&Self) -> Option<Arc<Made>>| last.as_deref().and_then(of);
        let kept = match bare {
            Some(_) => Self {
                quoted: other(|it| it.quoted.clone()),
                unquoted: Some(Arc::clone(&made)),
            },
            None => Self {
                quoted: Some(Arc::clone(&made)),
                unquoted: other(|it| it.unquoted.clone()),
            },
        };
        model.keep(Arc::new(kept));
        made
    }
}

impl Kept {
    /// The document without the quotes that were left out before, where nothing was edited that says which
    /// ones those are: no state with a value that could stand without them.
    pub(super) fn unquoted_again(model: &Model, values: &Values) -> Option<Arc<Made>> {
        let last = model.last_kept::<Self>()?;
        let before = last.unquoted.as_ref().filter(|it| it.values == *values)?;
        let Some(at) = model.parse().difference(&before.source) else {
            return Some(Arc::clone(before));
        };
        let made = Arc::new(before.typed_elsewhere(model, at)?);
        model.keep(Arc::new(Self {
            quoted: last.quoted.clone(),
            unquoted: Some(Arc::clone(&made)),
        }));
        Some(made)
    }

    /// No quotes are left out any more.
    pub(super) fn quoted_alone(model: &Model) {
        let last = model.last_kept::<Self>();
        if let Some(last) = last.filter(|it| it.unquoted.is_some()) {
            model.keep(Arc::new(Self {
                quoted: last.quoted.clone(),
                unquoted: None,
            }));
        }
    }
}

impl Made {
    /// All of the document filled in; `before` is a version of it.
    fn new(model: &Model, values: &Values, bare: &[TextRange], before: Option<&Self>) -> Self {
        let source = model.parse().syntax().text().to_string();
        let (text, pieces) = fill(&source, values, bare, TextSize::new(0));
        let text = Text::new(&text);
        let edit = |before: &Self| {
            let edit = Edit::between(&before.text.to_string(), &text.to_string());
            Some((before.model.as_ref()?.clone(), edit))
        };
        let is_empty = pieces.is_empty();
        Self {
            source: model.parse().clone(),
            values: values.clone(),
            model: (!is_empty).then(|| lower(model, &text, before.and_then(edit))),
            text,
            pieces,
        }
    }

    /// The same for another version of the document.
    fn again(self: Arc<Self>, model: &Model, values: &Values, bare: &[TextRange]) -> Arc<Self> {
        let is_same = self.values == *values && self.bare().eq(bare.iter().copied());
        if self.values == *values {
            match model.parse().difference(&self.source) {
                None if is_same => return self,
                None => {}
                Some(difference) => {
                    if let Some(made) = self.typed(model, bare, difference) {
                        return Arc::new(made);
                    }
                }
            }
        }
        Arc::new(Self::new(model, values, bare, Some(&self)))
    }

    /// The placeholders whose quotes are left out, as they stand between these.
    fn bare(&self) -> impl Iterator<Item = TextRange> + use<'_> {
        self.pieces.iter().filter_map(inside_of_quotes)
    }

    /// The same with another text in one place of the document. `None` where that may touch more.
    fn typed(&self, model: &Model, bare: &[TextRange], at: Difference) -> Option<Self> {
        let stretch = self.stretch(model, at)?;
        let moved = |it: TextSize| it + stretch.new.len() - stretch.old.len();
        let (before, inside, after) = self.split(stretch.old)?;
        if !agree(before, bare, stretch.new, &moved) || !agree(after, bare, stretch.new, &moved) {
            return None;
        }
        let (text, found) = fill(&stretch.text, &self.values, bare, stretch.new.start());
        // The quote before a placeholder at the border stands outside.
        let border = |it: &Piece| {
            it.source.start() == TextSize::new(0) || it.source.end() == stretch.new.len()
        };
        if found.iter().any(border) {
            return None;
        }
        let start = filled_offset(before, stretch.old.start());
        let end = filled_offset(&self.pieces[..before.len() + inside], stretch.old.end());
        let old = TextRange::new(start, end);
        let edit = Edit::between(&self.text.slice(old), &text).map(|it| Edit {
            range: it.range + start,
            ..it
        });
        let mut made = Self {
            source: model.parse().clone(),
            values: self.values.clone(),
            text: self.text.clone(),
            model: None,
            pieces: before.to_vec(),
        };
        made.pieces.extend(found.into_iter().map(|it| Piece {
            source: it.source + stretch.new.start(),
            filled: it.filled + start,
            ..it
        }));
        made.pieces.extend(after.iter().map(|it| Piece {
            source: moved_range(it.source, &moved),
            filled: it.filled + TextSize::of(text.as_str()) - old.len(),
            ..it.clone()
        }));
        if let Some(edit) = &edit {
            made.text.apply(edit).ok()?;
        }
        if !made.pieces.is_empty() {
            let last = self.model.clone().map(|it| (it, edit));
            made.model = Some(lower(model, &made.text, last));
        }
        Some(made)
    }

    /// The same after an edit of states in which no value stands that could do without its quotes.
    fn typed_elsewhere(&self, model: &Model, at: Difference) -> Option<Self> {
        let moved = |it: TextSize| it + at.new.len() - at.old.len();
        let after = |range: TextRange| {
            let is_before = range.end() <= at.old.start();
            if is_before {
                range
            } else {
                moved_range(range, &moved)
            }
        };
        let of_edit = |offset| Some(model.state(model.state_at(offset)?).range());
        let (first, last) = (of_edit(at.new.start())?, of_edit(at.new.end())?);
        let edited = first.cover(last);
        let is_near = |it: &Piece| {
            let touches = it.source.start() <= at.old.end() && at.old.start() <= it.source.end();
            let is_open = it.is_quoted && is_bare_word(&self.values[&it.name]);
            touches || is_open && edited.contains_range(after(it.source))
        };
        if self.pieces.iter().any(is_near) {
            return None;
        }
        let bare: Vec<_> = self.bare().map(after).collect();
        let made = self.typed(model, &bare, at)?;
        let is_as_before = made.pieces.len() == self.pieces.len();
        is_as_before.then_some(made)
    }

    /// What is to be filled in again: all tokens in which a placeholder could be another one than before.
    fn stretch(&self, model: &Model, at: Difference) -> Option<Stretch> {
        if self.values.keys().any(|it| it.contains(['$', '{', '}'])) {
            return None;
        }
        let longest = self.values.keys().map(String::len).max()?;
        // With `${`, `}` and a quote on either side.
        let margin = TextSize::new(u32::try_from(longest + 5).ok()?);
        let start = at.new.start().checked_sub(margin).unwrap_or_default();
        let around = TextRange::new(start, at.new.end() + margin);
        let (new, text) = model.parse().tokens_around(around);
        let behind = new.end().checked_sub(at.new.end())?;
        let old = TextRange::new(new.start(), at.old.end() + behind);
        (new.start() <= at.new.start()).then_some(Stretch { old, new, text })
    }

    /// The values before a stretch of the document, how many stand in it, and those behind it. `None` where
    /// one stands on its border.
    fn split(&self, stretch: TextRange) -> Option<(&[Piece], usize, &[Piece])> {
        let first = (self.pieces).partition_point(|it| it.source.end() <= stretch.start());
        let behind = (self.pieces).partition_point(|it| it.source.start() < stretch.end());
        let inside = self.pieces.get(first..behind)?;
        let is_inside = |it: &Piece| stretch.contains_range(it.source);
        let (before, after) = (&self.pieces[..first], &self.pieces[behind..]);
        inside
            .iter()
            .all(is_inside)
            .then_some((before, inside.len(), after))
    }
}

/// What a filled text means: from that of another one and the edit between them, or from the start.
fn lower(source: &Model, text: &Text, last: Option<(Model, Option<Edit>)>) -> Model {
    match last {
        Some((model, None)) => model,
        Some((model, Some(edit))) => {
            Model::lower(&reparse(model.parse(), text, &edit), Some(&model))
        }
        None => {
            let parse = parse(&text.to_string(), source.parse().format());
            Model::lower_apart(&parse, source)
        }
    }
}

/// A stretch of the document before and after an edit.
struct Stretch {
    old: TextRange,
    new: TextRange,
    /// Its text after the edit.
    text: String,
}

/// The placeholder of a value whose quotes are left out.
fn inside_of_quotes(piece: &Piece) -> Option<TextRange> {
    let length = TextSize::of(piece.name.as_str()) + TextSize::of("${}");
    let one = TextSize::new(1);
    (piece.source.len() > length)
        .then(|| TextRange::new(piece.source.start() + one, piece.source.end() - one))
}

/// Whether of values outside of a stretch those have no quotes that should have none.
fn agree(
    pieces: &[Piece],
    bare: &[TextRange],
    stretch: TextRange,
    moved: &impl Fn(TextSize) -> TextSize,
) -> bool {
    pieces.iter().all(|it| {
        let place = |range: TextRange| {
            let is_before = range.start() < stretch.start();
            if is_before {
                range
            } else {
                moved_range(range, moved)
            }
        };
        match inside_of_quotes(it) {
            Some(range) => bare.contains(&place(range)),
            None => !bare.contains(&place(it.source)),
        }
    })
}

fn moved_range(range: TextRange, moved: &impl Fn(TextSize) -> TextSize) -> TextRange {
    TextRange::at(moved(range.start()), range.len())
}

/// The offset in the filled text of one in the document behind these values.
fn filled_offset(before: &[Piece], at: TextSize) -> TextSize {
    let last = before.last();
    last.map_or(at, |it| it.filled.end() + (at - it.source.end()))
}
