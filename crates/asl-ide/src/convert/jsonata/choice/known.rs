//! What tests find out, for the tests after them.

use crate::convert::jsonata::expr::{Need, merge};

/// What is known where a test is made: what paths lead to, and whether that is a timestamp.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::convert::jsonata) struct Known {
    pub(super) holds: Vec<Need>,
}

impl Known {
    pub(super) fn has(&self, need: &Need) -> bool {
        self.holds.iter().any(|it| need.follows_from(it))
    }

    pub(super) fn is(&self, code: &str, kind: &'static str) -> bool {
        self.has(&Need::Is(code.to_owned(), kind))
    }

    pub(super) fn add(&mut self, needs: &[Need]) {
        merge(&mut self.holds, needs);
    }

    pub(super) fn and(&self, other: &Known) -> Known {
        let mut both = self.clone();
        both.add(&other.holds);
        both
    }

    /// What both know.
    pub(super) fn common(&self, other: &Known) -> Known {
        let of = |one: &Known, two: &Known| -> Vec<Need> {
            let mut both = Vec::new();
            for need in &one.holds {
                if two.has(need) {
                    both.push(need.clone());
                } else if let Need::Is(path, _) = need {
                    let there = Need::There(path.clone());
                    both.extend(two.has(&there).then_some(there));
                }
            }
            both
        };
        let mut both = Known::default();
        both.add(&of(self, other));
        both.add(&of(other, self));
        both
    }
}
