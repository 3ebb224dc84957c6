//! Inlay hints, links, formatting while typing.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

use crate::lsp::{edits, from_proto, to_proto};
use crate::server::Server;

/// The hints in a range, as the user wants them.
pub(crate) async fn inlay(
    server: &Server,
    params: lsp::InlayHintParams,
) -> Result<Option<Vec<lsp::InlayHint>>> {
    server
        .ask(&params.text_document.uri, move |snapshot| {
            let range = from_proto::file_range(snapshot, params.range);
            let mut config = snapshot.settings.inlay_hints.clone();
            config.values = snapshot.check_config().substitutions;
            let found = asl_ide::inlay_hints(&snapshot.analysis, range, &config);
            let hint = |it: asl_ide::InlayHint| lsp::InlayHint {
                position: to_proto::position(snapshot, it.offset),
                label: it.label.into(),
                kind: None,
                text_edits: None,
                tooltip: None,
                padding_left: Some(true),
                padding_right: Some(true),
                data: None,
            };
            Some(found.into_iter().map(hint).collect())
        })
        .await
}

/// What can be opened.
pub(crate) async fn links(
    server: &Server,
    params: lsp::DocumentLinkParams,
) -> Result<Option<Vec<lsp::DocumentLink>>> {
    server
        .ask(&params.text_document.uri, move |snapshot| {
            let found = asl_ide::document_links(&snapshot.analysis, snapshot.file);
            let link = |it: asl_ide::DocumentLink| {
                Some(lsp::DocumentLink {
                    range: to_proto::range(snapshot, it.range),
                    target: Some(it.target.parse().ok()?),
                    tooltip: Some(it.tooltip.to_owned()),
                    data: None,
                })
            };
            let file = |it: asl_ide::RangeInfo<Vec<asl_ide::LinkedFile>>| {
                Some(lsp::DocumentLink {
                    range: to_proto::range(snapshot, it.range),
                    target: it.info.iter().find_map(|it| snapshot.existing(it)),
                    tooltip: Some("Open the definition".to_owned()),
                    data: None,
                })
                .filter(|it| it.target.is_some())
            };
            let files = snapshot.analysis.definition_files(snapshot.file);
            let files = files.into_iter().filter_map(file);
            Some(found.into_iter().filter_map(link).chain(files).collect())
        })
        .await
}

/// What follows a letter that was just typed.
pub(crate) async fn typed(
    server: &Server,
    params: lsp::DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    let place = params.text_document_position;
    server
        .ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let typed = params.ch.chars().next()?;
            let config = snapshot.format_config();
            let edits = asl_ide::on_type_formatting(&snapshot.analysis, at, typed, &config);
            Some(edits::text_edits(snapshot, &edits))
        })
        .await
}
