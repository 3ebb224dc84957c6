//! The items of a Map: where they are, and what each iteration gets.

use std::borrow::Cow;
use std::sync::Arc;

use asl_path::path::resolve;
use asl_path::reference;
use serde_json::Value;

use crate::Payload;
use crate::failure::Failure;
use crate::program::{Items, ItemsPath, MapSpec, Payloads};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::container::worklist::Worklist;
use crate::run::data::scope::Item;
use crate::run::data::{conflict, template_failure};

/// What a Map works on.
pub(in crate::run) struct Prepared {
    /// Empty where a reader has yet to read them.
    pub(in crate::run) items: Worklist,
    pub(in crate::run) concurrency: usize,
}

impl Simulation<'_> {
    /// The items of a Map, and how many of them run at a time. Where there is a reader, it alone
    /// says what the items are: `ItemsPath` is not even looked at (recorded).
    pub(in crate::run) fn prepare(
        &self,
        id: BranchId,
        map: &MapSpec,
        input: &Payload,
    ) -> Result<Prepared, Failure> {
        let distributed = map.distributed.as_ref();
        if distributed.is_some_and(|run| run.reader.is_some()) {
            return Ok(Prepared {
                items: Worklist::default(),
                concurrency: self.concurrency(id, map, input)?,
            });
        }
        let (items, concurrency) = self.prepare_map(id, map, input)?;
        Ok(Prepared {
            items: Worklist::of(items, distributed.is_some()),
            concurrency,
        })
    }

    /// The items of a Map, and how many of them run at a time.
    pub(in crate::run) fn prepare_map(
        &self,
        id: BranchId,
        map: &MapSpec,
        input: &Payload,
    ) -> Result<(Payload, usize), Failure> {
        let concurrency = self.concurrency(id, map, input)?;
        for query in &map.tolerated {
            self.query(id, query, "number", Value::as_f64)?;
        }
        Ok((self.items(id, map, input)?, concurrency))
    }

    fn items(&self, id: BranchId, map: &MapSpec, input: &Payload) -> Result<Payload, Failure> {
        // A Distributed Map goes through the members of an object too (documented).
        let objects = map.distributed.is_some();
        let ItemsPath { path, reference } = match &map.items {
            Items::JsonPath(Some(items)) => items,
            Items::JsonPath(None) => return array(Arc::clone(input), "$", objects),
            Items::Jsonata(template) => {
                return self.jsonata_items(id, template.as_ref(), input, objects);
            }
        };
        let found = self.with_view(id, input, |view| {
            Ok(resolve(&path.path, view).ok().map(Cow::into_owned))
        })?;
        if let Some(items) = found {
            return array(Arc::new(items), &path.text, objects);
        }
        // AWS words both failures without naming the state.
        match reference.as_ref().map(|path| reference::read(input, path)) {
            Some(Err(failure)) => Err(conflict(&failure)),
            _ => Err(not_an_array(&path.text)),
        }
    }

    pub(in crate::run) fn iteration_input(
        &self,
        id: BranchId,
        map: &MapSpec,
        item: &Arc<Item>,
    ) -> Result<Payload, Failure> {
        let (Some(selector), Some(branch)) = (&map.selector, self.branches.get(id)) else {
            return Ok(item.input());
        };
        let Some(frame) = &branch.frame else {
            return Ok(item.input());
        };
        let view = self.view(branch, frame, &frame.effective).of_item(item);
        let input = match selector {
            Payloads::JsonPath(selector) => {
                let input = selector.evaluate(&view).map(Arc::new);
                input.map_err(template_failure)
            }
            Payloads::Jsonata(selector) => {
                selector.evaluate(&self.jsonata_view(view, &frame.input))
            }
        };
        input.map_err(|failure| self.in_state(id, failure))
    }
}

/// Whether a Map can go through a value: an array, or an object where `objects` are taken.
pub(in crate::run) fn is_iterable(items: &Value, objects: bool) -> bool {
    items.is_array() || objects && items.is_object()
}

fn array(items: Payload, path: &str, objects: bool) -> Result<Payload, Failure> {
    if is_iterable(&items, objects) {
        Ok(items)
    } else {
        Err(not_an_array(path))
    }
}

/// A path into the context object loses its first sign (recorded).
fn not_an_array(path: &str) -> Failure {
    let path = path
        .strip_prefix('$')
        .filter(|rest| rest.starts_with('$'))
        .unwrap_or(path);
    Failure::runtime(format!("Reference path \"{path}\" must point to array."))
}
