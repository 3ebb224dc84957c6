//! The words of hover and completion: markdown from the tables of the language.

use std::fmt::Write as _;

use asl_catalog::Pattern;
use asl_jsonata::Function;
use asl_lang::{
    Availability, ChoiceOperator, ContextPath, ContextType, ErrorKind, ErrorName, Field, Intrinsic,
    Languages, OperandKind, Param, ParamKind, QueryLanguage, Required, ReturnKind, ValueKind,
};
use asl_model::{Certainty, Model, State};

use crate::shapes;

/// A field's page: what it means, what its value is, when it must be there.
pub(crate) fn field(field: &Field, language: Option<QueryLanguage>) -> String {
    let mut page = format!(
        "**{}** — {}\n\n{}",
        field.name,
        field_detail(field),
        field.doc
    );
    if field.jsonata && language != Some(QueryLanguage::JsonPath) {
        page.push_str("\n\nIn JSONata a `{% … %}` expression may stand for the value.");
    }
    if let Some(newer) = field.deprecated {
        let _ = write!(page, "\n\nDeprecated: use `{newer}`.");
    }
    if let ValueKind::Enum(values) = field.value {
        page.push('\n');
        for value in values {
            let _ = write!(page, "\n* `{}`: {}", value.name, value.doc);
        }
    }
    page
}

/// A field in a few words: `required · state name · JSONPath only`.
pub(crate) fn field_detail(field: &Field) -> String {
    let mut words = Vec::new();
    match field.required {
        Required::Always => words.push("required".to_owned()),
        Required::OneOf(others) => words.push(format!("one of {} is required", list(others))),
        Required::Optional => {}
    }
    words.push(value_kind(field.value));
    match field.languages {
        Languages::JsonPath => words.push("JSONPath only".to_owned()),
        Languages::Jsonata => words.push("JSONata only".to_owned()),
        Languages::Both => {}
    }
    if field.deprecated.is_some() {
        words.push("deprecated".to_owned());
    }
    words.join(" · ")
}

fn list(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.join(", "),
    }
}

fn value_kind(kind: ValueKind) -> String {
    match kind {
        ValueKind::Text => "text".to_owned(),
        ValueKind::StateName => "name of a state".to_owned(),
        ValueKind::Bool => "true or false".to_owned(),
        ValueKind::Integer { min, max: i64::MAX } => format!("whole number from {min}"),
        ValueKind::Integer { min, max } => format!("whole number from {min} to {max}"),
        ValueKind::Number { min, max } if max >= f64::MAX => format!("number from {min}"),
        ValueKind::Number { min, max } => format!("number from {min} to {max}"),
        ValueKind::Timestamp => "timestamp".to_owned(),
        ValueKind::Path {
            intrinsic: true, ..
        } => "path or intrinsic function".to_owned(),
        ValueKind::Path { .. } | ValueKind::Variable => "path".to_owned(),
        ValueKind::ReferencePath { .. } => "reference path".to_owned(),
        ValueKind::Template => "payload template".to_owned(),
        ValueKind::Assignments => "variables with their values".to_owned(),
        ValueKind::Json => "any JSON".to_owned(),
        ValueKind::Strings => "list of texts".to_owned(),
        ValueKind::Enum(values) => {
            let names: Vec<_> = values.iter().map(|it| it.name).collect();
            names.join(" | ")
        }
        ValueKind::ErrorNames => "list of error names".to_owned(),
        ValueKind::Resource(_) => "ARN".to_owned(),
        ValueKind::RoleArn => "ARN of a role".to_owned(),
        ValueKind::Condition => "condition".to_owned(),
        ValueKind::Operand(kind) => operand(kind).to_owned(),
        ValueKind::States => "states by name".to_owned(),
        ValueKind::Mapping(_) => "object".to_owned(),
        ValueKind::Sequence { .. } => "list of objects".to_owned(),
    }
}

/// A choice operator in a few words: `compares text` or `compares text with what a path leads to`.
pub(crate) fn operator_detail(operator: &ChoiceOperator) -> String {
    match (operator.operand, operator.is_path) {
        (OperandKind::TypeTest, _) => "tests the type".to_owned(),
        (kind, false) => format!("compares with {}", operand(kind)),
        (kind, true) => format!("compares with {} at a path", operand(kind)),
    }
}

/// A choice operator's page.
pub(crate) fn operator(operator: &ChoiceOperator) -> String {
    let mut page = format!(
        "**{}** — {}\n\n{}",
        operator.name,
        operator_detail(operator),
        operator.doc
    );
    if let Some(other) = operator.counterpart {
        let _ = write!(page, "\n\nThe other form: `{other}`.");
    }
    page
}

fn operand(kind: OperandKind) -> &'static str {
    match kind {
        OperandKind::String => "text",
        OperandKind::Number => "a number",
        OperandKind::Bool => "true or false",
        OperandKind::Timestamp => "a timestamp",
        OperandKind::Pattern => "a pattern with *",
        OperandKind::TypeTest => "true or false",
    }
}

/// What a pattern does, in a few words.
pub(crate) const fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::RequestResponse => "goes on with the response",
        Pattern::Sync => "waits for the end of the job",
        Pattern::Sync2 => "waits for the end of the job, with its output as JSON",
        Pattern::WaitForTaskToken => "waits until the task token is answered",
    }
}

/// An error name in a few words.
pub(crate) fn error_detail(error: &ErrorName) -> String {
    let detail = match error.kind {
        ErrorKind::Wildcard | ErrorKind::WildcardAndRaised => "stands for other errors",
        ErrorKind::Raised | ErrorKind::Prefix if !error.catchable => "cannot be caught",
        ErrorKind::Raised | ErrorKind::Prefix => "raised by Step Functions",
    };
    detail.to_owned()
}

/// An error name's page: what it means, what raises it, who can handle it.
pub(crate) fn error(error: &ErrorName) -> String {
    let mut page = format!("**{}**\n\n{}", error.name, error.meaning);
    let _ = write!(page, "\n\n{}", error.raised_when);
    let can = |it: bool| if it { "yes" } else { "no" };
    if error.kind != ErrorKind::Wildcard {
        let _ = write!(
            page,
            "\n\n| can be caught | can be retried | `States.ALL` matches | `States.TaskFailed` matches |\n|---|---|---|---|\n| {} | {} | {} | {} |",
            can(error.catchable),
            can(error.retriable),
            can(error.matched_by_all),
            can(error.matched_by_task_failed),
        );
    }
    if let Some(note) = error.note {
        let _ = write!(page, "\n\n{note}");
    }
    page
}

/// A context path in a few words: `text`, `object, inside Map iterations`.
pub(crate) fn context_detail(path: &ContextPath) -> String {
    let kind = match path.kind {
        ContextType::String => "text",
        ContextType::Number => "number",
        ContextType::Timestamp => "timestamp",
        ContextType::Any => "any JSON",
        ContextType::Object => "object",
    };
    let available = match path.available {
        Availability::Always => return kind.to_owned(),
        Availability::Redriven => "in redriven executions",
        Availability::MapIteration => "inside a Map",
        Availability::MapObject => "inside a Map over an object or over S3",
        Availability::TaskToken => "in a Task that waits for its token",
    };
    format!("{kind}, {available}")
}

/// A context path's page.
pub(crate) fn context(path: &ContextPath) -> String {
    let mut page = format!(
        "**{}** — {}\n\n{}",
        path.path,
        context_detail(path),
        path.doc
    );
    if path.kind != ContextType::Object {
        let _ = write!(page, "\n\nFor example `{}`", path.example);
    }
    page
}

/// An intrinsic function's call: `States.ArrayPartition(array, size) → array`.
pub(crate) fn signature(function: &Intrinsic) -> String {
    let params: Vec<_> = function.params.iter().map(parameter).collect();
    let returns = match function.returns {
        ReturnKind::Any => "any",
        ReturnKind::String => "text",
        ReturnKind::Number => "number",
        ReturnKind::Bool => "boolean",
        ReturnKind::Array => "array",
        ReturnKind::Object => "object",
    };
    format!("{}({}) → {returns}", function.name, params.join(", "))
}

/// A parameter as signatures show it: `value`, `value?`, `value…`.
pub(crate) fn parameter(param: &Param) -> String {
    match (param.variadic, param.optional) {
        (true, _) => format!("{}…", param.name),
        (_, true) => format!("{}?", param.name),
        _ => param.name.to_owned(),
    }
}

/// A JSONata function's call: `$join(strs, separator?) → string`.
pub(crate) fn jsonata_signature(function: &Function) -> String {
    let (label, _) = function.label();
    match function.returns.as_str() {
        "" => label,
        returns => format!("{label} → {returns}"),
    }
}

/// A JSONata function's page.
pub(crate) fn jsonata_function(function: &Function) -> String {
    let mut page = format!(
        "```\n{}\n```\n\n{}",
        jsonata_signature(function),
        function.summary
    );
    if function.added {
        page.push_str(". A function of Step Functions, not of JSONata itself");
    }
    page.push('\n');
    for parameter in &function.parameters {
        let _ = write!(page, "\n* `{}` ({})", parameter.name, parameter.kind);
        if parameter.context {
            page.push_str(": without it, the value that the path has led to");
        }
    }
    page
}

/// A variable's page: who assigns it, and whether it has a value in that state.
pub(crate) fn variable(model: &Model, state: &State, name: &str) -> Option<String> {
    let variables = model.variables();
    let names = variables.names().iter();
    let here = names
        .clone()
        .find(|it| it.state == state.id() && it.name == name)?;
    let mut page = format!("**${name}** — ");
    page.push_str(match (here.scope, variables.certainty(state.id(), name)) {
        (None, _) => "no state assigns it",
        (_, Certainty::Always) => "has a value here",
        (_, Certainty::Sometimes) => "does not have a value on every way here",
        (_, Certainty::Never) => "has no value yet when the state begins",
    });
    let mut by: Vec<String> = Vec::new();
    for it in variables.same(here).filter(|it| it.set_by.is_some()) {
        let state = model.state(it.state).name();
        let value = shapes::words(&shapes::assigned(model, it));
        let line = value.map_or_else(|| format!("`{state}`"), |it| format!("`{state}`: `{it}`"));
        if !by.contains(&line) {
            by.push(line);
        }
    }
    if !by.is_empty() {
        page.push_str("\n\nAssigned in:");
    }
    for line in by {
        let _ = write!(page, "\n* {line}");
    }
    Some(page)
}

/// A value as a line shows it.
pub(crate) fn shortened(value: &str) -> String {
    const MOST: usize = 60;
    match value.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// An intrinsic function's page.
pub(crate) fn intrinsic(function: &Intrinsic) -> String {
    let mut page = format!("```\n{}\n```\n\n{}\n", signature(function), function.doc);
    for param in function.params {
        let kind = match param.kind {
            ParamKind::Any => "any",
            ParamKind::String => "text",
            ParamKind::Number => "number",
            ParamKind::Bool => "boolean",
            ParamKind::Array => "array",
            ParamKind::Object => "object",
        };
        let _ = write!(page, "\n* `{}` ({kind}): {}", param.name, param.doc);
    }
    let _ = write!(page, "\n\n`{}`", function.example);
    page
}

/// A state in a few words: `Task state, not reached yet`.
pub(crate) fn state_detail(state: &State, reached: bool) -> String {
    let kind = state.kind().map_or("state", asl_lang::StateType::name);
    let kind = if state.kind().is_some() {
        format!("{kind} state")
    } else {
        kind.to_owned()
    };
    if reached {
        kind
    } else {
        format!("{kind}, not reached yet")
    }
}
