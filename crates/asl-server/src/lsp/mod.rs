//! Between the protocol's words and ours; nothing else converts positions.

pub(crate) mod completion;
pub(crate) mod edits;
pub(crate) mod findings;
pub(crate) mod from_proto;
pub(crate) mod graph;
mod new_file;
pub(crate) mod outline;
pub(crate) mod project;
pub(crate) mod semantic;
pub(crate) mod signature;
pub(crate) mod to_proto;
