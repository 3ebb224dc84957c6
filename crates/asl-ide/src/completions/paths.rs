//! Inside paths: the members that the data here is known to have.

use std::borrow::Cow;

use asl_lang::{ContextType, Place, StateType};
use asl_model::shapes::{Ground, Member, Presence, Shape};
use asl_model::{Code, Expression, State};
use asl_path::path::{Path, Root, Step, StepKind, is_variable_name};
use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;

use super::insert::Insert;
use super::mentioned::{self, Mentioned, Name};
use super::mentions::{self, Origin};
use super::site::Site;
use super::strings::place;
use super::{CompletionItem, CompletionKind, keys};
use crate::shapes;

/// The members of what the path before the cursor leads to; nothing where no step is being written.
pub(super) fn below(site: &Site<'_>) -> Option<Vec<CompletionItem>> {
    let spot = Spot::at(site)?;
    let index = spot.path.step_at(spot.at)?;
    let step = spot.path.steps.get(index)?;
    let before = spot.path.steps.get(..index)?;
    if is_of_table(&spot.path.root, before) {
        return None;
    }
    let followed = spot.ground.steps(&spot.path.root, before);
    let members = shapes_of(&followed.shape, before);
    let origin = mentions::origin(spot.expression, &spot.path.root);
    let steps = mentions::steps(before);
    let likely = if steps.is_empty() && origin != Origin::Context {
        likely(site, spot.state, spot.expression)
    } else {
        Vec::new()
    };
    let makes = spot.expression.field == RESULT_PATH;
    let is_there = |it: &str| followed.shape.member(it).presence != Presence::Never;
    let may_be = |it: &str| makes || is_there(it);
    let named = if makes || followed.missing.is_none() {
        spot.mentioned.names(&origin, &steps, likely, may_be)
    } else {
        spot.mentioned.exact(&origin, &steps, may_be)
    };
    let all = with_mentioned(&members, named).into_iter().enumerate();
    let items = all.map(|(index, (name, detail))| {
        let mut item = spot.item(site, step, index, &name);
        item.detail = detail;
        item
    });
    Some(items.collect())
}

/// Whole paths to the members of the input, where a path begins.
pub(super) fn first(site: &Site<'_>, typed: &str, range: TextRange) -> Vec<CompletionItem> {
    if !"$".starts_with(typed) {
        return Vec::new();
    }
    let Some((mentioned, ground)) = ground(site) else {
        return Vec::new();
    };
    let input = ground.input();
    let members = shapes::members(&input.only_object());
    let makes = mentioned.expression.field == RESULT_PATH;
    let may_be = |it: &str| makes || input.member(it).presence != Presence::Never;
    let origin = mentions::origin(mentioned.expression, &Root::Input);
    let named = mentioned.exact(&origin, &[], may_be);
    let all = with_mentioned(&members, named).into_iter().enumerate();
    let item = |(index, (name, detail)): (usize, (Cow<'_, str>, Option<String>))| {
        let path = format!("${}", step_text(&name));
        let insert = Insert::text(written(site, &path));
        let mut item = place(site, &path, CompletionKind::Path, index, range, insert);
        item.detail = detail;
        item
    };
    all.map(item).collect()
}

/// The field whose path makes a member instead of looking for one.
const RESULT_PATH: &str = "ResultPath";

/// What the value is likely to be called that somebody is writing a path to.
fn likely(site: &Site<'_>, state: &State, expression: &Expression) -> Vec<String> {
    if expression.field != RESULT_PATH {
        let key = keys::key_of(&site.cursor.holder);
        let mut names = key.map_or_else(Vec::new, |it| mentioned::like_key(&it));
        if state.kind() == Some(StateType::Task) {
            names.extend(mentioned::of_answer(expression));
        }
        return names;
    }
    match expression.place {
        Place::Catcher => ["error", "errorInfo", "failure", "cause"]
            .map(str::to_owned)
            .to_vec(),
        _ => mentioned::like_state(state.name()),
    }
}

/// The members that are known, then the others that are mentioned.
pub(super) fn with_mentioned<'n>(
    known: &'n [Member],
    mentioned: Vec<Name<'n>>,
) -> Vec<(Cow<'n, str>, Option<String>)> {
    let members = known.iter();
    let words = members.map(|it| (Cow::Borrowed(&*it.name), shapes::words(&it.shape)));
    let mut all: Vec<_> = words.collect();
    let others = mentioned.into_iter();
    let others = others.filter(|it| !known.iter().any(|member| *member.name == *it.0));
    all.extend(others.map(|(name, from)| (name, Some(from.to_owned()))));
    all
}

/// The cursor in a path.
struct Spot<'a> {
    state: &'a State,
    expression: &'a Expression,
    path: &'a Path,
    /// The byte of the expression at the cursor.
    at: TextSize,
    ground: Ground,
    mentioned: Mentioned<'a>,
}

impl<'a> Spot<'a> {
    fn at(site: &'a Site<'_>) -> Option<Self> {
        let model = site.document.model();
        let state = model.state(model.state_at(site.offset)?);
        let (expression, at) = state.expression_at(site.offset)?;
        let at = TextSize::new(at as u32);
        let path = match expression.code() {
            Code::Path(parsed) => &parsed.value,
            Code::Intrinsic(parsed) => {
                let touched = |it: &&Path| it.range.contains_inclusive(at);
                parsed.value.paths().find(touched)?
            }
            Code::Jsonata(_) => return None,
        };
        // A word alone is no path yet.
        if path.root_range.is_empty() {
            return None;
        }
        Some(Self {
            ground: shapes::ground(model, state, expression)?,
            mentioned: Mentioned {
                model,
                state,
                expression,
            },
            state,
            expression,
            path,
            at,
        })
    }

    /// A member in the place of the step under the cursor. A name that needs brackets takes the dot
    /// away.
    fn item(&self, site: &Site<'_>, step: &Step, index: usize, name: &str) -> CompletionItem {
        let (start, end) = (step.range.start(), step.range.end());
        let dot = TextSize::new(1);
        let has_dot = self.text(start..start + dot).starts_with('.');
        let plain = is_plain(name) && has_dot;
        let word = if has_dot { start + dot } else { start };
        let text = if plain {
            name.to_owned()
        } else {
            step_brackets(name)
        };
        let insert = Insert::text(written(site, &text));
        let label = if has_dot { name } else { text.as_str() };
        let gone = (has_dot && !plain).then(|| Edit {
            range: self.in_document(start..start + dot),
            insert: String::new(),
        });
        let range = self.in_document(word..end);
        site.item_at(label, CompletionKind::Path, index, range, &insert, gone)
    }

    fn text(&self, range: std::ops::Range<TextSize>) -> &str {
        let range = usize::from(range.start)..usize::from(range.end);
        self.expression.text().get(range).unwrap_or_default()
    }

    fn in_document(&self, range: std::ops::Range<TextSize>) -> TextRange {
        let range = usize::from(range.start)..usize::from(range.end);
        self.state.to_document(self.expression.place_of(range))
    }
}

/// What a path at the cursor would start from, and the paths beside it.
fn ground<'a>(site: &'a Site<'_>) -> Option<(Mentioned<'a>, Ground)> {
    let model = site.document.model();
    let state = model.state(model.state_at(site.offset)?);
    let (expression, _) = state.expression_at(site.offset)?;
    let mentioned = Mentioned {
        model,
        state,
        expression,
    };
    Some((mentioned, shapes::ground(model, state, expression)?))
}

/// A path that has come to any number of values goes on from each of them.
fn shapes_of(shape: &Shape, steps: &[Step]) -> Vec<Member> {
    let is_definite = steps.iter().all(|it| it.kind.is_definite());
    if is_definite {
        return shapes::members(&shape.only_object());
    }
    shapes::members(&shape.elements().only_object())
}

/// Whether the table of the context object knows the members there.
fn is_of_table(root: &Root, steps: &[Step]) -> bool {
    if *root != Root::Context {
        return false;
    }
    let names = steps.iter().map(|it| match &it.kind {
        StepKind::Names(names) => names.first().map(|it| it.text.as_str()),
        _ => None,
    });
    let Some(names) = names.collect::<Option<Vec<_>>>() else {
        return false;
    };
    let path = std::iter::once("$$")
        .chain(names)
        .collect::<Vec<_>>()
        .join(".");
    let known = asl_lang::context_path(&path);
    steps.is_empty() || known.is_some_and(|it| it.kind == ContextType::Object)
}

/// A step behind a path.
fn step_text(name: &str) -> String {
    if is_plain(name) {
        format!(".{name}")
    } else {
        step_brackets(name)
    }
}

fn step_brackets(name: &str) -> String {
    // There are no escapes in this dialect.
    let quote = if name.contains('\'') { '"' } else { '\'' };
    format!("[{quote}{name}{quote}]")
}

/// Whether a name needs no brackets: what a variable may be called, and a dash within.
fn is_plain(name: &str) -> bool {
    is_variable_name(&name.replace('-', "_"))
}

/// Text of a path as the string around it is written.
fn written(site: &Site<'_>, text: &str) -> String {
    let token = site.cursor.token.as_ref();
    match token.and_then(|it| it.text().chars().next()) {
        Some('\'') => text.replace('\'', "''"),
        Some('"') => {
            let quoted = crate::quote::json(text);
            let inner = quoted.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
            inner.unwrap_or(text).to_owned()
        }
        _ => text.to_owned(),
    }
}
