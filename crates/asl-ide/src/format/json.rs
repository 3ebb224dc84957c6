//! The form of JSON: what stands between two tokens.
//!
//! Only blanks and line breaks are decided here, token by token, so that nothing can be lost. An
//! object or list in which the text is broken keeps its blanks as they are, with all in it.

use asl_syntax::{
    NodeOrToken, Parse, SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize, WalkEvent,
};
use asl_text::Edit;
use rustc_hash::FxHashSet;

use super::FormatConfig;
use crate::tokens::{token_at, token_before};

/// The longest line that a list of plain values may make.
const WIDTH: usize = 80;

pub(super) fn edits(parse: &Parse, config: &FormatConfig) -> Vec<Edit> {
    let root = parse.syntax();
    let mut printer = Printer {
        config,
        broken: broken(parse, &root),
        line_end: line_end(&root),
        frames: Vec::new(),
        before: None,
        blank: String::new(),
        left_broken: false,
        edits: Vec::new(),
    };
    for event in root.preorder_with_tokens() {
        match event {
            WalkEvent::Enter(NodeOrToken::Node(node)) => printer.enter(&node),
            WalkEvent::Enter(NodeOrToken::Token(token)) => printer.token(&token),
            WalkEvent::Leave(NodeOrToken::Node(node)) => printer.leave(&node),
            WalkEvent::Leave(NodeOrToken::Token(_)) => {}
        }
    }
    printer.finish(root.text_range().end());
    printer.edits
}

/// An object or list that is being written.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// One member per line.
    expanded: bool,
    /// Blanks stay as they are.
    kept: bool,
}

struct Printer<'a> {
    config: &'a FormatConfig,
    broken: FxHashSet<TextRange>,
    line_end: &'static str,
    frames: Vec<Frame>,
    before: Option<SyntaxToken>,
    /// The blanks since `before`.
    blank: String,
    /// The object or list that ended last keeps its blanks.
    left_broken: bool,
    edits: Vec<Edit>,
}

impl Printer<'_> {
    fn enter(&mut self, node: &SyntaxNode) {
        if !is_container(node) {
            return;
        }
        let around = self.frames.last().is_some_and(|it| it.kept);
        let kept = around || !is_closed(node) || self.broken.contains(&node.text_range());
        let expanded = self.is_expanded(node);
        self.frames.push(Frame { expanded, kept });
    }

    fn leave(&mut self, node: &SyntaxNode) {
        if is_container(node) {
            self.left_broken = self.frames.pop().is_some_and(|it| it.kept);
        }
    }

    fn token(&mut self, token: &SyntaxToken) {
        if matches!(token.kind(), SyntaxKind::WHITESPACE | SyntaxKind::NEWLINE) {
            self.blank.push_str(token.text());
            return;
        }
        let wanted = self.wanted(token);
        self.replace(token.text_range().start(), wanted);
        self.before = Some(token.clone());
        self.blank.clear();
    }

    /// The end of the text: one line break.
    fn finish(&mut self, end: TextSize) {
        let is_broken = self.left_broken || self.broken.contains(&TextRange::up_to(end));
        if self.before.is_some() && !is_broken {
            let wanted = self.line_end.to_owned();
            self.replace(end, Some(wanted));
        }
    }

    fn replace(&mut self, end: TextSize, wanted: Option<String>) {
        let Some(insert) = wanted.filter(|it| *it != self.blank) else {
            return;
        };
        let start = end - TextSize::of(self.blank.as_str());
        self.edits.push(Edit {
            range: TextRange::new(start, end),
            insert,
        });
    }

    /// What should stand before a token; `None` to leave what is there.
    fn wanted(&self, token: &SyntaxToken) -> Option<String> {
        let Some(before) = &self.before else {
            return Some(String::new());
        };
        // The blanks before an opening brace belong to what is around it.
        let opens = is_open(token.kind());
        let depth = self.frames.len() - usize::from(opens && !self.frames.is_empty());
        let frame = depth
            .checked_sub(1)
            .and_then(|it| self.frames.get(it))
            .copied();
        let Some(frame) = frame else {
            return self.outside(before, token);
        };
        if frame.kept {
            return None;
        }
        if before.kind() == SyntaxKind::COMMENT || token.kind() == SyntaxKind::COMMENT {
            return Some(self.around_comment(before, token, depth));
        }
        let (here, closing) = (self.line(depth), self.line(depth - 1));
        match (before.kind(), token.kind()) {
            (SyntaxKind::ERROR_TEXT, _) | (_, SyntaxKind::ERROR_TEXT) => None,
            (SyntaxKind::L_BRACE, SyntaxKind::R_BRACE)
            | (SyntaxKind::L_BRACKET, SyntaxKind::R_BRACKET) => Some(String::new()),
            (_, SyntaxKind::COMMA | SyntaxKind::COLON) => Some(String::new()),
            (SyntaxKind::COLON, _) => Some(" ".to_owned()),
            (_, SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET) if frame.expanded => Some(closing),
            (SyntaxKind::COMMA, _) if frame.expanded => Some(self.with_blank_line(here)),
            (SyntaxKind::COMMA, _) => Some(" ".to_owned()),
            (SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET, _) if frame.expanded => Some(here),
            (SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET, _)
            | (_, SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET) => Some(String::new()),
            // Two values without a comma between them.
            _ => None,
        }
    }

    /// Around the document's value there are at most comments.
    fn outside(&self, before: &SyntaxToken, token: &SyntaxToken) -> Option<String> {
        let is_comment = |it: &SyntaxToken| it.kind() == SyntaxKind::COMMENT;
        if !is_comment(before) && !is_comment(token) {
            return None;
        }
        Some(self.around_comment(before, token, 0))
    }

    /// A comment stays on its line, or on a line of its own.
    fn around_comment(&self, before: &SyntaxToken, token: &SyntaxToken, depth: usize) -> String {
        let closes = matches!(token.kind(), SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET);
        let line = self.line(depth - usize::from(closes && depth > 0));
        let is_line_comment =
            before.kind() == SyntaxKind::COMMENT && !before.text().starts_with("/*");
        if self.blank.contains('\n') || is_line_comment {
            let first = is_open(before.kind()) || closes;
            return if first {
                line
            } else {
                self.with_blank_line(line)
            };
        }
        if matches!(token.kind(), SyntaxKind::COMMA | SyntaxKind::COLON) {
            return String::new();
        }
        " ".to_owned()
    }

    fn line(&self, depth: usize) -> String {
        format!(
            "{}{}",
            self.line_end,
            " ".repeat(depth * self.config.indent)
        )
    }

    /// Keeps one blank line where there are some.
    fn with_blank_line(&self, line: String) -> String {
        if self.blank.matches('\n').count() > 1 {
            format!("{}{line}", self.line_end)
        } else {
            line
        }
    }

    /// Objects go over several lines; lists too, unless they hold plain values and fit into one.
    fn is_expanded(&self, node: &SyntaxNode) -> bool {
        if node.kind() == SyntaxKind::MAPPING {
            return true;
        }
        let mut width = 0;
        for element in node.descendants_with_tokens() {
            match element {
                NodeOrToken::Node(inner)
                    if inner != *node
                        && is_container(&inner)
                        && inner.children().next().is_some() =>
                {
                    return true;
                }
                NodeOrToken::Token(it) if it.kind() == SyntaxKind::COMMENT => return true,
                NodeOrToken::Token(it) if it.kind() == SyntaxKind::COMMA => width += 2,
                NodeOrToken::Token(it) if !it.kind().is_trivia() => {
                    width += it.text().chars().count();
                }
                NodeOrToken::Token(_) | NodeOrToken::Node(_) => {}
            }
            if width > WIDTH {
                return true;
            }
        }
        let key = node
            .parent()
            .and_then(asl_syntax::ast::Entry::cast)
            .and_then(|it| it.key());
        let key = key.map_or(0, |it| it.syntax().text().to_string().chars().count() + 2);
        self.frames.len() * self.config.indent + key + width + 1 > WIDTH
    }
}

/// The objects and lists, and the document, that hold an error and no smaller one does.
fn broken(parse: &Parse, root: &SyntaxNode) -> FxHashSet<TextRange> {
    let mut broken = FxHashSet::default();
    for error in parse.errors().iter().filter(|it| !it.kind.is_harmless()) {
        let tokens = [
            token_before(root, error.range.start()),
            token_at(root, error.range.start()),
            token_before(root, error.range.end()),
            token_at(root, error.range.end()),
        ];
        for token in tokens.into_iter().flatten() {
            let container = token.parent_ancestors().find(is_container);
            broken.insert(container.map_or_else(
                || TextRange::up_to(root.text_range().end()),
                |it| it.text_range(),
            ));
        }
    }
    broken
}

fn line_end(root: &SyntaxNode) -> &'static str {
    let tokens = root
        .descendants_with_tokens()
        .filter_map(NodeOrToken::into_token);
    let mut breaks = tokens.filter(|it| it.text().contains('\n') && it.kind().is_trivia());
    let windows = breaks.next().is_some_and(|it| it.text().contains("\r\n"));
    if windows { "\r\n" } else { "\n" }
}

fn is_container(node: &SyntaxNode) -> bool {
    matches!(node.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE)
}

fn is_closed(node: &SyntaxNode) -> bool {
    let last = node.last_child_or_token().map(|it| it.kind());
    matches!(last, Some(SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET))
}

fn is_open(kind: SyntaxKind) -> bool {
    matches!(kind, SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET)
}
