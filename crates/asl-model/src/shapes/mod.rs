//! What is known of the data that flows through a machine.
//!
//! [`Shape`] is plain data: the set of values that something can be. "Unknown" stays unknown: a shape
//! says what is certain and guesses nothing, so that what is not in it can be complained about.

mod contains;
mod follow;
mod join;
mod place;
mod service;
mod shape;
mod words;

pub use follow::{Followed, Found, Presence};
pub use shape::{Array, Constants, Kinds, Member, Object, Shape};
