//! `asl eval --batch`: many expressions as JSON lines, an answer for each, in order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use asl_interp::Payload;
use asl_interp::evaluate::{self, Language, Problem, Surroundings, evaluate_template};
use serde_json::{Map, Value, json};

use super::arguments::Arguments;
use super::variables;
use crate::files;
use crate::status::{Failure, Status};

/// Answers every line as soon as it is read. The status says whether every line could be used; what
/// an expression gives is in its answer.
pub(super) fn run(
    path: &Path,
    arguments: &Arguments,
    around: &Surroundings,
) -> Result<Status, Failure> {
    let language = arguments.language.map(Into::into);
    let mut stdout = io::stdout().lock();
    let mut status = Status::Fine;
    for (number, line) in (1_u64..).zip(open(path)?.split(b'\n')) {
        let line = line.map_err(|error| files::cannot_open(path, &error))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match read(&line, language) {
            Ok(question) => answer(&question, around),
            Err((id, why)) => {
                status = Status::Unusable;
                json!({ "id": id, "line": number, "error": BAD_LINE, "message": format!("line {number}: {why}") })
            }
        };
        let written = writeln!(stdout, "{answer}").and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(error) => {
                let why = format!("standard output cannot be written: {error}");
                return Err(Failure::new(why));
            }
            Ok(()) => {}
        }
    }
    Ok(status)
}

/// The error of a line that is no question.
const BAD_LINE: &str = "BadLine";

/// One line, read.
struct Question {
    id: Value,
    language: Option<Language>,
    expression: Value,
    data: Option<Payload>,
    context: Option<Payload>,
    bindings: Vec<(Arc<str>, Payload)>,
    depth: Option<usize>,
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| files::cannot_open(path, &error))?;
    Ok(Box::new(BufReader::new(file)))
}

/// Reads a line; what is wrong with it comes with its id, where it has one.
fn read(line: &[u8], default: Option<Language>) -> Result<Question, (Value, String)> {
    let value: Value = serde_json::from_slice(line)
        .map_err(|error| (Value::Null, format!("not JSON: {error}")))?;
    let Value::Object(mut members) = value else {
        return Err((Value::Null, "not an object".to_owned()));
    };
    let id = members.shift_remove("id").unwrap_or(Value::Null);
    question(members, default, &id).map_err(|why| (id, why))
}

fn question(
    mut members: Map<String, Value>,
    default: Option<Language>,
    id: &Value,
) -> Result<Question, String> {
    let language = match members.get("language") {
        None | Some(Value::Null) => default,
        Some(name) => Some(
            name.as_str()
                .and_then(Language::from_name)
                .ok_or_else(|| format!("{name} is no language: {}", languages()))?,
        ),
    };
    let expression = members.shift_remove("expr").ok_or("\"expr\" is missing")?;
    let is_template = expression.is_object() || expression.is_array();
    if !expression.is_string() && !is_template {
        return Err("\"expr\" must be a string, or the value of a template".to_owned());
    }
    let bindings = match members.shift_remove("bindings") {
        None | Some(Value::Null) => Vec::new(),
        Some(value) => variables(value).ok_or("\"bindings\" must be an object")?,
    };
    let depth = members.get("depth").and_then(Value::as_u64);
    Ok(Question {
        id: id.clone(),
        language,
        expression,
        data: members.shift_remove("data").map(Arc::new),
        context: members.shift_remove("context").map(Arc::new),
        bindings,
        depth: depth.and_then(|it| usize::try_from(it).ok()),
    })
}

fn languages() -> String {
    let names: Vec<_> = Language::ALL.iter().map(|it| it.name()).collect();
    names.join(", ")
}

fn answer(question: &Question, around: &Surroundings) -> Value {
    let around = Surroundings {
        input: question
            .data
            .clone()
            .unwrap_or_else(|| Arc::clone(&around.input)),
        has_document: question.data.is_some(),
        context: question
            .context
            .clone()
            .unwrap_or_else(|| Arc::clone(&around.context)),
        variables: question.bindings.clone(),
        depth: question.depth,
        ..around.clone()
    };
    let evaluated = catch_unwind(AssertUnwindSafe(|| match &question.expression {
        Value::String(text) => {
            let language = question.language.unwrap_or_else(|| Language::guess(text));
            evaluate::evaluate(language, text, &around)
        }
        template => evaluate_template(template, &around).map(Some),
    }));
    let id = &question.id;
    match evaluated {
        Ok(Ok(Some(value))) => json!({ "id": id, "result": value }),
        Ok(Ok(None)) => json!({ "id": id, "undefined": true }),
        Ok(Err(problem)) => {
            let (error, message) = words(problem);
            json!({ "id": id, "error": error, "message": message })
        }
        Err(_) => {
            json!({ "id": id, "error": "InternalError", "message": "an internal error; please report this line" })
        }
    }
}

/// The error and its message: of JSONata the code and its sentence, else Step Functions' words.
fn words(problem: Problem) -> (String, String) {
    match problem {
        Problem::Failed(failed) => match failed.thrown {
            Some((code, message)) if !code.is_empty() => (code, message),
            _ => (failed.error, failed.cause),
        },
        Problem::Unreadable(mistakes) => {
            let first = mistakes.into_iter().next();
            first.map_or_else(Default::default, |it| (it.code, it.message))
        }
    }
}
