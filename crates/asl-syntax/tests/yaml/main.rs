//! The YAML tree, judged by an independent YAML 1.2 library.

mod corpus;
mod judge;
