//! Reads an intrinsic function, with the range of every name and argument.
//!
//! The grammar is what AWS accepts in the definitions that are known: blanks between all tokens, texts
//! in single quotes with four escapes, numbers, `true`, `false`, `null`, paths, and calls in calls.

use asl_lang::reserved::INTRINSIC_PREFIX;
use serde_json::Number;

use super::ast::{Call, Expr, ExprKind, StringLiteral};
use super::check::too_deep;
use crate::path::{parse_within, text_range};
use crate::{Parsed, PathError};

/// Calls deeper than this are not read, for reading recurses: far beyond what the language takes.
const DEEPEST: usize = 64;

/// Reads a call with everything in it; goes on after an error. Blanks around it are legal.
pub fn parse(text: &str) -> Parsed<Expr> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        too_deep: false,
        errors: Vec::new(),
    };
    let value = reader.expr();
    reader.skip_blanks();
    if reader.at < text.len() {
        reader.error(reader.at, text.len(), "Nothing can follow the call");
    }
    if !matches!(value.kind, ExprKind::Call(_)) && reader.errors.is_empty() {
        reader.error(
            0,
            text.len(),
            "Expected a function such as States.Format('…')",
        );
    }
    reader.errors.sort_by_key(|error| error.range.start());
    Parsed {
        value,
        errors: reader.errors,
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    /// Reading has stopped before the end of the text.
    too_deep: bool,
    errors: Vec<PathError>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        self.at = self.text.len() - self.rest().trim_start_matches(wanted).len();
    }

    fn error(&mut self, start: usize, end: usize, message: &str) {
        let range = text_range(start, end);
        self.errors.push(PathError {
            range,
            message: message.to_owned(),
        });
    }

    fn expr(&mut self) -> Expr {
        self.skip_blanks();
        let start = self.at;
        let kind = match self.peek() {
            Some('\'') => self.string(),
            Some('$') => self.path(),
            Some('0'..='9' | '-' | '+') => self.number(),
            Some(c) if is_word(c) => self.word(),
            Some(',' | ')') | None => {
                self.error(start, start, "An argument is missing here");
                ExprKind::Missing
            }
            Some(_) => {
                self.skip_while(|c| c != ',' && c != ')');
                self.error(
                    start,
                    self.at,
                    "Expected a path, a text in single quotes, a number or a function",
                );
                ExprKind::Missing
            }
        };
        Expr {
            kind,
            range: text_range(start, self.at),
        }
    }

    fn word(&mut self) -> ExprKind {
        let start = self.at;
        self.skip_while(is_word);
        let name = &self.text[start..self.at];
        match name {
            "true" | "false" => return ExprKind::Bool(name == "true"),
            "null" => return ExprKind::Null,
            _ => {}
        }
        let name_range = text_range(start, self.at);
        let mut call = Call {
            name: name.to_owned(),
            name_range,
            args_range: text_range(self.at, self.at),
            args: Vec::new(),
            closed: false,
            commas: Vec::new(),
        };
        let after_name = self.at;
        self.skip_blanks();
        if self.peek() == Some('(') {
            self.args(&mut call);
            return ExprKind::Call(call);
        }
        self.at = after_name;
        self.error(
            start,
            after_name,
            "Expected a function with its arguments in parentheses",
        );
        if INTRINSIC_PREFIX.starts_with(name) || name.starts_with(INTRINSIC_PREFIX) {
            return ExprKind::Call(call);
        }
        ExprKind::Missing
    }

    fn args(&mut self, call: &mut Call) {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            self.error(open, self.text.len(), &too_deep());
            self.too_deep = true;
            self.at = self.text.len();
        } else {
            self.arg_list(open, call);
        }
        self.depth -= 1;
        call.args_range = text_range(open, self.at);
    }

    fn arg_list(&mut self, open: usize, call: &mut Call) {
        self.skip_blanks();
        if self.peek() == Some(')') {
            self.at += 1;
            call.closed = true;
            return;
        }
        loop {
            call.args.push(self.expr());
            self.skip_blanks();
            let start = self.at;
            if !matches!(self.peek(), Some(',' | ')') | None) {
                self.skip_while(|c| c != ',' && c != ')');
                self.error(start, self.at, "Expected ',' or ')' here");
            }
            match self.peek() {
                Some(',') => {
                    call.commas.push(text_range(self.at, self.at).start());
                    self.at += 1;
                }
                Some(_) => {
                    self.at += 1;
                    call.closed = true;
                    return;
                }
                None => {
                    // What was not read may close it.
                    if !self.too_deep {
                        self.error(open, open + 1, "This parenthesis is not closed");
                    }
                    return;
                }
            }
        }
    }

    fn path(&mut self) -> ExprKind {
        let start = self.at;
        self.at += path_length(self.rest());
        let path = parse_within(self.text, start, self.at, &mut self.errors);
        // Blanks after the path belong to nobody.
        self.at = usize::from(path.range.end());
        ExprKind::Path(path)
    }

    fn number(&mut self) -> ExprKind {
        let start = self.at;
        self.skip_while(|c| matches!(c, '0'..='9' | '.' | 'e' | 'E' | '+' | '-'));
        let text = &self.text[start..self.at];
        text.parse::<Number>().map_or_else(
            |_| {
                self.error(start, self.at, "This is not a number");
                ExprKind::Missing
            },
            ExprKind::Number,
        )
    }

    fn string(&mut self) -> ExprKind {
        let open = self.at;
        self.at += 1;
        let mut literal = StringLiteral {
            text: String::new(),
            placeholders: Vec::new(),
            lone_brace: None,
        };
        while let Some(c) = self.peek() {
            let start = self.at;
            self.at += c.len_utf8();
            match c {
                '\'' => return ExprKind::String(literal),
                '\\' => self.escape(start, &mut literal.text),
                '{' if self.peek() == Some('}') => {
                    self.at += 1;
                    literal.placeholders.push(literal.text.len());
                    literal.text.push_str("{}");
                }
                '{' | '}' => {
                    literal.lone_brace.get_or_insert(c);
                    literal.text.push(c);
                }
                c => literal.text.push(c),
            }
        }
        self.error(open, open + 1, "This text is not closed");
        ExprKind::String(literal)
    }

    /// Only four escapes are legal; AWS refuses the others when the machine is created (recorded).
    fn escape(&mut self, start: usize, text: &mut String) {
        let Some(c) = self.peek() else {
            self.error(start, self.at, "A backslash cannot end the text");
            return;
        };
        self.at += c.len_utf8();
        if !matches!(c, '\'' | '{' | '}' | '\\') {
            self.error(start, self.at, r"Only \', \{, \} and \\ are escapes");
            text.push('\\');
        }
        text.push(c);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// How far a path reaches: to the comma or the parenthesis that is not in its brackets or calls.
fn path_length(text: &str) -> usize {
    let mut brackets = 0_usize;
    let mut parens = 0_usize;
    let mut outside = None;
    for (at, c) in text.char_indices() {
        match c {
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            '(' => parens += 1,
            ')' if brackets == 0 && parens == 0 => return at,
            ',' if brackets == 0 && parens == 0 => return at,
            ')' => {
                parens = parens.saturating_sub(1);
                outside = outside.or(Some(at));
            }
            ',' => outside = outside.or(Some(at)),
            _ => {}
        }
    }
    // A bracket that never closes does not swallow the other arguments.
    if brackets > 0 {
        outside.unwrap_or(text.len())
    } else {
        text.len()
    }
}
