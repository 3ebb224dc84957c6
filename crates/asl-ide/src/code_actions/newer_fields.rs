//! Fields that have newer names.

use asl_lang::{Field, Place};
use asl_syntax::ast::Entry;
use asl_text::Edit;

use super::refactor::{Target, action};
use super::{CodeAction, CodeActionKind};
use crate::{Document, FileRange};

/// "Change Iterator to ItemProcessor" on the name of a state: all its fields that have newer names get those, which
/// means the same.
pub(super) fn newer_fields(document: &Document, range: FileRange) -> Option<CodeAction> {
    let target = Target::named(document, range)?;
    let place = Place::State(target.state.kind()?);
    let language = target.state.query_language();
    let newer = |entry: &Entry| {
        let field = asl_lang::field(place, &entry.key()?.text())?;
        let newer = field
            .deprecated
            .filter(|it| target.fields.get(it).is_none());
        newer.filter(|_| field.languages.contains(language))?;
        Some((field, entry.key()?.content_range()))
    };
    let found: Vec<_> = target
        .fields
        .entries()
        .filter_map(|it| newer(&it))
        .collect();
    let names = found.iter().filter_map(|(field, _)| words(field));
    let title = format!("Change {}", names.collect::<Vec<_>>().join(", "));
    let edits = found.iter().filter_map(|(field, range)| {
        Some(Edit {
            range: *range,
            insert: field.deprecated?.to_owned(),
        })
    });
    let edits: Vec<_> = edits.collect();
    (!edits.is_empty()).then(|| CodeAction {
        kind: CodeActionKind::Rewrite,
        ..action(title, range, edits)
    })
}

fn words(field: &Field) -> Option<String> {
    Some(format!("\"{}\" to \"{}\"", field.name, field.deprecated?))
}
