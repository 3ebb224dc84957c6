//! Commands on templates: with one state machine, with several, and with definitions in other files.

mod support;

use expect_test::expect;
use serde_json::Value;
use support::Cli;

const TEMPLATE: &str = "\
Parameters:
  Pause: { Type: Number, Default: 5 }
Conditions:
  IsProd: !Equals [!Ref Pause, 5]
Resources:
  Pay:
    Type: AWS::Serverless::Function
  Table:
    Type: AWS::DynamoDB::Table
  Inside:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: Pause
        States:
          Pause:
            Type: Wait
            Seconds: !Ref Pause
            Next: Name
          Name:
            Type: Pass
            Parameters:
              table: !Ref Table
              id.$: $.id
              kept: !If [IsProd, 30, !Ref AWS::NoValue]
            End: true
  Outside:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: order.asl.json
      DefinitionSubstitutions:
        Pay: !GetAtt Pay.Arn
        Wait: 7
        Tries: '3'
";

const ORDER: &str = r#"{ "StartAt": "Wait", "States": {
  "Wait": { "Type": "Wait", "Seconds": ${Wait}, "Next": "Pay" },
  "Pay": { "Type": "Task", "Resource": "${Pay}", "TimeoutSeconds": 9, "Retry": [
    { "ErrorEquals": ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
      "Lambda.TooManyRequestsException"], "MaxAttempts": "${Tries}" }], "End": true } } }"#;

const CALLS: &str = "{\"StateMachines\": {\"Outside\": {\"TestCases\": {\"Happy\": {\"Pay\": \"Paid\"}}}},\
    \"MockedResponses\": {\"Paid\": {\"0\": {\"Return\": {\"paid\": true}}}}}";

fn cli() -> Cli {
    Cli::new()
        .file("template.yaml", TEMPLATE)
        .file("order.asl.json", ORDER)
        .file("input.json", "{\"id\": 1}")
        .file("mocks.json", CALLS)
}

#[test]
fn several_state_machines_have_to_be_told_apart() {
    let cli = cli();
    for command in [
        &["simulate", "template.yaml"][..],
        &["graph", "template.yaml"],
        &["convert", "template.yaml", "--to", "jsonata"],
        &["simulate", "template.yaml", "--state", "Pause"],
    ] {
        expect![[r#"
            exit status 2
            --- stderr
            asl: template.yaml: there are several state machines, Inside, Outside: choose one with --state-machine
        "#]]
        .assert_eq(&cli.run(command));
    }
    expect![[r#"
        exit status 2
        --- stderr
        asl: template.yaml: there is no state machine Inner; --state-machine is one of Inside, Outside
    "#]]
    .assert_eq(&cli.run(&["graph", "template.yaml", "--state-machine", "Inner"]));
    expect![[r#"
        exit status 2
        --- stderr
        asl: order.asl.json: this is one definition; --state-machine is for templates with several
    "#]]
    .assert_eq(&cli.run(&["graph", "order.asl.json", "--state-machine", "Inner"]));
}

#[test]
fn a_definition_in_a_template_runs_with_what_its_functions_stand_for() {
    let simulate = ["simulate", "template.yaml", "--state-machine", "Inside"];
    let arguments = ["--input", "input.json", "--history", "none"];
    expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "table": "Table",
            "id": 1,
            "kept": 30
          }
        }
    "#]]
    .assert_eq(&cli().run(&[&simulate[..], &arguments].concat()));
}

#[test]
fn a_definition_in_a_file_runs_with_what_the_template_fills_in() {
    let cli = cli();
    let mocked = [
        "--mock",
        "mocks.json",
        "--test-case",
        "Happy",
        "--history",
        "none",
    ];
    let paid = expect![[r#"
        exit status 0
        --- stdout
        {
          "status": "SUCCEEDED",
          "output": {
            "paid": true
          }
        }
    "#]];
    let outside = ["simulate", "template.yaml", "--state-machine", "Outside"];
    paid.assert_eq(&cli.run(&[&outside[..], &mocked].concat()));
    paid.assert_eq(&cli.run(&[&["simulate", "order.asl.json"][..], &mocked].concat()));
    // The project has the last word.
    let cli = cli.file("asl.toml", "[substitutions]\nWait = 70\n");
    let table = cli.run(&["simulate", "order.asl.json"]);
    assert!(
        table.contains("1 min 10 s") || table.contains("70 s"),
        "{table}"
    );
}

#[test]
fn what_nothing_is_filled_in_for_is_said() {
    let cli = Cli::new().file("order.asl.json", ORDER);
    let printed = cli.run(&["simulate", "order.asl.json"]);
    assert!(
        printed.contains("nothing says what ${Wait} is: a template beside it"),
        "{printed}"
    );
}

#[test]
fn aws_is_asked_for_each_state_machine() {
    let cli = cli().file(
        "broken.yaml",
        TEMPLATE
            .replace("Next: Name", "Next: Nmae")
            .replace("Wait: 7", "Wait: -7"),
    );
    let output = cli.output(&["check", "--like-aws", "broken.yaml"]);
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(all[0]["stateMachine"], "Inside");
    assert_eq!(
        all[0]["diagnostics"][0]["code"], "MISSING_TRANSITION_TARGET",
        "{all:#}"
    );
    assert_eq!(all[0]["diagnostics"][0]["location"], "/States/Pause/Next");
    assert_eq!(all[1]["stateMachine"], "Outside");
    assert_eq!(all[1]["result"], "FAIL", "{all:#}");
    assert_eq!(all[1]["file"], "broken.yaml");
    let one = ["--state-machine", "Outside"];
    let output = cli.output(&[&["check", "--like-aws", "template.yaml"][..], &one].concat());
    let one: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(one["result"], "OK", "{one:#}");
}

#[test]
fn values_of_the_template_are_judged() {
    let cli = cli().file("template.yaml", TEMPLATE.replace("Wait: 7", "Wait: -7"));
    expect![[r#"
        exit status 1
        --- stdout
        error[out-of-range]: "Seconds" must be at least 0 (${Wait} is -7)
         --> order.asl.json:2:40
          |
        2 |   "Wait": { "Type": "Wait", "Seconds": ${Wait}, "Next": "Pay" },
          |                                        ^^^^^^^

        1 error in 1 file
    "#]]
    .assert_eq(&cli.run(&["check", "order.asl.json"]));
}

#[test]
fn a_definition_is_converted_in_its_template() {
    let cli = cli();
    let inside = [
        "convert",
        "template.yaml",
        "--state-machine",
        "Inside",
        "--to",
    ];
    cli.run(&[&inside[..], &["jsonata", "--write"]].concat());
    let written = cli.read("template.yaml");
    for line in [
        "        QueryLanguage: JSONata\n",
        "              table:\n                Ref: Table\n",
        "              id: \"{% $states.input.id %}\"\n",
        "IsProd: !Equals [!Ref Pause, 5]\n",
    ] {
        assert!(written.contains(line), "{line}{written}");
    }
    let written = cli.run(&[&inside[..], &["yaml", "--write"]].concat());
    assert!(
        written.contains("is a template, whose notation stays"),
        "{written}"
    );
    let outside = [
        "convert",
        "template.yaml",
        "--state-machine",
        "Outside",
        "--to",
        "yaml",
    ];
    assert!(cli.run(&outside).contains("StartAt: Wait\n"));
}

#[test]
fn the_picture_is_that_of_the_state_machine() {
    let picture = |name| {
        let graph = [
            "graph",
            "template.yaml",
            "--format",
            "mermaid",
            "--state-machine",
        ];
        cli().run(&[&graph[..], &[name]].concat())
    };
    assert!(picture("Inside").contains("Name"), "{}", picture("Inside"));
    assert!(picture("Outside").contains("Pay"), "{}", picture("Outside"));
}
