//! Putting a result into the state's input.
//!
//! A copy of the input is made only where somebody may still look at it: the history, the trace, a
//! sibling, or the state itself when it is tried again. Else the input is changed in place, so that
//! the state costs what it touches.

use std::sync::Arc;

use asl_path::reference::{self, ReferencePath};
use serde_json::Value;

use crate::Payload;
use crate::failure::Failure;
use crate::program::{State, Target};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::data::conflict;
use crate::size::Size;

impl Simulation<'_> {
    /// Puts the result of a state's work into the state's input, and takes the outcome in.
    pub(in crate::run) fn place_result(
        &mut self,
        id: BranchId,
        state: &State,
        target: &Target,
        result: &Payload,
    ) -> Result<Payload, Failure> {
        let Some(frame) = self.branches.frame_mut(id) else {
            return Ok(Arc::clone(result));
        };
        let Target::At(path) = target else {
            let placed = Self::place(target, &frame.input, result)?;
            self.fit(&state.name, &placed)?;
            return Ok(placed);
        };
        // A state that may be tried again, or whose failure is caught, needs its input then.
        let last_use = state.retry.is_empty() && state.catch.is_empty();
        let input = if last_use {
            frame.effective = Arc::clone(result);
            std::mem::replace(&mut frame.input, Arc::clone(result))
        } else {
            Arc::clone(&frame.input)
        };
        let size = self.size_with(path, &input, result);
        let mut document = Arc::try_unwrap(input).unwrap_or_else(|shared| Value::clone(&shared));
        reference::write(&mut document, path, Value::clone(result))
            .map_err(|failure| conflict(&failure))?;
        let placed = Arc::new(document);
        if let Some(size) = size {
            self.ledger.enter(&placed, size);
        }
        self.fit(&state.name, &placed)?;
        Ok(placed)
    }

    /// The size of a document with a value put into it, if both are known: a large one is not
    /// measured again for a small change.
    fn size_with(&self, path: &ReferencePath, document: &Payload, value: &Payload) -> Option<Size> {
        let (before, value) = (self.ledger.size_of(document)?, self.ledger.size_of(value)?);
        Some(before.with(document, path.steps(), value))
    }
}
