//! The request and the response of an HTTP Task, as the trace tells of them. Source: API reference,
//! "InspectionDataRequest" and "InspectionDataResponse". What the connection adds is not known here.

use asl_interp::TaskKind;
use asl_interp::single::StateUnderTest;
use serde_json::{Map, Value};

pub(super) fn is_call(test: &StateUnderTest) -> bool {
    matches!(test.task(), Some(TaskKind::Service { service, .. }) if service == "http")
}

/// The request that the Task's parameters make.
pub(super) fn request(parameters: &Value) -> Value {
    let endpoint = parameters.get("ApiEndpoint").and_then(Value::as_str);
    let url = endpoint.map(|endpoint| with_query(endpoint, parameters.get("QueryParameters")));
    let protocol = endpoint.and_then(|endpoint| endpoint.split_once("://"));
    let members = [
        ("protocol", protocol.map(|(protocol, _)| protocol.into())),
        ("method", parameters.get("Method").cloned()),
        ("url", url.map(Value::from)),
        ("headers", parameters.get("Headers").map(document)),
        ("body", parameters.get("RequestBody").map(document)),
    ];
    object(members)
}

/// The response that the Task's result tells of.
pub(super) fn response(result: &Value) -> Value {
    let code = result.get("StatusCode").map(shown);
    let members = [
        ("protocol", Some("https".into())),
        ("statusCode", code.map(Value::from)),
        ("statusMessage", result.get("StatusText").cloned()),
        ("headers", result.get("Headers").map(document)),
        ("body", result.get("ResponseBody").map(document)),
    ];
    object(members)
}

fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let members = members.into_iter();
    let members: Map<String, Value> = members
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect();
    Value::Object(members)
}

/// A document as text; text as it is.
fn document(value: &Value) -> Value {
    shown(value).into()
}

fn with_query(endpoint: &str, query: Option<&Value>) -> String {
    let mut url = endpoint.to_owned();
    let pairs = query.and_then(Value::as_object).into_iter().flatten();
    for (name, value) in pairs {
        let all = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in all {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.extend([name, "=", &shown(value)]);
        }
    }
    url
}

fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
