//! Paths, templates and numbers wherever a state has them.

use std::sync::Arc;

use asl_path::PathError;
use asl_path::reference::ReferencePath;
use asl_path::template::{Expression, Template};
use serde_json::Value;

use super::Compiler;
use super::fields::Fields;
use super::jsonata::Within;
use crate::program::{Count, JsonPathSteps, PathText, Payloads, Selection, Target, Text};

impl Compiler {
    /// The data-flow steps of a JSONPath state. `parameters` is false for a Map, whose
    /// `Parameters` are those of its iterations.
    pub(super) fn json_path_steps(
        &mut self,
        fields: &Fields<'_>,
        parameters: bool,
    ) -> JsonPathSteps {
        JsonPathSteps {
            input_path: self.selection(fields, "InputPath"),
            parameters: if parameters {
                self.template(fields, "Parameters")
            } else {
                None
            },
            result_selector: self.template(fields, "ResultSelector"),
            result_path: self.result_path(fields),
            output_path: self.selection(fields, "OutputPath"),
            assign: self.template(fields, "Assign"),
        }
    }

    fn selection(&mut self, fields: &Fields<'_>, field: &str) -> Selection {
        match fields.get(field) {
            None => Selection::Whole,
            Some(Value::Null) => Selection::Nothing,
            Some(Value::String(text)) if text == "$" => Selection::Whole,
            Some(_) => self
                .path(fields, field)
                .map_or(Selection::Whole, Selection::Path),
        }
    }

    pub(super) fn result_path(&mut self, fields: &Fields<'_>) -> Target {
        match fields.get("ResultPath") {
            None => Target::Whole,
            Some(Value::Null) => Target::Discard,
            Some(Value::String(text)) if text == "$" => Target::Whole,
            Some(Value::String(text)) => match ReferencePath::parse(text) {
                Ok(path) => Target::At(path),
                Err(errors) => {
                    self.path_errors(&fields.pointer_to("ResultPath"), &errors);
                    Target::Whole
                }
            },
            Some(_) => {
                self.error(fields.pointer_to("ResultPath"), "Must be a path or null");
                Target::Whole
            }
        }
    }

    /// A path, if the field is there.
    pub(super) fn path(&mut self, fields: &Fields<'_>, field: &str) -> Option<PathText> {
        let value = fields.get(field)?;
        let Some(text) = value.as_str() else {
            self.error(fields.pointer_to(field), "Must be a path");
            return None;
        };
        match asl_path::path::parse(text).into_result() {
            Ok(path) => Some(PathText {
                text: Arc::from(text),
                path,
            }),
            Err(errors) => {
                self.path_errors(&fields.pointer_to(field), &errors);
                None
            }
        }
    }

    fn path_errors(&mut self, pointer: &str, errors: &[PathError]) {
        for error in errors {
            self.error(pointer, error.message.clone());
        }
    }

    /// A payload template, if the field is there.
    pub(super) fn template(&mut self, fields: &Fields<'_>, field: &str) -> Option<Template> {
        match Template::compile(fields.get(field)?) {
            Ok(template) => Some(template),
            Err(errors) => {
                for error in errors {
                    let pointer = format!("{}{}", fields.pointer_to(field), error.pointer);
                    self.error(pointer, error.message);
                }
                None
            }
        }
    }

    /// A payload template in the state's query language, if the field is there.
    pub(super) fn payloads(&mut self, fields: &Fields<'_>, field: &str) -> Option<Payloads> {
        if self.is_jsonata() {
            let template = self.jsonata_template(fields, field, Within::STATE);
            return template.map(Payloads::Jsonata);
        }
        self.template(fields, field).map(Payloads::JsonPath)
    }

    /// A text by its field or, found in the data, by `field` + `Path`.
    pub(super) fn literal_or_path(&mut self, fields: &Fields<'_>, field: &str) -> Option<Text> {
        if self.has_query(fields, field) {
            return self.query(fields, field, Within::STATE).map(Text::Query);
        }
        if let Some(text) = fields.text(field) {
            return Some(Text::Literal(text.into()));
        }
        let path_field = format!("{field}Path");
        let text = fields.text(&path_field)?;
        match Expression::compile(text) {
            Ok(expression) => Some(Text::Computed(expression)),
            Err(errors) => {
                self.path_errors(&fields.pointer_to(&path_field), &errors);
                None
            }
        }
    }

    /// A number by its field or, found in the data, by `field` + `Path`.
    pub(super) fn count(&mut self, fields: &Fields<'_>, field: &str) -> Option<Count> {
        if self.has_query(fields, field) {
            return self.query(fields, field, Within::STATE).map(Count::Query);
        }
        if fields.has(field) {
            return self.whole_number(fields, field).map(Count::Literal);
        }
        self.path(fields, &format!("{field}Path")).map(Count::Path)
    }

    /// A whole number from zero up, if the field is there.
    pub(super) fn whole_number(&mut self, fields: &Fields<'_>, field: &str) -> Option<u64> {
        let value = fields.get(field)?;
        let number = whole(value);
        if number.is_none() {
            self.error(
                fields.pointer_to(field),
                "Must be an integer that is not negative",
            );
        }
        number
    }

    /// A number from zero up, or the default.
    pub(super) fn number(&mut self, fields: &Fields<'_>, field: &str, default: f64) -> f64 {
        let Some(value) = fields.get(field) else {
            return default;
        };
        let number = value
            .as_f64()
            .filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.error(
                fields.pointer_to(field),
                "Must be a number that is not negative",
            );
        }
        number.unwrap_or(default)
    }
}

/// A JSON number that is whole, even when it is written `5.0`.
fn whole(value: &Value) -> Option<u64> {
    if let Some(number) = value.as_u64() {
        return Some(number);
    }
    let number = value.as_f64()?;
    #[expect(clippy::cast_sign_loss, reason = "checked in the same line")]
    (number >= 0.0 && number.fract() == 0.0 && number < 1e15).then_some(number as u64)
}
