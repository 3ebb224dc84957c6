//! Every question of the editor, asked about a document that may hold definitions.
//!
//! A definition answers for itself. In a template the definition at the cursor answers, or all of
//! them one after the other where the question is about the whole document.

mod cursor;
mod runs;
mod whole;

use asl_check::CheckConfig;

use super::{Part, Relocate, Way, around};
use crate::{Analysis, FileId, FilePosition, RenameError};

pub use cursor::{
    code_actions, completions, document_highlight, goto_definition, graph, hover, hover_with,
    incoming_transitions, on_type_formatting, outgoing_transitions, prepare_call_hierarchy,
    prepare_rename, references, rename, signature_help, state_at,
};
pub use runs::{simulate_with, test_state_with};
pub use whole::{
    code_lens, diagnostics, document_links, document_symbols, folding_ranges, format, format_range,
    inlay_hints, selection_ranges, semantic_tokens,
};

/// A definition at the cursor, as if it stood alone.
pub(crate) struct Inside<'a> {
    pub(crate) analysis: Analysis,
    pub(crate) at: FilePosition,
    pub(crate) way: Way<'a>,
}

/// The cursor stands in a template, but in none of its definitions.
pub(crate) struct Outside;

impl From<Outside> for RenameError {
    fn from(_: Outside) -> Self {
        RenameError("There is nothing to rename here".to_owned())
    }
}

impl Analysis {
    /// Whether the document is a template.
    pub(crate) fn is_host(&self, file: FileId) -> bool {
        self.document(file).is_some_and(|it| it.host().is_some())
    }

    /// The definitions of a template, each as if it stood alone.
    pub(crate) fn parts(&self, file: FileId) -> impl Iterator<Item = (Analysis, Way<'_>)> {
        let host = self.document(file);
        let parts = host.into_iter().flat_map(move |host| {
            let way = move |part| Way { host, file, part };
            host.parts().iter().map(way)
        });
        parts.map(move |way| (Self::of_part(file, way.part), way))
    }

    /// The definition at a place of a template; `None` in a document that is no template.
    pub(crate) fn inside(&self, at: FilePosition) -> Result<Option<Inside<'_>>, Outside> {
        let Some(host) = self.document(at.file).filter(|it| it.host().is_some()) else {
            return Ok(None);
        };
        let holds = |it: &&Part| it.holds(host.text(), at.offset);
        let part = host.parts().iter().find(holds).ok_or(Outside)?;
        let offset = part.to_part(at.offset).ok_or(Outside)?;
        Ok(Some(Inside {
            analysis: Self::of_part(at.file, part),
            at: FilePosition { offset, ..at },
            way: Way {
                host,
                file: at.file,
                part,
            },
        }))
    }
}

/// Asks the definition at the cursor.
fn at_cursor<T: Relocate + Default>(
    analysis: &Analysis,
    at: FilePosition,
    ask: impl FnOnce(&Analysis, FilePosition) -> T,
) -> T {
    match analysis.inside(at) {
        Ok(None) => ask(analysis, at),
        Ok(Some(inside)) => {
            let answer = ask(&inside.analysis, inside.at);
            answer.relocate(&inside.way).unwrap_or_default()
        }
        Err(Outside) => T::default(),
    }
}

/// Asks all definitions of the document.
fn everywhere<T: Relocate>(
    analysis: &Analysis,
    file: FileId,
    ask: impl Fn(&Analysis, Option<&Part>) -> Vec<T>,
) -> Vec<T> {
    if !analysis.is_host(file) {
        return ask(analysis, None);
    }
    let parts = analysis.parts(file);
    parts
        .flat_map(|(part, way)| way.all(ask(&part, Some(way.part))))
        .collect()
}

/// The template's word on the workflow's type holds, and what it fills in for names.
fn config_of(way: &Way<'_>, config: &CheckConfig) -> CheckConfig {
    let values = around::values_of_part(way.host, way.part);
    let mut config = around::with_values(config, values);
    config.workflow = way.part.workflow().or(config.workflow);
    config
}

/// The same for the file of a definition: what all templates that name it say.
fn config_of_file(analysis: &Analysis, file: FileId, config: &CheckConfig) -> CheckConfig {
    let mut config = around::with_values(config, around::values_of_file(analysis, file));
    config.workflow = around::workflow_of(analysis, file).or(config.workflow);
    config
}
