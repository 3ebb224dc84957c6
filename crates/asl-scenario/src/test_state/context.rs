//! The context object of a request: which members it may have and what they must be.

use asl_interp::single::StateUnderTest;
use asl_interp::{Pattern, TaskKind};
use asl_lang::{CONTEXT_PATHS, ContextPath, ContextType};
use serde_json::{Map, Value};

use super::{Code, Refusal, Request};

pub(super) fn read(request: &Request, test: &StateUnderTest) -> Result<Option<Value>, Refusal> {
    let Some(text) = &request.context else {
        return Ok(None);
    };
    let Ok(Value::Object(context)) = serde_json::from_str(text) else {
        // Not recorded.
        return Err(refused("Context object must be a JSON object"));
    };
    if context.contains_key("Map") {
        return Err(refused(
            "'Map' field is not supported when mocking a Context object",
        ));
    }
    members(&context, "")?;
    if context.contains_key("Task") && !waits(test) {
        return Err(refused(
            "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
        ));
    }
    Ok(Some(Value::Object(context)))
}

fn members(context: &Map<String, Value>, within: &str) -> Result<(), Refusal> {
    for (name, value) in context {
        let path = if within.is_empty() {
            name.clone()
        } else {
            format!("{within}.{name}")
        };
        let Some(fact) = fact(&path) else {
            return Err(refused(&format!("Field '{name}' is not allowed")));
        };
        // Recorded for a string; the others are worded alike.
        let (fits, wanted) = match fact.kind {
            ContextType::Any => (true, ""),
            ContextType::String | ContextType::Timestamp => (value.is_string(), "a string"),
            ContextType::Number => (value.is_number(), "a number"),
            ContextType::Object => (value.is_object(), "an object"),
        };
        if !fits {
            return Err(refused(&format!("{path} must be {wanted}")));
        }
        if let (ContextType::Object, Value::Object(inner)) = (fact.kind, value) {
            members(inner, &path)?;
        }
    }
    Ok(())
}

fn fact(path: &str) -> Option<&'static ContextPath> {
    let mut facts = CONTEXT_PATHS.iter();
    facts.find(|fact| fact.path.strip_prefix("$$.") == Some(path))
}

fn waits(test: &StateUnderTest) -> bool {
    matches!(test.task(), Some(TaskKind::Service { pattern, .. }) if *pattern != Pattern::RequestResponse)
}

fn refused(what: &str) -> Refusal {
    let message = format!("Invalid Context object provided: {what}");
    Refusal::new(Code::Validation, message)
}
