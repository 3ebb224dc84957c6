//! Generated documents in every style, read as the judge reads them.

use proptest::prelude::*;

use crate::judge::agree;

/// A value and how it is written.
#[derive(Debug, Clone)]
enum Node {
    Scalar(Scalar),
    Mapping(Vec<(Scalar, Node)>, Shape),
    Sequence(Vec<Node>, Shape),
}

/// How a collection is written.
#[derive(Debug, Clone, Copy)]
struct Shape {
    flow: bool,
    /// Further blanks of indentation; for a sequence under a key, 0 is the key's own column.
    step: usize,
    tag: bool,
    comment: bool,
}

#[derive(Debug, Clone)]
enum Scalar {
    Plain(Vec<String>),
    Single(Vec<String>),
    Double(Vec<String>),
    /// `|` or `>`, a chomping indicator, and lines.
    Block(char, &'static str, Vec<String>),
}

impl Scalar {
    /// As a key, or in a flow collection: on one line.
    fn inline(&self) -> String {
        match self {
            Self::Plain(words) => words.join(" "),
            Self::Single(words) => format!("'{}'", words.join(" ").replace('\'', "''")),
            Self::Double(words) => format!("\"{}\"", words.join("\\n\\u00e9\\\" ")),
            Self::Block(_, _, lines) => format!("'{}'", lines.join(" ").replace('\'', "''")),
        }
    }

    /// As the value of a block node whose lines stand at `indent`.
    fn write(&self, indent: usize, out: &mut String) {
        let between = format!("\n{}", " ".repeat(indent));
        match self {
            Self::Plain(words) => out.push_str(&words.join(&between)),
            Self::Single(words) => {
                let text = words.join(&between).replace('\'', "''");
                out.extend(["'", &text, "'"]);
            }
            Self::Double(words) => {
                let between = format!("\\{between}\\ ");
                out.extend(["\"", &words.join(&between), "\""]);
            }
            Self::Block(style, chomp, lines) => {
                out.push(*style);
                out.push_str(chomp);
                for line in lines {
                    out.push('\n');
                    if !line.is_empty() {
                        out.push_str(&" ".repeat(indent));
                        out.push_str(line);
                    }
                }
            }
        }
        out.push('\n');
    }
}

impl Node {
    fn flow(&self) -> String {
        let list = |parts: Vec<String>| parts.join(", ");
        match self {
            Self::Scalar(it) => it.inline(),
            Self::Mapping(entries, _) => {
                let entry =
                    |(key, value): &(Scalar, Self)| format!("{}: {}", key.inline(), value.flow());
                format!("{{{}}}", list(entries.iter().map(entry).collect()))
            }
            Self::Sequence(items, _) => {
                format!("[{}]", list(items.iter().map(Self::flow).collect()))
            }
        }
    }

    /// Whether it is written as block lines.
    fn is_block(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::Mapping(entries, shape) => !shape.flow && !entries.is_empty(),
            Self::Sequence(items, shape) => !shape.flow && !items.is_empty(),
        }
    }

    /// Writes the value behind a colon or `---`; the node around stands at `column`.
    fn behind_key(&self, column: usize, out: &mut String) {
        match self {
            Self::Scalar(it) => {
                out.push(' ');
                it.write(column + 2, out);
            }
            Self::Mapping(_, shape) | Self::Sequence(_, shape) if self.is_block() => {
                out.push_str(if shape.tag { " !Tag" } else { "" });
                out.push_str(if shape.comment { " # note" } else { "" });
                out.push('\n');
                let least = usize::from(matches!(self, Self::Mapping(..)));
                let column = column + shape.step.max(least);
                out.push_str(&" ".repeat(column));
                self.block(column, out);
            }
            _ => out.extend([" ", &self.flow(), "\n"]),
        }
    }

    /// Writes the lines of a block collection; the first one's indentation is written.
    fn block(&self, column: usize, out: &mut String) {
        let indent = " ".repeat(column);
        match self {
            Self::Scalar(it) => it.write(column, out),
            Self::Mapping(entries, _) => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if index > 0 { &indent } else { "" });
                    out.push_str(&key.inline());
                    out.push(':');
                    value.behind_key(column, out);
                }
            }
            Self::Sequence(items, _) => {
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { &indent } else { "" });
                    out.push('-');
                    item.behind_dash(column, out);
                }
            }
        }
    }

    fn behind_dash(&self, column: usize, out: &mut String) {
        match self {
            Self::Mapping(_, shape) | Self::Sequence(_, shape) if self.is_block() => {
                let blanks = 1 + shape.step;
                out.push_str(&" ".repeat(blanks));
                self.block(column + 1 + blanks, out);
            }
            _ => self.behind_key(column, out),
        }
    }
}

fn words() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec![
        "a",
        "Next",
        "StartAt",
        "42",
        "true",
        "null",
        "x#y",
        "b:c",
        "é",
        "\u{1F600}",
        "it's",
        "$.a",
        "arn:aws:s3",
        "-1",
        "a-b",
    ]);
    prop::collection::vec(word.prop_map(str::to_owned), 1..4)
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = prop::sample::select(vec![
        "text",
        "# none",
        "{\"a\": 1}",
        "",
        "  deeper",
        "- x: y",
        "\ttab",
        "é ",
    ]);
    let rest = prop::collection::vec(line.prop_map(str::to_owned), 0..5);
    rest.prop_map(|rest| std::iter::once("first".to_owned()).chain(rest).collect())
}

fn scalar() -> impl Strategy<Value = Scalar> {
    let block = (
        prop::sample::select(vec!['|', '>']),
        prop::sample::select(vec!["", "-", "+"]),
        lines(),
    );
    prop_oneof![
        4 => words().prop_map(Scalar::Plain),
        1 => words().prop_map(Scalar::Single),
        2 => words().prop_map(Scalar::Double),
        1 => block.prop_map(|(style, chomp, lines)| Scalar::Block(style, chomp, lines)),
    ]
}

fn shape() -> impl Strategy<Value = Shape> {
    (
        prop::bool::weighted(0.2),
        0..4_usize,
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(flow, step, tag, comment)| Shape {
            flow,
            step,
            tag,
            comment,
        })
}

fn node() -> impl Strategy<Value = Node> {
    scalar()
        .prop_map(Node::Scalar)
        .prop_recursive(5, 40, 5, |inner| {
            let entry = (scalar(), inner.clone());
            prop_oneof![
                (prop::collection::vec(entry, 0..5), shape())
                    .prop_map(|(it, shape)| Node::Mapping(it, shape)),
                (prop::collection::vec(inner, 0..5), shape())
                    .prop_map(|(it, shape)| Node::Sequence(it, shape)),
            ]
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_documents_read_like_the_judge_reads_them(documents in prop::collection::vec(node(), 1..3), crlf in any::<bool>()) {
        let mut text = String::new();
        for (index, node) in documents.iter().enumerate() {
            if index > 0 || !node.is_block() {
                text.push_str("---");
                text.push_str(if node.is_block() { "\n" } else { "" });
            }
            if node.is_block() {
                node.block(0, &mut text);
            } else {
                node.behind_key(0, &mut text);
            }
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if let Err(error) = agree("generated", &text) {
            panic!("{error}\n{text}");
        }
    }
}
