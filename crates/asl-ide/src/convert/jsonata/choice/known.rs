//! What tests find out, for the tests after them.

use crate::convert::jsonata::expr::{leads_through, merge};

/// What is known where a test is made: paths that lead somewhere, and the types of what is there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::convert::jsonata) struct Known {
    pub(super) present: Vec<String>,
    pub(super) typed: Vec<(String, &'static str)>,
}

impl Known {
    pub(super) fn has(&self, code: &str) -> bool {
        self.present.iter().any(|it| leads_through(it, code))
    }

    pub(super) fn is(&self, code: &str, kind: &str) -> bool {
        self.typed.iter().any(|(it, of)| it == code && *of == kind)
    }

    pub(super) fn and(&self, other: &Known) -> Known {
        let mut both = self.clone();
        merge(&mut both.present, &other.present);
        both.typed.extend(other.typed.iter().cloned());
        both
    }

    /// What both know.
    pub(super) fn common(&self, other: &Known) -> Known {
        let mut present: Vec<String> = self
            .present
            .iter()
            .filter(|it| other.has(it))
            .cloned()
            .collect();
        let more: Vec<String> = other
            .present
            .iter()
            .filter(|it| self.has(it))
            .cloned()
            .collect();
        merge(&mut present, &more);
        let typed = self
            .typed
            .iter()
            .filter(|it| other.typed.contains(it))
            .cloned()
            .collect();
        Known { present, typed }
    }
}
