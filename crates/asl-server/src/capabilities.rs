//! What the client can do, read once from `initialize`, and what we offer it in turn.

use asl_text::Encoding;
use tower_lsp::lsp_types as lsp;

use crate::commands;
use crate::lsp::edits::{ACTION_KINDS, action_kind};
use crate::lsp::semantic;

/// What the client can do.
///
/// Each flag is a capability of the protocol; a client that does not announce one is served without it.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a yes or no of the protocol"
)]
pub(crate) struct ClientProfile {
    /// The units of positions, as negotiated.
    pub(crate) encoding: Encoding,
    /// Changes come as the whole text.
    pub(crate) full_sync: bool,
    /// Completions may hold snippets.
    pub(crate) snippets: bool,
    /// How documentation of completions may be written.
    pub(crate) completion_markup: Markup,
    /// Completions may have words behind their labels.
    pub(crate) label_details: bool,
    /// The command that opens the completion list again is known there.
    pub(crate) retrigger_command: bool,
    /// How hovers may be written.
    pub(crate) hover_markup: Markup,
    /// How words about signatures may be written.
    pub(crate) signature_markup: Markup,
    /// Parameters may be places in the signature.
    pub(crate) signature_places: bool,
    /// Words can be coloured by what they mean.
    pub(crate) semantic_tokens: bool,
    /// It asks for diagnostics; none are sent to it unasked.
    pub(crate) pulls_diagnostics: bool,
    /// It can be told that diagnostics are other ones now.
    pub(crate) refreshes_diagnostics: bool,
    /// The same of inlay hints.
    pub(crate) refreshes_hints: bool,
    /// The same of code lenses.
    pub(crate) refreshes_lenses: bool,
    /// Symbols may be a tree.
    pub(crate) symbol_tree: bool,
    /// Folding works on whole lines.
    pub(crate) folds_lines: bool,
    /// Definitions may be links, with the range that leads there.
    pub(crate) definition_links: bool,
    /// It asks whether something can be renamed first.
    pub(crate) prepares_rename: bool,
    /// Diagnostics may name other places.
    pub(crate) related_information: bool,
    /// Diagnostics may be tagged.
    pub(crate) diagnostic_tags: bool,
    /// Diagnostics may have a page.
    pub(crate) code_description: bool,
    /// Diagnostics may name the version that they are of.
    pub(crate) diagnostic_versions: bool,
    /// Workspace edits may name the version that they are for.
    pub(crate) document_changes: bool,
    /// Code actions may hold edits.
    pub(crate) action_literals: bool,
    /// Settings can be asked for.
    pub(crate) configuration: bool,
    /// Changes of the settings can be subscribed to.
    pub(crate) configuration_registration: bool,
    /// Changes of files can be subscribed to.
    pub(crate) file_registration: bool,
    /// Progress can be shown without being asked for.
    pub(crate) work_done_progress: bool,
    /// A document can be shown.
    pub(crate) show_document: bool,
}

/// How texts for people may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Markup {
    /// As a string alone: the client knows no other form.
    #[default]
    Bare,
    /// As plain text, said to be that.
    Plain,
    /// As markdown.
    Markdown,
}

impl Markup {
    fn of(formats: Option<&[lsp::MarkupKind]>) -> Self {
        match formats {
            None | Some([]) => Self::Bare,
            Some(formats) if formats.contains(&lsp::MarkupKind::Markdown) => Self::Markdown,
            Some(_) => Self::Plain,
        }
    }
}

impl ClientProfile {
    /// Reads the parameters of `initialize`.
    pub(crate) fn new(params: &lsp::InitializeParams) -> Self {
        let mut profile = Self {
            encoding: encoding(&params.capabilities),
            full_sync: wants_full_sync(params.client_info.as_ref()),
            retrigger_command: knows_trigger_command(params.client_info.as_ref()),
            ..Self::default()
        };
        if let Some(document) = &params.capabilities.text_document {
            profile.read_text_document(document);
        }
        if let Some(workspace) = &params.capabilities.workspace {
            profile.read_workspace(workspace);
        }
        // A client without a name is a script with the capabilities of another, which often answers no requests.
        profile.configuration_registration &= params.client_info.is_some();
        let window = params.capabilities.window.as_ref();
        profile.work_done_progress = window.is_some_and(|it| it.work_done_progress == Some(true));
        profile.show_document = window
            .and_then(|it| it.show_document.as_ref())
            .is_some_and(|it| it.support);
        profile
    }

    fn read_text_document(&mut self, client: &lsp::TextDocumentClientCapabilities) {
        if let Some(item) = client
            .completion
            .as_ref()
            .and_then(|it| it.completion_item.as_ref())
        {
            self.snippets = item.snippet_support == Some(true);
            self.completion_markup = Markup::of(item.documentation_format.as_deref());
            self.label_details = item.label_details_support == Some(true);
        }
        let hover = client
            .hover
            .as_ref()
            .and_then(|it| it.content_format.as_deref());
        self.hover_markup = Markup::of(hover);
        let signature = client
            .signature_help
            .as_ref()
            .and_then(|it| it.signature_information.as_ref())
            .and_then(|it| it.documentation_format.as_deref());
        self.signature_markup = Markup::of(signature);
        self.signature_places = client
            .signature_help
            .as_ref()
            .and_then(|it| it.signature_information.as_ref())
            .and_then(|it| it.parameter_information.as_ref())
            .is_some_and(|it| it.label_offset_support == Some(true));
        self.semantic_tokens = client.semantic_tokens.is_some();
        self.pulls_diagnostics = client.diagnostic.is_some();
        self.symbol_tree = client
            .document_symbol
            .as_ref()
            .is_some_and(|it| it.hierarchical_document_symbol_support == Some(true));
        self.folds_lines = client
            .folding_range
            .as_ref()
            .is_some_and(|it| it.line_folding_only == Some(true));
        self.definition_links = client
            .definition
            .as_ref()
            .is_some_and(|it| it.link_support == Some(true));
        self.prepares_rename = client
            .rename
            .as_ref()
            .is_some_and(|it| it.prepare_support == Some(true));
        self.action_literals = client
            .code_action
            .as_ref()
            .is_some_and(|it| it.code_action_literal_support.is_some());
        if let Some(diagnostics) = &client.publish_diagnostics {
            self.related_information = diagnostics.related_information == Some(true);
            self.diagnostic_tags = diagnostics.tag_support.is_some();
            self.code_description = diagnostics.code_description_support == Some(true);
            self.diagnostic_versions = diagnostics.version_support == Some(true);
        }
    }

    fn read_workspace(&mut self, client: &lsp::WorkspaceClientCapabilities) {
        self.configuration = client.configuration == Some(true);
        self.refreshes_diagnostics = client
            .diagnostic
            .as_ref()
            .is_some_and(|it| it.refresh_support == Some(true));
        self.refreshes_hints = client
            .inlay_hint
            .as_ref()
            .is_some_and(|it| it.refresh_support == Some(true));
        self.refreshes_lenses = client
            .code_lens
            .as_ref()
            .is_some_and(|it| it.refresh_support == Some(true));
        self.configuration_registration = client
            .did_change_configuration
            .as_ref()
            .is_some_and(|it| it.dynamic_registration == Some(true));
        self.file_registration = client
            .did_change_watched_files
            .as_ref()
            .is_some_and(|it| it.dynamic_registration == Some(true));
        self.document_changes = client
            .workspace_edit
            .as_ref()
            .is_some_and(|it| it.document_changes == Some(true));
    }
}

/// The first encoding that the client names, for it names them in the order of its preference.
fn encoding(client: &lsp::ClientCapabilities) -> Encoding {
    let offered = client
        .general
        .as_ref()
        .and_then(|it| it.position_encodings.as_deref());
    offered
        .unwrap_or_default()
        .iter()
        .find_map(|it| match it.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        })
        .unwrap_or_default()
}

/// Helix before 25.07 sends changes out of order when one types fast; the whole text survives that.
fn wants_full_sync(client: Option<&lsp::ClientInfo>) -> bool {
    let Some(client) = client.filter(|it| it.name.eq_ignore_ascii_case("helix")) else {
        return false;
    };
    let version = client.version.as_deref().unwrap_or_default();
    let mut numbers = version
        .split(|it: char| !it.is_ascii_digit())
        .map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(year)), Some(Ok(month))) => (year, month) < (25, 7),
        _ => true,
    }
}

fn knows_trigger_command(client: Option<&lsp::ClientInfo>) -> bool {
    client.is_some_and(|it| {
        ["Visual Studio Code", "VSCodium", "code-server", "Cursor"]
            .iter()
            .any(|name| it.name.starts_with(name))
    })
}

/// What we offer a client.
pub(crate) fn server(client: &ClientProfile) -> lsp::ServerCapabilities {
    lsp::ServerCapabilities {
        position_encoding: Some(encoding_kind(client.encoding)),
        text_document_sync: Some(synchronization(client).into()),
        completion_provider: Some(completion()),
        hover_provider: Some(true.into()),
        signature_help_provider: Some(signature_help()),
        semantic_tokens_provider: client.semantic_tokens.then(semantic_tokens),
        definition_provider: Some(lsp::OneOf::Left(true)),
        references_provider: Some(lsp::OneOf::Left(true)),
        document_highlight_provider: Some(lsp::OneOf::Left(true)),
        document_symbol_provider: Some(lsp::OneOf::Left(true)),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        document_formatting_provider: Some(lsp::OneOf::Left(true)),
        document_range_formatting_provider: Some(lsp::OneOf::Left(true)),
        diagnostic_provider: client.pulls_diagnostics.then(pulled),
        workspace_symbol_provider: Some(lsp::OneOf::Left(true)),
        workspace: Some(lsp::WorkspaceServerCapabilities {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        call_hierarchy_provider: Some(true.into()),
        inlay_hint_provider: Some(lsp::OneOf::Left(true)),
        code_lens_provider: Some(lsp::CodeLensOptions {
            resolve_provider: None,
        }),
        document_link_provider: Some(lsp::DocumentLinkOptions {
            resolve_provider: None,
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        }),
        document_on_type_formatting_provider: Some(typing()),
        code_action_provider: Some(code_actions(client)),
        rename_provider: Some(rename(client)),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: commands::names(),
            work_done_progress_options: lsp::WorkDoneProgressOptions {
                work_done_progress: Some(true),
            },
        }),
        ..Default::default()
    }
}

fn encoding_kind(encoding: Encoding) -> lsp::PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
    }
}

fn synchronization(client: &ClientProfile) -> lsp::TextDocumentSyncOptions {
    let kind = if client.full_sync {
        lsp::TextDocumentSyncKind::FULL
    } else {
        lsp::TextDocumentSyncKind::INCREMENTAL
    };
    lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(kind),
        ..Default::default()
    }
}

fn completion() -> lsp::CompletionOptions {
    let triggers = ["\"", ":", " ", ".", "$"];
    lsp::CompletionOptions {
        trigger_characters: Some(triggers.iter().map(ToString::to_string).collect()),
        resolve_provider: Some(true),
        ..Default::default()
    }
}

fn pulled() -> lsp::DiagnosticServerCapabilities {
    lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
        identifier: Some("asl".to_owned()),
        // A template and its definitions are about each other.
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
    })
}

fn typing() -> lsp::DocumentOnTypeFormattingOptions {
    let [first, more @ ..] = asl_ide::ON_TYPE_LETTERS;
    lsp::DocumentOnTypeFormattingOptions {
        first_trigger_character: first.to_string(),
        more_trigger_character: Some(more.iter().map(ToString::to_string).collect()),
    }
}

fn signature_help() -> lsp::SignatureHelpOptions {
    let triggers = ["(", ","];
    lsp::SignatureHelpOptions {
        trigger_characters: Some(triggers.iter().map(ToString::to_string).collect()),
        ..Default::default()
    }
}

fn semantic_tokens() -> lsp::SemanticTokensServerCapabilities {
    lsp::SemanticTokensOptions {
        legend: semantic::legend(),
        range: Some(true),
        full: Some(lsp::SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..Default::default()
    }
    .into()
}

fn rename(client: &ClientProfile) -> lsp::OneOf<bool, lsp::RenameOptions> {
    if !client.prepares_rename {
        return lsp::OneOf::Left(true);
    }
    lsp::OneOf::Right(lsp::RenameOptions {
        prepare_provider: Some(true),
        work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
    })
}

fn code_actions(client: &ClientProfile) -> lsp::CodeActionProviderCapability {
    if !client.action_literals {
        return true.into();
    }
    lsp::CodeActionOptions {
        code_action_kinds: Some(ACTION_KINDS.map(action_kind).to_vec()),
        ..Default::default()
    }
    .into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn profile(params: serde_json::Value) -> ClientProfile {
        ClientProfile::new(&serde_json::from_value(params).unwrap())
    }

    #[test]
    fn helix_before_25_07_gets_full_sync() {
        let full = |name: &str, version: serde_json::Value| {
            profile(
                json!({ "capabilities": {}, "clientInfo": { "name": name, "version": version } }),
            )
            .full_sync
        };
        assert!(full("helix", json!("25.01.1 (e7ac2fcd)")));
        assert!(full("helix", json!("24.7")));
        assert!(full("helix", json!(null)));
        assert!(!full("helix", json!("25.07.1 (a05c151b)")));
        assert!(!full("helix", json!("26.01")));
        assert!(!full("Neovim", json!("0.10.4")));
    }

    #[test]
    fn the_client_s_first_encoding_that_we_know_is_taken() {
        let encoding = |offered: serde_json::Value| {
            profile(json!({ "capabilities": { "general": { "positionEncodings": offered } } }))
                .encoding
        };
        assert_eq!(encoding(json!(["utf-8", "utf-16"])), Encoding::Utf8);
        assert_eq!(encoding(json!(["utf-7", "utf-32"])), Encoding::Utf32);
        assert_eq!(encoding(json!(["utf-16", "utf-8"])), Encoding::Utf16);
        assert_eq!(encoding(json!([])), Encoding::Utf16);
        assert_eq!(
            profile(json!({ "capabilities": {} })).encoding,
            Encoding::Utf16
        );
    }
}
