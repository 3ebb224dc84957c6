//! The fields of every place, one file per family of places.

pub(crate) mod choice;
mod common;
pub(crate) mod distributed;
pub(crate) mod handlers;
pub(crate) mod machine;
pub(crate) mod map;
pub(crate) mod parallel;
pub(crate) mod simple;
pub(crate) mod task;
