//! Handlers whose answers need more than a call and a conversion, by feature; `server` names them all.

pub(crate) mod colours;
pub(crate) mod graph;
pub(crate) mod hierarchy;
pub(crate) mod hints;
pub(crate) mod hover;
pub(crate) mod lenses;
pub(crate) mod pull;
pub(crate) mod symbols;
