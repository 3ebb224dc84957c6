//! What is recognised as a template, and what is found in it.

use asl_syntax::{Format, parse};

use super::{Definition, Host, PlacedResource, StateMachine};

fn show(text: &str) -> String {
    let format = if text.trim_start().starts_with('{') {
        Format::Json
    } else {
        Format::Yaml
    };
    let Some(host) = Host::read(&parse(text, format), None) else {
        return "no template".to_owned();
    };
    let machines = host.machines();
    machines
        .map(|(placed, machine)| line(text, placed, machine))
        .collect()
}

fn line(text: &str, placed: &PlacedResource, machine: &StateMachine) -> String {
    let at = |range| &text[std::ops::Range::<usize>::from(range + placed.offset)];
    let definition = match &machine.definition {
        Some(Definition::Inline(range)) => format!("inline {:?}", at(*range)),
        Some(Definition::Text(it)) => format!("text {:?}", it.text.to_string()),
        Some(Definition::File { path, range }) => format!("file {path:?} at {:?}", at(*range)),
        None => "nothing".to_owned(),
    };
    let filled = machine.substitutions.iter().map(|it| {
        let target = it.target.as_ref();
        let target = target.map(|it| (it.name.as_str(), it.attribute.as_deref(), at(it.range)));
        format!("; {} {:?} = {target:?}", it.name, at(it.name_range))
    });
    let filled: String = filled.collect();
    let (name, workflow) = (&placed.facts.name, machine.workflow);
    format!("{name} {workflow:?} {definition}{filled}\n")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(text).trim_end(), expected);
}

#[test]
fn an_object_is_a_definition() {
    check(
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Type: EXPRESS\n      Definition:\n        StartAt: A\n",
        "M Some(Express) inline \"StartAt: A\"",
    );
    check(
        r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties":
            {"StateMachineType": "STANDARD", "Definition": {"StartAt": "A"}}}}}"#,
        r#"M Some(Standard) inline "{\"StartAt\": \"A\"}""#,
    );
}

#[test]
fn texts_are_put_together() {
    let template = |definition: &str| {
        format!(
            "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: {definition}\n"
        )
    };
    check(
        &template("|\n        {\n          \"StartAt\": \"A\"\n        }"),
        "M None text \"{\\n  \\\"StartAt\\\": \\\"A\\\"\\n}\\n\"",
    );
    check(
        &template("!Sub '{\"A\": \"${Fn.Arn}\"}'"),
        "M None text \"{\\\"A\\\": \\\"${Fn.Arn}\\\"}\"",
    );
    check(
        &template("!Sub ['{\"A\": \"${x}\"}', {x: !Ref Y}]"),
        "M None text \"{\\\"A\\\": \\\"${x}\\\"}\"",
    );
    check(
        &template("!Join [\"\\n\", ['{\"A\": \"', !GetAtt [Fn, Arn], '\"}']]"),
        "M None text \"{\\\"A\\\": \\\"\\n${Fn.Arn}\\n\\\"}\"",
    );
    check(&template("!Ref Text"), "M None nothing");
    check(&template("!Sub '${Text}'"), "M None nothing");
    check(
        r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString":
            {"Fn::Join": ["", ["{\"A\": \"", {"Fn::GetAtt": ["Fn", "Arn"]}, "\"}"]]}}}}}"#,
        r#"M None text "{\"A\": \"${Fn.Arn}\"}""#,
    );
}

#[test]
fn files_and_what_is_filled_in() {
    check(
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: 'a.asl.json'\n      DefinitionSubstitutions:\n        F: !GetAtt Fn.Arn\n        R: !Ref Table\n        S: !Sub '${Fn.Arn}:live'\n        T: text\n",
        "M None file \"a.asl.json\" at \"a.asl.json\"; F \"F\" = Some((\"Fn\", Some(\"Arn\"), \"Fn.Arn\")); R \"R\" = Some((\"Table\", None, \"Table\")); S \"S\" = Some((\"Fn\", Some(\"Arn\"), \"Fn.Arn\")); T \"T\" = None",
    );
    check(
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: s3://bucket/key\n",
        "M None nothing",
    );
}

#[test]
fn the_serverless_framework_has_its_own_form() {
    check(
        "stepFunctions:\n  stateMachines:\n    m:\n      type: EXPRESS\n      definition:\n        StartAt: A\n    n:\n      definition: ${file(n.asl.yaml)}\n",
        "m Some(Express) inline \"StartAt: A\"\nn None file \"n.asl.yaml\" at \"${file(n.asl.yaml)}\"",
    );
}

#[test]
fn other_documents_are_no_templates() {
    check(
        "Resources:\n  B:\n    Type: AWS::S3::Bucket\n",
        "no template",
    );
    check("StartAt: A\nStates: {}\n", "no template");
    check("- a\n", "no template");
}

#[test]
fn a_state_that_a_function_makes_is_open() {
    let text = "StartAt: A\nStates:\n  A:\n    Fn::If: [X, {Type: Succeed}, {Type: Pass, End: true}]\n  B: {Type: Succeed}\n";
    let model = crate::Model::lower(&parse(text, Format::Yaml), None);
    let open: Vec<_> = model
        .states()
        .iter()
        .map(|it| it.facts().is_open())
        .collect();
    assert_eq!(open, [true, false]);
}
