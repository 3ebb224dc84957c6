//! What was found in an `asl.toml`, in the protocol's words.

use asl_check::Diagnostic;
use asl_text::TextSize;
use tower_lsp::lsp_types as lsp;

use super::findings;
use crate::capabilities::ClientProfile;
use crate::projects::Found;

/// All of a project's findings.
pub(crate) fn diagnostics(project: &Found, client: &ClientProfile) -> Vec<lsp::Diagnostic> {
    let found = project.diagnostics.iter();
    found.map(|it| diagnostic(project, client, it)).collect()
}

fn diagnostic(project: &Found, client: &ClientProfile, found: &Diagnostic) -> lsp::Diagnostic {
    let position = |offset: TextSize| {
        let position = project.text.position(offset, client.encoding);
        lsp::Position::new(position.line, position.character)
    };
    lsp::Diagnostic {
        range: lsp::Range::new(position(found.range.start()), position(found.range.end())),
        severity: Some(findings::severity(found.severity)),
        code: Some(lsp::NumberOrString::String(found.rule.code.to_owned())),
        code_description: findings::code_description(client, found),
        source: Some("asl".to_owned()),
        message: found.message.clone(),
        ..lsp::Diagnostic::default()
    }
}
