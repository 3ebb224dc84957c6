//! Actions in templates: of CloudFormation, with several machines, and of Terraform, with directives.

use asl_check::CheckConfig;
use asl_syntax::{Format, TextRange, TextSize};
use expect_test::expect;

use super::{check_source, code_actions};
use crate::{Analysis, Document, FileRange};

#[test]
fn all_machines_of_a_template_are_sorted() {
    check_source(
        r#"Resources:
  One:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          B: {Type: Succeed}
          A: {Type: Pass, Next: B}
  Two:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: |
        {
          "StartAt": "A",
          "States": {
            "B": {"Type": "Succeed"},
            "A": {"Type": "Pass", "Next": "B"}
          }
        }
"#,
        Format::Yaml,
        &expect![[r#"
            Sort states by flow
            Resources:
              One:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition:
                    StartAt: A
                    States:
                      A: {Type: Pass, Next: B}
                      B: {Type: Succeed}
              Two:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  DefinitionString: |
                    {
                      "StartAt": "A",
                      "States": {
                        "A": {"Type": "Pass", "Next": "B"},
                        "B": {"Type": "Succeed"}
                      }
                    }
        "#]],
    );
}

#[test]
fn directives_of_terraform_stay() {
    let text = r#"{
  "StartAt": "A",
  "States": {
    "B": { "Type": "Pass", "Parameters": ${jsonencode({ "a" = 1 })}, "End": true },
    %{ if x }
    "A": { "Type": "Wait", "Seconds": 1, "Next": "B" }
    %{ else }
    "A": { "Type": "Wait", "Seconds": 2, "Next": "B" }
    %{ endif }
  }
}"#;
    check_source(text, Format::Json, &expect![""]);
    let (analysis, file) = Analysis::single(Document::new(text, Format::Json));
    let titles = |part: &str| -> Vec<String> {
        let offset = TextSize::try_from(text.find(part).unwrap() + 1).unwrap();
        let range = FileRange {
            file,
            range: TextRange::empty(offset),
        };
        let found = code_actions(&analysis, range, &CheckConfig::default());
        found.into_iter().map(|it| it.title).collect()
    };
    let loses = |it: &String| it.starts_with("Move") || it.starts_with("Convert");
    assert!(!titles("\"B\":").iter().any(loses));
    assert!(titles("\"A\": {").iter().any(loses));
    assert!(crate::convert_notation(&analysis, file, &crate::FormatConfig::default()).is_err());
}

#[test]
fn an_express_workflow_waits_for_no_execution() {
    let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "End": true}}}"#;
    let (analysis, file) = Analysis::single(Document::new(text, Format::Json));
    let range = FileRange {
        file,
        range: TextRange::empty(TextSize::new(30)),
    };
    let of = |workflow| {
        let mut config = CheckConfig::default();
        config.workflow = workflow;
        let found = code_actions(&analysis, range, &config);
        let mut titles = found.iter().map(|it| it.title.as_str());
        titles.any(|it| it.contains("execution of its own"))
    };
    assert!(of(None));
    assert!(!of(Some(asl_lang::WorkflowType::Express)));
}
