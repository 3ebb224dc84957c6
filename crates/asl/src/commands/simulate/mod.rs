//! `asl simulate`: runs a definition here, with virtual time and mocked services.

mod answer;
mod arguments;
mod inputs;
mod problems;
mod state;

use asl_ide::{Analysis, Document};
use asl_interp::Execution;

use crate::files;
use crate::output;
use crate::status::{Failure, Status};

pub(crate) use arguments::Arguments;

/// Reads everything, runs, prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    if arguments.alone.is_asked() {
        return state::run(arguments);
    }
    let source = files::read(&arguments.file)?;
    let request = inputs::request(arguments)?;
    let document = Document::new(&source.text, source.format);
    // No state that the simulator runs works on objects yet: a bad file is said all the same.
    if let Some(path) = arguments.s3.as_ref().filter(|path| !path.is_dir()) {
        files::read_json(path)?;
    }
    let (analysis, file) = Analysis::single(document);
    let simulation = match arguments.worker.simulate(&analysis, file, request)? {
        Ok(simulation) => simulation,
        Err(error) => return Ok(problems::complain_all(&source, &error.problems)),
    };
    let status = exit_status(&simulation.execution);
    output::print(&answer::answer(&simulation, arguments))?;
    Ok(status)
}

fn exit_status(execution: &Execution) -> Status {
    match execution.status {
        asl_interp::Status::Succeeded => Status::Fine,
        _ => Status::Failed,
    }
}
