//! JSONata expressions and templates wherever a state has them.

use std::sync::Arc;

use asl_jsonata::{CompileError, CompileErrorKind, Expression};
use asl_lang::reserved::{JSONATA_CLOSE, JSONATA_OPEN};
use asl_lang::{QueryLanguage, Readable, STATES_MEMBERS};
use serde_json::Value;

use super::Compiler;
use super::fields::{Fields, child};
use crate::CompileError as MachineError;
use crate::program::jsonata::{JsonataSteps, Query, Shape, Template};

/// Where a field stands in its state, as causes name it: nothing before it, or something such as
/// `Choices[1]/`, `Catch[0]/` or `ItemReader/`.
#[derive(Clone, Copy)]
pub(super) struct Within<'a> {
    prefix: &'a str,
    in_catcher: bool,
}

impl<'a> Within<'a> {
    pub(super) const STATE: Self = Within {
        prefix: "",
        in_catcher: false,
    };

    /// A part of the state that is an object of its own.
    pub(super) fn at(prefix: &'a str) -> Self {
        Within {
            prefix,
            in_catcher: false,
        }
    }

    pub(super) fn catcher(prefix: &'a str) -> Self {
        Within {
            prefix,
            in_catcher: true,
        }
    }
}

/// A string of a definition, with its place there and the name that causes give it.
struct Place {
    pointer: String,
    field: String,
    in_catcher: bool,
}

impl Compiler {
    pub(super) fn is_jsonata(&self) -> bool {
        self.language == QueryLanguage::Jsonata
    }

    /// The query language that a machine or a state names, or the one around it.
    pub(super) fn language_of(&mut self, fields: &Fields<'_>) -> QueryLanguage {
        let Some(value) = fields.get("QueryLanguage") else {
            return self.language;
        };
        let language = value.as_str().and_then(QueryLanguage::from_name);
        if language.is_none() {
            self.error(
                fields.pointer_to("QueryLanguage"),
                "Must be 'JSONPath' or 'JSONata'",
            );
        }
        language.unwrap_or(self.language)
    }

    pub(super) fn jsonata_steps(&mut self, fields: &Fields<'_>) -> JsonataSteps {
        JsonataSteps {
            arguments: self.jsonata_template(fields, "Arguments", Within::STATE),
            shape: self.shape(fields, Within::STATE),
        }
    }

    /// `Output` and `Assign`.
    pub(super) fn shape(&mut self, fields: &Fields<'_>, within: Within<'_>) -> Shape {
        Shape {
            output: self.jsonata_template(fields, "Output", within),
            assign: self.jsonata_template(fields, "Assign", within),
        }
    }

    /// A value with expressions in it, if the field is there.
    pub(super) fn jsonata_template(
        &mut self,
        fields: &Fields<'_>,
        field: &str,
        within: Within<'_>,
    ) -> Option<Template> {
        let value = fields.get(field)?;
        let place = Place::of(fields, field, within);
        self.jsonata_value(value, &place)
    }

    /// A field that is one expression, if it is there and is one.
    pub(super) fn query(
        &mut self,
        fields: &Fields<'_>,
        field: &str,
        within: Within<'_>,
    ) -> Option<Query> {
        let text = fields.text(field)?;
        let source = expression(text)?;
        self.jsonata_query(source, &Place::of(fields, field, within))
    }

    /// Whether a field holds an expression of the state's language.
    pub(super) fn has_query(&self, fields: &Fields<'_>, field: &str) -> bool {
        self.is_jsonata() && fields.text(field).and_then(expression).is_some()
    }

    fn jsonata_value(&mut self, value: &Value, place: &Place) -> Option<Template> {
        match value {
            Value::String(text) => match expression(text) {
                Some(source) => self.jsonata_query(source, place).map(Template::Query),
                None => Some(literal(value)),
            },
            Value::Array(items) => {
                let items: Vec<Option<Template>> = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| self.jsonata_value(item, &place.item(index)))
                    .collect();
                let items: Vec<Template> = items.into_iter().collect::<Option<_>>()?;
                let plain = items.iter().all(is_literal);
                Some(if plain {
                    literal(value)
                } else {
                    Template::Array(items)
                })
            }
            Value::Object(members) => {
                let members: Vec<Option<(String, Template)>> = members
                    .iter()
                    .map(|(name, member)| {
                        let member = self.jsonata_value(member, &place.member(name))?;
                        Some((name.clone(), member))
                    })
                    .collect();
                let members: Vec<(String, Template)> =
                    members.into_iter().collect::<Option<_>>()?;
                let plain = members.iter().all(|(_, member)| is_literal(member));
                Some(if plain {
                    literal(value)
                } else {
                    Template::Object(members)
                })
            }
            _ => Some(literal(value)),
        }
    }

    fn jsonata_query(&mut self, source: &str, place: &Place) -> Option<Query> {
        let expression = match Expression::compile(source) {
            Ok(expression) => expression,
            Err(errors) => {
                // Of several mistakes in the syntax AWS names the first.
                let invalid = |error: &CompileError| error.kind == CompileErrorKind::Invalid;
                let shown = errors
                    .iter()
                    .position(invalid)
                    .map_or(errors.len(), |at| at + 1);
                for error in &errors[..shown] {
                    self.error(&place.pointer, error.to_string());
                }
                return None;
            }
        };
        if let Some(name) = place.refused_member(&expression) {
            let code = CompileErrorKind::Unsupported.code();
            let message = format!("{code}: Reference to '$states.{name}' is not supported.");
            self.error(&place.pointer, message);
            return None;
        }
        Some(Query {
            expression,
            field: Arc::from(place.field.as_str()),
        })
    }
}

/// Compiles a value with expressions in it that stands in no state; `field` is how causes name it.
pub(crate) fn compile_jsonata(value: &Value, field: &str) -> Result<Template, Vec<MachineError>> {
    let mut compiler = Compiler::default();
    let place = Place {
        pointer: String::new(),
        field: field.to_owned(),
        in_catcher: false,
    };
    let template = compiler.jsonata_value(value, &place);
    template.ok_or(compiler.errors)
}

impl Place {
    fn of(fields: &Fields<'_>, field: &str, within: Within<'_>) -> Self {
        Self {
            pointer: fields.pointer_to(field),
            field: format!("{}{field}", within.prefix),
            in_catcher: within.in_catcher,
        }
    }

    /// A member of `$states` that the expression reads and that AWS lets only catchers read. One that
    /// is missing for another reason is nothing when it is read.
    fn refused_member(&self, expression: &Expression) -> Option<&'static str> {
        let of_catchers = STATES_MEMBERS
            .iter()
            .filter(|member| member.readable == Readable::InCatcher && !self.in_catcher);
        let mut names = of_catchers.map(|member| member.name);
        names.find(|name| expression.states_member(name).is_some())
    }

    fn item(&self, index: usize) -> Self {
        Self {
            pointer: child(&self.pointer, &index.to_string()),
            field: format!("{}[{index}]", self.field),
            in_catcher: self.in_catcher,
        }
    }

    fn member(&self, name: &str) -> Self {
        Self {
            pointer: child(&self.pointer, name),
            field: format!("{}/{name}", self.field),
            in_catcher: self.in_catcher,
        }
    }
}

/// The expression in a string: `{%` and `%}` must be its very ends.
pub(crate) fn expression(text: &str) -> Option<&str> {
    let inner = text
        .strip_prefix(JSONATA_OPEN)?
        .strip_suffix(JSONATA_CLOSE)?;
    Some(inner.trim())
}

fn literal(value: &Value) -> Template {
    Template::Literal(Arc::new(value.clone()))
}

fn is_literal(template: &Template) -> bool {
    matches!(template, Template::Literal(_))
}
