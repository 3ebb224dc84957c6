//! A definition that a template writes as a text: plain, with `Sub`, or put together with `Join`.

use asl_syntax::ast::{Decoded, Scalar, ScalarStyle, Sequence, Value};
use asl_syntax::{SyntaxKind, TextRange, TextSize};

use super::Intrinsic;

/// The text as a deployment sees it, with the way back. What a function stands for is `${Name}` in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedText {
    /// The text; the map leads to the template.
    pub decoded: Decoded,
    /// The scalars that it comes from, in order.
    pub segments: Vec<Segment>,
    /// A `Sub` fills in its placeholders, so that they name things of the template.
    pub is_substituted: bool,
    /// The names that the `Sub` itself defines.
    pub own_names: Vec<String>,
}

/// A scalar of the template that a part of the text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its place in the text.
    pub range: TextRange,
    /// Where its characters stand in the template.
    pub source: TextRange,
    /// How it is written.
    pub style: ScalarStyle,
    /// The blanks before each line of a block.
    pub indent: usize,
}

impl EmbeddedText {
    /// The text that `value` makes; `None` when it makes none that begins as a JSON object.
    pub fn of(value: &Value) -> Option<Self> {
        let mut text = Self {
            decoded: Decoded::standing_for("", TextRange::empty(value.range().start())),
            segments: Vec::new(),
            is_substituted: false,
            own_names: Vec::new(),
        };
        text.add(value)?;
        let begins = text.decoded.text.trim_start();
        let is_block = || {
            let one = text.segments.iter().map(|it| it.style).collect::<Vec<_>>();
            matches!(one[..], [ScalarStyle::Literal | ScalarStyle::Folded])
        };
        let is_definition = begins.starts_with('{') || begins.is_empty() && is_block();
        is_definition.then_some(text)
    }

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
        let start = TextSize::of(self.decoded.text.as_str());
        self.segments.push(Segment {
            range: TextRange::at(start, TextSize::of(decoded.text.as_str())),
            source: scalar.content_range(),
            style: scalar.style(),
            indent: indent(scalar),
        });
        if self.decoded.text.is_empty() {
            self.decoded = decoded;
        } else {
            self.decoded.append(&decoded);
        }
    }

    fn stand_in(&mut self, text: &str, source: TextRange) {
        self.decoded.append(&Decoded::standing_for(text, source));
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
