//! A document with the values that a deployment puts in the place of its `${Name}` placeholders.
//!
//! A deployment replaces text before anything is parsed (CloudFormation's handler of state
//! machines, Terraform's `templatefile`), so the rules see the document as it will be: in names,
//! numbers, paths, expressions and whole states alike. What they find is said of the placeholder.

use std::collections::BTreeMap;
use std::sync::Arc;

use asl_model::Model;
use asl_syntax::{Parse, parse, reparse};
use asl_text::{Edit, Text, TextRange, TextSize};

use crate::table::{WRONG_OPERAND, WRONG_PARAMETER_TYPE, WRONG_TYPE};
use crate::{CheckConfig, Diagnostic, Fix, Rule};

/// How many values a message quotes, and how long they may be, in bytes.
const QUOTED: usize = 3;
const LONGEST_QUOTED: usize = 80;

/// The document as a deployment makes it.
pub(crate) struct Filled {
    /// What it means then.
    pub(crate) model: Model,
    pieces: Vec<Piece>,
}

/// A definition as a deployment makes it with these values, for whoever runs it.
pub struct Deployed(Filled);

impl Deployed {
    /// `None` where no placeholder has a value.
    pub fn of(model: &Model, values: &BTreeMap<String, String>) -> Option<Self> {
        let mut config = CheckConfig::default();
        config.substitutions.clone_from(values);
        crate::check::filled(model, &config).map(|it| Self(it.0))
    }

    /// What it means then.
    pub fn model(&self) -> &Model {
        &self.0.model
    }

    /// The range of the definition that a range of the deployed text comes from.
    pub fn in_source(&self, range: TextRange) -> TextRange {
        self.0.in_source(range)
    }
}

/// A placeholder and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    name: String,
    /// The placeholder in the document; with its quotes, when they are left out.
    source: TextRange,
    /// The value in the filled text.
    filled: TextRange,
    /// Whether the value stands between quotes, all alone.
    is_quoted: bool,
}

/// What was filled last for a document.
struct Kept {
    text: String,
    parse: Parse,
    model: Model,
}

impl Filled {
    /// `None` where no placeholder has a value.
    pub(crate) fn of(model: &Model, config: &CheckConfig) -> Option<Self> {
        if config.substitutions.is_empty() {
            return None;
        }
        let source = model.parse().syntax().text().to_string();
        let (text, pieces) = fill(&source, &config.substitutions, &[]);
        (!pieces.is_empty()).then(|| Self {
            model: lower(model, text),
            pieces,
        })
    }

    /// The same with some quotes left out: those around numbers and booleans that were found to
    /// stand where no text may. That AWS refuses the text of a number there is not recorded, and
    /// deployed definitions have it.
    pub(crate) fn unquoted(
        &self,
        model: &Model,
        config: &CheckConfig,
        found: &[Diagnostic],
    ) -> Option<Self> {
        let rules: [&Rule; 3] = [&WRONG_TYPE, &WRONG_OPERAND, &WRONG_PARAMETER_TYPE];
        let wrong: Vec<_> = found.iter().filter(|it| rules.contains(&it.rule)).collect();
        let is_bare = |it: &&Piece| {
            it.is_quoted
                && is_bare_word(&config.substitutions[&it.name])
                && wrong.iter().any(|one| touches(one.range, it.filled))
        };
        let bare = self.pieces.iter().filter(is_bare).map(|it| it.source);
        let bare: Vec<_> = bare.collect();
        if bare.is_empty() {
            return None;
        }
        let source = model.parse().syntax().text().to_string();
        let (text, pieces) = fill(&source, &config.substitutions, &bare);
        Some(Self {
            model: lower(model, text),
            pieces,
        })
    }

    /// What was found in the filled document, said of the document.
    pub(crate) fn said_of_source(&self, mut found: Diagnostic, config: &CheckConfig) -> Diagnostic {
        self.explain(&mut found, config);
        found.fixes.retain_mut(|fix| self.fix_of_source(fix));
        found.range = self.in_source(found.range);
        for related in &mut found.related {
            related.range = self.in_source(related.range);
        }
        if let Some(aws) = &mut found.aws {
            aws.at = self.in_source(aws.at);
        }
        found
    }

    /// Says which values the finding comes from.
    fn explain(&self, found: &mut Diagnostic, config: &CheckConfig) {
        let inside = self
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
        let touched = |range| self.pieces.iter().any(|it| touches(range, it.filled));
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
        if let Some(piece) = self.pieces.iter().find(is_empty) {
            return piece.source;
        }
        let start = self.offset(range.start(), Side::Start);
        let end = self.offset(range.end(), Side::End);
        // An empty value has its start at its end.
        TextRange::new(start.min(end), start.max(end))
    }

    fn offset(&self, at: TextSize, side: Side) -> TextSize {
        let before = self.pieces.partition_point(|it| it.filled.start() < at);
        let is_in = |it: &&Piece| match side {
            Side::Start => at < it.filled.end(),
            Side::End => at <= it.filled.end(),
        };
        let last = self.pieces[..before].last();
        if let Some(piece) = last.filter(is_in) {
            return match side {
                Side::Start => piece.source.start(),
                Side::End => piece.source.end(),
            };
        }
        if side == Side::Start
            && let Some(piece) = self.pieces.get(before)
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

/// A text that is a number or a boolean.
fn is_bare_word(text: &str) -> bool {
    let value = serde_json::from_str::<serde_json::Value>(text);
    value.is_ok_and(|it| it.is_number() || it.is_boolean())
}

/// The text with the values, and where they stand. The quotes of the placeholders in `bare`, which
/// are ranges of `source`, are left out.
fn fill(
    source: &str,
    values: &BTreeMap<String, String>,
    bare: &[TextRange],
) -> (String, Vec<Piece>) {
    let mut text = String::with_capacity(source.len());
    let (mut pieces, mut copied, mut from) = (Vec::new(), 0, 0);
    while let Some(start) = source[from..].find("${").map(|it| from + it) {
        let name_start = start + 2;
        let Some(length) = source[name_start..].find(['}', '\n']) else {
            break;
        };
        let end = name_start + length + 1;
        let name = &source[name_start..end - 1];
        let value = values.get(name).filter(|_| source[..end].ends_with('}'));
        let Some(value) = value else {
            from = name_start;
            continue;
        };
        let quote = source[..start].chars().next_back();
        let is_quoted = matches!(quote, Some('"' | '\'')) && source[end..].chars().next() == quote;
        let is_bare = is_quoted && bare.contains(&range(start, end));
        let (start, end) = if is_bare {
            (start - 1, end + 1)
        } else {
            (start, end)
        };
        text.push_str(&source[copied..start]);
        let filled = text.len();
        text.push_str(value);
        pieces.push(Piece {
            name: name.to_owned(),
            source: range(start, end),
            filled: range(filled, text.len()),
            is_quoted,
        });
        (copied, from) = (end, end);
    }
    text.push_str(&source[copied..]);
    (text, pieces)
}

/// The model of the filled text, made from the last one as far as they agree.
fn lower(model: &Model, text: String) -> Model {
    let last = model.last_kept::<Kept>();
    if let Some(last) = last.as_ref().filter(|it| it.text == text) {
        return last.model.clone();
    }
    let format = model.parse().format();
    let parse = match &last {
        Some(last) => reparse(
            &last.parse,
            &Text::new(&text),
            &difference(&last.text, &text),
        ),
        None => parse(&text, format),
    };
    let lowered = Model::lower(&parse, last.as_ref().map(|it| &it.model));
    model.keep(Arc::new(Kept {
        text,
        parse,
        model: lowered.clone(),
    }));
    lowered
}

/// One edit that makes one text of the other.
fn difference(old: &str, new: &str) -> Edit {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let backwards = old_rest.bytes().rev().zip(new_rest.bytes().rev());
    let mut end = backwards.take_while(same).count();
    let is_boundary = |text: &str, end: usize| text.is_char_boundary(text.len() - end);
    while !is_boundary(old_rest, end) || !is_boundary(new_rest, end) {
        end -= 1;
    }
    Edit {
        range: range(start, old.len() - end),
        insert: new_rest[..new_rest.len() - end].to_owned(),
    }
}

fn range(start: usize, end: usize) -> TextRange {
    let offset = |it: usize| TextSize::new(u32::try_from(it).unwrap_or(u32::MAX));
    TextRange::new(offset(start), offset(end))
}
