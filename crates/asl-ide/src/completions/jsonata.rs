//! Inside JSONata expressions: `$states` and its members, variables, functions.

use std::ops::Range;

use asl_jsonata::syntax::{Wanted, visible, wanted};
use asl_jsonata::{Function, functions};
use asl_lang::reserved::STATES_VARIABLE;
use asl_lang::{CONTEXT_PATHS, STATES_MEMBERS};
use asl_model::{Certainty, Code, Expression, Model, State};
use asl_syntax::TextRange;
use asl_text::Edit;

use super::insert::Insert;
use super::{CompletionConfig, CompletionItem, CompletionKind};
use crate::words;

/// The cursor in an expression.
pub(super) struct Inside<'a> {
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
        Wanted::Member { .. } | Wanted::Nothing => Vec::new(),
    }
}

impl Inside<'_> {
    fn values(&self, word: &Range<usize>) -> Vec<CompletionItem> {
        let mut items = self.variables(word);
        let doc = "The state's data: `input`, `context` and, where they are there, `result` and `errorOutput`.";
        let mut states = self.item("$states", CompletionKind::Variable, word, 0, None);
        states.documentation = Some(doc.to_owned());
        items.insert(0, states);
        let calls = functions().iter().enumerate();
        items.extend(calls.map(|(index, it)| self.function(it, word, 1000 + index)));
        items
    }

    /// Variables of the expression itself, then those that states assign.
    fn variables(&self, word: &Range<usize>) -> Vec<CompletionItem> {
        let mut items = Vec::new();
        if let Code::Jsonata(tree) = self.expression.code() {
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
        let call = || {
            let mut insert = Insert::text(format!("{label}("));
            if !function.parameters.is_empty() {
                insert.hole("");
            }
            insert.push(")");
            insert
        };
        let insert = (!is_called).then(call);
        let mut item = self.item(&label, CompletionKind::Function, word, rank, insert);
        item.detail = Some(words::jsonata_signature(function));
        item.documentation = Some(words::jsonata_function(function));
        item
    }

    /// Members of `$states` and of what is known below it.
    fn members(&self, names: &[String], word: &Range<usize>) -> Vec<CompletionItem> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => self.states_members(word),
            ["context", rest @ ..] => self.context(rest, word),
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
            _ => Vec::new(),
        }
    }

    fn states_members(&self, word: &Range<usize>) -> Vec<CompletionItem> {
        let (place, field) = (self.expression.place, self.expression.field);
        let readable = STATES_MEMBERS
            .iter()
            .filter(|it| it.is_readable(place, field));
        let item = |(index, member): (usize, &asl_lang::StatesMember)| {
            let mut item = self.item(member.name, CompletionKind::Path, word, index, None);
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
            detail: None,
            documentation: None,
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
        }
    }

    fn range(&self, bytes: Range<usize>) -> TextRange {
        self.state.to_document(self.expression.place_of(bytes))
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
