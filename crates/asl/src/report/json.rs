//! Findings for machines: one array, positions as in the Language Server Protocol (zero-based,
//! characters in UTF-16 code units).

use asl_check::{Diagnostic, Related};
use asl_text::{Encoding, Position, Text, TextRange};
use serde_json::{Value, json};

use super::Other;

/// One file's findings: `{"file", "diagnostics": [{"severity", "code", "message", "range"}]}`. Where other
/// places belong to a finding it has `"related": [{"message", "range"}]`, too, each with its `"file"` where that is
/// another one.
pub(crate) fn file(name: &str, text: &str, diagnostics: &[Diagnostic], others: &[Other]) -> Value {
    let text = Text::new(text);
    let diagnostics = diagnostics.iter();
    let diagnostics: Vec<_> = diagnostics
        .map(|it| diagnostic(&text, it, others))
        .collect();
    json!({ "file": name, "diagnostics": diagnostics })
}

fn diagnostic(text: &Text, diagnostic: &Diagnostic, others: &[Other]) -> Value {
    let mut value = json!({
        "severity": diagnostic.severity.name(),
        "code": diagnostic.rule.code,
        "message": diagnostic.message,
        "range": range(text, diagnostic.range),
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter();
        value["related"] = related.map(|it| place(text, it, others)).collect();
    }
    value
}

fn place(text: &Text, related: &Related, others: &[Other]) -> Value {
    match Other::of(related, others) {
        Some(other) => json!({
            "file": other.name,
            "message": related.message,
            "range": range(&Text::new(&other.text), related.range),
        }),
        None => json!({ "message": related.message, "range": range(text, related.range) }),
    }
}

fn range(text: &Text, range: TextRange) -> Value {
    let range = text.range(range, Encoding::Utf16);
    json!({ "start": position(range.start), "end": position(range.end) })
}

fn position(position: Position) -> Value {
    json!({ "line": position.line, "character": position.character })
}
