//! The table as bytes: how it is laid out and read.
//!
//! A file is a dictionary, an index of services and two frames per service, one of actions and one
//! of shapes, each packed by itself. All numbers are unsigned LEB128; columns follow each other.
//! Whatever does not add up reads as "nothing there": a reader of this module cannot panic.

mod actions;
mod index;
mod pack;
mod reader;
mod shapes;
mod strings;

pub use actions::{ActionRow, Actions, Flags};
pub use index::{Entry, FrameAt, Index, OPTIMIZED, UNDOCUMENTED};
pub use pack::{DICTIONARY_LIMIT, unpack};
pub use reader::{FIRST_SHAPE, Reader, References};
pub use shapes::{MemberRow, ShapeRow, Shapes, flag};
pub use strings::Strings;

/// The first bytes of a table: what it is and the version of its form.
pub const MAGIC: &[u8] = b"ASLC\x01";

/// The table in this program. Made by `cargo dev catalog`.
pub(crate) static TABLE: &[u8] = include_bytes!("../data/catalog.bin");
