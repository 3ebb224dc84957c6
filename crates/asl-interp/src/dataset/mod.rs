//! The items of a dataset in S3: how the bytes of an object become items.
//!
//! Source, where nothing else is named: developer guide, "ItemReader (Map)". The causes of
//! failures are AWS's where a comment says recorded, else our own: AWS documents none.

mod csv;
mod gzip;
mod json;
mod manifest;

pub(crate) use csv::{Csv, Headers};
pub(crate) use manifest::{inventory_files, unload_files};

use serde_json::Value;

use crate::Halt;

/// How the content of an object is laid out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Format {
    /// One JSON array, or the array or object that a JSON pointer finds.
    Json {
        /// `ItemsPointer`.
        pointer: Option<String>,
    },
    /// One JSON value in each line.
    JsonLines,
    /// Rows of delimited text.
    Csv(Csv),
    /// Rows of a Parquet file.
    Parquet,
}

/// Why items could not be read: the cause of `States.ItemReaderFailed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(crate) String);

/// Items, with their names where they are the members of an object.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Items {
    pub(crate) values: Vec<Value>,
    pub(crate) keys: Vec<String>,
}

impl Unreadable {
    pub(crate) fn new(cause: impl Into<String>) -> Self {
        Self(cause.into())
    }
}

impl Items {
    /// The members of an array or of an object, at most so many; nothing for anything else.
    pub(crate) fn of(value: Value, most: usize) -> Option<Self> {
        match value {
            Value::Array(mut values) => {
                values.truncate(most);
                Some(values.into())
            }
            Value::Object(members) => {
                let (keys, values) = members.into_iter().take(most).unzip();
                Some(Self { values, keys })
            }
            _ => None,
        }
    }
}

impl From<Vec<Value>> for Items {
    fn from(values: Vec<Value>) -> Self {
        Self {
            values,
            keys: Vec::new(),
        }
    }
}

/// The first `most` items of an object's content.
pub(crate) fn read(content: &[u8], format: &Format, most: usize) -> Result<Items, Unreadable> {
    let content = gzip::unpack(content)?;
    match format {
        Format::Json { pointer } => json::array(&content, pointer.as_deref(), most),
        Format::JsonLines => json::lines(&content, most).map(Items::from),
        Format::Csv(csv) => csv.rows(&content, most).map(Items::from),
        Format::Parquet => Err(Unreadable::new(Halt::Parquet.to_string())),
    }
}

/// Content as text. Bytes that are no UTF-8 become U+FFFD; a byte order mark is no content.
fn text(content: &[u8]) -> std::borrow::Cow<'_, str> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    String::from_utf8_lossy(content)
}
