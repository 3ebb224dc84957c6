//! The small files beside the table: what AWS's pages say and botocore does not.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Where they and the table lie.
pub(crate) fn folder() -> PathBuf {
    crate::workspace::root().join("crates/asl-catalog/data")
}

/// All of them.
pub(crate) struct Inputs {
    pub(crate) lock: Lock,
    /// The names that the developer guide lists, with their titles.
    pub(crate) services: BTreeMap<String, String>,
    /// The operations that Step Functions cannot call, by service.
    pub(crate) unsupported: BTreeMap<String, Vec<String>>,
    /// The names that are no longer to be called, with the date when that was first seen.
    pub(crate) retired: BTreeMap<String, String>,
    pub(crate) overrides: Overrides,
    pub(crate) optimized: BTreeMap<String, Optimized>,
}

/// The version of botocore that the table is made from.
#[derive(Deserialize)]
pub(crate) struct Lock {
    pub(crate) version: String,
    /// Of the wheel, in hexadecimal.
    pub(crate) sha256: String,
}

/// Where the SDK or the API differ from the model.
#[derive(Default, Deserialize)]
pub(crate) struct Overrides {
    pub(crate) dropped: Vec<Dropped>,
    pub(crate) unions: Vec<Union>,
    pub(crate) members: Vec<Renamed>,
    pub(crate) added: Vec<Added>,
}

#[derive(Deserialize)]
pub(crate) struct Dropped {
    pub(crate) api: String,
}

#[derive(Deserialize)]
pub(crate) struct Union {
    pub(crate) api: String,
    pub(crate) shape: String,
}

/// A member that the SDK calls something else than the rule says.
#[derive(Deserialize)]
pub(crate) struct Renamed {
    pub(crate) api: String,
    pub(crate) shape: String,
    pub(crate) member: String,
    pub(crate) name: String,
}

/// Texts that the SDK takes besides the API's own members.
#[derive(Deserialize)]
pub(crate) struct Added {
    pub(crate) api: String,
    pub(crate) shape: String,
    pub(crate) members: Vec<String>,
}

/// A service of the optimised integrations.
#[derive(Deserialize)]
pub(crate) struct Optimized {
    pub(crate) title: String,
    pub(crate) prefix: String,
    pub(crate) actions: BTreeMap<String, OptimizedAction>,
}

/// One of its actions. Types are written as `types.rs` reads them.
#[derive(Deserialize)]
pub(crate) struct OptimizedAction {
    /// The API's operation behind it, `dynamodb:PutItem`, the API by its folder in botocore.
    pub(crate) operation: Option<String>,
    /// The patterns besides request and response, as resources end.
    pub(crate) patterns: Vec<String>,
    /// The members of the operation's request that it takes; all where this is missing.
    pub(crate) only: Option<Vec<String>>,
    /// Members besides those, or instead of them.
    pub(crate) request: Option<String>,
    /// The response where it is not the operation's.
    pub(crate) response: Option<String>,
    /// The result with `.sync`.
    pub(crate) sync: Option<String>,
    /// The result with `.sync:2`.
    pub(crate) sync2: Option<String>,
    /// Paths into a result and the values that say that the job is done.
    #[serde(default)]
    pub(crate) success: BTreeMap<String, String>,
    /// Errors besides the operation's.
    #[serde(default)]
    pub(crate) errors: Vec<String>,
}

#[derive(Deserialize)]
struct Services<T> {
    services: BTreeMap<String, T>,
}

#[derive(Deserialize)]
struct Actions {
    actions: BTreeMap<String, Vec<String>>,
}

/// Reads all of them.
pub(crate) fn read() -> io::Result<Inputs> {
    let folder = folder();
    let services: Services<String> = file(&folder, "services.json")?;
    let unsupported: Actions = file(&folder, "unsupported.json")?;
    let retired: Services<String> = file(&folder, "retired.json")?;
    let optimized: Services<Optimized> = file(&folder, "optimized.json")?;
    Ok(Inputs {
        lock: file(&folder, "botocore.json")?,
        services: services.services,
        unsupported: unsupported.actions,
        retired: retired.services,
        overrides: file(&folder, "overrides.json")?,
        optimized: optimized.services,
    })
}

fn file<T: DeserializeOwned>(folder: &Path, name: &str) -> io::Result<T> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path)?;
    serde_json::from_str(&text)
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
}
