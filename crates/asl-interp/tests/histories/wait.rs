//! Wait: its four forms, and the recorded words for what is no delay.

use asl_interp::RunOptions;
use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Script, check, run};

fn machine(field: &str, value: Value) -> Value {
    let mut state = json!({ "Type": "Wait", "End": true });
    state[field] = value;
    json!({ "StartAt": "W", "States": { "W": state } })
}

fn waited(field: &str, value: Value, input: Value) -> f64 {
    let execution = run(
        &machine(field, value),
        input,
        Script::default(),
        &RunOptions::default(),
    );
    execution.summary.duration.as_secs_f64()
}

#[test]
fn a_year_passes_at_once() {
    let options = RunOptions {
        limits: false,
        ..RunOptions::default()
    };
    let execution = run(
        &machine("Seconds", json!(31_536_000)),
        json!({}),
        Script::default(),
        &options,
    );
    assert_eq!(execution.summary.duration.as_secs(), 31_536_000);
    assert_eq!(
        execution.events[2].time.to_string(),
        "2027-01-01T00:00:00.000Z"
    );
}

#[test]
fn four_forms() {
    assert_eq!(waited("Seconds", json!(10), json!({})), 10.0);
    assert_eq!(waited("SecondsPath", json!("$.s"), json!({ "s": 3 })), 3.0);
    assert_eq!(
        waited("Timestamp", json!("2026-01-01T00:01:00Z"), json!({})),
        60.0
    );
    let later = json!({ "t": "2026-01-01T02:00:00.0001+01:00" });
    assert_eq!(waited("TimestampPath", json!("$.t"), later), 3600.001);
    assert_eq!(
        waited("Timestamp", json!("2016-01-01T00:00:00Z"), json!({})),
        0.0
    );
}

#[test]
fn no_delay() {
    let bad = [json!(-1), json!(1.5), json!("x"), json!(2_147_483_648_u64)];
    for seconds in bad {
        let expected = match seconds.to_string().as_str() {
            "-1" => expect![[r#"
                1<0 +0s ExecutionStarted input={"s":-1}
                2<0 +0s WaitStateEntered name=W input={"s":-1}
                3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter references a negative value: $.s == -1
                => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter references a negative value: $.s == -1"}
            "#]],
            "1.5" => expect![[r#"
                1<0 +0s ExecutionStarted input={"s":1.5}
                2<0 +0s WaitStateEntered name=W input={"s":1.5}
                3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5
                => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5"}
            "#]],
            "\"x\"" => expect![[r#"
                1<0 +0s ExecutionStarted input={"s":"x"}
                2<0 +0s WaitStateEntered name=W input={"s":"x"}
                3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter cannot be parsed as a long value: $.s == x
                => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter cannot be parsed as a long value: $.s == x"}
            "#]],
            _ => expect![[r#"
                1<0 +0s ExecutionStarted input={"s":2147483648}
                2<0 +0s WaitStateEntered name=W input={"s":2147483648}
                3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). Wait state delay is too long.
                => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'W' (entered at the event id #2). Wait state delay is too long."}
            "#]],
        };
        check(
            &machine("SecondsPath", json!("$.s")),
            json!({ "s": seconds }),
            Script::default(),
            &expected,
        );
    }
    check(
        &machine("SecondsPath", json!("$.s")),
        json!({}),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={}
            2<0 +0s WaitStateEntered name=W input={}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter does not reference an input value: $.s
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'W' (entered at the event id #2). The SecondsPath parameter does not reference an input value: $.s"}
        "#]],
    );
    check(
        &machine("TimestampPath", json!("$.t")),
        json!({ "t": "2026-01-01 00:00:00Z" }),
        Script::default(),
        &expect![[r#"
            1<0 +0s ExecutionStarted input={"t":"2026-01-01 00:00:00Z"}
            2<0 +0s WaitStateEntered name=W input={"t":"2026-01-01 00:00:00Z"}
            3<2 +0s ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'W' (entered at the event id #2). The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 2026-01-01 00:00:00Z
            => {"status":"FAILED","error":"States.Runtime","cause":"An error occurred while executing the state 'W' (entered at the event id #2). The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 2026-01-01 00:00:00Z"}
        "#]],
    );
}
