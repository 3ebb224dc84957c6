//! Distributed Map: its run, whose items are executions of their own, and the failures it tolerates.
//!
//! The children's histories are not part of the parent's, so their branches are quiet; they see
//! none of the outer variables.

use std::sync::Arc;

use super::Simulation;
use super::branch::{BranchId, Work};
use crate::Payload;
use crate::failure::Failure;
use crate::history::EventKind;
use crate::program::{Distributed, Kind, Share, State};

impl Simulation<'_> {
    /// Writes the beginning of the run and answers how many items may fail.
    pub(super) fn start_run(
        &mut self,
        id: BranchId,
        run: &Distributed,
        length: usize,
        input: &Payload,
    ) -> Result<usize, Failure> {
        let tolerated = self.tolerated(id, run, length, input)?;
        let label = run
            .label
            .as_deref()
            .map_or_else(|| self.random.uuid(), str::to_owned);
        let arn = format!("{}/{label}:{}", self.facts.map_run, self.random.uuid());
        self.log(
            id,
            EventKind::MapRunStarted {
                arn: Arc::from(arn),
            },
        );
        Ok(tolerated)
    }

    /// The failures that neither limit forbids; without limits there are none.
    fn tolerated(
        &self,
        id: BranchId,
        run: &Distributed,
        length: usize,
        input: &Payload,
    ) -> Result<usize, Failure> {
        let (count, share) = self.tolerance(id, run, input)?;
        let count = count.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        let by_share = share.map(|share| portion(length, share));
        Ok(count.into_iter().chain(by_share).min().unwrap_or(0))
    }

    /// `ToleratedFailureCount` and `ToleratedFailurePercentage`, as far as they are there.
    pub(super) fn tolerance(
        &self,
        id: BranchId,
        run: &Distributed,
        input: &Payload,
    ) -> Result<(Option<u64>, Option<f64>), Failure> {
        let count = run.count.as_ref();
        let count = count.map(|count| self.count(id, "ToleratedFailureCount", count, input));
        let share = run.percentage.as_ref();
        let share = share.map(|share| self.share(id, share, input));
        Ok((count.transpose()?, share.transpose()?))
    }

    fn share(&self, id: BranchId, share: &Share, input: &Payload) -> Result<f64, Failure> {
        let field = "ToleratedFailurePercentage";
        let percentage = match share {
            Share::Literal(percentage) => *percentage,
            Share::Query(query) => self.query(id, query, "number", serde_json::Value::as_f64)?,
            Share::Path(path) => {
                let value = self.look_up(id, path, input, str::to_owned)?;
                let text = value.as_str().and_then(|text| text.trim().parse().ok());
                let Some(percentage) = value.as_f64().or(text) else {
                    let cause = format!(
                        "The {field}Path field refers to value {value} which is not a valid float: {}",
                        path.text
                    );
                    return self.with_view(id, input, |_| Err(Failure::runtime(cause)));
                };
                percentage
            }
        };
        if (0.0..=100.0).contains(&percentage) {
            return Ok(percentage);
        }
        let cause = format!("{field} must be between 0 and 100.");
        self.with_view(id, input, |_| Err(Failure::runtime(cause)))
    }

    /// Counts a failed item; whether the run goes on without it.
    pub(super) fn tolerates(&mut self, id: BranchId) -> bool {
        let Some(frame) = self.branches.frame_mut(id) else {
            return false;
        };
        let Work::Join(join) = &mut frame.work else {
            return false;
        };
        join.failed += 1;
        join.failed <= join.tolerated
    }

    /// Writes the end of a run that failed and answers the failure of the Map.
    pub(super) fn run_failed(&mut self, id: BranchId) -> Failure {
        let failure = Failure::threshold_exceeded();
        let (error, cause) = (failure.error.clone(), failure.cause.clone());
        self.log(id, EventKind::MapRunFailed { error, cause });
        failure
    }
}

/// Whether a state is a Distributed Map.
pub(super) fn is_distributed(state: &State) -> bool {
    matches!(&state.kind, Kind::Map(map) if map.distributed.is_some())
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of the items is between none and all"
)]
fn portion(length: usize, percentage: f64) -> usize {
    (length as f64 * percentage / 100.0).floor() as usize
}
