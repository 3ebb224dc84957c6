//! `asl eval`: one expression against data, as Step Functions would evaluate it.

mod arguments;
mod batch;
mod mistakes;
mod text;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use asl_interp::evaluate::{Dialect, Failed, Problem, Surroundings, evaluate, evaluate_template};
use asl_interp::{Payload, RunOptions};
use serde_json::{Map, Value};

use crate::files;
use crate::memory;
use crate::output;
use crate::status::{Failure, Status};
use text::Text;

pub(crate) use arguments::Arguments;

/// Evaluates and prints the value, or why there is none.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    if let Some(path) = &arguments.batch {
        let around = plain(surroundings(arguments)?);
        let stop = around.stop.clone();
        return memory::watched(&stop, || batch::run(path, arguments, &around));
    }
    let Some(expression) = &arguments.expression else {
        return Err(Failure::new("an expression is needed, or --batch"));
    };
    let text = Text::read(expression, arguments.language)?;
    let around = surroundings(arguments)?;
    let answer = match text.template() {
        Some(Ok(template)) => memory::watched(&around.stop, || {
            evaluate_template(&template, &around).map(Some)
        }),
        Some(Err(errors)) => return Ok(mistakes::show_syntax(&text, &errors)),
        None => memory::watched(&around.stop, || {
            evaluate(text.language, text.expression(), &around)
        }),
    };
    match answer {
        Ok(Some(value)) => {
            output::print(&format!("{value:#}\n"))?;
            Ok(Status::Fine)
        }
        Ok(None) => Ok(fail(&Failed::undefined(text.expression()))),
        Err(Problem::Failed(failed)) => Ok(fail(&failed)),
        Err(Problem::Unreadable(found)) => Ok(mistakes::show(&text, &found)),
    }
}

fn surroundings(arguments: &Arguments) -> Result<Surroundings, Failure> {
    let empty = || Arc::new(Value::Object(Map::new()));
    let read = |path: &Option<PathBuf>| -> Result<Option<Payload>, Failure> {
        let value = path.as_deref().map(files::read_json).transpose()?;
        Ok(value.map(Arc::new))
    };
    let variables = arguments.variables.as_deref().map(read_variables);
    Ok(Surroundings {
        context: read(&arguments.context)?.unwrap_or_else(empty),
        variables: variables.transpose()?.unwrap_or_default(),
        seed: arguments.seed,
        time: arguments.time.unwrap_or(RunOptions::default().start_time),
        ..Surroundings::new(read(&arguments.input)?.unwrap_or_else(empty))
    })
}

fn read_variables(path: &Path) -> Result<Vec<(Arc<str>, Payload)>, Failure> {
    variables(files::read_json(path)?).ok_or_else(|| {
        let path = path.display();
        Failure::new(format!(
            "{path}: variables are an object of names and values"
        ))
    })
}

/// Names and values; a name may have its dollar sign.
fn variables(value: Value) -> Option<Vec<(Arc<str>, Payload)>> {
    let Value::Object(members) = value else {
        return None;
    };
    let variable = |(name, value): (String, Value)| {
        let name = name.strip_prefix('$').unwrap_or(&name);
        (Arc::from(name), Arc::new(value))
    };
    Some(members.into_iter().map(variable).collect())
}

fn fail(failed: &Failed) -> Status {
    output::note(&format!("error: {}", failed.error));
    output::note(&format!("cause: {}", failed.cause));
    Status::Failed
}

/// JSONata alone, as its test suites have it: the data is the document.
fn plain(around: Surroundings) -> Surroundings {
    Surroundings {
        dialect: Dialect::Plain,
        ..around
    }
}
