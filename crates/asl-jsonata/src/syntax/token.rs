//! The tokens of an expression, whatever state it is in: what colours it, and what stands before a
//! cursor.

use std::ops::Range;

use crate::placeholder::placeholder;

/// One token; blanks are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the expression.
    pub range: Range<usize>,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `$name`, `$` or `$$`.
    Variable,
    /// A field's name, with its backquotes if it has any.
    Name,
    /// A string with its quotes.
    Text,
    /// A number.
    Number,
    /// A regular expression with its slashes and flags.
    Regex,
    /// `and`, `or`, `in`, `function`, `true`, `false`, `null`.
    Word,
    /// An operator or a bracket.
    Operator,
    /// `/* … */`.
    Comment,
    /// `${Name}`, which a deployment replaces.
    Placeholder,
}

/// Takes an expression apart. Every byte that is not blank is in exactly one token; what is not
/// closed goes to the end.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        source,
        at: 0,
        tokens: Vec::new(),
    };
    while let Some(token) = scanner.token() {
        scanner.at = token.range.end;
        scanner.tokens.push(token);
    }
    scanner.tokens
}

const PAIRS: [&str; 9] = ["..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"];
const SINGLES: &[u8] = b".[]{}(),@#;:?+-*/%|=<>^&!~";

struct Scanner<'s> {
    source: &'s str,
    at: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn token(&self) -> Option<Token> {
        let blanks = self.rest(self.at).find(|it: char| !is_blank(it))?;
        let start = self.at + blanks;
        let rest = self.rest(start);
        let bytes = rest.as_bytes();
        let (kind, length) = match bytes.first()? {
            b'/' if bytes.get(1) == Some(&b'*') => (TokenKind::Comment, comment(rest)),
            b'/' if !self.after_operand() => (TokenKind::Regex, regex(rest)),
            quote @ (b'"' | b'\'') => (TokenKind::Text, quoted(bytes, *quote)),
            b'`' => (TokenKind::Name, quoted(bytes, b'`')),
            b'0'..=b'9' => (TokenKind::Number, number(bytes)),
            b'$' if placeholder(self.source.as_bytes(), start).is_some() => {
                let end = placeholder(self.source.as_bytes(), start)?;
                (TokenKind::Placeholder, end - start)
            }
            _ if PAIRS.iter().any(|pair| rest.starts_with(pair)) => (TokenKind::Operator, 2),
            byte if SINGLES.contains(byte) => (TokenKind::Operator, 1),
            _ => word(rest),
        };
        Some(Token {
            kind,
            range: start..start + length,
        })
    }

    fn rest(&self, at: usize) -> &str {
        self.source.get(at..).unwrap_or_default()
    }

    /// Whether a slash divides here, or begins a regular expression.
    fn after_operand(&self) -> bool {
        let mut before = self.tokens.iter().rev();
        let Some(last) = before.find(|it| it.kind != TokenKind::Comment) else {
            return false;
        };
        match last.kind {
            TokenKind::Operator => matches!(&self.source[last.range.clone()], ")" | "]" | "}"),
            TokenKind::Word => !matches!(&self.source[last.range.clone()], "and" | "or" | "in"),
            _ => true,
        }
    }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}')
}

fn comment(rest: &str) -> usize {
    rest.get(2..)
        .and_then(|inner| inner.find("*/"))
        .map_or(rest.len(), |end| end + 4)
}

fn quoted(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' && quote != b'`' {
            2
        } else {
            1
        };
    }
    // A cut that an escape made behind the end would not be a position in the text.
    (at + 1).min(bytes.len())
}

/// A slash inside of brackets does not close a regular expression.
fn regex(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let (mut at, mut depth) = (1, 0_i32);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b'/' if depth == 0 => {
                let flags = bytes[at + 1..].iter().take_while(|it| b"im".contains(it));
                return at + 1 + flags.count();
            }
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

fn number(bytes: &[u8]) -> usize {
    let digits = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        rest.iter().take_while(|it| it.is_ascii_digit()).count()
    };
    let mut at = digits(0);
    if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        if digits(at + 1 + sign) > 0 {
            at += 1 + sign + digits(at + 1 + sign);
        }
    }
    at
}

/// A variable, a name or a word: up to the next blank or operator.
fn word(rest: &str) -> (TokenKind, usize) {
    let ends = |it: char| is_blank(it) || u8::try_from(it).is_ok_and(|it| SINGLES.contains(&it));
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let length = first + rest[first..].find(ends).unwrap_or(rest.len() - first);
    let kind = match &rest[..length] {
        text if text.starts_with('$') => TokenKind::Variable,
        "and" | "or" | "in" | "true" | "false" | "null" | "function" | "λ" => TokenKind::Word,
        _ => TokenKind::Name,
    };
    (kind, length)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(source: &str, expected: &Expect) {
        let lines = tokens(source)
            .into_iter()
            .map(|it| format!("{:?} {}\n", it.kind, &source[it.range]));
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn paths_calls_and_operators() {
        check(
            "$states.input.`a b`[0] ~> $map(function($v) { $v / 2.5e3 }) /* half */ ?: ${X}",
            &expect![[r"
                Variable $states
                Operator .
                Name input
                Operator .
                Name `a b`
                Operator [
                Number 0
                Operator ]
                Operator ~>
                Variable $map
                Operator (
                Word function
                Operator (
                Variable $v
                Operator )
                Operator {
                Variable $v
                Operator /
                Number 2.5e3
                Operator }
                Operator )
                Comment /* half */
                Operator ?:
                Placeholder ${X}
            "]],
        );
    }

    #[test]
    fn a_slash_divides_after_an_operand_only() {
        check(
            r"$contains($x, /a[/]\/b/i) and 4/2/1",
            &expect![[r"
                Variable $contains
                Operator (
                Variable $x
                Operator ,
                Regex /a[/]\/b/i
                Operator )
                Word and
                Number 4
                Operator /
                Number 2
                Operator /
                Number 1
            "]],
        );
    }

    #[test]
    fn what_is_not_closed_goes_to_the_end() {
        check(
            r#"$x = "abc\" and"#,
            &expect![[r#"
                Variable $x
                Operator =
                Text "abc\" and
            "#]],
        );
        check("`é", &expect![["Name `é\n"]]);
    }

    proptest! {
        #[test]
        fn every_character_is_blank_or_in_one_token(source in r#"[-a$ {}()\[\]"'`/\\*.:=~>0-9é\n,?]{0,40}"#) {
            let mut at = 0;
            for token in tokens(&source) {
                prop_assert!(token.range.start >= at && token.range.end > token.range.start);
                prop_assert!(source[at..token.range.start].chars().all(is_blank));
                prop_assert!(source.is_char_boundary(token.range.end));
                at = token.range.end;
            }
            prop_assert!(source[at..].chars().all(is_blank));
        }
    }
}
