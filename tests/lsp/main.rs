//! The language server as a program: real sessions over stdio, orderly and rude.

mod cancellation;
mod ends;
mod flood;
mod frames;
mod outline;
mod panics;
mod positions;
mod session;
mod settings;
mod simulation;
mod support;
mod synchronization;
