//! A document with the values that a deployment puts in the place of its `${Name}` placeholders.
//!
//! A deployment replaces text before anything is parsed (CloudFormation's handler of state
//! machines, Terraform's `templatefile`), so the rules see the document as it will be: in names,
//! numbers, paths, expressions and whole states alike. What they find is said of the placeholder.

mod made;
mod pieces;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use asl_model::Model;
use asl_text::{TextRange, TextSize};

use crate::table::{WRONG_OPERAND, WRONG_PARAMETER_TYPE, WRONG_TYPE};
use crate::{CheckConfig, Diagnostic, Fix, Rule};
use made::{Kept, Made};
use pieces::Piece;

/// How many values a message quotes, and how long they may be, in bytes.
const QUOTED: usize = 3;
const LONGEST_QUOTED: usize = 80;

/// The document as a deployment makes it.
pub(crate) struct Filled {
    made: Arc<Made>,
    model: Model,
}

/// A definition as a deployment makes it with these values, for whoever runs it.
pub struct Deployed(Filled);

impl Deployed {
    /// `None` where no placeholder has a value.
    pub fn of(model: &Model, values: &BTreeMap<String, String>) -> Option<Self> {
        let mut config = CheckConfig::default();
        config.substitutions.clone_from(values);
        crate::check::filled(model, &config).map(Self)
    }

    /// What it means then.
    pub fn model(&self) -> &Model {
        self.0.model()
    }

    /// The range of the definition that a range of the deployed text comes from.
    pub fn in_source(&self, range: TextRange) -> TextRange {
        self.0.in_source(range)
    }
}

impl Filled {
    /// The document with quotes left out, where it is known by the version before which ones. Then
    /// nothing has to be judged to find that out.
    pub(crate) fn unquoted_again(model: &Model, config: &CheckConfig) -> Option<Self> {
        Self::from_made(Kept::unquoted_again(model, &config.substitutions)?)
    }

    /// `None` where no placeholder has a value.
    pub(crate) fn of(model: &Model, config: &CheckConfig) -> Option<Self> {
        if config.substitutions.is_empty() {
            return None;
        }
        Self::from_made(Kept::made(model, &config.substitutions, None))
    }

    fn from_made(made: Arc<Made>) -> Option<Self> {
        let model = made.model.clone()?;
        Some(Self { made, model })
    }

    /// What it means then.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// The same with some quotes left out: those around numbers and booleans that are found to stand
    /// where no text may; `found` answers what is found near an offset of the filled document. That
    /// AWS refuses the text of a number there is not recorded, and deployed definitions have it.
    pub(crate) fn unquoted(
        &self,
        model: &Model,
        config: &CheckConfig,
        mut found: impl FnMut(TextSize) -> Vec<Diagnostic>,
    ) -> Option<Self> {
        let rules: [&Rule; 3] = [&WRONG_TYPE, &WRONG_OPERAND, &WRONG_PARAMETER_TYPE];
        let mut is_bare = |it: &&Piece| {
            let is_wrong =
                |one: &Diagnostic| rules.contains(&one.rule) && touches(one.range, it.filled);
            it.is_quoted
                && pieces::is_bare_word(&config.substitutions[&it.name])
                && found(it.filled.start()).iter().any(is_wrong)
        };
        let pieces = self.made.pieces.iter();
        let bare: Vec<_> = pieces.filter(&mut is_bare).map(|it| it.source).collect();
        if bare.is_empty() {
            Kept::quoted_alone(model);
            return None;
        }
        Self::from_made(Kept::made(model, &config.substitutions, Some(&bare)))
    }

    /// What was found in the filled document, said of the document.
    pub(crate) fn said_of_source(&self, mut found: Diagnostic, config: &CheckConfig) -> Diagnostic {
        self.explain(&mut found, config);
        found.fixes.retain_mut(|fix| self.fix_of_source(fix));
        found.range = self.in_source(found.range);
        let related = found.related.into_iter();
        found.related = related
            .map(|it| it.moved(|at| self.in_source(at)))
            .collect();
        if let Some(aws) = &mut found.aws {
            aws.at = self.in_source(aws.at);
        }
        found
    }

    /// Says which values the finding comes from.
    fn explain(&self, found: &mut Diagnostic, config: &CheckConfig) {
        let inside = self
            .made
            .pieces
            .iter()
            .filter(|it| touches(found.range, it.filled));
        let mut names: Vec<_> = inside.map(|it| it.name.as_str()).collect();
        names.dedup();
        let values = names.iter().map(|it| (it, &config.substitutions[*it]));
        let values: Vec<_> = values
            .map(|(name, it)| format!("${{{name}}} is {it}"))
            .collect();
        let is_short = values.iter().all(|it| it.len() <= LONGEST_QUOTED);
        if !values.is_empty() && values.len() <= QUOTED && is_short {
            found.message = format!("{} ({})", found.message, values.join(", "));
        }
    }

    /// Whether a fix can be made in the document: a value cannot be mended there.
    fn fix_of_source(&self, fix: &mut Fix) -> bool {
        let touched = |range| self.made.pieces.iter().any(|it| touches(range, it.filled));
        if fix.edits.iter().any(|it| touched(it.range)) {
            return false;
        }
        for edit in &mut fix.edits {
            edit.range = self.in_source(edit.range);
        }
        true
    }

    fn in_source(&self, range: TextRange) -> TextRange {
        // What is missing where there is no value is missing in the placeholder.
        let is_empty = |it: &&Piece| it.filled.is_empty() && it.filled == range;
        if let Some(piece) = self.made.pieces.iter().find(is_empty) {
            return piece.source;
        }
        let start = self.offset(range.start(), Side::Start);
        let end = self.offset(range.end(), Side::End);
        // An empty value has its start at its end.
        TextRange::new(start.min(end), start.max(end))
    }

    fn offset(&self, at: TextSize, side: Side) -> TextSize {
        let before = self
            .made
            .pieces
            .partition_point(|it| it.filled.start() < at);
        let is_in = |it: &&Piece| match side {
            Side::Start => at < it.filled.end(),
            Side::End => at <= it.filled.end(),
        };
        let last = self.made.pieces[..before].last();
        if let Some(piece) = last.filter(is_in) {
            return match side {
                Side::Start => piece.source.start(),
                Side::End => piece.source.end(),
            };
        }
        if side == Side::Start
            && let Some(piece) = self.made.pieces.get(before)
            && piece.filled.start() == at
        {
            return piece.source.start();
        }
        last.map_or(at, |it| it.source.end() + (at - it.filled.end()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// Whether a range marks some of a value. An empty one marks what it stands in or at.
fn touches(range: TextRange, value: TextRange) -> bool {
    if range.is_empty() || value.is_empty() {
        return value.contains_inclusive(range.start()) || range.contains_inclusive(value.start());
    }
    range.start() < value.end() && value.start() < range.end()
}
