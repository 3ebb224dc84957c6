//! Two readings of one text as lists of events: ours and the judge's.

use asl_syntax::ast::{Entry, Key, Scalar, ScalarStyle, Value};
use asl_syntax::{Format, SyntaxKind, SyntaxNode, TextSize, parse};
use saphyr_parser::{Event, Parser, ScalarStyle as JudgeStyle, Span};

/// What the judge reads, or why it reads nothing.
pub(crate) fn judged(text: &str) -> Result<Vec<String>, String> {
    let mut events = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| error.to_string())?;
        events.extend(judged_event(&event, span));
    }
    Ok(events)
}

fn judged_event(event: &Event<'_>, span: Span) -> Option<String> {
    Some(match event {
        Event::DocumentStart(_) => "document".to_owned(),
        Event::Scalar(text, style, anchor, tag) => {
            let style = match style {
                JudgeStyle::Plain => ScalarStyle::Plain,
                JudgeStyle::SingleQuoted => ScalarStyle::SingleQuoted,
                JudgeStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
                JudgeStyle::Literal => ScalarStyle::Literal,
                JudgeStyle::Folded => ScalarStyle::Folded,
            };
            let place = (span.start.line(), span.start.col());
            scalar(text, style, place, *anchor > 0, tag.is_some())
        }
        Event::SequenceStart(anchor, tag) => collection("[", *anchor > 0, tag.is_some()),
        Event::SequenceEnd => "]".to_owned(),
        Event::MappingStart(anchor, tag) => collection("{", *anchor > 0, tag.is_some()),
        Event::MappingEnd => "}".to_owned(),
        Event::Alias(_) => "alias".to_owned(),
        Event::DocumentEnd | Event::StreamStart | Event::StreamEnd | Event::Nothing => return None,
    })
}

/// One line for a scalar. Where nothing is written, it has no place.
fn scalar(
    text: &str,
    style: ScalarStyle,
    place: (usize, usize),
    anchor: bool,
    tag: bool,
) -> String {
    let marks = marks(anchor, tag);
    if text.trim_matches('\n').is_empty()
        && style != ScalarStyle::DoubleQuoted
        && style != ScalarStyle::SingleQuoted
    {
        return format!("{style:?} {marks}\"\"");
    }
    format!("{style:?} {marks}{text:?} {}:{}", place.0, place.1)
}

fn collection(bracket: &str, anchor: bool, tag: bool) -> String {
    format!("{}{bracket}", marks(anchor, tag))
}

fn marks(anchor: bool, tag: bool) -> String {
    let anchor = if anchor { "& " } else { "" };
    format!("{anchor}{}", if tag { "! " } else { "" })
}

/// What we read.
pub(crate) fn ours(text: &str) -> Vec<String> {
    let root = parse(text, Format::Yaml).root();
    let mut reader = Reader {
        lines: Lines::new(text),
        events: Vec::new(),
    };
    for document in root.documents() {
        let explicit = has(document.syntax(), SyntaxKind::DOCUMENT_START);
        match document.value() {
            None if !explicit => {}
            value => {
                reader.events.push("document".to_owned());
                reader.value(value);
            }
        }
    }
    reader.events
}

struct Reader<'a> {
    lines: Lines<'a>,
    events: Vec<String>,
}

impl Reader<'_> {
    fn value(&mut self, value: Option<Value>) {
        match value {
            Some(Value::Scalar(it)) => self.scalar(&it),
            Some(Value::Mapping(it)) => {
                self.start("{", it.syntax());
                it.entries().for_each(|entry| self.entry(&entry));
                self.events.push("}".to_owned());
            }
            Some(Value::Sequence(it)) => {
                self.start("[", it.syntax());
                it.items().for_each(|item| self.value(item.value()));
                self.events.push("]".to_owned());
            }
            Some(Value::Alias(_)) => self.events.push("alias".to_owned()),
            Some(Value::Missing(_)) | None => self.events.push("Plain \"\"".to_owned()),
        }
    }

    fn start(&mut self, bracket: &str, node: &SyntaxNode) {
        let (anchor, tag) = (has(node, SyntaxKind::ANCHOR), has(node, SyntaxKind::TAG));
        self.events.push(collection(bracket, anchor, tag));
    }

    fn entry(&mut self, entry: &Entry) {
        if let Some(key) = entry.key() {
            self.key(&key);
        }
        self.value(entry.value());
    }

    fn key(&mut self, key: &Key) {
        let style = match key
            .syntax()
            .children_with_tokens()
            .find(|it| it.kind().is_scalar_token())
        {
            Some(it) if it.kind() == SyntaxKind::DOUBLE_QUOTED => ScalarStyle::DoubleQuoted,
            Some(it) if it.kind() == SyntaxKind::SINGLE_QUOTED => ScalarStyle::SingleQuoted,
            _ => ScalarStyle::Plain,
        };
        self.text(
            &key.text(),
            style,
            key.syntax(),
            key.content_range().start(),
        );
    }

    fn scalar(&mut self, it: &Scalar) {
        self.text(
            &it.text(),
            it.style(),
            it.syntax(),
            it.content_range().start(),
        );
    }

    /// The judge counts a tag or an anchor to the scalar, but no header of a block scalar.
    fn text(&mut self, text: &str, style: ScalarStyle, node: &SyntaxNode, start: TextSize) {
        let (anchor, tag) = (has(node, SyntaxKind::ANCHOR), has(node, SyntaxKind::TAG));
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let bare = block && !anchor && !tag;
        let start = if bare {
            start
        } else {
            node.text_range().start()
        };
        let place = self.lines.place(start.into());
        self.events.push(scalar(text, style, place, anchor, tag));
    }
}

/// Where lines start.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let ends = (0..bytes.len()).filter(|at| {
            bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')
        });
        let starts = std::iter::once(first)
            .chain(ends.map(|at| at + 1))
            .collect();
        Self { text, starts }
    }

    /// The line, from 1, and the column in characters, from 0.
    fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|it| *it <= offset).max(1);
        (
            line,
            self.text[self.starts[line - 1]..offset].chars().count(),
        )
    }
}

fn has(node: &SyntaxNode, kind: SyntaxKind) -> bool {
    node.children_with_tokens().any(|it| it.kind() == kind)
}

/// Whether both read the same, our tree holds the whole text, and we report nothing; else, what differs.
pub(crate) fn agree(name: &str, text: &str) -> Result<(), String> {
    let read = parse(text, Format::Yaml);
    if read.syntax().text() != text {
        return Err(format!("{name}: the tree is not the text"));
    }
    let judged = judged(text).map_err(|error| format!("{name}: the judge refuses it: {error}"))?;
    if let Some(error) = read.errors().first() {
        let place = Lines::new(text).place(error.range.start().into());
        return Err(format!("{name}: {} at {place:?}", error.message()));
    }
    let ours = ours(text);
    let same = ours.iter().zip(&judged).take_while(|(a, b)| a == b).count();
    if same == ours.len() && same == judged.len() {
        return Ok(());
    }
    let short = |it: Option<&String>| it.map(|it| it.chars().rev().take(200).collect::<Vec<_>>());
    let text = |it| short(it).map(|it| it.into_iter().rev().collect::<String>());
    Err(format!(
        "{name}: event {same}: {:?}, but the judge reads {:?}",
        text(ours.get(same)),
        text(judged.get(same))
    ))
}
