//! `asl.simulate` of runs that take long: progress, its cancel button, the guards.

use asl_testing::lsp::{Client, Ended};
use serde_json::{Value, json};

use crate::support::{capabilities, client};

const URI: &str = "file:///project/endless.asl.json";

/// Two states that never come to an end, and take long enough to have a short history.
const ENDLESS: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Tick",
  "States": {
    "Tick": { "Type": "Pass", "Output": "{% $sum([1..20000]) %}", "Next": "Tock" },
    "Tock": { "Type": "Pass", "Output": "{% $sum([1..20000]) %}", "Next": "Tick" }
  }
}
"#;

/// Goes on until somebody ends it: the events of a Standard workflow are not counted.
fn endless(more: &Value) -> Value {
    let mut argument = json!({ "uri": URI, "limits": false, "report": false, "maxSeconds": 600 });
    for (name, value) in more.as_object().unwrap() {
        argument[name] = value.clone();
    }
    json!({ "command": "asl.simulate", "arguments": [argument] })
}

fn with_progress() -> Client {
    let mut client = Client::start_asl();
    let mut capabilities = capabilities();
    capabilities["window"]["workDoneProgress"] = json!(true);
    client.initialize(&capabilities);
    client.open(URI, "asl", ENDLESS);
    client
}

fn kind(wanted: &str) -> impl Fn(&Value) -> bool + '_ {
    move |params| params["value"]["kind"] == wanted
}

#[test]
fn a_long_run_shows_progress_that_can_end_it() {
    let mut client = with_progress();
    let id = client.send("workspace/executeCommand", endless(&json!({})));
    let created = client.request_from_server("window/workDoneProgress/create");
    let begin = client.notification("$/progress", kind("begin"));
    assert_eq!(begin["token"], created["token"]);
    assert_eq!(begin["value"]["title"], "Simulating endless");
    assert_eq!(begin["value"]["cancellable"], true);
    client.notify(
        "window/workDoneProgress/cancel",
        json!({ "token": created["token"] }),
    );
    let answer = client.answer(id).unwrap();
    assert_eq!(answer["status"], "ABORTED");
    assert_eq!(answer["error"], "Simulator.Cancelled");
    assert!(!answer["events"].as_array().unwrap().is_empty());
    let end = client.notification("$/progress", kind("end"));
    assert_eq!(end["token"], created["token"]);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

/// The client's own token is used, and nothing is asked for.
#[test]
fn the_token_of_the_request_is_used() {
    let mut client = client();
    client.open(URI, "asl", ENDLESS);
    let mut params = endless(&json!({}));
    params["workDoneToken"] = json!(77);
    let id = client.send("workspace/executeCommand", params);
    let begin = client.notification("$/progress", kind("begin"));
    assert_eq!(begin["token"], 77);
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.answer(id).unwrap_err().code, -32800);
    let end = client.notification("$/progress", kind("end"));
    assert_eq!(end["token"], 77);
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn the_guards_end_a_run() {
    let mut client = client();
    client.open(URI, "asl", ENDLESS);
    for (guard, error) in [
        (json!({ "maxSteps": 10 }), "Simulator.StepLimit"),
        (json!({ "maxSeconds": 0 }), "Simulator.RealTimeLimit"),
    ] {
        let answer = client.request("workspace/executeCommand", endless(&guard));
        assert_eq!(answer["error"], error, "{guard}");
    }
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}

#[test]
fn options_are_checked_and_used() {
    let mut client = client();
    client.open(URI, "asl", ENDLESS);
    for (option, why) in [
        (json!({ "workflowType": "slow" }), "workflowType"),
        (json!({ "startTime": "tomorrow" }), "startTime"),
    ] {
        let refusal = client.refused("workspace/executeCommand", endless(&option));
        assert_eq!(refusal.code, -32602);
        assert!(refusal.message.contains(why), "{}", refusal.message);
    }
    let options = json!({
        "startTime": "2031-05-06T07:08:09Z",
        "workflowType": "express",
        "maxSteps": 10
    });
    let answer = client.request("workspace/executeCommand", endless(&options));
    let started = answer["events"][0]["timestamp"].to_string();
    assert!(started.contains("2031-05-06T07:08:09"), "{started}");
    assert_eq!(client.finish(), Some(Ended::Exited(0)));
}
