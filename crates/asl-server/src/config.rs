//! What the user and the client can set: `initializationOptions`, and the settings under `asl`.

use std::collections::BTreeMap;

use asl_check::{CheckConfig, Level};
use asl_ide::InlayHintsConfig;
use serde::Deserialize;
use serde_json::Value;

/// The section of the client's settings that is ours.
pub(crate) const SECTION: &str = "asl";

/// The client's `initializationOptions`: facts about the client that no capability tells.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct InitializationOptions {
    /// The client shows a simulation's report itself, so that no file is written for it.
    pub(crate) report_view: bool,
    /// The commands of the client's own that a click may call: `asl.runSimulation`,
    /// `asl.runStateTest`, `asl.showReferences`.
    pub(crate) commands: Vec<String>,
    /// Settings, for clients without any other way to give them.
    pub(crate) settings: Option<Value>,
    /// Lets tests reach what a user must not: see `testing.rs`.
    pub(crate) test_hooks: bool,
}

impl InitializationOptions {
    /// Reads the options; what cannot be understood counts as absent.
    pub(crate) fn read(options: Option<Value>) -> Self {
        options
            .map(serde_json::from_value)
            .and_then(Result::ok)
            .unwrap_or_default()
    }
}

/// The settings, made into what the features take.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The severities of the rules.
    pub(crate) check: CheckConfig,
    /// Which inlay hints are shown.
    pub(crate) inlay_hints: InlayHintsConfig,
    /// Whether there are code lenses.
    pub(crate) code_lens: bool,
    /// Whether definitions that are not open are checked, for clients that ask about them.
    pub(crate) workspace_diagnostics: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self::read(&Value::Null)
    }
}

#[derive(Debug, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct RawSettings {
    /// By a rule's code or a group's name: `off`, `error`, `warning`, `information`, `hint`.
    rules: BTreeMap<String, String>,
    inlay_hints: RawInlayHints,
    code_lens: bool,
    workspace_diagnostics: bool,
}

impl Default for RawSettings {
    fn default() -> Self {
        Self {
            rules: BTreeMap::new(),
            inlay_hints: RawInlayHints::default(),
            code_lens: true,
            workspace_diagnostics: true,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the user's own"
)]
struct RawInlayHints {
    retries: bool,
    times: bool,
    shapes: bool,
    substitutions: bool,
}

impl Default for RawInlayHints {
    fn default() -> Self {
        let InlayHintsConfig {
            retries,
            times,
            shapes,
            substitutions,
            ..
        } = InlayHintsConfig::default();
        Self {
            retries,
            times,
            shapes,
            substitutions,
        }
    }
}

impl Settings {
    /// Reads the section; what cannot be understood counts as absent.
    pub(crate) fn read(section: &Value) -> Self {
        let raw: RawSettings = serde_json::from_value(section.clone()).unwrap_or_default();
        let mut check = CheckConfig::default();
        for (code, level) in raw.rules {
            if let Some(level) = Level::from_name(&level) {
                check.set(&code, level);
            }
        }
        let hints = raw.inlay_hints;
        Self {
            check,
            inlay_hints: InlayHintsConfig {
                retries: hints.retries,
                times: hints.times,
                shapes: hints.shapes,
                substitutions: hints.substitutions,
                values: BTreeMap::new(),
            },
            code_lens: raw.code_lens,
            workspace_diagnostics: raw.workspace_diagnostics,
        }
    }
}
