//! The notation: what the parser complains about, and keys that are there twice.

use asl_lang::ValueKind;
use asl_model::Model;
use asl_syntax::ast::{Entry, Mapping, Value};
use asl_syntax::{SyntaxErrorKind, SyntaxKind};
use asl_text::{Edit, TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::fields::sentence;
use crate::findings::Findings;
use crate::table::{
    CONTENT_AFTER_DOCUMENT, DUPLICATE_KEY, JSON_COMMENT, SYNTAX_ERROR, TRAILING_COMMA,
    UNSUPPORTED_YAML,
};
use crate::walk::{Meaning, Member, Object};
use crate::{Rule, edits};

/// What the parser complains about.
pub(super) fn errors(model: &Model, findings: &mut Findings) {
    for error in model.parse().errors() {
        if error.kind == SyntaxErrorKind::MissingColon
            && let Some(colon) = glued_colon(model, error.range.start())
        {
            let message = "A blank is missing after this colon";
            let edits = edits::replace(TextRange::empty(colon.end()), " ");
            findings
                .report(&SYNTAX_ERROR, colon, message)
                .maybe("Insert a blank", edits);
            continue;
        }
        let mut finding =
            findings.report(rule_of(error.kind), error.range, sentence(error.message()));
        if let Some(other) = error.related() {
            finding = finding.related(other, "This is not closed");
        }
        if let Some(edit) = error.repair() {
            finding.maybe(title(&edit), vec![edit]);
        }
    }
}

/// The colon inside a word that YAML reads as one text: `Type:Pass`.
fn glued_colon(model: &Model, end: TextSize) -> Option<TextRange> {
    let root = model.parse().syntax();
    let word = root.token_at_offset(end).left_biased()?;
    let at = TextSize::of(word.text().split_once(':')?.0);
    let colon = TextRange::at(word.text_range().start() + at, TextSize::of(':'));
    let is_word = word.kind() == SyntaxKind::PLAIN && at > TextSize::new(0);
    (is_word && colon.end() < word.text_range().end()).then_some(colon)
}

fn rule_of(kind: SyntaxErrorKind) -> &'static Rule {
    match kind {
        SyntaxErrorKind::ContentAfterDocument => &CONTENT_AFTER_DOCUMENT,
        SyntaxErrorKind::Comment => &JSON_COMMENT,
        SyntaxErrorKind::TrailingComma => &TRAILING_COMMA,
        SyntaxErrorKind::ComplexKey => &UNSUPPORTED_YAML,
        _ => &SYNTAX_ERROR,
    }
}

fn title(edit: &Edit) -> String {
    match (edit.range.is_empty(), edit.insert.trim()) {
        (_, "") => "Remove it".to_owned(),
        (true, text) => format!("Insert {text}"),
        (false, text) => format!("Change to {text}"),
    }
}

/// Tools that deploy a definition read the first document of a YAML stream.
pub(super) fn further_documents(model: &Model, findings: &mut Findings) {
    let root = model.parse().root();
    for value in root.documents().skip(1).filter_map(|it| it.value()) {
        let range = edits::first_token(value.syntax());
        let message = "A file holds one definition; this document is not read";
        findings.report(&CONTENT_AFTER_DOCUMENT, range, message);
    }
}

/// Keys that an object of the definition has twice.
pub(super) fn duplicate_keys(object: &Object<'_>, findings: &mut Findings) {
    for (at, member) in object.members.iter().enumerate() {
        let earlier = object.members[..at]
            .iter()
            .find(|it| it.name == member.name);
        if let Some(earlier) = earlier {
            duplicate(&member.name, &member.entry, &earlier.entry, findings);
        }
    }
}

/// Keys that an object of the payload has twice, at any depth.
pub(super) fn duplicate_keys_in_data(
    object: &Object<'_>,
    member: &Member,
    findings: &mut Findings,
) {
    let is_data = match member.meaning {
        Meaning::Field(field) => matches!(
            field.value,
            ValueKind::Template | ValueKind::Assignments | ValueKind::Json
        ),
        Meaning::Nothing => true,
        _ => false,
    };
    if let (true, Some(value)) = (is_data, &member.value) {
        let _ = object;
        in_value(value, findings);
    }
}

fn in_value(value: &Value, findings: &mut Findings) {
    match value {
        Value::Mapping(it) => in_mapping(it, findings),
        Value::Sequence(it) => it.values().for_each(|it| in_value(&it, findings)),
        Value::Scalar(_) | Value::Alias(_) | Value::Missing(_) => {}
    }
}

fn in_mapping(mapping: &Mapping, findings: &mut Findings) {
    let mut seen: FxHashMap<String, Entry> = FxHashMap::default();
    for entry in mapping.entries() {
        let Some(name) = entry.key().map(|it| it.text()) else {
            continue;
        };
        if let Some(value) = entry.value() {
            in_value(&value, findings);
        }
        match seen.get(&name) {
            Some(first) => duplicate(&name, &entry, first, findings),
            None => drop(seen.insert(name, entry)),
        }
    }
}

fn duplicate(name: &str, entry: &Entry, first: &Entry, findings: &mut Findings) {
    let range = |it: &Entry| it.key().map_or(it.range(), |it| it.content_range());
    if name == "<<" {
        return;
    }
    findings
        .report(
            &DUPLICATE_KEY,
            range(entry),
            format!("The key \"{name}\" is there twice"),
        )
        .related(range(first), "It is here first")
        .maybe("Remove this one", edits::remove(entry))
        .maybe("Remove the first one", edits::remove(first));
}
