//! Distributed Map: its run, whose items are executions of their own, and the failures it tolerates.
//!
//! Recorded: the tolerated failures are worked out after `MapStateStarted`, before
//! `MapRunStarted`; items are read after that, and what goes wrong then fails the run. The other
//! parts are worked out with the tolerated failures: AWS checks types there and values in the run.

pub(super) mod children;
pub(super) mod reader;
mod writer;

use std::sync::Arc;

use serde_json::Value;

use crate::failure::Failure;
use crate::history::EventKind;
use crate::map_run::RunCounts;
use crate::program::distributed::{Distributed, ResultShape, Share};
use crate::program::{MapSpec, State};
use crate::run::Simulation;
use crate::run::branch::{BranchId, Join, Work};
use crate::run::container::items::Prepared;
use crate::run::container::worklist::{BatchLimits, Worklist};
use crate::run::data::context::state_machine;
use crate::run::data::numbers::not_a_number;
use crate::run::distributed::children::{ChildEnd, ChildMachine, Run};
use crate::run::distributed::reader::{Order, Unread};
use crate::{MapRun, Payload, Status};

/// What the fields of a Distributed Map give before its run begins.
struct Plan {
    count: Option<u64>,
    share: Option<f64>,
    order: Option<Order>,
    batches: Option<BatchLimits>,
    destination: Option<Payload>,
}

impl Simulation<'_> {
    /// Begins a run: works out its parts, reads and batches its items, starts the first ones.
    pub(in crate::run) fn start_run(
        &mut self,
        id: BranchId,
        map: &MapSpec,
        run: &Distributed,
        prepared: Prepared,
        input: &Payload,
    ) -> Result<(), Failure> {
        let plan = self
            .plan(id, run, input)
            .map_err(|failure| self.report_evaluation_of_map(id, failure))?;
        let number = self.open_run(id, run, &plan, prepared.concurrency);
        let list = match self.worklist(id, map, run, &plan, prepared.items) {
            Ok(list) => list,
            Err(Unread::Failed(failure)) => return Err(self.refuse_run(id, number, failure)),
            Err(Unread::Halted(halt)) => {
                self.end = Some(self.stopped(halt));
                return Ok(());
            }
        };
        for item in list.payloads() {
            self.admit(item);
        }
        let tolerated = tolerated(&plan, list.total());
        if let Some(run) = self.children.runs.get_mut(number) {
            run.members = vec![None; list.len()];
            run.told.items.pending = list.total() as u64;
            run.told.executions.pending = list.len() as u64;
        }
        let join = Join {
            tolerated,
            run: Some(number),
            destination: plan.destination,
            ..Join::new(list.len(), self.last_event(id), list)
        };
        self.start_items(id, map, join, prepared.concurrency)
    }

    fn plan(&self, id: BranchId, run: &Distributed, input: &Payload) -> Result<Plan, Failure> {
        let (count, share) = self.tolerance(id, run, input)?;
        let order = run.reader.as_ref();
        let order = order.map(|reader| self.order(id, reader, input));
        let batches = run.batcher.as_ref();
        let batches = batches.map(|batcher| self.batch_limits(id, batcher, input));
        let destination = run.writer.as_ref();
        let destination = destination.map(|writer| self.destination(id, writer, input));
        Ok(Plan {
            count,
            share,
            order: order.transpose()?,
            batches: batches.transpose()?,
            destination: destination.transpose()?.flatten(),
        })
    }

    /// Writes the beginning of a run and answers its number.
    fn open_run(
        &mut self,
        id: BranchId,
        run: &Distributed,
        plan: &Plan,
        max_concurrency: usize,
    ) -> usize {
        let label = run.label.as_deref();
        let label = label.map_or_else(|| self.random.uuid(), str::to_owned);
        let uuid = self.random.uuid();
        let arns = &self.facts.arns;
        let machine = format!("{}/{label}", self.options.names.state_machine);
        let arn: Arc<str> = Arc::from(arns.map_run(&machine, &uuid));
        let state = self.state_of(id);
        let frame = self.branches.frame(id);
        let map_run = MapRun {
            arn: Arc::clone(&arn),
            state: state.map_or_else(|| Arc::from(""), |state| Arc::clone(&state.name)),
            visit: frame
                .map(|frame| frame.visit)
                .filter(|_| self.options.keep.trace),
            state_machine: state_machine(&arns.state_machine(&machine), &machine),
            status: None,
            started: self.now,
            stopped: None,
            max_concurrency,
            tolerated_count: plan.count.unwrap_or(0),
            tolerated_percentage: plan.share.unwrap_or(0.0),
            items: RunCounts::default(),
            executions: RunCounts::default(),
            children: Vec::new(),
        };
        self.children.runs.push(Run {
            told: map_run,
            id: uuid,
            machine: Arc::new(ChildMachine {
                arn: arns.state_machine(&machine),
                name: machine,
            }),
            workflow: run.workflow,
            members: Vec::new(),
        });
        self.log(id, EventKind::MapRunStarted { arn });
        self.children.runs.len() - 1
    }

    /// The items of a run: read, or those that the state has; in batches, if there are any.
    fn worklist(
        &self,
        id: BranchId,
        map: &MapSpec,
        run: &Distributed,
        plan: &Plan,
        items: Worklist,
    ) -> Result<Worklist, Unread> {
        let list = match (&run.reader, &plan.order) {
            (Some(reader), Some(order)) => self.read_items(reader, order)?,
            _ => items,
        };
        match &plan.batches {
            Some(limits) => self.batch(id, map, &list, limits).map_err(Unread::Failed),
            None => Ok(list),
        }
    }

    /// A run fails before its first item: the Map fails with it.
    fn refuse_run(&mut self, id: BranchId, number: usize, failure: Failure) -> Failure {
        let failure = self.report_evaluation(id, failure);
        self.close_run(id, number, &failure);
        self.log(id, EventKind::MapStateFailed);
        failure
    }

    /// Writes the end of a run that failed.
    fn close_run(&mut self, id: BranchId, number: usize, failure: &Failure) {
        self.end_run(number, Status::Failed);
        let (error, cause) = (failure.error.clone(), failure.cause.clone());
        self.log(id, EventKind::MapRunFailed { error, cause });
    }

    /// A run whose next item cannot begin fails.
    pub(in crate::run) fn fail_run(&mut self, id: BranchId, failure: &Failure) {
        let run = self.join_mut(id).and_then(|join| join.run);
        if let Some(run) = run {
            self.cut_off_run(id, run);
            self.close_run(id, run, failure);
        }
    }

    pub(in crate::run) fn end_run(&mut self, number: usize, status: Status) {
        let now = self.now;
        let Some(run) = self.children.runs.get_mut(number) else {
            return;
        };
        if run.told.status.is_some() {
            return;
        }
        run.told.status = Some(status);
        run.told.stopped = Some(now);
        if status != Status::Succeeded {
            let never = [&mut run.told.items, &mut run.told.executions];
            for counts in never {
                counts.aborted += std::mem::take(&mut counts.pending);
            }
        }
    }

    /// The result of a run whose last item has ended, or the failure of writing it.
    pub(in crate::run) fn run_done(
        &mut self,
        id: BranchId,
        run: &Distributed,
        join: &mut Join,
    ) -> Result<Payload, Failure> {
        let Some(number) = join.run else {
            return Ok(Arc::new(Value::Array(Vec::new())));
        };
        let result = match (&run.writer, join.destination.take()) {
            (Some(writer), Some(place)) => self.export(number, writer, &place, &[]),
            (writer, _) => {
                let shape = writer.as_ref().map_or(ResultShape::Compact, |it| it.shape);
                Ok(self.results(number, shape))
            }
        };
        match result {
            Ok(result) => {
                self.end_run(number, Status::Succeeded);
                Ok(Arc::new(result))
            }
            Err(failure) => Err(self.refuse_run(id, number, failure)),
        }
    }

    /// `ToleratedFailureCount` and `ToleratedFailurePercentage`, as far as they are there.
    pub(in crate::run) fn tolerance(
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
            Share::Query(query) => self.query(id, query, "number", Value::as_f64)?,
            Share::Path(path) => {
                let value = self.look_up(id, path, input, str::to_owned)?;
                let text = value.as_str().and_then(|text| text.trim().parse().ok());
                let percentage = value.as_f64().or(text);
                percentage
                    .ok_or_else(|| self.unfit(id, not_a_number(field, &value, path, "float")))?
            }
        };
        if (0.0..=100.0).contains(&percentage) {
            return Ok(percentage);
        }
        let query = match share {
            Share::Query(query) => Some(query),
            Share::Literal(_) | Share::Path(_) => None,
        };
        Err(self.out_of_range(id, query, format!("{field} must be between 0 and 100.")))
    }

    /// A child execution failed: the run goes on without it, or fails.
    pub(in crate::run) fn run_member_failed(
        &mut self,
        id: BranchId,
        index: usize,
        child: BranchId,
        failure: &Failure,
        status: Status,
    ) {
        let home = self.branches.get(child).map(|branch| branch.home);
        let (Some(home), Some(join)) = (home, self.join_mut(id)) else {
            return;
        };
        join.failed += join.list.weight(index);
        let (tolerated, run) = (join.failed <= join.tolerated, join.run.unwrap_or_default());
        self.close_child(home, status, ChildEnd::Failure(failure));
        if tolerated {
            self.abort(child, 0);
            let after = self.last_event(id);
            return self.child_gone(id, index, after);
        }
        self.cut_off_run(id, run);
        let failure = Failure::threshold_exceeded();
        self.close_run(id, run, &failure);
        self.cut_off(id, None, self.last_event(id));
        self.fail(id, failure);
    }

    /// Ends the children of a run that fails and writes what there is of results.
    fn cut_off_run(&mut self, id: BranchId, run: usize) {
        let mut children = Vec::new();
        let mut pending = Vec::new();
        let mut destination = None;
        if let Some(join) = self.join_mut(id) {
            children = std::mem::take(&mut join.children);
            pending = (join.next_item..join.list.len())
                .map(|index| Arc::clone(&join.list.item(index).value))
                .collect();
            destination = join.destination.take();
        }
        for child in children.into_iter().flatten() {
            self.abort(child, 0);
        }
        let fields = self.state_of(id).and_then(State::distributed);
        let writer = fields.and_then(|fields| fields.writer.as_ref());
        if let (Some(writer), Some(place)) = (writer, destination) {
            // The run has failed already: a failure of writing changes nothing.
            let _ = self.export(run, writer, &place, &pending);
        }
    }

    fn join_mut(&mut self, id: BranchId) -> Option<&mut Join> {
        match &mut self.branches.frame_mut(id)?.work {
            Work::Join(join) => Some(join),
            _ => None,
        }
    }
}

/// The failed items that neither limit forbids; without limits there are none.
fn tolerated(plan: &Plan, items: usize) -> usize {
    let count = plan.count;
    let count = count.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
    let share = plan.share.map(|share| portion(items, share));
    count.into_iter().chain(share).min().unwrap_or(0)
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of the items is between none and all"
)]
fn portion(length: usize, percentage: f64) -> usize {
    (length as f64 * percentage / 100.0).floor() as usize
}
