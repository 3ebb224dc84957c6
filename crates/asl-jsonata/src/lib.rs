//! JSONata as Step Functions runs it: version 2.0.6 without `$eval`, with six functions of its own,
//! with AWS's limits and AWS's words for what goes wrong.
//!
//! This crate is a border. An [`Expression`] is compiled once and evaluated as often as wanted
//! against a [`Scope`]; what it says about itself (which variables and which members of `$states`
//! it reads) is in terms of byte ranges and names. The engine behind it is known to this crate
//! alone, so that it can be replaced.
//! What is simple is answered without it, from the data itself.
//!
//! The crate has no clock and no chance of its own: `$now`, `$millis`, `$random`, `$shuffle` and
//! `$uuid` live on what the scope gives.

mod catalogue;
mod engine;
mod error;
mod expression;
mod functions;
mod infinite;
mod interrupt;
mod needed;
mod numbers;
mod placeholder;
mod scope;
mod session;
mod simple;
mod survey;
pub mod syntax;

pub use catalogue::{CHANGING, Function, Parameter, function, functions};
pub use error::{CompileError, CompileErrorKind, Failure, FailureKind};
pub use expression::{Dialect, Expression};
pub use functions::uuid_of;
pub use interrupt::{Interrupt, MemoryWatch};
pub use scope::{Bindings, Limits, Scope, StatesMember};
pub use session::Session;
pub use survey::{MemberUse, VariableUse};
