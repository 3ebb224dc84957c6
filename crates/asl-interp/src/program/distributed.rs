//! What the parts of a Distributed Map are compiled into: reader, batcher, writer and limits.

use std::sync::Arc;

use asl_lang::WorkflowType;

use crate::dataset::Format;
use crate::program::jsonata::Query;
use crate::program::{Count, PathText, Payloads};

/// What a Distributed Map has besides the fields of any Map.
#[derive(Debug)]
pub(crate) struct Distributed {
    /// `Label`, a part of the run's ARN.
    pub(crate) label: Option<Arc<str>>,
    /// `ExecutionType` of the child executions.
    pub(crate) workflow: WorkflowType,
    /// `ToleratedFailureCount`.
    pub(crate) count: Option<Count>,
    /// `ToleratedFailurePercentage`.
    pub(crate) percentage: Option<Share>,
    pub(crate) reader: Option<Reader>,
    pub(crate) batcher: Option<Batcher>,
    pub(crate) writer: Option<Writer>,
}

/// A percentage that is written out or found.
#[derive(Debug)]
pub(crate) enum Share {
    Literal(f64),
    Path(PathText),
    Query(Query),
}

/// `ItemReader`.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) source: Source,
    /// `Parameters` or `Arguments`: `Bucket` and `Key` or `Prefix`.
    pub(crate) parameters: Option<Payloads>,
    /// `MaxItems`.
    pub(crate) most: Option<Count>,
}

/// What a reader reads.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The content of one object.
    Object(Format),
    /// The report that an S3 Inventory manifest lists.
    Inventory,
    /// The content of the files that the manifest of an Athena `UNLOAD` lists.
    Unload(Format),
    /// The objects of a bucket.
    Listing,
    /// What the objects of a bucket hold.
    Loaded(Format),
}

impl Source {
    pub(crate) fn is_parquet(&self) -> bool {
        match self {
            Self::Object(format) | Self::Unload(format) | Self::Loaded(format) => {
                *format == Format::Parquet
            }
            Self::Inventory | Self::Listing => false,
        }
    }
}

/// `ItemBatcher`.
#[derive(Debug)]
pub(crate) struct Batcher {
    /// `MaxItemsPerBatch`.
    pub(crate) items: Option<Count>,
    /// `MaxInputBytesPerBatch`.
    pub(crate) bytes: Option<Count>,
    /// `BatchInput`.
    pub(crate) input: Option<Payloads>,
}

/// `ResultWriter`.
#[derive(Debug)]
pub(crate) struct Writer {
    /// Writes to S3, where its parameters say; otherwise only the output is shaped.
    pub(crate) exports: bool,
    pub(crate) parameters: Option<Payloads>,
    pub(crate) shape: ResultShape,
    /// Files have one value in each line.
    pub(crate) lines: bool,
}

/// `Transformation` of a `WriterConfig`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResultShape {
    /// Outputs with what is known of their executions.
    Whole,
    /// Outputs alone.
    Compact,
    /// Outputs alone, arrays among them taken apart.
    Flat,
}
