//! The whole of a document in the other notation.

use asl_syntax::ast::{Entry, Item, Value};
use asl_syntax::{Format, NodeOrToken, Parse, SyntaxKind, SyntaxNode, TextRange, WalkEvent};

use super::node::Node;
use super::yaml::{Comments, TAIL};
use super::{Note, Refused, json, yaml};
use crate::Document;

/// The text in the other notation, and what it could not take over.
pub(super) fn convert(
    document: &Document,
    unit: usize,
) -> Result<(String, Vec<Note>), Vec<Refused>> {
    let parse = document.parse();
    let refused = refused(parse);
    if !refused.is_empty() {
        return Err(refused);
    }
    let mut documents = parse.root().documents().filter_map(|it| it.value());
    let Some(value) = documents.next() else {
        return Err(vec![Refused::new(
            parse.syntax().text_range(),
            "There is nothing here",
        )]);
    };
    if let Some(second) = documents.next() {
        return Err(vec![Refused::new(
            second.range(),
            "A JSON file holds one document",
        )]);
    }
    let windows = document.text().to_string().contains("\r\n");
    let (text, notes) = match parse.format() {
        Format::Json => (
            yaml::document(
                &Node::read(&value),
                unit,
                &comments(&parse.syntax(), &value),
            ),
            Vec::new(),
        ),
        Format::Yaml => (
            json::document(&Node::read_merged(&value), unit),
            lost(&parse.syntax()),
        ),
    };
    let text = if windows {
        text.replace('\n', "\r\n")
    } else {
        text
    };
    Ok((text, notes))
}

/// What stands against it: mistakes in the syntax other than comments in JSON, and tags.
fn refused(parse: &Parse) -> Vec<Refused> {
    let broken = parse.errors().iter().filter(|it| !it.kind.is_harmless());
    let mut refused: Vec<Refused> = broken.map(Refused::broken).collect();
    for event in parse.syntax().preorder_with_tokens() {
        if let WalkEvent::Enter(NodeOrToken::Token(token)) = event
            && token.kind() == SyntaxKind::TAG
            && !matches!(token.text(), "!!str" | "!!map" | "!!seq")
        {
            let reason = format!("JSON has nothing like the tag {}", token.text());
            refused.push(Refused::new(token.text_range(), reason));
        }
    }
    refused
}

/// The note about the comments that JSON cannot have.
fn lost(root: &SyntaxNode) -> Vec<Note> {
    let ranges: Vec<TextRange> = root
        .descendants_with_tokens()
        .filter(|it| it.kind() == SyntaxKind::COMMENT)
        .map(|it| it.text_range())
        .collect();
    let Some(first) = ranges.first() else {
        return Vec::new();
    };
    let text = match ranges.len() {
        1 => "A comment was left out: JSON has none".to_owned(),
        count => format!("{count} comments were left out: JSON has none"),
    };
    vec![Note {
        range: *first,
        text,
    }]
}

/// The comments of a JSON document, each before what follows it.
fn comments(root: &SyntaxNode, value: &Value) -> Comments {
    let mut comments = Comments::default();
    let range = value.range();
    collect(value, "", &mut comments);
    for token in root
        .descendants_with_tokens()
        .filter(|it| it.kind() == SyntaxKind::COMMENT)
    {
        let pointer = match token.text_range() {
            it if it.end() <= range.start() => "",
            it if it.start() >= range.end() => TAIL,
            _ => continue,
        };
        add(&mut comments, pointer, &token.to_string());
    }
    comments
}

fn collect(value: &Value, pointer: &str, comments: &mut Comments) {
    let (mut waiting, mut index) = (Vec::new(), 0);
    for child in value.syntax().children_with_tokens() {
        let node = match child {
            NodeOrToken::Token(token) => {
                if token.kind() == SyntaxKind::COMMENT {
                    waiting.push(token.text().to_owned());
                }
                continue;
            }
            NodeOrToken::Node(node) => node,
        };
        let (name, inner) = if let Some(entry) = Entry::cast(node.clone()) {
            let name = entry.key().map(|it| it.text()).unwrap_or_default();
            (name.replace('~', "~0").replace('/', "~1"), entry.value())
        } else if let Some(item) = Item::cast(node.clone()) {
            index += 1;
            ((index - 1).to_string(), item.value())
        } else {
            continue;
        };
        let below = format!("{pointer}/{name}");
        let own = node
            .children_with_tokens()
            .filter(|it| it.kind() == SyntaxKind::COMMENT);
        waiting.extend(own.map(|it| it.to_string()));
        for comment in waiting.drain(..) {
            add(comments, &below, &comment);
        }
        if let Some(inner) = inner {
            collect(&inner, &below, comments);
        }
    }
    for comment in waiting {
        add(comments, &format!("{pointer}{TAIL}"), &comment);
    }
}

/// `// a` and `/* a */` as `# a`.
fn add(comments: &mut Comments, pointer: &str, comment: &str) {
    let body = comment.trim();
    let body = body
        .strip_prefix("//")
        .unwrap_or_else(|| body.trim_start_matches("/*").trim_end_matches("*/"));
    let lines = body.lines().map(|line| {
        let line = line.trim().trim_start_matches('*').trim();
        if line.is_empty() {
            "#".to_owned()
        } else {
            format!("# {line}")
        }
    });
    let lines: Vec<String> = lines.collect();
    let kept = lines.iter().enumerate();
    let edge = |index: usize| index == 0 || index + 1 == lines.len();
    let kept =
        kept.filter(|(index, line)| !(line.as_str() == "#" && edge(*index) && lines.len() > 1));
    comments
        .entry(pointer.to_owned())
        .or_default()
        .extend(kept.map(|(_, line)| line.clone()));
}
