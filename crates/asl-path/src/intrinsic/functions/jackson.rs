//! What Jackson, the JSON reader of Step Functions, says of a text that is not JSON.
//!
//! Recorded: a name without quotes, an object that is not closed, a word that is no token. The other
//! sentences are those of the same version of Jackson, not recorded.

use std::str::Chars;

/// Where Jackson says that it read from, when it may not show the text.
const SOURCE: &str = "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";

const VALUES: &str = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'";

/// The first thing that is wrong with the text, and where.
pub(super) fn complaint(text: &str) -> String {
    let mut reader = Reader {
        rest: text.chars(),
        line: 1,
        column: 1,
        open: Vec::new(),
    };
    let Err(message) = reader.document() else {
        return "Unexpected end-of-input".to_owned();
    };
    format!("{message}\n at {}", place(reader.line, reader.column))
}

fn place(line: usize, column: usize) -> String {
    format!("[Source: {SOURCE}; line: {line}, column: {column}]")
}

/// An array or object that is not closed yet.
struct Open {
    object: bool,
    line: usize,
    column: usize,
}

struct Reader<'t> {
    rest: Chars<'t>,
    line: usize,
    column: usize,
    open: Vec<Open>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.rest.next()?;
        if c == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(c)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\r' | '\n')) {
            self.bump();
        }
    }

    /// Reads one value with everything in it.
    fn document(&mut self) -> Result<(), String> {
        self.value()?;
        while let Some(open) = self.open.last() {
            let object = open.object;
            self.blanks();
            match self.peek() {
                None => return Err(self.not_closed()),
                Some('}' | ']') => self.close()?,
                Some(',') => {
                    self.bump();
                    self.element(object)?;
                }
                Some(c) => {
                    let what = if object { "Object" } else { "Array" };
                    return Err(unexpected(
                        c,
                        &format!("was expecting comma to separate {what} entries"),
                    ));
                }
            }
        }
        Ok(())
    }

    /// A member of an object or an element of an array.
    fn element(&mut self, object: bool) -> Result<(), String> {
        if object {
            self.name()?;
        }
        self.value()
    }

    fn name(&mut self) -> Result<(), String> {
        self.blanks();
        match self.peek() {
            Some('"') => self.string("in field name")?,
            Some(c) => {
                return Err(unexpected(
                    c,
                    "was expecting double-quote to start field name",
                ));
            }
            None => return Err(self.not_closed()),
        }
        self.blanks();
        match self.peek() {
            Some(':') => {
                self.bump();
                Ok(())
            }
            Some(c) => Err(unexpected(
                c,
                "was expecting a colon to separate field name and value",
            )),
            None => Err("Unexpected end-of-input within/between Object entries".to_owned()),
        }
    }

    fn value(&mut self) -> Result<(), String> {
        self.blanks();
        match self.peek() {
            Some('{') => self.begin(true),
            Some('[') => self.begin(false),
            Some('"') => self.string(": was expecting closing quote for a string value"),
            Some(c) if c == '-' || c.is_ascii_digit() => self.number(),
            Some(c) if c.is_alphabetic() || c == '_' || c == '$' => self.word(),
            Some(c) => Err(unexpected(c, &format!("expected a valid value ({VALUES})"))),
            None if self.open.is_empty() => Ok(()),
            None => Err("Unexpected end-of-input within/between Object entries".to_owned()),
        }
    }

    /// An opening bracket, and the first thing behind it unless that closes it.
    fn begin(&mut self, object: bool) -> Result<(), String> {
        let (line, column) = (self.line, self.column);
        self.bump();
        self.open.push(Open {
            object,
            line,
            column,
        });
        self.blanks();
        match self.peek() {
            Some('}' | ']') => self.close(),
            None => Err(self.not_closed()),
            // The document's loop goes on from the first member; brackets in brackets come back here,
            // never deeper than serde_json's own limit lets a text be.
            Some(_) if self.open.len() > 128 => {
                Err("Document nesting depth exceeds the maximum".to_owned())
            }
            Some(_) => self.element(object),
        }
    }

    fn close(&mut self) -> Result<(), String> {
        let closing = self.peek().unwrap_or_default();
        let Some(open) = self.open.last() else {
            return Ok(());
        };
        let (wanted, what) = if open.object {
            ('}', "Object")
        } else {
            (']', "Array")
        };
        if closing != wanted {
            return Err(format!(
                "Unexpected close marker '{closing}': expected '{wanted}' (for {what} starting at {})",
                place(open.line, open.column)
            ));
        }
        self.bump();
        self.open.pop();
        Ok(())
    }

    fn not_closed(&self) -> String {
        let Some(open) = self.open.last() else {
            return "Unexpected end-of-input".to_owned();
        };
        let what = if open.object { "Object" } else { "Array" };
        format!(
            "Unexpected end-of-input: expected close marker for {what} (start marker at {})",
            place(open.line, open.column)
        )
    }

    fn string(&mut self, at_end: &str) -> Result<(), String> {
        self.bump();
        loop {
            match self.peek() {
                Some('"') => {
                    self.bump();
                    return Ok(());
                }
                Some('\\') => {
                    self.bump();
                    self.escape()?;
                }
                Some(c) if c < ' ' => {
                    let code = u32::from(c);
                    return Err(format!(
                        "Illegal unquoted character ((CTRL-CHAR, code {code})): has to be escaped using backslash to be included in string value"
                    ));
                }
                Some(_) => {
                    self.bump();
                }
                None => {
                    let space = if at_end.starts_with(':') { "" } else { " " };
                    return Err(format!("Unexpected end-of-input{space}{at_end}"));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<(), String> {
        match self.bump() {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => Ok(()),
            Some('u') => (0..4).try_for_each(|_| match self.bump() {
                Some(c) if c.is_ascii_hexdigit() => Ok(()),
                Some(c) => Err(unexpected(
                    c,
                    "expected a hex-digit for character escape sequence",
                )),
                None => Err("Unexpected end-of-input in character escape sequence".to_owned()),
            }),
            Some(c) => Err(format!("Unrecognized character escape {}", shown(c))),
            None => Err("Unexpected end-of-input in character escape sequence".to_owned()),
        }
    }

    fn number(&mut self) -> Result<(), String> {
        while matches!(self.peek(), Some('0'..='9' | '.' | 'e' | 'E' | '+' | '-')) {
            self.bump();
        }
        match self.peek() {
            Some(c) if self.open.is_empty() && !c.is_whitespace() => {
                Err(unexpected(c, "Expected space separating root-level values"))
            }
            _ => Ok(()),
        }
    }

    fn word(&mut self) -> Result<(), String> {
        let mut word = String::new();
        while let Some(c) = self
            .peek()
            .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
        {
            word.push(c);
            self.bump();
        }
        match word.as_str() {
            "null" | "true" | "false" => Ok(()),
            _ => Err(format!(
                "Unrecognized token '{word}': was expecting ({VALUES})"
            )),
        }
    }
}

fn unexpected(c: char, wanted: &str) -> String {
    format!("Unexpected character ({}): {wanted}", shown(c))
}

fn shown(c: char) -> String {
    format!("'{c}' (code {})", u32::from(c))
}
