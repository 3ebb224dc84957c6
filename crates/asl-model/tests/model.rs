//! What a model says of a document.

mod common;

use asl_model::{DocumentKind, Model, classify, format_of};
use asl_syntax::{Format, parse};
use asl_testing::fixture::Fixture;
use expect_test::{Expect, expect};

const ORDER: &str = r#"{
  "StartAt": "Check",
  "States": {
    "Check": {"Type": "Choice", "Choices": [
      {"Variable": "$.a", "IsNull": true, "Next": "Both"},
      {"Variable": "$.b", "IsNull": true, "Next": "Nowhere"}
    ], "Default": "Done"},
    "Both": {"Type": "Parallel", "Branches": [
      {"StartAt": "Left", "States": {"Left": {"Type": "Pass", "End": true}}},
      {"States": {"Right": {"Type": "Pass", "QueryLanguage": "JSONata", "Next": "Right"}}}
    ], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}], "Next": "Done"},
    "Done": {"Type": "Succeed", "Next": "Check"},
    "Lost": {"Type": "Wait", "Next": "Also lost"},
    "Also lost": {"Type": "Pass", "Next": "Lost"}
  }
}
"#;

fn check(text: &str, format: Format, expect: &Expect) {
    let parse = parse(text, format);
    expect.assert_eq(&common::draw(&Model::lower(&parse, None), text));
}

#[test]
fn machines_states_references_and_flow() {
    check(
        ORDER,
        Format::Json,
        &expect![[r#"
        machine # 0..686 JSONPath
          Start Check 16..21
          Choice Check 42..228 JSONPath
            Choice(0) Both 134..138
            Choice(1) Nowhere 193..200 (no such state)
            Default Done 222..226
          Parallel Both 234..528 JSONPath
            Catch(0) Done 504..508
            Next Done 522..526
          Succeed Done 534..578 JSONPath ends
            Next Check 571..576
          Wait Lost 584..629 JSONPath
            Next Also lost 618..627
          Pass Also lost 635..680 JSONPath
            Next Lost 674..678
          start -> Check Start
          Check -> Both Choice(0)
          Check -> Done Default
          Both -> Done Catch(0)
          Both -> Done Next
          Lost -> Also lost Next
          Also lost -> Lost Next
          island: Lost, Also lost
        machine #/States/Both/Branches/0 283..353 JSONPath
          Start Left 296..300
          Pass Left 314..351 JSONPath ends
          start -> Left Start
        machine #/States/Both/Branches/1 361..445 JSONPath
          no StartAt
          Pass Right 373..443 JSONata
            Next Right 436..441
          Right -> Right Next
    "#]],
    );
}

#[test]
fn a_loop_without_exit() {
    let text = r#"{"StartAt": "A", "States": {
        "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"},
        "C": {"Type": "Pass", "End": true}}}"#;
    check(
        text,
        Format::Json,
        &expect![[r#"
        machine # 0..153 JSONPath
          Start A 13..14
          Pass A 37..71 JSONPath
            Next B 68..69
          Pass B 73..107 JSONPath
            Next A 104..105
          Pass C 117..151 JSONPath ends
          start -> A Start
          A -> B Next
          B -> A Next
          island: C
          loop without exit: A, B
    "#]],
    );
}

#[test]
fn yaml_reads_the_same() {
    let text = "\
StartAt: Check
QueryLanguage: JSONata
States:
  Check:
    Type: Choice
    Choices:
      - Condition: '{% true %}'
        Next: 'Each'
    Default: \"Done\"
  Each:
    Type: Map
    ItemProcessor:
      StartAt: One
      States:
        One: {Type: Pass, End: true}
    Next: Done
  Done:
    Type: Succeed
";
    check(
        text,
        Format::Yaml,
        &expect![[r#"
        machine # 0..309 JSONata
          Start Check 9..14
          Choice Check 48..157 JSONata
            Choice(0) Each 132..136
            Default Done 152..156
          Map Each 160..283 JSONata
            Next Done 279..283
          Succeed Done 286..309 JSONata ends
          start -> Check Start
          Check -> Each Choice(0)
          Check -> Done Default
          Each -> Done Next
        machine #/States/Each/ItemProcessor 205..268 JSONata
          Start One 214..217
          Pass One 240..268 JSONata ends
          start -> One Start
    "#]],
    );
}

#[test]
fn broken_text_has_a_model_too() {
    let text = r#"{
  "StartAt": "A",
  "States": {
    "A": {"Type": "Pass", "Next": "B
    "B": {"Type": "Succ"#;
    check(
        text,
        Format::Json,
        &expect![[r#"
            machine # 0..94 JSONPath
              Start A 16..17
              Pass A 38..70 JSONPath
                Next B 69..70
              ? B 75..94 JSONPath
              start -> A Start
              A -> B Next
        "#]],
    );
}

#[test]
fn no_object_no_machine() {
    check("[1, 2]", Format::Json, &expect![[r#""#]]);
    check("", Format::Json, &expect![[r#""#]]);
}

#[test]
fn locations_and_pointers() {
    let check = |marked: &str, expect: Expect| {
        let fixture = Fixture::parse(marked);
        let model = Model::lower(&parse(&fixture.text, Format::Json), None);
        let location = model.location(fixture.cursor()).expect("in the machine");
        let pointer = model.pointer(&location);
        let place = model.place(location.holder, &location.steps);
        let state = model
            .state_of_pointer(&pointer)
            .map(|it| model.state(it).name());
        expect.assert_eq(&format!("{pointer} {place:?} {state:?}"));
    };
    check(
        r#"{"StartAt": "$0A", "States": {}}"#,
        expect!["/StartAt None None"],
    );
    check(
        r#"{"States": {"A/B": {"Retry": [{}, {"Max$0Attempts": 1}], "Type": "Task"}}}"#,
        expect![[r#"/States/A~1B/Retry/1/MaxAttempts None Some("A/B")"#]],
    );
    check(
        r#"{"States": {"A": {"Type": "Task", "Retry": [{}, {$0}]}}}"#,
        expect![[r#"/States/A/Retry/1 Some(Retrier) Some("A")"#]],
    );
    check(
        r#"{"States": {"M": {"Type": "Parallel", "Branches": [{}, {"StartAt": "X$0", "States": {}}]}}}"#,
        expect![[r#"/States/M/Branches/1/StartAt None Some("M")"#]],
    );
    check(
        r#"{"States": {"M": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode$0": 1}, "States": {}}}}}"#,
        expect![[r#"/States/M/ItemProcessor/ProcessorConfig/Mode None Some("M")"#]],
    );
    check(
        r#"{"States": {"M": {"Type": "Map", "Iterator": {"States": {"I": {"Type": "Pass", "Result": {"a": $01}}}}}}}"#,
        expect![[r#"/States/M/Iterator/States/I/Result/a None Some("I")"#]],
    );
}

#[test]
fn references_are_found_from_both_ends() {
    let model = Model::lower(&parse(ORDER, Format::Json), None);
    let done = model.states_named("Done")[0];
    let to: Vec<_> = model.references_to(done).map(|it| it.cause).collect();
    expect!["[Default, Catch(0), Next]"].assert_eq(&format!("{to:?}"));
    for reference in model.references() {
        assert_eq!(&ORDER[reference.range], reference.target);
        for offset in [
            reference.value_range.start(),
            reference.range.start(),
            reference.value_range.end(),
        ] {
            assert_eq!(model.reference_at(offset), Some(reference));
        }
    }
    assert_eq!(model.reference_at(0.into()), None);
}

#[test]
fn distances_count_transitions() {
    let model = Model::lower(&parse(ORDER, Format::Json), None);
    let root = model.root().expect("a machine").id();
    let start = model.flow(root).start().expect("a start");
    expect!["[Some(0), Some(1), Some(1), None, None]"]
        .assert_eq(&format!("{:?}", model.flow(root).distances(start)));
}

#[test]
fn what_makes_a_document_a_definition() {
    let kind = |name: &str, id: Option<&str>, text: &str| {
        classify(name, id, &parse(text, Format::Json)) == DocumentKind::Definition
    };
    assert!(kind("a/flow.asl.json", None, ""));
    assert!(kind("FLOW.ASL", None, "{}"));
    assert!(kind("flow.asl.yml", None, ""));
    assert!(kind("flow.json", None, r#"{"StartAt": "A", "States": {}}"#));
    assert!(kind(
        "flow.json",
        None,
        r#"{"States": {"A": {"Type": "Pass"}}}"#
    ));
    assert!(kind("flow", Some("asl"), ""));
    assert!(!kind(
        "flow.json",
        Some("json"),
        r#"{"States": {"Texas": {"Capital": "Austin"}}}"#
    ));
    assert!(!kind("package.json", Some("json"), r#"{"name": "x"}"#));
    assert!(!kind("list.json", None, "[]"));
}

#[test]
fn the_notation_of_a_document() {
    assert_eq!(format_of("a.asl.json", None, ""), Some(Format::Json));
    assert_eq!(
        format_of("file:///x.y/a.asl.yml", None, "{"),
        Some(Format::Yaml)
    );
    assert_eq!(format_of("a.asl", None, " {"), Some(Format::Json));
    assert_eq!(format_of("a.asl", None, "StartAt: A"), Some(Format::Yaml));
    assert_eq!(
        format_of("untitled:1", Some("asl-yaml"), ""),
        Some(Format::Yaml)
    );
    assert_eq!(format_of("a.md", Some("markdown"), ""), None);
}
