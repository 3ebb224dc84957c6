//! Between the protocol's words and ours; nothing else converts positions.

pub(crate) mod from_proto;
pub(crate) mod to_proto;
