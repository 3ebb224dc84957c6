//! What can be done about the whole document at once, when it is saved for instance.

use asl_check::CheckConfig;
use asl_syntax::{TextRange, TextSize};
use asl_text::Edit;

use super::{CodeAction, CodeActionKind, sort_states};
use crate::embedded::Way;
use crate::{Analysis, Document, FileId, SourceChange, diagnostics};

/// The quick fixes that nearly everybody wants, all at once; the states of all machines in the order in which they are
/// reached. Asked for by name only, as editors do on saving.
pub fn source_actions(analysis: &Analysis, file: FileId, config: &CheckConfig) -> Vec<CodeAction> {
    let fixes = fix_all(analysis, file, config);
    let sorted = analysis.document(file).map(|it| sorted_machines(it, file));
    let all = [
        ("Fix all", CodeActionKind::FixAll, fixes),
        (
            "Sort states by flow",
            CodeActionKind::SortStates,
            sorted.unwrap_or_default(),
        ),
    ];
    let wanted = all.into_iter().filter(|it| !it.2.is_empty());
    let action = |(title, kind, edits): (&str, _, _)| CodeAction {
        title: title.to_owned(),
        kind,
        change: SourceChange {
            edits: vec![(file, edits)],
        },
        file: None,
        diagnostic: None,
        preferred: false,
    };
    wanted.map(action).collect()
}

/// The best fix of each finding; of two that change the same place the first.
fn fix_all(analysis: &Analysis, file: FileId, config: &CheckConfig) -> Vec<Edit> {
    let mut all: Vec<Edit> = Vec::new();
    for finding in diagnostics(analysis, file, config) {
        let Some(fix) = finding.fixes.into_iter().find(|it| it.preferred) else {
            continue;
        };
        let touches = |a: &Edit, b: &Edit| a.range.intersect(b.range).is_some();
        let is_free = fix
            .edits
            .iter()
            .all(|it| !all.iter().any(|other| touches(it, other)));
        if is_free {
            all.extend(fix.edits);
        }
    }
    all.sort_by_key(|it| it.range.start());
    all
}

/// Sorts the machines of a definition, or those of all definitions in a template.
fn sorted_machines(document: &Document, file: FileId) -> Vec<Edit> {
    if document.host().is_none() {
        let edits = sort_all(document).unwrap_or_default();
        let keeps_all = edits.iter().all(|it| !document.hides(it.range));
        return if keeps_all { edits } else { Vec::new() };
    }
    let of_part = |part| {
        let way = Way {
            host: document,
            file,
            part,
        };
        way.every(sort_all(part.document())?)
    };
    let mut edits: Vec<_> = document
        .parts()
        .iter()
        .filter_map(of_part)
        .flatten()
        .collect();
    edits.sort_by_key(|it| it.range.start());
    edits
}

/// Sorts one machine after the other, until all are.
fn sort_all(document: &Document) -> Option<Vec<Edit>> {
    let mut sorted = document.clone();
    for _ in 0..=document.model().machines().len() {
        let model = sorted.model();
        let mut machines = model.machines().iter();
        let Some(mut edits) = machines.find_map(|it| sort_states::edits(&sorted, it.id())) else {
            break;
        };
        edits.sort_by_key(|it| std::cmp::Reverse(it.range.start()));
        sorted.edit_all(&edits).ok()?;
    }
    difference(&document.text().to_string(), &sorted.text().to_string()).map(|it| vec![it])
}

/// The edit that makes one text of the other.
fn difference(before: &str, after: &str) -> Option<Edit> {
    if before == after {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = (before.chars().zip(after.chars()))
        .take_while(same)
        .map(|it| it.0.len_utf8())
        .sum();
    let ends = before[start..]
        .chars()
        .rev()
        .zip(after[start..].chars().rev());
    let end: usize = ends.take_while(same).map(|it| it.0.len_utf8()).sum();
    let size = |it: usize| TextSize::try_from(it).ok();
    Some(Edit {
        range: TextRange::new(size(start)?, size(before.len() - end)?),
        insert: after[start..after.len() - end].to_owned(),
    })
}
