//! Signature help in the protocol's words.

use std::ops::Range;

use asl_ide::SignatureHelp;
use tower_lsp::lsp_types as lsp;

use super::to_proto::documentation;
use crate::snapshot::Snapshot;

/// One signature with the parameter that is being written.
pub(crate) fn help(snapshot: &Snapshot, help: &SignatureHelp) -> lsp::SignatureHelp {
    let form = snapshot.client.signature_markup;
    let parameter = |(range, about): &(Range<usize>, String)| lsp::ParameterInformation {
        label: if snapshot.client.signature_places {
            lsp::ParameterLabel::LabelOffsets(place(&help.label, range))
        } else {
            let label = help.label.get(range.clone()).unwrap_or_default();
            lsp::ParameterLabel::Simple(label.to_owned())
        },
        documentation: Some(documentation(about, form)),
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

/// The protocol counts in UTF-16 here, whatever was negotiated for positions.
fn place(label: &str, range: &Range<usize>) -> [u32; 2] {
    [range.start, range.end].map(|end| {
        let before = label.get(..end).unwrap_or(label);
        u32::try_from(before.encode_utf16().count()).unwrap_or_default()
    })
}
