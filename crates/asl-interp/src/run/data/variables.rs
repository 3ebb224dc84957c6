//! Variables: their scopes, and how large they may be.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use asl_lang::limits::{ASSIGN_BYTES, VARIABLE_BYTES, VARIABLES_TOTAL_BYTES};
use rustc_hash::FxHashMap;

use crate::Payload;
use crate::failure::Failure;
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::data::Assigned;

/// The variables of a scope and, behind them, those of the scopes around it. They share a count of
/// the bytes of all scopes of an execution.
#[derive(Debug, Default)]
pub(in crate::run) struct Variables {
    own: FxHashMap<Arc<str>, Variable>,
    outer: Option<Arc<Variables>>,
    total: Arc<AtomicUsize>,
}

/// A value and its size as JSON text.
#[derive(Clone, Debug)]
struct Variable {
    value: Payload,
    bytes: usize,
}

impl Variables {
    /// The scope of a branch or an iteration: it sees the outer variables and keeps its own.
    pub(in crate::run) fn inside(outer: &Arc<Variables>) -> Arc<Self> {
        Arc::new(Self {
            own: FxHashMap::default(),
            outer: Some(Arc::clone(outer)),
            total: Arc::clone(&outer.total),
        })
    }

    pub(in crate::run) fn set(&mut self, name: Arc<str>, value: Payload, bytes: usize) {
        let before = self.own.insert(name, Variable { value, bytes });
        self.total.fetch_add(bytes, Ordering::Relaxed);
        let freed = before.map_or(0, |variable| variable.bytes);
        self.total.fetch_sub(freed, Ordering::Relaxed);
    }

    /// The variables of this scope alone, by name.
    pub(in crate::run) fn listed(&self) -> Vec<(String, Payload)> {
        let own = self.own.iter();
        let mut listed: Vec<_> = own
            .map(|(name, variable)| (name.to_string(), Arc::clone(&variable.value)))
            .collect();
        listed.sort_by(|one, two| one.0.cmp(&two.0));
        listed
    }

    pub(in crate::run) fn get(&self, name: &str) -> Option<&Payload> {
        let mut scope = self;
        loop {
            if let Some(variable) = scope.own.get(name) {
                return Some(&variable.value);
            }
            scope = scope.outer.as_deref()?;
        }
    }

    /// The bytes of all variables of the execution, in all scopes.
    fn total(&self) -> usize {
        self.total.load(Ordering::Relaxed)
    }

    fn own_bytes(&self) -> usize {
        self.own.values().map(|variable| variable.bytes).sum()
    }
}

impl Clone for Variables {
    fn clone(&self) -> Self {
        self.total.fetch_add(self.own_bytes(), Ordering::Relaxed);
        Self {
            own: self.own.clone(),
            outer: self.outer.clone(),
            total: Arc::clone(&self.total),
        }
    }
}

/// What a scope held counts no longer when it ends.
impl Drop for Variables {
    fn drop(&mut self) {
        self.total.fetch_sub(self.own_bytes(), Ordering::Relaxed);
    }
}

impl Simulation<'_> {
    /// Whether a state's `Assign` is within the limits: of a variable, of one `Assign`, and of all
    /// variables of the execution. How AWS words what goes beyond was not recorded; the error is
    /// the one of payloads.
    pub(in crate::run) fn check_variables(
        &mut self,
        id: BranchId,
        state: &str,
        assigned: &Assigned,
    ) -> Result<(), Failure> {
        if assigned.is_empty() {
            return Ok(());
        }
        let mut together = 0;
        for (_, value) in assigned {
            self.admit(value);
            let bytes = self.ledger.size_of(value).map_or(0, |size| size.bytes);
            together += bytes;
            if self.options.limits && (bytes > VARIABLE_BYTES || together > ASSIGN_BYTES) {
                return Err(Failure::too_large(state));
            }
        }
        let Some(branch) = self.branches.get(id) else {
            return Ok(());
        };
        let own = &branch.variables.own;
        let replaced = assigned.iter().filter_map(|(name, _)| own.get(name));
        let freed: usize = replaced.map(|variable| variable.bytes).sum();
        let total = (branch.variables.total() + together).saturating_sub(freed);
        if self.options.limits && total > VARIABLES_TOTAL_BYTES {
            return Err(Failure::too_large(state));
        }
        Ok(())
    }
}
