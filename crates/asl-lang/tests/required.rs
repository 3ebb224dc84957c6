//! What AWS is known to refuse and to take, spelled out: a wrong row here becomes a false error
//! in every definition.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

use std::fmt::Write;

use expect_test::expect;

use asl_lang::{Languages, Place, Required, StateType, fields, groups};

fn required() -> String {
    let mut out = String::new();
    for place in Place::ALL {
        let always: Vec<_> = fields(place)
            .iter()
            .filter(|field| field.required == Required::Always)
            .map(|field| match field.languages {
                Languages::Jsonata => format!("{} (JSONata)", field.name),
                _ => field.name.to_owned(),
            })
            .collect();
        let one_of = groups(place)
            .iter()
            .filter(|group| group.required)
            .map(|group| group.fields.join(" | "));
        let all: Vec<_> = always.into_iter().chain(one_of).collect();
        let line = format!("{}: {}", place.title(), all.join(", "));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

#[test]
fn required_fields() {
    expect![[r#"
        a state machine: StartAt, States
        an item processor: StartAt, States
        a branch: StartAt, States
        a Task state: Type, Resource, Next | End
        a Choice state: Type, Choices
        a Parallel state: Type, Branches, Next | End
        a Map state: Type, Next | End, ItemProcessor | Iterator
        a Wait state: Type, Next | End, Seconds | SecondsPath | Timestamp | TimestampPath
        a Pass state: Type, Next | End
        a Succeed state: Type
        a Fail state: Type
        a retrier: ErrorEquals
        a catcher: ErrorEquals, Next
        a choice rule: Condition (JSONata), Next
        a nested rule:
        a processor configuration:
        an item reader: Resource
        a reader configuration:
        an item batcher:
        a result writer:
        a writer configuration:
        credentials: RoleArn
    "#]]
    .assert_eq(&required());
}

fn languages(place: Place) -> String {
    let names = |language| {
        let of = fields(place)
            .iter()
            .filter(|field| field.languages == language);
        of.fold(String::new(), |all, field| all + " " + field.name)
    };
    format!(
        "both:{}\nJSONPath:{}\nJSONata:{}\n",
        names(Languages::Both),
        names(Languages::JsonPath),
        names(Languages::Jsonata)
    )
}

#[test]
fn fields_of_a_task_by_language() {
    expect![[r#"
        both: Type Comment QueryLanguage Resource Credentials TimeoutSeconds HeartbeatSeconds Assign Retry Catch Next End
        JSONPath: InputPath Parameters TimeoutSecondsPath HeartbeatSecondsPath ResultSelector ResultPath OutputPath
        JSONata: Arguments Output
    "#]].assert_eq(&languages(Place::State(StateType::Task)));
}

#[test]
fn fields_of_a_map_by_language() {
    expect![[r#"
        both: Type Comment QueryLanguage ItemReader ItemSelector ItemBatcher ItemProcessor Iterator MaxConcurrency ToleratedFailurePercentage ToleratedFailureCount Label ResultWriter Assign Retry Catch Next End
        JSONPath: InputPath ItemsPath Parameters MaxConcurrencyPath ToleratedFailurePercentagePath ToleratedFailureCountPath ResultSelector ResultPath OutputPath
        JSONata: Items Output
    "#]].assert_eq(&languages(Place::State(StateType::Map)));
}

#[test]
fn fields_of_a_wait_by_language() {
    expect![[r#"
        both: Type Comment QueryLanguage Seconds Timestamp Assign Next End
        JSONPath: InputPath SecondsPath TimestampPath OutputPath
        JSONata: Output
    "#]]
    .assert_eq(&languages(Place::State(StateType::Wait)));
}

#[test]
fn fields_of_a_fail_by_language() {
    expect![[r#"
        both: Type Comment QueryLanguage Error Cause
        JSONPath: ErrorPath CausePath
        JSONata:
    "#]]
    .assert_eq(&languages(Place::State(StateType::Fail)));
}
