//! Checks files on all cores. Each file is read, parsed and checked by one thread, which keeps
//! nothing of it but the text and what was found.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use asl_check::Diagnostic;
use asl_ide::{Document, FileId};
use asl_lang::WorkflowType;
use asl_server::{Around, Surroundings};

use super::files::{self, Candidate};
use crate::files::Source;
use crate::report::Other;
use crate::status::Failure;

/// A file with what was found in it.
pub(super) struct Checked {
    pub(super) source: Source,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The other files that findings name places of, by their numbers; empty where none does.
    pub(super) others: Vec<Other>,
}

/// What came of one candidate: nothing, where it is no definition.
type Outcome = Result<Option<Checked>, Failure>;

/// With fewer files than this for each, another thread costs more than it saves.
const WORTH_A_THREAD: usize = 8;

/// Checks the candidates; the answers stand in their order.
pub(super) fn check_all(
    candidates: Vec<Result<Candidate, Failure>>,
    workflow: Option<WorkflowType>,
) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(candidates.len());
    let mut readable = Vec::new();
    for (at, candidate) in candidates.into_iter().enumerate() {
        match candidate {
            Ok(candidate) => readable.push((at, candidate)),
            Err(failure) => outcomes.push((at, Err(failure))),
        }
    }
    let around = Surroundings::default();
    outcomes.extend(on_all_cores(&readable, |(at, it)| {
        (*at, check(it, workflow, &around))
    }));
    outcomes.sort_by_key(|(at, _)| *at);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// The answers to all items in any order. Threads take the next item as they get done, for files
/// are of very different sizes.
fn on_all_cores<T: Sync, A: Send>(items: &[T], answer: impl Fn(&T) -> A + Sync) -> Vec<A> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let count = cores.min(items.len() / WORTH_A_THREAD);
    if count < 2 {
        return items.iter().map(answer).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || items.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(take).map(&answer).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        let joined = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined
            .flat_map(|it| it.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

fn check(candidate: &Candidate, workflow: Option<WorkflowType>, around: &Surroundings) -> Outcome {
    let Some(source) = files::read(candidate)? else {
        return Ok(None);
    };
    let document = Document::of_parse(&source.text, source.parse()?);
    let mut config = candidate.config.clone();
    config.workflow = workflow.or(config.workflow);
    let around = around.look(&source.path, document);
    let diagnostics = asl_ide::diagnostics(&around.analysis, FileId(0), &config);
    Ok(Some(Checked {
        source,
        others: others(&around, &diagnostics),
        diagnostics,
    }))
}

/// The files around a definition, where a finding needs them.
fn others(around: &Around, diagnostics: &[Diagnostic]) -> Vec<Other> {
    let mut related = diagnostics.iter().flat_map(|it| &it.related);
    if related.all(|it| it.file.is_none()) {
        return Vec::new();
    }
    let here = std::env::current_dir().unwrap_or_default();
    let files = (1..).map(FileId).zip(&around.others);
    let others = files.map(|(file, path)| {
        let document = around.analysis.document(file);
        Other {
            name: path
                .strip_prefix(&here)
                .unwrap_or(path)
                .display()
                .to_string(),
            text: document.map_or_else(String::new, |it| it.text().to_string()),
        }
    });
    others.collect()
}
