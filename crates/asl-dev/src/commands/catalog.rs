//! `cargo dev catalog`: the table of AWS services, made from botocore at a pinned version.

mod drafts;
mod encode;
mod inputs;
mod lower;
mod model;
mod optimized;
mod sdk;
mod summary;
mod types;
mod waits;
mod wheel;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::de::DeserializeOwned;

use super::Done;
use crate::workspace::{say, target};
use drafts::ServiceDraft;
use inputs::Inputs;
use model::Api;
use wheel::Wheel;

/// Where botocore comes from, and whether to write or to compare.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when the table is not what botocore and the inputs give.
    #[arg(long)]
    check: bool,
    /// A wheel of botocore that is at hand, instead of the one from PyPI.
    #[arg(long, value_name = "FILE")]
    wheel: Option<PathBuf>,
}

/// Makes the table and its summary.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let inputs = inputs::read()?;
    let keep = target().join("catalog");
    let wheel = wheel::wheel(&inputs.lock, arguments.wheel.as_deref(), &keep)?;
    let services = services(&wheel, &inputs)?;
    let table = write::table(&services, &inputs.retired);
    let summary = summary::summary(&services, &inputs, &table);
    say(&format!(
        "{} services, {} bytes",
        services.len(),
        table.len()
    ));
    let folder = inputs::folder();
    let made: [(&str, &[u8]); 2] = [("catalog.bin", &table), ("catalog.txt", summary.as_bytes())];
    let mut stale = false;
    for (name, wanted) in made {
        stale |= settle(&folder.join(name), wanted, arguments.check)?;
    }
    let failed = stale && arguments.check;
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Writes or compares a file; whether it was not what it should be.
fn settle(path: &Path, wanted: &[u8], check: bool) -> io::Result<bool> {
    if fs::read(path).is_ok_and(|bytes| bytes == wanted) {
        return Ok(false);
    }
    if check {
        say(&format!(
            "{} is not up to date: run `cargo dev catalog`",
            path.display()
        ));
    } else {
        fs::write(path, wanted)?;
    }
    Ok(true)
}

/// All services of both families, each sorted by name.
fn services(wheel: &Wheel, inputs: &Inputs) -> io::Result<Vec<ServiceDraft>> {
    let dropped = |folder: &str| inputs.overrides.dropped.iter().any(|it| it.api == folder);
    let versions = versions(wheel);
    let apis = versions
        .iter()
        .filter(|(folder, _)| !dropped(folder))
        .map(|(folder, version)| api(wheel, folder, version));
    let apis: Vec<Api> = apis.collect::<io::Result<_>>()?;
    let mut services: Vec<_> = apis.iter().map(|api| sdk::service(api, inputs)).collect();
    services.sort_by(|one, other| one.name.cmp(&other.name));
    let by_folder: BTreeMap<_, _> = apis.iter().map(|api| (&*api.folder, api)).collect();
    for (name, it) in &inputs.optimized {
        services.push(optimized::service(name, it, &by_folder, inputs)?);
    }
    Ok(services)
}

/// The latest version of every API, by its folder.
fn versions(wheel: &Wheel) -> BTreeMap<&str, &str> {
    let mut versions = BTreeMap::new();
    for name in wheel.names() {
        let parts: Vec<_> = name.split('/').collect();
        if let ["botocore", "data", folder, version, "service-2.json.gz"] = parts[..] {
            // Names come in the order of the alphabet, and so do dates.
            versions.insert(folder, version);
        }
    }
    versions
}

fn api(wheel: &Wheel, folder: &str, version: &str) -> io::Result<Api> {
    let place = format!("botocore/data/{folder}/{version}");
    Ok(Api {
        folder: folder.to_owned(),
        model: json(wheel, &format!("{place}/service-2.json.gz"))?,
        waiters: optional(wheel, &format!("{place}/waiters-2.json"))?,
        paginators: optional(wheel, &format!("{place}/paginators-1.json"))?,
    })
}

fn optional<T: DeserializeOwned + Default>(wheel: &Wheel, name: &str) -> io::Result<T> {
    if !wheel.has(name) {
        return Ok(T::default());
    }
    json(wheel, name)
}

fn json<T: DeserializeOwned>(wheel: &Wheel, name: &str) -> io::Result<T> {
    let bytes = wheel.read(name)?;
    serde_json::from_slice(&bytes).map_err(|error| io::Error::other(format!("{name}: {error}")))
}
