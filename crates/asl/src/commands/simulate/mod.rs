//! `asl simulate`: runs a definition here, with virtual time and mocked services.

mod answer;
mod arguments;
mod inputs;
mod problems;
mod state;
mod watch;

use asl_interp::{Execution, Halt, Worker};

use crate::definition::Opened;
use crate::objects;
use crate::output;
use crate::status::{Failure, Status};

pub(crate) use arguments::Arguments;

/// Reads everything, runs, prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Status, Failure> {
    if arguments.alone.is_asked() {
        return state::run(arguments);
    }
    let opened = Opened::read(&arguments.file)?;
    let mut mocks = inputs::mocks(&arguments.mocks)?;
    let name = arguments.mocks.state_machine.as_deref();
    let chosen = opened.choose_to_run(name, mocks.as_mut())?;
    let request = inputs::request(arguments, mocks, &chosen)?;
    if let Some(folder) = &arguments.objects.s3_out {
        objects::make_folder(folder)?;
    }
    let stop = request.options.stop.clone();
    let simulated = watch::watched(&stop, arguments.limits.max_time, || {
        let machine = &chosen.machine;
        let run = |worker: &mut dyn Worker| machine.simulate(&opened.analysis, request, worker);
        arguments.worker.with(&stop, run)
    });
    let simulation = match simulated? {
        Ok(simulation) => simulation,
        Err(error) => return Ok(problems::complain_all(&chosen.source, &error.problems)),
    };
    if let Some(folder) = &arguments.objects.s3_out {
        objects::save(folder, &simulation.execution.written)?;
    }
    let status = exit_status(&simulation.execution);
    if arguments.report.is_json() {
        let notes = simulation.notes.iter();
        notes.for_each(|note| output::note(&format!("note: {note}")));
    }
    output::print(&answer::answer(&simulation, &arguments.report)?)?;
    if let Some(raise) = simulation.execution.halted.and_then(raises) {
        output::note(&format!("{raise} raises this limit"));
    }
    Ok(status)
}

/// The option behind a limit of the simulator.
fn raises(halt: Halt) -> Option<&'static str> {
    match halt {
        Halt::Steps(_) => Some("--max-steps"),
        Halt::RealTime => Some("--max-time"),
        Halt::Memory(_) => Some("--max-memory"),
        _ => None,
    }
}

fn exit_status(execution: &Execution) -> Status {
    match execution.status {
        asl_interp::Status::Succeeded => Status::Fine,
        _ => Status::Failed,
    }
}
