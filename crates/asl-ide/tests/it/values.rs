//! What a template fills in is judged where it says it for certain, and only then.

use asl_ide::{Analysis, CheckConfig, Document, FileId, Format, Link, diagnostics};
use expect_test::expect;

const FILE: &str = r#"{
  "StartAt": "Wait",
  "States": { "Wait": { "Type": "Wait", "Seconds": ${Wait}, "End": true } }
}"#;

const YAML_FILE: &str =
    "StartAt: Wait\nStates:\n  Wait:\n    Type: Wait\n    Seconds: ${Wait}\n    End: true\n";

/// A machine of a template with the file and this value.
fn machine(name: &str, value: &str) -> String {
    format!(
        "  {name}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: m.asl.json\n      \
         DefinitionSubstitutions:\n        Wait: {value}\n"
    )
}

/// What is said of the file (0) that these machines of a template (1) have in common.
fn found(file: &str, values: &[&str]) -> String {
    let names = ["A", "B", "C"];
    let machines = names.iter().zip(values);
    let machines: String = machines.map(|(name, value)| machine(name, value)).collect();
    let format = if file.starts_with('{') {
        Format::Json
    } else {
        Format::Yaml
    };
    let analysis = Analysis::new([
        (FileId(0), Document::new(file, format)),
        (
            FileId(1),
            Document::new(&format!("Resources:\n{machines}"), Format::Yaml),
        ),
    ]);
    let link = |name: &&str| Link {
        template: FileId(1),
        machine: (*name).into(),
        definition: FileId(0),
    };
    let analysis = analysis.with_links(names.iter().take(values.len()).map(link));
    said(&analysis)
}

fn said(analysis: &Analysis) -> String {
    let found = diagnostics(analysis, FileId(0), &CheckConfig::default());
    found
        .iter()
        .flat_map(|it| [it.message.as_str(), "\n"])
        .collect()
}

#[test]
fn a_literal_is_judged() {
    let negative = expect![[r#"
        "Seconds" must be at least 0 (${Wait} is -1)
    "#]];
    for file in [FILE, YAML_FILE] {
        negative.assert_eq(&found(file, &["-1"]));
        negative.assert_eq(&found(file, &["'-1'"]));
        negative.assert_eq(&found(file, &["!Sub '-1'"]));
        negative.assert_eq(&found(file, &["-1", "-1"]));
        assert_eq!(found(file, &["5"]), "");
    }
}

#[test]
fn what_is_not_certain_is_not_judged() {
    for values in [
        &["!Ref Wait"][..],
        &["!Sub '${Wait}'"],
        &["-1", "5"],
        &["-1", "!Ref Wait"],
        &["'{{resolve:ssm:wait}}'"],
    ] {
        assert_eq!(found(FILE, values), "", "{values:?}");
    }
}

#[test]
fn definitions_in_templates_are_judged_alike() {
    for (template, expected) in [
        (
            "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionSubstitutions: {Wait: -1}\n      \
             Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Wait\n            Seconds: ${Wait}\n            End: true\n",
            "\"Seconds\" must be at least 0 (${Wait} is -1)\n",
        ),
        (
            "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString:\n        Fn::Sub:\n          \
             - '{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": ${Wait}, \"End\": true}}}'\n          - Wait: -1\n",
            "\"Seconds\" must be at least 0 (${Wait} is -1)\n",
        ),
        (
            "Parameters:\n  Wait: {Type: Number, Default: -1}\nResources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      \
             DefinitionString: !Sub '{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": ${Wait}, \"End\": true}}}'\n",
            "",
        ),
        (
            "custom:\n  wait: -1\nstepFunctions:\n  stateMachines:\n    m:\n      definition:\n        StartAt: A\n        States:\n          A:\n            \
             Type: Wait\n            Seconds: ${self:custom.wait}\n            End: true\n",
            "\"Seconds\" must be at least 0 (${self:custom.wait} is -1)\n",
        ),
    ] {
        let (analysis, _) = Analysis::single(Document::new(template, Format::Yaml));
        assert_eq!(said(&analysis), expected, "{template}");
    }
}
