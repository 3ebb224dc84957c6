//! JSONPath, reference paths, intrinsic functions and payload templates: spans and answers.
//!
//! Everything here works on the *content* of one string of a definition: ranges count the bytes of
//! that content, and whoever holds the document maps them to places in the file. Parsing never
//! fails; it answers a value with whatever could be understood, and errors beside it.
//!
//! The dialect is the one that Step Functions answers with, Jayway JsonPath 2.0.0 over Jackson
//! nodes: neither RFC 9535 nor a later Jayway. Nothing here reads a clock, draws a random number or
//! knows what a state is.

pub mod intrinsic;
pub mod path;
pub mod reference;
pub mod scope;
pub mod template;

pub use scope::Scope;
pub use text_size::{TextRange, TextSize};

/// What a parser understood, and what it could not.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// As much as the text says; complete when `errors` is empty.
    pub value: T,
    /// What is wrong with the text, in the order of the text.
    pub errors: Vec<PathError>,
}

impl<T> Parsed<T> {
    /// The value when the text is without error, else the errors.
    pub fn into_result(self) -> Result<T, Vec<PathError>> {
        if self.errors.is_empty() {
            Ok(self.value)
        } else {
            Err(self.errors)
        }
    }
}

/// One thing that is wrong with a path or an intrinsic function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    /// The bytes of the string that the message is about; on character boundaries, perhaps empty.
    pub range: TextRange,
    /// One sentence without a full stop, for people.
    pub message: String,
}

/// What the value of a template field `name.$` is, by the way it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StringKind {
    /// `$`, `$.a`, `$['a']`: a path into the state input.
    InputPath,
    /// `$$`, `$$.Execution.Id`: a path into the context object.
    ContextPath,
    /// `$name`, `$name.a`: a path into a workflow variable.
    VariablePath,
    /// `States.Format(…)`: a call, or the beginning of one.
    Intrinsic,
    /// Anything else; AWS refuses it in a template field.
    Other,
}

/// Says what a template string is from how it starts, without parsing it.
pub fn string_kind(text: &str) -> StringKind {
    let text = text.trim_start();
    if text.starts_with(asl_lang::reserved::INTRINSIC_PREFIX) {
        return StringKind::Intrinsic;
    }
    let Some(rest) = text.strip_prefix('$') else {
        return StringKind::Other;
    };
    match rest.trim_end().chars().next() {
        None | Some('.' | '[') => StringKind::InputPath,
        Some('$') => StringKind::ContextPath,
        Some(first) if path::is_variable_start(first) => StringKind::VariablePath,
        Some(_) => StringKind::InputPath,
    }
}
