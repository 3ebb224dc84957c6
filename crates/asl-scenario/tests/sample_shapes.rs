//! Made-up answers are answers: each of them passes the strictest check of mocks, for every action of the catalogue.

use asl_catalog::{Action, catalog, sample_result};
use asl_scenario::conformance::{Mode, check_in_execution};
use serde_json::Value;

/// How many actions there are at least, so that an empty catalogue does not pass.
const ACTIONS: usize = 19_000;

/// What is wrong with an action's samples.
fn wrong(action: Action<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for pattern in action.patterns() {
        let resource = action.resource(pattern);
        let sample = sample_result(action, pattern, &Value::Null, 7);
        let found = check_in_execution(&resource, &sample, Mode::Strict);
        wrong.extend(found.first().map(|it| {
            let more = found.len() - 1;
            format!("{resource} at {:?}: {} (+{more})", it.pointer, it.message)
        }));
    }
    wrong
}

#[test]
fn every_sample_passes_the_strict_check() {
    let catalog = catalog();
    let services = catalog
        .services()
        .iter()
        .chain(catalog.optimized_services());
    let actions: Vec<_> = services.flat_map(asl_catalog::Service::actions).collect();
    assert!(actions.len() > ACTIONS, "{}", actions.len());
    let wrong: Vec<_> = actions.into_iter().flat_map(wrong).collect();
    let shown = wrong.iter().take(20).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} are wrong: {shown:#?}", wrong.len());
}
