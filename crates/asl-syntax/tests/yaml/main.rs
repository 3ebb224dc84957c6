//! The YAML tree, judged by an independent YAML 1.2 library.

mod broken;
mod corpus;
mod judge;
mod snippets;
