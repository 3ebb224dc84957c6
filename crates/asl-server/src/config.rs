//! What the user and the client can set: `initializationOptions`, and the settings under `asl`.

use std::collections::BTreeMap;

use asl_check::CheckConfig;
use asl_ide::{InlayHintsConfig, Setting};
use serde::Deserialize;
use serde_json::Value;

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
    /// Whether hover shows the values of an execution with an example.
    pub(crate) hover_values: bool,
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

impl Settings {
    /// Reads the section by the table of settings.
    pub(crate) fn read(section: &Value) -> Self {
        let mut check = CheckConfig::default();
        for (code, level) in Setting::RULES.levels(section) {
            check.set(code, level);
        }
        Self {
            check,
            inlay_hints: InlayHintsConfig {
                retries: Setting::RETRIES.is_on(section),
                times: Setting::TIMES.is_on(section),
                shapes: Setting::SHAPES.is_on(section),
                substitutions: Setting::SUBSTITUTIONS.is_on(section),
                values: BTreeMap::new(),
            },
            hover_values: Setting::VALUES.is_on(section),
            code_lens: Setting::CODE_LENS.is_on(section),
            workspace_diagnostics: Setting::WORKSPACE_DIAGNOSTICS.is_on(section),
        }
    }
}
