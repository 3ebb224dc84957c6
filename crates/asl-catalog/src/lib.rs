//! What AWS Step Functions can call: services, actions, requests, responses and errors.
//!
//! The facts lie in one compressed table that is part of the program. Nothing is read before the
//! first question; the index is read then, and each service when it is first asked for, and kept.
//! A damaged table gives a catalogue that knows less, never a panic.
//!
//! Names are those that a definition uses: the AWS SDK integrations speak the names of the AWS SDK
//! for Java 2 (`DbInstanceIdentifier`), the optimised integrations the API's own spelling with its
//! first letter in upper case (`MD5OfMessageBody`). Both are services of this catalogue and answer
//! the same questions.
//!
//! This crate knows nothing of documents, machines or editors.

mod action;
mod catalog;
mod lookup;
pub mod names;
mod nearest;
mod pattern;
mod sample;
mod service;
mod shape;
pub mod table;
mod walk;

pub use action::{Action, Success};
pub use catalog::{Catalog, Retired, catalog};
pub use lookup::{Resolved, Unknown, lookup};
pub use nearest::nearest;
pub use pattern::Pattern;
pub use sample::{sample, sample_result};
pub use service::{Integration, Service};
pub use shape::{Kind, Member, Number, Shape};
pub use walk::{Step, result};
