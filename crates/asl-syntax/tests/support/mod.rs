//! What the tests of this crate share: reading trees aloud, generated documents and edits.
#![allow(dead_code, reason = "each test uses its part")]

pub(crate) mod documents;

use std::fmt::Write as _;

use asl_syntax::{Format, NodeOrToken, Parse, SyntaxElement, SyntaxNode};

/// The tree, one line per node or token, and the errors with their repairs.
pub(crate) fn render(parse: &Parse) -> String {
    let mut out = String::new();
    render_node(&parse.syntax(), 0, &mut out);
    for error in parse.errors() {
        let _ = write!(
            out,
            "error {:?} {:?}: {}",
            error.range,
            error.kind,
            error.message()
        );
        if let Some(related) = error.related() {
            let _ = write!(out, " (see {related:?})");
        }
        if let Some(repair) = error.repair() {
            let _ = write!(out, " => {:?} {:?}", repair.range, repair.insert);
        }
        out.push('\n');
    }
    out
}

fn render_node(node: &SyntaxNode, depth: usize, out: &mut String) {
    let _ = writeln!(out, "{:depth$}{:?}", "", node.kind(), depth = depth * 2);
    for child in node.children_with_tokens() {
        match child {
            NodeOrToken::Node(node) => render_node(&node, depth + 1, out),
            NodeOrToken::Token(token) if token.kind().is_trivia() => {}
            NodeOrToken::Token(token) => {
                let depth = depth * 2 + 2;
                let _ = writeln!(out, "{:depth$}{:?} {:?}", "", token.kind(), token.text());
            }
        }
    }
}

/// What must hold for every parse of any text.
pub(crate) fn assert_sound(parse: &Parse, text: &str) {
    let root = parse.syntax();
    assert_eq!(root.text().to_string(), text, "the tree is not lossless");
    for error in parse.errors() {
        assert!(
            root.text_range().contains_range(error.range),
            "{error:?} is out of bounds"
        );
        let start = usize::from(error.range.start());
        let end = usize::from(error.range.end());
        assert!(text.get(start..end).is_some(), "{error:?} cuts a character");
        if let Some(repair) = error.repair() {
            assert!(root.text_range().contains_range(repair.range));
        }
    }
    let starts: Vec<_> = parse.errors().iter().map(|it| it.range.start()).collect();
    assert!(starts.is_sorted(), "the errors are out of order");
    for node in root.descendants() {
        assert_tight(&node, parse.format());
    }
}

fn assert_tight(node: &SyntaxNode, format: Format) {
    use asl_syntax::SyntaxKind::{DOCUMENT, STREAM};
    if format == Format::Yaml || matches!(node.kind(), STREAM | DOCUMENT) {
        return;
    }
    for element in [node.first_child_or_token(), node.last_child_or_token()] {
        let trivia = |it: &SyntaxElement| it.kind().is_trivia();
        assert!(!element.as_ref().is_some_and(trivia), "{node:?} is loose");
    }
}
