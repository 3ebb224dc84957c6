//! The rules: a model in, diagnostics and fixes out.
//!
//! Knows what is wrong with a definition, how bad it is and how to mend it. Never knows editors,
//! files, the LSP or how to run a machine. All facts about the language come from asl-lang.

mod config;
mod diagnostic;
mod rule;
pub mod table;

use asl_model::Model;

pub use config::{CheckConfig, Level};
pub use diagnostic::{Diagnostic, Fix, Related, Tag};
pub use rule::{Group, Rule, Severity, explain};
pub use table::RULES;

/// Everything that is wrong with a document, in the order of its positions.
pub fn check(model: &Model, config: &CheckConfig) -> Vec<Diagnostic> {
    let _ = (model, config);
    Vec::new()
}
