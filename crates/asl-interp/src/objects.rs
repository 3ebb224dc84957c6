//! Objects of S3 as plain data: what item readers read and result writers write.

use std::collections::BTreeMap;
use std::sync::Arc;

use md5::{Digest, Md5};
use serde_json::Value;

use crate::Time;

/// Buckets with their objects. A bucket may be empty; an object has a bucket, a key and bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objects {
    buckets: BTreeMap<String, BTreeMap<String, Object>>,
}

/// One object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it holds.
    pub content: Arc<[u8]>,
    /// When it was last written; nothing means: when the execution started.
    pub modified: Option<Time>,
}

/// Where an object is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Location {
    pub(crate) bucket: String,
    pub(crate) key: String,
}

impl Object {
    /// An object as old as the execution.
    pub fn new(content: impl Into<Arc<[u8]>>) -> Self {
        Self {
            content: content.into(),
            modified: None,
        }
    }

    /// What S3 says of an object that was written in one part: the MD5 of its content, quoted.
    pub(crate) fn etag(&self) -> String {
        let mut text = String::from("\"");
        for byte in Md5::digest(&*self.content) {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        text.push('"');
        text
    }
}

impl Objects {
    /// Reads `{"bucket": {"key": "text"}}`. A value that is no string stands for its JSON text.
    ///
    /// # Errors
    /// Names the bucket that is no object.
    pub fn from_json(buckets: &Value) -> Result<Self, String> {
        let Value::Object(buckets) = buckets else {
            return Err("objects are written as {\"bucket\": {\"key\": \"text\"}}".to_owned());
        };
        let mut objects = Self::default();
        for (bucket, keys) in buckets {
            let Value::Object(keys) = keys else {
                return Err(format!(
                    "the bucket '{bucket}' must be an object of keys and texts"
                ));
            };
            objects.add_bucket(bucket);
            for (key, content) in keys {
                let text = content
                    .as_str()
                    .map_or_else(|| content.to_string(), str::to_owned);
                objects.insert(bucket, key, Object::new(text.into_bytes()));
            }
        }
        Ok(objects)
    }

    /// Adds a bucket, if it is not there.
    pub fn add_bucket(&mut self, bucket: &str) {
        self.buckets.entry(bucket.to_owned()).or_default();
    }

    /// Writes an object; an older one of that key is replaced.
    pub fn insert(&mut self, bucket: &str, key: &str, object: Object) {
        let bucket = self.buckets.entry(bucket.to_owned()).or_default();
        bucket.insert(key.to_owned(), object);
    }

    /// The object of that bucket and key.
    pub fn get(&self, bucket: &str, key: &str) -> Option<&Object> {
        self.buckets.get(bucket)?.get(key)
    }

    /// Whether the bucket is there.
    pub fn has_bucket(&self, bucket: &str) -> bool {
        self.buckets.contains_key(bucket)
    }

    /// Whether there is no object at all.
    pub fn is_empty(&self) -> bool {
        self.buckets.values().all(BTreeMap::is_empty)
    }

    /// Every object as bucket, key and content, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &Object)> {
        self.buckets.iter().flat_map(|(bucket, keys)| {
            keys.iter()
                .map(move |(key, object)| (bucket.as_str(), key.as_str(), object))
        })
    }

    /// The objects of a bucket whose keys begin with `prefix` and follow `after`, in S3's order.
    pub(crate) fn list<'a>(
        &'a self,
        bucket: &str,
        prefix: &'a str,
        after: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Object)> {
        let keys = self.buckets.get(bucket).into_iter().flatten();
        keys.map(|(key, object)| (key.as_str(), object))
            .filter(move |(key, _)| key.starts_with(prefix) && (after.is_empty() || *key > after))
    }
}

impl Location {
    pub(crate) fn new(bucket: &str, key: &str) -> Self {
        Self {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
        }
    }

    /// Reads `s3://bucket/key`.
    pub(crate) fn parse(address: &str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let (bucket, key) = rest.split_once('/')?;
        let known = scheme.eq_ignore_ascii_case("s3") && !bucket.is_empty() && !key.is_empty();
        known.then(|| Self::new(bucket, key))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_json() {
        let objects = Objects::from_json(&json!({ "b": { "k": "text", "j": [1] }, "e": {} }));
        let objects = objects.unwrap();
        assert_eq!(&*objects.get("b", "k").unwrap().content, b"text");
        assert_eq!(&*objects.get("b", "j").unwrap().content, b"[1]");
        assert!(objects.has_bucket("e") && !objects.has_bucket("f"));
        assert!(Objects::from_json(&json!({ "b": 1 })).is_err());
        assert!(Objects::from_json(&json!([])).is_err());
    }

    #[test]
    fn etags_are_quoted_hashes() {
        let object = Object::new(*b"0HelloWorld!");
        assert_eq!(object.etag().len(), 34);
        assert_eq!(
            Object::new(*b"").etag(),
            "\"d41d8cd98f00b204e9800998ecf8427e\""
        );
    }

    #[test]
    fn lists_in_the_order_of_bytes() {
        let mut objects = Objects::default();
        for key in ["b/2", "a", "b/10", "B", "b/é"] {
            objects.insert("x", key, Object::new(*b""));
        }
        let keys = |prefix, after| {
            let found = objects.list("x", prefix, after);
            found.map(|(key, _)| key.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(keys("", ""), ["B", "a", "b/10", "b/2", "b/é"]);
        assert_eq!(keys("b/", "b/10"), ["b/2", "b/é"]);
        assert!(objects.list("y", "", "").next().is_none());
    }

    #[test]
    fn reads_addresses() {
        let at = Location::parse("s3://bucket/a/b.csv").unwrap();
        assert_eq!((at.bucket.as_str(), at.key.as_str()), ("bucket", "a/b.csv"));
        for bad in ["bucket/key", "s3://bucket", "s3:///key", "https://b/k", ""] {
            assert_eq!(Location::parse(bad), None, "{bad}");
        }
    }
}
