//! Executions of the definition with an example, kept to show what they made of the data.
//!
//! A rehearsal runs under a tight guard, on virtual time, and is kept as long as the text and the example stay
//! what they are. What cannot run yet is left out (`patched`). `subject` says which expression or rule a place is about, `value` what it was in the
//! execution, `words` how that is said.

mod patched;
mod subject;
mod value;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use asl_interp::{Execution, Guard, Halt, Keep, Machine, RunOptions, Stop, WorkflowType};
use asl_scenario::sample::SampleWorker;
use asl_syntax::GreenNode;
use serde_json::Value;

use crate::machines::{StateMachine, state_machine};
use crate::simulate::Runnable;
use crate::{Analysis, Document, FilePosition, Mocks, RangeInfo};

/// States that a rehearsal may enter: more than any machine has, some milliseconds of work.
const STEPS: u64 = 20_000;
/// What a rehearsal may hold, in bytes.
const BYTES: u64 = 64 << 20;
/// Rehearsals that are kept, the latest ones.
const KEPT: usize = 4;

/// An example of an execution.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// What the input is called, such as the name of its file.
    pub name: String,
    /// The execution's input.
    pub input: Value,
    /// Answers for Tasks; the others are made up.
    pub mocks: Option<Mocks>,
    /// What the state machine is called in the context object.
    pub state_machine: String,
}

/// What hover shows besides what the text says.
#[derive(Debug, Clone, Default)]
pub struct HoverConfig {
    /// The example whose values are shown; none without one.
    pub example: Option<Arc<Example>>,
    /// What a deployment puts in the place of `${Name}`, over what a template says.
    pub values: BTreeMap<String, String>,
    /// The workflow's type where no template says it.
    pub workflow: Option<WorkflowType>,
    /// Where executions are kept between questions.
    pub rehearsals: Arc<Rehearsals>,
    /// Ends a rehearsal from outside.
    pub stop: Stop,
}

/// The latest executions, for whoever asks again about the same text and example. A lock is held for
/// moments only, never while a machine runs.
#[derive(Debug, Default)]
pub struct Rehearsals(Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    of: Key,
    rehearsal: Option<Arc<Rehearsal>>,
}

/// What decides what happens in a rehearsal. Trees are compared by their identity.
#[derive(Debug, Clone)]
struct Key {
    example: Arc<Example>,
    /// The definition, and the document around it.
    trees: [GreenNode; 2],
    values: BTreeMap<String, String>,
    workflow: Option<WorkflowType>,
}

/// One execution.
#[derive(Debug)]
pub(crate) struct Rehearsal {
    example: Arc<Example>,
    /// The definition as it ran.
    definition: Value,
    /// The states that cannot run as they are written, by their pointers.
    broken: Vec<String>,
    execution: Execution,
}

/// One execution, to be asked about until somebody stops that.
pub(crate) struct Performed {
    rehearsal: Arc<Rehearsal>,
    stop: Stop,
}

/// The execution of the state machine at a place: one that is kept, or a new one. `None` where there is no
/// example, or the text cannot run.
pub(crate) fn at(analysis: &Analysis, at: FilePosition, config: &HoverConfig) -> Option<Performed> {
    let example = config.example.as_ref()?;
    let around = analysis.document(at.file)?;
    // Of a template with several, nothing says which one the example is for.
    let mut machine = state_machine(analysis, at.file, None).ok()?;
    machine.workflow = machine.workflow.or(config.workflow);
    let key = Key {
        example: Arc::clone(example),
        trees: [&machine.document, around].map(|it| it.parse().green().clone()),
        values: machine.filled(config.values.clone()),
        workflow: machine.workflow,
    };
    let run = || machine.rehearse(&key.values, example, &config.stop);
    let rehearsal = config.rehearsals.get(&key, run)?;
    // A run that took too long has used its handle up; what is evaluated now is short.
    let stop = Some(config.stop.clone()).filter(|it| it.reason() != Some(Halt::RealTime));
    Some(Performed {
        rehearsal,
        stop: stop.unwrap_or_default(),
    })
}

/// What the text at a place of a definition was in an execution, in words; asked for where there is something
/// that has a value.
pub(crate) fn section(
    document: &Document,
    at: FilePosition,
    rehearse: &dyn Fn() -> Option<Performed>,
) -> Option<RangeInfo<String>> {
    let model = document.model();
    let subject = subject::subject(model, at.offset)?;
    let Performed { rehearsal, stop } = rehearse()?;
    let told = value::told(model, &subject, &rehearsal, &stop)?;
    Some(RangeInfo {
        range: subject.range,
        info: words::section(&rehearsal, &subject, &told),
    })
}

impl Rehearsals {
    fn get(
        &self,
        key: &Key,
        run: impl FnOnce() -> Result<Option<Rehearsal>, Halt>,
    ) -> Option<Arc<Rehearsal>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = lock().iter().find(|it| it.of.is(key)) {
            return kept.rehearsal.clone();
        }
        // One that was cancelled says nothing about the next.
        let rehearsal = run().ok()?.map(Arc::new);
        let mut kept = lock();
        // Of one example, the latest text alone will be asked about again.
        kept.retain(|it| !Arc::ptr_eq(&it.of.example, &key.example));
        kept.truncate(KEPT - 1);
        let of = key.clone();
        kept.insert(
            0,
            Kept {
                of,
                rehearsal: rehearsal.clone(),
            },
        );
        rehearsal
    }
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        let same = |(one, two): (&GreenNode, &GreenNode)| {
            std::ptr::addr_eq(&raw const **one, &raw const **two)
        };
        Arc::ptr_eq(&self.example, &other.example)
            && self.trees.iter().zip(&other.trees).all(same)
            && self.values == other.values
            && self.workflow == other.workflow
    }
}

impl StateMachine {
    /// Runs it to look at its data; an error when it was cancelled.
    fn rehearse(
        &self,
        values: &BTreeMap<String, String>,
        example: &Arc<Example>,
        stop: &Stop,
    ) -> Result<Option<Rehearsal>, Halt> {
        let runnable = Runnable::new(&self.document, values, self.calls());
        let definition = runnable.recovered();
        let patched = definition.and_then(|it| patched::compile(self.document.model(), it));
        let Some(patched) = patched else {
            return Ok(None);
        };
        let Some(execution) = run(&patched.machine, self.workflow, example, stop) else {
            return Ok(None);
        };
        match execution.halted {
            Some(Halt::Cancelled) => Err(Halt::Cancelled),
            _ => Ok(Some(Rehearsal {
                example: Arc::clone(example),
                definition: patched.definition,
                broken: patched.broken,
                execution,
            })),
        }
    }
}

fn run(
    machine: &Machine,
    workflow: Option<WorkflowType>,
    example: &Example,
    stop: &Stop,
) -> Option<Execution> {
    let mut options = RunOptions {
        guard: Guard {
            steps: STEPS,
            bytes: BYTES,
            ..Guard::default()
        },
        keep: Keep {
            trace: true,
            ..Keep::NOTHING
        },
        stop: stop.clone(),
        ..RunOptions::default()
    };
    options.workflow = workflow.unwrap_or(options.workflow);
    if !example.state_machine.is_empty() {
        options
            .names
            .state_machine
            .clone_from(&example.state_machine);
    }
    let input = example.input.clone();
    let Some(mocks) = &example.mocks else {
        return Some(asl_interp::run(machine, input, &mut SampleWorker, &options));
    };
    let mut worker = mocks.worker().ok()?.with_others(SampleWorker);
    Some(asl_interp::run(machine, input, &mut worker, &options))
}
