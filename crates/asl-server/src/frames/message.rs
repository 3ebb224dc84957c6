//! Whether a body is a JSON-RPC message that tower-lsp can read, and what is done when it is not.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::repair;

/// The method of the request that takes a malformed frame's place.
pub(crate) const MALFORMED: &str = "asl/malformedFrame";

/// What is known about a frame that was dropped; the parameters of [`MALFORMED`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Malformed {
    /// The JSON-RPC error code: -32700 for no JSON, -32600 for no message.
    pub(crate) code: i64,
    /// What is wrong with it.
    pub(crate) message: String,
    /// Whose change got lost with it.
    pub(crate) lost: Lost,
    #[serde(skip)]
    id: Option<Value>,
}

/// The documents that are out of sync because of a dropped frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Lost {
    /// None: it was no change.
    Nothing,
    /// This one.
    Document(String),
    /// It was, or may have been, a change of any document.
    Any,
}

/// JSON-RPC's error for a body that is no JSON.
const NO_JSON: i64 = -32700;
/// JSON-RPC's error for JSON that is no message.
const NO_MESSAGE: i64 = -32600;

const CHANGE: &str = "textDocument/didChange";

/// The body as the codec may have it: as it is, or with its small faults mended.
pub(super) fn check(body: &[u8]) -> Result<Vec<u8>, Box<Malformed>> {
    let (body, value) = read(body)?;
    let Value::Object(mut message) = value else {
        return Err(Box::new(Malformed::invalid(
            "a message is an object",
            &body,
            &Value::Null,
        )));
    };
    let mended = mend(&mut message);
    if let Err(problem) = judge(&message) {
        let message = Value::Object(message);
        return Err(Box::new(Malformed::invalid(problem, &body, &message)));
    }
    Ok(if mended {
        Value::Object(message).to_string().into_bytes()
    } else {
        body
    })
}

fn read(body: &[u8]) -> Result<(Vec<u8>, Value), Box<Malformed>> {
    if let Ok(value) = serde_json::from_slice(body) {
        return Ok((body.to_vec(), value));
    }
    let repaired = repair::lone_surrogates(body).unwrap_or_else(|| body.to_vec());
    match serde_json::from_slice(&repaired) {
        Ok(value) => Ok((repaired, value)),
        Err(error) => Err(Box::new(Malformed {
            message: format!("the body cannot be read: {error}"),
            id: id_in(&repaired),
            ..Malformed::dropped(body)
        })),
    }
}

/// The id of a body that is JSON, but nested too deep or with numbers too great to be read whole.
fn id_in(body: &[u8]) -> Option<Value> {
    #[derive(Deserialize)]
    struct Envelope {
        id: Option<Value>,
    }
    let envelope: Envelope = serde_json::from_slice(body).ok()?;
    envelope.id.filter(is_id)
}

/// Mends what clients are known to send and tower-lsp would take amiss; answers whether there was anything.
fn mend(message: &mut Map<String, Value>) -> bool {
    let mut mended = false;
    // `"params": null` for a method without parameters.
    if message.get("params").is_some_and(Value::is_null) {
        mended |= message.shift_remove("params").is_some();
    }
    if message.contains_key("method") {
        return mended;
    }
    // An error with members of the client's own.
    if let Some(Value::Object(error)) = message.get_mut("error") {
        let before = error.len();
        error.retain(|name, _| matches!(name.as_str(), "code" | "message" | "data"));
        mended |= error.len() != before;
    }
    // `"error": null` beside a result, and an answer with neither.
    if message.get("error").is_some_and(Value::is_null) {
        mended |= message.shift_remove("error").is_some();
    }
    if message.contains_key("id")
        && !message.contains_key("error")
        && !message.contains_key("result")
    {
        message.insert("result".to_owned(), Value::Null);
        mended = true;
    }
    mended
}

/// Whether tower-lsp can read the message, and does not lose a change that it brings.
fn judge(message: &Map<String, Value>) -> Result<(), &'static str> {
    if message.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return Err("`jsonrpc` has to be \"2.0\"");
    }
    if !message.get("id").is_none_or(is_id) {
        return Err("`id` has to be a whole number or a string");
    }
    match message.get("method") {
        Some(Value::String(method)) if method == CHANGE => judge_change(message.get("params")),
        Some(Value::String(_)) => Ok(()),
        Some(_) => Err("`method` has to be a string"),
        None => judge_response(message),
    }
}

fn judge_response(message: &Map<String, Value>) -> Result<(), &'static str> {
    if !message.contains_key("id") {
        return Err("a message has a `method` or an `id`");
    }
    match message.get("error") {
        None => Ok(()),
        Some(error) if error["code"].is_i64() && error["message"].is_string() => Ok(()),
        Some(_) => Err("an `error` has a `code` and a `message`"),
    }
}

/// A change that the decoder would refuse is dropped there without a word, so it is caught here.
fn judge_change(params: Option<&Value>) -> Result<(), &'static str> {
    let Some(params) = params else {
        return Err("a change has `params`");
    };
    let document = &params["textDocument"];
    if !document["uri"].is_string() || !is_version(&document["version"]) {
        return Err("a change has a `textDocument` with a `uri` and a `version`");
    }
    match &params["contentChanges"] {
        Value::Array(changes) if changes.iter().all(is_content_change) => Ok(()),
        _ => Err("a change has `contentChanges` with a `text` and perhaps a `range`"),
    }
}

fn is_content_change(change: &Value) -> bool {
    let is_position = |it: &Value| is_u32(&it["line"]) && is_u32(&it["character"]);
    let range = &change["range"];
    change["text"].is_string()
        && (range.is_null() || (is_position(&range["start"]) && is_position(&range["end"])))
        && (change["rangeLength"].is_null() || is_u32(&change["rangeLength"]))
}

fn is_u32(value: &Value) -> bool {
    value.as_u64().is_some_and(|it| u32::try_from(it).is_ok())
}

fn is_version(value: &Value) -> bool {
    value.as_i64().is_some_and(|it| i32::try_from(it).is_ok())
}

fn is_id(value: &Value) -> bool {
    value.is_i64() || value.is_string() || value.is_null()
}

impl Malformed {
    /// Bytes that are no JSON.
    pub(super) fn dropped(bytes: &[u8]) -> Self {
        Self {
            code: NO_JSON,
            message: "bytes outside of any frame".to_owned(),
            lost: lost_in(bytes),
            id: None,
        }
    }

    fn invalid(problem: &str, body: &[u8], message: &Value) -> Self {
        let is_change = message["method"] == CHANGE;
        let uri = message["params"]["textDocument"]["uri"].as_str();
        let lost = match (is_change, uri) {
            (true, Some(uri)) => Lost::Document(uri.to_owned()),
            (true, None) => Lost::Any,
            // A method that is no string may have been meant as a change.
            (false, _) if message["method"].is_string() => Lost::Nothing,
            (false, _) if mentions(body, CHANGE) => lost_in(body),
            (false, _) => Lost::Nothing,
        };
        Self {
            code: NO_MESSAGE,
            message: problem.to_owned(),
            lost,
            id: message.get("id").filter(|it| is_id(it)).cloned(),
        }
    }

    /// Whether the body was JSON, though no message.
    pub(super) fn is_json(&self) -> bool {
        self.code == NO_MESSAGE
    }

    /// Whether a document is out of sync because of it.
    pub(super) fn loses_a_change(&self) -> bool {
        self.lost != Lost::Nothing
    }

    /// The request that takes the frame's place; it has the frame's id where one could be read, else null.
    pub(super) fn to_request(&self) -> String {
        let id = self.id.as_ref().unwrap_or(&Value::Null);
        json!({ "jsonrpc": "2.0", "id": id, "method": MALFORMED, "params": self }).to_string()
    }
}

/// What a broken body would have changed, as far as one can see.
fn lost_in(body: &[u8]) -> Lost {
    if !mentions(body, CHANGE) {
        return Lost::Nothing;
    }
    uri_in(body).map_or(Lost::Any, Lost::Document)
}

fn mentions(body: &[u8], text: &str) -> bool {
    // Some encoders escape the slash.
    let escaped = text.replace('/', "\\/");
    [text, &escaped]
        .iter()
        .any(|it| body.windows(it.len()).any(|window| window == it.as_bytes()))
}

/// The value of the first `"uri"`.
fn uri_in(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let (_, rest) = text.split_once("\"uri\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start();
    let mut values = serde_json::Deserializer::from_str(value).into_iter::<String>();
    values.next()?.ok()
}
