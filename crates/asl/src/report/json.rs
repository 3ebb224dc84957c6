//! Findings for machines: one array, positions as in the Language Server Protocol (zero-based,
//! characters in UTF-16 code units).

use asl_check::Diagnostic;
use asl_text::{Encoding, Position, Text};
use serde_json::{Value, json};

/// One file's findings: `{"file", "diagnostics": [{"severity", "code", "message", "range"}]}`.
pub(crate) fn file(name: &str, text: &str, diagnostics: &[Diagnostic]) -> Value {
    let text = Text::new(text);
    let diagnostics: Vec<_> = diagnostics.iter().map(|it| diagnostic(&text, it)).collect();
    json!({ "file": name, "diagnostics": diagnostics })
}

fn diagnostic(text: &Text, diagnostic: &Diagnostic) -> Value {
    let range = text.range(diagnostic.range, Encoding::Utf16);
    json!({
        "severity": diagnostic.severity.name(),
        "code": diagnostic.rule.code,
        "message": diagnostic.message,
        "range": { "start": position(range.start), "end": position(range.end) },
    })
}

fn position(position: Position) -> Value {
    json!({ "line": position.line, "character": position.character })
}
