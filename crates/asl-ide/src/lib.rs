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
mod embedded;
mod expectation;
mod folding_ranges;
mod format;
mod goto_definition;
mod graph;
mod hover;
mod inlay_hints;
mod machines;
mod members;
mod names;
mod on_type_formatting;
mod quote;
mod references;
mod rehearsal;
mod rename;
pub mod report;
mod selection_ranges;
mod semantic_tokens;
mod settings;
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
pub use call_hierarchy::{CallHierarchyItem, Transitions};
pub use code_actions::{CodeAction, CodeActionKind, NewFile, source_actions};
pub use code_lens::{CodeLens, CodeLensKind};
pub use completions::{CompletionConfig, CompletionItem, CompletionKind, completion_page};
pub use convert::{
    Conversion, ConvertPart, Note, Refused, convert_notation, convert_to_jsonata,
    convert_to_jsonata_exactly,
};
pub use document::Document;
pub use document_highlight::{DocumentHighlight, HighlightKind};
pub use document_links::DocumentLink;
pub use document_symbols::{DocumentSymbol, SymbolKind};
pub use embedded::{
    Link, LinkedFile, alone, code_actions, code_lens, completions, diagnostics, document_highlight,
    document_links, document_symbols, folding_ranges, format, format_range, goto_definition, graph,
    hover, hover_with, incoming_transitions, inlay_hints, linked_files, on_type_formatting,
    outgoing_transitions, prepare_call_hierarchy, prepare_rename, references, rename,
    selection_ranges, semantic_tokens, signature_help, simulate_with, state_at, test_state_with,
};
pub use folding_ranges::{FoldingKind, FoldingRange};
pub use format::{FormatConfig, format_text};
pub use graph::{
    Graph, GraphEdge, GraphEdgeKind, GraphGroup, GraphNode, GraphNodeKind, Point, Rect, Size,
};
pub use inlay_hints::{InlayHint, InlayHintKind, InlayHintsConfig};
pub use machines::{
    NotChosen, StateMachine, state_machine, state_machine_at, state_machine_to_run, state_machines,
};
pub use on_type_formatting::ON_TYPE_LETTERS;
pub use rehearsal::{Example, HoverConfig, Rehearsals};
pub use rename::RenameError;
pub use semantic_tokens::{SemanticKind, SemanticToken};
pub use settings::{SETTINGS, SETTINGS_SECTION, Setting, SettingKind};
pub use shapes::shape_at_input;
pub use signature_help::SignatureHelp;
pub use simulate::{Mocks, SimulateError, SimulateProblem, SimulateRequest, Simulation, simulate};
pub use test_state::{TestStateError, TestStateRequest, test_state};
