//! The rules: a model in, diagnostics and fixes out.
//!
//! Knows what is wrong with a definition, how bad it is and how to mend it. Never knows editors,
//! files, the LSP or how to run a machine. All facts about the language come from asl-lang.

mod check;
mod config;
mod diagnostic;
mod edits;
mod filled;
mod findings;
mod glob;
mod index;
mod language;
mod like_aws;
mod literal;
mod project;
mod rule;
mod rules;
mod suggest;
pub mod table;
mod walk;

pub use check::check;
pub use config::{CheckConfig, Level};
pub use diagnostic::{AwsWords, Diagnostic, Fix, Related, Tag};
pub use filled::Deployed;
pub use index::index;
pub use like_aws::{AwsDiagnostic, like_aws};
pub use project::{Companion, Companions, PROJECT_FILE, Project};
pub use rule::{Group, Notations, Rule, Severity, explain};
pub use rules::substitutions::{
    Placeholder, check_template, placeholders, undefined_substitutions, unused_substitutions,
};
pub use table::RULES;
