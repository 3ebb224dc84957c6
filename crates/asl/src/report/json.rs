//! Findings for machines: one array, positions as in the Language Server Protocol (zero-based,
//! characters in UTF-16 code units).

use asl_check::Diagnostic;
use asl_text::{Encoding, Position, Text, TextRange};
use serde_json::{Value, json};

/// One file's findings: `{"file", "diagnostics": [{"severity", "code", "message", "range"}]}`. Where other
/// places belong to a finding it has `"related": [{"message", "range"}]`, too.
pub(crate) fn file(name: &str, text: &str, diagnostics: &[Diagnostic]) -> Value {
    let text = Text::new(text);
    let diagnostics: Vec<_> = diagnostics.iter().map(|it| diagnostic(&text, it)).collect();
    json!({ "file": name, "diagnostics": diagnostics })
}

fn diagnostic(text: &Text, diagnostic: &Diagnostic) -> Value {
    let mut value = json!({
        "severity": diagnostic.severity.name(),
        "code": diagnostic.rule.code,
        "message": diagnostic.message,
        "range": range(text, diagnostic.range),
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter();
        let related =
            related.map(|it| json!({ "message": it.message, "range": range(text, it.range) }));
        value["related"] = related.collect();
    }
    value
}

fn range(text: &Text, range: TextRange) -> Value {
    let range = text.range(range, Encoding::Utf16);
    json!({ "start": position(range.start), "end": position(range.end) })
}

fn position(position: Position) -> Value {
    json!({ "line": position.line, "character": position.character })
}
