//! A branch's visit of a state: in, its work, and out, by a result or by a failure.

mod enter;
mod exit;
mod recover;
mod simple;
