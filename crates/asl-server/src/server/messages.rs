//! The table of contents: every message that we understand, and the function that answers it.
//!
//! A request is always the same steps: take the snapshot, read the place, ask asl-ide, write the answer down, wrap it.
//! A notification changes the state and touches the publisher; none of them waits for anything.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::{LanguageServer, async_trait, lsp_types as lsp};

use super::Server;
use crate::capabilities::{self, ClientProfile};
use crate::config::InitializationOptions;
use crate::lsp::{completion, edits, from_proto, outline, signature, to_proto};
use crate::{commands, features, parent, settings};

#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let client = ClientProfile::new(&params);
        self.state.workspace.begin(&params);
        let capabilities = capabilities::server(&client);
        self.state.initialize(
            client,
            InitializationOptions::read(params.initialization_options),
        );
        if let Some(pid) = params.process_id {
            parent::watch(pid, Arc::clone(&self.lifecycle));
        }
        Ok(lsp::InitializeResult {
            capabilities,
            server_info: Some(lsp::ServerInfo {
                name: "asl".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        settings::subscribe(self);
    }

    async fn shutdown(&self) -> Result<()> {
        self.lifecycle.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        self.state.documents.open(params.text_document);
        self.publisher.touch(uri);
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        if self
            .state
            .documents
            .change(&params, self.state.client().encoding)
        {
            self.publisher.touch(params.text_document.uri);
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        self.state.documents.close(&params.text_document.uri);
        self.state.colours.forget(&params.text_document.uri);
        self.state.examples.forget(&params.text_document.uri);
        self.state.rehearsals.forget(&params.text_document.uri);
        self.publisher.touch(params.text_document.uri);
    }

    async fn did_save(&self, _: lsp::DidSaveTextDocumentParams) {}

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        settings::changed(self, &params.settings);
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        let uris: Vec<_> = params.changes.into_iter().map(|it| it.uri).collect();
        settings::files_changed(self, &uris);
    }

    async fn completion(
        &self,
        params: lsp::CompletionParams,
    ) -> Result<Option<lsp::CompletionResponse>> {
        let place = params.text_document_position;
        self.ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let config = snapshot.completion_config();
            let items = asl_ide::completions(&snapshot.analysis, at, &config);
            Some(completion::completions(snapshot, items))
        })
        .await
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        let form = self.state.client().completion_markup;
        Ok(completion::resolved(item, form))
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        features::hover::page(self, params).await
    }

    async fn signature_help(
        &self,
        params: lsp::SignatureHelpParams,
    ) -> Result<Option<lsp::SignatureHelp>> {
        let place = params.text_document_position_params;
        self.ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let help = asl_ide::signature_help(&snapshot.analysis, at)?;
            Some(signature::help(snapshot, &help))
        })
        .await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        features::colours::whole(self, params).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        features::colours::changed(self, params).await
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        features::colours::within(self, params).await
    }

    async fn goto_definition(
        &self,
        params: lsp::GotoDefinitionParams,
    ) -> Result<Option<lsp::GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        self.ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let targets = asl_ide::goto_definition(&snapshot.analysis, at);
            let files = asl_ide::linked_files(&snapshot.analysis, at);
            to_proto::definition(snapshot, targets, files)
        })
        .await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let place = params.text_document_position;
        let declaration = params.context.include_declaration;
        self.ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let found = asl_ide::references(&snapshot.analysis, at, declaration)?;
            Some(
                found
                    .iter()
                    .map(|it| to_proto::location(snapshot, it.range))
                    .collect(),
            )
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let place = params.text_document_position_params;
        self.ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let found = asl_ide::document_highlight(&snapshot.analysis, at);
            Some(
                found
                    .iter()
                    .map(|it| to_proto::highlight(snapshot, it))
                    .collect(),
            )
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        self.try_ask(&params.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, params.position);
            let name =
                asl_ide::prepare_rename(&snapshot.analysis, at).map_err(to_proto::refusal)?;
            Ok(Some(to_proto::prepared_rename(snapshot, name)))
        })
        .await
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let place = params.text_document_position;
        self.try_ask(&place.text_document.uri, move |snapshot| {
            let at = from_proto::file_position(snapshot, place.position);
            let change = asl_ide::rename(&snapshot.analysis, at, &params.new_name)
                .map_err(to_proto::refusal)?;
            Ok(Some(edits::workspace_edit(snapshot, &change)))
        })
        .await
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        self.ask(&params.text_document.uri, |snapshot| {
            let symbols = asl_ide::document_symbols(&snapshot.analysis, snapshot.file);
            Some(outline::document_symbols(snapshot, symbols))
        })
        .await
    }

    async fn folding_range(
        &self,
        params: lsp::FoldingRangeParams,
    ) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.ask(&params.text_document.uri, |snapshot| {
            let folds = asl_ide::folding_ranges(&snapshot.analysis, snapshot.file);
            Some(
                folds
                    .iter()
                    .map(|it| to_proto::folding_range(snapshot, it))
                    .collect(),
            )
        })
        .await
    }

    async fn selection_range(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        self.ask(&params.text_document.uri, move |snapshot| {
            let at: Vec<_> = params
                .positions
                .iter()
                .map(|it| from_proto::offset(snapshot, *it))
                .collect();
            let found = asl_ide::selection_ranges(&snapshot.analysis, snapshot.file, &at);
            Some(
                found
                    .iter()
                    .map(|it| to_proto::selection_range(snapshot, it))
                    .collect(),
            )
        })
        .await
    }

    async fn formatting(
        &self,
        params: lsp::DocumentFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.ask(&params.text_document.uri, |snapshot| {
            let config = snapshot.format_config();
            let edits = asl_ide::format(&snapshot.analysis, snapshot.file, &config);
            Some(edits::text_edits(snapshot, &edits))
        })
        .await
    }

    async fn range_formatting(
        &self,
        params: lsp::DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.ask(&params.text_document.uri, move |snapshot| {
            let range = from_proto::file_range(snapshot, params.range);
            let config = snapshot.format_config();
            let edits = asl_ide::format_range(&snapshot.analysis, range, &config);
            Some(edits::text_edits(snapshot, &edits))
        })
        .await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: lsp::CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyItem>>> {
        features::hierarchy::prepare(self, params).await
    }

    async fn incoming_calls(
        &self,
        params: lsp::CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyIncomingCall>>> {
        features::hierarchy::incoming(self, params).await
    }

    async fn outgoing_calls(
        &self,
        params: lsp::CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyOutgoingCall>>> {
        features::hierarchy::outgoing(self, params).await
    }

    async fn inlay_hint(
        &self,
        params: lsp::InlayHintParams,
    ) -> Result<Option<Vec<lsp::InlayHint>>> {
        features::hints::inlay(self, params).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        features::lenses::all(self, params).await
    }

    async fn document_link(
        &self,
        params: lsp::DocumentLinkParams,
    ) -> Result<Option<Vec<lsp::DocumentLink>>> {
        features::hints::links(self, params).await
    }

    async fn on_type_formatting(
        &self,
        params: lsp::DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        features::hints::typed(self, params).await
    }

    async fn diagnostic(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReportResult> {
        features::pull::of_document(self, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        features::pull::of_workspace(self, params).await
    }

    async fn symbol(
        &self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Result<Option<Vec<lsp::SymbolInformation>>> {
        features::symbols::of_workspace(self, params).await
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        self.state.workspace.changed_by(&params.event);
    }

    async fn code_action(
        &self,
        params: lsp::CodeActionParams,
    ) -> Result<Option<lsp::CodeActionResponse>> {
        let offers_simulation =
            !self.state.client_shows_reports() && self.state.client().show_document;
        self.ask(&params.text_document.uri, move |snapshot| {
            let range = from_proto::file_range(snapshot, params.range);
            let (only, config) = (params.context.only.as_deref(), snapshot.check_config());
            let mut found = asl_ide::code_actions(&snapshot.analysis, range, &config);
            if from_proto::wants_source(only) {
                found = asl_ide::source_actions(&snapshot.analysis, range.file, &config);
            }
            from_proto::retain_wanted(&mut found, only);
            let mut actions = edits::code_actions(snapshot, &found);
            if offers_simulation && params.context.only.is_none() {
                actions.extend(commands::actions(snapshot, params.range.start));
            }
            Some(actions)
        })
        .await
    }

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<Value>> {
        commands::execute(self, params).await.map(Some)
    }
}
