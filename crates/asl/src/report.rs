//! How findings are shown: to a person, and to a machine.

pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod source;
pub(crate) mod trace;
