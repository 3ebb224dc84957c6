//! What a user sees, feature by feature: a text with a cursor in it, and the answer drawn.

mod both_notations;
mod calls;
mod code_actions;
mod completions;
mod data;
mod data_jsonata;
mod diagnostics;
mod expressions;
mod folding_ranges;
mod format;
mod hover;
mod incremental;
mod members;
mod navigation;
mod outline;
mod places;
mod rename;
mod semantic_tokens;
mod simulate;
mod smoke;
mod substitutions;
mod support;
mod templates;
mod typing;
mod variables;
