//! Findings as SARIF 2.1.0, the form that code scanning reads.

use std::fmt::Write as _;

use asl_check::{Diagnostic, Fix, RULES, Rule, Severity};
use asl_text::{Encoding, Text, TextRange};
use serde_json::{Value, json};

use super::Other;

/// Where the form is defined.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole document around the results of all files.
pub(crate) fn log(results: &[Value]) -> Value {
    let rules: Vec<_> = RULES.iter().map(|it| rule(it)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "asl",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    })
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.summary, "markdown": rule.page },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.group.name()] },
    })
}

/// The results of one file.
pub(crate) fn results(
    name: &str,
    text: &str,
    diagnostics: &[Diagnostic],
    others: &[Other],
) -> Vec<Value> {
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let file = File::new(name, text);
    let diagnostics = diagnostics.iter();
    diagnostics.map(|it| file.result(it, others)).collect()
}

struct File {
    uri: String,
    text: Text,
}

impl File {
    fn new(name: &str, text: &str) -> Self {
        Self {
            uri: uri(name),
            text: Text::new(text),
        }
    }

    fn result(&self, found: &Diagnostic, others: &[Other]) -> Value {
        let mut result = json!({
            "ruleId": found.rule.code,
            "ruleIndex": RULES.iter().position(|it| *it == found.rule),
            "level": level(found.severity),
            "message": { "text": found.message },
            "locations": [{ "physicalLocation": self.place(found.range) }],
        });
        if !found.related.is_empty() {
            let related = found.related.iter().enumerate().map(|(id, it)| {
                let place = match Other::of(it, others) {
                    Some(other) => Self::new(&other.name, &other.text).place(it.range),
                    None => self.place(it.range),
                };
                json!({
                    "id": id,
                    "message": { "text": it.message },
                    "physicalLocation": place,
                })
            });
            result["relatedLocations"] = related.collect();
        }
        if !found.fixes.is_empty() {
            result["fixes"] = found.fixes.iter().map(|it| self.fix(it)).collect();
        }
        result
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": self.region(edit.range),
                "insertedContent": { "text": edit.insert },
            })
        });
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": self.uri },
                "replacements": replacements.collect::<Value>(),
            }],
        })
    }

    fn place(&self, range: TextRange) -> Value {
        json!({ "artifactLocation": { "uri": self.uri }, "region": self.region(range) })
    }

    /// Lines and columns count from 1, the end column stands behind the last character.
    fn region(&self, range: TextRange) -> Value {
        let range = self.text.range(range, Encoding::Utf16);
        json!({
            "startLine": range.start.line + 1,
            "startColumn": range.start.character + 1,
            "endLine": range.end.line + 1,
            "endColumn": range.end.character + 1,
        })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// A path as a reference relative to where the command was run, or as a file's URI.
fn uri(name: &str) -> String {
    let name = name.replace('\\', "/");
    let has_drive = name.get(1..3) == Some(":/");
    let mut uri = match name.starts_with('/') {
        _ if has_drive => "file:///".to_owned(),
        true => "file://".to_owned(),
        false => String::new(),
    };
    for (at, byte) in name.bytes().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
        if is_plain || (has_drive && at == 1) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("a b/ä.asl.json"), "a%20b/%C3%A4.asl.json");
        assert_eq!(uri("a:b.asl.json"), "a%3Ab.asl.json");
        assert_eq!(uri("/tmp/x.asl"), "file:///tmp/x.asl");
        assert_eq!(uri("C:\\x\\y.asl"), "file:///C:/x/y.asl");
    }
}
