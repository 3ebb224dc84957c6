//! The YAML tree, judged by an independent YAML 1.2 library.

mod broken;
mod corpus;
mod decoding;
mod generated;
mod judge;
mod snippets;
