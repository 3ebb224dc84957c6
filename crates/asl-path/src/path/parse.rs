//! Reads a path.

use text_size::{TextRange, TextSize};

use super::{Path, Root};
use crate::Parsed;

/// Reads a path, with the range of every part; goes on after an error. Blanks around it are legal.
pub fn parse(text: &str) -> Parsed<Path> {
    let range = TextRange::up_to(TextSize::of(text));
    Parsed {
        value: Path {
            root: Root::Input,
            root_range: range,
            steps: Vec::new(),
            range,
        },
        errors: Vec::new(),
    }
}

/// Whether a variable's name may start with this character.
pub fn is_variable_start(first: char) -> bool {
    first == '_' || first.is_alphabetic()
}
