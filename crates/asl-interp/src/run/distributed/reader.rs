//! `ItemReader`: reads the items of a Distributed Map from S3.

use std::sync::Arc;

use asl_lang::limits::READER_ITEMS;
use asl_lang::reserved::ITEM_READER_FAILED;
use serde_json::{Value, json};

use crate::dataset::{Format, Items, Unreadable, inventory_files, read, unload_files};
use crate::failure::Failure;
use crate::objects::{Location, Object};
use crate::program::distributed::{Reader, Source};
use crate::run::Simulation;
use crate::run::branch::BranchId;
use crate::run::container::worklist::Worklist;
use crate::{Halt, Payload};

/// What a reader is asked for, worked out from the state's data.
pub(in crate::run) struct Order {
    pub(in crate::run) parameters: Payload,
    /// `MaxItems`; 0 is as good as none.
    most: i64,
}

impl Order {
    /// How many items are read at most.
    pub(in crate::run) fn most(&self) -> Result<usize, Unreadable> {
        let most = match self.most {
            0 => READER_ITEMS,
            // Recorded.
            ..0 => return Err(Unreadable::new("field MaxItems must be positive")),
            most => most.min(READER_ITEMS),
        };
        Ok(usize::try_from(most).unwrap_or(usize::MAX))
    }
}

/// Why there are no items.
pub(in crate::run) enum Unread {
    Failed(Failure),
    /// The simulator cannot know what AWS would answer.
    Halted(Halt),
}

impl From<Unreadable> for Unread {
    fn from(unreadable: Unreadable) -> Self {
        Self::Failed(unreadable.into())
    }
}

impl From<Unreadable> for Failure {
    fn from(Unreadable(cause): Unreadable) -> Self {
        Self::new(ITEM_READER_FAILED, cause)
    }
}

impl Simulation<'_> {
    /// Works out what to read.
    pub(in crate::run) fn order(
        &self,
        id: BranchId,
        reader: &Reader,
        input: &Payload,
    ) -> Result<Order, Failure> {
        let most = reader.most.as_ref();
        let most = most.map(|most| self.whole(id, "MaxItems", most, input));
        Ok(Order {
            parameters: self.fill_any(id, reader.parameters.as_ref(), input)?,
            most: most.transpose()?.unwrap_or(0),
        })
    }

    /// Reads the items.
    pub(in crate::run) fn read_items(
        &self,
        reader: &Reader,
        order: &Order,
    ) -> Result<Worklist, Unread> {
        let most = order.most()?;
        if reader.source.is_parquet() {
            return Err(Unread::Halted(Halt::Parquet));
        }
        let place = Place {
            simulation: self,
            bucket: text(&order.parameters, "Bucket")?,
            most,
        };
        let key = || text(&order.parameters, "Key");
        let (items, source) = match &reader.source {
            Source::Object(format) => {
                let key = key()?;
                (
                    read(place.get(key)?, format, most)?,
                    place.address(Some(key)),
                )
            }
            Source::Inventory => {
                let key = key()?;
                let (files, format) = inventory_files(place.get(key)?)?;
                (place.read_all(&files, &format)?.0, place.address(Some(key)))
            }
            Source::Unload(format) => {
                let key = key()?;
                let files = unload_files(place.get(key)?)?;
                (place.read_all(&files, format)?.0, place.address(Some(key)))
            }
            Source::Listing => (place.listed(&order.parameters)?, place.address(None)),
            Source::Loaded(format) => return place.loaded(&order.parameters, format),
        };
        Ok(Worklist::read(items, Some(source)))
    }

    /// The object of that bucket and key: what this execution wrote comes first.
    fn object(&self, bucket: &str, key: &str) -> Result<&Object, Unread> {
        let given = self.options.objects.as_deref();
        if let Some(object) = self.written.get(bucket, key) {
            return Ok(object);
        }
        let Some(given) = given else {
            return Err(Unread::Halted(Halt::NoObjects));
        };
        if !given.has_bucket(bucket) && !self.written.has_bucket(bucket) {
            return Err(absent("The specified bucket does not exist"));
        }
        let object = given.get(bucket, key);
        object.ok_or_else(|| absent("The specified key does not exist."))
    }
}

/// What S3 answers of something that is not there, in the words of the service integrations
/// (recorded there; of an item reader it is not).
fn absent(what: &str) -> Unread {
    let cause = format!(
        "{what} (Service: S3, Status Code: 404, Request ID: 0000000000000000, Extended Request ID: null)"
    );
    Unreadable::new(cause).into()
}

fn text<'a>(parameters: &'a Value, name: &str) -> Result<&'a str, Unread> {
    let text = parameters.get(name).and_then(Value::as_str);
    text.ok_or_else(|| {
        Unreadable::new(format!(
            "The field '{name}' of the item reader must be a string."
        ))
        .into()
    })
}

fn text_or<'a>(parameters: &'a Value, name: &str) -> &'a str {
    parameters
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The value of `$$.Map.Item.Source`. Source: developer guide, "Accessing execution data from the
/// Context object".
pub(in crate::run) fn address(bucket: &str, key: Option<&str>) -> Arc<str> {
    Arc::from(match key {
        Some(key) => format!("S3://{bucket}/{key}"),
        None => format!("S3://{bucket}"),
    })
}

/// A bucket to read from.
struct Place<'a, 'r> {
    simulation: &'a Simulation<'r>,
    bucket: &'a str,
    most: usize,
}

impl<'a> Place<'a, '_> {
    fn address(&self, key: Option<&str>) -> Arc<str> {
        address(self.bucket, key)
    }

    fn get(&self, key: &str) -> Result<&'a [u8], Unread> {
        let object = self.simulation.object(self.bucket, key)?;
        Ok(&object.content)
    }

    /// What the objects of a listing hold. Empty objects that stand for folders hold nothing.
    fn loaded(&self, parameters: &'a Value, format: &Format) -> Result<Worklist, Unread> {
        let objects = self.objects(parameters)?;
        let files: Vec<Location> = objects
            .filter(|(key, object)| !(key.ends_with('/') && object.content.is_empty()))
            .map(|(key, _)| Location::new(self.bucket, key))
            .collect();
        let (items, firsts) = self.read_all(&files, format)?;
        let addresses = files.iter().map(|file| self.address(Some(&file.key)));
        Ok(Worklist::read_from(
            items,
            firsts.into_iter().zip(addresses).collect(),
        ))
    }

    /// The first items of several objects, one after the other, with the index of each object's
    /// first item.
    fn read_all(&self, files: &[Location], format: &Format) -> Result<(Items, Vec<usize>), Unread> {
        let mut items = Items::default();
        let mut firsts = Vec::new();
        for file in files {
            let left = self.most - items.values.len();
            if left == 0 {
                break;
            }
            firsts.push(items.values.len());
            let object = self.simulation.object(&file.bucket, &file.key)?;
            let more = read(&object.content, format, left)?;
            items.values.extend(more.values);
            items.keys.extend(more.keys);
        }
        if items.keys.len() != items.values.len() {
            items.keys.clear();
        }
        Ok((items, firsts))
    }

    /// The objects of the bucket that the parameters select.
    fn objects(
        &self,
        parameters: &'a Value,
    ) -> Result<impl Iterator<Item = (&'a str, &'a Object)>, Unread> {
        let (given, written) = (
            self.simulation.options.objects.as_deref(),
            &self.simulation.written,
        );
        if given.is_none() && !written.has_bucket(self.bucket) {
            return Err(Unread::Halted(Halt::NoObjects));
        }
        let known = given.is_some_and(|given| given.has_bucket(self.bucket));
        if !known && !written.has_bucket(self.bucket) {
            return Err(absent("The specified bucket does not exist"));
        }
        let prefix = text_or(parameters, "Prefix");
        let after = text_or(parameters, "StartAfter");
        let given = given.map(|given| given.list(self.bucket, prefix, after));
        let mut all: std::collections::BTreeMap<&str, &Object> =
            given.into_iter().flatten().collect();
        all.extend(written.list(self.bucket, prefix, after));
        Ok(all.into_iter())
    }

    /// The items of a listing. The order of their members is recorded, the form of their time is
    /// that of the developer guide's example: seconds since 1970.
    fn listed(&self, parameters: &'a Value) -> Result<Items, Unread> {
        let start = self.simulation.options.start_time;
        let objects = self.objects(parameters)?.take(self.most);
        let items: Vec<Value> = objects
            .map(|(key, object)| {
                json!({
                    "Etag": object.etag(),
                    "LastModified": object.modified.unwrap_or(start).millis().div_euclid(1000),
                    "Key": key,
                    "Size": object.content.len(),
                    "StorageClass": "STANDARD",
                })
            })
            .collect();
        Ok(items.into())
    }
}
