//! Definitions inside of other documents: the parts of a template that are state machines.
//!
//! A part has a document of its own, which every feature reads as if it stood alone, and a map
//! between its offsets and those of the document around it. An object of the template shares its
//! tree with it; a text in the template has a tree of its own. What a feature answers about a part
//! is brought back by [`Relocate`], in one place for all of them.

pub mod alone;
mod around;
mod ask;
mod back;
mod edits;
mod formatting;
mod kept;
mod parts;
mod pieces;
mod relocate;

pub use around::{Link, LinkedFile, linked_files};
pub(crate) use around::{
    Values, likely_of_file, likely_of_machine, likely_of_part, values_of_file, values_of_machine,
    values_of_part, workflow_of,
};
pub use ask::{
    code_actions, code_lens, completions, diagnostics, document_highlight, document_links,
    document_symbols, folding_ranges, format, format_range, goto_definition, graph, hover,
    hover_with, incoming_transitions, inlay_hints, on_type_formatting, outgoing_transitions,
    prepare_call_hierarchy, prepare_rename, references, rename, selection_ranges, semantic_tokens,
    signature_help, simulate_with, state_at, test_state_with,
};
pub(crate) use parts::{Part, update};
pub(crate) use relocate::{Relocate, Way};

#[cfg(test)]
mod tests;
