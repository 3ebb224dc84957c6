//! What a user may change about the checks.

use std::collections::BTreeMap;

use crate::{Rule, Severity};

/// Severities that differ from the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckConfig {
    overrides: BTreeMap<String, Level>,
}

/// What becomes of a rule's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are not reported.
    Off,
    /// They have this severity.
    At(Severity),
}

impl Level {
    /// The level of a name in settings: `off`, or a severity's name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            _ => Severity::from_name(name).map(Self::At),
        }
    }
}

impl CheckConfig {
    /// Sets what becomes of the findings of a rule (by its code) or of a group (by its name).
    ///
    /// A rule's own setting wins over its group's. A code that no rule has changes nothing.
    pub fn set(&mut self, code: &str, level: Level) {
        self.overrides.insert(code.to_owned(), level);
    }

    /// The severity of a rule's findings; `None` when they are not reported.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let level = self
            .overrides
            .get(rule.code)
            .or_else(|| self.overrides.get(rule.group.name()));
        match level {
            Some(Level::Off) => None,
            Some(Level::At(severity)) => Some(*severity),
            None => Some(rule.severity),
        }
    }
}
