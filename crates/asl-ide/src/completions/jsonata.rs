//! Inside JSONata expressions: `$states` and its members, variables, functions.

use std::borrow::Cow;
use std::ops::Range;

use asl_jsonata::syntax::{Tree, Wanted, filtered, parse, visible, wanted};
use asl_jsonata::{Function, functions};
use asl_lang::reserved::STATES_VARIABLE;
use asl_lang::{CONTEXT_PATHS, STATES_MEMBERS};
use asl_model::shapes::{Ground, Presence, Shape};
use asl_model::{Certainty, Code, Expression, Model, State};
use asl_syntax::TextRange;
use asl_text::Edit;

use super::insert::Insert;
use super::mentioned::{self, Mentioned};
use super::mentions::{self, Origin, Step};
use super::paths::with_mentioned;
use super::{CompletionConfig, CompletionItem, CompletionKind, keys, order};
use crate::cursor::cursor_at;
use crate::{Document, shapes, words};

/// The cursor in an expression.
pub(super) struct Inside<'a> {
    pub(super) document: &'a Document,
    pub(super) model: &'a Model,
    pub(super) state: &'a State,
    pub(super) expression: &'a Expression,
    /// The byte of the expression at the cursor.
    pub(super) at: usize,
    pub(super) config: &'a CompletionConfig,
}

/// What may stand at the cursor.
pub(super) fn complete(inside: &Inside<'_>) -> Vec<CompletionItem> {
    match wanted(inside.expression.text(), inside.at) {
        Wanted::Value(word) => inside.values(&word),
        Wanted::Member {
            variable,
            names,
            word,
        } if variable == STATES_VARIABLE => inside.members(&names, &word),
        Wanted::Nothing => Vec::new(),
        below => inside.members_of(&below),
    }
}

impl Inside<'_> {
    fn values(&self, word: &Range<usize>) -> Vec<CompletionItem> {
        let mut items = self.variables(word);
        let doc = "The state's data: `input`, `context` and, where they are there, `result` and `errorOutput`.";
        let mut states = self.item("$states", CompletionKind::Variable, word, 0, None);
        states.documentation = Some(doc.to_owned());
        items.insert(0, states);
        items.extend(self.of_items(word));
        let calls = functions().iter().enumerate();
        items.extend(
            calls.map(|(index, it)| {
                self.function(it, word, 1000 + order::of_function(it.name, index))
            }),
        );
        items
    }

    /// Variables of the expression itself, then those that states assign.
    fn variables(&self, word: &Range<usize>) -> Vec<CompletionItem> {
        let mut items = Vec::new();
        if let Some(tree) = self.tree() {
            for local in visible(tree, word.start) {
                let label = format!("${}", local.name);
                let rank = 1 + items.len();
                let mut item = self.item(&label, CompletionKind::Variable, word, rank, None);
                item.detail = Some("in this expression".to_owned());
                items.push(item);
            }
        }
        items.extend(
            assigned(self.model, self.state)
                .into_iter()
                .enumerate()
                .map(|(index, (name, detail))| {
                    let label = format!("${name}");
                    let mut item =
                        self.item(&label, CompletionKind::Variable, word, 100 + index, None);
                    item.detail = Some(detail);
                    item
                }),
        );
        items
    }

    fn function(&self, function: &Function, word: &Range<usize>, rank: usize) -> CompletionItem {
        let label = format!("${}", function.name);
        let is_called = self.expression.text()[word.end..].starts_with('(');
        let insert = (!is_called).then(|| call(&label, function));
        let mut item = self.item(&label, CompletionKind::Function, word, rank, insert);
        item.detail = Some(words::jsonata_signature(function));
        item.documentation = Some(words::jsonata_function(function));
        item
    }

    fn tree(&self) -> Option<&Tree> {
        match self.expression.code() {
            Code::Jsonata(tree) => Some(tree),
            _ => None,
        }
    }

    /// What is known of the value whose members are wanted, and the word that is there.
    fn below(&self, wanted: &Wanted) -> Option<(Shape, Range<usize>)> {
        let (shape, names, word) = match wanted {
            Wanted::Member {
                variable,
                names,
                word,
            } => (self.variable(variable, word.start), names, word),
            Wanted::MemberOf { value, names, word } => {
                let tree = parse(self.expression.text().get(value.clone())?);
                (self.ground()?.node(&tree, &tree.root), names, word)
            }
            Wanted::Value(_) | Wanted::Nothing => return None,
        };
        let shape = shape.through(names.iter().map(String::as_str));
        Some((shape, word.clone()))
    }

    /// The members of a value that is no `$states`.
    fn members_of(&self, wanted: &Wanted) -> Vec<CompletionItem> {
        let path = match wanted {
            Wanted::Member {
                variable, names, ..
            } => Some((variable.as_str(), names.as_slice())),
            _ => None,
        };
        match self.below(wanted) {
            Some((shape, word)) => self.likely(&shape, path, &word),
            None => Vec::new(),
        }
    }

    /// In a filter: the members of the items that it chooses among.
    fn of_items(&self, word: &Range<usize>) -> Vec<CompletionItem> {
        let items = filtered(self.expression.text(), word.start);
        let Some((shape, _)) = items.and_then(|it| self.below(&it)) else {
            return Vec::new();
        };
        let mut members = self.known(&shape, word);
        for (index, member) in members.iter_mut().enumerate() {
            member.sort_text = format!("{:06}", 500 + index);
        }
        members
    }

    /// What the expression sees.
    fn ground(&self) -> Option<Ground> {
        shapes::ground(self.model, self.state, self.expression)
    }

    /// What is known of a variable that is read at a byte of the expression.
    fn variable(&self, name: &str, at: usize) -> Shape {
        let Some(ground) = self.ground() else {
            return Shape::unknown();
        };
        if name == STATES_VARIABLE {
            return ground.states();
        }
        let local = self.tree().and_then(|tree| {
            let local = visible(tree, at).into_iter().find(|it| it.name == name)?;
            Some(ground.local(tree, &local.range))
        });
        local.unwrap_or_else(|| ground.variable(name))
    }

    /// The members that a value is known to have.
    fn known(&self, shape: &Shape, word: &Range<usize>) -> Vec<CompletionItem> {
        let members = shapes::members(shape);
        self.listed(with_mentioned(&members, Vec::new()), word)
    }

    /// The members that a value is known to have, then the names that the definition mentions. It
    /// stands behind these names of that variable, or behind something that has no name.
    fn likely(
        &self,
        shape: &Shape,
        path: Option<(&str, &[String])>,
        word: &Range<usize>,
    ) -> Vec<CompletionItem> {
        let members = shapes::members(shape);
        let (variable, names) = path.unwrap_or_default();
        let (origin, names) = mentions::origin_of_variable(variable, names);
        let steps: Vec<_> = names
            .iter()
            .map(|it| Step::Name(it.as_str().into()))
            .collect();
        let likely = match origin {
            Origin::Input if steps.is_empty() => self.likely_names(word.start),
            Origin::Result if steps.is_empty() => {
                mentioned::of_answer(self.expression).into_iter().collect()
            }
            _ => Vec::new(),
        };
        let shape = shape.flattened();
        let may_be = |it: &str| shape.member(it).presence != Presence::Never;
        let mentioned = Mentioned {
            model: self.model,
            state: self.state,
            expression: self.expression,
        };
        let named = if self.has_value(&origin, word.start) {
            mentioned.names(&origin, &steps, likely, may_be)
        } else {
            mentioned.exact(&origin, &steps, may_be)
        };
        self.listed(with_mentioned(&members, named), word)
    }

    /// Whether what a path begins at can have a value at a byte of the expression.
    fn has_value(&self, origin: &Origin, at: usize) -> bool {
        let Origin::Variable(name) = origin else {
            return true;
        };
        let locals = self.tree().map_or_else(Vec::new, |it| visible(it, at));
        locals.iter().any(|it| *it.name == **name)
            || assigned(self.model, self.state)
                .iter()
                .any(|it| *it.0 == **name)
    }

    /// What the value is likely to be called that somebody is writing a path to.
    fn likely_names(&self, at: usize) -> Vec<String> {
        let before = self.expression.text().get(..at).unwrap_or_default();
        let key = key_before(before).map(str::to_owned);
        let key = key.or_else(|| self.expression.assigns.clone());
        let key = key.or_else(|| {
            let cursor = cursor_at(self.document, self.range(0..0).start())?;
            keys::key_of(&cursor.holder)
        });
        key.map_or_else(Vec::new, |it| mentioned::like_key(&it))
    }

    fn listed(
        &self,
        names: Vec<(Cow<'_, str>, Option<String>)>,
        word: &Range<usize>,
    ) -> Vec<CompletionItem> {
        let item = |(index, (name, detail)): (usize, (Cow<'_, str>, Option<String>))| {
            let insert = Insert::text(member_text(&name));
            let mut item = self.item(&name, CompletionKind::Path, word, index, Some(insert));
            item.detail = detail;
            item
        };
        names.into_iter().enumerate().map(item).collect()
    }

    /// Members of `$states` and of what is known below it.
    fn members(&self, all: &[String], word: &Range<usize>) -> Vec<CompletionItem> {
        let names: Vec<&str> = all.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => self.states_members(word),
            ["context", rest @ ..] if is_context(rest) => self.context(rest, word),
            ["errorOutput"] => {
                let members = [
                    ("Error", "The error's name."),
                    ("Cause", "What happened, in words or as JSON text."),
                ];
                let item = |(index, (name, doc)): (usize, (&str, &str))| {
                    let mut item = self.item(name, CompletionKind::Path, word, index, None);
                    item.documentation = Some(doc.to_owned());
                    item
                };
                members.into_iter().enumerate().map(item).collect()
            }
            [member, ..] if !self.has(member) => Vec::new(),
            _ => {
                let states = self.variable(STATES_VARIABLE, word.start);
                let shape = states.through(names.iter().copied());
                self.likely(&shape, Some((STATES_VARIABLE, all)), word)
            }
        }
    }

    /// Whether `$states` has a member here.
    fn has(&self, member: &str) -> bool {
        let (place, field) = (self.expression.place, self.expression.field);
        asl_lang::states_member(member).is_some_and(|it| it.is_readable(place, field))
    }

    fn states_members(&self, word: &Range<usize>) -> Vec<CompletionItem> {
        let (place, field) = (self.expression.place, self.expression.field);
        let readable = STATES_MEMBERS
            .iter()
            .filter(|it| it.is_readable(place, field));
        let ground = self.ground();
        let item = |(index, member): (usize, &asl_lang::StatesMember)| {
            let mut item = self.item(member.name, CompletionKind::Path, word, index, None);
            let shape = ground.as_ref().and_then(|it| it.states_member(member.name));
            let told = shape.filter(|_| matches!(member.name, "input" | "result"));
            item.detail = told.as_ref().and_then(shapes::words);
            item.documentation = Some(member.doc.to_owned());
            item
        };
        readable.enumerate().map(item).collect()
    }

    fn context(&self, names: &[&str], word: &Range<usize>) -> Vec<CompletionItem> {
        let parent = std::iter::once("$$").chain(names.iter().copied());
        let parent = parent.collect::<Vec<_>>().join(".");
        let paths = CONTEXT_PATHS.iter().filter_map(|path| {
            let (above, name) = path.path.rsplit_once('.')?;
            (above == parent).then_some((path, name))
        });
        let item = |(index, (path, name)): (usize, (&asl_lang::ContextPath, &str))| {
            let mut item = self.item(name, CompletionKind::Path, word, index, None);
            item.detail = Some(words::context_detail(path));
            item.documentation = Some(path.doc.to_owned());
            item
        };
        paths.enumerate().map(item).collect()
    }

    /// An item that replaces a word of the expression.
    fn item(
        &self,
        label: &str,
        kind: CompletionKind,
        word: &Range<usize>,
        rank: usize,
        insert: Option<Insert>,
    ) -> CompletionItem {
        let insert = insert.unwrap_or_else(|| Insert::text(label));
        let snippet = self.config.snippets && insert.has_holes();
        CompletionItem {
            label: label.to_owned(),
            kind,
            label_detail: None,
            description: None,
            detail: None,
            documentation: None,
            page: None,
            edit: Edit {
                range: self.range(word.clone()),
                insert: if snippet {
                    insert.snippet()
                } else {
                    insert.plain()
                },
            },
            additional: Vec::new(),
            snippet,
            sort_text: format!("{rank:06}"),
            filter_text: label.to_owned(),
            deprecated: false,
            retrigger: false,
            is_partial: false,
        }
    }

    fn range(&self, bytes: Range<usize>) -> TextRange {
        self.state.to_document(self.expression.place_of(bytes))
    }
}

/// A call with its parameters' names to be written over; what may be left out is left out.
fn call(label: &str, function: &Function) -> Insert {
    let mut insert = Insert::text(format!("{label}("));
    let needed = function.parameters.iter().filter(|it| !it.optional);
    for (index, parameter) in needed.enumerate() {
        insert.push(if index > 0 { ", " } else { "" });
        insert.hole(parameter.name.as_str());
    }
    // A function without parameters is written to its end; in any other the cursor ends behind it.
    insert.push(")");
    if !function.parameters.is_empty() {
        insert.hole("");
    }
    insert
}

/// The key in an object's constructor whose value begins behind that text.
fn key_before(text: &str) -> Option<&str> {
    let (before, value) = text.rsplit_once(':')?;
    let is_value = !value.contains(['{', '}', ',', ';', '=', '"', '\'']);
    let key = before
        .trim_end()
        .strip_suffix(['"', '\''])
        .filter(|_| is_value)?;
    key.rsplit_once(['"', '\'']).map(|it| it.1)
}

/// Whether the table of the context object knows the members of that path; below the execution's
/// input and the item of a Map the data itself has them.
fn is_context(names: &[&str]) -> bool {
    let path = std::iter::once("$$").chain(names.iter().copied());
    let path = path.collect::<Vec<_>>().join(".");
    let known = asl_lang::context_path(&path);
    names.is_empty() || known.is_some_and(|it| it.kind == asl_lang::ContextType::Object)
}

/// A member's name as an expression has it.
fn member_text(name: &str) -> String {
    let mut characters = name.chars();
    let is_word = |it: char| it == '_' || it.is_alphanumeric();
    let is_plain = characters
        .next()
        .is_some_and(|it| it == '_' || it.is_alphabetic())
        && characters.all(is_word)
        && !matches!(
            name,
            "and" | "or" | "in" | "true" | "false" | "null" | "function"
        );
    if is_plain {
        name.to_owned()
    } else {
        format!("`{name}`")
    }
}

/// The variables that can have a value in a state, with words about where it comes from.
pub(super) fn assigned(model: &Model, state: &State) -> Vec<(String, String)> {
    let variables = model.variables();
    let visible = variables.visible(model, state.id()).into_iter();
    visible
        .map(|it| {
            let by = model.state(it.state).name();
            let detail = match variables.certainty(state.id(), &it.name) {
                Certainty::Always => format!("assigned in {by}"),
                _ => format!("assigned in {by}, not on every way here"),
            };
            (it.name.clone(), detail)
        })
        .collect()
}
