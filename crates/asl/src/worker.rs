//! `--worker`: a local program answers the Tasks that have no mock.
//!
//! The program is started once per attempt. It gets one JSON object on standard input and answers
//! with one JSON value on standard output ([`message`] says what stands in both). For a Lambda
//! function, by its ARN or by `lambda:invoke`, the program is the function: it gets the function's
//! event and prints what the function returns. For any other Task it is the service: it gets the
//! parameters and prints the service's response, or what a token or an activity is answered with.
//!
//! The README of asl-scenario has the two programs of a few lines that run a Python and a Node
//! handler as they are deployed.
//!
//! Whatever a handler prints before its result does no harm: only the last line has to be JSON. What
//! the program writes on standard error is shown as it comes.

mod message;
mod program;
mod words;

use std::time::Duration;

use asl_interp::{Stop, TaskAnswer, TaskCall, Worker};
use asl_scenario::sample::{SampleWorker, StrictWorker};

use crate::status::Failure;
use program::Ended;
pub(crate) use words::Words;

/// The heading of the options that say who answers Tasks.
pub(crate) const ANSWERS: &str = "Answers for Tasks";

/// The options of the command line.
#[derive(Debug, clap::Args)]
#[group(id = "worker arguments")]
#[command(next_help_heading = ANSWERS)]
pub(crate) struct WorkerArguments {
    /// A program that answers the Tasks that have no mock, such as `python3 worker.py`.
    ///
    /// It is started for each call, gets the call as JSON on standard input and prints the result as
    /// JSON; an exit status other than 0 fails the Task.
    ///
    /// On standard input: {"state", "resource", "service", "action", "function", "event",
    /// "parameters", "attempt", "token", "time", "timeoutSeconds", "heartbeatSeconds"}, each only
    /// where the Task has it. "event" is what a Lambda function would get, "parameters" what the
    /// service gets. On standard output: what the function returns, what the service answers, or
    /// what the token is answered with; only the last line has to be JSON. A failure is
    /// {"errorType", "errorMessage"} or {"Error", "Cause"} on the last line of standard output or
    /// standard error.
    ///
    /// Blanks separate the program from its arguments, quotes hold words together; no shell is
    /// involved: ask for one with `sh -c '…'`. The program runs on this machine with your rights.
    /// The run as a whole may take `--max-time`.
    #[arg(long, value_name = "COMMAND", value_parser = Words::parse)]
    worker: Option<Words>,
    /// Seconds that one call of the worker may take.
    ///
    /// Then it is killed, and the Task fails as a function that ran out of time does.
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, requires = "worker", value_parser = seconds)]
    worker_timeout: f64,
    /// Make nothing up: a Task that has no mock fails.
    #[arg(long, conflicts_with = "worker")]
    strict_mocks: bool,
    /// The virtual time that passes while the worker runs.
    #[arg(long, value_name = "TIME", value_enum, default_value_t = WorkerTime::None, requires = "worker")]
    worker_time: WorkerTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum WorkerTime {
    /// None, so that the same input gives the same history.
    None,
    /// As long as it really took.
    Real,
}

fn seconds(text: &str) -> Result<f64, String> {
    let number = text
        .parse()
        .ok()
        .filter(|it| (0.001..=86400.0).contains(it));
    number.ok_or_else(|| "a number of seconds up to 86400 is needed".to_owned())
}

impl WorkerArguments {
    /// Hands the worker for Tasks that have no mock to whatever runs them. It fails when the
    /// worker's program cannot be started.
    pub(crate) fn with<T>(
        &self,
        stop: &Stop,
        run: impl FnOnce(&mut dyn Worker) -> T,
    ) -> Result<T, Failure> {
        let Some(mut worker) = self.program(stop) else {
            return Ok(if self.strict_mocks {
                run(&mut StrictWorker)
            } else {
                run(&mut SampleWorker)
            });
        };
        let done = run(&mut worker);
        match worker.broken {
            Some(message) => Err(Failure::new(message)),
            None => Ok(done),
        }
    }

    /// It gives up when the run is stopped, and stops the run when its program cannot be started.
    fn program(&self, stop: &Stop) -> Option<CommandWorker> {
        Some(CommandWorker {
            command: self.worker.clone()?,
            limit: Duration::from_secs_f64(self.worker_timeout),
            real_time: self.worker_time == WorkerTime::Real,
            stop: stop.clone(),
            broken: None,
        })
    }
}

/// Answers every Task with a local program.
pub(crate) struct CommandWorker {
    command: Words,
    limit: Duration,
    real_time: bool,
    stop: Stop,
    /// Why the program cannot be used at all, once that is known.
    broken: Option<String>,
}

impl CommandWorker {
    fn answer(&self, task: &TaskCall<'_>, ended: &Ended) -> TaskAnswer {
        let answer = message::answer(task, ended, self.limit);
        if self.real_time {
            answer.after(ended.took)
        } else {
            answer
        }
    }
}

impl Worker for CommandWorker {
    fn call(&mut self, task: &TaskCall<'_>) -> TaskAnswer {
        let input = message::call(task).to_string();
        match program::run(&self.command, task.state, input, self.limit, &self.stop) {
            Ok(ended) => self.answer(task, &ended),
            Err(error) => {
                let program = self.command.program();
                let message = format!("the worker {program} cannot be started: {error}");
                self.stop.cancel();
                self.broken = Some(message.clone());
                TaskAnswer::failure(asl_lang::reserved::RUNTIME, message)
            }
        }
    }
}
