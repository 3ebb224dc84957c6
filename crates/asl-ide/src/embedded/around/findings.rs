//! Names that nothing is filled in for, and values that go nowhere.

use asl_check::{
    CheckConfig, Diagnostic, Placeholder, Related, placeholders, undefined_substitutions,
    unused_substitutions,
};
use asl_lang::WorkflowType;
use asl_model::Model;
use asl_model::host::{Definition, Segment};
use asl_text::TextRange;

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
    let mut found = undefined_substitutions(model, &placeholders(model), &machines, config);
    for it in &mut found {
        it.related = sources.iter().map(|at| named_in(at, file)).collect();
    }
    found
}

/// Where a template names the definition that has a name too many: what it fills in stands around there.
fn named_in(source: &Source<'_>, definition: FileId) -> Related {
    let machine = &source.placed.facts.name;
    let range = match (
        &source.machine.definition,
        source.machine.substitutions.first(),
    ) {
        (_, Some(first)) => first.name_range,
        (Some(Definition::File { range, .. } | Definition::Inline(range)), None) => *range,
        _ => TextRange::default(),
    };
    Related {
        file: (source.file != definition).then_some(source.file.0),
        range: range + source.placed.offset,
        message: format!("\"{machine}\" fills in names here"),
    }
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
    let relocated = undefined.into_iter().filter_map(|it| it.relocate(way));
    let mut found: Vec<_> = relocated
        .map(|it| Diagnostic {
            related: vec![named_in(&source, way.file)],
            ..it
        })
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
        let mut found = unused(&source, model, &used, config);
        for it in &mut found {
            it.related.push(Related {
                file: Some(link.definition.0),
                range: TextRange::default(),
                message: "The definition that it is meant for".to_owned(),
            });
        }
        Some(found)
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
