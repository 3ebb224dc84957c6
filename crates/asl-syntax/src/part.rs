//! A value of a tree as a document of its own: a definition inside of a template.

use rowan::{GreenNode, GreenToken, NodeOrToken, TextRange, TextSize};

use crate::{Parse, SyntaxKind};

type Element = NodeOrToken<GreenNode, GreenToken>;

impl Parse {
    /// The value at `range` of this tree as the one value of a document. `blanks` stand before it, so that it keeps
    /// its column; `after` is what stands behind it: blanks and line breaks. The value is shared, not read again.
    pub fn part(&self, value: GreenNode, range: TextRange, blanks: usize, after: &str) -> Self {
        let indent = (blanks > 0).then(|| token(SyntaxKind::WHITESPACE, &" ".repeat(blanks)));
        let children = indent
            .into_iter()
            .chain([Element::from(value)])
            .chain(trivia(after));
        let document = GreenNode::new(SyntaxKind::DOCUMENT.into(), children.collect::<Vec<_>>());
        let stream = GreenNode::new(SyntaxKind::STREAM.into(), [document.into()]);
        let whole = TextRange::new(range.start(), range.end() + TextSize::of(after));
        let moved = |it: TextSize| {
            let inside = it.clamp(whole.start(), whole.end()) - whole.start();
            inside + TextSize::new(blanks as u32)
        };
        let inside = self.errors().iter();
        let inside = inside.filter(|it| whole.contains_range(it.range));
        let errors = inside.map(|it| it.within(whole).map_offsets(moved));
        Self::of_part(self.format(), stream, errors.collect())
    }
}

fn token(kind: SyntaxKind, text: &str) -> Element {
    GreenToken::new(kind.into(), text).into()
}

/// Blanks and line breaks as tokens.
fn trivia(text: &str) -> impl Iterator<Item = Element> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_break = |it: char| matches!(it, '\n' | '\r');
        let (kind, len) = match rest.find(is_break) {
            None if rest.is_empty() => return None,
            None => (SyntaxKind::WHITESPACE, rest.len()),
            Some(0) => (
                SyntaxKind::NEWLINE,
                if rest.starts_with("\r\n") { 2 } else { 1 },
            ),
            Some(blanks) => (SyntaxKind::WHITESPACE, blanks),
        };
        let (text, behind) = rest.split_at(len);
        rest = behind;
        Some(token(kind, text))
    })
}

#[cfg(test)]
mod tests {
    use crate::ast::Value;
    use crate::{Format, parse};

    #[test]
    fn a_value_stands_in_its_column() {
        let text = "a:\n  b: 1\n  c: [\n\n";
        let whole = parse(text, Format::Yaml);
        let value = whole
            .root()
            .value()
            .and_then(|it| it.as_mapping()?.value("a"));
        let value = value.as_ref().map(Value::syntax).expect("a has a value");
        let green = value.green().into_owned();
        let part = whole.part(green, value.text_range(), 2, "\n");
        assert_eq!(part.syntax().to_string(), format!("  {value}\n"));
        let shown: Vec<_> = part.errors().iter().map(|it| it.range).collect();
        let start = value.text_range().start() - rowan::TextSize::new(2);
        let wanted: Vec<_> = whole.errors().iter().map(|it| it.range - start).collect();
        assert_eq!(shown, wanted);
        assert!(!shown.is_empty());
    }
}
