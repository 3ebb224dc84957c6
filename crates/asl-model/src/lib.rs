//! What a document means: machines, states, nested machines, references and flow.
//!
//! [`Model::lower`] reads a [`asl_syntax::Parse`], in JSON or YAML and possibly broken, and answers
//! an immutable model. It keeps what it learns of a state by the identity of the state's green
//! node, so that a keystroke re-lowers the one state that it stands in (and the states around it,
//! when machines are nested), whatever the size of the document.
//!
//! Two kinds of range meet here. [`StateFacts`] and [`MachineFacts`] are cached, so their ranges
//! are *relative* to the state's entry. [`State`], [`Machine`] and [`Reference`] belong to one
//! version of the document, and all their ranges are offsets in the document.
//!
//! This crate never judges: a definition that AWS refuses has a model too.

mod classify;
mod derived;
mod expressions;
mod facts;
mod flow;
mod graph;
pub mod host;
mod location;
mod lower;
mod machine;
mod model;
mod reference;
mod scratch;
pub mod shapes;
mod state;
mod variables;

pub use classify::{DocumentKind, classify, format_of, is_definition_name};
pub use expressions::{Code, Expression};
pub use facts::{MachineFacts, Nesting, PlacedState, ReferenceFact, StateFacts};
pub use flow::{Flow, Transition};
pub use location::{Location, Step};
pub use machine::{Machine, MachineId, Owner};
pub use model::Model;
pub use reference::{Cause, Origin, Reference};
pub use state::{State, StateId};
pub use variables::{Certainty, Setter, VariableFact, VariableFacts, VariableName, Variables};
