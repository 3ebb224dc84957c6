//! Where the cursor stands in the tree: at a key, at a value or at a member of a list, on text that
//! is being written and therefore rarely whole.

use asl_syntax::ast::{self, Entry, Mapping, Sequence, Value};
use asl_syntax::{Format, SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize};

use crate::Document;
use crate::expectation::{Expectation, expected_item, expected_of, expected_value};
use crate::tokens::{is_flow, significant_before, token_at, token_before};

/// Where the cursor stands.
#[derive(Debug, Clone)]
pub(crate) struct Cursor {
    /// At a key, a value or a member.
    pub(crate) role: Role,
    /// For a key: what the object is; else what the value or member should be.
    pub(crate) expected: Expectation,
    /// The object or list around it, when it is there already.
    pub(crate) container: Option<SyntaxNode>,
    /// The entry, item or document whose value the container is or would be.
    pub(crate) holder: SyntaxNode,
    /// The word under the cursor, with its quotes; empty between words.
    pub(crate) word: TextRange,
    /// The key or scalar of that word.
    pub(crate) token: Option<SyntaxToken>,
    /// Braces and commas, not lines and columns.
    pub(crate) flow: bool,
}

/// What is written at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A key of an object. `has_colon` when a value follows it already.
    Key { has_colon: bool },
    /// The value of an entry.
    Value,
    /// A member of a list.
    Item,
}

/// Finds where the cursor stands; `None` inside comments and where nothing belongs.
pub(crate) fn cursor_at(document: &Document, offset: TextSize) -> Option<Cursor> {
    let finder = Finder {
        document,
        root: document.parse().syntax(),
        offset,
    };
    let (left, right) = (finder.left(), finder.right());
    if left
        .as_ref()
        .is_some_and(|it| it.kind() == SyntaxKind::COMMENT)
    {
        return None;
    }
    if let Some(word) = left.as_ref().filter(|it| is_word(it)) {
        return finder.at_word(word);
    }
    if let Some(cursor) = left.as_ref().and_then(|it| finder.behind_colon(it)) {
        return Some(cursor);
    }
    let value_starts = |it: &&SyntaxToken| {
        is_word(it)
            && it
                .parent()
                .is_some_and(|it| it.kind() == SyntaxKind::SCALAR)
    };
    if let Some(word) = right.as_ref().filter(value_starts) {
        return finder.at_word(word);
    }
    finder.between(left)
}

struct Finder<'a> {
    document: &'a Document,
    root: SyntaxNode,
    offset: TextSize,
}

impl Finder<'_> {
    fn left(&self) -> Option<SyntaxToken> {
        token_before(&self.root, self.offset)
    }

    fn right(&self) -> Option<SyntaxToken> {
        token_at(&self.root, self.offset)
    }

    /// The cursor touches a key or a scalar.
    fn at_word(&self, word: &SyntaxToken) -> Option<Cursor> {
        let node = word.parent()?;
        let mut cursor = match node.kind() {
            SyntaxKind::KEY => self.key(&Entry::cast(node.parent()?)?)?,
            SyntaxKind::SCALAR => self.scalar(&node)?,
            _ => self.stray(&node)?,
        };
        cursor.word = self.word_range(word, &node);
        cursor.token = Some(word.clone());
        Some(cursor)
    }

    /// A plain scalar of YAML that ends in a colon as yet: `Resource: arn:aws:states:::sqs:`.
    fn behind_colon(&self, colon: &SyntaxToken) -> Option<Cursor> {
        if colon.kind() != SyntaxKind::ERROR_TEXT || colon.text() != ":" {
            return None;
        }
        let scalar = token_before(&self.root, colon.text_range().start())?;
        let node = scalar
            .parent()
            .filter(|it| it.kind() == SyntaxKind::SCALAR)?;
        let mut cursor = self.scalar(&node)?;
        cursor.word = node.text_range().cover(colon.text_range());
        cursor.token = Some(scalar);
        Some(cursor)
    }

    fn key(&self, entry: &Entry) -> Option<Cursor> {
        let mapping = entry.syntax().parent()?;
        let role = Role::Key {
            has_colon: entry.has_colon(),
        };
        self.in_mapping(mapping, role)
    }

    fn scalar(&self, scalar: &SyntaxNode) -> Option<Cursor> {
        let holder = scalar.parent()?;
        let expected = expected_value(&holder);
        // A lone word where an object belongs is the beginning of its first key.
        let is_object = matches!(
            expected,
            Expectation::Object(_) | Expectation::UntypedState | Expectation::States
        );
        if is_object && !is_flow(scalar, self.document.format()) {
            return Some(self.cursor(Role::Key { has_colon: false }, expected, None, holder));
        }
        self.value_of(holder)
    }

    /// Text that the parser could not place: the beginning of a key of the object around it.
    fn stray(&self, node: &SyntaxNode) -> Option<Cursor> {
        let around = node.ancestors().find(|it| {
            matches!(
                it.kind(),
                SyntaxKind::MAPPING | SyntaxKind::SEQUENCE | SyntaxKind::DOCUMENT
            )
        })?;
        match around.kind() {
            SyntaxKind::MAPPING => self.in_mapping(around, Role::Key { has_colon: false }),
            SyntaxKind::SEQUENCE => self.in_sequence(around),
            _ => Some(self.cursor(
                Role::Key { has_colon: false },
                expected_value(&around),
                None,
                around,
            )),
        }
    }

    /// The cursor touches no word.
    fn between(&self, left: Option<SyntaxToken>) -> Option<Cursor> {
        let before = left.and_then(|it| {
            if it.kind().is_trivia() {
                significant_before(&it)
            } else {
                Some(it)
            }
        });
        let Some(before) = before else {
            let document = self
                .root
                .children()
                .next()
                .unwrap_or_else(|| self.root.clone());
            return Some(self.above(document));
        };
        let container = self.flow_container(&before);
        if self.document.format() == Format::Json || container.is_some() {
            self.in_flow(&before, container)
        } else {
            self.in_block(&before)
        }
    }

    /// Nothing but blanks and comments stands before the cursor: the first line of the object that
    /// follows, or a document that has none yet.
    fn above(&self, document: SyntaxNode) -> Cursor {
        let value = ast::Document::cast(document.clone()).and_then(|it| it.value());
        let below = value.filter(|it| {
            let is_block = !is_flow(it.syntax(), self.document.format());
            is_block && self.column(it.range().start()) == self.column(self.offset)
        });
        if let Some(Value::Mapping(mapping)) = below
            && let Some(cursor) =
                self.in_mapping(mapping.syntax().clone(), Role::Key { has_colon: false })
        {
            return cursor;
        }
        let expected = expected_value(&document);
        self.cursor(Role::Key { has_colon: false }, expected, None, document)
    }

    /// The innermost `{…}` or `[…]` that the cursor stands in.
    fn flow_container(&self, before: &SyntaxToken) -> Option<SyntaxNode> {
        before.parent_ancestors().find(|it| {
            let opens = it
                .first_token()
                .is_some_and(|it| matches!(it.kind(), SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET));
            let closed = it
                .last_token()
                .filter(|it| matches!(it.kind(), SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET));
            let inside = closed.is_none_or(|it| self.offset <= it.text_range().start());
            opens && inside && matches!(it.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE)
        })
    }

    fn in_flow(&self, before: &SyntaxToken, container: Option<SyntaxNode>) -> Option<Cursor> {
        let parent = before.parent()?;
        if before.kind() == SyntaxKind::COLON && parent.kind() == SyntaxKind::ENTRY {
            return self.value_of(parent);
        }
        if parent.kind() == SyntaxKind::KEY {
            return None;
        }
        let container = container?;
        match container.kind() {
            SyntaxKind::MAPPING => self.in_mapping(container, Role::Key { has_colon: false }),
            _ => self.in_sequence(container),
        }
    }

    /// On a line of block YAML: the column says what is meant.
    fn in_block(&self, before: &SyntaxToken) -> Option<Cursor> {
        let same_line = self.line(before.text_range().end()) == self.line(self.offset);
        if same_line {
            let parent = before.parent()?;
            return match (before.kind(), parent.kind()) {
                (SyntaxKind::COLON, SyntaxKind::ENTRY) => self.value_of(parent),
                (SyntaxKind::DASH, SyntaxKind::ITEM) => Some(self.behind_dash(parent)),
                _ => None,
            };
        }
        let column = self.column(self.offset);
        before
            .parent_ancestors()
            .find_map(|it| self.at_column(it, column))
    }

    /// What a new line at `column` adds to an enclosing node, when it adds anything.
    fn at_column(&self, node: SyntaxNode, column: u32) -> Option<Cursor> {
        match node.kind() {
            SyntaxKind::MAPPING if self.column(node.text_range().start()) == column => {
                self.in_mapping(node, Role::Key { has_colon: false })
            }
            SyntaxKind::ENTRY if self.column(node.text_range().start()) < column => {
                match Entry::cast(node.clone())?.value() {
                    Some(Value::Mapping(it)) if self.column(it.range().start()) == column => {
                        self.in_mapping(it.syntax().clone(), Role::Key { has_colon: false })
                    }
                    None | Some(Value::Missing(_)) => Some(self.first_of_entry(node)),
                    _ => None,
                }
            }
            SyntaxKind::ITEM if self.column(node.text_range().start()) < column => {
                match ast::Item::cast(node.clone())?.value() {
                    Some(Value::Mapping(it)) if self.column(it.range().start()) == column => {
                        self.in_mapping(it.syntax().clone(), Role::Key { has_colon: false })
                    }
                    None | Some(Value::Missing(_)) => Some(self.first_of_item(node)),
                    _ => None,
                }
            }
            SyntaxKind::DOCUMENT if column == 0 => {
                let expected = expected_value(&node);
                Some(self.cursor(Role::Key { has_colon: false }, expected, None, node))
            }
            _ => None,
        }
    }

    /// Behind a dash: what the item begins with, be it empty or not.
    fn behind_dash(&self, item: SyntaxNode) -> Cursor {
        let value = ast::Item::cast(item.clone()).and_then(|it| it.value());
        if let Some(Value::Mapping(it)) = value
            && !is_flow(it.syntax(), self.document.format())
            && self.column(it.range().start()) == self.column(self.offset)
            && let Some(cursor) =
                self.in_mapping(it.syntax().clone(), Role::Key { has_colon: false })
        {
            return cursor;
        }
        self.first_of_item(item)
    }

    fn first_of_entry(&self, entry: SyntaxNode) -> Cursor {
        let expected = expected_value(&entry);
        let role = match expected {
            Expectation::Object(_) | Expectation::UntypedState | Expectation::States => {
                Role::Key { has_colon: false }
            }
            _ => Role::Value,
        };
        self.cursor(role, expected, None, entry)
    }

    fn first_of_item(&self, item: SyntaxNode) -> Cursor {
        let expected = expected_value(&item);
        let role = match expected {
            Expectation::Object(_) => Role::Key { has_colon: false },
            _ => Role::Item,
        };
        let container = item.parent();
        let container = container.filter(|_| role == Role::Item);
        self.cursor(role, expected, container, item)
    }

    fn in_mapping(&self, mapping: SyntaxNode, role: Role) -> Option<Cursor> {
        let holder = mapping.parent()?;
        Some(self.cursor(role, expected_of(&mapping), Some(mapping), holder))
    }

    fn in_sequence(&self, sequence: SyntaxNode) -> Option<Cursor> {
        let holder = sequence.parent()?;
        let expected = expected_item(expected_of(&sequence));
        Some(self.cursor(Role::Item, expected, Some(sequence), holder))
    }

    /// The cursor stands at the value of an entry or at a member of a list.
    fn value_of(&self, holder: SyntaxNode) -> Option<Cursor> {
        let (role, expected) = (Role::Value, expected_value(&holder));
        match holder.kind() {
            SyntaxKind::ITEM => self.in_sequence(holder.parent()?),
            SyntaxKind::ENTRY => Some(self.cursor(role, expected, holder.parent(), holder)),
            _ => None,
        }
    }

    fn cursor(
        &self,
        role: Role,
        expected: Expectation,
        container: Option<SyntaxNode>,
        holder: SyntaxNode,
    ) -> Cursor {
        let flow = is_flow(
            container.as_ref().unwrap_or(&holder),
            self.document.format(),
        );
        Cursor {
            role,
            expected,
            container,
            holder,
            word: TextRange::empty(self.offset),
            token: None,
            flow,
        }
    }

    /// The word with its quotes. An open string may have swallowed the rest of its line; only the
    /// part up to the end of the word under the cursor belongs to it.
    fn word_range(&self, token: &SyntaxToken, node: &SyntaxNode) -> TextRange {
        let range = token.text_range();
        let text = token.text();
        let quote = match token.kind() {
            SyntaxKind::DOUBLE_QUOTED => '"',
            SyntaxKind::SINGLE_QUOTED => '\'',
            _ if node.kind() == SyntaxKind::SCALAR => return node.text_range(),
            _ => return range,
        };
        if text.len() > 1 && text.ends_with(quote) {
            return range;
        }
        let at = usize::from(self.offset.max(range.start() + TextSize::new(1)) - range.start());
        let rest = text.get(at..).unwrap_or_default();
        let more: usize = rest
            .chars()
            .take_while(|it| is_name_char(*it))
            .map(char::len_utf8)
            .sum();
        TextRange::at(range.start(), TextSize::new((at + more) as u32))
    }

    fn line(&self, offset: TextSize) -> u32 {
        self.document
            .text()
            .position(offset, asl_text::Encoding::Utf8)
            .line
    }

    fn column(&self, offset: TextSize) -> u32 {
        self.document
            .text()
            .position(offset, asl_text::Encoding::Utf8)
            .character
    }
}

impl Cursor {
    /// The object around the cursor.
    pub(crate) fn mapping(&self) -> Option<Mapping> {
        self.container.clone().and_then(Mapping::cast)
    }

    /// The list around the cursor.
    pub(crate) fn sequence(&self) -> Option<Sequence> {
        self.container.clone().and_then(Sequence::cast)
    }

    /// Whether the cursor is at a key.
    pub(crate) fn is_key(&self) -> bool {
        matches!(self.role, Role::Key { .. })
    }
}

fn is_word(token: &SyntaxToken) -> bool {
    let kind = token.kind();
    kind.is_scalar_token()
        || kind == SyntaxKind::ERROR_TEXT
            && token
                .text()
                .starts_with(|it: char| it == '"' || it.is_alphanumeric())
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$')
}
