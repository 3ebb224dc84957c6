//! How findings are shown: to a person, and to a machine.

pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod source;
pub(crate) mod trace;

use asl_check::Related;

/// Another file, of which findings name places.
pub(crate) struct Other {
    /// Its path for the report.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) text: String,
}

impl Other {
    /// The file that a place is in, where that is another one; they are numbered from 1.
    pub(crate) fn of<'o>(place: &Related, others: &'o [Self]) -> Option<&'o Self> {
        others.get((place.file? as usize).checked_sub(1)?)
    }
}
