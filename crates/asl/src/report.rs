//! How findings are shown: to a person, and to a machine.

pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod source;
pub(crate) mod trace;
