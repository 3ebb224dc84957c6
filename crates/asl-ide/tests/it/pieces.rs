//! Edits of a definition that `Fn::Join` puts together.

use asl_ide::{
    Analysis, CheckConfig, Document, FileRange, Format, TextRange, code_actions, rename,
};
use asl_testing::fixture::{Fixture, apply};

/// As the CDK synthesises it: functions between pieces of one line.
const CDK: &str = r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString":
  {"Fn::Join": ["", ["{\"StartAt\":\"Call\",\"States\":{\"Call\":{\"Next\":\"Do$0ne\",\"Type\":\"Task\",\"Resource\":\"",
    {"Fn::GetAtt": ["Fn", "Arn"]}, "\",\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"Done\"}]},\"Done\":{\"Type\":\"Succeed\"}}}"]]}}}}}"#;

fn renamed(template: &str, name: &str) -> Result<String, String> {
    let fixture = Fixture::parse(template);
    let format = if template.starts_with('{') {
        Format::Json
    } else {
        Format::Yaml
    };
    let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
    let offset = fixture.cursors[0];
    let at = asl_ide::FilePosition { file, offset };
    let change = rename(&analysis, at, name).map_err(|it| it.0)?;
    let edits = change.edits.into_iter().flat_map(|it| it.1);
    let edits: Vec<_> = edits.collect();
    Ok(apply(
        &fixture.text,
        edits.iter().map(|it| (it.range, it.insert.as_str())),
    ))
}

/// What the action of that title makes of the template.
fn acted(template: &str, format: Format, title: &str) -> String {
    let fixture = Fixture::parse(template);
    let (analysis, file) = Analysis::single(Document::new(&fixture.text, format));
    let range = TextRange::empty(fixture.cursors[0]);
    let actions = code_actions(
        &analysis,
        FileRange { file, range },
        &CheckConfig::default(),
    );
    let titles: Vec<_> = actions.iter().map(|it| it.title.clone()).collect();
    let action = actions.into_iter().find(|it| it.title == title);
    assert!(action.is_some(), "no {title} in {titles:?}");
    let change = action.map(|it| it.change).unwrap_or_default();
    let edits = change.edits.into_iter().flat_map(|it| it.1);
    let edits: Vec<_> = edits.collect();
    apply(
        &fixture.text,
        edits.iter().map(|it| (it.range, it.insert.as_str())),
    )
}

/// The definition that the text of a template makes; null where it makes none.
fn definition(template: &str) -> serde_json::Value {
    let json: serde_json::Value = serde_json::from_str(template).unwrap_or_default();
    let join = &json["Resources"]["M"]["Properties"]["DefinitionString"]["Fn::Join"];
    let delimiter = join[0].as_str().unwrap_or_default();
    let pieces = join[1].as_array().into_iter().flatten();
    let pieces: Vec<_> = pieces.map(|it| it.as_str().unwrap_or("FN")).collect();
    serde_json::from_str(&pieces.join(delimiter)).unwrap_or_default()
}

#[test]
fn each_piece_is_renamed_in() {
    let text = renamed(CDK, "Finished").expect("renamed");
    assert_eq!(text.matches("Finished").count(), 3, "{text}");
    assert!(
        text.contains("{\"Fn::GetAtt\": [\"Fn\", \"Arn\"]}"),
        "{text}"
    );
}

#[test]
fn a_change_around_a_function_leaves_it() {
    let template = CDK
        .replace("$0", "")
        .replace("\\\"Call\\\":{", "\\\"Ca$0ll\\\":{");
    for title in [
        "Retry transient errors of \"Call\"",
        "Convert state \"Call\" to JSONata",
    ] {
        let text = acted(&template, Format::Json, title);
        assert!(
            text.contains("{\"Fn::GetAtt\": [\"Fn\", \"Arn\"]}"),
            "{title}: {text}"
        );
        let call = &definition(&text)["States"]["Call"];
        assert_eq!(call["Resource"], "FN", "{title}: {text}");
        assert_eq!(call["Catch"][0]["Next"], "Done", "{title}: {text}");
    }
}
