//! What is known of the data that flows through a machine.
//!
//! [`Shape`] is plain data: the set of values that something can be. "Unknown" stays unknown: a shape
//! says what is certain and guesses nothing, so that what is not in it can be complained about.

//! [`DataFlow`] is what is known at every state: what reaches it is joined over all ways that lead to
//! it, and each of its steps is followed in the state's query language. The layers above ask
//! [`crate::Model::data_flow`].

mod condition;
mod contains;
mod flow;
mod follow;
mod ground;
mod intrinsic;
mod join;
mod jsonata;
mod kept;
mod machine;
mod narrow;
mod place;
mod program;
mod service;
mod shape;
mod transfer;
mod values;
mod words;

pub use flow::{DataFlow, Stage};
pub use follow::{Followed, Found, Presence};
pub use ground::{Ground, Miss};
pub use shape::{Array, Constants, Kinds, Member, Object, Shape};
pub use transfer::StateShapes;
