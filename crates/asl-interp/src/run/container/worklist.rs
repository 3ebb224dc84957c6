//! What the iterations of a Map get: items one by one, or in batches.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::Payload;
use crate::dataset::Items;
use crate::failure::Failure;
use crate::program::MapSpec;
use crate::program::distributed::Batcher;
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::data::scope::Item;
use crate::size::measure;

/// The items of a Map, in the order in which they are worked on.
#[derive(Debug, Default)]
pub(in crate::run) struct Worklist {
    items: Vec<Payload>,
    /// The items' names, where they are the members of an object.
    keys: Vec<Arc<str>>,
    /// Where a Distributed Map has them from: each source with the index of its first item.
    sources: Vec<(usize, Arc<str>)>,
    /// How many items each batch has; empty where items are not batched.
    batches: Vec<usize>,
}

/// The source of items that the state's own data holds. Source: developer guide, "Accessing
/// execution data from the Context object".
const STATE_DATA: &str = "STATE_DATA";

/// How large batches may be.
pub(in crate::run) struct BatchLimits {
    pub(in crate::run) items: usize,
    pub(in crate::run) bytes: usize,
    pub(in crate::run) input: Option<Payload>,
}

impl Worklist {
    /// The members of an array or of an object.
    pub(in crate::run) fn of(items: Payload, distributed: bool) -> Self {
        let found = Items::of(Arc::unwrap_or_clone(items), usize::MAX).unwrap_or_default();
        let source = distributed.then(|| Arc::from(STATE_DATA));
        Self::read(found, source)
    }

    /// Items that a reader has read.
    pub(in crate::run) fn read(items: Items, source: Option<Arc<str>>) -> Self {
        Self::read_from(
            items,
            source.map(|source| (0, source)).into_iter().collect(),
        )
    }

    /// Items from several sources: each comes with the index of its first item.
    pub(in crate::run) fn read_from(items: Items, sources: Vec<(usize, Arc<str>)>) -> Self {
        Self {
            items: items.values.into_iter().map(Arc::new).collect(),
            keys: items.keys.into_iter().map(Arc::from).collect(),
            sources,
            batches: Vec::new(),
        }
    }

    /// How many iterations there are.
    pub(in crate::run) fn len(&self) -> usize {
        self.items.len()
    }

    /// How many items an iteration has.
    pub(in crate::run) fn weight(&self, index: usize) -> usize {
        self.batches.get(index).copied().unwrap_or(1)
    }

    /// How many items all iterations have.
    pub(in crate::run) fn total(&self) -> usize {
        if self.batches.is_empty() {
            return self.items.len();
        }
        self.batches.iter().sum()
    }

    pub(in crate::run) fn is_batched(&self) -> bool {
        !self.batches.is_empty()
    }

    /// The item of an iteration, or its batch.
    pub(in crate::run) fn item(&self, index: usize) -> Item {
        Item {
            index,
            value: self.items.get(index).map(Arc::clone).unwrap_or_default(),
            key: self.keys.get(index).map(Arc::clone),
            source: self.source(index),
        }
    }

    /// The items or batches themselves.
    pub(in crate::run) fn payloads(&self) -> &[Payload] {
        &self.items
    }

    fn source(&self, index: usize) -> Option<Arc<str>> {
        let next = self.sources.partition_point(|(first, _)| *first <= index);
        let (_, source) = self.sources.get(next.checked_sub(1)?)?;
        Some(Arc::clone(source))
    }

    /// The same items in batches; `inputs` are what `ItemSelector` made of them.
    fn batched(inputs: Vec<Payload>, limits: &BatchLimits) -> Self {
        let mut batches = Batches::new(limits);
        for input in inputs {
            batches.add(input);
        }
        batches.close();
        Self {
            items: batches.done,
            batches: batches.counts,
            ..Self::default()
        }
    }
}

/// Batches while they are filled.
struct Batches<'a> {
    limits: &'a BatchLimits,
    /// The bytes of a batch without items: the whole input of the child counts.
    empty_bytes: usize,
    open: Vec<Value>,
    /// The bytes of the open batch as compact JSON.
    bytes: usize,
    done: Vec<Payload>,
    counts: Vec<usize>,
}

impl<'a> Batches<'a> {
    fn new(limits: &'a BatchLimits) -> Self {
        let input = limits.input.as_deref();
        let input = input.map_or(0, |input| "\"BatchInput\":,".len() + measure(input).bytes);
        Self {
            limits,
            empty_bytes: "{\"Items\":[]}".len() + input,
            open: Vec::new(),
            bytes: 0,
            done: Vec::new(),
            counts: Vec::new(),
        }
    }

    /// Adds an item to the open batch, or begins another one. An item that is too large for any
    /// batch is alone in its own.
    fn add(&mut self, item: Payload) {
        let bytes = measure(&item).bytes + 1;
        let full = self.open.len() >= self.limits.items;
        let heavy = self.empty_bytes + self.bytes + bytes - 1 > self.limits.bytes;
        if !self.open.is_empty() && (full || heavy) {
            self.close();
        }
        self.bytes += bytes;
        self.open.push(Arc::unwrap_or_clone(item));
    }

    fn close(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let items = std::mem::take(&mut self.open);
        self.bytes = 0;
        self.counts.push(items.len());
        let mut batch = Map::new();
        if let Some(input) = &self.limits.input {
            batch.insert("BatchInput".to_owned(), Value::clone(input));
        }
        batch.insert("Items".to_owned(), Value::Array(items));
        self.done.push(Arc::new(Value::Object(batch)));
    }
}

impl Simulation<'_> {
    /// `MaxItemsPerBatch`, `MaxInputBytesPerBatch` and `BatchInput`.
    pub(in crate::run) fn batch_limits(
        &self,
        id: BranchId,
        batcher: &Batcher,
        input: &Payload,
    ) -> Result<BatchLimits, Failure> {
        let mut limits = [
            ("MaxItemsPerBatch", &batcher.items, usize::MAX),
            ("MaxInputBytesPerBatch", &batcher.bytes, self.payload_limit),
        ];
        for (field, count, limit) in &mut limits {
            let Some(count) = count else { continue };
            let number = self.count(id, field, count, input)?;
            if number == 0 {
                // Not recorded; worded as the limits of ToleratedFailurePercentage are.
                let cause = format!("{field} must be positive.");
                return Err(self.out_of_range(id, count.query(), cause));
            }
            *limit = usize::try_from(number).unwrap_or(usize::MAX).min(*limit);
        }
        let [(_, _, items), (_, _, bytes)] = limits;
        let template = batcher.input.as_ref();
        let template = template.map(|_| self.fill_any(id, template, input));
        Ok(BatchLimits {
            items,
            bytes,
            input: template.transpose()?,
        })
    }

    /// Puts the items of a Map into batches, each item as `ItemSelector` makes it.
    pub(in crate::run) fn batch(
        &self,
        id: BranchId,
        map: &MapSpec,
        list: &Worklist,
        limits: &BatchLimits,
    ) -> Result<Worklist, Failure> {
        let inputs: Result<Vec<Payload>, Failure> = (0..list.len())
            .map(|index| self.iteration_input(id, map, &Arc::new(list.item(index))))
            .collect();
        Ok(Worklist::batched(inputs?, limits))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn batches(items: &Value, most: usize, bytes: usize, input: Option<Value>) -> Vec<String> {
        let limits = BatchLimits {
            items: most,
            bytes,
            input: input.map(Arc::new),
        };
        let items = items.as_array().unwrap().iter().cloned().map(Arc::new);
        let list = Worklist::batched(items.collect(), &limits);
        assert_eq!(list.total(), list.batches.iter().sum::<usize>());
        list.items.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn by_number() {
        let found = batches(&json!([1, 2, 3]), 2, 1000, None);
        assert_eq!(found, [r#"{"Items":[1,2]}"#, r#"{"Items":[3]}"#]);
        let found = batches(&json!([1]), 5, 1000, Some(json!({ "a": 1 })));
        assert_eq!(found, [r#"{"BatchInput":{"a":1},"Items":[1]}"#]);
        assert!(batches(&json!([]), 5, 1000, None).is_empty());
    }

    #[test]
    fn by_bytes() {
        let items = json!(["aaaa", "bb", "c", "dddddddddd", "e"]);
        for bytes in 15..60 {
            for batch in batches(&items, 9, bytes, Some(json!(7))) {
                let alone = serde_json::from_str::<Value>(&batch).unwrap()["Items"]
                    .as_array()
                    .is_some_and(|items| items.len() == 1);
                assert!(batch.len() <= bytes || alone, "{bytes}: {batch}");
            }
        }
        assert_eq!(
            batches(&json!([1, 2]), 9, r#"{"Items":[1,2]}"#.len(), None).len(),
            1
        );
        assert_eq!(
            batches(&json!([1, 2]), 9, r#"{"Items":[1,2]}"#.len() - 1, None).len(),
            2
        );
    }
}
