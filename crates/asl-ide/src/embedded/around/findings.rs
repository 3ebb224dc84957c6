//! Names that nothing is filled in for, and values that go nowhere.

use asl_check::{
    CheckConfig, Diagnostic, Placeholder, placeholders, undefined_substitutions,
    unused_substitutions,
};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_model::host::Segment;

use super::{Source, is_substituted};
use crate::embedded::{Relocate, Way};
use crate::{Analysis, FileId};

/// Findings in a definition file that templates name.
pub(crate) fn of_file(analysis: &Analysis, file: FileId, config: &CheckConfig) -> Vec<Diagnostic> {
    let sources = analysis.sources(file);
    let Some(document) = analysis.document(file).filter(|_| !sources.is_empty()) else {
        return Vec::new();
    };
    let machines: Vec<_> = sources.iter().map(|it| it.machine).collect();
    let model = document.model();
    undefined_substitutions(model, &placeholders(model), &machines, config)
}

/// What the templates that name a definition file say of the workflow's type, if they agree.
pub(crate) fn workflow_of(analysis: &Analysis, file: FileId) -> Option<WorkflowType> {
    let sources = analysis.sources(file);
    let mut types = sources.iter().map(|it| it.machine.workflow);
    let first = types.next()??;
    types.all(|it| it == Some(first)).then_some(first)
}

/// Findings about a definition in a template, in the template.
pub(crate) fn of_part(way: &Way<'_>, config: &CheckConfig) -> Vec<Diagnostic> {
    let source = Source::of_part(way.file, way.host, way.part);
    let Some(source) = source.filter(|_| !is_substituted(way.part)) else {
        return Vec::new();
    };
    let model = way.part.document().model();
    let used = placeholders(model);
    // What stands between the pieces of a text is made by a function of the template.
    let pieces = way.part.segments();
    let is_written = |it: &&Placeholder| {
        let holds = |piece: &Segment| piece.range.contains_range(it.range);
        pieces.is_empty() || pieces.iter().any(holds)
    };
    let written: Vec<_> = used.iter().filter(is_written).cloned().collect();
    let undefined = undefined_substitutions(model, &written, &[source.machine], config);
    let mut found: Vec<_> = undefined
        .into_iter()
        .filter_map(|it| it.relocate(way))
        .collect();
    found.extend(unused(&source, model, &used, config));
    found
}

/// Findings in a template about definitions in files.
pub(crate) fn of_template(
    analysis: &Analysis,
    file: FileId,
    config: &CheckConfig,
) -> Vec<Diagnostic> {
    let links = analysis.links().iter().filter(|it| it.template == file);
    let found = links.filter_map(|link| {
        let source = analysis.source(file, &link.machine)?;
        let definition = analysis.document(link.definition)?;
        let model = definition.model();
        let used = placeholders(model);
        Some(unused(&source, model, &used, config))
    });
    found.flatten().collect()
}

fn unused(
    source: &Source<'_>,
    model: &Model,
    used: &[Placeholder],
    config: &CheckConfig,
) -> Vec<Diagnostic> {
    unused_substitutions(model, source.placed, used, config)
}
