//! A definition that a template writes as a text: plain, with `Sub`, or put together with `Join`.

use std::sync::Weak;

use asl_syntax::ast::{Decoded, LongMap, Notation, Scalar, ScalarStyle, Sequence, Value};
use asl_syntax::{GreenNode, SyntaxKind, TextRange, TextSize};
use asl_text::{Edit, Text};

use super::Intrinsic;

/// The text as a deployment sees it, with the way back. What a function stands for is `${Name}` in it.
#[derive(Debug)]
pub struct EmbeddedText {
    /// The text.
    pub text: Text,
    /// The way to the template: from offsets in the text to offsets from the resource's entry.
    pub map: LongMap,
    /// The scalars that it comes from, in order.
    pub segments: Vec<Segment>,
    /// A `Sub` fills in its placeholders, so that they name things of the template.
    pub is_substituted: bool,
    /// The names that the `Sub` itself defines.
    pub own_names: Vec<String>,
    /// The value that makes it, and where that starts.
    pub(super) green: GreenNode,
    pub(super) start: TextSize,
    /// The text that it was made of by an edit.
    pub(super) since: Option<Since>,
}

/// What an edit of the template did to a text.
#[derive(Debug)]
pub(super) struct Since {
    pub(super) before: Weak<EmbeddedText>,
    pub(super) edit: Option<Edit>,
}

/// A scalar of the template that a part of the text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its place in the text.
    pub range: TextRange,
    /// Where its characters stand in the template.
    pub source: TextRange,
    /// How it is written.
    pub notation: Notation,
}

/// What of a template's values a text is put together from.
struct Writer {
    text: String,
    map: LongMap,
    segments: Vec<Segment>,
    is_substituted: bool,
    own_names: Vec<String>,
}

impl EmbeddedText {
    /// The text that `value` makes; `None` when it makes none that begins as a JSON object.
    pub fn of(value: &Value) -> Option<Self> {
        let mut writer = Writer {
            text: String::new(),
            map: LongMap::default(),
            segments: Vec::new(),
            is_substituted: false,
            own_names: Vec::new(),
        };
        writer.add(value)?;
        let text = Self {
            text: Text::new(&writer.text),
            map: writer.map,
            segments: writer.segments,
            is_substituted: writer.is_substituted,
            own_names: writer.own_names,
            green: value.syntax().green().into_owned(),
            start: value.range().start(),
            since: None,
        };
        text.is_definition().then_some(text)
    }

    /// The edit that made it of `before`, if that is known; `Some(None)` for none at all.
    pub fn since(&self, before: &Self) -> Option<Option<&Edit>> {
        let since = self.since.as_ref()?;
        let is_same = std::ptr::eq(since.before.as_ptr(), before);
        is_same.then_some(since.edit.as_ref())
    }

    /// Whether it begins as a definition does.
    pub(super) fn is_definition(&self) -> bool {
        // Blanks before it are few; a text of nothing else is looked at as a whole.
        let start = self.text.slice(TextRange::up_to(64.into()));
        let begins = match start.trim_start() {
            "" => self.text.to_string().trim_start().to_owned(),
            start => start.to_owned(),
        };
        let styles = || self.segments.iter().map(|it| it.notation.style);
        let is_block = || {
            matches!(
                styles().collect::<Vec<_>>()[..],
                [ScalarStyle::Literal | ScalarStyle::Folded]
            )
        };
        begins.starts_with('{') || begins.is_empty() && is_block()
    }
}

impl Writer {
    fn add(&mut self, value: &Value) -> Option<()> {
        match Intrinsic::of(value) {
            Some(call) if call.name == "Sub" => {
                self.is_substituted = true;
                self.own_names = call.own_names();
                self.scalar(&call.text()?);
            }
            Some(call) if call.name == "Join" => self.join(call.argument.as_sequence()?)?,
            Some(call) => {
                let name = call.target().map_or(call.name, |it| match it.attribute {
                    Some(attribute) => format!("{}.{attribute}", it.name),
                    None => it.name,
                });
                self.stand_in(&format!("${{{name}}}"), value.range());
            }
            None => self.scalar(value.as_scalar()?),
        }
        Some(())
    }

    fn join(&mut self, arguments: &Sequence) -> Option<()> {
        let mut arguments = arguments.values();
        let delimiter = arguments.next()?.as_scalar()?.text();
        let list = arguments.next()?;
        for (index, value) in list.as_sequence()?.values().enumerate() {
            if index > 0 {
                self.stand_in(&delimiter, TextRange::empty(value.range().start()));
            }
            self.add(&value)?;
        }
        Some(())
    }

    fn scalar(&mut self, scalar: &Scalar) {
        let decoded = scalar.decoded();
        let start = TextSize::of(self.text.as_str());
        self.segments.push(Segment {
            range: TextRange::at(start, TextSize::of(decoded.text.as_str())),
            source: scalar.content_range(),
            notation: notation(scalar),
        });
        self.push(&decoded);
    }

    fn stand_in(&mut self, text: &str, source: TextRange) {
        self.push(&Decoded::standing_for(text, source));
    }

    fn push(&mut self, decoded: &Decoded) {
        self.text.push_str(&decoded.text);
        self.map.append(&decoded.map);
    }
}

/// How a scalar of a template is cut.
pub(super) fn notation(scalar: &Scalar) -> Notation {
    let style = scalar.style();
    let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
    Notation {
        style,
        indent: if is_block { indent(scalar) } else { 0 },
        has_lines: !is_block && scalar.has_lines(),
    }
}

/// The blanks before the lines of a block scalar.
fn indent(scalar: &Scalar) -> usize {
    let mut tokens = scalar.syntax().children_with_tokens();
    let mut blanks = 0;
    tokens
        .find_map(|it| {
            let token = it.into_token()?;
            match token.kind() {
                SyntaxKind::WHITESPACE => blanks = token.text().len(),
                SyntaxKind::NEWLINE => blanks = 0,
                SyntaxKind::BLOCK_LINE => return Some(blanks),
                _ => {}
            }
            None
        })
        .unwrap_or_default()
}
