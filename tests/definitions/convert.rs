//! Every machine of the corpus in JSONata runs to the same ends, with its own inputs and mocks.

use std::sync::Arc;

use asl_ide::{
    Analysis, ConvertPart, Document, Mocks, SimulateRequest, Simulation, convert_to_jsonata,
    convert_to_jsonata_exactly, simulate,
};
use asl_interp::{Objects, RunOptions};
use serde_json::Value;

use crate::corpus::{DEFINITIONS, Definition, json};

/// One test case of a definition, with the definition written as `document` has it.
fn run(definition: &Definition, document: Document, case: &str) -> Simulation {
    let (analysis, file) = Analysis::single(document);
    let request = SimulateRequest {
        input: Some(definition.input_value(case)),
        mocks: Some(Mocks {
            name: definition.mocks(),
            config: json(&definition.mocks()),
            state_machine: None,
            test_case: Some(case.to_owned()),
        }),
        options: RunOptions {
            workflow: definition.workflow,
            objects: definition.objects().map(|it| {
                Arc::new(Objects::from_json(&json(&it)).expect("buckets, keys and texts"))
            }),
            ..RunOptions::default()
        },
        ..SimulateRequest::default()
    };
    simulate(&analysis, file, request).expect("the definition runs")
}

/// How it ended, and the states on the way.
fn ends(simulation: &Simulation) -> (Value, Vec<String>) {
    let execution = &simulation.execution;
    let way = execution.states.iter().map(|it| it.name.to_string());
    (execution.result_to_json(), way.collect())
}

#[test]
fn every_test_case_ends_the_same_in_jsonata() {
    let (mut machines, mut cases) = (0, 0);
    for definition in DEFINITIONS {
        let document = definition.document();
        let text = document.text().to_string();
        let (analysis, file) = Analysis::single(document.clone());
        let parts = [ConvertPart::Machine, ConvertPart::EachState];
        let readable = parts.map(|it| convert_to_jsonata(&analysis, file, it));
        let exact = parts.map(|it| convert_to_jsonata_exactly(&analysis, file, it));
        // Two machines are in JSONata as they are.
        for conversion in readable.into_iter().chain(exact).flatten() {
            machines += 1;
            let after = Document::new(&conversion.text(&text), document.format());
            for case in definition.cases() {
                cases += 1;
                let before = ends(&run(definition, document.clone(), &case));
                let after = ends(&run(definition, after.clone(), &case));
                assert_eq!(before, after, "{} {case}", definition.file);
            }
        }
    }
    assert!(machines >= 28 && cases >= 120, "{machines} {cases}");
}
