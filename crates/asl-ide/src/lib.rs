//! The editor's questions in the editor's words.
//!
//! One feature is one file with one function, whose comment is what a user's manual says of it.
//! Every function takes an immutable [`Analysis`] and a place, works on text that may be broken,
//! and answers plain structs with byte offsets ([`TextRange`]). Never knows LSP, files, sockets or
//! threads; never judges a definition itself (asl-check does) and never runs one (asl-interp does).

mod analysis;
mod call;
mod call_hierarchy;
mod causes;
mod code_actions;
mod code_lens;
mod completions;
mod convert;
mod cursor;
mod diagnostics;
mod document;
mod document_highlight;
mod document_links;
mod document_symbols;
mod expectation;
mod folding_ranges;
mod format;
mod goto_definition;
mod graph;
mod hover;
mod inlay_hints;
mod names;
mod on_type_formatting;
mod quote;
mod references;
mod rename;
pub mod report;
mod selection_ranges;
mod semantic_tokens;
mod shapes;
mod signature_help;
mod simulate;
mod test_state;
mod tokens;
mod variables;
mod words;

pub use analysis::{
    Analysis, FileId, FilePosition, FileRange, NavigationTarget, RangeInfo, SourceChange,
};
pub use asl_check::{CheckConfig, Diagnostic};
pub use asl_interp::{RunOptions, Stop, Time, WorkflowType};
pub use asl_model::{DocumentKind, classify, format_of, is_definition_name};
pub use asl_scenario::test_state as state_testing;
pub use asl_syntax::{Format, TextRange, TextSize};
pub use asl_text::{Edit, EditError, Encoding, Position, Range, Text};
pub use call_hierarchy::{
    CallHierarchyItem, Transitions, incoming_transitions, outgoing_transitions,
    prepare_call_hierarchy,
};
pub use code_actions::{CodeAction, CodeActionKind, code_actions};
pub use code_lens::{CodeLens, CodeLensKind, code_lens};
pub use completions::{
    CompletionConfig, CompletionItem, CompletionKind, completion_page, completions,
};
pub use convert::{
    Conversion, ConvertPart, Note, Refused, convert_notation, convert_to_jsonata,
};
pub use diagnostics::diagnostics;
pub use document::Document;
pub use document_highlight::{DocumentHighlight, HighlightKind, document_highlight};
pub use document_links::{DocumentLink, document_links};
pub use document_symbols::{DocumentSymbol, SymbolKind, document_symbols};
pub use folding_ranges::{FoldingKind, FoldingRange, folding_ranges};
pub use format::{FormatConfig, format, format_range, format_text};
pub use goto_definition::goto_definition;
pub use graph::{
    Graph, GraphEdge, GraphEdgeKind, GraphGroup, GraphNode, GraphNodeKind, Point, Rect, Size, graph,
};
pub use hover::hover;
pub use inlay_hints::{InlayHint, InlayHintKind, InlayHintsConfig, inlay_hints};
pub use on_type_formatting::{ON_TYPE_LETTERS, on_type_formatting};
pub use references::references;
pub use rename::{RenameError, prepare_rename, rename};
pub use selection_ranges::selection_ranges;
pub use semantic_tokens::{SemanticKind, SemanticToken, semantic_tokens};
pub use signature_help::{SignatureHelp, signature_help};
pub use simulate::{
    Mocks, SimulateError, SimulateProblem, SimulateRequest, Simulation, simulate, simulate_with,
};
pub use test_state::{TestStateError, TestStateRequest, state_at, test_state, test_state_with};
