//! Which files `asl check` looks at: those that are named, and in folders those that may be
//! definitions by their names or by their content.

use std::path::{Path, PathBuf};

use asl_check::CheckConfig;
use asl_model::host::parse_definition;
use asl_model::{DocumentKind, classify, is_definition_name};

use super::projects::Projects;
use crate::files::{self, Source};
use crate::status::Failure;

/// A file to check.
#[derive(Debug)]
pub(super) struct Candidate {
    path: PathBuf,
    /// How to check it, by the project that it belongs to.
    pub(super) config: CheckConfig,
    /// It was named, by the user or by its extension, so it has to be a definition. Another one is
    /// looked at only when its content says that it is one.
    is_sure: bool,
}

/// The files that the arguments mean, in their order; what cannot be opened takes its place. A
/// project's `exclude` is about what is found in folders: a file that the user names is meant.
pub(super) fn find(
    arguments: &[PathBuf],
    projects: &mut Projects,
) -> Result<Vec<Result<Candidate, Failure>>, Failure> {
    let found = files::find_named(arguments, may_be_definition)?;
    let candidates = found.into_iter().filter_map(|path| match path {
        Ok(path) => {
            let said = projects.of(&path);
            let is_named = arguments.contains(&path);
            (is_named || !said.is_excluded).then_some(Ok(Candidate {
                is_sure: is_named || is_definition_name(&path.to_string_lossy()),
                path,
                config: said.config,
            }))
        }
        Err(failure) => Some(Err(failure)),
    });
    Ok(candidates.collect())
}

/// What is said where there is nothing to check.
pub(super) fn nothing() -> Failure {
    files::nothing_found()
}

/// Reads a candidate; `None` when it is none after all.
pub(super) fn read(candidate: &Candidate) -> Result<Option<Source>, Failure> {
    if candidate.is_sure {
        return files::read(&candidate.path).map(Some);
    }
    // A file that nobody named and that cannot be read as text is not a definition.
    let Ok(source) = files::read(&candidate.path) else {
        return Ok(None);
    };
    Ok(is_machine(&source).then_some(source))
}

/// Whether the content is a state machine, or a template with some. Some words stand in every one,
/// so that most files are told apart without being parsed.
fn is_machine(source: &Source) -> bool {
    let has = |word| source.text.contains(word);
    let is_template = || has("StateMachine") || has("stateMachines");
    let has_words = has("StartAt") && has("States") || is_template();
    let is_definition = || {
        let parse = parse_definition(&source.text, source.format);
        classify("", None, &parse) != DocumentKind::Other
    };
    has_words && is_definition()
}

fn may_be_definition(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|it| it.to_str());
    let is_notation =
        |it: &str| ["json", "yaml", "yml"].contains(&it.to_ascii_lowercase().as_str());
    is_definition_name(name) || extension.is_some_and(is_notation)
}
