//! What a user can set in an editor, as one table: the server reads settings by it, and the settings
//! page of VS Code and the manual are made from it. Which client sends them, and when, it does not know.

use asl_check::Level;
use serde_json::Value;

/// One thing to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name below the section; dots separate the levels.
    pub name: &'static str,
    /// What it does, in markdown.
    pub doc: &'static str,
    /// What it can be set to.
    pub kind: SettingKind,
}

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// On or off; on when nothing is set.
    Switch,
    /// A [`Level`] by a rule's code or a group's name.
    Levels,
}

/// The name under which clients keep the settings.
pub const SETTINGS_SECTION: &str = "asl";

/// Everything that can be set.
pub static SETTINGS: &[&Setting] = &[
    &Setting::RULES,
    &Setting::VALUES,
    &Setting::RETRIES,
    &Setting::TIMES,
    &Setting::SHAPES,
    &Setting::SUBSTITUTIONS,
    &Setting::CODE_LENS,
    &Setting::WORKSPACE_DIAGNOSTICS,
];

impl Setting {
    /// The severities of rules.
    pub const RULES: Self = Self {
        name: "rules",
        doc: "The severity of rules, by code (`unreachable-state`) or group (`practice`); `off` silences them.",
        kind: SettingKind::Levels,
    };
    /// The values of expressions in an execution with an example.
    pub const VALUES: Self = switch(
        "hover.values",
        "Below the page of an expression or a choice rule: what it is when the machine runs with the example input beside the definition.",
    );
    /// The schedule of retriers.
    pub const RETRIES: Self = switch(
        "inlayHints.retries",
        "Behind the errors of a retrier: when it tries again, and how long that takes in all.",
    );
    /// Seconds in larger units.
    pub const TIMES: Self = switch(
        "inlayHints.times",
        "Behind numbers of seconds from 60 on: the same in minutes, hours and days.",
    );
    /// The data that reaches each state.
    pub const SHAPES: Self = switch(
        "inlayHints.shapes",
        "Behind the line on which a state begins: the data that reaches it.",
    );
    /// What is filled in for `${Name}`.
    pub const SUBSTITUTIONS: Self = switch(
        "inlayHints.substitutions",
        "Behind `${Name}`: what is filled in for it.",
    );
    /// Whether there are code lenses.
    pub const CODE_LENS: Self = switch(
        "codeLens",
        "Above machines and states: what runs them, and how many ways lead in.",
    );
    /// Whether files that are not open are checked, for clients that ask about them.
    pub const WORKSPACE_DIAGNOSTICS: Self = switch(
        "workspaceDiagnostics",
        "Check the definitions of the workspace that are not open, too.",
    );

    /// Whether a switch is on; what is no truth value counts as not set.
    pub fn is_on(&self, section: &Value) -> bool {
        self.value(section).and_then(Value::as_bool).unwrap_or(true)
    }

    /// The severities by code or group; what is none counts as not set.
    pub fn levels<'v>(&self, section: &'v Value) -> impl Iterator<Item = (&'v str, Level)> {
        let set = self.value(section).and_then(Value::as_object);
        set.into_iter()
            .flatten()
            .filter_map(|(code, level)| Some((code.as_str(), Level::from_name(level.as_str()?)?)))
    }

    fn value<'v>(&self, section: &'v Value) -> Option<&'v Value> {
        let mut levels = self.name.split('.');
        levels.try_fold(section, |value, level| value.get(level))
    }
}

const fn switch(name: &'static str, doc: &'static str) -> Setting {
    Setting {
        name,
        doc,
        kind: SettingKind::Switch,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_wrong_value_leaves_the_others() {
        let section = json!({
            "codeLens": "no",
            "inlayHints": { "times": false, "shapes": 1 },
            "rules": { "practice": "off", "endless-loop": "loud", "missing-target": null },
        });
        assert!(Setting::CODE_LENS.is_on(&section));
        assert!(!Setting::TIMES.is_on(&section));
        assert!(Setting::SHAPES.is_on(&section));
        let levels: Vec<_> = Setting::RULES.levels(&section).map(|it| it.0).collect();
        assert_eq!(levels, ["practice"]);
    }

    #[test]
    fn nothing_set_is_everything_on() {
        for section in [json!(null), json!({}), json!([1]), json!("x")] {
            assert!(Setting::TIMES.is_on(&section));
            assert_eq!(Setting::RULES.levels(&section).count(), 0);
        }
    }
}
