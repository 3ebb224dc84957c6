//! Where items are inserted: which word goes, which quotes and commas come.

use asl_lang::QueryLanguage;
use asl_model::{MachineId, StateId};
use asl_syntax::ast::ScalarStyle;
use asl_syntax::{Format, SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize};
use asl_text::{Edit, Encoding};

use super::insert::Insert;
use super::{CompletionConfig, CompletionItem, CompletionKind, language};
use crate::cursor::{Cursor, Role};
use crate::tokens::{significant_after, significant_before, token_at, token_before};
use crate::{Document, quote};

/// A cursor with what every item needs to know of it.
pub(super) struct Site<'a> {
    pub(super) document: &'a Document,
    pub(super) cursor: &'a Cursor,
    pub(super) offset: TextSize,
    pub(super) config: &'a CompletionConfig,
    /// The quote that the word under the cursor begins with.
    quote: Option<char>,
    comma_behind: bool,
    comma_before: Option<TextSize>,
    /// What one level of the document is indented by.
    step: String,
}

impl<'a> Site<'a> {
    pub(super) fn new(
        document: &'a Document,
        cursor: &'a Cursor,
        offset: TextSize,
        config: &'a CompletionConfig,
    ) -> Self {
        let word = cursor
            .token
            .as_ref()
            .map(SyntaxToken::text)
            .unwrap_or_default();
        let mut site = Self {
            document,
            cursor,
            offset,
            config,
            quote: word.chars().next().filter(|it| matches!(it, '"' | '\'')),
            comma_behind: false,
            comma_before: None,
            step: step(&document.parse().syntax()),
        };
        if cursor.flow && cursor.role != (Role::Key { has_colon: true }) {
            site.comma_behind = site.needs_comma_behind();
            site.comma_before = site.needs_comma_before();
        }
        site
    }

    /// JSON, or YAML in the style of JSON.
    pub(super) fn is_json(&self) -> bool {
        self.document.format() == Format::Json
    }

    /// The query language in force, or the one that is written where none is said yet.
    pub(super) fn language(&self) -> QueryLanguage {
        let model = self.document.model();
        if let Some(state) = self.state() {
            return language::of_state(self.document, model.state(state));
        }
        model
            .root()
            .map_or(QueryLanguage::JsonPath, asl_model::Machine::query_language)
    }

    /// The innermost state around the cursor's object.
    pub(super) fn state(&self) -> Option<StateId> {
        self.document.model().state_at(self.anchor())
    }

    /// The machine whose states are meant at the cursor.
    pub(super) fn machine(&self) -> Option<MachineId> {
        self.document.model().machine_at(self.anchor())
    }

    fn anchor(&self) -> TextSize {
        let node = self
            .cursor
            .container
            .as_ref()
            .unwrap_or(&self.cursor.holder);
        node.text_range().start()
    }

    /// A key as it is written here.
    pub(super) fn key_text(&self, key: &str) -> String {
        if self.is_json() {
            return quote::json(key);
        }
        let style = match self.quote {
            Some('"') => Some(ScalarStyle::DoubleQuoted),
            Some(_) => Some(ScalarStyle::SingleQuoted),
            None => None,
        };
        quote::yaml(key, style, self.cursor.flow)
    }

    /// A string as it is written here.
    pub(super) fn string_text(&self, text: &str) -> String {
        self.key_text(text)
    }

    /// An item that replaces the word under the cursor.
    pub(super) fn item(
        &self,
        label: &str,
        kind: CompletionKind,
        rank: usize,
        mut insert: Insert,
    ) -> CompletionItem {
        if self.comma_behind {
            insert.push(",");
        }
        let insert = self.laid_out(insert);
        let comma = |at| Edit {
            range: TextRange::empty(at),
            insert: ",".to_owned(),
        };
        self.item_at(
            label,
            kind,
            rank,
            self.cursor.word,
            &insert,
            self.comma_before.map(comma),
        )
    }

    /// An item that replaces the value of the entry at the cursor; lines behind it stand like the entry.
    pub(super) fn value_item(
        &self,
        label: &str,
        kind: CompletionKind,
        rank: usize,
        range: TextRange,
        mut insert: Insert,
    ) -> CompletionItem {
        if self.comma_behind {
            insert.push(",");
        }
        let insert = if self.is_json() {
            insert.stepped(&self.step)
        } else {
            insert.indented(self.beside(self.cursor.holder.text_range().start()))
        };
        self.item_at(label, kind, rank, range, &insert, None)
    }

    /// Whether nothing but blanks stands before the entry at the cursor on its line.
    pub(super) fn begins_line(&self) -> bool {
        self.beside(self.cursor.holder.text_range().start()) == 0
    }

    /// How many characters other than leading blanks stand before an offset on its line.
    fn beside(&self, at: TextSize) -> usize {
        let position = self.document.text().position(at, Encoding::Utf8);
        let line = at - TextSize::new(position.character);
        let before = self.document.text().slice(TextRange::new(line, at));
        before.trim_start_matches(' ').len()
    }

    /// The lines of an insertion as this document indents them. Clients indent them like the line that
    /// they begin on: in JSON the document's own step is missing, in YAML the dashes before the key.
    fn laid_out(&self, insert: Insert) -> Insert {
        if self.is_json() {
            return insert.stepped(&self.step);
        }
        if self.cursor.flow {
            return insert;
        }
        insert.indented(self.beside(self.cursor.word.start()))
    }

    /// An item that replaces some range.
    pub(super) fn item_at(
        &self,
        label: &str,
        kind: CompletionKind,
        rank: usize,
        range: TextRange,
        insert: &Insert,
        additional: Option<Edit>,
    ) -> CompletionItem {
        let snippet = self.config.snippets && insert.has_holes();
        let text = if snippet {
            insert.snippet()
        } else {
            insert.plain()
        };
        let filter_text = match self.quote.filter(|_| range == self.cursor.word) {
            Some(quote) => format!("{quote}{label}{quote}"),
            None => label.to_owned(),
        };
        CompletionItem {
            label: label.to_owned(),
            kind,
            label_detail: None,
            description: None,
            detail: None,
            documentation: None,
            page: None,
            edit: Edit {
                range,
                insert: text,
            },
            additional: additional.into_iter().collect(),
            snippet,
            sort_text: format!("{rank:06}"),
            filter_text,
            deprecated: false,
            retrigger: false,
            is_partial: false,
        }
    }

    /// Whether something follows in the same object or list without a comma between.
    fn needs_comma_behind(&self) -> bool {
        let root = self.document.parse().syntax();
        let next = match &self.cursor.token {
            Some(word) => significant_after(word),
            None => token_at(&root, self.offset).and_then(|it| {
                if it.kind().is_trivia() {
                    significant_after(&it)
                } else {
                    Some(it)
                }
            }),
        };
        next.is_some_and(|it| {
            let closes = matches!(
                it.kind(),
                SyntaxKind::COMMA | SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET | SyntaxKind::COLON
            );
            !closes && self.holds(&it)
        })
    }

    /// Where the comma is missing behind what stands before the cursor in the same object or list.
    fn needs_comma_before(&self) -> Option<TextSize> {
        if self.cursor.role == Role::Value {
            return None;
        }
        let root = self.document.parse().syntax();
        let before = match &self.cursor.token {
            Some(word) => significant_before(word),
            None => token_before(&root, self.offset).and_then(|it| {
                if it.kind().is_trivia() {
                    significant_before(&it)
                } else {
                    Some(it)
                }
            }),
        }?;
        let opens = matches!(
            before.kind(),
            SyntaxKind::COMMA
                | SyntaxKind::L_BRACE
                | SyntaxKind::L_BRACKET
                | SyntaxKind::COLON
                | SyntaxKind::DASH
        );
        let is_inner_open = opens && before.parent() == self.cursor.container;
        let missing =
            !is_inner_open && !matches!(before.kind(), SyntaxKind::COMMA | SyntaxKind::COLON);
        (missing && self.holds(&before)).then(|| before.text_range().end())
    }

    fn holds(&self, token: &SyntaxToken) -> bool {
        let container: Option<&SyntaxNode> = self.cursor.container.as_ref();
        container.is_some_and(|it| token.parent_ancestors().any(|node| node == *it))
    }
}

/// What one level is indented by: the blanks of the first indented line, if it is among the first.
fn step(root: &SyntaxNode) -> String {
    let tokens = root.descendants_with_tokens();
    let tokens = tokens.filter_map(SyntaxElement::into_token).take(64);
    let mut text = String::new();
    for token in tokens.take_while(|it| it.text().len() < 1000) {
        text.push_str(token.text());
    }
    let indented = text.lines().find(|it| it.starts_with([' ', '\t']));
    let step = indented.map_or("", |it| &it[..it.len() - it.trim_start().len()]);
    match step.len() {
        1..=8 => step.to_owned(),
        _ => "  ".to_owned(),
    }
}
