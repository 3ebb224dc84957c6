//! What the first question about a service costs: reading the index, unpacking the service,
//! going over the names of its actions.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measures")]

use asl_catalog::{Action, Catalog, Service};
use divan::{Bencher, black_box};

static TABLE: &[u8] = include_bytes!("../data/catalog.bin");

/// From the smallest to the largest.
const SERVICES: &[&str] = &["sqs", "dynamodb", "s3", "sagemaker", "ec2"];

fn main() {
    println!("the table has {} bytes", TABLE.len());
    divan::main();
}

#[divan::bench]
fn index() -> usize {
    Catalog::read(black_box(TABLE)).services().len()
}

/// As a completion of `arn:aws:states:::aws-sdk:SERVICE:d` asks it.
#[divan::bench(args = SERVICES)]
fn actions(bencher: Bencher, service: &str) {
    bencher
        .with_inputs(|| Catalog::read(TABLE))
        .bench_refs(|catalog| {
            let actions = catalog
                .service(service)
                .into_iter()
                .flat_map(Service::actions);
            actions.filter(|it| it.name().starts_with('d')).count()
        });
}

/// As a completion of a request's members asks it, with everything before it.
#[divan::bench(args = SERVICES)]
fn members(bencher: Bencher, service: &str) {
    bencher
        .with_inputs(|| Catalog::read(TABLE))
        .bench_refs(|catalog| {
            let actions = catalog
                .service(service)
                .into_iter()
                .flat_map(Service::actions);
            let request = actions.last().and_then(Action::request);
            request.map_or(0, |it| it.members().len())
        });
}

/// Every service, as `asl catalog search` asks it.
#[divan::bench]
fn all_actions(bencher: Bencher) {
    bencher
        .with_inputs(|| Catalog::read(TABLE))
        .bench_refs(|catalog| {
            let services = catalog.services().iter();
            services.map(|it| it.actions().len()).sum::<usize>()
        });
}
