//! A Map or Parallel alone: its branches and iterations do not run, a mock stands in for them. What
//! a Map makes of its items and limits is worked out all the same.

use std::sync::Arc;

use serde_json::Value;

use crate::Payload;
use crate::dataset::{Format, read};
use crate::failure::Failure;
use crate::program::MapSpec;
use crate::program::distributed::{Reader, Source};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::container::worklist::Worklist;
use crate::run::distributed::reader::address;
use crate::trace::MapNote;

impl Simulation<'_> {
    /// A Parallel whose branches do not run.
    pub(in crate::run) fn stand_in_for_parallel(&mut self, id: BranchId) -> Result<(), Failure> {
        let mock = self.mocked().ok_or_else(unmocked)?;
        self.settle_mocked(id, mock)
    }

    /// A Map whose iterations do not run.
    pub(in crate::run) fn stand_in_for_map(
        &mut self,
        id: BranchId,
        map: &MapSpec,
        input: &Payload,
    ) -> Result<(), Failure> {
        let mock = self.mocked().ok_or_else(unmocked)?;
        let mut seen = MapNote::default();
        let looked = self.look_at_map(id, map, input, &mut seen);
        let failed = self
            .only
            .as_ref()
            .and_then(|only| only.setup().failed_items);
        let exceeded = seen.exceeded(failed);
        self.note(id, |visit| visit.map = Some(Box::new(seen)));
        looked?;
        if exceeded {
            return Err(Failure::threshold_exceeded());
        }
        self.settle_mocked(id, mock)
    }

    /// Works out items, limits, selection and batches, in the order of a whole execution.
    fn look_at_map(
        &self,
        id: BranchId,
        map: &MapSpec,
        input: &Payload,
        seen: &mut MapNote,
    ) -> Result<(), Failure> {
        let prepared = self.prepare(id, map, input)?;
        let concurrency = map.concurrency.as_ref();
        let concurrency = concurrency.map(|count| self.count(id, "MaxConcurrency", count, input));
        seen.max_concurrency = Some(concurrency.transpose()?.unwrap_or(0));
        let mut list = prepared.items;
        if let Some(run) = &map.distributed {
            (seen.tolerated_count, seen.tolerated_percentage) = self.tolerance(id, run, input)?;
            if let Some(reader) = &run.reader {
                list = self.read_given(id, reader, input)?;
                let points = matches!(
                    &reader.source,
                    Source::Object(Format::Json { pointer: Some(_) })
                );
                seen.after_items_pointer = points.then(|| items(&list));
            }
        }
        seen.count = list.total();
        seen.after_items_path = Some(items(&list));
        if map.selector.is_some() {
            seen.after_item_selector = Some(self.selected(id, map, &list)?);
        }
        let batcher = map
            .distributed
            .as_ref()
            .and_then(|run| run.batcher.as_ref());
        if let Some(batcher) = batcher {
            let limits = self.batch_limits(id, batcher, input)?;
            let list = self.batch(id, map, &list, &limits)?;
            seen.after_item_batcher = Some(items(&list));
        }
        Ok(())
    }

    /// What every iteration would get.
    fn selected(&self, id: BranchId, map: &MapSpec, list: &Worklist) -> Result<Payload, Failure> {
        let inputs: Result<Vec<Value>, Failure> = (0..list.len())
            .map(|index| {
                let input = self.iteration_input(id, map, &Arc::new(list.item(index)))?;
                Ok(Arc::unwrap_or_clone(input))
            })
            .collect();
        Ok(Arc::new(Value::Array(inputs?)))
    }

    /// The items of a reader, from the text that is given in the place of what is in S3. A listing
    /// is given as the array that it would be. Without a text there are no items.
    fn read_given(
        &self,
        id: BranchId,
        reader: &Reader,
        input: &Payload,
    ) -> Result<Worklist, Failure> {
        let order = self.order(id, reader, input)?;
        let setup = self.only.as_ref().map(|only| only.setup());
        let text = setup.and_then(|setup| setup.reader_data.as_deref());
        let Some(text) = text else {
            return Ok(Worklist::default());
        };
        let listing = Format::Json { pointer: None };
        let format = match &reader.source {
            Source::Object(format) | Source::Unload(format) | Source::Loaded(format) => format,
            Source::Listing | Source::Inventory => &listing,
        };
        let most = order.most().map_err(Failure::from)?;
        let found = read(text.as_bytes(), format, most).map_err(Failure::from)?;
        Ok(Worklist::read(found, source(&order.parameters)))
    }
}

/// Where a reader would have read, as `$$.Map.Item.Source` has it.
fn source(parameters: &Value) -> Option<Arc<str>> {
    let text = |name: &str| parameters.get(name).and_then(Value::as_str);
    let bucket = text("Bucket")?;
    Some(address(bucket, text("Key")))
}

fn items(list: &Worklist) -> Payload {
    let items = (0..list.len()).map(|index| Value::clone(&list.item(index).value));
    Arc::new(Value::Array(items.collect()))
}

/// Cannot happen by way of the API: AWS refuses to test a Map or Parallel without a mock.
fn unmocked() -> Failure {
    Failure::runtime("A Map or Parallel alone needs a mocked result")
}
