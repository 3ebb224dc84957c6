//! Parsing again after an edit: the smallest block around it, then larger ones, then everything.
//!
//! A block (MAPPING or SEQUENCE) may be parsed alone when the parser would come to it in the same state as before,
//! would consume exactly the block's new text, would leave it in the same state, and nothing outside of it was
//! decided by looking into it. Then all around it stays as it was. Each format answers that for its own blocks:
//! `json::reparse_block` and `yaml::reparse_block`.

use asl_text::{Edit, Text, TextRange, TextSize};

use crate::builder::{Pass, is_broken};
use crate::error::SyntaxError;
use crate::parse::{Certainty, Format, Parse};
use crate::{SyntaxKind, SyntaxNode, json, parse, yaml};

/// Beyond this many blocks a full parse is the cheaper answer.
const MAX_CLIMB: usize = 8;

/// A block to be parsed alone.
pub(crate) struct Block<'a> {
    /// The block as it was before the edit.
    pub(crate) old: &'a SyntaxNode,
    /// The block's text after the edit.
    pub(crate) source: &'a str,
    /// The whole text after the edit; all before the edit has its old offsets.
    pub(crate) text: &'a Text,
    /// The replaced range, in offsets of the old text.
    pub(crate) edited: TextRange,
}

/// Parses again after one edit: `old` is the tree before it, `text` the text after it.
///
/// The answer always equals `parse(&text.to_string(), old.format())`.
pub fn reparse(old: &Parse, text: &Text, edit: &Edit) -> Parse {
    incremental(old, text, edit).unwrap_or_else(|| parse(&text.to_string(), old.format()))
}

fn incremental(old: &Parse, text: &Text, edit: &Edit) -> Option<Parse> {
    let root = old.syntax();
    let total = root.text_range().len();
    let new_total = (total + TextSize::of(edit.insert.as_str())).checked_sub(edit.range.len())?;
    if old.certainty() == Certainty::LookedAhead
        || edit.range.end() > total
        || new_total != text.len()
    {
        return None;
    }
    let element = root.covering_element(edit.range);
    let node = element.as_node().cloned().or_else(|| element.parent())?;
    node.ancestors()
        .filter(|it| matches!(it.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE))
        .take_while(|it| u32::from(it.text_range().len()) < u32::from(total) / 2)
        .take(MAX_CLIMB)
        .find_map(|it| try_block(old, &it, text, edit))
}

fn try_block(old: &Parse, node: &SyntaxNode, text: &Text, edit: &Edit) -> Option<Parse> {
    let range = node.text_range();
    let new_len = (range.len() + TextSize::of(edit.insert.as_str())) - edit.range.len();
    let source = text.slice(TextRange::at(range.start(), new_len));
    let block = Block {
        old: node,
        source: &source,
        text,
        edited: edit.range,
    };
    let errors = Errors::split(old.errors(), range, new_len)?;
    let run = |guessing| match old.format() {
        Format::Json => json::reparse_block(&block, guessing),
        Format::Yaml => yaml::reparse_block(&block, guessing),
    };
    let (pass, certainty) = choose(old.certainty(), &errors, run)?;
    if old.format() == Format::Yaml && errors.at_border(&pass.errors, range, new_len) {
        return None;
    }
    let green = node.replace_with(pass.green);
    Some(Parse::new(
        green,
        errors.merge(pass.errors),
        old.format(),
        certainty,
    ))
}

/// Which pass a full parse would take this block from, and how certain the result is.
///
/// A full parse makes a strict pass, and a second one with guesses only when the first has errors and guesses would
/// change something.
fn choose(
    old: Certainty,
    outer: &Errors,
    run: impl Fn(bool) -> Option<Pass>,
) -> Option<(Pass, Certainty)> {
    if old == Certainty::Guessed {
        return choose_guessed(outer, run(true)?);
    }
    let pass = run(false)?;
    if pass.flags.looked_ahead {
        return None;
    }
    let guessable = pass.flags.guessable || old == Certainty::Guessable;
    if !guessable {
        return Some((pass, Certainty::Calm));
    }
    if !outer.is_broken() && !is_broken(&pass.errors) {
        return Some((pass, Certainty::Guessable));
    }
    if old == Certainty::Guessable {
        // Guesses are due outside of the block as well.
        return None;
    }
    let pass = run(true)?;
    (!pass.flags.looked_ahead).then_some((pass, Certainty::Guessed))
}

/// The old tree came from the pass with guesses. The new one does as well if a strict pass would still find an
/// error, and it certainly would if an error stands before the first guess: up to there both passes are the same.
fn choose_guessed(outer: &Errors, pass: Pass) -> Option<(Pass, Certainty)> {
    if pass.flags.looked_ahead {
        return None;
    }
    let all = || outer.all().chain(relative(&pass.errors, outer.start));
    let first = |guess: bool| {
        all()
            .filter(|(it, _)| it.is_guess() == guess && is_broken(std::slice::from_ref(it)))
            .map(|(_, at)| at)
            .min()
    };
    match (first(true), first(false)) {
        (None, _) if !pass.flags.guessable => Some((pass, Certainty::Calm)),
        (Some(guess), Some(error)) if error < guess => Some((pass, Certainty::Guessed)),
        _ => None,
    }
}

fn relative(
    errors: &[SyntaxError],
    base: TextSize,
) -> impl Iterator<Item = (&SyntaxError, TextSize)> {
    errors.iter().map(move |it| (it, it.range.start() + base))
}

/// The errors outside of a block, in new offsets.
struct Errors {
    before: Vec<SyntaxError>,
    after: Vec<SyntaxError>,
    start: TextSize,
}

impl Errors {
    /// Splits the old errors at the old `block`. Errors on a border belong to what stands around the block.
    fn split(old: &[SyntaxError], block: TextRange, new_len: TextSize) -> Option<Self> {
        let first = old.partition_point(|it| it.range.start() <= block.start());
        let last = old.partition_point(|it| it.range.start() < block.end());
        let moved = |offset: TextSize| {
            if offset >= block.end() {
                offset - block.len() + new_len
            } else {
                offset
            }
        };
        let shift = |it: &SyntaxError| it.map_offsets(moved);
        Some(Self {
            before: old.get(..first)?.iter().map(shift).collect(),
            after: old.get(last..)?.iter().map(shift).collect(),
            start: block.start(),
        })
    }

    /// Whether an old or a new error stands on the block's border, where YAML, which has no braces there, cannot
    /// tell whose it is.
    fn at_border(&self, inner: &[SyntaxError], block: TextRange, new_len: TextSize) -> bool {
        let end = block.start() + new_len;
        let starts = |it: &[SyntaxError], at: TextSize| it.iter().any(|it| it.range.start() == at);
        starts(&self.before, block.start())
            || starts(&self.after, end)
            || starts(inner, 0.into())
            || starts(inner, new_len)
    }

    fn is_broken(&self) -> bool {
        is_broken(&self.before) || is_broken(&self.after)
    }

    fn all(&self) -> impl Iterator<Item = (&SyntaxError, TextSize)> {
        relative(&self.before, 0.into()).chain(relative(&self.after, 0.into()))
    }

    /// All errors in order; `inner` ones have offsets relative to the block.
    fn merge(self, mut inner: Vec<SyntaxError>) -> Vec<SyntaxError> {
        inner.sort_by_key(|it| it.range.start());
        let inner = inner
            .into_iter()
            .map(|it| it.map_offsets(|offset| offset + self.start));
        let mut all = self.before;
        all.extend(inner);
        all.extend(self.after);
        all
    }
}
