//! Runs of a definition in a template.

use asl_interp::Worker;
use asl_scenario::test_state::Answer;

use super::super::alone;
use crate::{
    Analysis, FileId, FilePosition, SimulateError, SimulateRequest, Simulation, TestStateError,
    TestStateRequest,
};

/// Runs the definition; in a template the first one. See [`alone::simulate_with`].
pub fn simulate_with(
    analysis: &Analysis,
    file: FileId,
    request: SimulateRequest,
    others: &mut dyn Worker,
) -> Result<Simulation, SimulateError> {
    let Some((part, way)) = analysis.parts(file).next() else {
        return alone::simulate_with(analysis, file, request, others);
    };
    let simulated = alone::simulate_with(&part, file, request, others);
    simulated.map_err(|error| error.placed_by(way.host, |it| way.part.to_host_range(it)))
}

/// Tests one state; in a template that at the offset, or one of the first definition. See
/// [`alone::test_state_with`].
pub fn test_state_with(
    analysis: &Analysis,
    file: FileId,
    mut request: TestStateRequest,
    worker: &mut dyn Worker,
) -> Result<Answer, TestStateError> {
    let at = request.offset.map(|offset| FilePosition { file, offset });
    let inside = at.and_then(|it| analysis.inside(it).ok().flatten());
    let (part, way) = match inside {
        Some(inside) => {
            request.offset = Some(inside.at.offset);
            (inside.analysis, inside.way)
        }
        None => match analysis.parts(file).next() {
            Some(first) => first,
            None => return alone::test_state_with(analysis, file, request, worker),
        },
    };
    let placed = |it: SimulateError| it.placed_by(way.host, |it| way.part.to_host_range(it));
    let tested = alone::test_state_with(&part, file, request, worker);
    tested.map_err(|error| match error {
        TestStateError::Broken(refusal, error) => TestStateError::Broken(refusal, placed(error)),
        TestStateError::Unusable(error) => TestStateError::Unusable(placed(error)),
        refused @ TestStateError::Refused(_) => refused,
    })
}
