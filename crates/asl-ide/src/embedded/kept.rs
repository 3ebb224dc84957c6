//! What was found in a definition, for the keystrokes that change another one of the same template.

use std::sync::{Arc, Mutex};

use asl_check::{CheckConfig, Diagnostic};

/// The findings of one version of a definition, with the offsets of its own document.
#[derive(Debug, Default)]
pub(crate) struct Findings(Mutex<Option<(CheckConfig, Arc<[Diagnostic]>)>>);

impl Findings {
    /// What was found with the same settings, or what `find` finds.
    pub(super) fn with(
        &self,
        config: &CheckConfig,
        find: impl FnOnce() -> Vec<Diagnostic>,
    ) -> Arc<[Diagnostic]> {
        if let Ok(kept) = self.0.lock()
            && let Some((of, found)) = &*kept
            && of == config
        {
            return Arc::clone(found);
        }
        let found: Arc<[Diagnostic]> = find().into();
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some((config.clone(), Arc::clone(&found)));
        }
        found
    }
}
