//! What the words inside strings are: paths, intrinsic functions, JSONata.

use std::ops::Range;

use asl_jsonata::syntax::{Token, TokenKind, Tree, occurrences, tokens};
use asl_lang::reserved::STATES_VARIABLE;
use asl_model::{Code, Expression, State};
use asl_path::intrinsic::{Expr, ExprKind};
use asl_path::path::{Path, Root, StepKind};
use asl_syntax::{TextRange, TextSize};

use crate::{Analysis, Document, FileId};

/// A word with what it is; on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SemanticToken {
    /// Where.
    pub range: TextRange,
    /// What.
    pub kind: SemanticKind,
}

/// What a word inside a string is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SemanticKind {
    /// `$`, `$$`, `$name`.
    Variable,
    /// A variable that the expression makes: a parameter or the left side of `:=`.
    Local,
    /// The name of a member.
    Property,
    /// A function where it is called.
    Function,
    /// A string in an expression.
    String,
    /// A number.
    Number,
    /// `and`, `true`, `function`, …
    Keyword,
    /// An operator.
    Operator,
    /// A regular expression.
    Regexp,
    /// A comment.
    Comment,
    /// `${Name}`, which a deployment replaces.
    Placeholder,
}

impl SemanticKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Variable,
        Self::Local,
        Self::Property,
        Self::Function,
        Self::String,
        Self::Number,
        Self::Keyword,
        Self::Operator,
        Self::Regexp,
        Self::Comment,
        Self::Placeholder,
    ];
}

/// # Semantic tokens
///
/// Colours inside strings: paths, intrinsic functions and JSONata are no plain text. In a range only
/// the states that it touches are looked at.
pub fn semantic_tokens(
    analysis: &Analysis,
    file: FileId,
    range: Option<TextRange>,
) -> Vec<SemanticToken> {
    let Some(document) = analysis.document(file) else {
        return Vec::new();
    };
    let model = document.model();
    let touched = |it: TextRange| range.is_none_or(|range| range.intersect(it).is_some());
    let mut all = Vec::new();
    for state in model.states().iter().filter(|it| touched(it.range())) {
        for expression in state.expressions() {
            if touched(state.to_document(expression.range())) {
                of_expression(document, state, expression, &mut all);
            }
        }
    }
    all.sort_by_key(|it| it.range.start());
    all
}

fn of_expression(
    document: &Document,
    state: &State,
    expression: &Expression,
    all: &mut Vec<SemanticToken>,
) {
    let mut found = Vec::new();
    match expression.code() {
        Code::Path(parsed) => path(&parsed.value, &mut found),
        Code::Intrinsic(parsed) => call(&parsed.value, &mut found),
        Code::Jsonata(tree) => jsonata(expression.text(), tree, &mut found),
    }
    for (bytes, kind) in found {
        let range = state.to_document(expression.place_of(bytes));
        let text = document.text().slice(range);
        on_lines(&text, range.start(), |range| {
            all.push(SemanticToken { range, kind });
        });
    }
}

/// Clients take tokens of one line only.
fn on_lines(text: &str, mut start: TextSize, mut push: impl FnMut(TextRange)) {
    for line in text.split_inclusive(['\n', '\r']) {
        let length = TextSize::of(line);
        let blanks = TextSize::of(&line[..line.len() - line.trim_start().len()]);
        let shown = TextSize::of(line.trim());
        if shown > TextSize::new(0) {
            push(TextRange::at(start + blanks, shown));
        }
        start += length;
    }
}

type Found = Vec<(Range<usize>, SemanticKind)>;

fn bytes(range: TextRange) -> Range<usize> {
    range.start().into()..range.end().into()
}

fn path(path: &Path, found: &mut Found) {
    if path.root != Root::Current {
        found.push((bytes(path.root_range), SemanticKind::Variable));
    }
    for step in &path.steps {
        match &step.kind {
            StepKind::Names(names) => {
                let names = names
                    .iter()
                    .map(|it| (bytes(it.range), SemanticKind::Property));
                found.extend(names);
            }
            StepKind::Indices(_) | StepKind::Slice { .. } | StepKind::FromEnd(_) => {
                let range = bytes(step.range);
                // Without the brackets.
                if range.len() > 2 {
                    found.push((range.start + 1..range.end - 1, SemanticKind::Number));
                }
            }
            StepKind::Wildcard | StepKind::Descend | StepKind::Filter(_) => {
                found.push((bytes(step.range), SemanticKind::Operator));
            }
            StepKind::Missing => {}
        }
    }
}

fn call(expression: &Expr, found: &mut Found) {
    for expr in expression.descendants() {
        match &expr.kind {
            ExprKind::Call(call) => found.push((bytes(call.name_range), SemanticKind::Function)),
            ExprKind::Path(it) => path(it, found),
            ExprKind::String(_) => found.push((bytes(expr.range), SemanticKind::String)),
            ExprKind::Number(_) => found.push((bytes(expr.range), SemanticKind::Number)),
            ExprKind::Bool(_) | ExprKind::Null => {
                found.push((bytes(expr.range), SemanticKind::Keyword));
            }
            ExprKind::Missing => {}
        }
    }
}

fn jsonata(text: &str, tree: &Tree, found: &mut Found) {
    let names = occurrences(tree);
    for token in tokens(text) {
        let kind = match token.kind {
            TokenKind::Variable => {
                let name = names.iter().find(|it| it.range == token.range);
                match name {
                    Some(it) if it.made.is_some() => SemanticKind::Local,
                    Some(it) if it.called || is_function(text, &token) => SemanticKind::Function,
                    _ => SemanticKind::Variable,
                }
            }
            TokenKind::Name => SemanticKind::Property,
            TokenKind::Text => SemanticKind::String,
            TokenKind::Number => SemanticKind::Number,
            TokenKind::Regex => SemanticKind::Regexp,
            TokenKind::Word => SemanticKind::Keyword,
            TokenKind::Comment => SemanticKind::Comment,
            TokenKind::Placeholder => SemanticKind::Placeholder,
            TokenKind::Operator if is_bracket(&text[token.range.clone()]) => continue,
            TokenKind::Operator => SemanticKind::Operator,
        };
        found.push((token.range, kind));
    }
}

/// A function that is handed on without being called: `$map(x, $sum)`.
fn is_function(text: &str, token: &Token) -> bool {
    let name = &text[token.range.start + 1..token.range.end];
    name != STATES_VARIABLE && asl_jsonata::function(name).is_some()
}

fn is_bracket(operator: &str) -> bool {
    matches!(
        operator,
        "." | "," | ";" | "(" | ")" | "[" | "]" | "{" | "}"
    )
}
