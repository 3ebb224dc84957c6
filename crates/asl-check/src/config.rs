//! What a user may change about the checks.

use std::collections::BTreeMap;

use asl_lang::WorkflowType;

use crate::{Rule, Severity};

/// What is known of a definition besides its text, and severities that differ from the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckConfig {
    /// The type of the workflow. Rules about Express workflows need it; a definition never says it.
    pub workflow: Option<WorkflowType>,
    /// What a deployment puts in the place of `${Name}`, by name; names that are not here may be anything.
    pub substitutions: BTreeMap<String, String>,
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
    /// The name of [`Level::Off`] in settings.
    pub const OFF: &'static str = "off";

    /// The level of a name in settings: `off`, or a severity's name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            Self::OFF => Some(Self::Off),
            _ => Severity::from_name(name).map(Self::At),
        }
    }
}

impl CheckConfig {
    /// The table's severities, for a workflow of that type.
    pub fn of_workflow(workflow: Option<WorkflowType>) -> Self {
        Self {
            workflow,
            ..Self::default()
        }
    }

    /// Sets what becomes of the findings of a rule (by its code) or of a group (by its name).
    ///
    /// A rule's own setting wins over its group's. A code that no rule has changes nothing.
    pub fn set(&mut self, code: &str, level: Level) {
        self.overrides.insert(code.to_owned(), level);
    }

    /// Puts what `other` says over this: an editor's settings over those of the project.
    pub fn extend(&mut self, other: &Self) {
        self.workflow = other.workflow.or(self.workflow);
        let values = other.substitutions.iter();
        self.substitutions
            .extend(values.map(|(name, value)| (name.clone(), value.clone())));
        let levels = other.overrides.iter();
        self.overrides
            .extend(levels.map(|(code, level)| (code.clone(), *level)));
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
