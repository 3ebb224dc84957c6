//! The questions as a definition answers them that is a document of its own.

pub use crate::call_hierarchy::{
    incoming_transitions, outgoing_transitions, prepare_call_hierarchy,
};
pub use crate::code_actions::code_actions;
pub use crate::code_lens::code_lens;
pub use crate::completions::completions;
pub use crate::diagnostics::diagnostics;
pub use crate::document_highlight::document_highlight;
pub use crate::document_links::document_links;
pub use crate::document_symbols::document_symbols;
pub use crate::folding_ranges::folding_ranges;
pub use crate::format::{format, format_range};
pub use crate::goto_definition::goto_definition;
pub use crate::graph::graph;
pub use crate::hover::hover;
pub use crate::inlay_hints::inlay_hints;
pub use crate::on_type_formatting::on_type_formatting;
pub use crate::references::references;
pub use crate::rename::{prepare_rename, rename};
pub use crate::selection_ranges::selection_ranges;
pub use crate::semantic_tokens::semantic_tokens;
pub use crate::signature_help::signature_help;
pub use crate::test_state::state_at;
