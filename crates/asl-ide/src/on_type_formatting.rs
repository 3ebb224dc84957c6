//! What follows a line break or a closing bracket as it is typed.

use asl_syntax::{Format, SyntaxKind, SyntaxNode, SyntaxToken, TextRange, TextSize};
use asl_text::{Edit, Encoding, Position, Text};

use crate::tokens::{next, significant_before, token_at, token_before};
use crate::{Analysis, Document, FilePosition, FormatConfig};

/// The letters after which an editor asks.
pub const ON_TYPE_LETTERS: [char; 3] = ['\n', '}', ']'];

/// # Formatting while typing
///
/// In JSON: a line break between two fields or members puts the comma that is missing between them, and
/// the new line is indented like what is in the braces around it; a closing bracket that begins its line
/// goes below the line that opened it. YAML is left to the editor, whose indentation is its meaning.
pub fn on_type_formatting(
    analysis: &Analysis,
    at: FilePosition,
    typed: char,
    config: &FormatConfig,
) -> Vec<Edit> {
    let Some(document) = analysis.document(at.file) else {
        return Vec::new();
    };
    if document.format() != Format::Json {
        return Vec::new();
    }
    let typing = Typing {
        document,
        root: document.parse().syntax(),
        offset: at.offset,
        unit: config.indent,
    };
    match typed {
        // Within a line no break was typed.
        '\n' if !typing.begins_line() => Vec::new(),
        '\n' => typing.comma().into_iter().chain(typing.indent()).collect(),
        '}' | ']' => typing.close().into_iter().collect(),
        _ => Vec::new(),
    }
}

struct Typing<'a> {
    document: &'a Document,
    root: SyntaxNode,
    offset: TextSize,
    unit: usize,
}

impl Typing<'_> {
    fn text(&self) -> &Text {
        self.document.text()
    }

    /// The comma between what ends before the cursor and what begins behind it.
    fn comma(&self) -> Option<Edit> {
        let before = self.before()?;
        let behind = self.behind()?;
        let done = member(&before, |it, token| it.end() == token.end())?;
        let begun = member(&behind, |it, token| it.start() == token.start())?;
        (done != begun && done.parent() == begun.parent()).then(|| Edit {
            range: TextRange::empty(before.text_range().end()),
            insert: ",".to_owned(),
        })
    }

    /// The blanks at the start of the cursor's line.
    fn indent(&self) -> Option<Edit> {
        let before = self.before()?;
        let opener = self.opener(&before)?;
        let closes = self.behind().is_some_and(|it| {
            is_close(it.kind()) && self.line(it.text_range().start()) == self.line(self.offset)
        });
        let mut wanted = self.indent_of(opener.text_range().start());
        if !closes {
            // Who indents with tabs goes on with them.
            let blanks = " ".repeat(self.unit);
            wanted += if wanted.starts_with('\t') {
                "\t"
            } else {
                &blanks
            };
        }
        self.indented(wanted)
    }

    /// Whether nothing but blanks stands before the cursor on its line, which is not the first one.
    fn begins_line(&self) -> bool {
        let start = self.line_start(self.offset);
        let before = self.text().slice(TextRange::new(start, self.offset));
        start > TextSize::new(0) && before.trim().is_empty()
    }

    /// The blanks before a bracket that was just typed as the first thing of its line.
    fn close(&self) -> Option<Edit> {
        let bracket = token_before(&self.root, self.offset).filter(|it| is_close(it.kind()))?;
        let line = self.line_start(self.offset);
        let between = TextRange::new(line, bracket.text_range().start());
        if !self.text().slice(between).trim().is_empty() {
            return None;
        }
        let opener = bracket.parent()?.first_token()?;
        self.indented(self.indent_of(opener.text_range().start()))
    }

    /// Makes the cursor's line begin with these blanks, unless it does.
    fn indented(&self, wanted: String) -> Option<Edit> {
        let have = self.indent_of(self.offset);
        (have != wanted).then(|| Edit {
            range: TextRange::at(self.line_start(self.offset), TextSize::of(have.as_str())),
            insert: wanted,
        })
    }

    /// The bracket that is open behind a token.
    fn opener(&self, before: &SyntaxToken) -> Option<SyntaxToken> {
        if matches!(before.kind(), SyntaxKind::L_BRACE | SyntaxKind::L_BRACKET) {
            return Some(before.clone());
        }
        let containers = before
            .parent_ancestors()
            .filter(|it| matches!(it.kind(), SyntaxKind::MAPPING | SyntaxKind::SEQUENCE));
        let mut open = containers.filter(|it| {
            let closed = it.last_token().is_some_and(|it| is_close(it.kind()));
            !closed || it.text_range().end() > self.offset
        });
        open.next()?.first_token()
    }

    fn before(&self) -> Option<SyntaxToken> {
        let token = token_before(&self.root, self.offset)?;
        if token.kind().is_trivia() {
            return significant_before(&token);
        }
        (token.text_range().end() <= self.offset).then_some(token)
    }

    fn behind(&self) -> Option<SyntaxToken> {
        let first = token_at(&self.root, self.offset)?;
        std::iter::successors(Some(first), next).find(|it| !it.kind().is_trivia())
    }

    fn line(&self, offset: TextSize) -> u32 {
        self.text().position(offset, Encoding::Utf8).line
    }

    fn line_start(&self, offset: TextSize) -> TextSize {
        let line = self.line(offset);
        let start = Position { line, character: 0 };
        self.text().offset(start, Encoding::Utf8)
    }

    /// The blanks and tabs at the start of an offset's line.
    fn indent_of(&self, offset: TextSize) -> String {
        let start = self.line_start(offset);
        let position = Position {
            line: self.line(offset) + 1,
            character: 0,
        };
        let end = self.text().offset(position, Encoding::Utf8).max(start);
        let line = self.text().slice(TextRange::new(start, end));
        let blanks = line.chars().take_while(|it| matches!(it, ' ' | '\t'));
        blanks.collect()
    }
}

/// The field or member that a token begins or ends.
fn member(
    token: &SyntaxToken,
    touches: impl Fn(TextRange, TextRange) -> bool,
) -> Option<SyntaxNode> {
    let mut around = token.parent_ancestors();
    around.find(|it| {
        matches!(it.kind(), SyntaxKind::ENTRY | SyntaxKind::ITEM)
            && touches(it.text_range(), token.text_range())
    })
}

fn is_close(kind: SyntaxKind) -> bool {
    matches!(kind, SyntaxKind::R_BRACE | SyntaxKind::R_BRACKET)
}

#[cfg(test)]
mod tests {
    use asl_syntax::Format;
    use asl_testing::fixture::{Fixture, apply};
    use expect_test::{Expect, expect};

    use super::on_type_formatting;
    use crate::{Analysis, Document, FilePosition, FormatConfig};

    fn check(marked: &str, format: Format, typed: char, expected: &Expect) {
        let fixture = Fixture::parse(marked);
        let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
        let offset = fixture.cursor();
        let config = FormatConfig::default();
        let edits = on_type_formatting(&analysis, FilePosition { file, offset }, typed, &config);
        let edits = edits.iter().map(|it| (it.range, it.insert.as_str()));
        expected.assert_eq(&apply(&fixture.text, edits));
    }

    #[test]
    fn a_comma_between_two_fields() {
        check(
            "{\n  \"StartAt\": \"A\"\n$0\"States\": {}\n}",
            Format::Json,
            '\n',
            &expect![[r#"
                {
                  "StartAt": "A",
                  "States": {}
                }"#]],
        );
    }

    #[test]
    fn no_comma_where_nothing_follows() {
        check(
            "{\n  \"StartAt\": \"A\"\n$0\n}",
            Format::Json,
            '\n',
            &expect![[r#"
                {
                  "StartAt": "A"
                  
                }"#]],
        );
    }

    #[test]
    fn deeper_behind_an_opening_brace() {
        check(
            "{\n  \"States\": {\n$0\n  }\n}",
            Format::Json,
            '\n',
            &expect![[r#"
                {
                  "States": {
                    
                  }
                }"#]],
        );
    }

    #[test]
    fn a_closing_bracket_goes_below_its_line() {
        check(
            "{\n  \"States\": {\n    \"A\": {}\n    }$0\n}",
            Format::Json,
            '}',
            &expect![[r#"
                {
                  "States": {
                    "A": {}
                  }
                }"#]],
        );
    }

    #[test]
    fn yaml_is_left_alone() {
        check(
            "StartAt: A\n$0States:\n",
            Format::Yaml,
            '\n',
            &expect![[r"
                StartAt: A
                States:
            "]],
        );
    }
}
