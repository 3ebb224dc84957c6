//! The catalogue: an index of services, read when it is first asked.

use std::sync::OnceLock;

use crate::lookup::{Resolved, Unknown};
use crate::service::{Integration, Service};
use crate::table::{Index, TABLE};

/// The services that Step Functions can call.
pub struct Catalog {
    sdk: Vec<Service>,
    optimized: Vec<Service>,
    retired: Vec<Retired>,
}

/// A service that AWS Step Functions once called and no longer lists, or whose API is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retired {
    /// The name as a resource has it: `iotanalytics`.
    pub name: &'static str,
    /// When its absence was first seen, `2026-08-18`; empty where unknown.
    pub since: &'static str,
}

/// The catalogue in this program. The first call reads the index, which takes some microseconds.
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::read(TABLE))
}

impl Catalog {
    /// The catalogue of a table. Of a damaged one only what can be read is known.
    pub fn read(table: &'static [u8]) -> Self {
        let index = Index::read(table).unwrap_or_default();
        let (sdk, optimized) = index
            .services
            .into_iter()
            .map(Service::new)
            .partition(|service| service.integration() == Integration::Sdk);
        Self {
            sdk,
            optimized,
            retired: index.retired,
        }
    }

    /// The services of the AWS SDK integrations, by name.
    pub fn services(&self) -> &[Service] {
        &self.sdk
    }

    /// The services of the optimised integrations, by name.
    pub fn optimized_services(&self) -> &[Service] {
        &self.optimized
    }

    /// A service of the AWS SDK integrations: `dynamodb` in `arn:aws:states:::aws-sdk:dynamodb:…`.
    pub fn service(&self, name: &str) -> Option<&Service> {
        find(&self.sdk, name)
    }

    /// A service of the optimised integrations: `dynamodb` in `arn:aws:states:::dynamodb:…`.
    pub fn optimized(&self, name: &str) -> Option<&Service> {
        find(&self.optimized, name)
    }

    /// The names that are known, but no longer to be called.
    pub fn retired(&self) -> &[Retired] {
        &self.retired
    }

    /// What a resource such as `arn:aws:states:::sqs:sendMessage.waitForTaskToken` calls, or why
    /// that cannot be said.
    pub fn lookup<'a>(&'a self, resource: &str) -> Result<Resolved<'a>, Unknown<'a>> {
        crate::lookup::lookup_in(self, resource)
    }
}

fn find<'a>(services: &'a [Service], name: &str) -> Option<&'a Service> {
    let at = services.binary_search_by(|service| service.name().cmp(name));
    services.get(at.ok()?)
}
