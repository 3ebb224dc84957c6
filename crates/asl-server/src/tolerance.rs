//! Messages that say more than lsp-types 0.94 understands.
//!
//! It reads a message whole or not at all: one new word in one capability, and `initialize` would be refused. What is
//! not understood is left out instead, as the protocol wants it.

use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::InitializeParams;

/// The request, without what nobody here can read.
pub(crate) fn mend(request: Request) -> Request {
    match request.method() {
        "initialize" => with_params(request, |params| {
            if !is_understood(params) {
                *params = understood(params);
            }
        }),
        // Actions come from the range; what other servers said there is only a risk.
        "textDocument/codeAction" => with_params(request, |params| {
            if let Some(diagnostics) = params.pointer_mut("/context/diagnostics") {
                *diagnostics = json!([]);
            }
        }),
        _ => request,
    }
}

fn with_params(request: Request, change: impl FnOnce(&mut Value)) -> Request {
    let (method, id, params) = request.into_parts();
    let mut built = Request::build(method);
    if let Some(id) = id {
        built = built.id(id);
    }
    if let Some(mut params) = params {
        change(&mut params);
        built = built.params(params);
    }
    built.finish()
}

fn is_understood(params: &Value) -> bool {
    serde_json::from_value::<InitializeParams>(params.clone()).is_ok()
}

/// The parts of `initialize` that can be read, member by member, down to those of `completionItem`.
fn understood(params: &Value) -> Value {
    let mut kept = json!({ "capabilities": {} });
    copy(params, &mut kept, &mut Vec::new(), 4);
    kept
}

/// Copies the members that leave the whole readable; looks into those that do not.
fn copy(from: &Value, kept: &mut Value, path: &mut Vec<String>, depth: usize) {
    let Some(members) = from.as_object() else {
        return;
    };
    for (name, value) in members {
        let mut tried = kept.clone();
        if let Some(place) = object_at(&mut tried, path) {
            place.insert(name.clone(), value.clone());
        }
        if is_understood(&tried) {
            *kept = tried;
        } else if depth > 0 && value.is_object() {
            path.push(name.clone());
            copy(value, kept, path, depth - 1);
            path.pop();
        }
    }
}

/// The object at that path, made when it is not there.
fn object_at<'a>(root: &'a mut Value, path: &[String]) -> Option<&'a mut Map<String, Value>> {
    let mut place = root;
    for name in path {
        place = place
            .as_object_mut()?
            .entry(name)
            .or_insert_with(|| json!({}));
    }
    place.as_object_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let request = Request::build("initialize").id(1).params(json!({
            "processId": 7,
            "trace": "compact",
            "rootUri": "no uri",
            "capabilities": {
                "general": { "positionEncodings": ["utf-8"] },
                "textDocument": {
                    "hover": { "contentFormat": ["markdown"] },
                    "rename": { "prepareSupport": "perhaps" },
                    "completion": { "completionItem": { "snippetSupport": true, "deprecatedSupport": 3 } }
                }
            }
        }));
        let mended = mend(request.finish());
        assert_eq!(
            mended.params(),
            Some(&json!({
                "capabilities": {
                    "general": { "positionEncodings": ["utf-8"] },
                    "textDocument": {
                        "hover": { "contentFormat": ["markdown"] },
                        "completion": { "completionItem": { "snippetSupport": true } }
                    }
                },
                "processId": 7
            }))
        );
    }

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        let request = Request::build("initialize")
            .id(1)
            .params(json!({ "capabilities": {}, "x": 1 }))
            .finish();
        assert_eq!(mend(request.clone()), request);
        let other = Request::build("x").params(json!([1])).finish();
        assert_eq!(mend(other.clone()), other);
    }
}
