//! The response: status, output or error, and the data after every step.
//!
//! Which steps AWS tells of depends on the state's type and query language; what is here was
//! recorded unless it says otherwise.

use std::sync::Arc;

use asl_interp::single::{Outcome, StateUnderTest};
use asl_interp::{MapNote, Payload, StateVisit};
use asl_lang::StateType;
use serde_json::{Map, Value, json};

use super::{InspectionLevel, Request, http};

/// The response in the API's form, members in the API's order.
pub(super) fn response(request: &Request, test: &StateUnderTest, outcome: &Outcome) -> Value {
    let mut response = Fields::default();
    let output = outcome.output.as_ref();
    response.put(
        "output",
        output.map(|output| text(request, outcome, output)),
    );
    response.put("error", outcome.error.as_deref().map(Value::from));
    response.put("cause", outcome.cause.as_deref().map(Value::from));
    if request.inspection_level != InspectionLevel::Info {
        let data = inspection(request, test, outcome);
        response.put("inspectionData", Some(Value::Object(data)));
    }
    response.put("nextState", outcome.next.as_deref().map(Value::from));
    response.put("status", Some(outcome.status.name().into()));
    Value::Object(response.0)
}

/// A document as JSON text; the input as it was given.
fn text(request: &Request, outcome: &Outcome, document: &Payload) -> Value {
    match &request.input {
        Some(input) if Arc::ptr_eq(document, &outcome.visit.input) => input.as_str().into(),
        _ => document.to_string().into(),
    }
}

fn inspection(request: &Request, test: &StateUnderTest, outcome: &Outcome) -> Map<String, Value> {
    let visit = &outcome.visit;
    let mut data = Fields::default();
    data.put("input", Some(text(request, outcome, &visit.input)));
    for (name, payload) in steps(test, visit) {
        data.put(name, payload.map(|payload| text(request, outcome, payload)));
    }
    let batches = visit
        .map
        .as_ref()
        .and_then(|map| map.after_item_batcher.as_ref());
    data.put(
        "afterItemBatcher",
        batches.map(|batches| told_batches(batches)),
    );
    if request.inspection_level == InspectionLevel::Trace && http::is_call(test) {
        data.put(
            "request",
            visit.after_parameters.as_deref().map(http::request),
        );
        // A mocked answer is none of an HTTP server.
        let result = visit.result.as_deref().filter(|_| request.mock.is_none());
        data.put("response", result.map(http::response));
    }
    let variables = &outcome.variables;
    if !variables.is_empty() {
        let pairs = variables.iter();
        let all: Map<String, Value> = pairs
            .map(|(name, value)| (name.clone(), Value::clone(value)))
            .collect();
        data.put("variables", Some(Value::Object(all).to_string().into()));
    }
    data.put("errorDetails", error_details(outcome));
    if let Some(map) = &visit.map {
        limits(map, &mut data);
    }
    data.0
}

/// A step's name and the data after it.
type Step<'v> = (&'static str, Option<&'v Payload>);

/// The data after every step that AWS tells of for the state.
fn steps<'v>(test: &StateUnderTest, visit: &'v StateVisit) -> Vec<Step<'v>> {
    let mut steps = if test.is_jsonata() {
        jsonata_steps(visit)
    } else {
        json_path_steps(test, visit)
    };
    if let Some(map) = &visit.map {
        // In JSONata there is nothing to be seen of `Items`.
        let items = map.after_items_path.as_ref();
        let items = items.filter(|_| !test.is_jsonata() && !test.reads_items());
        steps.extend([
            ("afterItemsPath", items),
            ("afterItemsPointer", map.after_items_pointer.as_ref()),
            ("afterItemSelector", map.after_item_selector.as_ref()),
        ]);
    }
    steps
}

fn jsonata_steps(visit: &StateVisit) -> Vec<Step<'_>> {
    if visit.state_type != StateType::Task {
        return Vec::new();
    }
    let arguments = visit.after_parameters.as_ref();
    let arguments = arguments.filter(|arguments| !Arc::ptr_eq(arguments, &visit.input));
    vec![
        ("afterArguments", arguments),
        ("result", visit.result.as_ref()),
    ]
}

fn json_path_steps<'v>(test: &StateUnderTest, visit: &'v StateVisit) -> Vec<Step<'v>> {
    let way_in = [
        ("afterInputPath", visit.after_input_path.as_ref()),
        ("afterParameters", visit.after_parameters.as_ref()),
    ];
    let result = ("result", visit.result.as_ref());
    let way_out = [
        ("afterResultSelector", visit.after_result_selector.as_ref()),
        ("afterResultPath", visit.after_result_path.as_ref()),
    ];
    match visit.state_type {
        StateType::Task => [&way_in[..], &[result], &way_out].concat(),
        // With a `Result` nothing of the way in is told (reported by others).
        StateType::Pass if test.has_result() => [&[result][..], &way_out].concat(),
        StateType::Pass => [way_in, way_out].concat(),
        StateType::Map => [&way_in[..1], &way_out].concat(),
        StateType::Parallel => way_out.to_vec(),
        StateType::Choice | StateType::Wait | StateType::Succeed | StateType::Fail => {
            way_in[..1].to_vec()
        }
    }
}

/// The batches as text, every item of theirs as a text of its own (others report AWS's answers so;
/// it was not recorded).
fn told_batches(batches: &Value) -> Value {
    let mut batches = batches.clone();
    for batch in batches.as_array_mut().into_iter().flatten() {
        let items = batch.get_mut("Items").and_then(Value::as_array_mut);
        for item in items.into_iter().flatten() {
            *item = item.to_string().into();
        }
    }
    batches.to_string().into()
}

/// The retrier or catcher that takes the error. A retrier without attempts left is named without a
/// wait (recorded).
fn error_details(outcome: &Outcome) -> Option<Value> {
    let mut details = Fields::default();
    details.put("catchIndex", outcome.visit.caught_by.map(Value::from));
    details.put("retryIndex", outcome.retrier.map(Value::from));
    let backoff = outcome.backoff.map(|backoff| backoff.as_secs().into());
    details.put("retryBackoffIntervalSeconds", backoff);
    (!details.0.is_empty()).then_some(Value::Object(details.0))
}

fn limits(map: &MapNote, data: &mut Fields) {
    data.put(
        "toleratedFailureCount",
        map.tolerated_count.map(Value::from),
    );
    let percentage = map.tolerated_percentage.map(|share| json!(share));
    data.put("toleratedFailurePercentage", percentage);
    data.put("maxConcurrency", map.max_concurrency.map(Value::from));
}

/// Members that are there.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
    }
}
