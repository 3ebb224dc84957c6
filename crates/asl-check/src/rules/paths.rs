//! JSONPath in the fields that hold nothing but a path.

use asl_lang::{Root, ValueKind};
use asl_path::path::{self, Path};
use asl_path::{StringKind, string_kind};
use asl_syntax::ast::{Decoded, Value};
use asl_text::TextRange;

use super::intrinsics;
use crate::edits;
use crate::findings::Findings;
use crate::literal::is_placeholder;
use crate::table::{INVALID_PATH, INVALID_REFERENCE_PATH};
use crate::walk::{Meaning, Member, Object};

/// What a field wants of its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Path,
    PathOrCall,
    ReferencePath(Root),
}

/// Fields whose value is a path.
pub(super) fn paths(object: &Object<'_>, member: &Member, findings: &mut Findings) {
    let Some(wanted) = wanted(object, member) else {
        return;
    };
    let (Some(_), Some(Value::Scalar(scalar))) = (member.literal.text(), &member.value) else {
        return;
    };
    let decoded = scalar.decoded();
    let kind = string_kind(&decoded.text);
    if wanted == Wanted::PathOrCall && kind == StringKind::Intrinsic {
        intrinsics::call(&decoded, findings);
        return;
    }
    let Some(path) = path(&decoded, findings) else {
        return;
    };
    if let Wanted::ReferencePath(root) = wanted {
        reference_path(&path, root, &decoded, findings);
    }
}

fn wanted(object: &Object<'_>, member: &Member) -> Option<Wanted> {
    if let Meaning::Operator(operator) = member.meaning {
        return (operator.is_path && !object.is_jsonata()).then_some(Wanted::Path);
    }
    match member.field(object)?.value {
        ValueKind::Path {
            intrinsic: true, ..
        } => Some(Wanted::PathOrCall),
        ValueKind::Path { .. } | ValueKind::Variable => Some(Wanted::Path),
        ValueKind::ReferencePath { root, .. } => Some(Wanted::ReferencePath(root)),
        _ => None,
    }
}

/// Reads a path; reports what is wrong with it and answers it when nothing is.
pub(super) fn path(decoded: &Decoded, findings: &mut Findings) -> Option<Path> {
    if is_placeholder(&decoded.text) {
        return None;
    }
    if !decoded.text.trim_start().starts_with('$') {
        let message = "A path starts with $, as in $.order.id";
        let finding = findings.report(&INVALID_PATH, whole(decoded), message);
        if is_names(&decoded.text) {
            let path = format!("$.{}", decoded.text);
            let title = format!("Change to \"{path}\"");
            finding.maybe(title, edits::replace(whole(decoded), path));
        }
        return None;
    }
    let parsed = path::parse(&decoded.text);
    // One slip often breaks a path in several ways; the first says it best.
    if let Some(error) = parsed.errors.first() {
        let range = decoded.map.to_source_range(error.range);
        findings.report(&INVALID_PATH, range, error.message.clone());
    }
    parsed.errors.is_empty().then_some(parsed.value)
}

fn reference_path(path: &Path, root: Root, decoded: &Decoded, findings: &mut Findings) {
    if let Err(error) = path.is_reference_path() {
        let range = decoded.map.to_source_range(error.range);
        findings.report(&INVALID_REFERENCE_PATH, range, error.message);
    }
    if root == Root::Input && path.root != path::Root::Input {
        let range = decoded.map.to_source_range(path.root_range);
        let message = "This path says where to write and must start at the state's data: $";
        findings.report(&INVALID_REFERENCE_PATH, range, message);
    }
}

/// Whether a text is names with dots between them, which only lack where they start.
fn is_names(text: &str) -> bool {
    let is_name = |it: &str| {
        let starts_well = it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
        starts_well && it.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
    };
    text.split('.').all(is_name)
}

/// Where the whole string stands in the document.
pub(super) fn whole(decoded: &Decoded) -> TextRange {
    let end = asl_text::TextSize::of(decoded.text.as_str());
    decoded.map.to_source_range(TextRange::up_to(end))
}
