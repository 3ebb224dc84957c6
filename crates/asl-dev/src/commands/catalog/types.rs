//! The notation of types in `optimized.json`:
//!
//! * `string`, `boolean`, `integer`, `json` (any value); `list<T>`, `map<T>`, `enum(A B C)`;
//! * `{Name*: T, Other: T}`, a structure, the star marking what is required;
//! * `@Shape`, a shape of the API, and `@Shape - Member`, the same without a member;
//! * `=Operation`, the response of an operation, and `=Operation + {Member: T}`, with members
//!   added or put in the place of those of that name;
//! * `response` and `response + {Member: T}`, the action's own response, in the same way.

use asl_catalog::Kind;

/// A type as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Plain(Kind),
    List(Box<Type>),
    Map(Box<Type>),
    Enum(Vec<String>),
    Structure(Vec<Field>),
    Shape {
        name: String,
        without: Option<String>,
    },
    /// The response of another operation, or of the action itself.
    Response {
        operation: Option<String>,
        with: Vec<Field>,
    },
}

/// A member of a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) is_required: bool,
    pub(crate) kind: Type,
}

/// The type of a text, or where it cannot be read.
pub(crate) fn parse(text: &str) -> Result<Type, String> {
    let mut parser = Parser { rest: text };
    let kind = parser.kind();
    match kind {
        Some(kind) if parser.rest.trim().is_empty() => Ok(kind),
        _ => Err(format!(
            "`{text}` is no type; it goes wrong before `{}`",
            parser.rest
        )),
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    fn kind(&mut self) -> Option<Type> {
        if self.take("{") {
            return self.fields().map(Type::Structure);
        }
        if self.take("@") {
            let name = self.word()?;
            let without = if self.take("-") {
                Some(self.word()?)
            } else {
                None
            };
            return Some(Type::Shape { name, without });
        }
        if self.take("=") {
            let operation = self.word()?;
            return self.response(Some(operation));
        }
        let word = self.word()?;
        self.named(&word)
    }

    /// What a response has besides its own members, behind a plus.
    fn response(&mut self, operation: Option<String>) -> Option<Type> {
        let with = if self.take("+") {
            self.take("{").then(|| self.fields())??
        } else {
            Vec::new()
        };
        Some(Type::Response { operation, with })
    }

    fn named(&mut self, word: &str) -> Option<Type> {
        Some(match word {
            "string" => Type::Plain(Kind::String),
            "boolean" => Type::Plain(Kind::Boolean),
            "integer" => Type::Plain(Kind::Integer),
            "json" => Type::Plain(Kind::Document),
            "list" => Type::List(Box::new(self.inner()?)),
            "map" => Type::Map(Box::new(self.inner()?)),
            "enum" => Type::Enum(self.words()?),
            "response" => self.response(None)?,
            _ => return None,
        })
    }

    fn inner(&mut self) -> Option<Type> {
        self.take("<").then_some(())?;
        let kind = self.kind()?;
        self.take(">").then_some(kind)
    }

    fn words(&mut self) -> Option<Vec<String>> {
        self.take("(").then_some(())?;
        let mut words = Vec::new();
        while !self.take(")") {
            words.push(self.word()?);
        }
        Some(words)
    }

    /// The fields of a structure whose brace is open.
    fn fields(&mut self) -> Option<Vec<Field>> {
        let mut fields = Vec::new();
        while !self.take("}") {
            let name = self.word()?;
            let is_required = self.take("*");
            self.take(":").then_some(())?;
            fields.push(Field {
                name,
                is_required,
                kind: self.kind()?,
            });
            self.take(",");
        }
        Some(fields)
    }

    fn take(&mut self, mark: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn word(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let end = self.rest.find(|it| !is_word(it)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then(|| word.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use asl_catalog::Kind;

    use super::{Field, Type, parse};

    fn field(name: &str, is_required: bool, kind: Type) -> Field {
        Field {
            name: name.to_owned(),
            is_required,
            kind,
        }
    }

    #[test]
    fn every_form_is_read() {
        let string = || Type::Plain(Kind::String);
        let cases = [
            ("json", Type::Plain(Kind::Document)),
            (
                "list<map<string>>",
                Type::List(Box::new(Type::Map(Box::new(string())))),
            ),
            (
                "enum(GET POST)",
                Type::Enum(vec!["GET".to_owned(), "POST".to_owned()]),
            ),
            (
                "{A*: string, B: {}}",
                Type::Structure(vec![
                    field("A", true, string()),
                    field("B", false, Type::Structure(Vec::new())),
                ]),
            ),
            (
                "@Fleet - Id",
                Type::Shape {
                    name: "Fleet".to_owned(),
                    without: Some("Id".to_owned()),
                },
            ),
            (
                "=GetJob + {Input: json}",
                Type::Response {
                    operation: Some("GetJob".to_owned()),
                    with: vec![field("Input", false, Type::Plain(Kind::Document))],
                },
            ),
            (
                "response + {Job: json}",
                Type::Response {
                    operation: None,
                    with: vec![field("Job", false, Type::Plain(Kind::Document))],
                },
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(parse(text), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_type_is_refused() {
        for text in [
            "",
            "text",
            "list<string",
            "{A string}",
            "string string",
            "{A: ",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
