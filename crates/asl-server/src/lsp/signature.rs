//! Signature help in the protocol's words.

use asl_ide::SignatureHelp;
use tower_lsp::lsp_types as lsp;

use super::to_proto::documentation;
use crate::snapshot::Snapshot;

/// One signature with the parameter that is being written.
pub(crate) fn help(snapshot: &Snapshot, help: &SignatureHelp) -> lsp::SignatureHelp {
    let form = snapshot.client.signature_markup;
    let parameter = |(range, about): &(std::ops::Range<usize>, String)| {
        let label = help.label.get(range.clone()).unwrap_or_default();
        lsp::ParameterInformation {
            label: lsp::ParameterLabel::Simple(label.to_owned()),
            documentation: Some(documentation(about, form)),
        }
    };
    // A number behind the last parameter shows none of them.
    let beyond = help.parameters.len();
    let active = u32::try_from(help.active.unwrap_or(beyond)).ok();
    lsp::SignatureHelp {
        signatures: vec![lsp::SignatureInformation {
            label: help.label.clone(),
            documentation: Some(documentation(&help.documentation, form)),
            parameters: Some(help.parameters.iter().map(parameter).collect()),
            active_parameter: active,
        }],
        active_signature: Some(0),
        active_parameter: active,
    }
}
