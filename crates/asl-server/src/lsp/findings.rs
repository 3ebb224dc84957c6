//! What is wrong, in the protocol's words.

use asl_check::{Severity, Tag};
use asl_ide::{Diagnostic, FileId};
use tower_lsp::lsp_types as lsp;

use super::to_proto::{location_in, range};
use crate::capabilities::ClientProfile;
use crate::snapshot::Snapshot;

/// Where the page of a rule can be read.
const PAGES: &str = concat!(
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/crates/asl-check/rules"
);

/// The page of the rule, for clients that link to it.
pub(crate) fn code_description(
    client: &ClientProfile,
    found: &Diagnostic,
) -> Option<lsp::CodeDescription> {
    let page = || format!("{PAGES}/{}.md", found.rule.code).parse().ok();
    let href = client.code_description.then(page).flatten()?;
    Some(lsp::CodeDescription { href })
}

/// A finding.
pub(crate) fn diagnostic(snapshot: &Snapshot, found: &Diagnostic) -> lsp::Diagnostic {
    let client = &snapshot.client;
    lsp::Diagnostic {
        range: range(snapshot, found.range),
        severity: Some(severity(found.severity)),
        code: Some(lsp::NumberOrString::String(found.rule.code.to_owned())),
        code_description: code_description(client, found),
        source: Some("asl".to_owned()),
        message: found.message.clone(),
        related_information: client.related_information.then(|| related(snapshot, found)),
        tags: found
            .tag
            .filter(|_| client.diagnostic_tags)
            .map(|it| vec![tag(it)]),
        data: None,
    }
}

pub(super) fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

fn tag(tag: Tag) -> lsp::DiagnosticTag {
    match tag {
        Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
        Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
    }
}

fn related(snapshot: &Snapshot, found: &Diagnostic) -> Vec<lsp::DiagnosticRelatedInformation> {
    let places = found.related.iter();
    places
        .map(|it| lsp::DiagnosticRelatedInformation {
            location: location_in(
                snapshot,
                FileId(it.file.unwrap_or(snapshot.file.0)),
                it.range,
            ),
            message: it.message.clone(),
        })
        .collect()
}
